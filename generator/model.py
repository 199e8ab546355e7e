"""The domain: what editors write, as frozen pydantic models.

One definition for validation, messages and export. No I/O, no YAML, no addresses built here.
Fields that hold references hold ids; whether these exist is for `check` to say.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from generator.values import (
    Date,
    Day,
    Id,
    MaybeEmpty,
    References,
    Roles,
    Section,
    SectionUrl,
    Text,
)


class Model(BaseModel):
    """A frozen value; keys that are not fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


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


class LinkKind(StrEnum):
    """What a reader meets behind a link."""

    PAGE = "page"
    PDF = "pdf"
    LAW = "law"
    VIDEO = "video"
    COURSE = "course"
    TOOL = "tool"


class UrlStatus(StrEnum):
    """Where an address comes from; never whether it answers today."""

    FROM_SOURCE = "from-source"
    RECOVERED = "recovered"
    DERIVED = "derived"
    MISSING = "missing"


class Link(Model):
    """An external address, written once."""

    id: Id
    title: Text
    url: str | None
    url_status: UrlStatus
    publisher: Text
    kind: LinkKind
    topic: str
    topic_for: dict[str, str] = Field(default_factory=dict)
    """Role id -> the topic under which that role sees the link, where it differs."""
    roles: Roles = ()
    """The roles whose link page lists it; empty for a link that only answers use."""
    language: Text = "nb"
    """BCP 47 tag of the page behind the link."""
    verified_until: Date = None
    """A human has seen that the page is well, and takes the link check's word for nothing else
    until this day."""
    known_blocked_until: Date = None
    """The site is known to turn the link check away; nobody is asked to look until this day."""
    law_reference: Text | None = None
    """What stands for `{reference}` in `law_section_url`; only for laws."""
    note: Text | None = None
    """What a reader should know, as inline Markdown."""


class LinksFile(Model):
    """`links.yaml`."""

    law_section_url: SectionUrl | None = None
    """Address of one section of a law, with `{reference}` and `{section}`."""
    links: tuple[Link, ...]


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


class Variant(Model):
    """What is different for one role: another title, an added paragraph, or another text."""

    question: Text | None = None
    append: Text | None = None
    replace: Text | None = None
    why: Text


class Citation(Model):
    """A section of a law that an answer rests on; the whole law where no section is given."""

    law: str
    section: Section | None = None


class Source(Model):
    """Where an answer's facts come from."""

    document: Text
    note: Text | None = None


class Status(StrEnum):
    """Whether a question is on the site."""

    PUBLISHED = "published"
    DRAFT = "draft"


class Question(Model):
    """One question and its answer, for one or more roles."""

    id: Id
    question: Text
    roles: Annotated[Roles, Field(min_length=1)]
    answer: Text
    """Markdown; references by id (`link:`, `law:`, `question:`)."""
    variants: dict[str, Variant] = Field(default_factory=dict)
    links: References = ()
    cites: tuple[Citation, ...] = ()
    terms: tuple[Text, ...] = ()
    """What people also search for."""
    aliases: tuple[Id, ...] = ()
    """Earlier ids; their addresses keep working."""
    source: Source | None = None
    reviewed: Date = None
    """The day a professional last confirmed the answer."""
    review_by: Date = None
    status: Status = Status.PUBLISHED
    editorial_note: Text | None = None
    """For editors; never published."""

    @property
    def is_published(self) -> bool:
        """Whether readers see it."""
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


class Hub(Model):
    """Everything, once, in author's order. The only thing that is passed around."""

    roles: tuple[Role, ...] = ()
    topics: tuple[Topic, ...] = ()
    questions: tuple[Question, ...] = ()
    """Drafts too; ordered by topic."""
    links: tuple[Link, ...] = ()
    terms: tuple[Term, ...] = ()
    changes: tuple[Change, ...] = ()
    law_section_url: str | None = None

    def by_id(self, kind: str) -> Mapping[str, Any]:
        """Return id -> model for `roles`, `topics`, `questions`, `links` or `terms`."""
        return MappingProxyType({item.id: item for item in getattr(self, kind)})
