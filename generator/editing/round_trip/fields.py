"""The texts of a hub that people outside may change: each a field, with a mark of what was sent.

In: questions. Out: fields. A mark is a hash of the text, so that a file that comes back tells
whether the hub has changed since.
"""

import hashlib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.hub.field_types import ALL_ROLES
from generator.hub.model import Hub
from generator.hub.questions import Question
from generator.hub.spelling import suggestion
from generator.sources.document import Location

_MARK = 12


@dataclass(frozen=True, slots=True)
class Field:
    """One text of a question."""

    question: str
    location: Location
    """Where it stands in the file of the question."""
    text: str

    @property
    def key(self) -> str:
        """The id of the question, and the name of the field."""
        return f"{self.question}/{'.'.join(map(str, self.location))}"

    @property
    def mark(self) -> str:
        """The hash of the text."""
        return mark_of(self.text)

    @property
    def is_title(self) -> bool:
        """Whether it is a title: one line, without Markdown."""
        return self.location[-1] == "question"


@dataclass(slots=True)
class Returned:
    """What a file holds that came back."""

    texts: dict[str, str] = field(default_factory=dict)
    """Key of a field -> its text."""
    marks: dict[str, str] = field(default_factory=dict)
    """Key of a field -> the hash of the text that was sent."""
    sent: dict[str, str] = field(default_factory=dict)
    """Key of a field -> the text that was sent, if the file still has it."""
    dates: dict[str, str] = field(default_factory=dict)
    """Id of a question -> what is written as the day on which it was reviewed."""
    comments: list[tuple[str, str, str]] = field(default_factory=list)
    """Key of a field, author and text of each comment."""
    problems: list[str] = field(default_factory=list)
    """What could not be read, in Norwegian."""


def fields_of(question: Question) -> Iterator[Field]:
    """Yield the texts of a question, in the order of its file."""
    yield Field(question.id, ("question",), question.question)
    yield Field(question.id, ("answer",), question.answer)
    for role, variant in question.variants.items():
        for name in ("question", "append", "replace"):
            text = getattr(variant, name)
            if text is not None:
                yield Field(question.id, ("variants", role, name), text)


def label(item: Field, hub: Hub) -> str:
    """Return what a field is, in Norwegian."""
    if item.location[0] != "variants":
        return "Spørsmål" if item.is_title else "Svar"
    names = {role.id: role.name for role in hub.roles}
    role = names.get(str(item.location[1]), str(item.location[1]))
    words = {"question": "Annen tittel", "append": "Tillegg", "replace": "Annet svar"}
    return f"{words[str(item.location[2])]} for {role}"


def role_list(question: Question, hub: Hub) -> str:
    """Return the names of the roles that have a question."""
    if question.roles == ALL_ROLES:
        return "alle"
    return ", ".join(role.name for role in hub.roles if role.id in question.roles)


def by_topic(hub: Hub, only: Sequence[str] = ()) -> Iterator[tuple[str, list[Question]]]:
    """Yield the title of each topic with its questions, in order.

    `only` are ids of topics and questions; without any, all are there. Raises ValueError, with a
    Norwegian sentence, for an unknown id.
    """
    known = hub.question_by_id
    ids = {topic.id for topic in hub.topics} | set(known)
    for id_ in only:
        if id_ not in ids:
            message = f"ukjent emne eller spørsmål «{id_}»{suggestion(id_, ids)}"
            raise ValueError(message)
    for topic in hub.topics:
        chosen = [x for x in topic.questions if not only or x in only or topic.id in only]
        found = [known[id_] for id_ in chosen if id_ in known]
        if found:
            yield topic.title, found


def plain(text: str) -> str:
    """Return a text without what files add to it: line ends of Windows, outer blank lines."""
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").strip()


def mark_of(text: str) -> str:
    """Return the hash of a text."""
    return hashlib.sha256(plain(text).encode()).hexdigest()[:_MARK]
