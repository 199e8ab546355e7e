"""The domain: what editors write, as frozen pydantic models.

One definition for validation, messages and export. No I/O, no YAML, no addresses built here.
Fields that hold references hold ids; whether these exist is for `check` to say.
"""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from generator.problems import Code

MAX_ID = 80  # characters; an id is a file name and a part of addresses
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
SECTION = re.compile(r"[0-9]+[a-z]?(?:-[0-9]+[a-z]?)?", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def is_id(text: str) -> bool:
    """Whether a text can be an id."""
    return len(text) <= MAX_ID and _ID.fullmatch(text) is not None


def _check_id(value: Any) -> Any:
    if isinstance(value, str) and len(value) > MAX_ID:
        raise PydanticCustomError(
            Code.BAD_ID,
            "id-en har {length} tegn; bruk høyst {most}",
            {"length": len(value), "most": MAX_ID},
        )
    if isinstance(value, str) and not _ID.fullmatch(value):
        raise PydanticCustomError(
            Code.BAD_ID,
            "«{value}» er ikke en gyldig id; bruk små bokstaver a–z, tall og bindestrek",
            {"value": value},
        )
    return value


def _check_text(value: Any) -> Any:
    if value is None or (isinstance(value, str) and not value.strip()):
        raise PydanticCustomError(Code.EMPTY_TEXT, "teksten er tom; skriv den inn")
    return value


def _check_section(value: Any) -> Any:
    if isinstance(value, str) and not SECTION.fullmatch(value):
        raise PydanticCustomError(
            Code.BAD_VALUE,
            '«{value}» er ikke et paragrafnummer; skriv bare nummeret, for eksempel "26"',
            {"value": value},
        )
    return value


def _check_section_url(value: Any) -> Any:
    if isinstance(value, str) and not ("{reference}" in value and "{section}" in value):
        raise PydanticCustomError(
            Code.BAD_VALUE, "adressen må ha både {reference} og {section}; sett dem inn"
        )
    return value


def _read_date_or_nothing(value: Any) -> Any:
    return None if value is None else _read_date(value)


def _read_date(value: Any) -> Any:
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("date_type", "no date")  # `shape` says it in Norwegian
    try:
        if _DATE.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass  # a date that is not in the calendar gets the same message
    raise PydanticCustomError(
        Code.BAD_DATE,
        "«{value}» er ikke en dato; skriv år-måned-dag, for eksempel 2026-11-21",
        {"value": value},
    )


def _read_roles(value: Any) -> Any:
    if value == ALL_ROLES[0]:
        return ALL_ROLES
    if not isinstance(value, list | tuple):
        raise PydanticCustomError("roles_type", "no roles")  # `shape` says it in Norwegian
    return value


def _read_optional(value: Any) -> Any:
    return "" if value is None else value


ALL_ROLES = ("all",)

Id = Annotated[str, BeforeValidator(_check_id)]
Text = Annotated[str, BeforeValidator(_check_text)]
Date = Annotated[date | None, BeforeValidator(_read_date_or_nothing)]
Roles = Annotated[tuple[str, ...], BeforeValidator(_read_roles)]
References = tuple[str, ...]


class Model(BaseModel):
    """A frozen value; keys that are not fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Role(Model):
    """An audience."""

    id: Id
    name: Text
    description: Annotated[str, BeforeValidator(_read_optional)] = ""
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

    law_section_url: Annotated[str, BeforeValidator(_check_section_url)] | None = None
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

    date: Annotated[date, BeforeValidator(_read_date)]
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
    section: Annotated[str, BeforeValidator(_check_section)] | None = None


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
