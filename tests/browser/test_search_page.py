"""The page of results: what its address asks for and shows, and how it is gone back to."""

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.browsing import WIDE, field, has_focus, path_of, remembering, search, watched

pytestmark = pytest.mark.browser


def results(page: Page) -> Locator:
    """Return the results that are shown."""
    return page.locator(".results__list li:visible")


def count(page: Page) -> Locator:
    """Return the line that says how many results there are."""
    return page.locator(".results__count")


def test_the_address_says_what_is_shown(page: Page) -> None:
    """Field and window title have the query; a result has title, kind, roles and excerpt."""
    page.goto("/sporsmal/?q=tilskudd")
    expect(field(page)).to_have_value("tilskudd")
    expect(page).to_have_title("Søk: tilskudd – Rollehub for spesialistutdanningen")
    expect(page.locator("h1")).to_have_text("Søk: tilskudd")
    expect(count(page)).to_contain_text(f"{results(page).count()} treff")
    first = results(page).first
    expect(first.get_by_role("link")).to_contain_text("Finnes det tilskudd")
    expect(first.locator(".about")).to_have_text("Spørsmål · Leder i kommune · LIS")
    expect(first.locator("p")).to_contain_text("Ja. Kommunen kan søke om tilskudd")
    expect(page.locator("#etter_emne")).to_be_hidden()
    expect(page.get_by_role("link", name="Se alle spørsmål")).to_be_visible()


def test_a_result_can_be_left_and_gone_back_to(page: Page, root: str) -> None:
    """Back shows the same results."""
    page.goto("/")
    search(page, "tilskudd")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{root}sporsmal/?q=tilskudd")
    title = results(page).nth(1).get_by_role("link")
    words = title.inner_text()
    title.click()
    page.wait_for_url(lambda url: "?q=" not in url)
    page.go_back()
    expect(results(page).nth(1)).to_contain_text(words)
    expect(field(page)).to_have_value("tilskudd")
    page.go_back()
    assert path_of(page, root) == ""


def test_the_role_filter_is_part_of_the_address(browser: Browser, root: str) -> None:
    """A role and a topic that were chosen are in the address, which shows the same to others."""
    with watched(browser, root, **remembering(root, "lis"), **WIDE) as page:
        page.goto("/sporsmal/?q=tilskudd")
        expect(page.locator(".results h2").first).to_have_text("For LIS")
        page.get_by_role("radio", name="Bare LIS").check()
        expect(count(page)).to_contain_text("treff")
        assert path_of(page, root) == "sporsmal/?q=tilskudd&rolle=lis"
        shown = results(page).all_inner_texts()
        page.get_by_role("radio", name="Alle roller").first.check()
        assert path_of(page, root) == "sporsmal/?q=tilskudd"
    with watched(browser, root, **WIDE) as page:
        page.goto("/sporsmal/?q=tilskudd&rolle=lis")
        assert results(page).all_inner_texts() == shown
        expect(page.locator(".narrow summary")).to_have_text("Avgrenset til: LIS")
        page.goto("/sporsmal/?q=tilskudd&rolle=ukjent&emne=ukjent")
        assert results(page).count() >= len(shown)


def test_the_filters_of_the_field_are_taken_along(lis: Page, root: str) -> None:
    """«Bare LIS» in the list of the field is «Bare LIS» on the page of results."""
    lis.goto("/")
    search(lis, "tilskudd")
    lis.get_by_role("radio", name="Bare LIS").check()
    field(lis).press("Enter")
    lis.wait_for_url(f"{root}sporsmal/?q=tilskudd&rolle=lis")


def test_words_without_a_hit_are_named(page: Page) -> None:
    """So that the reader knows what the results leave out."""
    page.goto("/sporsmal/?q=supervisjon+gulerøtter")
    expect(count(page)).to_contain_text("Uten treff: «gulerøtter».")
    search(page, "supervisjon bananer")
    expect(page.locator(".found > [role=status]")).to_contain_text("Uten treff: «bananer».")


def test_hits_that_are_no_answer_lead_on_too(browser: Browser, page: Page, coffee: str) -> None:
    """Below what is like the query, the page and the field say whom to ask, as without hits."""
    page.goto("/sporsmal/?q=parkering på sykehuset")
    expect(count(page)).to_contain_text("Fant trolig ikke noe svar")
    expect(results(page).first).to_be_visible()
    expect(page.locator("[data-none]")).to_contain_text("Prøv færre eller andre ord, eller let")
    expect(page.locator("[data-nothing]")).to_be_hidden()  # said with doubt above
    expect(page.locator("#etter_emne li").first).to_be_visible()
    search(page, "søke barnehageplass")
    expect(page.locator(".nohits li")).to_have_text(["Se alle spørsmål"])
    search(page, "supervisjon")
    expect(page.locator(".nohits li")).to_have_count(0)
    with watched(browser, coffee, **WIDE) as other:
        other.goto("/sporsmal/?q=kaffe på sykehuset i natt")
        expect(other.locator(".results__count")).to_contain_text("Fant trolig ikke noe svar")
        expect(other.get_by_role("link", name="kaffehjelpen@example.org").first).to_be_visible()


def test_no_result_is_said_and_leads_on(browser: Browser, page: Page, coffee: str) -> None:
    """The page says so, and shows all questions; where there is a mailbox it can be asked."""
    page.goto("/sporsmal/?q=gulerøtter")
    expect(count(page)).to_have_text("Ingen treff på «gulerøtter».")
    expect(page.locator("[data-none]")).to_contain_text("Ingen svar her. Prøv færre")
    expect(page.locator("#etter_emne li").first).to_be_visible()
    page.goto("/sporsmal/?q=kmpetansporttalen")
    page.get_by_role("button", name="Mente du «kompetanseportalen»?").click()
    expect(results(page).first).to_contain_text("ompetanseportalen")
    with watched(browser, coffee, **WIDE) as other:
        other.goto("/sporsmal/?q=gulerøtter")
        expect(other.get_by_role("link", name="Foreslå et nytt spørsmål")).to_be_visible()


def test_no_result_for_a_role_offers_the_others(page: Page) -> None:
    """A button removes the filters."""
    page.goto("/sporsmal/?q=introduksjonslege&rolle=veileder-sykehus")
    page.get_by_role("button", name="i alle roller og emner").click()
    expect(results(page).first).to_be_visible()


def test_the_results_are_next_for_the_keyboard(page: Page) -> None:
    """The focus is at the results: the next tab is the first of them. The count is announced."""
    page.goto("/sporsmal/?q=utdanning")
    expect(count(page)).to_have_attribute("role", "status")
    expect(results(page)).to_have_count(10)
    assert has_focus(page.locator(".results"))
    page.keyboard.press("Tab")
    assert has_focus(results(page).first.get_by_role("link"))
    page.get_by_role("button", name="Vis alle").press("Enter")
    expect(results(page).nth(10).get_by_role("link")).to_be_focused()


def test_typing_takes_the_place_of_the_results(page: Page) -> None:
    """The field's list is shown for another query, and not for the one of the results."""
    page.goto("/sporsmal/?q=tilskudd")
    expect(results(page).first).to_be_visible()
    field(page).focus()
    expect(field(page)).to_have_attribute("role", "combobox")
    expect(page.locator(".found")).to_be_hidden()
    search(page, "tilskuddet")
    expect(results(page)).to_have_count(0)
    field(page).fill("tilskudd")
    expect(page.locator(".found")).to_be_hidden()
    expect(results(page).first).to_be_visible()


def test_without_scripts_the_page_says_what_to_do(bare: Page) -> None:
    """All questions are there, and the browser's own search finds them."""
    bare.goto("/sporsmal/?q=tilskudd")
    expect(bare.get_by_text("let i dem med nettleserens «Finn på siden»")).to_be_visible()
    expect(bare.locator("#etter_emne li").first).to_be_visible()


def test_an_english_query_is_answered_in_english(page: Page) -> None:
    """The site is in Norwegian; what words of the glossary are called there is said."""
    page.goto("/sporsmal/?q=learning+objective")
    note = page.locator(".results [lang=en]")
    expect(note).to_contain_text("This site is in Norwegian Bokmål.")
    expect(note).to_contain_text("Here “learning objective” is “læringsmål”.")
    expect(results(page).first).to_contain_text("læringsmål")
    page.goto("/sporsmal/?q=what+is+LIS")
    expect(note).to_have_text("This site is in Norwegian Bokmål.")
    search(page, "learning objective")
    expect(page.locator(".found [lang=en]")).to_be_visible()
    for norwegian in ("hva er LIS", "to spesialiteter", "timer veiledning"):
        search(page, norwegian)
        expect(page.locator(".found [lang=en]")).to_have_count(0)
