"""The front page, and the pages of each role: its questions with answers, and its links.

This is their data; their HTML, with the table of contents, is in `site/templates/`.
"""

from collections.abc import Iterator, Mapping, Sequence

from generator.hub.audience import RoleView
from generator.hub.references import cited_sections
from generator.language import lower_first
from generator.site.content import Content
from generator.site.pages.page import Offer, Page
from generator.site.pages.templates import Templates


def home_page(content: Content, templates: Templates) -> Page:
    """Return the front page, where readers choose their role."""
    settings = content.settings
    has_laws = any(True for question in content.questions for _ in cited_sections(question))
    page = Page("", "home", settings.site_name, "")
    return templates.filled(page, about=settings.site_description, has_laws=has_laws)


def role_pages(
    content: Content, templates: Templates, offers: Mapping[str, Sequence[Offer]]
) -> Iterator[Page]:
    """Yield the pages of every role; `offers` are the PDFs, by role id."""
    for view in content.views:
        offered = offers.get(view.role.id, ())
        yield _questions_page(content, templates, view, offered)
        yield _links_page(content, templates, view, offered)


def _questions_page(
    content: Content, templates: Templates, view: RoleView, offers: Sequence[Offer]
) -> Page:
    role = view.role
    _ = content.language.gettext
    about = role.description or _("Spørsmål og svar for %(role)s.", role=lower_first(role.name))
    answers = (content.texts.answer(entry.markdown) for entry in view.entries)
    return templates.filled(
        Page(f"{role.id}/", "role", role.name, about, role=role.id),
        own=content.own_questions(role.id),
        terms={term for answer in answers for term in answer.terms},
        view=view,
        offers=offers,
    )


def _links_page(
    content: Content, templates: Templates, view: RoleView, offers: Sequence[Offer]
) -> Page:
    _, name = content.language.gettext, lower_first(view.role.name)
    page = Page(
        f"{view.role.id}/lenker/", "role_links", _("Lenker for %(role)s", role=name),
        _("Lenker for %(role)s, etter emne.", role=name), role=view.role.id,
        switch={role.id: f"{role.id}/lenker/" for role in content.hub.roles},
    )  # fmt: skip
    return templates.filled(page, view=view, offers=offers)
