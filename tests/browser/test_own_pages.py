"""What a chosen role leads to: its own pages from the header, and on from the front page."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.browsing import PHONE, WIDE, remembering, watched

pytestmark = pytest.mark.browser


def test_a_role_has_its_own_pages_in_the_header(browser: Browser, root: str) -> None:
    """«Spørsmål» and «Lenker» lead to those of the role, and the menu begins with its page."""
    with watched(browser, root, fresh=True, **remembering(root, "lis"), **WIDE) as page:
        for address in ("", "sporsmal/", "ordliste/", "sporsmal/hva-er-laeringsmal/"):
            page.goto(f"/{address}")
            links = page.locator(".menu__pages a")
            found = [link.evaluate("a => a.pathname") for link in links.all()[:2]]
            assert found == ["/lis/", "/lis/lenker/"]
            page.locator("details.roles summary").click()
            mine = page.locator(".roles__own a")
            expect(mine).to_have_text("Min side: LIS")
        assert links.first.get_attribute("aria-current") is None
        mine.click()
        page.wait_for_url("**/lis/")
        current = page.locator(".menu__pages a[aria-current=page]")
        expect(current).to_have_text("Spørsmål")
        choose_again = page.locator(".roles__kept").get_by_role("button", name="Glem rollen")
        page.locator("details.roles summary").click()
        choose_again.click()
        assert links.first.evaluate("a => a.pathname") == "/sporsmal/"
        expect(page.locator(".roles__own")).to_be_hidden()


def test_the_front_page_continues_with_the_role(browser: Browser, root: str) -> None:
    """One link at its top, where the words about the choice were, and nothing moves for it."""
    for device in (WIDE, PHONE):
        tops = []
        for kept in ({}, remembering(root, "lis")):
            with watched(browser, root, fresh=True, **kept, **device) as page:
                page.goto("/")
                onward = page.locator(".onward")
                if kept:
                    expect(onward.locator("a")).to_have_text("Fortsett som LIS")
                else:
                    expect(onward).to_have_text("Velg rollen din, så ser du det som gjelder deg.")
                box = page.locator(".cards").bounding_box()
                assert box
                tops.append(box["y"])
                if kept:
                    onward.locator("a").click()
                    page.wait_for_url("**/lis/")
        assert tops[0] == tops[1]
