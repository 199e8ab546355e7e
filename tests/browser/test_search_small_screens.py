"""The search on small screens, with zoom and with touch."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.browsing import PHONE, TOUCH, field, hits, open_window, search, watched

pytestmark = pytest.mark.browser


def test_the_window_fits_small_screens_and_zoom(page: Page) -> None:
    """At 200 and 400 % zoom and 320 pixels, nothing needs horizontal scrolling."""
    page.goto("/lis/")
    window = open_window(page)
    search(page, "utdanning")
    page.locator(".narrow summary").click()
    words_are_on_one_line = """x => {
      const range = document.createRange()
      range.selectNodeContents(x)
      return range.getClientRects().length === 1
    }"""
    for width, height in ((1280, 800), (640, 400), (320, 640), (320, 256)):
        page.set_viewport_size({"width": width, "height": height})
        spill = window.evaluate(
            "x => [x.scrollWidth - x.clientWidth, x.getBoundingClientRect().left]"
        )
        assert spill[0] <= 0
        assert spill[1] >= 0
        outside = window.evaluate(
            """(x, width) => [...x.querySelectorAll("*")]
              .filter((one) => one.checkVisibility() && !one.closest(".hidden, option"))
              .filter((one) => one.getBoundingClientRect().right > width + 1)
              .map((one) => one.outerHTML)""",
            width,
        )
        assert outside == []
        assert window.locator("[data-close]").evaluate(words_are_on_one_line)
        for part in (page.get_by_role("button", name="Vis alle"), field(page)):
            part.scroll_into_view_if_needed()
            expect(part).to_be_in_viewport(ratio=0.9)
        for _ in range(9):
            field(page).press("ArrowDown")
            expect(page.locator("[aria-selected=true] .hit__title")).to_be_in_viewport(ratio=0.9)
    window.get_by_role("button", name="Lukk").click()
    expect(window).to_be_hidden()


def test_touch_is_enough(browser: Browser, root: str) -> None:
    """Everything can be done with taps, and the button opens all results."""
    with watched(browser, root, fresh=True, **TOUCH) as page:
        page.goto("/ordliste/")
        page.locator("a.seek").tap()
        window = page.locator("dialog.search")
        search(page, "læringsmål")
        assert hits(page).count() > 0
        expect(window.locator(".keys")).to_be_hidden()
        window.get_by_role("button", name="Lukk").tap()
        expect(window).to_be_hidden()
        page.locator("a.seek").tap()
        hits(page).filter(has_text="Hva er læringsmål?").tap()
        page.wait_for_url(f"{root}sporsmal/hva-er-laeringsmal/")
        page.goto("/ordliste/")
        page.locator("a.seek").tap()
        search(page, "plan")
        window.get_by_role("button", name="Søk").tap()
        page.wait_for_url(f"{root}sporsmal/?q=plan")


def test_the_hits_come_before_the_filters_on_a_phone(browser: Browser, root: str) -> None:
    """A keyboard leaves 400 of 740 pixels, and two hits are seen above it."""
    above_the_keyboard = 400
    with watched(browser, root, **PHONE) as page:
        page.goto("/ordliste/")
        for where in ("window", "page"):
            if where == "window":
                open_window(page)
            else:
                page.goto("/")
            search(page, "utdanning")
            second = hits(page).nth(1).locator(".hit__title")
            box = second.bounding_box()
            assert box
            assert box["y"] + box["height"] <= above_the_keyboard, where
            order = page.locator(".filters").evaluate(
                "x => x.compareDocumentPosition(document.querySelector('.hits'))"
            )
            assert order & 2, (
                "the list comes before the filters"
            )  # Node.DOCUMENT_POSITION_PRECEDING


def test_the_window_keeps_its_field_in_view(browser: Browser, root: str) -> None:
    """On a phone the field and «Lukk» stay visible while the hits scroll."""
    with watched(browser, root, **PHONE) as page:
        page.goto("/ordliste/")
        window = open_window(page)
        search(page, "utdanning").last.scroll_into_view_if_needed()
        assert window.evaluate("x => x.scrollTop") > 200
        expect(field(page)).to_be_in_viewport(ratio=1)
        expect(window.get_by_role("button", name="Lukk")).to_be_in_viewport(ratio=1)
