"""The domain: what editors write, as frozen pydantic models.

One definition for validation, messages and export. No I/O, no YAML, no addresses built here.
Fields that hold references hold ids; whether these exist is for `check` to say.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from pydantic import Field

from generator.hub.field_types import (
    Day,
    Id,
    MaybeEmpty,
    Model,
    References,
    Text,
)
from generator.hub.links import Link
from generator.hub.pages import WrittenPage
from generator.hub.questions import Question


class Role(Model):
    """An audience."""

    id: Id
    name: Text
    description: MaybeEmpty = ""
    """One sentence that lets a reader recognise themselves."""
    group: Id | None = None
    """Roles with the same group belong together; `data/hub.json` says so, no page does."""


class RolesFile(Model):
    """`roles.yaml`: the audiences in the order they are shown."""

    roles: tuple[Role, ...]


class Topic(Model):
    """A heading, and the ids of its questions in the order they are shown."""

    id: Id
    title: Text
    questions: References = ()
    order: dict[str, References] = Field(default_factory=dict)
    """Role id -> the role's own order, where it differs; holds exactly the role's questions."""


class TopicsFile(Model):
    """`content/topics.yaml`."""

    topics: tuple[Topic, ...]


class Term(Model):
    """An abbreviation or a technical word."""

    id: Id
    term: Text
    expansion: Text | None = None
    definition: Text | None = None
    forms: tuple[Text, ...] = ()
    """Other written forms that get the same explanation."""
    synonyms: tuple[Text, ...] = ()
    """What readers type in the search when they mean the same."""
    tooltip: bool = True
    """Whether the word is explained where it stands in an answer; false for words that also mean
    something else."""
    question: str | None = None
    source: Text | None = None


class GlossaryFile(Model):
    """`content/glossary.yaml`."""

    terms: tuple[Term, ...]


class Change(Model):
    """One entry of the change log that readers can subscribe to."""

    date: Day
    title: Text
    note: Text
    """Plain text."""
    new: References = ()
    """The questions whose answers are new."""
    questions: References = ()
    """The questions whose answers are not the same as before."""


class ChangesFile(Model):
    """`content/changes.yaml`, newest first; may be left out."""

    changes: tuple[Change, ...]


class Hub(Model):
    """Everything, once, in author's order. The only thing that is passed around."""

    roles: tuple[Role, ...] = ()
    topics: tuple[Topic, ...] = ()
    questions: tuple[Question, ...] = ()
    """Drafts too; ordered by topic."""
    links: tuple[Link, ...] = ()
    terms: tuple[Term, ...] = ()
    changes: tuple[Change, ...] = ()
    pages: tuple[WrittenPage, ...] = ()
    law_section_url: str | None = None

    def by_id(self, kind: str) -> Mapping[str, Any]:
        """Return id -> model for `roles`, `topics`, `questions`, `links` or `terms`."""
        return MappingProxyType({item.id: item for item in getattr(self, kind)})


def law_section_address(hub: Hub, law: Link, section: str) -> str | None:
    """Return the address of a law's section, or None where the hub has no pattern for it."""
    if not (hub.law_section_url and law.law_reference):
        return None
    return hub.law_section_url.replace("{reference}", law.law_reference).replace(
        "{section}", section
    )
