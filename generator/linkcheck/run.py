"""One run of the link check, from addresses to results.

In: addresses, limits, what is remembered. Out: results, one by one and then all in order. Reads and
writes only the result file and the history.
"""

import asyncio
import signal
import zlib
from collections import Counter
from collections.abc import Callable, Coroutine, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from generator.linkcheck.fetch.crosscheck import also_dead
from generator.linkcheck.fetch.engine import Limits, observe
from generator.linkcheck.judge.addresses import host
from generator.linkcheck.judge.classify import classify
from generator.linkcheck.judge.judgement import is_good
from generator.linkcheck.memory.alarm import Decision, Policy, weigh
from generator.linkcheck.memory.history import History, Record, remember
from generator.linkcheck.page.fingerprint import changed
from generator.linkcheck.results import Result, ResultFile, Verdict
from generator.linkcheck.targets import (
    Address,
    Answered,
    Failure,
    Observation,
    Target,
    Unreachable,
    targets_of,
)

_CROSS_CHECK_SECONDS = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a run does beside fetching."""

    limits: Limits = field(default_factory=Limits)
    policy: Policy = field(default_factory=Policy)
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    """Link id -> what a human decided about it."""
    seconds: float | None = None
    """Deadline of the whole run."""
    cross_check: bool = False
    """Whether linkchecker is asked about what was found dead."""
    json_file: Path | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run found, and what is to be remembered."""

    results: tuple[Result, ...]
    """In the order of the addresses."""
    history: History
    finished: str | None
    """When it ended (ISO, UTC); None if it was cut off."""
    complete: bool
    """Whether every address was checked before the run ended."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is."""

    done: int
    total: int
    counts: Mapping[Verdict, int]
    seconds: float


def shard(addresses: Iterable[Address], number: int, count: int) -> Iterator[Address]:
    """Yield the addresses of shard `number` of `count`; a host is never split between shards."""
    for address in addresses:
        name = host(address.url).encode("utf-8", "surrogatepass")
        if zlib.crc32(name) % count == number - 1:
            yield address


def check(
    addresses: Sequence[Address],
    history: History,
    plan: Plan,
    tell: Callable[[Progress], None] = lambda _: None,
) -> Outcome:
    """Check addresses; a SIGINT or SIGTERM ends the run early and keeps what is done."""
    return asyncio.run(_check(addresses, history, plan, tell))


async def _check(
    addresses: Sequence[Address],
    history: History,
    plan: Plan,
    tell: Callable[[Progress], None],
) -> Outcome:
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    started, now = loop.time(), datetime.now(UTC).isoformat(timespec="seconds")
    targets = targets_of(addresses)
    total = sum(len(target.addresses) for target in targets)
    judge = _Judge(history, plan, now)
    file: AbstractContextManager[ResultFile | None] = (
        ResultFile(plan.json_file) if plan.json_file else nullcontext()
    )
    with file as out:

        def take(target: Target, seen: Observation) -> None:
            for result in judge.take(target, seen):
                if out:
                    out.add(result)
            seconds = loop.time() - started
            tell(Progress(len(judge.results), total, judge.counts, seconds))

        seen = await _stream(targets, plan, stop, take)
        cut_off = stop.is_set()
        left = [target for target in targets if target.url not in seen]
        for target in left if not cut_off else ():
            take(target, Unreachable(Failure.RUN_ENDED, url=target.url))
    if plan.cross_check and not cut_off:
        seconds = _CROSS_CHECK_SECONDS
        if plan.seconds is not None:
            seconds = min(seconds, started + plan.seconds - loop.time())
        await _until(stop, judge.cross_check(seconds))
    finished = None if stop.is_set() else datetime.now(UTC).isoformat(timespec="seconds")
    order = {address.url: place for place, address in enumerate(addresses)}
    results = sorted(judge.results.values(), key=lambda result: order[result.url])
    return Outcome(tuple(results), judge.history, finished, complete=not left)


async def _stream(
    targets: Sequence[Target],
    plan: Plan,
    stop: asyncio.Event,
    take: Callable[[Target, Observation], None],
) -> set[str]:
    """Hand on observations until all are in, the run's time is up, or it is told to stop."""
    seen: set[str] = set()

    async def collect() -> None:
        async for target, observation in observe(targets, plan.limits):
            seen.add(target.url)
            take(target, observation)

    await _until(stop, collect(), plan.seconds)
    return seen


async def _until(
    stop: asyncio.Event, work: Coroutine[Any, Any, None], seconds: float | None = None
) -> None:
    """Let work go on until it is done, its time is up, or the run is told to stop."""
    working = asyncio.create_task(work)
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait((working, stopping), timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if not working.done():
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
    else:
        working.result()


class _Judge:
    """Turns observations into results, and into what the next run remembers."""

    def __init__(self, history: History, plan: Plan, now: str) -> None:
        self.history = dict(history)
        self.results: dict[str, Result] = {}
        self.counts: Counter[Verdict] = Counter()
        self._before = history
        self._plan = plan
        self._now = now
        self._seen: dict[str, tuple[Address, Observation]] = {}

    def take(self, target: Target, seen: Observation) -> Iterator[Result]:
        """Judge every address that a target answers for."""
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
        self.results[address.url] = Result(
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
        return self.results[address.url]

    async def cross_check(self, seconds: float) -> None:
        """Ask linkchecker about what was found dead tonight and is not confirmed yet."""
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
    if isinstance(seen, Answered) and seen.truncated:
        return False  # where a page is cut off is no matter of its text
    if not (isinstance(seen, Answered) and seen.page and before and before.fingerprint):
        return False
    return changed(before.fingerprint, seen.page.fingerprint)
