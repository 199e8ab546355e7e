"""A clock that goes wrong for a night, far ahead or far behind, freezes and loses nothing."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.linkcheck.memory.clock import clamped, latest_of
from generator.linkcheck.memory.history import History, Record, Sighting
from generator.linkcheck.memory.history_file import read_history, update_history
from generator.linkcheck.memory.joining import merge_histories
from tests.linkcheck.memory.test_history_file import _HISTORIES
from tests.linkcheck.virtual import START, Nights, alarms, answer, nights_over

URLS = [f"https://vert{number}.no/" for number in range(4)]
DEAD, FREE = URLS[0], "https://sjelden.no/"
JUMPS = [timedelta(days=365 * 73), timedelta(days=400), timedelta(hours=8), timedelta(days=-400)]
JUMPS += [timedelta(days=-365 * 56), timedelta(hours=-30)]


def _night(nights: Nights, path: Path, *, dead: bool, at: datetime | None = None) -> set[str]:
    """Run a night from and to the file, on the clock `at`; return what is confirmed dead."""
    right = nights.now
    nights.now = at or right
    nights.history, message = read_history(path)
    assert message is None
    outcome = nights.run({DEAD: answer(DEAD, 404)} if dead else {})
    update_history(path, nights.history, outcome.finished, set(URLS))
    nights.now = right + timedelta(days=1)
    return alarms(outcome)


@pytest.mark.parametrize("jump", JUMPS)
def test_one_night_with_a_wrong_clock_freezes_nothing(jump: timedelta, tmp_path: Path) -> None:
    """Deaths and recoveries after it are found as after any night, and no address is lost."""
    path = tmp_path / "historikk.json"
    nights = nights_over(*URLS)
    kept = Record(recent=(Sighting(at=START.isoformat(), status=404),), was_confirmed=True)
    update_history(path, {FREE: kept}, START.isoformat())
    for _ in range(3):
        _night(nights, path, dead=False)
    _night(nights, path, dead=False, at=nights.now + jump)
    after = nights.now
    assert read_history(path)[0][FREE].was_confirmed  # a lost shard's, or one that robots.txt bars
    assert _night(nights, path, dead=True) == set()
    assert _night(nights, path, dead=True) == {DEAD}
    assert _night(nights, path, dead=False) == set()
    history, _ = read_history(path)
    assert FREE in history
    assert history[DEAD].first_bad is None
    for record in history.values():
        assert latest_of(record) < nights.now.isoformat()
    assert history[DEAD].last_good == (after + timedelta(days=2)).isoformat()


@pytest.mark.parametrize("jump", JUMPS)
@pytest.mark.parametrize("dead_before", [0, 1])
def test_a_death_in_such_a_night_is_neither_lost_nor_counted_twice(
    jump: timedelta, dead_before: int, tmp_path: Path
) -> None:
    """Two nights are needed, and at most three pass until it is confirmed."""
    path = tmp_path / "historikk.json"
    nights = nights_over(*URLS)
    _night(nights, path, dead=False)
    for _ in range(dead_before):
        assert _night(nights, path, dead=True) == set()
    found = [_night(nights, path, dead=True, at=nights.now + jump)]
    found += [_night(nights, path, dead=True) for _ in range(2)]
    assert found[-1] == {DEAD}
    assert dead_before or found[0] == set()


def test_a_clock_that_was_ahead_is_told_once(tmp_path: Path) -> None:
    """The next run says so; what it writes has no later time than its own."""
    path = tmp_path / "historikk.json"
    late = "2099-01-01T02:00:00+00:00"
    update_history(path, {DEAD: Record(recent=(Sighting(at=late, status=200),))}, late)
    now = START.isoformat()
    history, message = clamped(read_history(path)[0], now)
    assert message == (
        "historikken har tidspunkter som ikke har vært ennå, trolig fra en natt da klokken gikk "
        "feil; de er satt til nå"
    )
    update_history(path, history, now, {DEAD})
    assert clamped(read_history(path)[0], now) == (history, None)
    assert "2099" not in path.read_text("utf-8")
    soon = (START + timedelta(minutes=5)).isoformat()
    assert clamped({DEAD: Record(last_good=soon)}, now)[1] is None  # another machine's clock


def test_a_clock_ahead_does_not_win_a_merge() -> None:
    """Among parts, a record with a time to come is older than any without."""

    def seen(at: str, status: int) -> Record:
        return Record(recent=(Sighting(at=at, status=status),), last_good=at)

    ahead, now = seen("2099-01-01T02:00:00+00:00", 200), "2026-11-21T03:00:00+00:00"
    tonight = seen("2026-11-21T02:00:00+00:00", 404)
    for order in ([{DEAD: ahead}, {DEAD: tonight}], [{DEAD: tonight}, {DEAD: ahead}]):
        assert merge_histories(order, now) == {DEAD: tonight}
    assert merge_histories([{DEAD: ahead}], now) == {DEAD: ahead}


def test_a_zone_is_no_clock() -> None:
    """Times are compared as times, whatever zone they are written in."""
    early, late = "2026-11-01T03:00:00+02:00", "2026-11-01T02:00:00+00:00"
    one = {DEAD: Record(recent=(Sighting(at=early, status=200),))}
    two = {DEAD: Record(recent=(Sighting(at=late, status=404),))}
    assert merge_histories([two, one]) == merge_histories([one, two]) == two


@given(_HISTORIES, st.integers(-100, 100))
def test_no_time_to_come_is_left_and_none_that_was_is_touched(history: History, days: int) -> None:
    """Whatever the history and the clock, clamping twice is clamping once."""
    now = (datetime(2026, 11, 1, tzinfo=UTC) + timedelta(days=days)).isoformat()
    once, _ = clamped(history, now)
    assert clamped(once, now) == (once, None)
    assert set(once) == set(history)
    for url, record in once.items():
        assert latest_of(record) <= now
        if latest_of(history[url]) <= now:
            assert record == history[url]
