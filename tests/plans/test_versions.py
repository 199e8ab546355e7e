"""A goal of an older list is kept, merged, gone or unknown in the newest, but never left out."""

import pytest

from generator.hub.plans import Fate, GoalSet
from generator.plans.versions import Traced, newer_versions, traced

FKM = GoalSet.model_validate(
    {
        "id": "fkm",
        "name": "Felles",
        "prefix": "FKM",
        "versions": [
            {"id": "old", "count": 6},
            {
                "id": "middle",
                "count": 4,
                "replaces": "old",
                "successors": {
                    1: {"fate": "kept", "goals": [1]},
                    2: {"fate": "merged", "goals": [1]},
                    3: {"fate": "gone"},
                    4: {"fate": "kept", "goals": [3]},
                    5: {"fate": "kept", "goals": [4]},
                },
            },
            {
                "id": "new",
                "count": 2,
                "replaces": "middle",
                "successors": {
                    1: {"fate": "kept", "goals": [2]},
                    3: {"fate": "merged", "goals": [1, 2]},
                },
            },
        ],
    }
)


def test_every_goal_of_an_old_list_is_traced_to_the_newest() -> None:
    """Through all versions between; one unknown step makes the whole way unknown."""
    assert traced(FKM, "old") == (
        Traced(1, Fate.KEPT, (2,)),
        Traced(2, Fate.MERGED, (2,)),
        Traced(3, Fate.GONE),
        Traced(4, Fate.MERGED, (1, 2)),
        Traced(5, None),
        Traced(6, None),
    )


def test_the_newest_list_has_nothing_to_trace() -> None:
    """There is no newer version."""
    assert newer_versions(FKM, "new") == ()
    assert traced(FKM, "new") == ()


def test_versions_in_a_circle_are_refused() -> None:
    """The check reports them; nothing runs for ever."""
    circle = [
        {"id": "a", "count": 1, "replaces": "b"},
        {"id": "b", "count": 1, "replaces": "a"},
    ]
    goals = GoalSet.model_validate({"id": "x", "name": "x", "prefix": "X", "versions": circle})
    with pytest.raises(ValueError, match="circle"):
        newer_versions(goals, "a")
