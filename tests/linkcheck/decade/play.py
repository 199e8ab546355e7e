"""Plays the nights with the code of the link check, and holds what it says against the truth."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from generator.linkcheck.memory.alarm import Policy
from generator.linkcheck.memory.clock import clamped
from generator.linkcheck.memory.history import History
from generator.linkcheck.memory.history_file import read_history, update_history
from generator.linkcheck.memory.joining import merge_histories
from generator.linkcheck.merge import merge
from generator.linkcheck.observations import Address
from generator.linkcheck.reports.issue import needs_issue
from generator.linkcheck.results import Run
from generator.linkcheck.run import Outcome, shard
from generator.linkcheck.settle import Plan, Settler
from generator.linkcheck.targets import targets_of
from tests.linkcheck.decade.world import Host, Page, World
from tests.linkcheck.virtual import START

POLICY = Policy()
_JUMPS = (365 * 73, 400, 40, 1, 1 / 3, -1 / 3, -1, -40, -400, -365 * 56)
"""Days by which a wrong clock is off."""


@dataclass(slots=True)
class Fate:
    """What the check has said of a page so far, and since when it should have."""

    alarmed: bool = False
    """Whether an alarm stands: given, and the page not seen well since."""
    good_nights: int = 0
    """Nights of good network on which its death could be seen."""
    counted: int = -1
    """The last of them."""
    replaced_on: int | None = None


@dataclass(slots=True)
class Score:
    """What the referee has found; all lists should be empty."""

    false_alarms: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    """Deaths that were not confirmed in time."""
    false_all_clears: list[str] = field(default_factory=list)
    false_outages: list[str] = field(default_factory=list)
    """Nights of good network that the check called an outage, and outages that it did not see."""
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def faults(self) -> list[str]:
        """All that is wrong."""
        return [
            *self.false_alarms, *self.missed, *self.false_all_clears, *self.false_outages
        ]  # fmt: skip


class Decade:
    """One run of nights. `folder` is where the history is kept; the referee knows `POLICY` only."""

    def __init__(
        self, world: World, folder: Path, *, cross_check: bool, policy: Policy = POLICY
    ) -> None:
        self.world = world
        self._policy = policy
        self.score = Score()
        self._path = folder / "link-history.json"
        self._cross_check = cross_check
        self._fates: defaultdict[Page, Fate] = defaultdict(Fate)
        self._clock_was_right = True

    def play(self, nights: int) -> Score:
        """Play the nights, of which some are missed, some doubled, and some cut short."""
        chance = self.world.chance
        missed_until = 0
        for night in range(nights):
            self.world.dawn(night)
            self._edit(night)
            if night < missed_until:
                self.score.counts["missed nights"] += 1
                continue
            if chance.random() < 1 / 40:
                missed_until = night + chance.randint(1, 6)
            jump = chance.choice(_JUMPS) if chance.random() < 1 / 60 else 0.0
            for minutes in (0, 1) if chance.random() < 1 / 40 else (0,):
                self._run(night, timedelta(days=night + jump, minutes=minutes), wrong=jump != 0)
            self._clock_was_right = jump == 0
        return self.score

    def _edit(self, night: int) -> None:
        """Let editors replace addresses some nights after an alarm."""
        for host, page in list(self.world.both()):
            fate = self._fates[page]
            if fate.replaced_on is not None and fate.replaced_on <= night:
                fate.replaced_on = None
                if self.world.is_dead(host, page):
                    self.world.replace(host, page)
                    self.score.counts["replaced"] += 1

    def _run(self, night: int, time: timedelta, *, wrong: bool) -> None:
        chance, counts = self.world.chance, self.score.counts
        now = (START + time).isoformat()
        pages = {page.url: (host, page) for host, page in self.world.both()}
        addresses = [Address(url, publisher=host.name) for url, (host, _) in pages.items()]
        kind = chance.choices(("whole", "shards", "cut"), (30, 2, 1))[0]
        if kind == "cut":
            addresses = chance.sample(addresses, int(len(addresses) * chance.uniform(0.6, 1)))
        history, message = read_history(self._path)
        assert message is None
        parts = [list(shard(addresses, n, 2)) for n in (1, 2)] if kind == "shards" else [addresses]
        outcomes = [self._check(part, history, now, pages, kind) for part in parts]
        run = self._save(outcomes, history, now)
        counts["runs"] += 1
        counts[f"{kind} runs"] += 1
        counts["nights of no network"] += self.world.is_out
        counts["nights of a part of it"] += self.world.is_partly_out
        counts["wrong clocks"] += wrong
        seen = [pages[result.url] for result in run.results]
        self._judge_run(night, run, kind)
        self._judge_alarms(night, run, pages)
        if self._clock_was_right and not wrong:
            self._judge_deaths(night, seen)

    def _check(
        self,
        addresses: Sequence[Address],
        history: History,
        now: str,
        pages: Mapping[str, tuple[Host, Page]],
        kind: str,
    ) -> Outcome:
        async def second_opinion(asked: Collection[str], *_: Any, **__: Any) -> dict[str, bool]:
            return {url: self.world.is_dead_too(pages[url][1]) for url in asked}

        settler = Settler(history, Plan(policy=self._policy, second_opinion=second_opinion), now)
        for target in targets_of(addresses):
            list(settler.settle(target, self.world.look(*pages[target.url])))
        settler.conclude()
        if self._cross_check:
            asyncio.run(settler.cross_check(1.0))
        finished = None if kind == "cut" else now
        results = tuple(settler.results.values())
        return Outcome(results, settler.history, finished, kind != "cut", settler.reach)

    def _save(self, outcomes: Sequence[Outcome], history: History, now: str) -> Run:
        """Save as `links check` does, or as shards and `links merge` do; return the run."""
        run = merge([outcome.run for outcome in outcomes])
        asked = {result.url for result in run.results}
        if len(outcomes) > 1:
            whole = merge_histories([history, *(x.history for x in outcomes)], now)
            update_history(self._path, clamped(whole, now)[0], now, asked)
        elif not outcomes[0].reach.blind:
            update_history(self._path, outcomes[0].history, now, asked)
        return run

    # The referee

    def _judge_run(self, night: int, run: Run, kind: str) -> None:
        is_fine = not self.world.is_out and not self.world.is_partly_out
        if is_fine and kind != "cut" and run.finished is None:
            self.score.false_outages.append(f"night {night}: {run.outage}")
        if self.world.is_out and not run.outage:
            self.score.false_outages.append(f"night {night}: {self.world.outage.kind} not seen")

    def _judge_alarms(self, night: int, run: Run, pages: Mapping[str, tuple[Host, Page]]) -> None:
        score = self.score
        for result in run.results:
            host, page = pages[result.url]
            fate = self._fates[page]
            is_well = self.world.looks_well(host, page)
            if result.confirmed and not fate.alarmed:
                score.counts["alarms"] += 1
                fate.alarmed = True
                fate.replaced_on = night + self.world.chance.randint(3, 40)
                if not self.world.is_dead(host, page):
                    score.false_alarms.append(f"night {night}: {result.url} {result.reason}")
            if result.recovered and not is_well:
                score.false_all_clears.append(f"night {night}: {result.url} is not back")
            if is_well:
                score.counts["recoveries"] += fate.alarmed
                fate.alarmed, page.seen_well = False, True
        # Each standing alarm must hold the issue open by itself, whatever else is in the run.
        for result in run.results:
            if run.finished and self._fates[pages[result.url][1]].alarmed:
                score.counts["nights of standing alarms"] += 1
                if not needs_issue(Run(run.finished, (result,))):
                    score.false_all_clears.append(f"night {night}: closed over {result.url}")

    def _judge_deaths(self, night: int, seen: Sequence[tuple[Host, Page]]) -> None:
        world, score = self.world, self.score
        for host, page in seen:
            fate = self._fates[page]
            if not world.is_dead(host, page):
                fate.good_nights = 0
                continue
            is_good = not world.is_partly_out and world.looks_dead(host, page)
            if is_good and fate.counted < night:
                fate.good_nights, fate.counted = fate.good_nights + 1, night
                needed = POLICY.missing_nights if host.gone else POLICY.dead_nights
                if fate.good_nights == needed:
                    score.counts["deaths to confirm"] += 1
                if fate.good_nights >= needed and not fate.alarmed:
                    score.missed.append(f"night {night}: {page.url}")
