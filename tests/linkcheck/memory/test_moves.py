"""Permanent moves: where they end, and when they were seen often enough to count."""

import pytest

from generator.linkcheck.judge.addresses import permanent_end
from generator.linkcheck.judge.judgement import Judgement
from generator.linkcheck.memory.history import Record, Sighting, moves_of
from generator.linkcheck.observations import Answered, Hop
from generator.linkcheck.results import Verdict
from tests.linkcheck.memory.nights import BAD, GOOD, NIGHTS, URL, answer, judged, record_of


def _moved(*statuses: int, to: str = "https://b.no/ny") -> Answered:
    """Return an answer of the new page, behind redirects over pages of the old site."""
    asked = [URL, *(f"{URL}/{number}" for number in range(1, len(statuses))), to]
    hops = [Hop(url, x, on) for url, x, on in zip(asked, statuses, asked[1:], strict=False)]
    return Answered((*hops, Hop(to, 200)))


@pytest.mark.parametrize(
    ("statuses", "end"),
    [
        ((), None),
        ((301,), "https://b.no/ny"),
        ((308, 301), "https://b.no/ny"),
        ((301, 302), f"{URL}/1"),
        ((302, 301), None),
        ((308, 301, 307), f"{URL}/2"),
    ],
)
def test_where_the_leading_permanent_hops_end(statuses: tuple[int, ...], end: str | None) -> None:
    """They end at the first temporary hop, as its target may be another one tomorrow."""
    assert permanent_end(_moved(*statuses).hops) == end


MOVED = Judgement(Verdict.MOVED, "Adressen har fått varig ny plass.", 200, "https://b.no/ny")


def test_a_move_counts_when_it_was_seen_alike_on_every_night() -> None:
    """Another target or a failed night starts the count again."""
    to_b, to_c = (_moved(301), MOVED), (_moved(301, to="https://c.no/"), MOVED)
    for nights, moves in [
        ([to_b] * 3, {URL: "https://b.no/ny"}),
        ([to_b] * 2, {}),
        ([to_c, to_b, to_b], {}),
        ([to_b, to_b, (answer(503), BAD), to_b], {}),
        ([to_b] * 3 + [(answer(), GOOD)], {}),
        ([(_moved(301), judged(Verdict.SUSPICIOUS))] * 3, {}),
        ([(_moved(302), GOOD)] * 3, {}),
    ]:
        assert moves_of({URL: record_of(*nights)}, 3) == moves


@pytest.mark.parametrize(
    ("url", "to", "moved"),
    [
        ("https://a.no/side#del-2", "https://b.no/ny", "https://b.no/ny#del-2"),
        ("https://a.no/side#del-2", "https://b.no/ny#annet", "https://b.no/ny#annet"),
        ("http://a.no/side", "https://a.no/side", "https://a.no/side"),
        ("https://a.no/side", "http://a.no/side", None),
        ("https://a.no/side", "https://a.no/side", None),
        ("https://a.no/side", "https:///side", None),
        ("https://a.no/side", "https://b.no/a b", None),
        ("https://a.no/side", "https://[b.no/", None),
        ("https://lovdata.no/forskrift/2016-12-08-1482/§26", "https://lovdata.no/x", None),
    ],
)
def test_only_an_address_worth_writing_is_a_move(url: str, to: str, moved: str | None) -> None:
    """A fragment is kept; a step back to http, or an address that its site keeps, is no move."""
    seen = Sighting(at=NIGHTS[0], until=NIGHTS[3], times=4, status=200, permanent=to)
    assert moves_of({url: Record(recent=(seen,))}, 3) == ({url: moved} if moved else {})
