"""Finding the way: the glossary's letters and its filter, and the search of the 404 page."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.browsing import WIDE, field, has_focus, hits, watched
from tests.site_fixtures import built

pytestmark = pytest.mark.browser


def test_a_letter_leads_to_its_first_word(page: Page) -> None:
    """Each letter that words begin with has a link, in the order of the alphabet."""
    page.goto("/ordliste/")
    letters = page.get_by_role("navigation", name="Bokstaver").get_by_role("link")
    shown = letters.all_inner_texts()
    assert shown[0] == "A"
    assert shown[-2:] == ["Ø", "Å"]
    letters.filter(has_text="Å").click()
    expect(page.locator("#apen-uselektert-allmennpraksis")).to_be_in_viewport()
    assert has_focus(page.locator("#apen-uselektert-allmennpraksis"))


def test_the_glossary_can_be_filtered(page: Page) -> None:
    """By word and explanation, with or without marks; the count is announced."""
    page.goto("/ordliste/")
    words = page.locator(".glossary > div:visible")
    all_words = words.count()
    filtering = page.get_by_role("searchbox", name="Filtrer ordlisten")
    status = page.locator(".filter [role=status]")
    for written in ("LÆRINGSMÅL", "laringsmal"):
        filtering.fill(written)
        expect(status).to_have_text(f"{words.count()} treff")
        assert 0 < words.count() < all_words
    filtering.fill("gulerøtter")
    expect(status).to_have_text("0 treff")
    page.evaluate("location.hash = 'fkm'")
    page.evaluate("location.hash = 'hpr'")
    expect(page.locator("#hpr")).to_be_visible()
    filtering.fill("")
    expect(words).to_have_count(all_words)
    expect(status).to_be_empty()


def test_the_glossary_needs_no_scripts(bare: Page) -> None:
    """Without them the letters work, and there is no field that does nothing."""
    bare.goto("/ordliste/")
    bare.get_by_role("navigation", name="Bokstaver").get_by_role("link", name="Å").click()
    expect(bare.locator("#apen-uselektert-allmennpraksis")).to_be_in_viewport()
    expect(bare.get_by_role("searchbox")).to_have_count(0)


def test_a_missing_page_offers_a_search_for_its_words(browser: Browser, root: str) -> None:
    """The field has the words of the address; nothing is searched for unasked."""
    body = (built("own").folder / "404.html").read_bytes()
    with watched(browser, root, fresh=True, expected="404", **WIDE) as page:
        page.route(
            "**/veiledning/*",
            lambda route: route.fulfill(status=404, content_type="text/html", body=body),
        )
        page.goto("/veiledning/krav-til_veileder-2.html?x=1")
        expect(page.locator("h1")).to_have_text("Fant ikke siden")
        expect(field(page)).to_have_value("veiledning krav til veileder")
        expect(page.locator(".found")).to_have_count(0)
        field(page).focus()
        expect(hits(page).first).to_be_visible()
        field(page).press("Enter")
        page.wait_for_url(f"{root}sporsmal/?q=veiledning+krav+til+veileder")
        page.goto("/404.html")
        expect(field(page)).to_have_value("")
