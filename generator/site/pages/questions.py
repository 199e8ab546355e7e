"""The page of each question: its answer for everyone, and the differences for single roles."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property, partial

from generator.hub.changes import change_log, changed_on
from generator.hub.model import Role
from generator.hub.questions import Question
from generator.hub.references import relations
from generator.site.content import Content
from generator.site.pages.answer_parts import answer_parts
from generator.site.pages.instead import instead_of
from generator.site.pages.page import MakePage, Page
from generator.site.pages.schema_org import StructuredData
from generator.site.pages.templates import Templates


def question_pages(content: Content, templates: Templates) -> Iterator[tuple[str, MakePage]]:
    """Yield the page of every published question."""
    pages = _Pages(content, templates)
    for question in content.questions:
        yield f"sporsmal/{question.id}/", partial(pages.page, question)


class _Pages:
    """Makes the pages; what is about all questions is found when the first page is made."""

    def __init__(self, content: Content, templates: Templates) -> None:
        self._content = content
        self._templates = templates

    @cached_property
    def _related(self) -> Mapping[str, tuple[Question, ...]]:
        return relations(self._content.hub)

    @cached_property
    def _near(self) -> Mapping[str, tuple[Question | None, Question | None]]:
        return _neighbours(self._content)

    @cached_property
    def _structured_data(self) -> StructuredData:
        return StructuredData(self._content)

    @cached_property
    def _changed(self) -> Mapping[str, date]:
        return changed_on(change_log(self._content.hub))

    def page(self, question: Question) -> Page:
        """Return the page of a question."""
        content = self._content
        parts = answer_parts(content, question)
        mine = [role for role in content.hub.roles if role.id in question.roles]
        others = [role for role in content.hub.roles if role.id not in question.roles]
        address = f"sporsmal/{question.id}/"
        above = trail(content, question)
        switch = {role.id: content.places(role.id)[question.id] for role in mine}
        switch |= {role.id: f"{address}#ikke_for_{role.id}" for role in others}
        return self._templates.filled(
            Page(
                address, "question", question.question, parts[0].answer.summary,
                switch={role.id: switch[role.id] for role in content.hub.roles},
            ),
            terms={term for part in parts for term in part.answer.terms},
            question=question, trail=above, roles=mine, others=others,
            instead=instead_of(content, question), updated=self._changed.get(question.id),
            parts=parts, shown_texts=list(_shown_texts(question)),
            other_titles=_other_titles(content, question),
            neighbours=self._near.get(question.id, (None, None)),
            related=self._related[question.id],
            structured_data=self._structured_data.script(question, parts, above),
        )  # fmt: skip


def trail(content: Content, question: Question) -> list[tuple[str, str]]:
    """Return (title, path from the site's root) of the pages above that of a question.

    The outermost is first.
    """
    above = [(content.language.gettext("Alle spørsmål"), "sporsmal/")]
    topic = content.topic_of(question)
    return [*above, (topic.title, content.topic_place(topic))] if topic else above


def _shown_texts(question: Question) -> Iterator[str]:
    """Yield the Markdown that the page of a question shows."""
    yield question.answer
    for variant in question.variants.values():
        yield from filter(None, (variant.append, variant.replace))


def _other_titles(content: Content, question: Question) -> list[tuple[Role, str]]:
    """Return (role, wording) of each variant that words the question differently."""
    roles = {role.id: role for role in content.hub.roles}
    return [
        (roles[id_], variant.question)
        for id_, variant in question.variants.items()
        if variant.question and id_ in roles
    ]


def _neighbours(content: Content) -> dict[str, tuple[Question | None, Question | None]]:
    """Return question id -> the questions before and after it in its topic."""
    found: dict[str, tuple[Question | None, Question | None]] = {}
    for topic in content.hub.topics:
        listed = content.listed(topic)
        found |= {
            item.id: (before, after)
            for before, item, after in zip(
                [None, *listed], listed, [*listed[1:], None], strict=False
            )
        }
    return found
