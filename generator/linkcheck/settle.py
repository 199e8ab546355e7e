"""Observations -> results, and what the next run remembers.

In: the history, and observations one by one. Out: a result for each address, and the new history.
Fetches nothing itself, but may ask for a second opinion on dead addresses.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.linkcheck.fetch.crosscheck import also_dead
from generator.linkcheck.fetch.limits import Limits
from generator.linkcheck.judge.classify import classify
from generator.linkcheck.judge.judgement import is_good
from generator.linkcheck.memory.alarm import Decision, Policy, weigh
from generator.linkcheck.memory.history import History, Record, remember
from generator.linkcheck.observations import Address, Answered, Observation, Target
from generator.linkcheck.page.fingerprint import changed
from generator.linkcheck.results import Result, Verdict


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
    json_file: Path | None = None
    """Where results are written as they come; None for nowhere."""


class Settler:
    """Collects the results of one run, and the history for the next one.

    `history` is that of earlier runs; `now` is the time of this run (ISO, UTC).
    """

    def __init__(self, history: History, plan: Plan, now: str) -> None:
        self.history = dict(history)
        self.results: dict[str, Result] = {}
        self.counts: Counter[Verdict] = Counter()
        self._before = history
        self._plan = plan
        self._now = now
        self._seen: dict[str, tuple[Address, Observation]] = {}

    def settle(self, target: Target, seen: Observation) -> Iterator[Result]:
        """Yield the result of every address that a target answers for, and keep it."""
        for address in target.addresses:
            self._seen[address.url] = (address, seen)
            result = self._settle(address, seen)
            self.counts[result.verdict] += 1
            yield result

    def _settle(
        self, address: Address, seen: Observation, *, cross_checked: bool = False
    ) -> Result:
        judgement = classify(seen, address)
        before = self._before.get(address.url)
        decision = self._plan.decisions.get(address.link_id or "")
        alarm = weigh(
            judgement, before, self._now, self._plan.policy, decision, cross_checked=cross_checked
        )
        record = remember(before, seen, self._now, judgement, confirmed=alarm.confirmed)
        if record is not None:
            self.history[address.url] = record
        result = Result(
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
            changed=is_good(judgement.verdict) and _has_changed(before, seen),
        )
        self.results[address.url] = result
        return result

    async def cross_check(self, seconds: float) -> None:
        """Ask linkchecker about addresses that are dead tonight and not confirmed yet.

        `seconds` is how long linkchecker may take. Settles again what it finds dead as well.
        """
        doubtful = {
            url: self._seen[url][1].url
            for url, result in self.results.items()
            if result.verdict is Verdict.DEAD and not result.confirmed
        }
        second = await also_dead(doubtful, self._plan.limits, seconds=seconds)
        for url, dead in second.items():
            if dead:
                self._settle(*self._seen[url], cross_checked=True)


def _has_changed(before: Record | None, seen: Observation) -> bool:
    """Whether a page's main text has changed noticeably since it was remembered."""
    if isinstance(seen, Answered) and seen.truncated:
        return False  # a truncated page cannot be compared
    if not (isinstance(seen, Answered) and seen.page and before and before.fingerprint):
        return False
    return changed(before.fingerprint, seen.page.fingerprint)
