"""The problems of a hub -> the output of `rollehub check`, one function for each format."""

import json
from collections.abc import Sequence

from generator.problems import Problem, annotation


def as_text(problems: Sequence[Problem]) -> str:
    """Return one line per problem."""
    return "".join(f"{problem}\n" for problem in problems)


def as_github(problems: Sequence[Problem]) -> str:
    """Return one GitHub annotation per problem, at its line in a pull request."""
    return "".join(annotation(x.severity, x.place, x.code, x.message) for x in problems)


def as_json(problems: Sequence[Problem]) -> str:
    """Return a JSON object: `format` (1) and `problems`, a list of objects."""
    rows = [
        {
            "path": problem.place.path,
            "line": problem.place.line,
            "column": problem.place.column,
            "severity": problem.severity,
            "code": problem.code,
            "message": problem.message,
        }
        for problem in problems
    ]
    return json.dumps({"format": 1, "problems": rows}, ensure_ascii=False, indent=2) + "\n"
