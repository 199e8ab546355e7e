"""The models of education plans: sets of goals, requirements, and the plan of a municipality.

In the order of the files: `content/goals/<id>.yaml`, `content/requirements.yaml` and
`content/plans/<id>.yaml`. Goals are texts as editors write them; `generator.plans` reads them.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from generator.hub.field_types import (
    Date,
    Day,
    Fingerprint,
    GoalSetId,
    Id,
    Markdown,
    Model,
    Or,
    Roles,
    Text,
    Word,
)
from generator.hub.questions import Status
from generator.hub.source_list import Source, Sources


class Basis(StrEnum):
    """How sure a fact is."""

    FROM_SOURCE = "from-source"
    """A source document says so."""
    LOOKED_UP = "looked-up"
    """Found in a publisher's pages, and still to be confirmed by a professional."""
    CONTRADICTED = "contradicted"
    """Sources disagree; `note` says how."""


class Fate(StrEnum):
    """What became of a goal in a newer version of its set."""

    KEPT = "kept"
    MERGED = "merged"
    GONE = "gone"


class Successor(Model):
    """What became of one goal, and the numbers of the goals that it lives on in."""

    fate: Fate
    goals: tuple[int, ...] = ()


class GoalVersion(Model):
    """One version of a set of goals."""

    id: Id
    count: Annotated[int, Field(ge=1, le=999)]
    """How many goals there are."""
    numbered: bool = True
    """Whether they are known to be numbered from 1 to `count`."""
    valid_from: Date = None
    basis: Basis = Basis.FROM_SOURCE
    source: Sources = ()
    replaces: Id | None = None
    """The version before this one."""
    successors: dict[int, Successor] = Field(default_factory=dict)
    """Number of a goal in the version before -> what became of it; unknown for the others."""
    note: Markdown | None = None


class GoalSet(Model):
    """A numbered set of goals, such as the clinical goals in general practice."""

    id: Id
    name: Text
    prefix: Word
    """The letters before the number, in capitals."""
    other_prefixes: tuple[Word, ...] = ()
    """What editors also write in place of the prefix."""
    versions: Annotated[tuple[GoalVersion, ...], Field(min_length=1)]
    """The oldest first."""


class Service(StrEnum):
    """The kinds of service that requirements count."""

    TOTAL = "total"
    OPEN_PRACTICE = "open-practice"
    """Open, unselected general practice."""
    OTHER_PRACTICE = "other-practice"
    """Other service in general practice, such as in a nursing home."""
    INSTITUTION = "institution"


class Bound(StrEnum):
    """What the months of a requirement are."""

    LEAST = "least"
    MOST = "most"
    EXACTLY = "exactly"


class Conflict(Model):
    """What another source says."""

    says: Markdown
    source: Source


class Requirement(Model):
    """One rule about the time in service."""

    id: Id
    title: Text
    service: Service
    bound: Bound
    months: Annotated[float, Field(gt=0, le=240)]
    """In a full position."""
    least_percent: Annotated[int, Field(ge=1, le=100)] | None = None
    """The smallest position that counts."""
    grows_part_time: bool = True
    """Whether the time grows in a part-time position, as the share of it shrinks."""
    section: Text | None = None
    """The section of the regulation; None if the source names none."""
    recommended: bool = False
    """Whether the source calls it a recommendation."""
    source: Source
    looked_up: Date = None
    basis: Basis = Basis.FROM_SOURCE
    conflicts: tuple[Conflict, ...] = ()
    comment: Text | None = None
    """For editors; never published."""


class Extent(StrEnum):
    """How much of a goal an arena can give."""

    FULL = "full"
    PARTIAL = "partial"
    """All or part of it: at least a part is sure."""
    UNKNOWN = "unknown"
    NONE = "none"


class Reading(StrEnum):
    """How an editor settles a part of a text that can be read in two ways."""

    LIST = "list"
    RANGE = "range"
    UNSETTLED = "unsettled"
    """The plan shows both results."""


class ArenaGoals(Model):
    """The goals of one set on one arena."""

    goals: Text | None = None
    """As the plan writes them; None if the plan leaves the field empty."""
    extent: Extent = Extent.PARTIAL
    """How much of them; `unknown` is also the extent of an empty field."""
    full: Text | None = None
    """Those of them that can be reached in full."""
    reading: dict[str, Reading] = Field(default_factory=dict)
    """A part of `goals` or `full` as it is written -> how to read it."""


class Owner(StrEnum):
    """Whose an arena is."""

    OWN = "own"
    AGREEMENT = "agreement"


class Supervision(StrEnum):
    """The ways to supervise."""

    PRESENT = "present"
    REMOTE = "remote"
    OTHER = "other"


def _read_goals(value: object) -> object:
    return {"goals": value} if value is None or isinstance(value, str) else value


class Arena(Model):
    """A place where doctors can reach goals."""

    id: Id
    name: Text
    type: Text
    place: Text
    owner: Owner = Owner.OWN
    partner: Text | None = None
    """Who has the arena, if it is used by agreement."""
    service: Service | None = None
    """The kind of service that counts there; None if it is not known."""
    supervision: tuple[Supervision, ...] = ()
    note: Markdown | None = None
    goals: dict[
        GoalSetId, Annotated[ArenaGoals, BeforeValidator(_read_goals), Or("string"), Or("null")]
    ]
    """Id of a set of goals -> its goals on the arena."""


class Gap(Model):
    """Goals that the plan leaves to one arena or to none, and why."""

    set: GoalSetId
    goals: Text
    reason: Markdown
    owner: Text
    """A role, never a name."""
    date: Day


class Plan(Model):
    """The education plan of a municipality."""

    id: Id
    title: Text
    municipality: Text
    organisation: Markdown
    roles: Annotated[Roles, Field(min_length=1)]
    registered: Date = None
    """The day on which the municipality was registered."""
    goal_sets: dict[GoalSetId, str]
    """Id of a set of goals -> the version of it that the plan uses."""
    arenas: Annotated[tuple[Arena, ...], Field(min_length=1)]
    candidates: tuple[Arena, ...] = ()
    """Arenas that the municipality may make agreements with."""
    gaps: tuple[Gap, ...] = ()
    note: Markdown | None = None
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
        """Whether the plan is on the site."""
        return self.status is Status.PUBLISHED
