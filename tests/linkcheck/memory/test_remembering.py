"""What a record keeps of one night after the other."""

import pytest

from generator.linkcheck.memory.history import (
    CUT,
    GONE,
    MOST_SIGHTINGS,
    UNLIKE,
    WALL,
    Record,
    Sighting,
    remember,
)
from generator.linkcheck.observations import Answered, Failure, PageFacts, Unreachable
from generator.linkcheck.page.fingerprint import changed as is_changed
from generator.linkcheck.page.read import read_page
from generator.linkcheck.results import Verdict
from tests.linkcheck.memory.nights import (
    BAD,
    GOOD,
    NIGHTS,
    URL,
    answer,
    judged,
    record_of,
)


def test_first_and_last_good_night() -> None:
    """The first good night stays; the last one is updated."""
    record = record_of(*[(answer(), GOOD)] * 3)
    assert (record.first_good, record.last_good, record.first_bad) == (NIGHTS[0], NIGHTS[2], None)
    assert record.recent == (Sighting(at=NIGHTS[0], until=NIGHTS[2], times=3, status=200),)


def test_a_run_of_failures_has_a_start_and_ends_with_a_good_night() -> None:
    """The first bad night is kept until a good one."""
    timeout = (Unreachable(Failure.TIMEOUT, url=URL), judged(Verdict.TRANSIENT))
    nights = [(answer(), GOOD), (answer(404), BAD), timeout, (answer(404), BAD)]
    record = record_of(*nights)
    assert (record.last_good, record.first_bad) == (NIGHTS[0], NIGHTS[1])
    assert record.failures == 3
    assert [(x.status, x.failure, x.times) for x in record.recent] == [
        (200, None, 1),
        (404, None, 1),
        (None, Failure.TIMEOUT, 1),
        (404, None, 1),
    ]
    well = record_of(*nights, (answer(), GOOD))
    assert (well.first_bad, well.failures) == (None, 0)


def test_at_most_ten_sightings_are_kept() -> None:
    """The newest ten that differ are kept; equal nights in a row are one sighting."""
    nights = [(answer(404 if day % 2 else 503), BAD) for day in range(15)]
    record = record_of(*nights)
    assert len(record.recent) == MOST_SIGHTINGS
    assert record.recent[-1].until == NIGHTS[14]
    assert record_of(*[(answer(403), judged(Verdict.BLOCKED))] * 20).recent[0].times == 20


@pytest.mark.parametrize("failure", [Failure.RUN_ENDED, Failure.SCHEME, Failure.ROBOTS])
def test_nothing_seen_is_nothing_remembered(failure: Failure) -> None:
    """A night without a request leaves the record as it was."""
    seen = Unreachable(failure, url=URL)
    skipped = judged(Verdict.SKIPPED)
    assert remember(None, seen, NIGHTS[5], skipped, confirmed=False) is None
    record = record_of((answer(404), BAD))
    assert remember(record, seen, NIGHTS[5], skipped, confirmed=False) == record
    assert remember(None, Answered(()), NIGHTS[5], skipped, confirmed=False) is None


@pytest.mark.parametrize(
    ("status", "verdict", "code"),
    [
        (200, Verdict.OK, None),
        (200, Verdict.SUSPICIOUS, UNLIKE),
        (200, Verdict.BLOCKED, WALL),
        (200, Verdict.TRANSIENT, CUT),
        (200, Verdict.DEAD, GONE),
        (204, Verdict.SUSPICIOUS, UNLIKE),
        (400, Verdict.SUSPICIOUS, UNLIKE),
        (404, Verdict.DEAD, None),
        (403, Verdict.BLOCKED, None),
        (503, Verdict.TRANSIENT, None),
    ],
)
def test_a_code_tells_what_the_status_does_not(
    status: int, verdict: Verdict, code: str | None
) -> None:
    """A good status without a good page is recorded with a code; other statuses need none."""
    (seen,) = record_of((answer(status), judged(verdict))).recent
    assert (seen.status, seen.suspect) == (status, code)
    assert seen.good is (verdict is Verdict.OK)


def test_an_alarm_is_remembered_until_the_page_is_well() -> None:
    """Nights that prove nothing do not end a confirmed alarm."""
    record = record_of((answer(404), BAD), confirmed=True)
    assert record.was_confirmed
    again = remember(record, answer(503), NIGHTS[1], judged(Verdict.TRANSIENT), confirmed=False)
    assert again
    assert again.was_confirmed
    well = remember(again, answer(), NIGHTS[2], GOOD, confirmed=False)
    assert well
    assert not well.was_confirmed


def _page(text: str) -> PageFacts:
    """Return the facts of a page with this main text."""
    return read_page(f"<title>x</title><main><p>{text}</p></main>".encode(), "text/html")


def test_the_fingerprint_is_replaced_only_by_a_changed_text() -> None:
    """It is that of the last good page with a new text, and has the date of that night."""
    words = "Kommunen skal legge til rette for veiledning av leger i spesialisering hver uke. " * 5
    old, new = _page(f"{words}Minst 70 timer."), _page(f"{words}Minst 80 timer.")
    record = record_of(*[(answer(page=old), GOOD)] * 2)
    assert (record.fingerprint, record.fingerprint_at) == (old.fingerprint, NIGHTS[0])
    nights = [(answer(page=old), GOOD), (answer(page=new), judged(Verdict.SUSPICIOUS))]
    assert record_of(*nights).fingerprint == old.fingerprint
    changed = record_of(nights[0], (answer(page=new), GOOD), (answer(page=PageFacts()), GOOD))
    assert (changed.fingerprint, changed.fingerprint_at) == (new.fingerprint, NIGHTS[1])


def test_a_fingerprint_of_an_older_program_is_unknown_and_made_anew() -> None:
    """It never counts as changed, and is replaced, so that the next change is noticed."""
    old, new = _page("Minst 70 timer."), _page("Minst 80 timer.")
    before = Record(first_good=NIGHTS[0], fingerprint=(1, *old.fingerprint[1:]))
    assert not is_changed(before.fingerprint, new.fingerprint)
    record = remember(before, answer(page=new), NIGHTS[1], GOOD, confirmed=False)
    assert record
    assert (record.fingerprint, record.fingerprint_at) == (new.fingerprint, NIGHTS[1])
    assert is_changed(record.fingerprint, old.fingerprint)
