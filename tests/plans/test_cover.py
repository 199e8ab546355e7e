"""The smallest covers are those that trying every set of arenas finds."""

import random
from itertools import combinations

from generator.plans.cover import Covers, smallest_covers


def by_trying(arenas: dict[str, set[str]]) -> list[tuple[str, ...]]:
    """Return every smallest cover, found by trying all sets from the smallest upwards."""
    wanted = set().union(*arenas.values())
    for size in range(len(arenas) + 1):
        found = [
            names
            for names in combinations(arenas, size)
            if set().union(*(arenas[name] for name in names)) == wanted
        ]
        if found:
            return found
    raise AssertionError("all arenas together cover everything")


def instance(source: random.Random, arenas: int, goals: int, share: float) -> dict[str, set[str]]:
    """Return arenas that each have a share of the goals."""
    return {
        f"a{number}": {f"g{goal}" for goal in range(goals) if source.random() < share}
        for number in range(arenas)
    }


def test_all_smallest_covers_are_found_in_a_thousand_plans() -> None:
    """Brute force is the judge, from plans without goals to ten arenas with thirty."""
    source = random.Random(12)
    for _ in range(1000):
        plan = instance(
            source, source.randint(0, 10), source.randint(0, 30), source.choice((0.1, 0.3, 0.6))
        )
        found = smallest_covers(plan)
        assert found.is_complete
        assert sorted(found.sets) == sorted(by_trying(plan))
        assert {len(names) for names in found.sets} == {found.lower}


def test_only_the_wanted_goals_count() -> None:
    """For the fewest further arenas, the goals that need none are left out."""
    arenas = {"a": {"g1", "g2"}, "b": {"g2", "g3"}, "c": {"g3"}}
    assert smallest_covers(arenas, only={"g3"}).sets == (("b",), ("c",))
    assert smallest_covers(arenas, only=set()) == Covers(((),), 0)


def test_a_search_that_gives_up_says_what_it_knows() -> None:
    """The best cover found is a cover, and the bound is one."""
    plan = instance(random.Random(5), 40, 120, 0.12)
    found = smallest_covers(plan, nodes=200)
    assert not found.is_complete
    (best,) = found.sets
    assert set().union(*(plan[name] for name in best)) == set().union(*plan.values())
    assert 0 < found.lower <= len(best)


def test_a_plan_of_usual_size_needs_few_nodes() -> None:
    """Seven arenas and 85 goals take less than a hundredth of a second: at most 128 nodes."""
    source = random.Random(7)
    for share in (0.1, 0.3, 0.5, 0.8):
        for _ in range(50):
            assert smallest_covers(instance(source, 7, 85, share), nodes=128).is_complete
