"""What there is to find in a hub: the same questions, links and terms for every engine."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.hub.links import Link
from generator.hub.load import read_hub
from generator.hub.model import Hub, Term
from generator.hub.questions import Question
from generator.hub.references import cited_sections, published
from generator.site.export.search_index import explained_terms
from generator.site.text.answer import Texts
from generator.site.words import KIND_WORDS
from tests.site_fixtures import parse


@dataclass(frozen=True, slots=True)
class Entry:
    """An item to find, with the same words as in our own index."""

    id: str
    title: str
    words: tuple[str, ...]
    """Other titles, search words, sections of laws, topic, publisher, inflected forms."""
    markdown: str
    text: str
    """The same as plain text."""
    roles: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Its page's address from the root."""
        return f"{self.id.replace(':', '/')}/"


def entries(hub: Hub) -> Iterator[Entry]:
    """Yield all questions, links and terms of a hub."""
    texts = Texts(hub)
    topics = {id_: topic.title for topic in hub.topics for id_ in topic.questions}
    for question in published(hub):
        yield _question(
            question, topics.get(question.id, ""), explained_terms(hub, question), texts
        )
    names = {topic.id: topic.title for topic in hub.topics}
    for link in hub.links:
        yield _link(link, names.get(link.topic, ""), texts)
    for term in hub.terms:
        yield _term(term)


def _question(question: Question, topic: str, terms: Iterable[str], texts: Texts) -> Entry:
    variants = question.variants.values()
    answers = dict.fromkeys(
        [question.answer, *(x.append or x.replace or "" for x in variants if x.append or x.replace)]
    )
    sections = {section for _, section in cited_sections(question) if section}
    words = [
        *(x.question for x in variants if x.question),
        *question.terms,
        *question.aliases,
        *terms,
        *(f"§ {section}" for section in sorted(sections)),
        topic,
    ]
    return Entry(
        id=question.id,
        title=question.question,
        words=tuple(dict.fromkeys(words)),
        markdown="\n\n".join(
            texts.answer(x).markdown(lambda place: f"../{place.question}/").strip() for x in answers
        ),
        text=" ".join(_text(texts, x) for x in answers),
        roles=question.roles,
    )


def _link(link: Link, topic: str, texts: Texts) -> Entry:
    note = link.note or ""
    return Entry(
        id=f"link:{link.id}",
        title=link.title,
        words=(link.publisher, KIND_WORDS[link.kind], topic),
        markdown=texts.answer(note).markdown(lambda place: f"../../{place.question}/"),
        text=_text(texts, note),
        roles=link.roles,
    )


def _term(term: Term) -> Entry:
    return Entry(
        id=f"term:{term.id}",
        title=f"{term.term} – {term.expansion}" if term.expansion else term.term,
        words=(*term.forms, *term.synonyms),
        markdown=term.definition or "",
        text=term.definition or "",
    )


def _text(texts: Texts, markdown: str) -> str:
    return parse(texts.answer(markdown).html(lambda place: place.path)).text


@dataclass(frozen=True, slots=True)
class Content:
    """A hub, the folder of its sources, and everything to be found in it."""

    root: Path
    hub: Hub
    entries: tuple[Entry, ...]


def content_of(root: Path) -> Content:
    """Read a hub, which must have no problems."""
    hub, _, problems = read_hub(root)
    assert problems == []
    return Content(root, hub, tuple(entries(hub)))
