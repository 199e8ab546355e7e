"""The smallest sets of arenas that cover all goals, exactly, by branch and bound.

In: the goals of each arena. Out: every smallest set, or the best one found and a lower bound where
the search gives up. A set of arenas covers the goals if it hits, for each goal, the arenas that
have it; so this is the minimum hitting set problem (https://en.wikipedia.org/wiki/Set_cover_problem).
Of the usual reductions, those are used that lose no smallest set: goals that follow from others are
dropped, and an arena that alone has a goal is in every set.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

NODES = 200_000
"""The most nodes of the search tree that are visited: about a second."""


@dataclass(frozen=True, slots=True)
class Covers:
    """The smallest covers of a plan."""

    sets: tuple[tuple[str, ...], ...]
    """Ids of arenas, in the order of the plan. If `is_complete`, these are all smallest covers; if
    not, only the best one found."""
    lower: int
    """No cover has fewer arenas than this."""
    is_complete: bool = True


def smallest_covers(
    arenas: Mapping[str, Collection[str]],
    *,
    only: Collection[str] | None = None,
    nodes: int = NODES,
) -> Covers:
    """Return the smallest sets of arenas that have all goals that any arena has.

    `arenas` maps the id of each arena to the ids of its goals; `only` leaves out all other goals.
    Without goals, the one smallest set is empty.
    """
    names = list(arenas)
    bits: dict[str, int] = {}
    for place, name in enumerate(names):
        for goal in arenas[name]:
            if only is None or goal in only:
                bits[goal] = bits.get(goal, 0) | 1 << place
    rows = _least(bits.values())
    found, lower, is_complete = _Search(rows, nodes).smallest()
    sets = sorted([place for place in range(len(names)) if chosen >> place & 1] for chosen in found)
    named = tuple(tuple(names[place] for place in places) for places in sets)
    return Covers(named, lower, is_complete)


def _least(rows: Collection[int]) -> list[int]:
    """Return the rows that contain no other row; hitting them hits all. The shortest come first."""
    least: list[int] = []
    for row in sorted(set(rows), key=int.bit_count):
        if not any(row & kept == kept for kept in least):
            least.append(row)
    return least


class _GiveUpError(Exception):
    """The search has visited all the nodes that it may."""


class _Search:
    """Finds the smallest sets that hit every row. Sets and rows are bit masks of arenas."""

    def __init__(self, rows: list[int], nodes: int) -> None:
        self._rows = rows
        self._nodes = nodes

    def smallest(self) -> tuple[list[int], int, bool]:
        """Return the sets, a lower bound of their size, and whether these are all smallest sets.

        Sizes are tried from the lower bound upwards, so the first that has sets is the smallest.
        """
        size = _lower_bound(self._rows, 0)
        try:
            while True:
                found = list(self._hitting(self._rows, 0, 0, size))
                if found:
                    return found, size, True
                size += 1
        except _GiveUpError:
            return [_greedy(self._rows)], size, False

    def _hitting(self, rows: list[int], chosen: int, excluded: int, left: int) -> Iterator[int]:
        """Yield the sets that extend `chosen` by `left` arenas, none of them excluded, once each.

        `rows` are those that `chosen` does not hit. A branch excludes the arenas of the branches
        before it, so that no set is found twice.
        """
        self._nodes -= 1
        if self._nodes < 0:
            raise _GiveUpError
        if not rows:
            yield chosen
            return
        if _lower_bound(rows, excluded) > left:
            return
        row = min((row & ~excluded for row in rows), key=int.bit_count)
        for arena in _bits(row):
            rest = [other for other in rows if not other & arena]
            yield from self._hitting(rest, chosen | arena, excluded, left - 1)
            excluded |= arena


def _lower_bound(rows: list[int], excluded: int) -> int:
    """Return how many arenas are needed at least: rows without a common arena need one each."""
    used = count = 0
    for row in sorted((row & ~excluded for row in rows), key=int.bit_count):
        if not row & used:
            used |= row
            count += 1
    return count


def _greedy(rows: list[int]) -> int:
    """Return a set that hits all rows; each arena hits as many of those left as any other."""
    chosen = 0
    while rows:
        every = 0
        for row in rows:
            every |= row
        best = max(_bits(every), key=lambda arena: sum(bool(row & arena) for row in rows))
        chosen |= best
        rows = [row for row in rows if not row & best]
    return chosen


def _bits(mask: int) -> Iterator[int]:
    while mask:
        lowest = mask & -mask
        yield lowest
        mask ^= lowest
