"""The models of a question file, and the texts in it."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from generator.hub.field_types import (
    Date,
    Day,
    Fingerprint,
    Id,
    LawId,
    LinkId,
    Markdown,
    Model,
    QuestionId,
    RoleId,
    Roles,
    Section,
    Text,
    Word,
)
from generator.hub.languages import InLanguages, Translation
from generator.hub.source_list import Sources
from generator.sources.document import Location


class Variant(Model):
    """The differences for one role: another title, an added text, or another text."""

    question: Text | None = None
    append: Markdown | None = None
    replace: Markdown | None = None
    why: Text


class Citation(Model):
    """A section of a law that an answer is based on; without a section, the whole law."""

    law: LawId
    section: Section | None = None


class Uncertainty(Model):
    """What is not certain about an answer, because its sources disagree or are too old."""

    what: Markdown
    """What each source says, and who must find out. One paragraph."""
    ask: Text
    """Who can settle it: a public body or a role, never a name."""
    since: Day
    """The day on which the doubt was noted."""


class Status(StrEnum):
    """Whether a question is on the site."""

    PUBLISHED = "published"
    DRAFT = "draft"


class Question(Model):
    """One question and its answer, for one or more roles."""

    id: Id
    question: Text
    roles: Annotated[Roles, Field(min_length=1)]
    answer: Markdown
    """References by id (`link:`, `law:`, `question:`)."""
    variants: dict[RoleId, Variant] = Field(default_factory=dict)
    see_instead: dict[RoleId, QuestionId] = Field(default_factory=dict)
    """Role without the question -> the question that answers it for the role."""
    uncertain: Uncertainty | None = None
    """What readers are told not to rely on."""
    links: tuple[LinkId, ...] = ()
    cites: tuple[Citation, ...] = ()
    terms: tuple[Text, ...] = ()
    """Other words that readers search for."""
    aliases: tuple[Id, ...] = ()
    """Earlier ids; their addresses keep working."""
    source: Sources = ()
    """The documents that its facts come from."""
    owner: Word | None = None
    """Who keeps the answer right: a role's id or a shared mailbox; None for that of the topic."""
    reviewed: Date = None
    """The day on which a professional last confirmed the answer."""
    reviewed_text: Fingerprint | None = None
    """What was confirmed that day, as `confirmation.fingerprint` writes it."""
    review_by: Date = None
    status: Status = Status.PUBLISHED
    editorial_note: Text | None = None
    """For editors; never published."""
    translations: InLanguages[Translation] | None = None
    """The same in other languages."""

    @property
    def is_published(self) -> bool:
        """Whether the question is on the site."""
        return self.status is Status.PUBLISHED

    def title_for(self, role: str) -> str:
        """Return the wording of the question that `role` sees."""
        variant = self.variants.get(role)
        return variant.question if variant and variant.question else self.question

    def answer_for(self, role: str) -> str:
        """Return the Markdown that `role` sees."""
        variant = self.variants.get(role)
        if variant is None:
            return self.answer
        if variant.replace is not None:
            return variant.replace
        if variant.append is not None:
            return f"{self.answer.rstrip()}\n\n{variant.append}"
        return self.answer


def texts(question: Question) -> Iterator[tuple[Location, str]]:
    """Yield the location and the Markdown of an answer, its variants and what is uncertain.

    First those in the language of the hub, then those in others.
    """
    yield from _texts_in(question)
    for tag, translation in question.translations.items() if question.translations else ():
        for location, text in _texts_in(translation):
            yield ("translations", tag, *location), text


def _texts_in(item: Question | Translation) -> Iterator[tuple[Location, str]]:
    yield ("answer",), item.answer
    for role, variant in item.variants.items():
        for name, text in (("append", variant.append), ("replace", variant.replace)):
            if text is not None:
                yield ("variants", role, name), text
    if item.uncertain:
        yield ("uncertain", "what"), item.uncertain.what
