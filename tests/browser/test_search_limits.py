"""The search under difficult conditions: an index that fails to load, and unusual queries."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.browsing import WIDE, field, hits, open_window, path_of, search, watched

pytestmark = pytest.mark.browser

NETWORK = r"^Failed to load resource: net::ERR_FAILED$"
HOSTILE = {
    "markup": "<img src=x onerror=window.hit=1>",
    "closed markup": '"></mark><script>window.hit=1</script>',
    "an answer with markup": "plan <b onmouseover=window.hit=1>utdanning</b>",
    "regex signs": r".*+?^${}()|[]\ (a+)+$ \u{1F600",
    "many letters": "a" * 10_000,
    "many words": "utdanning plan " * 700,
    "emoji": "👩🏽‍⚕️🇳🇴 plan",
    "right to left": "\u202eplan תוכנית خطة",
    "combining signs": "pla\u0301\u0302\u0303n",
    "prototype": "__proto__ constructor hasOwnProperty toString",
    "null and lone surrogate": "plan\u0000 \ufffd",
    "one sign": "§",
    "a number": "26",
    "a percentage": "%E0%A4%A %00 100%",
}


@pytest.mark.parametrize("lost", ["search/index.js", "assets/javascripts/find.js"])
def test_without_its_index_the_field_opens_all_questions(
    browser: Browser, root: str, lost: str
) -> None:
    """The form is sent as without a script, with a message; the next focus tries again."""
    with watched(browser, root, fresh=True, expected=NETWORK, **WIDE) as page:
        page.route(f"**/{lost}", lambda route: route.abort())
        page.goto("/")
        field(page).fill("plan")
        expect(page.get_by_text("Søket kan ikke lastes nå.")).to_be_visible()
        page.keyboard.press("Enter")
        page.wait_for_url(f"{root}sporsmal/?q=plan")
        expect(field(page)).to_have_value("plan")
        expect(page.get_by_text("Søket kan ikke lastes nå.")).to_be_visible()
        expect(page.locator("#etter_emne li").first).to_be_visible()
        page.unroute(f"**/{lost}")
        page.locator("h1").click()
        field(page).focus()
        expect(hits(page).first).to_be_visible()
        expect(page.get_by_text("Søket kan ikke lastes nå.")).to_have_count(0)


def test_without_its_index_the_window_opens_all_questions(browser: Browser, root: str) -> None:
    """The dialog's form opens the list, and opening the dialog again retries."""
    with watched(browser, root, fresh=True, expected=NETWORK, **WIDE) as page:
        page.route("**/search/index.js", lambda route: route.abort())
        page.goto("/lis/")
        window = open_window(page)
        field(page).fill("plan")
        expect(window.get_by_text("Søket kan ikke lastes nå.")).to_be_visible()
        window.get_by_role("button", name="Lukk").click()
        page.unroute("**/search/index.js")
        open_window(page)
        expect(hits(page).first).to_be_visible()
        window.get_by_role("button", name="Lukk").click()
        page.reload()
        page.route("**/search/index.js", lambda route: route.abort())
        window = open_window(page)
        field(page).fill("plan")
        window.get_by_role("button", name="Søk").click()
        page.wait_for_url(f"{root}sporsmal/?q=plan")


def test_a_reader_faster_than_the_index_gets_the_hits(browser: Browser, root: str) -> None:
    """Text that was typed before the index arrived is searched for afterwards."""
    with watched(browser, root, fresh=True, **WIDE) as page:
        held: list[Route] = []
        page.route("**/search/index.js", lambda route: held.append(route))  # noqa: PLW0108 (a method cannot be marked)
        page.goto("/sporsmal/")
        field(page).focus()
        page.keyboard.type("gruppeveiledning")
        expect(page.locator(".found")).to_have_count(0)
        while not held:
            page.wait_for_timeout(10)
        held[0].continue_()
        expect(hits(page).first).to_contain_text("gruppeveiledning")


def test_hostile_queries_neither_break_nor_inject(page: Page) -> None:
    """A query, typed or in the address, is plain text and cannot run, render or hang."""
    page.goto("/sporsmal/")
    search(page, "plan")
    shapes = "[...new Set([...document.querySelectorAll('.found *')].map((x) => x.localName))]"
    for name, query in HOSTILE.items():
        took = page.evaluate(
            """(query) => {
              const input = document.querySelector("form[data-search] input")
              input.value = query
              const start = performance.now()
              input.dispatchEvent(new Event("input"))
              return performance.now() - start
            }""",
            query,
        )
        assert took < 1000, name
        drawn = set(page.evaluate(shapes))
        allowed = {"a", "button", "details", "div", "fieldset", "input", "label", "legend", "li",
                   "mark", "p", "span", "summary", "ul"}  # fmt: skip
        assert drawn <= allowed, name
        assert page.evaluate("window.hit ?? null") is None, name
    for name in ("markup", "closed markup", "right to left", "a percentage", "prototype"):
        page.goto(f"/sporsmal/?q={quote(HOSTILE[name])}")
        expect(page.locator(".results__count")).not_to_be_empty()
        expect(field(page)).to_have_value(HOSTILE[name])
        assert page.locator("main img, main script:not([type])").count() == 0
        assert page.evaluate("window.hit ?? null") is None, name


@pytest.mark.parametrize("query", ["", "%20%20", "%09"])
def test_whitespace_is_not_a_query(page: Page, query: str) -> None:
    """An empty query shows neither hits nor «ingen treff»."""
    page.goto(f"/sporsmal/?q={query}")
    field(page).focus()
    expect(field(page)).to_have_attribute("role", "combobox")
    expect(page.locator(".found")).to_be_hidden()


def test_a_broken_anchor_breaks_nothing(page: Page, root: str) -> None:
    """An address with an invalid fragment opens the page at its top."""
    page.goto("/lis/#%E0%A4%A")
    assert path_of(page, root) == "lis/#%E0%A4%A"
    open_window(page)
    search(page, "plan")
    assert hits(page).count() > 0
