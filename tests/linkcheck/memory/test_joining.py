"""Two runs at once on one history: what only one of them saw is kept."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

from hypothesis import given
from hypothesis import strategies as st

from generator.linkcheck.memory.history import Record, Sighting
from generator.linkcheck.memory.history_file import read_history, update_history
from generator.linkcheck.memory.joining import merge_histories
from tests.linkcheck.virtual import Nights, alarms, answer, nights_over

URLS = ["https://a.no/", "https://b.no/", "https://c.no/"]
GONE = {URLS[0]: answer(URLS[0], 404)}


def _after(*words: str) -> tuple[Nights, ...]:
    """Return nights that begin alike: `d` and `o` by day, and then each its own last run."""
    common, *ends = words
    runs = []
    for end in ends:
        nights = nights_over(*URLS, cross_check=end == "x")
        for letter in common:
            nights.run(GONE if letter == "d" else {})
        nights.run({} if end == "o" else GONE, dead_too=[URLS[0]])
        runs.append(nights)
    return tuple(runs)


def _joined(one: Nights, other: Nights, seconds: int = 5) -> Record:
    """Return the record after both; the second one ran a few seconds later."""
    both = [{URLS[0]: one.history[URLS[0]]}, {URLS[0]: _later(other.history[URLS[0]], seconds)}]
    record = merge_histories(both)[URLS[0]]
    assert merge_histories(both[::-1]) == {URLS[0]: record}
    return record


def _later(record: Record, seconds: int) -> Record:
    """Return the record as if its last run had been some seconds later."""

    def moved(time: str) -> str:
        return (datetime.fromisoformat(time) + timedelta(seconds=seconds)).isoformat()

    last = record.recent[-1]
    last = replace(last, at=moved(last.at) if last.times == 1 else last.at, until=moved(last.until))
    good = moved(record.last_good) if last.good and record.last_good else record.last_good
    bad = last.at if record.failures == 1 else record.first_bad
    return replace(record, recent=(*record.recent[:-1], last), last_good=good, first_bad=bad)


def test_a_page_that_one_of_them_saw_ends_the_row_of_deaths() -> None:
    """The other one's death after it is a first night again."""
    for before in ("od", "odt"):
        record = _joined(*_after(before.replace("t", ""), "o", "d"))
        assert (record.failures, record.recent[-1].times) == (1, 1)
        assert any(seen.good for seen in record.recent[-2:])
        assert record.last_good


def test_a_page_that_the_later_one_saw_ends_it_too() -> None:
    """Whoever comes last is right about now."""
    record = _joined(*_after("od", "d", "o"))
    assert (record.failures, record.first_bad, record.was_confirmed) == (0, None, False)


def test_an_alarm_that_one_of_them_gave_stands() -> None:
    """It was given by the first run, whose record is the older one."""
    with_cross_check, without = _after("o", "x", "d")
    assert with_cross_check.history[URLS[0]].was_confirmed
    assert _joined(with_cross_check, without).was_confirmed
    assert _joined(without, with_cross_check).was_confirmed


def test_an_old_alarm_does_not_come_back() -> None:
    """One that a good page has ended since is over."""
    (old,) = _after("od", "d")
    (new,) = _after("oddo", "d")
    assert old.history[URLS[0]].was_confirmed
    both = [old.history, new.history]
    assert not merge_histories(both)[URLS[0]].was_confirmed


def test_many_writers_lose_no_address(tmp_path: Path) -> None:
    """Each adds addresses of its own to one file, all at the same time."""
    path = tmp_path / "h.json"
    now = datetime(2026, 11, 20, tzinfo=UTC).isoformat()

    def write(number: int) -> None:
        for turn in range(5):
            seen = Record(recent=(Sighting(at=now, status=200),))
            update_history(path, {f"https://{number}.no/{turn}": seen}, now)

    writers = [Thread(target=write, args=(number,)) for number in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    history, message = read_history(path)
    assert message is None
    assert len(history) == 40
    assert list(tmp_path.iterdir()) == [path]


@given(st.text("do", max_size=6), st.sampled_from("do"), st.sampled_from("do"))
def test_the_next_night_counts_on_from_the_later_of_two(before: str, one: str, other: str) -> None:
    """A good page ends every row of deaths, and a death tonight needs only one night more."""
    record = _joined(*_after(before, one, other))
    nights = nights_over(*URLS)
    nights.history = {URLS[0]: record}
    nights.now += timedelta(days=len(before) + 1)
    assert alarms(nights.run(GONE)) == ({URLS[0]} if other == "d" else set())
