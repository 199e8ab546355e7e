"""The header of every page: its rows, its buttons, and what stays in view."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.browsing import PHONE, WIDE, remembering, watched
from tests.site_fixtures import hub

pytestmark = pytest.mark.browser

ROLES = {role.id: role.name for role in hub("own").roles}
QUESTION = "hva-er-laeringsmal"
LONG = "lis/"


def test_a_long_role_leaves_the_search_in_view(browser: Browser, root: str) -> None:
    """On a phone the search button stays beside the role, also when scrolled down."""
    role = max(ROLES, key=lambda id_: len(ROLES[id_]))
    with watched(browser, root, **remembering(root, role), **PHONE) as page:
        page.goto(f"/{LONG}#{QUESTION}")
        boxes = [page.locator(part).bounding_box() for part in ("a.seek", "details.roles summary")]
        seek, chosen = (box for box in boxes if box)
        assert seek["y"] >= 0
        assert chosen["x"] > seek["x"] + seek["width"]
        assert chosen["y"] < seek["y"] + seek["height"]


def test_the_header_of_a_phone_is_one_row(browser: Browser, root: str) -> None:
    """With any role, it is at most 64 pixels high, and the pages of the site are in the menu."""
    for role in ["", *ROLES]:
        kept = remembering(root, role) if role else {}
        with watched(browser, root, **kept, **PHONE) as page:
            page.goto(f"/{LONG}")
            header = page.locator("header.top").bounding_box()
            assert header
            assert header["height"] <= 64, role
            assert page.locator(".menu__pages a").first.is_hidden()
            page.locator("details.roles summary").click()
            links = page.locator(".roles__pages a")
            assert links.all_inner_texts() == ["Spørsmål", "Lenker", "Ordliste", "Regelverk"]
            links.first.click()
            page.wait_for_url(f"**/{role or 'sporsmal'}/")


@pytest.mark.parametrize(("width", "most"), [(700, 72), (768, 104), (1280, 64), (1920, 72)])
def test_a_long_role_adds_no_row_to_the_header(
    browser: Browser, root: str, width: int, most: int
) -> None:
    """Its name takes two lines in its button, and the search beside it stays in view."""
    role = max(ROLES, key=lambda id_: len(ROLES[id_]))
    with watched(browser, root, **remembering(root, role), **WIDE) as page:
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"/{LONG}")
        header = page.locator("header.top").bounding_box()
        assert header
        assert header["height"] <= most
        page.goto(f"/{LONG}#{QUESTION}")
        seek = page.locator("a.seek").bounding_box()
        assert seek
        assert seek["y"] >= 0


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_the_buttons_of_the_header_are_equally_high(page: Page, width: int) -> None:
    """The search and the choice of role are a pair, and no text shows above them when scrolled."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"/{LONG}#{QUESTION}")
    boxes = [page.locator(part).bounding_box() for part in ("a.seek", "details.roles summary")]
    seek, chosen = (box for box in boxes if box)
    assert abs(seek["height"] - chosen["height"]) < 1
    assert abs(seek["y"] - chosen["y"]) < 1
    header = page.locator("header.top").bounding_box()
    assert header
    assert header["y"] <= 0
