"""No false all-clear: an alarm that was given ends with a page that is there only."""

from pathlib import Path

import pytest

from generator.linkcheck.memory.history_file import read_history, update_history
from generator.linkcheck.merge import merge
from generator.linkcheck.observations import Failure, Observation
from generator.linkcheck.reports.issue import needs_issue
from generator.linkcheck.results import Run
from tests.linkcheck.virtual import Nights, alarms, answer, lost, nights_over, result_of

DEAD, WELL, OTHER = "https://a.no/borte", "https://b.no/", "https://c.no/"
NO_PROOF: dict[str, Observation] = {
    "robots.txt": lost(DEAD, Failure.ROBOTS),
    "the run ended": lost(DEAD, Failure.RUN_ENDED),
    "a login": answer(DEAD, 401),
    "a wall": answer(DEAD, 403),
    "too many requests": answer(DEAD, 429),
    "a broken server": answer(DEAD, 503),
    "no answer": lost(DEAD, Failure.TIMEOUT),
    "a wrong certificate": lost(DEAD, Failure.TLS_EXPIRED),
    "no host": lost(DEAD, Failure.NO_HOST),
    "a private address": lost(DEAD, Failure.UNSAFE, detail="10.0.0.1"),
    "an error page": answer(DEAD, title="Siden finnes ikke"),
    "its front page": answer(DEAD, to="https://a.no/"),
}


def _confirmed() -> Nights:
    nights = nights_over(DEAD, WELL, OTHER)
    for _ in range(2):
        outcome = nights.run({DEAD: answer(DEAD, 404)})
    assert alarms(outcome) == {DEAD}
    return nights


@pytest.mark.parametrize("name", NO_PROOF)
def test_only_a_page_that_is_there_closes_the_issue(name: str) -> None:
    """The issue stays for a year of nights that prove nothing, and closes with the page."""
    nights = _confirmed()
    for _ in range(365):
        outcome = nights.run({DEAD: NO_PROOF[name]})
        assert needs_issue(outcome.run)
        assert not result_of(outcome, DEAD).recovered
    outcome = nights.run({})
    assert result_of(outcome, DEAD).recovered
    assert not needs_issue(outcome.run)
    assert outcome.run.finished


@pytest.mark.parametrize("name", NO_PROOF)
def test_a_death_of_one_night_is_not_forgotten_either(name: str) -> None:
    """Nights that prove nothing neither confirm a death nor take its first night from it."""
    nights = nights_over(DEAD, WELL, OTHER)
    gone = {DEAD: answer(DEAD, 404)}
    nights.run(gone)
    for _ in range(5):
        assert alarms(nights.run({DEAD: NO_PROOF[name]})) == set()
    assert alarms(nights.run(gone)) == {DEAD}


@pytest.mark.parametrize("name", ["robots.txt", "the run ended"])
def test_the_file_keeps_an_alarm_that_nobody_may_look_at(name: str, tmp_path: Path) -> None:
    """It outlasts the ninety days after which an address that nobody asks for is forgotten."""
    path = tmp_path / "historikk.json"
    nights = _confirmed()
    for _ in range(120):
        outcome = nights.run({DEAD: NO_PROOF[name]})
        update_history(path, nights.history, outcome.finished, {DEAD, WELL, OTHER})
        nights.history, message = read_history(path)
        assert message is None
    assert nights.history[DEAD].was_confirmed
    for _ in range(95):  # now the hub has dropped it
        nights.addresses = nights.addresses[1:] if len(nights.addresses) > 2 else nights.addresses
        outcome = nights.run({})
        update_history(path, nights.history, outcome.finished, {WELL, OTHER})
        nights.history, _ = read_history(path)
    assert set(nights.history) == {WELL, OTHER}


def test_the_parts_of_a_run_close_nothing_that_one_of_them_holds_open() -> None:
    """In a merged run the issue stays too, also where the other parts found nothing."""
    nights = _confirmed()
    outcome = nights.run({DEAD: NO_PROOF["robots.txt"]})
    held, *others = (Run(outcome.finished, (result,)) for result in outcome.results)
    for parts in ([held, *others], [*others, held]):
        assert needs_issue(merge(parts))
        assert merge(parts).finished


def test_a_part_whose_network_was_out_leaves_the_whole_unfinished() -> None:
    """Even if it says so about itself only, and the other parts are whole."""
    out = Run("2026-11-02T02:00:00+00:00", (), outage="Ingen av de 3 nettstedene kunne nås.")
    whole = Run("2026-11-02T02:00:00+00:00", ())
    merged = merge([whole, out])
    assert (merged.finished, merged.outage) == (None, out.outage)
    assert merge([merged, whole]).outage == out.outage
