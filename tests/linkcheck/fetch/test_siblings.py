"""The address that cannot exist: what is replaced, and how seldom a host is asked for it."""

import re
from collections.abc import Iterator

import pytest
from yarl import URL

from generator.linkcheck.fetch.siblings import sibling_of
from generator.linkcheck.observations import Answered
from tests.linkcheck.bed.case import Case
from tests.linkcheck.bed.handlers import give, html
from tests.linkcheck.bed.server import Bed
from tests.linkcheck.fetch.observing import observed

_SHORT = "<title>{0} | Kurs</title><h1>{0}</h1><p>Tid og sted kommer snart.</p>"
MANY = Case(
    "many-short",
    "{me}/0",
    "ok",
    routes={f"/{n}": give(_SHORT.format(f"Kurs {n}")) for n in range(6)},
)
LONG = Case("one-long", "{me}/a", "ok", routes={"/a": give(html(body="<p>mer om dette</p>" * 20))})
OWN = (MANY, LONG)
WORD = r"rollehub-[0-9a-f]{12}"


@pytest.mark.parametrize(
    ("url", "sibling"),
    [
        ("https://a.no/kurs", f"https://a.no/{WORD}"),
        ("https://a.no/kurs/", f"https://a.no/{WORD}/"),
        ("https://a.no/tema/kurs", f"https://a.no/tema/{WORD}"),
        ("https://a.no/tema/kurs.html", rf"https://a.no/tema/{WORD}\.html"),
        ("https://a.no/artikkel/12/tittel", f"https://a.no/artikkel/{WORD}/{WORD}"),
        ("https://a.no/side.aspx?id=5&x=a", rf"https://a.no/side\.aspx\?id={WORD}&x={WORD}"),
        ("https://a.no/?p=12", rf"https://a.no/\?p={WORD}"),
        ("http://a.no:8080/x", f"http://a.no:8080/{WORD}"),
    ],
)
def test_what_chooses_the_page_is_replaced(url: str, sibling: str) -> None:
    """The last step, and steps and values with a number, so that nothing is left to find."""
    assert re.fullmatch(sibling, str(sibling_of(URL(url, encoded=True))))


@pytest.mark.parametrize("url", ["https://a.no/", "https://a.no"])
def test_a_front_page_has_none(url: str) -> None:
    """There is no page beside it that tells anything."""
    assert sibling_of(URL(url)) is None


def _asked(bed: Bed, name: str) -> Iterator[str]:
    return (r.path for r in bed.asked(name) if "rollehub" in r.path)


def test_a_host_is_asked_once_in_a_run(bed: Bed) -> None:
    """However many doubtful pages it has; and a host with other pages is not asked at all."""
    seen = observed(bed, "many-short", "one-long")
    assert all(isinstance(one, Answered) for one in seen.values())
    assert len(list(_asked(bed, "many-short"))) == 1
    assert list(_asked(bed, "one-long")) == []


def test_no_probe_means_no_request(bed: Bed) -> None:
    """The limit turns it off."""
    observed(bed, "many-short", probes=False)
    assert list(_asked(bed, "many-short")) == []


def test_robots_decide_about_the_sibling_too(bed: Bed) -> None:
    """Where robots.txt forbids it, nothing is asked and nothing is proved."""
    seen = observed(bed, "probe-forbidden")["probe-forbidden"]
    assert isinstance(seen, Answered)
    assert seen.sibling is None
    assert list(_asked(bed, "probe-forbidden")) == []
