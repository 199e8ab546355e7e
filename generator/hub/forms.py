"""The models of forms that readers fill in on their own device.

In: `content/forms/<id>.yaml`. Every kind of field is here, so that a new form needs no code.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import Field as Limits

from generator.hub.field_types import (
    Date,
    Fingerprint,
    Id,
    Markdown,
    Model,
    RequirementId,
    Roles,
    Text,
    Word,
)
from generator.hub.questions import Status
from generator.hub.source_list import Source, Sources


class FieldType(StrEnum):
    """What a reader writes in a field."""

    TEXT = "text"
    LONG_TEXT = "long-text"
    """Several lines."""
    YES_NO = "yes-no"
    DATE = "date"
    """A day, a month or a year, as the reader writes it."""
    PERIOD = "period"
    """Two dates: from and to."""
    PROGRESS = "progress"
    """A row with what is done and what remains."""
    SIGNATURE = "signature"
    """A name, and on paper a line to sign on."""
    CHOICE = "choice"
    """One of `options`."""
    CHOICES = "choices"
    """Any of `options`."""


PARTS_OF_TYPE: dict[FieldType, tuple[str, ...]] = {
    FieldType.PERIOD: ("from", "to"),
    FieldType.PROGRESS: ("done", "remaining"),
}
"""The types of which one field has several values, and the names of these."""


class Target(Model):
    """How much of something is needed, where no requirement of `content/requirements.yaml` says it.

    Months are counted from periods and durations, other units as numbers.
    """

    amount: Annotated[float, Limits(gt=0, le=10_000)]
    unit: Text
    """What is counted, in the plural; `months` for months of service."""
    source: Source


class Field(Model):
    """One field of a form."""

    id: Id
    type: FieldType
    label: Text
    heading: Text | None = None
    """A heading above the field, for it and those that follow."""
    help: Markdown | None = None
    options: tuple[Text, ...] = ()
    """Only for a choice: what can be chosen."""
    calendar: Text | None = None
    """Only for a date: the name of the event that the reader can put in a calendar."""
    requirements: tuple[RequirementId, ...] = ()
    """Only for progress: ids of the requirements that the row counts towards."""
    target: Target | None = None
    """Only for progress."""
    fills: tuple[Word, ...] = ()
    """The names of the field in the official PDF."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the field's values in a saved file."""
        parts = PARTS_OF_TYPE.get(self.type, ())
        return tuple(f"{self.id}.{part}" for part in parts) or (self.id,)


class Section(Model):
    """A part of a form under one heading."""

    id: Id
    title: Text
    note: Markdown | None = None
    fields: Annotated[tuple[Field, ...], Limits(min_length=1)]


class Total(Model):
    """A requirement that several rows count towards together."""

    requirement: RequirementId
    fields: Annotated[tuple[str, ...], Limits(min_length=1)]


class Form(Model):
    """A form on a page of its own, `/planer/<address>/`."""

    id: Id
    address: Id | None = None
    """The last part of the page's address, if it is not the id."""
    title: Text
    intro: Markdown
    roles: Annotated[Roles, Limits(min_length=1)]
    sections: Annotated[tuple[Section, ...], Limits(min_length=1)]
    totals: tuple[Total, ...] = ()
    aliases: tuple[Id, ...] = ()
    """Earlier ids; their addresses keep working."""
    source: Sources = ()
    reviewed: Date = None
    reviewed_text: Fingerprint | None = None
    review_by: Date = None
    status: Status = Status.PUBLISHED
    editorial_note: Text | None = None

    @property
    def is_published(self) -> bool:
        """Whether the form is on the site."""
        return self.status is Status.PUBLISHED

    @property
    def path(self) -> str:
        """The address of the page, from the site's root."""
        return f"planer/{self.address or self.id}/"
