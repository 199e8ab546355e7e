"""Nights in virtual time: what each address answers is said, and the rest is the real check.

Judging, weighing, remembering and settling are those of `rollehub links check`; only the network,
the clock and linkchecker are stand-ins.
"""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from generator.linkcheck.memory.alarm import Policy
from generator.linkcheck.memory.history import History
from generator.linkcheck.observations import (
    Address,
    Answered,
    Failure,
    Hop,
    Observation,
    PageFacts,
    Unreachable,
)
from generator.linkcheck.page.fingerprint import fingerprint_of
from generator.linkcheck.results import Result
from generator.linkcheck.run import Outcome
from generator.linkcheck.settle import Plan, Settler
from generator.linkcheck.targets import targets_of

START = datetime(2026, 11, 1, 2, tzinfo=UTC)


@cache
def page(url: str, title: str = "") -> PageFacts:
    """Return the facts of a page with a text of its own."""
    title = title or f"Siden {url}"
    text = fingerprint_of([f"{title} handler om {word} i året".split() for word in (url, "uker")])
    return PageFacts(title=title, headings=(title,), words=80, fingerprint=text)


def answer(url: str, status: int = 200, *, to: str = "", title: str = "") -> Answered:
    """Return an answer of an address; `to` is where a permanent redirect leads first."""
    hops = (Hop(url, 301, to), Hop(to, status)) if to else (Hop(url, status),)
    return Answered(hops, "text/html", 5000, page=page(to or url, title))


def lost(url: str, failure: Failure, *, to: str = "", detail: str = "") -> Unreachable:
    """Return a failure of an address; `to` is what it redirected to before, if it did."""
    hops = (Hop(url, 302, to),) if to else ()
    return Unreachable(failure, hops, to or url, detail)


@dataclass
class Nights:
    """Runs of the check, one after the other, over the same addresses."""

    addresses: tuple[Address, ...]
    history: History = field(default_factory=dict)
    now: datetime = START
    policy: Policy = field(default_factory=Policy)
    cross_check: bool = False

    def run(
        self, seen: Mapping[str, Observation], *, hours: float = 24, dead_too: Iterable[str] = ()
    ) -> Outcome:
        """Run one night, and move the clock on; addresses that are not in `seen` are well.

        `dead_too` are the addresses that linkchecker finds dead, if it is asked about them.
        """
        listed = set(dead_too)

        async def second_opinion(asked: Mapping[str, str], *_: Any, **__: Any) -> dict[str, bool]:
            self.asked = set(asked)
            return {url: url in listed for url in asked}

        self.asked: set[str] = set()
        plan = Plan(policy=self.policy, second_opinion=second_opinion)
        now = self.now.isoformat()
        settler = Settler(self.history, plan, now)
        for target in targets_of(self.addresses):
            list(settler.settle(target, seen.get(target.url) or answer(target.url)))
        settler.conclude()
        if self.cross_check:
            asyncio.run(settler.cross_check(1.0))
        if not settler.reach.blind:
            self.history = settler.history
        self.now += timedelta(hours=hours)
        results = tuple(settler.results[address.url] for address in self.addresses)
        return Outcome(results, self.history, now, complete=True, reach=settler.reach)


def nights_over(*urls: str, **more: Any) -> Nights:
    """Return nights over these addresses."""
    return Nights(tuple(map(Address, urls)), **more)


def result_of(outcome: Outcome, url: str) -> Result:
    """Return the result of one address."""
    return next(result for result in outcome.results if result.url == url)


def alarms(outcome: Outcome) -> set[str]:
    """Return the addresses that are confirmed dead."""
    return {result.url for result in outcome.results if result.confirmed}
