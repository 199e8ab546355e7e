"""Nights for the tests of memory: what was observed, and the record of an address after them."""

from generator.linkcheck.judge.judgement import Judgement
from generator.linkcheck.memory.history import Record, remember
from generator.linkcheck.observations import Answered, Hop, Observation, PageFacts
from generator.linkcheck.results import Verdict

URL = "https://a.no/side"
NIGHTS = [f"2026-11-{day:02}T02:00:00+00:00" for day in range(1, 31)]
GOOD = Judgement(Verdict.OK, "Siden svarer.", 200, None)
BAD = Judgement(Verdict.DEAD, "Siden finnes ikke (404).", 404, None)


def answer(status: int = 200, page: PageFacts | None = None) -> Answered:
    """Return an answer with a status and a page."""
    return Answered((Hop(URL, status),), page=page)


def record_of(*nights: tuple[Observation, Judgement], confirmed: bool = False) -> Record:
    """Return the record of an address after these nights, the first of them on 1 November."""
    record = None
    for at, (seen, judgement) in zip(NIGHTS, nights, strict=False):
        record = remember(record, seen, at, judgement, confirmed=confirmed)
    assert record
    return record


def judged(verdict: Verdict) -> Judgement:
    """Return a judgement with this verdict and no details."""
    return Judgement(verdict, "Sett.", None, None)
