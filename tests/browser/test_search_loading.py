"""When the search and its index are fetched, and how fast the first hit comes."""

from statistics import median

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browsing import field, open_window, search

pytestmark = pytest.mark.browser


FILES = ["assets/javascripts/find.js", "assets/javascripts/search.js", "search/index.js"]


def test_nothing_is_fetched_before_the_field_has_focus(page: Page, root: str) -> None:
    """The search and its index are fetched at the first focus, once each, from the site."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(root)))
    page.goto("/", wait_until="networkidle")
    page.locator("h1").click()
    assert not set(FILES) & set(asked)
    field(page).focus()
    expect(field(page)).to_have_attribute("role", "combobox")
    page.locator("h1").click()
    field(page).focus()
    search(page, "plan")
    assert sorted(set(FILES) & set(asked)) == FILES
    assert [asked.count(path) for path in FILES] == [1, 1, 1]


def test_the_window_loads_the_search_once_too(page: Page, root: str) -> None:
    """On a page without a field, nothing is fetched before the dialog is opened."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(root)))
    page.goto("/ordliste/", wait_until="networkidle")
    assert not set(FILES) & set(asked)
    for _ in range(2):
        window = open_window(page)
        search(page, "plan")
        window.get_by_role("button", name="Lukk").click()
    assert [asked.count(path) for path in FILES] == [1, 1, 1]


MOST = 100
"""Milliseconds."""


def test_the_first_result_comes_at_once(page: Page) -> None:
    """The first hit comes within 100 ms of the index, and new hits within 100 ms of a key.

    The best of several tries counts, since other programs may interfere; there are more while none
    is good.
    """
    firsts, keys = [], []
    while len(firsts) < 3 or (min(firsts) >= MOST and len(firsts) < 12):
        page.goto("/")
        firsts.append(
            page.evaluate(
                """() => new Promise((resolve) => {
                  const input = document.querySelector("form[data-search] input")
                  new MutationObserver((_, observer) => {
                    if (!document.querySelector("[role=option]")) return
                    observer.disconnect()
                    const [index] = performance.getEntriesByName(
                      new URL("search/index.js", location.href).href)
                    resolve(performance.now() - index.responseEnd)
                  }).observe(document.body, { childList: true, subtree: true })
                  input.value = "utdanningsplan"
                  input.focus()
                })"""
            )
        )
        field(page).fill("")
        page.keyboard.type("laeringsmål")
        found = "performance.getEntriesByName('rollehub-search').map((x) => x.duration)"
        keys.append(median(page.evaluate(found)))
    print(f"first hit {min(firsts):.0f} ms after the index; a key {min(keys):.1f} ms")
    assert min(firsts) < MOST
    assert min(keys) < MOST
