"""Goals of an older version of a set -> what became of each in the newest one. None vanishes.

In: a set of goals, and the version that a plan uses. Out: the fate of each goal; None is unknown.
"""

from dataclasses import dataclass

from generator.hub.plans import Fate, GoalSet, GoalVersion


@dataclass(frozen=True, slots=True)
class Traced:
    """What became of one goal."""

    number: int
    fate: Fate | None
    goals: tuple[int, ...] = ()
    """The goals of the newest version that it lives on in."""


def newer_versions(goals: GoalSet, version: str) -> tuple[GoalVersion, ...]:
    """Return the versions that follow one another from a version on, the oldest first."""
    newer: list[GoalVersion] = []
    while found := next((x for x in goals.versions if x.replaces == version), None):
        newer.append(found)
        version = found.id
        if len(newer) > len(goals.versions):
            raise ValueError(f"the versions of {goals.id} replace each other in a circle")
    return tuple(newer)


def traced(goals: GoalSet, version: str) -> tuple[Traced, ...]:
    """Return what became of every goal of a version; nothing if there is no newer version."""
    count = next(each.count for each in goals.versions if each.id == version)
    newer = newer_versions(goals, version)
    return tuple(_trace(number, newer) for number in range(1, count + 1)) if newer else ()


def _trace(number: int, newer: tuple[GoalVersion, ...]) -> Traced:
    """Follow one goal through the versions; a fate that is unknown once is unknown in the end."""
    goals: tuple[int, ...] = (number,)
    fate = Fate.KEPT
    for version in newer:
        found = [version.successors.get(goal) for goal in goals]
        known = [successor for successor in found if successor]
        if len(known) < len(found):
            return Traced(number, None)
        goals = tuple(sorted({goal for successor in known for goal in successor.goals}))
        if not goals:
            return Traced(number, Fate.GONE)
        if any(successor.fate is Fate.MERGED for successor in known):
            fate = Fate.MERGED
    return Traced(number, fate, goals)
