"""Histories that began alike -> one: those of shards, and of two runs at once.

In: histories. Out: one history, with each address once. Pure.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from generator.linkcheck.memory.clock import latest_of
from generator.linkcheck.memory.history import MOST_SIGHTINGS, History, Record
from generator.linkcheck.memory.spans import hours_between


def merge_histories(histories: Sequence[History], now: str | None = None) -> History:
    """Merge histories that began as the same one: the newest record of an address counts.

    `now` is the time of the merge (ISO, UTC). A record with a later time, from a night whose clock
    was ahead, is older than any without; otherwise it would be the newest for years.
    """
    found: dict[str, Record] = {}
    for history in histories:
        for url, record in history.items():
            found[url] = _newer(found[url], record, now) if url in found else record
    return found


def _newer(one: Record, other: Record, now: str | None) -> Record:
    """Return the newer of two records, with what the older one saw in between."""
    if _is_possible(one, now) != _is_possible(other, now):
        return one if _is_possible(one, now) else other
    older, newer = sorted((one, other), key=_age)
    return _joined(older, newer)


def _is_possible(record: Record, now: str | None) -> bool:
    return now is None or hours_between(now, latest_of(record)) <= 0


def _age(record: Record) -> tuple[datetime, int]:
    """Return a value that is higher for a newer record, even of two runs in the same second."""
    last = record.recent[-1].until if record.recent else "0001-01-01T00:00:00+00:00"
    return datetime.fromisoformat(last), sum(seen.times for seen in record.recent)


def _joined(older: Record, newer: Record) -> Record:
    """Return the newer record, with what only the older one knows.

    Two runs at once each add to the same record, and the later one has not seen what the other
    saw: a good page in between ends the run of failures, and an alarm stands until a good page.
    """
    if newer.first_bad is None or not newer.recent:
        return newer
    if _is_later(older.last_good, newer.last_good):
        last = newer.recent[-1]
        seen = replace(last, at=last.until, times=1)
        recent = (*older.recent, seen)[-MOST_SIGHTINGS:]
        return replace(
            newer, recent=recent, last_good=older.last_good, first_bad=seen.at, failures=1
        )
    # The alarm stands if the newer one has seen no good page since that run of failures began.
    is_same_run = older.first_bad and not _is_later(newer.last_good, older.first_bad)
    return replace(newer, was_confirmed=True) if older.was_confirmed and is_same_run else newer


def _is_later(one: str | None, other: str | None) -> bool:
    if one is None:
        return False
    return other is None or hours_between(other, one) > 0
