"""Keyboard focus: visible on every kind of page and in every state, and in reading order."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.browsing import KINDS, WIDE, remembering, watched
from tests.browser.test_accessibility import STATES

pytestmark = pytest.mark.browser

SCRIPT = (Path(__file__).parent / "keyboard.js").read_text("utf-8")
# Includes a screen of 1280 x 1024 pixels at 400 and 200 %, the latter with forced colours.
SCREENS = [
    (1280, 800, "light"), (360, 740, "dark"), (320, 256, "light"),
    (1280, 800, "dark"), (360, 740, "light"), (640, 512, "forced"),
]  # fmt: skip
# The longest page has the kind and colours of other pages.
LONG = {"lis/": SCREENS[:3]}


def faults(page: Page, screens: list[tuple[int, int, str]]) -> list[str]:
    """Return what is wrong with the focus at each Tab stop of the page, on each screen."""
    page.evaluate(SCRIPT)
    found = []
    for width, height, scheme in screens:
        page.set_viewport_size({"width": width, "height": height})
        if scheme == "forced":
            page.emulate_media(forced_colors="active")
        else:
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        count, wrong = page.evaluate("keyboard.walk()")
        assert count > 3
        found += [f"{width} {scheme} {text}" for text in wrong]
    return found


@pytest.mark.parametrize("address", KINDS)
def test_the_keyboard_is_seen_on_every_kind_of_page(page: Page, address: str) -> None:
    """Each stop has a clear outline, in view and uncovered, forwards and backwards."""
    page.goto(f"/{address}")
    assert faults(page, LONG.get(address, SCREENS)) == []


@pytest.mark.parametrize("state", STATES)
def test_the_keyboard_is_seen_in_every_state(browser: Browser, root: str, state: str) -> None:
    """The same holds with an open dialog, menu, tooltip or notice, for a reader with a role."""
    address, act = STATES[state]
    with watched(browser, root, **remembering(root, "lis"), **WIDE) as page:
        page.goto(f"/{address}")
        act(page)
        assert faults(page, SCREENS[:3]) == []


@pytest.mark.parametrize("address", KINDS)
def test_tab_goes_through_every_kind_of_page_in_reading_order(page: Page, address: str) -> None:
    """Tab reaches each stop once, top to bottom and left to right, and then leaves the page."""
    page.goto(f"/{address}")
    page.evaluate(SCRIPT)
    assert page.evaluate("keyboard.jumps()") == []
    for _ in range(page.evaluate("keyboard.follow()")):
        page.keyboard.press("Tab")
    assert page.evaluate("keyboard.missed()") is None
    page.keyboard.press("Tab")
    assert page.evaluate("keyboard.left()")
