"""One run of the link check, with observations from a stand-in for the network."""

import asyncio
from collections.abc import AsyncIterator, Iterable

import pytest

from generator.linkcheck import run
from generator.linkcheck.observations import Address, Answered, Failure, Hop, Target, Unreachable
from generator.linkcheck.run import check
from generator.linkcheck.settle import Plan

URLS = ("https://a.no/", "https://b.no/")
Seen = tuple[Target, Answered | Unreachable]


def _observing(monkeypatch: pytest.MonkeyPatch, failure: Failure | None) -> None:
    """Let the first address answer, and the others fail; None hangs instead."""

    async def observe(targets: Iterable[Target], _: object) -> AsyncIterator[Seen]:
        first, *others = targets
        yield first, Answered((Hop(first.url, 200),), length=500)
        for target in others:
            if failure is None:
                await asyncio.sleep(60)
            yield target, Unreachable(failure or Failure.TIMEOUT, url=target.url)

    monkeypatch.setattr(run, "observe", observe)


@pytest.mark.parametrize("failure", [x for x in Failure if x is not Failure.RUN_ENDED])
def test_a_run_is_complete_whatever_the_addresses_answer(
    monkeypatch: pytest.MonkeyPatch, failure: Failure
) -> None:
    """An address that is skipped on purpose, or does not answer, has been checked."""
    _observing(monkeypatch, failure)
    outcome = check([Address(url) for url in URLS], {}, Plan())
    assert outcome.complete
    assert outcome.finished
    assert [result.url for result in outcome.results] == [*URLS]


def test_a_run_whose_time_is_up_is_incomplete(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the reason of the skipped address says."""
    _observing(monkeypatch, None)
    outcome = check([Address(url) for url in URLS], {}, Plan(seconds=0.2))
    assert not outcome.complete
    assert outcome.finished
    assert [result.verdict.value for result in outcome.results] == ["ok", "skipped"]


def test_a_run_over_nothing_is_complete() -> None:
    """There was nothing to check."""
    assert check([], {}, Plan()).complete
