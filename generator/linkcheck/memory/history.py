"""What was seen of each address on earlier nights.

In: observations, one run after the other. Out: Records. A record contains facts (statuses,
failures, fingerprints) but no verdicts, so that a better judgement applies to old nights too.
Pure; `history_file` reads and writes the file, `alarm` decides what is worth an alarm.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, StrictInt, with_config

from generator.linkcheck.judge.addresses import permanent_end, with_fragment
from generator.linkcheck.judge.judgement import Judgement, is_good
from generator.linkcheck.judge.sites import site_keeps_address
from generator.linkcheck.memory.spans import is_another_night
from generator.linkcheck.observations import (
    MISSING,
    NOT_ASKED,
    ON_THE_WAY,
    Address,
    Answered,
    Failure,
    Observation,
    Unreachable,
)
from generator.linkcheck.page.fingerprint import changed, is_current
from generator.linkcheck.results import Text, Time, Verdict

MOST_SIGHTINGS = 10
MOST_TITLE = 120

UNLIKE, WALL, CUT, GONE = "unlike", "wall", "cut", "gone"
"""Codes of an answer that was not the page asked for: it looks like another page; it is a login or
a check for robots; it broke off; it says that the page is gone."""
ALONE = "alone"
"""Code of a failure on a night when nothing else answered either: see `memory.outage`."""
_CODES = {Verdict.BLOCKED: WALL, Verdict.TRANSIENT: CUT, Verdict.DEAD: GONE}


def _newest(sightings: "tuple[Sighting, ...]") -> "tuple[Sighting, ...]":
    return sightings[-MOST_SIGHTINGS:]


@with_config(extra="ignore")
@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """What one run saw, or several consecutive runs that saw the same."""

    at: Time
    """When the first of these runs took place."""
    until: Time = ""
    """When the last of them that counts as a night took place; the same as `at` if left out."""
    times: Annotated[StrictInt, AfterValidator(partial(max, 1))] = 1
    """Number of nights that these runs count as."""
    status: StrictInt | None = None
    """The final HTTP status; None if there was no answer."""
    failure: Failure | None = None
    """Why there was no answer; None if there was one."""
    url: Text | None = None
    """The final address of the last run; None if it is the address asked."""
    permanent: Text | None = None
    """Where the leading permanent redirects ended; None if there were none."""
    suspect: Text | None = None
    """What was wrong with an answer whose status does not show it, or with a whole night: one of
    the codes above."""
    title: Text | None = None
    """The title of the page in the last run, at most `MOST_TITLE` characters; None if there was no
    page, or not the one that was asked for."""

    def __post_init__(self) -> None:
        """Fill in `until`."""
        if not self.until:
            object.__setattr__(self, "until", self.at)

    @property
    def good(self) -> bool:
        """Whether the page was there, as far as these facts show."""
        there = self.status is not None and 200 <= self.status < 300
        return there and self.failure is None and self.suspect is None

    @property
    def missing(self) -> bool:
        """Whether there was no server, so that none has said anything."""
        return self.failure in MISSING

    @property
    def alone(self) -> bool:
        """Whether nothing else answered that night either."""
        return self.suspect == ALONE

    def same_as(self, other: "Sighting") -> bool:
        """Return whether both saw the same; the final address may contain a session id."""
        mine = (self.status, self.failure, self.permanent, self.suspect)
        return mine == (other.status, other.failure, other.permanent, other.suspect)


@with_config(extra="forbid")
@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """All that is remembered of one address."""

    first_good: Time | None = None
    last_good: Time | None = None
    first_bad: Time | None = None
    """Start of the present run of failures; None if the last night was good."""
    failures: Annotated[StrictInt, AfterValidator(partial(max, 0))] = 0
    """Number of nights in that run of failures, of all kinds."""
    recent: Annotated[tuple[Sighting, ...], AfterValidator(_newest)] = ()
    """At most `MOST_SIGHTINGS`, the newest last."""
    fingerprint: tuple[StrictInt, ...] = ()
    """Of the main text when it last changed noticeably: see `page.fingerprint`."""
    fingerprint_at: Time | None = None
    was_confirmed: Annotated[bool, BeforeValidator(lambda value: value is True)] = False
    """Whether an alarm was given and not yet called off, so that recovery is reported once."""


History = Mapping[str, Record]
"""Address, as its author wrote it -> record."""


def remember(  # noqa: PLR0913 - seven independent facts
    record: Record | None,
    observation: Observation,
    at: str,
    judgement: Judgement,
    *,
    confirmed: bool,
    alone: bool = False,
    gap: float = 0.0,
) -> Record | None:
    """Return the record with tonight's facts added; None if nothing has been seen so far.

    `at` is the time of the run, `confirmed` whether it gives an alarm, `alone` whether nothing
    answered anywhere, and `gap` the hours between two nights. Only this is kept of the judgement:
    whether the night was good, and what was wrong with an answer whose status was good. The
    fingerprint is replaced only when the text has changed noticeably, so that many small changes
    add up to a large one, and so that the file otherwise stays the same.
    """
    if _is_nothing(observation):
        return record
    record = record or Record()
    good = is_good(judgement.verdict)
    seen = _sighting(observation, at, judgement.verdict)
    if alone and seen.failure in ON_THE_WAY:
        seen = replace(seen, suspect=ALONE)
    failures = record.failures + is_another_night(bad_nights(record), at, gap)
    recent = _with(record.recent, seen, gap)
    if not good:
        return replace(
            record,
            recent=recent,
            first_bad=record.first_bad or at,
            failures=failures,
            was_confirmed=record.was_confirmed or confirmed,
        )
    record = replace(
        record,
        recent=recent,
        first_bad=None,
        failures=0,
        was_confirmed=False,
        first_good=record.first_good or at,
        last_good=at,
    )
    page = observation.page if isinstance(observation, Answered) else None
    new = page.fingerprint if page else ()
    if new and (not is_current(record.fingerprint) or changed(record.fingerprint, new)):
        record = replace(record, fingerprint=new, fingerprint_at=at)
    return record


def _is_nothing(observation: Observation) -> bool:
    if isinstance(observation, Answered):
        return not observation.hops
    return observation.failure in NOT_ASKED


def bad_nights(record: Record) -> tuple[Sighting, ...]:
    """Return the sightings since the page was last good, the oldest first.

    A night that proves nothing (a timeout, a bot wall) does not end a run of failures.
    """
    good = [number for number, seen in enumerate(record.recent, 1) if seen.good]
    return record.recent[good[-1] if good else 0 :]


def _sighting(observation: Observation, at: str, verdict: Verdict) -> Sighting:
    hops, final = observation.hops, observation.url
    seen = Sighting(
        at=at,
        url=final if hops and final != hops[0].url else None,
        permanent=permanent_end(hops),
        status=observation.status if isinstance(observation, Answered) else None,
        failure=observation.failure if isinstance(observation, Unreachable) else None,
    )
    if isinstance(observation, Unreachable):
        return seen
    if is_good(verdict):
        title = observation.page.title[:MOST_TITLE] if observation.page else ""
        return replace(seen, title=title) if title else seen
    status_shows_it = verdict is not Verdict.SUSPICIOUS and not seen.good
    return seen if status_shows_it else replace(seen, suspect=_CODES.get(verdict, UNLIKE))


def _with(recent: tuple[Sighting, ...], seen: Sighting, gap: float) -> tuple[Sighting, ...]:
    """Return the sightings with one more; one that is the same, on the same night, adds nothing."""
    if not recent or not recent[-1].same_as(seen):
        return _newest((*recent, seen))
    last = recent[-1]
    if is_another_night((last,), seen.at, gap):
        last = replace(last, until=seen.until, times=last.times + 1)
    return (*recent[:-1], replace(last, url=seen.url, title=seen.title))


def last_title(record: Record | None) -> str | None:
    """Return the title that a page had when it was last good; None if it is not remembered."""
    good = (seen for seen in reversed(record.recent if record else ()) if seen.good)
    return next((seen.title for seen in good), None)


def moves_of(history: History, nights: int) -> dict[str, str]:
    """Return old address -> new, for each move to a good page that `nights` runs in a row saw.

    The fragment is carried along, as browsers do. Moves that `links.yaml` should not follow are
    left out: from https to http, to a malformed address, and from an address that its site keeps.
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
    well_formed = target.isprintable() and " " not in target and bool(new.hostname)
    return well_formed and new.scheme in ({"https"} if old.scheme == "https" else {"http", "https"})
