"""Years of bad luck on a small hub: no false alarm, no missed death, no false all-clear.

Ten years on a larger one are in `tests/benchmarks/nights.py`.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.linkcheck import settle
from generator.linkcheck.memory import history_file
from generator.linkcheck.memory.alarm import Alarm, Policy
from generator.linkcheck.memory.joining import merge_histories
from generator.linkcheck.memory.outage import Reach
from tests.linkcheck.decade.play import Decade, Score
from tests.linkcheck.decade.world import World


@pytest.fixture(autouse=True)
def _no_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for no disk: nothing is switched off in these nights."""
    monkeypatch.setattr("generator.files.os.fsync", lambda _: None)


def _score(
    folder: Path, seed: str, nights: int, *, cross_check: bool = False, **more: Any
) -> Score:
    world = World(seed, hosts=8, pages=3, strict=not cross_check, pace=3)
    return Decade(world, folder, cross_check=cross_check, **more).play(nights)


@pytest.mark.parametrize(("seed", "cross_check"), [("a", False), ("b", True)])
def test_years_of_nights(seed: str, cross_check: object, tmp_path: Path) -> None:
    """Outages, walls, moves, slips, deaths, wrong clocks, missed and doubled runs, and shards."""
    score = _score(tmp_path, seed, 500, cross_check=bool(cross_check))
    assert score.faults == []
    for needed in (
        "alarms",
        "deaths to confirm",
        "recoveries",
        "nights of standing alarms",
        "replaced",
    ):
        assert score.counts[needed] > 2, needed
    for needed in ("wrong clocks", "missed nights", "cut runs", "shards runs"):
        assert score.counts[needed] > 2, needed
    assert score.counts["nights of no network"] > 20
    assert score.counts["nights of a part of it"] > 9


def _forgetful(*arguments: Any, **more: Any) -> Alarm:
    """Weigh as if no alarm had ever been given."""
    judgement, record, *others = arguments
    return weigh(judgement, record and replace(record, was_confirmed=False), *others, **more)


weigh = settle.weigh


def _hasty(settler: Any, sight: Any, tonight: Any) -> Alarm:
    """Confirm what a server says the same night, as linkchecker may."""
    before = settler._before.get(sight.address.url)
    believed = replace(tonight, cross_checked=True)
    return weigh(sight.judgement, before, settler._now, settler._plan.policy, tonight=believed)


def _without_outages(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(settle, "reach", lambda *_: Reach())


def _without_a_second_night(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(settle.Settler, "_weigh", _hasty)


def _without_standing_alarms(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(settle, "weigh", _forgetful)


def _without_a_clamp(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(settle, "clamped", lambda history, _: (history, None))
    patch.setattr(history_file, "clamped", lambda history, _: (history, None))
    patch.setattr(history_file, "merge_histories", lambda both, _: merge_histories(both))


@pytest.mark.parametrize(
    ("change", "policy", "fault"),
    [
        (_without_outages, Policy(), "false_alarms"),
        (_without_a_second_night, Policy(), "false_alarms"),
        (_without_standing_alarms, Policy(), "false_all_clears"),
        (_without_a_clamp, Policy(), "missed"),
        (None, Policy(missing_nights=2), "false_alarms"),
        (None, Policy(dead_nights=4), "missed"),
        (None, Policy(missing_nights=9), "missed"),
    ],
)
def test_the_referee_finds_what_a_check_does_wrong(
    change: Callable[[pytest.MonkeyPatch], None] | None,
    policy: Policy,
    fault: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without any one of its safeguards, the same nights show a fault."""
    if change:
        change(monkeypatch)
    assert getattr(_score(tmp_path, "a", 300, policy=policy), fault)
