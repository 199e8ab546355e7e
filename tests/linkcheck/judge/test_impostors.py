"""Pages that are told by comparison: with a page that cannot exist, and with what was there."""

from dataclasses import replace

import pytest

from generator.linkcheck.judge.classify import classify
from generator.linkcheck.judge.impostors import judge_owner
from generator.linkcheck.observations import Address, Answered, PageFacts
from generator.linkcheck.page.read import read_page
from tests.linkcheck.bed.handlers import TEXT
from tests.linkcheck.judge.observations import DEEP, answer

CASINO = (
    "Vinn store gevinster hver dag med gratisspinn og bonus uten omsetningskrav. Registrer deg på "
    "ett minutt, velg mellom flere tusen automater og ta ut pengene samme kveld hjem til sofaen."
)


def read(title: str, text: str, path: str = "/a") -> PageFacts:
    """Return the facts of a page with a title and a text."""
    html = f"<title>{title}</title><h1>{title}</h1><p>{text}</p>"
    return read_page(html.encode(), "text/html; charset=utf-8", path=path)


def answered(page: PageFacts, sibling: PageFacts | None = None) -> Answered:
    """Return an answer with a page, and what its host shows for no page."""
    return replace(answer((DEEP, 200, None), page=page), sibling=sibling)


LOST = ("Hjelpesenteret", "Den var ikke å se noe sted. Prøv menyen eller ring oss i morgen.")


@pytest.mark.parametrize(
    ("page", "sibling", "verdict"),
    [
        (read(*LOST), read(*LOST), "suspicious"),
        (read("kurs/5", f"Fikk ikke tak i kurs/5. {LOST[1]}", "/kurs/5"),
         read("kurs/x1", f"Fikk ikke tak i kurs/x1. {LOST[1]}", "/kurs/x1"), "suspicious"),
        (read("Kurs", "Tid og sted kommer."), read(*LOST), "ok"),
        (read(*LOST), None, "ok"),
        (read("Kurs i veiledning", TEXT), read("Hjelpesenteret", TEXT + CASINO), "ok"),
    ],
)  # fmt: skip
def test_a_page_that_its_host_shows_for_everything_is_no_page(
    page: PageFacts, sibling: PageFacts | None, verdict: str
) -> None:
    """The words of the address may be in both."""
    assert classify(answered(page, sibling), Address(DEEP)).verdict.value == verdict


def test_a_front_page_may_be_shown_for_everything() -> None:
    """Then the others are missing, and it is there."""
    seen = answered(read(*LOST), read(*LOST))
    assert classify(seen, Address("https://a.no/")).verdict.value == "ok"


BEFORE = read("Læringsmål | Legeforeningen", TEXT)


@pytest.mark.parametrize(
    ("title", "text", "verdict"),
    [
        ("Casino uten grenser", CASINO, "suspicious"),
        ("Læringsmål | Legeforeningen", CASINO, "ok"),
        ("Nye mål for LIS | Legeforeningen", CASINO, "ok"),
        ("Casino uten grenser", TEXT, "ok"),
        ("Casino uten grenser", f"{TEXT} {CASINO}", "ok"),
        ("Casino uten grenser", "Kort.", "ok"),
        ("", CASINO, "ok"),
    ],
)
def test_another_owner_has_another_title_and_another_text(
    title: str, text: str, verdict: str
) -> None:
    """A page that is written anew keeps the name of its site, or some of its text."""
    seen = answered(read(title, text))
    fine = classify(seen, Address(DEEP))
    judged = judge_owner(fine, seen, BEFORE.fingerprint, BEFORE.title)
    assert judged.verdict.value == verdict
    if verdict == "suspicious":
        assert "ny eier" in judged.reason
        assert "Casino" in judged.reason


def test_without_memory_nothing_is_compared() -> None:
    """The first night, a page without a title, and what could not be read prove nothing."""
    seen = answered(read("Casino uten grenser", CASINO))
    fine = classify(seen, Address(DEEP))
    assert judge_owner(fine, seen, (), BEFORE.title) == fine
    assert judge_owner(fine, seen, BEFORE.fingerprint, None) == fine
    cut = replace(seen, truncated=True)
    assert judge_owner(fine, cut, BEFORE.fingerprint, BEFORE.title) == fine
