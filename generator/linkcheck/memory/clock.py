"""A clock that went wrong, which must not spoil the history.

In: a history, and the time now. Out: the history without times that have not come yet, and whether
any was far off. Pure. A night whose clock was a year ahead would otherwise be the newest for a
year: nothing would be pruned after it, and no later night would count.
"""

from dataclasses import replace
from datetime import datetime

from generator.linkcheck.memory.history import History, Record, Sighting
from generator.linkcheck.memory.spans import hours_between

_NOTICEABLE = 1.0  # hours; the clocks of two machines may differ by less
MESSAGE = (
    "historikken har tidspunkter som ikke har vært ennå, trolig fra en natt da klokken gikk feil; "
    "de er satt til nå"
)


def clamped(history: History, now: str) -> tuple[History, str | None]:
    """Return the history with every later time set to `now`, and None or a Norwegian message.

    The message comes where a time was more than an hour ahead. Once the history is saved, it does
    not come again.
    """
    latest = max((latest_of(record) for record in history.values()), default=now, key=_moment)
    if _moment(latest) <= _moment(now):
        return history, None
    message = MESSAGE if hours_between(now, latest) > _NOTICEABLE else None
    return {url: _clamped(record, now) for url, record in history.items()}, message


def is_behind(history: History, now: str) -> bool:
    """Return whether all that is remembered is yet to come, so that `now` is more likely wrong."""
    times = [time for record in history.values() for time in _times(record)]
    return bool(times) and _moment(min(times, key=_moment)) > _moment(now)


def latest_of(record: Record) -> str:
    """Return the latest time in a record; a time long ago if it has none."""
    return max(_times(record), default="0001-01-01T00:00:00+00:00", key=_moment)


def _times(record: Record) -> list[str]:
    times = [time for seen in record.recent for time in (seen.at, seen.until)]
    more = (record.first_good, record.last_good, record.first_bad, record.fingerprint_at)
    return [*times, *filter(None, more)]


def _clamped(record: Record, now: str) -> Record:
    def earlier(time: str) -> str:
        return min(time, now, key=_moment)

    def maybe(time: str | None) -> str | None:
        return time and earlier(time)

    def sighting(seen: Sighting) -> Sighting:
        return replace(seen, at=earlier(seen.at), until=earlier(seen.until))

    return replace(
        record,
        first_good=maybe(record.first_good),
        last_good=maybe(record.last_good),
        first_bad=maybe(record.first_bad),
        fingerprint_at=maybe(record.fingerprint_at),
        recent=tuple(map(sighting, record.recent)),
    )


def _moment(time: str) -> datetime:
    return datetime.fromisoformat(time)
