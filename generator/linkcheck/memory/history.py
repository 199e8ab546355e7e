"""What was seen of each address on earlier nights, in a JSON file that survives a crash.

In: observations, one run after the other. Out: Records, and the file they are kept in. It holds
what was seen (statuses, failures, fingerprints), never a verdict, so that judgement can change
without waiting for new nights. Nothing here decides what is worth an alarm; that is `policy`.
"""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from generator.files import write_whole
from generator.linkcheck.judge.addresses import permanent_end, with_fragment
from generator.linkcheck.judge.judgement import Judgement, is_good
from generator.linkcheck.judge.sites import site_keeps_address
from generator.linkcheck.page.fingerprint import changed, is_current
from generator.linkcheck.results import Verdict
from generator.linkcheck.targets import Address, Answered, Failure, Observation

FORMAT = 1
MOST_SIGHTINGS = 10
KEPT_DAYS = 90  # an address that no run asked for in this long is out of the hub

UNLIKE, WALL, CUT, GONE = "unlike", "wall", "cut", "gone"
"""Fact codes of an answer that was not the page asked for: it looks like another one; it is a login
or a check for robots; it broke off; it says that the page is gone."""
_CODES = {Verdict.BLOCKED: WALL, Verdict.TRANSIENT: CUT, Verdict.DEAD: GONE}

# Nothing was asked, so nothing was seen: neither good nor bad.
_UNSEEN = frozenset({Failure.RUN_ENDED, Failure.SCHEME, Failure.ROBOTS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """What one run saw, or several in a row that saw the same."""

    at: str
    """ISO date and time (UTC) of the first of them."""
    until: str
    """The same for the last of them."""
    times: int = 1
    """How many runs they were."""
    status: int | None = None
    failure: Failure | None = None
    url: str | None = None
    """The final address, where it is another than the one asked; of the last run."""
    permanent: str | None = None
    """Where the leading permanent redirects ended."""
    suspect: str | None = None
    """Code of what was wrong with an answer whose status does not tell: `unlike`, `wall`, …"""

    @property
    def good(self) -> bool:
        """Whether the page was there, as far as these facts go."""
        there = self.status is not None and 200 <= self.status < 300
        return there and self.failure is None and self.suspect is None

    def same_as(self, other: "Sighting") -> bool:
        """Tell whether both saw the same; a final address may carry a session, and is left out."""
        mine = (self.status, self.failure, self.permanent, self.suspect)
        return mine == (other.status, other.failure, other.permanent, other.suspect)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """All that is remembered of one address. Times are ISO dates and times (UTC)."""

    first_good: str | None = None
    last_good: str | None = None
    first_bad: str | None = None
    """Start of the present run of failures; None while all is well."""
    failures: int = 0
    """Runs in that run of failures, of whatever kinds."""
    recent: tuple[Sighting, ...] = ()
    """At most ten, the newest last."""
    fingerprint: tuple[int, ...] = ()
    """Of the main text, as it was when it last changed noticeably."""
    fingerprint_at: str | None = None
    was_confirmed: bool = False
    """Whether an alarm was given and not yet called off, so that recovery is announced once."""


History = Mapping[str, Record]
"""The records by address, as it was written."""


class Weighed(Protocol):
    """As much of `policy.Alarm` as is remembered."""

    @property
    def confirmed(self) -> bool:
        """Whether an alarm is given tonight."""


def remember(
    record: Record | None, observation: Observation, at: str, judgement: Judgement, weighed: Weighed
) -> Record | None:
    """Return the record with tonight's facts added; None where nothing has been seen so far.

    Of the judgement only this is kept: whether tonight counts as good, and that an answer with a
    good status was none. A fingerprint is replaced only when the text has changed noticeably, so
    that many small changes add up to a large one, and the file stays the same otherwise.
    """
    if _is_nothing(observation):
        return record
    record = record or Record()
    good = is_good(judgement.verdict)
    record = replace(
        record,
        recent=_with(record.recent, _sighting(observation, at, judgement.verdict)),
        first_bad=None if good else record.first_bad or at,
        failures=0 if good else record.failures + 1,
        was_confirmed=not good and (record.was_confirmed or weighed.confirmed),
    )
    if not good:
        return record
    record = replace(record, first_good=record.first_good or at, last_good=at)
    page = observation.page if isinstance(observation, Answered) else None
    new = page.fingerprint if page else ()
    if new and (not is_current(record.fingerprint) or changed(record.fingerprint, new)):
        record = replace(record, fingerprint=new, fingerprint_at=at)
    return record


def _is_nothing(observation: Observation) -> bool:
    if isinstance(observation, Answered):
        return not observation.hops
    return observation.failure in _UNSEEN


def _sighting(observation: Observation, at: str, verdict: Verdict) -> Sighting:
    hops, final = observation.hops, observation.url
    seen = Sighting(
        at=at,
        until=at,
        url=final if hops and final != hops[0].url else None,
        permanent=permanent_end(hops),
    )
    if not isinstance(observation, Answered):
        return replace(seen, failure=observation.failure)
    seen = replace(seen, status=observation.status)
    tells = verdict is not Verdict.SUSPICIOUS and not seen.good
    if is_good(verdict) or tells:
        return seen
    return replace(seen, suspect=_CODES.get(verdict, UNLIKE))


def _with(recent: tuple[Sighting, ...], seen: Sighting) -> tuple[Sighting, ...]:
    if recent and recent[-1].same_as(seen):
        last = recent[-1]
        joined = replace(last, until=seen.until, times=last.times + 1, url=seen.url)
        return (*recent[:-1], joined)
    return (*recent, seen)[-MOST_SIGHTINGS:]


def moves_of(history: History, nights: int) -> dict[str, str]:
    """Return the permanent moves to a good page that the last `nights` runs saw alike.

    A fragment goes along, as in a browser. Left out: moves that `links.yaml` should not follow,
    from https back to http, to an address that is none, or from one that its site keeps for good.
    """
    found: dict[str, str] = {}
    for url, record in history.items():
        last = record.recent[-1] if record.recent else None
        if last and last.good and last.permanent and last.times >= nights:
            target = with_fragment(last.permanent, url)
            keeps = site_keeps_address(Address(url))
            if target != url and not keeps and _may_follow(url, target):
                found[url] = target
    return found


def _may_follow(url: str, target: str) -> bool:
    try:
        old, new = urlsplit(url), urlsplit(target)
    except ValueError:
        return False
    written = target.isprintable() and " " not in target and bool(new.hostname)
    return written and new.scheme in ({"https"} if old.scheme == "https" else {"http", "https"})


# --- The file


def read_history(path: Path) -> tuple[History, str | None]:
    """Read a history file; return it, and what must be told of it. Never raises.

    A missing file is an empty history. A damaged one is moved aside; one of a newer program is left
    where it is, and `write_history` will not touch it.
    """
    try:
        history = _read(path)
    except _NewerError as error:
        return {}, str(error)
    except OSError as error:
        return {}, f"historikken {path} kan ikke leses ({_why(error)})"
    if history is None:
        return {}, _put_aside(path)
    return history, None


class _NewerError(Exception):
    """The file was written by a newer program."""


def _read(path: Path) -> dict[str, Record] | None:
    """Return the records, or None for a damaged file."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return {}
    try:
        data = json.loads(raw)
        version = data["format"]
        if type(version) is int and version > FORMAT:
            raise _NewerError(
                f"historikken {path} er skrevet av en nyere utgave av programmet (format {version},"
                f" denne utgaven kan {FORMAT}); filen står urørt, og kjøringen lagrer ingenting"
            )
        return _records(data)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _why(error: OSError) -> str:
    return error.strerror or type(error).__name__


def _put_aside(path: Path) -> str:
    number = 1
    while os.path.lexists(aside := path.with_name(f"{path.name}.damaged-{number}")):
        number += 1
    try:
        path.rename(aside)
    except OSError as error:
        return f"historikken {path} er skadet og kan ikke flyttes unna ({_why(error)})"
    return f"historikken {path} er skadet og flyttet til {aside.name}; en ny er begynt"


def _records(data: Mapping[str, Any]) -> dict[str, Record]:
    if type(data["format"]) is not int or data["format"] != FORMAT:
        raise ValueError("no such format")
    return {url: _record(row) for url, row in data["addresses"].items()}


def _record(row: Mapping[str, Any]) -> Record:
    known = {name.name for name in fields(Record)}
    if not row.keys() <= known:
        raise ValueError("unknown key")
    return Record(
        first_good=_time(row.get("first_good")),
        last_good=_time(row.get("last_good")),
        first_bad=_time(row.get("first_bad")),
        failures=max(0, _whole(row.get("failures", 0))),
        recent=tuple(_read_sighting(x) for x in _list(row.get("recent", [])))[-MOST_SIGHTINGS:],
        fingerprint=tuple(_whole(x) for x in _list(row.get("fingerprint", []))),
        fingerprint_at=_time(row.get("fingerprint_at")),
        was_confirmed=row.get("was_confirmed", False) is True,
    )


def _read_sighting(row: Mapping[str, Any]) -> Sighting:
    at, status, failure = row["at"], row.get("status"), row.get("failure")
    return Sighting(
        at=_known_time(at),
        until=_known_time(row.get("until", at)),
        times=max(1, _whole(row.get("times", 1))),
        status=None if status is None else _whole(status),
        failure=None if failure is None else Failure(failure),
        url=_text(row.get("url")),
        permanent=_text(row.get("permanent")),
        suspect=_text(row.get("suspect")),
    )


def _time(value: Any) -> str | None:
    return None if value is None else _known_time(value)


def _known_time(value: Any) -> str:
    text = _text(value)
    if text is None or datetime.fromisoformat(text).tzinfo is None:
        raise ValueError("a time needs its zone")
    return text


def _text(value: Any) -> str | None:
    if value is not None and not isinstance(value, str):
        raise TypeError("not text")
    return value


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise TypeError("not a whole number")
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return value


def write_history(path: Path, history: History) -> str | None:
    """Write the file whole or not at all, whatever stops the program. Raises OSError.

    Returns what must be told, where there is something. What stands there is looked at once more: a
    newer file is never overwritten, and a damaged one is moved aside first. Addresses that were not
    asked for in 90 days are left out, counted from the newest run in the history.
    """
    message = None
    try:
        if _read(path) is None:
            message = _put_aside(path)
            if path.exists():
                return message
    except _NewerError as error:
        return str(error)
    # A surrogate from a header would be no UTF-8; backslashreplace makes the JSON escape of it.
    write_whole(path, as_text(pruned(history)).encode("utf-8", "backslashreplace"))
    return message


def pruned(history: History) -> History:
    """Return the history without addresses that no run has asked for in 90 days."""
    seen = {
        url: datetime.fromisoformat(record.recent[-1].until)
        for url, record in history.items()
        if record.recent
    }
    newest = max(seen.values(), default=None)
    return {
        url: history[url]
        for url, at in seen.items()
        if newest and newest - at <= timedelta(days=KEPT_DAYS)
    }


def as_text(history: History) -> str:
    """Return the file: addresses in order, one line per fact, so that a night is a small diff."""
    rows = ",\n".join(
        f"{_json(url)}: {{\n" + ",\n".join(_lines(history[url])) + "\n}" for url in sorted(history)
    )
    return f'{{\n"format": {FORMAT},\n"addresses": {{\n{rows}\n}}\n}}\n'


def _lines(record: Record) -> Iterator[str]:
    for name in sorted(item.name for item in fields(Record)):
        value = getattr(record, name)
        if name == "recent":
            rows = ",\n".join(f"  {_json(_sighting_row(seen))}" for seen in value)
            yield f' "recent": [\n{rows}\n ]' if rows else ' "recent": []'
        elif value:
            yield f" {_json(name)}: {_json(value)}"


def _sighting_row(seen: Sighting) -> dict[str, Any]:
    row = {item.name: getattr(seen, item.name) for item in fields(Sighting)}
    if seen.times == 1:
        del row["times"]
    if seen.until == seen.at:
        del row["until"]
    return {name: value for name, value in row.items() if value is not None}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
