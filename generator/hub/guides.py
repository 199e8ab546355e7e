"""The models of guides: how to fill in a form of others, step by step.

In: `content/guides/<id>.yaml`. A guide has parts, as the form has, and each part has steps. A field
of a step is one of the form, with what to write in it.
"""

from typing import Annotated

from pydantic import Field as Limits

from generator.hub.field_types import Date, Fingerprint, Id, Markdown, Model, Roles, Text
from generator.hub.forms import Field
from generator.hub.questions import Status
from generator.hub.source_list import Sources


class GuideField(Field):
    """One field of the form that the guide is about; `help` says what to write."""

    help: Markdown
    optional: bool = False
    """Whether the form can be sent without it."""
    when: Text | None = None
    """When the form shows the field, if not always."""
    confirmed_by: Text
    """Who knows or confirms the answer: a role, never a name."""
    source: Text
    """Where in the guide's source the field is described."""
    doubt: Markdown | None = None
    """What the sources disagree about, or what may be outdated. One paragraph."""


class Step(Model):
    """Something to get done, with the fields that it fills."""

    id: Id
    title: Text
    note: Markdown | None = None
    fields: Annotated[tuple[GuideField, ...], Limits(min_length=1)]


class Part(Model):
    """One part of the form."""

    id: Id
    title: Text
    note: Markdown | None = None
    doubt: Markdown | None = None
    """As that of a field, for the whole part."""
    repeats: Text | None = None
    """What the part is filled in for, once each, such as "læringsarena"; None if only once."""
    steps: Annotated[tuple[Step, ...], Limits(min_length=1)]


class Guide(Model):
    """A guide on a page of its own, `/veiledninger/<id>/`."""

    id: Id
    title: Text
    intro: Markdown
    roles: Annotated[Roles, Limits(min_length=1)]
    before: tuple[Markdown, ...] = ()
    """What to do or know before the first step; one paragraph each."""
    parts: Annotated[tuple[Part, ...], Limits(min_length=1)]
    after: tuple[Markdown, ...] = ()
    """What the reader takes on, and what comes next; one paragraph each."""
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
        """Whether the guide is on the site."""
        return self.status is Status.PUBLISHED

    @property
    def path(self) -> str:
        """The address of the page, from the site's root."""
        return f"veiledninger/{self.id}/"

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps, in order."""
        return tuple(step for part in self.parts for step in part.steps)
