"""A plan -> which arena covers which goals, in each way that its unsettled texts can be read.

In: a plan without errors, and the sets of goals. Out: extents, and what follows from them: goals on
no arena, on one arena, what each arena adds, and what is lost without it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.hub import plans as model
from generator.hub.plans import Arena, ArenaGoals, Extent, Plan, Reading
from generator.plans.cover import Covers, smallest_covers
from generator.plans.goals import Goals, GoalSet, How, parse

Sets = Mapping[str, GoalSet]
"""Id of a set of goals -> the set, in the version of a plan."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal of a plan."""

    id: str
    """Such as `ALM-001`."""
    set: str
    """The id of its set."""
    number: int


@dataclass(frozen=True)
class Coverage:
    """The coverage of a plan by its arenas, in one reading."""

    how: How
    """How unsettled parts are read."""
    goals: tuple[Goal, ...]
    arenas: tuple[Arena, ...]
    extents: Mapping[str, Mapping[str, Extent]]
    """Id of an arena -> id of a goal -> the extent; a goal that is left out is not there."""

    def extent(self, arena: str, goal: str) -> Extent:
        """Return how much of a goal an arena gives."""
        return self.extents[arena].get(goal, Extent.NONE)

    @cached_property
    def goals_of(self) -> Mapping[str, tuple[str, ...]]:
        """Arena -> the goals that it gives, at least in part."""
        return {
            arena: tuple(goal for goal, extent in extents.items() if extent in _COVERS)
            for arena, extents in self.extents.items()
        }

    @cached_property
    def arenas_of(self) -> Mapping[str, tuple[str, ...]]:
        """Goal -> the arenas that give it, at least in part."""
        having: dict[str, list[str]] = {goal.id: [] for goal in self.goals}
        for arena in self.arenas:
            for goal in self.goals_of[arena.id]:
                having[goal].append(arena.id)
        return {goal: tuple(arenas) for goal, arenas in having.items()}

    @cached_property
    def uncovered(self) -> tuple[Goal, ...]:
        """The goals on no arena; those of which nothing is known count among them."""
        return tuple(goal for goal in self.goals if not self.arenas_of[goal.id])

    @cached_property
    def single(self) -> Mapping[str, str]:
        """Goal on one arena alone -> that arena."""
        return {goal: arenas[0] for goal, arenas in self.arenas_of.items() if len(arenas) == 1}

    def lost_without(self, arena: str) -> tuple[str, ...]:
        """Return the goals that no arena gives if this one falls away."""
        return tuple(goal for goal, only in self.single.items() if only == arena)

    def added_by(self, arena: str) -> tuple[str, ...]:
        """Return the goals that an arena adds to those above it in the plan."""
        order = [each.id for each in self.arenas]
        above = {goal for each in order[: order.index(arena)] for goal in self.goals_of[each]}
        return tuple(goal for goal in self.goals_of[arena] if goal not in above)

    def covers(self) -> Covers:
        """Return the smallest sets of arenas that give all goals that the plan gives."""
        return smallest_covers(self.goals_of)

    def further(self, candidates: "Coverage") -> tuple[Covers, tuple[str, ...]]:
        """Return the fewest further arenas that leave no goal on one arena.

        Also the goals that would still be on one: none of the candidates gives them.
        """
        given = {goal for goals in candidates.goals_of.values() for goal in goals}
        left = tuple(goal for goal in self.single if goal not in given)
        return smallest_covers(candidates.goals_of, only=self.single.keys() & given), left


_COVERS = {Extent.FULL, Extent.PARTIAL}


def goal_set(found: model.GoalSet, version: str) -> GoalSet:
    """Return a set of goals in one of its versions. Raises KeyError for an unknown version."""
    counts = {each.id: each.count for each in found.versions}
    others = tuple(prefix.upper() for prefix in found.other_prefixes)
    return GoalSet(found.prefix.upper(), counts[version], others)


def is_unsettled(plan: Plan) -> bool:
    """Whether a part of the plan can be read in two ways, so that there are two results."""
    return any(
        reading is Reading.UNSETTLED
        for arena in (*plan.arenas, *plan.candidates)
        for cell in arena.goals.values()
        for reading in cell.reading.values()
    )


def coverages(plan: Plan, sets: Sets) -> tuple[Coverage, ...]:
    """Return the coverage of a plan in each reading: one, or two where something is unsettled."""
    return tuple(coverage(plan.arenas, sets, how) for how in hows(plan))


def hows(plan: Plan) -> tuple[How, ...]:
    """Return the readings that a plan needs. A list promises less than a range, so it is first."""
    return tuple(How) if is_unsettled(plan) else (How.LIST,)


def coverage(arenas: tuple[Arena, ...], sets: Sets, how: How) -> Coverage:
    """Return what arenas cover if unsettled parts are read like this."""
    goals = tuple(
        Goal(found.id(number), id_, number)
        for id_, found in sets.items()
        for number in sorted(found.numbers)
    )
    extents = {arena.id: dict(_extents(arena, sets, how)) for arena in arenas}
    return Coverage(how, goals, arenas, extents)


def _extents(arena: Arena, sets: Sets, how: How) -> Iterator[tuple[str, Extent]]:
    for id_, found in sets.items():
        cell = arena.goals.get(id_)
        if cell is None:
            continue
        if cell.goals is None:
            yield from ((found.id(number), Extent.UNKNOWN) for number in sorted(found.numbers))
            continue
        full = read(cell.full, cell, found, how).goals if cell.full else frozenset()
        for number in sorted(read(cell.goals, cell, found, how).goals | full):
            yield found.id(number), Extent.FULL if number in full else cell.extent


def read(text: str, cell: ArenaGoals, goals: GoalSet, how: How | None = None) -> Goals:
    """Return what a text of a cell says; `how` reads the parts that the cell leaves unsettled."""
    settled = {
        token: how if reading is Reading.UNSETTLED else How(reading)
        for token, reading in cell.reading.items()
    }
    return parse(text, goals, {token: way for token, way in settled.items() if way})
