"""Paths through the built site in Chromium: cards, contents, menu, terms, copied links."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.browsing import has_focus, path_of, watched
from tests.site_fixtures import hub

pytestmark = pytest.mark.browser

ROLES = [role.id for role in hub("own").roles]


# --- paths through the site


def test_a_card_opens_its_role(own: Page, root: str) -> None:
    """A click anywhere on one of the five cards opens the role's page."""
    for number, role in enumerate(ROLES):
        own.goto("/")
        cards = own.locator(".card")
        expect(cards).to_have_count(len(ROLES))
        name = cards.nth(number).locator("a").inner_text()
        cards.nth(number).click(position={"x": 12, "y": 12})
        own.wait_for_url(f"{root}{role}/")
        expect(own.locator("h1")).to_have_text(name)


def test_the_contents_link_to_an_answer(page: Page) -> None:
    """On a wide screen the contents are open, and a click there shows the answer."""
    page.goto("/lis/")
    page.locator(".contents a[href='#hva-er-laeringsmal']").click()
    page.wait_for_url("**/lis/#hva-er-laeringsmal")
    expect(page.locator("#hva-er-laeringsmal h3")).to_be_in_viewport()


# --- keyboard


def test_the_first_tab_stop_is_the_skip_link(page: Page) -> None:
    """Tab shows «Hopp til innholdet» first, and Enter moves the focus past the menu."""
    page.goto("/lis/")
    skip = page.locator("a.skip")
    expect(skip).not_to_be_in_viewport()
    page.keyboard.press("Tab")
    assert has_focus(skip)
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = page.evaluate(
        "document.querySelector('#side_innhold').contains(document.activeElement)"
    )
    assert inside


def test_the_role_menu_opens_and_closes_by_keyboard(page: Page) -> None:
    """Enter opens it, Escape closes it and restores the focus, and leaving it closes it."""
    page.goto("/lis/")
    menu = page.locator("details.roles")
    summary, entries = menu.locator("summary"), menu.locator("a[data-role]")
    summary.focus()
    page.keyboard.press("Enter")
    expect(entries).to_have_count(len(ROLES))
    expect(entries.first).to_be_visible()
    page.keyboard.press("Tab")
    assert has_focus(entries.first)
    page.keyboard.press("Escape")
    expect(entries.first).to_be_hidden()
    assert has_focus(summary)
    page.keyboard.press("Space")
    expect(entries.first).to_be_visible()
    for _ in range(len(ROLES) + 1):
        page.keyboard.press("Tab")
    expect(entries.first).to_be_hidden()


def test_the_role_menu_closes_with_a_click_outside_and_opens_roles(own: Page) -> None:
    """A click outside closes it; an entry opens that role's page, which then names the role."""
    own.goto("/lis/")
    menu = own.locator("details.roles")
    menu.locator("summary").click()
    own.locator("h1").click()
    expect(menu.locator("a").first).to_be_hidden()
    menu.locator("summary").click()
    menu.locator("a", has_text="Leder i kommune").click()
    own.wait_for_url("**/leder-kommune/")
    expect(own.locator("details.roles summary")).to_contain_text("Leder i kommune")


# --- terms


def test_a_term_explains_itself_to_the_keyboard(page: Page) -> None:
    """Focus shows the explanation, Escape hides it, and Enter opens the glossary."""
    page.goto("/sporsmal/hva-er-laeringsmal/")
    term, bubble = page.locator("a.term").first, page.locator(".bubble")
    expect(bubble).to_be_hidden()
    term.focus()
    expect(bubble).to_be_in_viewport(ratio=1)
    told = page.locator(f"[id='{term.get_attribute('aria-describedby')}']").text_content()
    assert bubble.inner_text() == told
    page.keyboard.press("Escape")
    expect(bubble).to_be_hidden()
    assert has_focus(term)
    page.keyboard.press("Enter")
    page.wait_for_url("**/ordliste/#*")
    expect(page.locator(".glossary > div:target")).to_be_in_viewport()


def test_a_term_explains_itself_to_the_pointer(page: Page) -> None:
    """Hovering over the term or its explanation shows the explanation."""
    page.goto("/sporsmal/hva-er-laeringsmal/")
    term, bubble = page.locator("a.term").first, page.locator(".bubble")
    term.hover()
    expect(bubble).to_be_visible()
    bubble.hover()
    expect(bubble).to_be_visible()
    page.mouse.move(1, 1)
    expect(bubble).to_be_hidden()


def test_a_first_tap_explains_and_a_second_follows(browser: Browser, root: str) -> None:
    """On a touch screen, one tap explains a term and the next opens the glossary."""
    options = {"has_touch": True, "is_mobile": True, "viewport": {"width": 390, "height": 800}}
    with watched(browser, root, **options) as page:
        page.goto("/sporsmal/hva-er-laeringsmal/")
        term = page.locator("a.term").first
        term.tap()
        expect(page.locator(".bubble")).to_be_in_viewport(ratio=1)
        assert path_of(page, root) == "sporsmal/hva-er-laeringsmal/"
        term.tap()
        page.wait_for_url("**/ordliste/#*")


# --- what the script adds


@pytest.mark.parametrize(
    ("address", "copied"),
    [
        ("lis/", "lis/#hva-er-laeringsmal"),
        ("sporsmal/hva-er-laeringsmal/", "sporsmal/hva-er-laeringsmal/"),
    ],
)
def test_a_link_is_copied_whole(browser: Browser, root: str, address: str, copied: str) -> None:
    """«Kopier lenke» copies the full address and says so, to screen readers too."""
    options = {"permissions": ["clipboard-read", "clipboard-write"]}
    with watched(browser, root, **options) as page:
        page.goto(address)
        link = page.locator("#hva-er-laeringsmal a.permalink")
        assert link.inner_text().startswith("Kopier lenke")
        link.click()
        expect(page.get_by_role("status").filter(has_text="Lenken er kopiert")).to_be_visible()
        expect(link).to_contain_text("Kopiert")
        assert page.evaluate("navigator.clipboard.readText()") == f"{root}{copied}"


def test_an_earlier_address_redirects(browser: Browser, coffee: str) -> None:
    """The address of a former id redirects to the question, also without a script."""
    for script in (True, False):
        with watched(browser, coffee, java_script_enabled=script) as page:
            page.goto("/sporsmal/kaffemengde/")
            page.wait_for_url("**/sporsmal/hvor-mye-kaffe/")
            expect(page.locator("h1")).to_have_text("Hvor mye kaffe går det i en kopp?")


def test_an_unknown_address_links_to_the_front_page(root: str, page: Page) -> None:
    """The 404 page at the site's root links to the front page."""
    page.goto("/404.html")
    page.locator("main a", has_text="forsiden").click()
    page.wait_for_url(root)
    expect(page.locator("h1")).to_have_text("Rollehub for spesialistutdanningen")
