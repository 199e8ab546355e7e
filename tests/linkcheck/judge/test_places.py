"""Places on a page: what is said of those that could not be checked, and PDFs inside a page."""

from dataclasses import replace

import pytest

from generator.hub.links import LinkKind
from generator.linkcheck.judge.classify import classify
from generator.linkcheck.observations import Address
from generator.linkcheck.page.facts import PageFacts
from tests.linkcheck.judge.observations import DEEP, answer, page, verdict_of, via

NOT_CHECKED = "stedet er ikke sjekket"


@pytest.mark.parametrize("fragment", ["#del", "#:~:text=borte", "#del:~:text=borte"])
def test_a_place_that_a_script_could_make_is_said_to_be_unchecked(fragment: str) -> None:
    """The page is fine, and nobody is told that the place is."""
    seen = page(scripts=True, missing_texts=frozenset({"text=borte"}))
    judged = classify(seen, Address(f"{DEEP}{fragment}"))
    assert judged.verdict.value == "ok"
    assert NOT_CHECKED in judged.reason.lower()


def test_a_page_that_has_moved_says_it_too() -> None:
    """The reason for the move is not all there is to say."""
    seen = via((301, "https://b.no/x"), page=PageFacts(title="A", scripts=True, words=90))
    judged = classify(seen, Address(f"{DEEP}#del"))
    assert judged.verdict.value == "moved"
    assert NOT_CHECKED in judged.reason.lower()


@pytest.mark.parametrize("facts", [{"truncated": True}, {"unread": True}])
def test_what_was_not_read_proves_nothing(facts: dict[str, bool]) -> None:
    """A page that is too long, or has an unknown coding, may have the place."""
    judged = classify(replace(page(), **facts), Address(f"{DEEP}#del"))
    assert judged.verdict.value == "ok"
    assert NOT_CHECKED in judged.reason


def test_a_place_that_is_there_is_not_mentioned() -> None:
    """There is nothing to say."""
    seen = page(scripts=True, ids=frozenset({"del"}))
    assert classify(seen, Address(f"{DEEP}#del")).reason == "Siden svarer."


def test_a_page_that_could_not_be_read_at_all_may_be_well_tomorrow() -> None:
    """It is neither there nor gone."""
    seen = answer((DEEP, 200, None), page=None, unread=True)
    assert verdict_of(seen) == "transient"
    assert verdict_of(seen, f"{DEEP}#del") == "transient"


@pytest.mark.parametrize(
    ("url", "verdict"),
    [
        ("https://web.archive.org/web/20240101000000/https://a.no/plan.pdf", "ok"),
        ("https://web.archive.org/web/2024/http://a.no/plan.pdf", "ok"),
        ("https://archive.ph/x/plan.pdf", "ok"),
        ("https://no.wikipedia.org/wiki/Fil:Plan.pdf", "ok"),
        ("https://commons.wikimedia.org/wiki/File:Plan.pdf", "ok"),
        ("https://sv.wikipedia.org/w/index.php?title=Fil%3APlan.pdf", "ok"),
        ("https://github.com/a/b/blob/main/plan.pdf", "ok"),
        ("https://gitlab.example.no/a/b/-/blob/main/plan.pdf", "ok"),
        ("https://bitbucket.org/a/b/src/main/plan.pdf", "ok"),
        ("https://codeberg.org/a/b/src/branch/main/plan.pdf", "ok"),
        ("https://www.dropbox.com/s/x/plan.pdf?dl=0", "ok"),
        ("https://a.no/plan.pdf", "suspicious"),
        ("https://a.no/web/plan.pdf", "suspicious"),
        ("https://a.no/src/plan.pdf", "suspicious"),
        ("https://a.no/tree/plan.pdf", "suspicious"),
        ("https://raw.a.no/2024/plan.pdf", "suspicious"),
    ],
)
def test_a_pdf_may_be_shown_in_a_page_by_design(url: str, verdict: str) -> None:
    """Archives, wikis, code hosts and drives show pages at addresses that end with `.pdf`."""
    seen = page(url, title="Plan", words=90)
    assert verdict_of(seen, url) == verdict
    assert verdict_of(seen, url, LinkKind.PDF) == verdict
