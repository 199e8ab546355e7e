"""What networks and messages show of a page beside its address (https://ogp.me).

In: a page, and what its head says of it. Out: the values of the meta elements that
`open_graph.html.j2` writes. Addresses there are absolute, so a site that does not know its own has
neither an address nor a card in them.
"""

from dataclasses import dataclass

from generator.site.content import Content
from generator.site.pages.page import Page
from generator.site.print_paths import card_of, has_cards, has_own


@dataclass(frozen=True, slots=True)
class Sharing:
    """The values of one page."""

    title: str
    kind: str
    """`article` for an answer, otherwise `website`."""
    locale: str
    """The language and the country, such as `nb_NO`."""
    card: str | None
    """Absolute address of the image."""


def sharing_of(content: Content, page: Page) -> Sharing:
    """Return the values of a page."""
    settings, language = content.settings, content.language
    is_answer = page.kind == "question"
    return Sharing(
        title=page.title if page.address else settings.site_name,
        kind="article" if is_answer else "website",
        locale=f"{language.tag}_{language.territory}",
        card=f"{settings.site_url}{_card(content, page)}" if has_cards(content) else None,
    )


def _card(content: Content, page: Page) -> str:
    if page.kind == "question" and has_own(content):
        return card_of(question=page.address.split("/")[1])
    return card_of(role=page.role)
