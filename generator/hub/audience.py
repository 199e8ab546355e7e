"""Hub + role -> RoleView: what one audience sees. The only gate for audiences.

Decided on data, before anything is rendered; templates never ask which role they serve. Drafts end
here. In: a hub without errors. Out: frozen views in author's order.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.hub.links import Link
from generator.hub.markup import references
from generator.hub.model import Hub, Role, Topic
from generator.hub.questions import Question


@dataclass(frozen=True, slots=True)
class Entry:
    """One question as one role sees it."""

    question: Question
    title: str
    markdown: str
    also_for: tuple[Role, ...]
    """The other roles that have the question."""


@dataclass(frozen=True, slots=True)
class Section:
    """A topic with the role's entries."""

    topic: Topic
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class LinkSection:
    """A topic with the role's links."""

    topic: Topic
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class RoleView:
    """Everything one role sees."""

    role: Role
    sections: tuple[Section, ...]
    link_sections: tuple[LinkSection, ...]
    links_are_from_answers: bool
    """True where no link list names the role; the links are then those of its answers."""

    @property
    def entries(self) -> Iterator[Entry]:
        """All entries, in order."""
        return (entry for section in self.sections for entry in section.entries)


def published(hub: Hub) -> tuple[Question, ...]:
    """Return the questions that are on the site, in the order of the topics."""
    return tuple(question for question in hub.questions if question.is_published)


def resolve(hub: Hub, role: Role) -> RoleView:
    """Return what `role` sees of the hub."""
    questions = {item.id: item for item in published(hub) if role.id in item.roles}
    sections = tuple(
        Section(topic, tuple(_entry(hub, questions[id_], role) for id_ in ids if id_ in questions))
        for topic in hub.topics
        for ids in [topic.order.get(role.id, topic.questions)]
        if any(id_ in questions for id_ in ids)
    )
    listed = [link for link in hub.links if role.id in link.roles]
    from_answers = not listed
    if from_answers:
        cited = {id_ for item in questions.values() for id_ in links_of(item, role.id)}
        listed = [link for link in hub.links if link.id in cited]
    link_sections = tuple(
        LinkSection(topic, links)
        for topic in hub.topics
        if (links := tuple(x for x in listed if x.topic_for.get(role.id, x.topic) == topic.id))
    )
    return RoleView(role, sections, link_sections, from_answers and bool(listed))


def _entry(hub: Hub, question: Question, role: Role) -> Entry:
    others = tuple(x for x in hub.roles if x.id in question.roles and x.id != role.id)
    return Entry(question, question.title_for(role.id), question.answer_for(role.id), others)


def links_of(question: Question, role: str) -> Iterator[str]:
    """Yield the ids of the links that a question's answer for `role` leads to."""
    yield from question.links
    for citation in question.cites:
        yield citation.law
    yield from link_targets(question.answer_for(role))


def link_targets(text: str) -> Iterator[str]:
    """Yield the ids of the links and laws that a Markdown text refers to."""
    for found in references(text):
        if found.scheme in ("link", "law"):
            yield found.target


def law_references(text: str) -> Iterator[tuple[str, str]]:
    """Yield (law, section) of each section of a law that a Markdown text refers to."""
    for found in references(text):
        if found.scheme == "law" and found.fragment:
            yield found.target, found.fragment


def cited_sections(question: Question) -> Iterator[tuple[str, str]]:
    """Yield (law, section) of all that a question cites or refers to; "" is the whole law."""
    for citation in question.cites:
        yield citation.law, citation.section or ""
    texts = (question.answer, *(x.append or x.replace or "" for x in question.variants.values()))
    for text in texts:
        yield from law_references(text)


def relations(hub: Hub, most: int = 5) -> dict[str, tuple[Question, ...]]:
    """Return, for each published question's id, the questions a reader may want next.

    Those the answer names and those that name it come first, then the neighbours in its topic.
    """
    by_id = {item.id: item for item in published(hub)}
    named = {id_: _named_questions(item) for id_, item in by_id.items()}
    naming: dict[str, list[str]] = {id_: [] for id_ in by_id}
    for id_, targets in named.items():
        for target in targets:
            naming.setdefault(target, []).append(id_)
    near = {
        id_: (*listed[place + 1 : place + 3], *reversed(listed[max(0, place - 2) : place]))
        for topic in hub.topics
        for listed in [[id_ for id_ in topic.questions if id_ in by_id]]
        for place, id_ in enumerate(listed)
    }
    return {
        id_: tuple(
            by_id[other]
            for other in dict.fromkeys([*named[id_], *naming[id_], *near.get(id_, ())])
            if other in by_id and other != id_
        )[:most]
        for id_ in by_id
    }


def _named_questions(question: Question) -> list[str]:
    texts = [question.answer]
    for variant in question.variants.values():
        texts += [text for text in (variant.append, variant.replace) if text]
    return [
        found.target for text in texts for found in references(text) if found.scheme == "question"
    ]
