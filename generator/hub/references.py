"""What questions and texts refer to: links, laws, sections and other questions."""

from collections.abc import Iterator

from generator.hub.markup import references
from generator.hub.model import Hub
from generator.hub.questions import Question, texts


def published(hub: Hub) -> tuple[Question, ...]:
    """Return the questions that are on the site, in the order of the topics."""
    return tuple(question for question in hub.questions if question.is_published)


def links_of(question: Question, role: str) -> Iterator[str]:
    """Yield the ids of the links that a question's answer for `role` refers to."""
    yield from question.links
    for citation in question.cites:
        yield citation.law
    yield from link_targets(question.answer_for(role))
    if question.uncertain:
        yield from link_targets(question.uncertain.what)


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
    """Yield (law, section) of everything a question cites or refers to; "" means the whole law."""
    for citation in question.cites:
        yield citation.law, citation.section or ""
    for _, text in texts(question):
        yield from law_references(text)


def relations(hub: Hub, most: int = 5) -> dict[str, tuple[Question, ...]]:
    """Return published question's id -> up to `most` questions that a reader may want next.

    First those that the answer refers to and those that refer to it, then its neighbours in the
    topic.
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
    return [
        found.target
        for _, text in texts(question)
        for found in references(text)
        if found.scheme == "question"
    ]
