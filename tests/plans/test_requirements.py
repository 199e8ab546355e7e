"""Time in service: which arenas count, and how long it takes in a part-time position."""

import pytest

from generator.hub.plans import Plan, Requirement
from generator.plans.requirements import months_at, served

PLAN = Plan.model_validate(
    {
        "id": "p", "title": "P", "municipality": "M", "organisation": "O", "roles": ["lis"],
        "goal_sets": {},
        "arenas": [
            {"id": id_, "name": id_, "type": "t", "place": "p", "service": service, "goals": {}}
            for id_, service in (("a", "open-practice"), ("b", "other-practice"), ("c", None))
        ],
    }
)  # fmt: skip


def rule(**more: object) -> Requirement:
    """Return a requirement of 24 months in open practice."""
    return Requirement.model_validate(
        {
            "id": "r", "title": "R", "service": "open-practice", "bound": "least", "months": 24,
            "source": {"document": "D"}, **more,
        }
    )  # fmt: skip


def test_an_arena_counts_for_its_own_kind_of_service_and_for_the_total() -> None:
    """One whose kind is not known counts for none, and is named."""
    open_, total, institution, most = served(
        PLAN,
        [
            rule(),
            rule(service="total"),
            rule(service="institution"),
            rule(service="institution", bound="most"),
        ],
    )
    assert [arena.id for arena in open_.arenas] == ["a"]
    assert [arena.id for arena in total.arenas] == ["a", "b"]
    assert [arena.id for arena in total.undecided] == ["c"]
    assert (open_.is_possible, institution.is_possible, most.is_possible) == (True, False, True)


def test_a_part_time_position_takes_longer() -> None:
    """In proportion; below the smallest position nothing counts."""
    assert [months_at(rule(least_percent=50), share) for share in (100, 80, 50, 49)] == [
        24, 30, 48, None,
    ]  # fmt: skip
    assert months_at(rule(grows_part_time=False), 50) == 24
    with pytest.raises(ValueError, match="no position"):
        months_at(rule(), 0)
