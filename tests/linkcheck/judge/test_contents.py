"""Verdicts on what the answer contains: a PDF or not, nothing at all, half a page, an anchor."""

from typing import Any

import pytest

from generator.hub.links import LinkKind
from generator.linkcheck.observations import Answered, PageFacts
from tests.linkcheck.judge.observations import DEEP, GOOD, answer, page, verdict_of, via


@pytest.mark.parametrize(
    ("seen", "url", "kind", "verdict"),
    [
        (page(), f"{DEEP}.pdf", None, "suspicious"),
        (page(), f"{DEEP}.PDF?v=2", None, "suspicious"),
        (page(), DEEP, LinkKind.PDF, "suspicious"),
        (answer((DEEP, 200, None), page=None), DEEP, LinkKind.PDF, "suspicious"),
        (page(), DEEP, LinkKind.PAGE, "ok"),
        (page(), f"{DEEP}.pdf/view", None, "ok"),
        (answer((DEEP, 200, None), page=None, is_pdf=True), DEEP, LinkKind.PDF, "ok"),
        (answer((DEEP, 200, None), page=None, is_pdf=True, content_type="application/pdf"),
         f"{DEEP}.pdf#page=3", LinkKind.PDF, "ok"),
        (answer((DEEP, 200, None), page=None, content_type="application/pdf"),
         f"{DEEP}.pdf", None, "suspicious"),
        (answer((DEEP, 200, None), page=None, content_type="application/octet-stream"),
         f"{DEEP}.pdf", LinkKind.PDF, "ok"),
        (via((301, "https://a.no/ny.html")), f"{DEEP}.pdf", LinkKind.PDF, "suspicious"),
    ],
)  # fmt: skip
def test_a_pdf_address_that_gives_html_is_suspicious(
    seen: Answered, url: str, kind: LinkKind | None, verdict: str
) -> None:
    """The body decides what it is; an odd content type does no harm."""
    assert verdict_of(seen, url, kind) == verdict


@pytest.mark.parametrize(
    ("seen", "verdict"),
    [
        (answer((DEEP, 200, None), page=None, length=0), "suspicious"),
        (answer((DEEP, 200, None), page=PageFacts(), length=0), "suspicious"),
        (answer((DEEP, 200, None), page=PageFacts(), length=60), "suspicious"),
        (answer((DEEP, 200, None), page=PageFacts(), length=60, truncated=True), "ok"),
        (answer((DEEP, 200, None), page=None, length=0, truncated=True), "ok"),
        (page(words=0, title="Kart"), "ok"),
        (page(words=0, scripts=True), "ok"),
        (page(words=0, pictures=True), "ok"),
        (page(words=1), "ok"),
        (answer((DEEP, 200, None), page=None, content_type="image/png"), "ok"),
    ],
)
def test_an_empty_page_is_suspicious(seen: Answered, verdict: str) -> None:
    """No bytes, or a page without any content; not a page that scripts will fill."""
    assert verdict_of(seen) == verdict


@pytest.mark.parametrize(
    ("status", "facts", "verdict"),
    [
        (200, {"page": None, "length": 0}, "transient"),
        (200, {"page": GOOD}, "transient"),
        (200, {"page": PageFacts(), "length": 60}, "transient"),
        (200, {"page": None, "is_pdf": True}, "transient"),
        (200, {"page": PageFacts(title="Siden finnes ikke")}, "suspicious"),
        (404, {"page": GOOD}, "dead"),
    ],
)
def test_an_answer_that_broke_off_may_be_well_tomorrow(
    status: int, facts: dict[str, Any], verdict: str
) -> None:
    """Half a page proves nothing, unless the half that arrived is bad already."""
    seen = answer((DEEP, status, None), truncated=True, broken=True, **facts)
    assert verdict_of(seen) == verdict


IDS = frozenset({"a", "kapittel-2", "måltid", "b%20c", "d%C3%B8r"})


@pytest.mark.parametrize(
    ("fragment", "facts", "verdict"),
    [
        ("a", {}, "ok"),
        ("kapittel-2", {}, "ok"),
        ("m%C3%A5ltid", {}, "ok"),
        ("måltid", {}, "ok"),
        ("b%20c", {}, "ok"),
        ("b c", {}, "ok"),
        ("dør", {}, "ok"),
        ("", {}, "ok"),
        ("top", {}, "ok"),
        ("TOP", {}, "ok"),
        (":~:text=lege", {}, "ok"),
        ("a:~:text=lege", {}, "ok"),
        ("b:~:text=lege", {}, "suspicious"),
        ("!/kurs", {}, "ok"),
        ("/kurs/5", {}, "ok"),
        ("b", {"scripts": True}, "ok"),
        ("b", {}, "suspicious"),
        ("A", {}, "suspicious"),
        ("kapittel-3", {}, "suspicious"),
        ("%ff", {}, "suspicious"),
        ("topp", {}, "suspicious"),
        ("page=3", {}, "suspicious"),
    ],
)
def test_a_missing_anchor_is_suspicious(fragment: str, facts: dict[str, Any], verdict: str) -> None:
    """An anchor must be among the ids, unless it needs none or a script may add it."""
    assert verdict_of(page(ids=IDS, **facts), f"{DEEP}#{fragment}") == verdict


def test_an_anchor_is_not_missing_where_it_cannot_be_seen() -> None:
    """Not behind the cap, in a PDF, or if the redirect has another fragment."""
    cut = answer((DEEP, 200, None), page=GOOD, truncated=True)
    pdf = answer((DEEP, 200, None), page=None, is_pdf=True)
    assert verdict_of(cut, f"{DEEP}#x") == "ok"
    assert verdict_of(pdf, f"{DEEP}#page=3") == "ok"
    assert verdict_of(via((302, "https://a.no/ny#y")), f"{DEEP}#x") == "ok"
    assert verdict_of(via((302, "https://a.no/ny")), f"{DEEP}#x") == "suspicious"
