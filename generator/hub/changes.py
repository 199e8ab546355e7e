"""The change log as readers meet it: newest first, each change with the roles that it concerns.

In: a hub without errors. Out: frozen entries. Only questions on the site are named, so that a
change tells nothing of drafts.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from generator.hub.model import Change, Hub, Role
from generator.hub.questions import Question
from generator.hub.references import published


@dataclass(frozen=True, slots=True)
class Named:
    """A question that a change names, and whom it is for."""

    question: Question
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One change. `roles` are those that it concerns: all, where it names no question."""

    change: Change
    anchor: str
    """Where it stands on the page of changes; stays while date and title stay."""
    new: tuple[Named, ...]
    changed: tuple[Named, ...]
    roles: tuple[Role, ...]


def change_log(hub: Hub) -> tuple[Entry, ...]:
    """Return the whole log, newest first; those of one day in the author's order."""
    questions = {item.id: item for item in published(hub)}
    newest_first = sorted(hub.changes, key=lambda change: change.date, reverse=True)
    return tuple(_entry(hub, questions, change) for change in newest_first)


def _entry(hub: Hub, questions: dict[str, Question], change: Change) -> Entry:
    def named(ids: tuple[str, ...]) -> tuple[Named, ...]:
        return tuple(
            Named(item, tuple(role for role in hub.roles if role.id in item.roles))
            for item in (questions[id_] for id_ in ids if id_ in questions)
        )

    new, changed = named(change.new), named(change.questions)
    concerned = {role.id for item in (*new, *changed) for role in item.roles}
    roles = tuple(role for role in hub.roles if role.id in concerned) or hub.roles
    return Entry(change, _anchor(change), new, changed, roles)


def _anchor(change: Change) -> str:
    """Return a name that a change keeps when others come and go, or its note is mended."""
    digest = sha256(change.title.encode()).hexdigest()[:8]
    return f"endring_{change.date}_{digest}"


def for_role(log: tuple[Entry, ...], role: Role) -> Iterator[Entry]:
    """Yield the changes that concern a role, each with the role's own questions alone."""

    def own(items: tuple[Named, ...]) -> tuple[Named, ...]:
        return tuple(item for item in items if role in item.roles)

    for entry in log:
        if role in entry.roles:
            yield replace(entry, new=own(entry.new), changed=own(entry.changed))


def changed_on(log: tuple[Entry, ...]) -> dict[str, date]:
    """Return, for the id of each question that the log names, the day of its newest change."""
    found: dict[str, date] = {}
    for entry in log:
        for item in (*entry.new, *entry.changed):
            found.setdefault(item.question.id, entry.change.date)
    return found
