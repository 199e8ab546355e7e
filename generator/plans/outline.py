"""A plan with everything that follows from it: what its page, its files and its PDF show.

In: a plan without errors, and the goals and requirements of its hub. Out: an outline, which holds
results and no words.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.hub import plans as model
from generator.hub.plans import Arena, Gap, GoalVersion, Plan, Requirement
from generator.plans.cover import Covers
from generator.plans.coverage import Coverage, Goal, coverage, goal_set, hows, read
from generator.plans.goals import GoalSet, How, parse
from generator.plans.requirements import Served, served
from generator.plans.versions import Traced, newer_versions, traced
from generator.plans.writing import ranges, written


@dataclass(frozen=True, slots=True)
class UsedSet:
    """A set of goals, as a plan uses it."""

    data: model.GoalSet
    version: GoalVersion
    goals: GoalSet
    newer: tuple[GoalVersion, ...]
    """The versions after that of the plan, the oldest first."""
    traced: tuple[Traced, ...]
    """What became of each goal; nothing if the plan uses the newest version."""


@dataclass(frozen=True)
class Result:
    """What follows from a plan in one reading of it."""

    coverage: Coverage
    covers: Covers
    """The smallest sets of arenas with all goals that the plan has."""
    further: Covers
    """The fewest candidates that leave no goal on one arena."""
    still_single: tuple[str, ...]
    """The goals that no candidate has, and that one arena alone has."""
    gaps: Mapping[str, Gap]
    """Goal on no arena or on one -> the plan's own reason for it."""

    @property
    def how(self) -> How:
        """How unsettled parts are read."""
        return self.coverage.how

    @cached_property
    def unexplained(self) -> tuple[Goal, ...]:
        """The goals on no arena for which the plan gives no reason."""
        return tuple(goal for goal in self.coverage.uncovered if goal.id not in self.gaps)


@dataclass(frozen=True)
class Outline:
    """A plan and its results."""

    plan: Plan
    sets: Mapping[str, UsedSet]
    results: tuple[Result, ...]
    """One, or one for each reading where something is unsettled; the first promises the least."""
    served: tuple[Served, ...]

    @property
    def first(self) -> Result:
        """The result that promises the least."""
        return self.results[0]

    @cached_property
    def goals(self) -> Mapping[str, Goal]:
        """Id -> goal."""
        return {goal.id: goal for goal in self.first.coverage.goals}

    def unsettled(self) -> Iterable[tuple[Arena, str, str]]:
        """Yield (arena, id of a set, part of the text) of everything that is unsettled."""
        for arena in self.plan.arenas:
            for set_, cell in arena.goals.items():
                for token, reading in cell.reading.items():
                    if reading is model.Reading.UNSETTLED:
                        yield arena, set_, token

    def shortest(self, arena: Arena, set_: str) -> tuple[str, ...]:
        """Return the shortest text with the goals of a set on an arena, one for each reading.

        Nothing if the plan leaves the field empty.
        """
        cell = arena.goals[set_]
        if cell.goals is None:
            return ()
        goals = self.sets[set_].goals
        texts = (
            written(
                read(cell.goals, cell, goals, result.how).goals
                | (read(cell.full, cell, goals, result.how).goals if cell.full else frozenset()),
                goals,
            )
            for result in self.results
        )
        return tuple(dict.fromkeys(texts))

    def listed(self, goals: Iterable[str]) -> tuple[str, ...]:
        """Return goals as ranges, one text for each set that has any of them."""
        wanted = [self.goals[goal] for goal in goals]
        return tuple(
            ranges({goal.number for goal in wanted if goal.set == set_}, used.goals)
            for set_, used in self.sets.items()
            if any(goal.set == set_ for goal in wanted)
        )


def outline(
    plan: Plan, sets: Iterable[model.GoalSet], requirements: Iterable[Requirement]
) -> Outline:
    """Return a plan with its results."""
    known = {each.id: each for each in sets}
    used = {set_: _used(known[set_], version) for set_, version in plan.goal_sets.items()}
    numbered = {set_: each.goals for set_, each in used.items()}
    results = tuple(_result(plan, numbered, how) for how in hows(plan))
    return Outline(plan, used, results, served(plan, requirements))


def _used(found: model.GoalSet, version: str) -> UsedSet:
    data = next(each for each in found.versions if each.id == version)
    newer, fates = newer_versions(found, version), traced(found, version)
    return UsedSet(found, data, goal_set(found, version), newer, fates)


def _result(plan: Plan, sets: Mapping[str, GoalSet], how: How) -> Result:
    found = coverage(plan.arenas, sets, how)
    further, left = found.further(coverage(plan.candidates, sets, how))
    explained = {
        sets[gap.set].id(number): gap
        for gap in plan.gaps
        for number in parse(gap.goals, sets[gap.set]).goals
    }
    gaps = {
        goal.id: explained[goal.id]
        for goal in found.goals
        if goal.id in explained and len(found.arenas_of[goal.id]) < 2
    }
    return Result(found, found.covers(), further, left, gaps)
