"""Sites in other languages: what the scripts say, and a search without Norwegian rules."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.language import LANGUAGES
from generator.site.build import build
from generator.site.settings import Settings
from tests.browser.browsing import WIDE, field, hosted, search, watched
from tests.browser.search_hits import status_text, titles
from tests.site_fixtures import a_hub, a_question, a_role

pytestmark = pytest.mark.browser

HUB = a_hub(
    a_question("brev", ["vert"], question="Where do I post a letter?", answer="In the red box."),
    a_question("leie", ["vert"], question="May we let the room?", answer="Yes, if it is free."),
    a_question("mote", ["gjest"], question="When are the meetings?", answer="See section 26."),
    a_question("paragraf", ["gjest"], question="What does section 26 say?", answer="Be kind."),
    roles=[a_role("vert", name="Host"), a_role("gjest", name="Guest")],
)


@pytest.fixture(scope="module", params=["en", "nn"])
def site(request: pytest.FixtureRequest) -> Iterator[tuple[str, str]]:
    """Return (language, address) of the hub in each language but bokmål."""
    assert request.param in LANGUAGES
    made = build(HUB, Settings(site_name="Hub", language=request.param, pdf=False))
    with tempfile.TemporaryDirectory() as folder:
        for path, data in made.all_files():
            (Path(folder) / path).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / path).write_bytes(data)
        with hosted(Path(folder)) as address:
            yield request.param, address


@pytest.fixture
def told(browser: Browser, site: tuple[str, str]) -> Iterator[tuple[str, Page]]:
    """Return (language, front page), on a device without stored data."""
    language, address = site
    with watched(browser, address, fresh=True, **WIDE) as page:
        page.goto("/")
        yield language, page


def test_the_scripts_speak_the_language_of_the_site(told: tuple[str, Page]) -> None:
    """The note on the role, the card of one's own role, and the copied link do."""
    language, page = told
    said = {
        "en": (
            "stored on this device only",
            "Your role is host.",
            "Forget the role",
            "(your role)",
        ),
        "nn": ("lagra berre på denne eininga", "Rolla di er host.", "Gløym rolla", "(rolla di)"),
    }[language]
    note = page.locator("main [data-kept]")
    expect(note).to_contain_text(said[0])
    page.locator(".card a").first.click()
    page.goto("/")
    expect(note).to_contain_text(said[1])
    expect(note.get_by_role("button")).to_have_text(said[2])
    after = "x => getComputedStyle(x, '::after').content"
    assert said[3] in page.locator(".card--mine .card__title").evaluate(after)


def test_the_search_speaks_the_language_of_the_site(told: tuple[str, Page]) -> None:
    """The count, its plural form, the kinds of hits, the filters, and the way on do."""
    language, page = told
    one, none, kind, filters = {
        "en": ("1 result", "No results for “xqzw”.", "Question", "Narrow by role and topic"),
        "nn": ("1 treff", "Ingen treff på «xqzw».", "Spørsmål", "Avgrens på rolle og emne"),
    }[language]
    field(page).focus()
    search(page, "meetings")
    assert status_text(page) == one
    expect(page.locator(".hit__about")).to_contain_text(kind)
    expect(page.locator("details.narrow summary")).to_have_text(filters)
    field(page).fill("xqzw")
    page.wait_for_timeout(350)
    assert status_text(page) == none


def test_norwegian_endings_are_left_alone_in_english(told: tuple[str, Page]) -> None:
    """To Norwegian rules «letter» and «let» are one word; English has none to remove."""
    language, page = told
    field(page).focus()
    search(page, "letter")
    found = titles(page)
    assert found[0] == "Where do I post a letter?"
    assert ("May we let the room?" in found) is (language == "nn")


def test_a_section_is_found_by_its_english_name(told: tuple[str, Page]) -> None:
    """«§ 26» and «section 26» are the same to an English reader."""
    language, page = told
    field(page).focus()
    search(page, "§ 26")
    if language == "en":
        assert titles(page)[0] == "What does section 26 say?"
