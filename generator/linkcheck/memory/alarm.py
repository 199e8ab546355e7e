"""When a finding becomes an alarm: the default limits, and how they are applied.

In: tonight's verdict, earlier sightings, and decisions by humans. Out: whether the finding is
confirmed (a dead link, which fails the run), and whether it is worth a look (it is reported to
humans). Pure; the time is an argument.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urldefrag

from generator.linkcheck.judge.classify import classify
from generator.linkcheck.judge.judgement import Judgement, is_good
from generator.linkcheck.memory.history import CUT, GONE, WALL, Record, Sighting
from generator.linkcheck.observations import Address, Answered, Hop, Unreachable
from generator.linkcheck.results import Verdict

MOST_GAP_HOURS = 24 * 365
_OF_CODE = {WALL: Verdict.BLOCKED, CUT: Verdict.TRANSIENT, GONE: Verdict.DEAD}
_ANY = Address("https://example.no/")  # a failure or bad status means the same for every address


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """After how many nights a finding is worth a human's time. Each run counts as a night.

    Raises ValueError if one night could confirm that a link is dead, or a limit is out of range.
    """

    dead_nights: int = 2
    """Runs that must find an address dead before it is confirmed; at least two."""
    min_gap_hours: float = 0.0
    """Hours that must lie between the first of these runs and the one that confirms."""
    transient_nights: int = 7
    """Runs that must fail, in any way, before a transient failure is worth a look."""
    blocked_nights: int = 14
    """Runs that must fail, in any way, before a site that blocks the check is worth a look."""
    suspicious_nights: int = 3
    """Runs that must find an address suspicious before it is worth a look."""
    moved_nights: int = 3
    """Runs that must see the same new address before it is worth writing into `links.yaml`."""

    def __post_init__(self) -> None:
        """Check the limits."""
        unclear = min(self.transient_nights, self.blocked_nights, self.suspicious_nights)
        if (
            self.dead_nights < 2
            or min(unclear, self.moved_nights) < 1
            or not 0 <= self.min_gap_hours < MOST_GAP_HOURS
        ):
            raise ValueError(
                "en død lenke må bekreftes av minst to netter, de andre grensene er minst 1, "
                "og avstanden er i timer fra 0 og opp til et år"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a human has decided about a link. Both dates are inclusive."""

    verified_until: date | None = None
    """Until when there is no alarm, because a human has opened the page."""
    known_blocked_until: date | None = None
    """Until when a site that blocks link checks is not worth a look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """What follows from a finding tonight, perhaps nothing. The fields are those of a Result."""

    confirmed: bool = False
    look: bool = False
    since: str | None = None
    nights: int = 0
    recovered: bool = False


def weigh(  # noqa: PLR0913 - six independent facts
    judgement: Judgement,
    record: Record | None,
    now: str,
    policy: Policy,
    decision: Decision | None = None,
    *,
    cross_checked: bool = False,
) -> Alarm:
    """Weigh tonight's verdict against what was seen before.

    `record` is the record before tonight, `now` an ISO date and time (UTC). `cross_checked` says
    that another program finds the address dead tonight too.
    """
    record, verdict = record or Record(), judgement.verdict
    quiet = _is_quiet(decision, verdict, now)
    if is_good(verdict):
        nights = _nights_moved(record, judgement.target)
        look = nights >= policy.moved_nights and not quiet
        return Alarm(nights=nights, look=look, recovered=record.was_confirmed)
    if verdict is Verdict.SKIPPED:
        return Alarm()
    alike = [seen for seen in _since_good(record) if verdict_of(seen) is verdict]
    nights = 1 + sum(seen.times for seen in alike)
    since = (record.first_bad or now)[:10]
    if quiet:
        return Alarm(since=since, nights=nights)
    confirmed = verdict is Verdict.DEAD and (
        cross_checked
        or record.was_confirmed
        or (nights >= policy.dead_nights and _hours(alike, now) >= policy.min_gap_hours)
    )
    # A timeout or a bot wall does not end an alarm; only a good page does.
    look = confirmed or record.was_confirmed
    look = look or _is_worth_a_look(verdict, nights, record.failures + 1, policy)
    return Alarm(confirmed=confirmed, look=look, since=since, nights=nights)


def _is_worth_a_look(verdict: Verdict, nights: int, failures: int, policy: Policy) -> bool:
    """Return whether an unconfirmed finding has lasted long enough.

    `nights` counts the nights with this verdict, `failures` those with any bad verdict. Blocked and
    transient pages use `failures`: a page that fails in a different way each night is as unclear as
    one that always fails in the same way.
    """
    match verdict:
        case Verdict.UNSAFE:
            return True  # it may be a trap for readers, and does not pass by itself
        case Verdict.SUSPICIOUS:
            return nights >= policy.suspicious_nights
        case Verdict.BLOCKED:
            return failures >= policy.blocked_nights
        case Verdict.TRANSIENT:
            return failures >= policy.transient_nights
        case _:
            return False  # a dead one is worth a look when it is confirmed


def _is_quiet(decision: Decision | None, verdict: Verdict, now: str) -> bool:
    """Return whether a human's decision suppresses the alarm tonight."""
    if decision is None or verdict is Verdict.UNSAFE:
        return False  # the address may have been redirected since the page was verified
    today = datetime.fromisoformat(now).date()
    until = [decision.verified_until]
    if verdict is Verdict.BLOCKED:
        until.append(decision.known_blocked_until)
    return any(day is not None and today <= day for day in until)


def _since_good(record: Record) -> Iterator[Sighting]:
    """Yield the sightings since the page was last good, the newest first.

    A night that proves nothing (a timeout, a bot wall) does not end a run of failures.
    """
    for seen in reversed(record.recent):
        if seen.good:
            return
        yield seen


def _nights_moved(record: Record, target: str | None) -> int:
    """Return the nights in a row at the same new address, including tonight; 0 if not moved."""
    if target is None:
        return 0
    last = record.recent[-1] if record.recent else None
    if last is None or not last.good or last.permanent is None:
        return 1
    # The target may have the fragment of the address, which no server sees.
    same = urldefrag(last.permanent).url == urldefrag(target).url
    return 1 + last.times if same else 1


def _hours(alike: Sequence[Sighting], now: str) -> float:
    """Return the hours since the first of the sightings, which are ordered newest first."""
    if not alike:
        return 0.0
    first = datetime.fromisoformat(alike[-1].at)
    return (datetime.fromisoformat(now) - first) / timedelta(hours=1)


def verdict_of(seen: Sighting) -> Verdict:
    """Judge the facts of an earlier run by today's rules."""
    if seen.failure is not None:
        return classify(Unreachable(seen.failure), _ANY).verdict
    if seen.suspect is not None:
        return _OF_CODE.get(seen.suspect, Verdict.SUSPICIOUS)
    if seen.good:
        return Verdict.MOVED if seen.permanent else Verdict.OK
    return classify(Answered((Hop(_ANY.url, seen.status or 0),)), _ANY).verdict
