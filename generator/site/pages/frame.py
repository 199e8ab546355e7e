"""What the frame around a page shows. Its template, `overrides/main.html`, uses nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from generator.hub.model import Role
from generator.site.addresses import Addresses
from generator.site.content import Content
from generator.site.export.hub_json import ADDRESS as HUB_JSON
from generator.site.pages.page import Page
from generator.site.pages.sharing import Sharing, sharing_of
from generator.site.pages.versions import Version, canonical
from generator.site.settings import Settings, new_question_address

FRAME = "main.html"
"""The template of the frame."""
NOT_FOUND = "404.html"
"""The path of the page that a server sends for an address that does not exist."""
_LONGEST_TITLE = 70
"""Characters of a title that search engines show."""
_SHORT = 50
_LONGEST = 160
"""Characters of a description; search engines cut longer ones."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of one page; `href` says how it links to the rest of the site."""

    page: Page
    settings: Settings
    addresses: Addresses
    title: str
    """The title of the window: that of the page, and the name of the site."""
    description: str
    canonical: str | None
    policy: str | None
    """The Content-Security-Policy; None for a preview, which needs a script to reload."""
    roles: Sequence[Role]
    written: Sequence[tuple[str, str]]
    """(title, address) of the hand-written pages, by title."""
    empty: frozenset[str]
    """The addresses that the menus leave out, as they have nothing to show."""
    new_question: str | None
    """The address for proposing a new question."""
    sharing: Sharing | None = None
    """What networks show of the page; None for a page that nobody shares, or in a copy."""
    problems: Sequence[object] = ()
    """Errors in the sources, while a preview shows the last good site."""
    versions: Sequence[Version] = ()
    """The page in each language of the site; none if it has only one."""
    root: str | None = None
    """Path of the site's root on its host; only for a page that is shown at any address."""
    template: str = FRAME

    def href(self, path: str) -> str:
        """Return how the page links to a path from the site's root."""
        if self.root:
            return f"{self.root}{path}"
        return self.addresses.relative(self.page.address, path)


def frame_of(
    content: Content,
    page: Page,
    *,
    policy: str | None,
    problems: Sequence[object] = (),
    versions: Sequence[Version] = (),
) -> Frame:
    """Return the frame of a page of the site; `versions` are the page in each language."""
    settings = content.settings
    return Frame(
        page=page,
        settings=settings,
        addresses=content.addresses,
        title=_window_title(page.title, settings) if page.address else settings.site_name,
        description=_description(page.description, settings.site_description),
        canonical=canonical(content, page, versions),
        policy=policy and (page.policy or policy),
        roles=content.hub.roles,
        written=sorted((written.title, f"{written.id}/") for written in content.hub.pages),
        empty=_empty(content),
        new_question=new_question_address(settings),
        sharing=None if settings.offline else sharing_of(content, page),
        problems=problems,
        versions=versions,
    )


def frame_of_missing(
    content: Content, *, policy: str | None, problems: Sequence[object] = ()
) -> Frame:
    """Return the frame of the 404 page.

    A server sends it for any address, so its links start at the host's root.
    """
    switch = {role.id: f"{role.id}/" for role in content.hub.roles}
    _ = content.language.gettext
    about = _(
        "Siden er flyttet eller finnes ikke. Gå til forsiden og velg rolle, eller se alle spørsmål."
    )
    page = Page(NOT_FOUND, "text", _("Fant ikke siden"), about, "", switch=switch)
    frame = frame_of(content, page, policy=policy, problems=problems)
    root = urlsplit(content.settings.site_url).path or "/"
    return replace(frame, root=root, canonical=None, sharing=None, template=NOT_FOUND)


def _window_title(title: str, settings: Settings) -> str:
    """Return a title with the name of the site as far as both fit; a long title is cut."""
    for name in filter(None, (settings.site_name, settings.short_name)):
        if len(whole := f"{title} – {name}") <= _LONGEST_TITLE:
            return whole
    return _cut(title, _LONGEST_TITLE)


def _empty(content: Content) -> frozenset[str]:
    has = {
        "ordliste/": content.hub.terms,
        "regelverk/": content.has_laws,
        "lenkestatus/": content.run,
        # A page that explains the data is the better way to them.
        HUB_JSON: not any(HUB_JSON in page.text for page in content.hub.pages),
    }
    return frozenset(address for address, found in has.items() if not found)


def _description(text: str, about: str) -> str:
    """Return the description for search engines: `about` is added to a short text."""
    text = text or about
    if len(text) < _SHORT and text != about:
        text = f"{text} {about}".strip()
    return _cut(text, _LONGEST)


def _cut(text: str, most: int) -> str:
    """Return a text that is cut after a word if it has more characters than `most`."""
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"
