"""`rollehub due`: which answers, plans, guides and forms a professional should look at, by owner.

In: a hub, its default owner, a day, and how many days ahead to look. Out: values; `due_reports`
shows them.

What falls due has a day. What nobody has confirmed has none: of that, each owner gets so much that
all answers are looked at within a year, the first ones in the order of the hub. They stay on the
list until they are confirmed, and the next ones follow.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from generator.hub.confirmation import CONFIRMABLE, Confirmation, confirmation
from generator.hub.kinds import QUESTIONS
from generator.hub.model import Hub
from generator.hub.owners import owners_of

YEAR = 365
"""The days within which every answer should be confirmed again."""


class Reason(StrEnum):
    """Why something is on the list."""

    CHANGED = "changed"
    """Changed after it was confirmed."""
    UNBOUND = "unbound"
    """Confirmed, but nobody knows as which text."""
    OVERDUE = "overdue"
    DUE = "due"
    NEVER = "never"
    """Nobody has confirmed it."""
    UNCERTAIN = "uncertain"
    """Its sources disagree, and readers are told so."""


_VOID = {Confirmation.VOID: Reason.CHANGED, Confirmation.UNBOUND: Reason.UNBOUND}


@dataclass(frozen=True, slots=True)
class Item:
    """Something to look at. `kind` is the name of one of `hub.kinds`."""

    kind: str
    id: str
    title: str
    path: str
    reason: Reason
    reviewed: date | None
    due: date | None
    ask: str = ""
    """Who can settle what is uncertain."""
    since: date | None = None
    """The day on which that was noted."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one owner has to look at; `owner` is empty for what nobody owns."""

    owner: str
    items: tuple[Item, ...]
    later: int
    """How many have never been confirmed, and are not among the items."""
    uncertain: tuple[Item, ...] = ()
    """All answers that say what is uncertain, the oldest doubt first."""


@dataclass(frozen=True, slots=True)
class Due:
    """What falls due."""

    on: date
    within: int
    shares: tuple[Share, ...]


def due(hub: Hub, default_owner: str, on: date, within: int) -> Due:
    """Return what is due on a day, and within so many days after it, by owner."""
    by_owner: dict[str, list[Item]] = {}
    for owner, item in _items(hub, default_owner, on):
        by_owner.setdefault(owner, []).append(item)
    until = on + timedelta(within)
    doubts = _doubts(hub, default_owner)
    shares = [
        replace(_share(owner, items, until, within), uncertain=doubts.get(owner, ()))
        for owner, items in by_owner.items()
    ]
    wanted = [share for share in shares if share.items or share.uncertain]
    return Due(on, within, tuple(sorted(wanted, key=lambda x: (x.owner == "", x.owner))))


def _share(owner: str, items: Sequence[Item], until: date, within: int) -> Share:
    never = [item for item in items if item.reason is Reason.NEVER]
    most = -(-len(items) * min(within, YEAR) // YEAR)  # rounded up
    others = [
        item
        for item in items
        if item.reason is not Reason.NEVER and (item.due is None or item.due <= until)
    ]
    others.sort(key=lambda item: (item.due or date.min, item.id))
    return Share(owner, (*others, *never[:most]), len(never) - min(most, len(never)))


def _doubts(hub: Hub, default: str) -> dict[str, tuple[Item, ...]]:
    """Return owner -> the answers that say what is uncertain."""
    owners = owners_of(hub, default)
    found: dict[str, list[Item]] = {}
    for question in hub.questions:
        doubt = question.uncertain
        if doubt and question.is_published:
            path = f"{QUESTIONS.path}/{question.id}.yaml"
            item = Item(
                *("questions", question.id, question.question, path, Reason.UNCERTAIN),
                *(question.reviewed, None, doubt.ask, doubt.since),
            )
            found.setdefault(owners[question.id], []).append(item)
    return {
        owner: tuple(sorted(items, key=lambda item: item.since or date.min))
        for owner, items in found.items()
    }


def _items(hub: Hub, default: str, on: date) -> Iterator[tuple[str, Item]]:
    """Yield (owner, item) of all that is published, whenever it falls due."""
    owners = owners_of(hub, default)
    for kind in CONFIRMABLE:
        for id_, item in kind.keyed(hub):
            if not item.is_published:
                continue
            is_question = kind is QUESTIONS
            day = _day(item.reviewed, item.review_by)
            reason = _VOID.get(confirmation(item)) or _reason(day, on)
            yield (
                owners[id_] if is_question else default,
                Item(
                    kind=kind.name,
                    id=id_,
                    title=item.question if is_question else item.title,
                    path=f"{kind.path}/{id_}.yaml",
                    reason=reason,
                    reviewed=item.reviewed,
                    due=None if reason in _VOID.values() else day,
                ),
            )


def _day(reviewed: date | None, review_by: date | None) -> date | None:
    """Return when something falls due: on the day that is set, or a year after it was confirmed."""
    return review_by or (reviewed + timedelta(YEAR) if reviewed else None)


def _reason(day: date | None, on: date) -> Reason:
    if day is None:
        return Reason.NEVER
    return Reason.OVERDUE if day < on else Reason.DUE
