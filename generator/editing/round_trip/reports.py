"""What a file brings that came back -> lines for a person, or data for programs.

In: an `Outcome`, the comments in the file, and the problems that the changes would give. Out: text,
or values that JSON has.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from generator.editing.round_trip.compare import Conflict, Outcome
from generator.editing.round_trip.fields import Returned, plain
from generator.problems import Problem
from generator.sources.edit import diff

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Report:
    """All that is known before anything is written."""

    outcome: Outcome
    back: Returned
    problems: Sequence[Problem]
    """Those that the hub has not now, and would have after the changes."""


def as_text(report: Report) -> str:
    """Return the changes as a diff, comments, notes, conflicts, and what would be wrong."""
    outcome = report.outcome
    lines = [diff(change.old, change.new, change.path) for change in outcome.changes]
    lines += [
        f"merknad til {key or 'dokumentet'} ({author or 'uten navn'}): {text}\n"
        for key, author, text in report.back.comments
    ]
    lines += [f"advarsel: {note}\n" for note in outcome.notes]
    lines += [_conflict(conflict) for conflict in outcome.conflicts]
    if report.problems:
        lines.append("Etter endringen:\n")
    lines += [f"{problem}\n" for problem in report.problems]
    return "".join(lines)


def _conflict(conflict: Conflict) -> str:
    """Return a conflict with what both sides did to the text that was sent."""
    lines = [f"konflikt: {conflict.key}: {conflict.why}; avgjør selv, og endre filen\n"]
    sides = (("i huben nå", conflict.here), ("i filen som kom tilbake", conflict.returned))
    for words, text in sides:
        if text is None:
            continue
        lines.append(f"--- {words}:\n")
        if conflict.sent is None:
            lines.append(f"{plain(text)}\n")
        else:
            lines.append(diff(f"{plain(conflict.sent)}\n", f"{plain(text)}\n", conflict.key))
    return "".join(lines)


def as_data(report: Report, *, is_written: bool) -> dict[str, Any]:
    """Return the same, but for the problems: each change with the file before and after it.

    Of a conflict, `sent` is null if the file no longer has that text, and `here` if the hub has
    none.
    """
    outcome = report.outcome
    return {
        "format": FORMAT,
        "written": is_written,
        "changes": [{"path": x.path, "old": x.old, "new": x.new} for x in outcome.changes],
        "reviewed": outcome.reviewed,
        "conflicts": [
            {
                "key": x.key, "reason": x.why,
                "sent": x.sent, "returned": x.returned, "here": x.here,
            }
            for x in outcome.conflicts
        ],
        "notes": outcome.notes,
        "comments": [
            {"key": key, "author": author, "text": text}
            for key, author, text in report.back.comments
        ],
    }  # fmt: skip
