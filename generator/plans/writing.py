"""Goals -> text, in the fewest characters. `goals.parse` reads it back.

In: numbers of goals, and their set. Out: a text such as `Alle ALM, bortsett fra 055, 067`.
"""

from collections.abc import Collection
from itertools import pairwise

from generator.plans.goals import GoalSet


def written(numbers: Collection[int], goals: GoalSet) -> str:
    """Return the shortest text that `parse` reads as these goals, such as `ALM 001-004, 008`."""
    if not numbers:
        return f"Ingen {goals.prefix}"
    chosen = frozenset(numbers)
    if chosen == goals.numbers:
        return f"Alle {goals.prefix}"
    named = ranges(chosen, goals)
    others = f"Alle {goals.prefix}, bortsett fra {_rows(goals.numbers - chosen, goals)}"
    return min(named, others, key=len)


def ranges(numbers: Collection[int], goals: GoalSet) -> str:
    """Return goals without words, in any language: `ALM 001-004, 008`. There must be one."""
    return f"{goals.prefix} {_rows(numbers, goals)}"


def _rows(numbers: Collection[int], goals: GoalSet) -> str:
    ordered = sorted(numbers)
    breaks = [place for place, (a, b) in enumerate(pairwise(ordered), 1) if b != a + 1]
    rows = [ordered[a:b] for a, b in pairwise([0, *breaks, len(ordered)])]
    return ", ".join(
        "-".join(goals.number(goal) for goal in dict.fromkeys((row[0], row[-1]))) for row in rows
    )
