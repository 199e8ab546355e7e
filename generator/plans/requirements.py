"""Requirements of time in service -> which arenas can meet them, and how long they take part-time.

In: a plan and the requirements of a hub. Out: what a page shows. Whether a single doctor meets a
requirement depends on that doctor's own plan.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.hub.plans import Arena, Bound, Plan, Requirement, Service

PERCENTS = (100, 80, 60, 50, 40)
"""The positions that pages show, in percent of a full one."""


@dataclass(frozen=True, slots=True)
class Served:
    """A requirement, and the arenas of a plan that have its kind of service."""

    requirement: Requirement
    arenas: tuple[Arena, ...]
    undecided: tuple[Arena, ...]
    """Arenas of which the plan does not say the kind of service."""

    @property
    def is_possible(self) -> bool:
        """Whether the plan has an arena for it; a maximum needs none."""
        needs_arena = self.requirement.bound is not Bound.MOST
        return bool(self.arenas) or not needs_arena


def served(plan: Plan, requirements: Iterable[Requirement]) -> tuple[Served, ...]:
    """Return each requirement with the arenas of a plan that can meet it."""
    undecided = tuple(arena for arena in plan.arenas if arena.service is None)
    return tuple(
        Served(
            requirement,
            tuple(arena for arena in plan.arenas if _counts(arena, requirement.service)),
            undecided,
        )
        for requirement in requirements
    )


def _counts(arena: Arena, service: Service) -> bool:
    return arena.service is not None and service in (Service.TOTAL, arena.service)


def months_at(requirement: Requirement, percent: int) -> float | None:
    """Return the months that a requirement takes in a position of `percent` of a full one.

    None if so small a position does not count. A position is 1 to 100 percent; ValueError if not.
    """
    if not 1 <= percent <= 100:
        raise ValueError(f"{percent} percent is no position")
    if requirement.least_percent and percent < requirement.least_percent:
        return None
    return requirement.months * 100 / percent if requirement.grows_part_time else requirement.months
