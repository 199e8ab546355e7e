"""Observations -> results, and what the next run remembers.

In: the history, and observations one by one. Out: a result for each address, and the new history.
Fetches nothing itself, but may ask for a second opinion on dead addresses.
"""

from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.language import msgid, say
from generator.linkcheck.fetch.crosscheck import also_dead
from generator.linkcheck.fetch.limits import Limits
from generator.linkcheck.judge.classify import classify
from generator.linkcheck.judge.hosts import Sight, away, fails_on_the_way
from generator.linkcheck.judge.impostors import judge_owner
from generator.linkcheck.judge.judgement import Judgement, is_good
from generator.linkcheck.memory.alarm import Alarm, Decision, Policy, Tonight, weigh
from generator.linkcheck.memory.clock import clamped
from generator.linkcheck.memory.history import History, Record, last_title, remember
from generator.linkcheck.memory.outage import Reach, reach
from generator.linkcheck.observations import (
    MISSING,
    Address,
    Answered,
    Observation,
    Target,
    Unreachable,
)
from generator.linkcheck.page.fingerprint import changed
from generator.linkcheck.results import Result, Verdict

SecondOpinion = Callable[..., Awaitable[Mapping[str, bool]]]
"""Whether other addresses are dead too: see `fetch.crosscheck.also_dead`."""
_VOID = msgid("Nettet som lenkesjekken kjører i, var trolig nede, så adressen er ikke sjekket.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The options of a run."""

    limits: Limits = field(default_factory=Limits)
    policy: Policy = field(default_factory=Policy)
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    """Link id -> what a human decided about it."""
    seconds: float | None = None
    """Deadline of the whole run, in seconds from its start; None for no deadline."""
    cross_check: bool = False
    """Whether linkchecker is asked about addresses that were found dead."""
    second_opinion: SecondOpinion = also_dead
    """What asks linkchecker."""
    json_file: Path | None = None
    """Where results are written as they come; None for nowhere."""


class Settler:
    """Collects the results of one run, and the history for the next one.

    `history` is that of earlier runs; `now` is the time of this run (ISO, UTC). Whether our own
    network was out can be told only when all has been seen. So a result that is settled meanwhile
    gives no new alarm, and nothing is remembered before `conclude`.
    """

    def __init__(self, history: History, plan: Plan, now: str) -> None:
        self._before, self.clock = clamped(history, now)
        """`clock` is a Norwegian message, if a time in the history has not come yet."""
        self.history = dict(self._before)
        self.results: dict[str, Result] = {}
        self.counts: Counter[Verdict] = Counter()
        self.reach = Reach()
        self._plan = plan
        self._now = now
        self._sights: dict[str, Sight] = {}
        self._away: Mapping[str, str] = {}

    def settle(self, target: Target, seen: Observation) -> Iterator[Result]:
        """Yield the result so far of every address that a target answers for, and keep it."""
        for address in target.addresses:
            sight = Sight(address, seen, self._judge(address, seen))
            self._sights[address.url] = sight
            alarm = self._weigh(sight, Tonight(missing=_is_missing(seen)))
            if (alarm.confirmed or alarm.look) and not self._was_confirmed(address.url):
                alarm = replace(alarm, confirmed=False, look=False)
            result = self._result(sight, alarm)
            self.results[address.url] = result
            self.counts[result.verdict] += 1
            yield result

    def _judge(self, address: Address, seen: Observation) -> Judgement:
        """Judge an observation by itself, and by what the page was on earlier nights."""
        judgement = classify(seen, address)
        before = self._before.get(address.url)
        decision = self._plan.decisions.get(address.link_id or "")
        # A page that a human has opened and found right is right, and is what is remembered now.
        if before is None or (decision and decision.verifies(self._now)):
            return judgement
        return judge_owner(judgement, seen, before.fingerprint, last_title(before))

    def conclude(self) -> None:
        """Give every address its final result, and remember what the run saw."""
        sights = tuple(self._sights.values())
        self.reach = reach(sights, self._before)
        self._away = away(sights)
        for sight in sights:
            self._conclude(sight)

    def _conclude(self, sight: Sight, *, cross_checked: bool = False) -> None:
        url, seen = sight.address.url, sight.seen
        if url in self.reach.void:
            sight = replace(sight, judgement=Judgement(Verdict.SKIPPED, say(_VOID)))
        is_void = self.reach.blind or url in self.reach.void
        tonight = Tonight(
            missing=_is_missing(seen),
            alone=self.reach.alone and fails_on_the_way(seen),
            void=is_void,
            cross_checked=cross_checked,
        )
        alarm = self._weigh(sight, tonight)
        if not is_void:
            record = remember(
                self._before.get(url),
                seen,
                self._now,
                sight.judgement,
                confirmed=alarm.confirmed,
                alone=tonight.alone,
                gap=self._plan.policy.min_gap_hours,
            )
            if record is not None:
                self.history[url] = record
        self.results[url] = self._result(sight, alarm)

    def _weigh(self, sight: Sight, tonight: Tonight) -> Alarm:
        before = self._before.get(sight.address.url)
        decision = self._plan.decisions.get(sight.address.link_id or "")
        policy = self._plan.policy
        return weigh(sight.judgement, before, self._now, policy, decision, tonight=tonight)

    def _was_confirmed(self, url: str) -> bool:
        before = self._before.get(url)
        return before is not None and before.was_confirmed

    def _result(self, sight: Sight, alarm: Alarm) -> Result:
        address, judgement = sight.address, sight.judgement
        before = self._before.get(address.url)
        return Result(
            url=address.url,
            verdict=judgement.verdict,
            reason=judgement.reason,
            status=judgement.status,
            target=judgement.target,
            places=address.places,
            link=address.link_id,
            questions=address.questions,
            confirmed=alarm.confirmed,
            look=alarm.look,
            since=alarm.since,
            nights=alarm.nights,
            recovered=alarm.recovered,
            changed=is_good(judgement.verdict) and _has_changed(before, sight.seen),
            away=None if address.url in self.reach.void else self._away.get(address.url),
        )

    async def cross_check(self, seconds: float) -> None:
        """Ask linkchecker about addresses that are dead tonight and not confirmed yet.

        `seconds` is how long linkchecker may take. Concludes again what it finds dead as well. It
        is asked only where a server has answered us: it shares our network, so it would find a
        missing host missing too, whoever's fault that is.
        """
        doubtful = {
            url: self._sights[url].seen.url
            for url, result in self.results.items()
            if result.verdict is Verdict.DEAD
            and not result.confirmed
            and self._sights[url].seen.hops
            and not _is_missing(self._sights[url].seen)
        }
        if self.reach.message or not doubtful:
            return
        second = await self._plan.second_opinion(doubtful, self._plan.limits, seconds=seconds)
        for url, dead in second.items():
            if dead:
                self._conclude(self._sights[url], cross_checked=True)


def _is_missing(seen: Observation) -> bool:
    return isinstance(seen, Unreachable) and seen.failure in MISSING


def _has_changed(before: Record | None, seen: Observation) -> bool:
    """Whether a page's main text has changed noticeably since it was remembered."""
    if isinstance(seen, Answered) and seen.truncated:
        return False  # a truncated page cannot be compared
    if not (isinstance(seen, Answered) and seen.page and before and before.fingerprint):
        return False
    return changed(before.fingerprint, seen.page.fingerprint)
