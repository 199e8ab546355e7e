"""The change log as readers see it: newest first, each change with the roles it concerns.

In: a hub without errors. Out: frozen entries. They name published questions only, so the log
reveals no drafts.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from generator.hub.model import Change, Hub, Role
from generator.hub.questions import Question
from generator.hub.references import published


@dataclass(frozen=True, slots=True)
class LoggedQuestion:
    """A question that a change names, and the roles it is for."""

    question: Question
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class LoggedChange:
    """One change. `roles` are those that it concerns: all, if it names no question."""

    change: Change
    anchor: str
    """Its id on the page of changes. It changes only with the date or the title."""
    new: tuple[LoggedQuestion, ...]
    changed: tuple[LoggedQuestion, ...]
    roles: tuple[Role, ...]


def change_log(hub: Hub) -> tuple[LoggedChange, ...]:
    """Return the whole log, newest first; changes of the same day are in the author's order."""
    questions = {item.id: item for item in published(hub)}
    newest_first = sorted(hub.changes, key=lambda change: change.date, reverse=True)
    return tuple(_logged(hub, questions, change) for change in newest_first)


def _logged(hub: Hub, questions: dict[str, Question], change: Change) -> LoggedChange:
    def named(ids: tuple[str, ...]) -> tuple[LoggedQuestion, ...]:
        return tuple(
            LoggedQuestion(item, tuple(role for role in hub.roles if role.id in item.roles))
            for item in (questions[id_] for id_ in ids if id_ in questions)
        )

    new, changed = named(change.new), named(change.questions)
    concerned = {role.id for item in (*new, *changed) for role in item.roles}
    roles = tuple(role for role in hub.roles if role.id in concerned) or hub.roles
    return LoggedChange(change, _anchor(change), new, changed, roles)


def _anchor(change: Change) -> str:
    """Return an id that does not depend on other changes or on the note."""
    digest = sha256(change.title.encode()).hexdigest()[:8]
    return f"endring_{change.date}_{digest}"


def for_role(log: tuple[LoggedChange, ...], role: Role) -> Iterator[LoggedChange]:
    """Yield the changes that concern a role, each with only the role's own questions."""

    def own(items: tuple[LoggedQuestion, ...]) -> tuple[LoggedQuestion, ...]:
        return tuple(item for item in items if role in item.roles)

    for entry in log:
        if role in entry.roles:
            yield replace(entry, new=own(entry.new), changed=own(entry.changed))


def changed_on(log: tuple[LoggedChange, ...]) -> dict[str, date]:
    """Return question id -> the day of its newest change, for each question in the log."""
    found: dict[str, date] = {}
    for entry in log:
        for item in (*entry.new, *entry.changed):
            found.setdefault(item.question.id, entry.change.date)
    return found
