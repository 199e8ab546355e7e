"""When a finding becomes an alarm: the default limits, and how they are applied.

In: tonight's verdict, earlier sightings, and decisions by humans. Out: whether the finding is
confirmed (a dead link, which fails the run), and whether it is worth a look (it is reported to
humans). Pure; the time is an argument.
"""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urldefrag

from generator.linkcheck.judge.classify import classify
from generator.linkcheck.judge.judgement import Judgement, is_good
from generator.linkcheck.memory.history import CUT, GONE, WALL, Record, Sighting, bad_nights
from generator.linkcheck.memory.spans import is_another_night, nights_of
from generator.linkcheck.observations import Address, Answered, Hop, Unreachable
from generator.linkcheck.results import Verdict

MOST_GAP_HOURS = 24 * 365
_OF_CODE = {WALL: Verdict.BLOCKED, CUT: Verdict.TRANSIENT, GONE: Verdict.DEAD}
_ANY = Address("https://example.no/")  # a failure or bad status means the same for every address


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """After how many nights a finding is worth a human's time.

    Raises ValueError if one night could confirm that a link is dead, or a limit is out of range.
    """

    dead_nights: int = 2
    """Nights on which a server must say that a page is gone before that is confirmed; at least two.
    The server is there and says so itself, and two nights rule out a slip during its upkeep."""
    missing_nights: int = 7
    """The same for a host that does not exist or refuses, while others answer. A server that is
    switched off, a domain that was paid too late and a firewall pass: over a weekend, or in Norway
    over Easter, when nobody is at work for six nights. As many as for one that does not answer."""
    alone_nights: int = 14
    """The same where the run asks only one or two hosts and nothing comes from any of them. No
    other host shows that our own network works, so this must outlast an outage of ours."""
    min_gap_hours: float = 6.0
    """Hours that must lie between two runs before they count as two nights."""
    transient_nights: int = 7
    """Nights that must fail, in any way, before a transient failure is worth a look."""
    blocked_nights: int = 14
    """Nights that must fail, in any way, before a site that blocks the check is worth a look."""
    suspicious_nights: int = 3
    """Nights that must find an address suspicious before it is worth a look."""
    moved_nights: int = 3
    """Nights that must see the same new address before it is worth writing into `links.yaml`."""

    def __post_init__(self) -> None:
        """Check the limits."""
        unclear = min(self.transient_nights, self.blocked_nights, self.suspicious_nights)
        if (
            min(self.dead_nights, self.missing_nights, self.alone_nights) < 2
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

    def verifies(self, now: str) -> bool:
        """Return whether a human's word that the page is right still counts (`now` is ISO)."""
        until = self.verified_until
        return until is not None and datetime.fromisoformat(now).date() <= until


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """What follows from a finding tonight, perhaps nothing. The fields are those of a Result."""

    confirmed: bool = False
    look: bool = False
    since: str | None = None
    nights: int = 0
    recovered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tonight:
    """What the run knows of a finding beside its verdict."""

    missing: bool = False
    """Whether the host does not exist or refuses, so that no server has said anything."""
    alone: bool = False
    """Whether nothing came from any host, and too few were asked to know whose fault it is."""
    void: bool = False
    """Whether the run could not see the address, because our own network was out."""
    cross_checked: bool = False
    """Whether another program has found the same answer of the server tonight."""


def weigh(  # noqa: PLR0913 - six independent facts
    judgement: Judgement,
    record: Record | None,
    now: str,
    policy: Policy,
    decision: Decision | None = None,
    *,
    tonight: Tonight = Tonight(),
) -> Alarm:
    """Weigh tonight's verdict against what was seen before.

    `record` is the record before tonight, `now` an ISO date and time (UTC).
    """
    record, verdict = record or Record(), judgement.verdict
    quiet = _is_quiet(decision, verdict, now)
    if is_good(verdict) and not tonight.void:
        nights = _nights_moved(record, judgement.target, now, policy)
        look = nights >= policy.moved_nights and not quiet
        return Alarm(nights=nights, look=look, recovered=record.was_confirmed)
    if verdict is Verdict.SKIPPED or tonight.void:
        # Nothing was seen. Only a page that is there ends an alarm.
        held = record.was_confirmed and not quiet
        return Alarm(look=held, since=(record.first_bad or now)[:10] if held else None)
    seen = bad_nights(record)
    alike = [x for x in seen if verdict_of(x) is verdict]
    nights = nights_of(alike, now, policy.min_gap_hours)
    since = (record.first_bad or now)[:10]
    if quiet:
        return Alarm(since=since, nights=nights)
    confirmed = verdict is Verdict.DEAD and (
        record.was_confirmed or _is_certain(alike, now, policy, tonight)
    )
    # A timeout or a bot wall does not end an alarm; only a good page does.
    look = confirmed or record.was_confirmed
    failures = record.failures + is_another_night(seen, now, policy.min_gap_hours)
    if tonight.alone:
        look = look or failures >= policy.alone_nights
    else:
        look = look or _is_worth_a_look(verdict, nights, failures, policy)
    return Alarm(confirmed=confirmed, look=look, since=since, nights=nights)


def _is_certain(deaths: list[Sighting], now: str, policy: Policy, tonight: Tonight) -> bool:
    """Return whether tonight's death, after earlier ones, is beyond doubt.

    That a server says so is worth more than that none is there, and that is worth more than a
    night on which no host at all answered. What is worth less never needs fewer nights.
    """
    if tonight.cross_checked and not tonight.missing:
        return True
    if tonight.alone:
        counting = deaths
        least = max(policy.dead_nights, policy.missing_nights, policy.alone_nights)
    elif tonight.missing:
        counting = [x for x in deaths if not x.alone]
        least = max(policy.dead_nights, policy.missing_nights)
    else:
        counting, least = [x for x in deaths if not x.missing], policy.dead_nights
    return nights_of(counting, now, policy.min_gap_hours) >= least


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


def _nights_moved(record: Record, target: str | None, now: str, policy: Policy) -> int:
    """Return the nights in a row at the same new address, including tonight; 0 if not moved."""
    if target is None:
        return 0
    last = record.recent[-1] if record.recent else None
    if last is None or not last.good or last.permanent is None:
        return 1
    # The target may have the fragment of the address, which no server sees.
    same = urldefrag(last.permanent).url == urldefrag(target).url
    return nights_of((last,), now, policy.min_gap_hours) if same else 1


def verdict_of(seen: Sighting) -> Verdict:
    """Judge the facts of an earlier run by today's rules."""
    if seen.failure is not None:
        return classify(Unreachable(seen.failure), _ANY).verdict
    if seen.suspect is not None:
        return _OF_CODE.get(seen.suspect, Verdict.SUSPICIOUS)
    if seen.good:
        return Verdict.MOVED if seen.permanent else Verdict.OK
    return classify(Answered((Hop(_ANY.url, seen.status or 0),)), _ANY).verdict
