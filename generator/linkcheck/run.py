"""One run of the link check, from addresses to results.

In: addresses, the history, and the options of the run. Out: results in the order of the addresses,
and the new history. Writes the result file as results come; the history is the caller's to save.
"""

import asyncio
import signal
import zlib
from collections.abc import Callable, Coroutine, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from generator.linkcheck.fetch.engine import observe
from generator.linkcheck.judge.addresses import host
from generator.linkcheck.memory.history import History
from generator.linkcheck.memory.outage import Reach
from generator.linkcheck.observations import Address, Failure, Observation, Target, Unreachable
from generator.linkcheck.results import Result, ResultFile, Run, Verdict
from generator.linkcheck.settle import Plan, Settler
from generator.linkcheck.targets import targets_of

_CROSS_CHECK_SECONDS = 120.0  # at most, for all addresses together


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run found, and what the next one remembers."""

    results: tuple[Result, ...]
    """In the order of the addresses."""
    history: History
    finished: str | None
    """When it ended (ISO, UTC); None if it was interrupted."""
    complete: bool
    """Whether every address was checked before the run ended."""
    reach: Reach = field(default_factory=Reach)
    """Whether the run could see; if not, it is worth less than its results look."""
    clock: str | None = None
    """A Norwegian message, if the history had times that have not come yet."""

    @property
    def run(self) -> Run:
        """The run as it is written down."""
        is_whole = self.complete and not self.reach.message
        return Run(self.finished if is_whole else None, self.results, self.reach.message)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come."""

    done: int
    """Number of addresses with a result."""
    total: int
    """Number of addresses of the run."""
    counts: Mapping[Verdict, int]
    """How many of the results have each verdict."""
    seconds: float
    """Seconds since the start."""


OnProgress = Callable[[Progress], None]
"""Called after each target is settled."""


def shard(addresses: Iterable[Address], number: int, count: int) -> Iterator[Address]:
    """Yield the addresses of shard `number` (from 1) of `count`; each host is in one shard only."""
    for address in addresses:
        name = host(address.url).encode("utf-8", "surrogatepass")
        if zlib.crc32(name) % count == number - 1:
            yield address


def check(
    addresses: Sequence[Address],
    history: History,
    plan: Plan,
    on_progress: OnProgress = lambda _: None,
) -> Outcome:
    """Check addresses; SIGINT, SIGTERM or SIGHUP ends the run early and keeps the results so far.

    Addresses that are left when the deadline passes get a result that says so; after an interrupt
    they get none. Raises OSError where the result file can't be created.
    """
    return asyncio.run(_check(addresses, history, plan, on_progress))


async def _check(
    addresses: Sequence[Address], history: History, plan: Plan, on_progress: OnProgress
) -> Outcome:
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(name) is not signal.SIG_IGN:  # `nohup` wants the run to go on
            loop.add_signal_handler(name, stop.set)
    started = loop.time()
    settler = Settler(history, plan, now_in_utc())
    complete = await _observe_all(targets_of(addresses), settler, plan, on_progress, stop)
    settler.conclude()
    if plan.cross_check and not stop.is_set():
        seconds = _CROSS_CHECK_SECONDS
        if plan.seconds is not None:
            seconds = min(seconds, started + plan.seconds - loop.time())
        await _until(stop, settler.cross_check(seconds))
    finished = None if stop.is_set() else now_in_utc()
    order = {address.url: place for place, address in enumerate(addresses)}
    results = sorted(settler.results.values(), key=lambda result: order[result.url])
    return Outcome(
        tuple(results), settler.history, finished, complete, settler.reach, settler.clock
    )


async def _observe_all(
    targets: Sequence[Target],
    settler: Settler,
    plan: Plan,
    on_progress: OnProgress,
    stop: asyncio.Event,
) -> bool:
    """Settle every target, write each result to the result file, and report progress.

    Targets that were not reached in time are settled as such, unless the run was interrupted.
    Returns whether all were reached.
    """
    loop = asyncio.get_running_loop()
    started = loop.time()
    total = sum(len(target.addresses) for target in targets)
    left = {target.url: target for target in targets}
    with ResultFile(plan.json_file) if plan.json_file else nullcontext() as file:

        def settle(target: Target, seen: Observation) -> None:
            del left[target.url]
            for result in settler.settle(target, seen):
                if file:
                    with suppress(OSError):  # a full disk; the whole file is written at the end
                        file.add(result)
            seconds = loop.time() - started
            on_progress(Progress(len(settler.results), total, settler.counts, seconds))

        async def settle_all() -> None:
            async for target, seen in observe(targets, plan.limits):
                settle(target, seen)

        await _until(stop, settle_all(), plan.seconds)
        complete = not left
        if not stop.is_set():
            for target in list(left.values()):
                settle(target, Unreachable(Failure.RUN_ENDED, url=target.url))
    return complete


async def _until(
    stop: asyncio.Event, work: Coroutine[Any, Any, None], seconds: float | None = None
) -> None:
    """Run `work` until it is done, its time is up, or the run is interrupted."""
    working = asyncio.create_task(work)
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait((working, stopping), timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if not working.done():
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
    else:
        working.result()


def now_in_utc() -> str:
    """Return the time as results and history have it (ISO, UTC, whole seconds)."""
    return datetime.now(UTC).isoformat(timespec="seconds")
