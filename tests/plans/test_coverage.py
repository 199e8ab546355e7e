"""What a plan covers, in both readings, and what follows for each arena."""

import pytest

from generator.hub.kinds import GOAL_SETS, PLANS
from generator.hub.load import read_hub
from generator.hub.plans import Arena, Extent, Plan
from generator.plans.coverage import Coverage, coverage, coverages, goal_set
from generator.plans.goals import GoalSet, How
from tests.site_fixtures import HUBS

SETS = {"alm": GoalSet("ALM", 6)}


def arena(id_: str, goals: object) -> Arena:
    """Return an arena with goals of one set."""
    return Arena.model_validate(
        {"id": id_, "name": id_, "type": "t", "place": "p", "goals": {"alm": goals}}
    )


def covered(*arenas: Arena, how: How = How.LIST) -> Coverage:
    """Return the coverage of arenas by six goals."""
    return coverage(arenas, SETS, how)


@pytest.fixture(scope="module")
def asnes() -> tuple[Coverage, ...]:
    """The example plan of this hub, in each reading, with its clinical goals alone."""
    hub, _, problems = read_hub(HUBS["own"])
    assert problems == []
    plan: Plan = next(plan for plan in PLANS.of(hub) if plan.id == "asnes")
    alm = next(goals for goals in GOAL_SETS.of(hub) if goals.id == "alm")
    return coverages(plan, {"alm": goal_set(alm, plan.goal_sets["alm"])})


def test_the_example_plan_has_two_results(asnes: tuple[Coverage, ...]) -> None:
    """Thirteen goals on one arena if the unclear part is a list, twelve if it is a range."""
    listed, ranged = asnes
    assert (listed.how, len(listed.single)) == (How.LIST, 13)
    assert (ranged.how, len(ranged.single)) == (How.RANGE, 12)
    assert set(listed.single) - set(ranged.single) == {"ALM-029"}
    for found in asnes:
        assert found.uncovered == ()
        assert found.covers().sets == (("fastlegekontor", "sykehus", "legevakt"),)
        assert found.lost_without("sykehus") == ("ALM-055", "ALM-085")
        assert found.lost_without("sykehjem") == ()


def test_an_extent_is_more_than_yes_or_no() -> None:
    """Full, partial, unknown or none; what is unknown covers nothing."""
    found = covered(
        arena("a", {"goals": "1-3", "full": "1"}),
        arena("b", {"goals": None}),
        arena("c", {"goals": "4", "extent": "unknown"}),
    )
    extents = [found.extent(x, "ALM-001") for x in "abc"]
    assert extents == [Extent.FULL, Extent.UNKNOWN, Extent.NONE]
    assert found.extent("a", "ALM-002") is Extent.PARTIAL
    assert found.extent("c", "ALM-004") is Extent.UNKNOWN
    assert [goal.id for goal in found.uncovered] == ["ALM-004", "ALM-005", "ALM-006"]
    assert found.arenas_of["ALM-001"] == ("a",)


def test_what_an_arena_adds_depends_on_those_above_it() -> None:
    """What is lost without it does not."""
    found = covered(arena("a", "1-3"), arena("b", "2-5"), arena("c", "5"))
    assert found.added_by("a") == ("ALM-001", "ALM-002", "ALM-003")
    assert found.added_by("b") == ("ALM-004", "ALM-005")
    assert found.added_by("c") == ()
    assert found.lost_without("b") == ("ALM-004",)


def test_the_fewest_further_arenas_remove_all_single_points() -> None:
    """A goal that no candidate gives stays on one arena, and is named."""
    plan = covered(arena("a", "1-4"), arena("b", "5"))
    candidates = covered(arena("x", "1, 2"), arena("y", "3"), arena("z", "1-3, 5"))
    further, left = plan.further(candidates)
    assert further.sets == (("z",),)
    assert left == ("ALM-004",)


def test_unsettled_parts_are_read_alike_in_one_result() -> None:
    """All as lists, or all as ranges; what is settled stays as it is."""
    cell = {"goals": "1,-3, 4,-6", "reading": {"1,-3": "unsettled", "4,-6": "list"}}
    counts = [len(covered(arena("a", cell), how=how).goals_of["a"]) for how in How]
    assert counts == [4, 5]
