"""The page of each question: its answer for everyone, and the differences for single roles."""

from collections.abc import Iterator

from generator.hub.model import Role
from generator.hub.questions import Question
from generator.hub.references import relations
from generator.site.content import Content
from generator.site.pages.answer_parts import answer_parts
from generator.site.pages.page import Page
from generator.site.pages.schema_org import StructuredData
from generator.site.pages.templates import Templates


def question_pages(content: Content, templates: Templates) -> Iterator[Page]:
    """Yield the page of every published question."""
    related = relations(content.hub)
    neighbours = _neighbours(content)
    structured_data = StructuredData(content)
    for question in content.questions:
        parts = answer_parts(content, question)
        mine = [role for role in content.hub.roles if role.id in question.roles]
        others = [role for role in content.hub.roles if role not in mine]
        address = f"sporsmal/{question.id}/"
        switch = {role.id: f"{role.id}/#{question.id}" for role in mine}
        switch |= {role.id: f"{address}#ikke_for_{role.id}" for role in others}
        yield templates.filled(
            Page(
                address, "question", question.question, parts[0].answer.summary,
                switch={role.id: switch[role.id] for role in content.hub.roles},
            ),
            terms={term for part in parts for term in part.answer.terms},
            question=question, topic=content.topic_of(question), roles=mine, others=others,
            parts=parts, other_titles=_other_titles(content, question),
            neighbours=neighbours.get(question.id, (None, None)), related=related[question.id],
            structured_data=structured_data.script(question, parts),
        )  # fmt: skip


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
