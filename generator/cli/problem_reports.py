"""The problems of a hub -> the output of `rollehub check`, one function for each format."""

import json
from collections.abc import Sequence
from typing import Any

from generator.language import say_count
from generator.problems import Fix, Place, Problem, annotation


def as_text(problems: Sequence[Problem]) -> str:
    """Return one line per problem."""
    return "".join(f"{problem}\n" for problem in problems)


def as_github(problems: Sequence[Problem]) -> str:
    """Return one GitHub annotation per problem, at its line in a pull request."""
    return "".join(annotation(x.severity, x.place, x.code, x.message) for x in problems)


def as_json(problems: Sequence[Problem]) -> str:
    """Return a JSON object: `format` (1) and `problems`, a list of objects.

    A problem that `rollehub fix` mends has a `fix`: what it writes in place of what, and where.
    """
    return (
        json.dumps({"format": 1, "problems": rows(problems)}, ensure_ascii=False, indent=2) + "\n"
    )


def rows(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    """Return an object for JSON per problem."""
    return [
        {
            **_place(problem.place),
            "severity": problem.severity,
            "code": problem.code,
            "message": problem.message,
        }
        | ({"fix": _fix(problem.fix)} if problem.fix else {})
        for problem in problems
    ]


def _place(place: Place) -> dict[str, Any]:
    return {"path": place.path, "line": place.line, "column": place.column}


def _fix(fix: Fix) -> dict[str, Any]:
    return {**_place(fix.place), "old": fix.old, "new": fix.new}


def fixable_line(problems: Sequence[Problem]) -> str:
    """Return how many of the problems `rollehub fix` mends; nothing if there are none."""
    count = sum(problem.fix is not None for problem in problems)
    said = say_count(
        "%(num)s kan rettes med «rollehub fix».", "%(num)s kan rettes med «rollehub fix».", count
    )
    return f"{said}\n" if count else ""
