"""The hub and the small models in it: roles, topics, terms and changes, all frozen.

One definition for validation, messages and export. References are ids; `check` finds those
that do not exist.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated

from pydantic import ConfigDict, Field

from generator.hub.field_types import (
    Day,
    Id,
    MaybeEmpty,
    Model,
    QuestionId,
    Questions,
    RoleId,
    Text,
    Word,
)
from generator.hub.languages import InLanguages, TranslatedRole, TranslatedTopic
from generator.hub.links import Link
from generator.hub.pages import WrittenPage
from generator.hub.questions import Question


class Role(Model):
    """An audience."""

    id: Id
    name: Text
    description: MaybeEmpty = ""
    """One sentence that tells readers whether the role is theirs."""
    group: Id | None = None
    """Roles with the same group belong together. Exported in `data/hub.json`; not on any page."""
    comment: Text | None = None
    """For editors; never published."""
    aliases: tuple[Id, ...] = ()
    """Earlier ids; their addresses keep working."""
    translations: InLanguages[TranslatedRole] | None = None
    """The same in other languages."""


class Topic(Model):
    """A heading, and the ids of its questions in the order they are shown."""

    id: Id
    title: Text
    owner: Word | None = None
    """Who keeps the answers right: a role's id or a shared mailbox; None for that of the hub."""
    questions: Questions = ()
    order: dict[RoleId, Questions] = Field(default_factory=dict)
    """Role id -> the role's order where it differs: exactly the role's questions in the topic."""
    comment: Text | None = None
    """For editors; never published."""
    aliases: tuple[Id, ...] = ()
    """Earlier ids; their addresses keep working."""
    translations: InLanguages[TranslatedTopic] | None = None
    """The same in other languages."""


class ExpansionBasis(StrEnum):
    """Where the expansion of an abbreviation comes from."""

    FROM_SOURCE = "from-source"
    """A source gives it."""
    LOOKED_UP = "looked-up"
    """No source gives it; an editor looked it up."""


class Term(Model):
    """An abbreviation or a technical word."""

    id: Id
    term: Text
    expansion: Text | None = None
    expansion_basis: ExpansionBasis = ExpansionBasis.FROM_SOURCE
    """Readers are told of an expansion that no source gives."""
    definition: Text | None = None
    forms: tuple[Text, ...] = ()
    """Other written forms that get the same explanation."""
    synonyms: tuple[Text, ...] = ()
    """What readers type in the search when they mean the same."""
    english: tuple[Text, ...] = ()
    """What it is called in English: a search for it finds the word, and says what it is called."""
    tooltip: bool = True
    """Whether the word is explained where an answer uses it; false for words that also mean
    something else."""
    question: QuestionId | None = None
    source: Text | None = None
    comment: Text | None = None
    """For editors; never published."""


class SameWords(Model):
    """Words and phrases of the same meaning in all questions, which the search takes as equal."""

    words: Annotated[tuple[Text, ...], Field(min_length=2)]
    comment: Text | None = None
    """For editors; never published."""


class Change(Model):
    """One entry of the change log that readers can subscribe to."""

    date: Day
    title: Text
    note: Text
    """Plain text."""
    new: Questions = ()
    """The questions whose answers are new."""
    questions: Questions = ()
    """The questions whose answers changed."""
    comment: Text | None = None
    """For editors; never published."""


class Hub(Model):
    """Everything, once, in the author's order. The only thing that is passed around.

    One field for each kind of the table in `kinds`. A kind without a field here is kept under its
    name all the same; `Kind.of` returns the items of either, with their type.
    """

    model_config = ConfigDict(extra="allow")

    roles: tuple[Role, ...] = ()
    topics: tuple[Topic, ...] = ()
    questions: tuple[Question, ...] = ()
    """Drafts too; ordered by topic."""
    links: tuple[Link, ...] = ()
    terms: tuple[Term, ...] = ()
    changes: tuple[Change, ...] = ()
    pages: tuple[WrittenPage, ...] = ()
    law_section_url: str | None = None

    @property
    def question_by_id(self) -> Mapping[str, Question]:
        """Id -> question."""
        return MappingProxyType({question.id: question for question in self.questions})

    @property
    def link_by_id(self) -> Mapping[str, Link]:
        """Id -> link."""
        return MappingProxyType({link.id: link for link in self.links})
