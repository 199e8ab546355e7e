"""The front page, and the pages of each role: its questions with answers, and its links.

This is their data; their HTML, with the table of contents, is in `site/templates/`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from generator.hub.audience import RoleView, Section
from generator.hub.model import Role
from generator.hub.tasks import Task
from generator.language import lower_first
from generator.site.content import Content
from generator.site.pages.instead import instead_of
from generator.site.pages.link_share import link_share
from generator.site.pages.page import MakePage, Offer, Offers, Page
from generator.site.pages.templates import Templates
from generator.site.role_parts import Part

MOST_TASKS = 8
"""The most tasks on the front page; a hub with more has a link to all."""


def home_page(content: Content, templates: Templates) -> Page:
    """Return the front page, where readers choose their role."""
    settings = content.settings
    page = Page("", "home", settings.site_name, "")
    return templates.filled(
        page,
        name=settings.site_name,
        about=settings.site_description,
        worked=link_share(content),
        owner=settings.published_by.name if settings.published_by else "",
        tasks=[(task, _names(content, task)) for task in content.tasks[:MOST_TASKS]],
        has_more_tasks=len(content.tasks) > MOST_TASKS,
        has_laws=content.has_laws,
        plans=content.plans,
        sheets=(*content.guides, *content.forms),
    )


def _names(content: Content, task: Task) -> list[str]:
    """Return the names of the roles that have a task."""
    return [role.name for role in content.hub.roles if role.id in task.roles]


def role_pages(
    content: Content, templates: Templates, offers: Offers
) -> Iterator[tuple[str, MakePage]]:
    """Yield the pages of every role; `offers` are the PDFs."""
    for view in content.views:
        offered = offers.get(view.role.id, ())
        home = f"{view.role.id}/"
        parts = content.parts[view.role.id]
        if content.is_split(view.role.id):
            yield home, partial(_contents_page, content, templates, view, offered)
            for before, part, after in zip([None, *parts], parts, [*parts[1:], None], strict=False):
                neighbours = (before, after)
                yield part.address, partial(_part_page, content, templates, part, neighbours)
        else:
            yield home, partial(_questions_page, content, templates, view, offered)
        yield f"{home}lenker/", partial(_links_page, content, templates, view, offered)


def _about(content: Content, role: Role) -> str:
    _ = content.language.gettext
    return role.description or _("Spørsmål og svar for %(role)s.", role=lower_first(role.name))


def _questions_page(
    content: Content, templates: Templates, view: RoleView, offers: Sequence[Offer]
) -> Page:
    role = view.role
    return templates.filled(
        Page(f"{role.id}/", "role", role.name, _about(content, role), role=role.id),
        own=content.places(role.id),
        view=view,
        offers=offers,
        **_answers(content, view.sections),
    )


def _contents_page(
    content: Content, templates: Templates, view: RoleView, offers: Sequence[Offer]
) -> Page:
    """Return the page of a role whose answers are on the pages of its topics."""
    role = view.role
    page = Page(f"{role.id}/", "role_contents", role.name, _about(content, role), role=role.id)
    parts = content.parts[role.id]
    by_topic = [
        (section.topic, [part for part in parts if part.topic is section.topic])
        for section in view.sections
    ]
    return templates.filled(
        page, own=content.places(role.id), view=view, by_topic=by_topic, offers=offers
    )


def _part_page(
    content: Content,
    templates: Templates,
    part: Part,
    neighbours: tuple[Part | None, Part | None],
) -> Page:
    """Return one page with answers of a role in a topic."""
    role = content.role(part.address.partition("/")[0])
    assert part.topic is not None
    _, name = content.language.gettext, lower_first(role.name)
    about = _("%(topic)s: spørsmål og svar for %(role)s.", topic=part.topic.title, role=name)
    title = f"{part.topic.title} – {role.name}" + (f" ({part.number})" if part.number > 1 else "")
    beside = {other.id: content.topic_page(other.id, part.topic.id) for other in content.hub.roles}
    return templates.filled(
        Page(part.address, "role_part", title, about, role=role.id, switch=beside),
        own=content.places(role.id),
        part=part,
        role=role,
        neighbours=neighbours,
        **_answers(content, part.sections),
    )


def _answers(content: Content, sections: Sequence[Section]) -> dict[str, Any]:
    """Return what `answers.html.j2` and the script of the page know of some answers."""
    return {
        "terms": _terms(content, sections),
        "sections": sections,
        "places": _places_elsewhere(content, sections),
        "differing": _differing(sections),
        "instead": _instead(content, sections),
        "review": _review(sections),
    }


def _terms(content: Content, sections: Iterable[Section]) -> set[str]:
    """Return the ids of the terms that the answers in some sections use."""
    answers = (
        content.texts.answer(entry.markdown) for section in sections for entry in section.entries
    )
    return {term for answer in answers for term in answer.terms}


def _places_elsewhere(content: Content, sections: Iterable[Section]) -> dict[str, str]:
    """Return question id -> its roles, for the script that keeps a reader on the same question.

    A role that reads the question on a page of a topic has the rest of that page's address after a
    colon: `lis:ansvar/2/`.
    """
    return {
        entry.question.id: " ".join(
            _role_with_place(content, role, entry.question.id) for role in entry.question.roles
        )
        for section in sections
        for entry in section.entries
    }


def _instead(content: Content, sections: Iterable[Section]) -> dict[str, str]:
    """Return question id -> `role|place` of each role that another question answers it for."""
    return {
        entry.question.id: " ".join(
            f"{role}|{other.place}" for role, other in instead_of(content, entry.question).items()
        )
        for section in sections
        for entry in section.entries
    }


def _differing(sections: Iterable[Section]) -> dict[str, str]:
    """Return question id -> the roles that read another answer, with blanks between them."""
    return {
        entry.question.id: " ".join(
            role
            for role in entry.question.roles
            if entry.question.answer_for(role) != entry.markdown
        )
        for section in sections
        for entry in section.entries
    }


@dataclass(frozen=True, slots=True)
class _Reviewed:
    """How many answers a page has, and how many of them no professional has confirmed."""

    count: int
    missing: int


def _review(sections: Iterable[Section]) -> _Reviewed:
    answers = [entry.question for section in sections for entry in section.entries]
    return _Reviewed(len(answers), sum(not question.reviewed for question in answers))


def _role_with_place(content: Content, role: str, id_: str) -> str:
    rest = content.places(role)[id_].partition("#")[0].removeprefix(f"{role}/")
    return f"{role}:{rest}" if rest else role


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
