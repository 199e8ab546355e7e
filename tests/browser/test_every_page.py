"""Properties of every kind of page: privacy, security policy, colours, skip link, print."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browsing import KINDS, has_focus, search

pytestmark = pytest.mark.browser

# Everything that a browser can store for a site, by name.
STORED = """async () => {
  const workers = await navigator.serviceWorker.getRegistrations()
  const found = {
    cookies: document.cookie.length, local: localStorage.length, session: sessionStorage.length,
    databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
    workers: workers.length,
  }
  return Object.keys(found).filter((name) => found[name])
}"""


def test_nothing_is_stored_until_a_role_is_chosen(page: Page) -> None:
    """Opening every kind of page and searching stores no cookie and no other data."""
    for address in KINDS:
        page.goto(f"/{address}")
        assert page.evaluate(STORED) == [], address
    page.goto("/")
    search(page, "plan")
    assert page.evaluate(STORED) == []
    assert page.context.cookies() == []


def test_the_policy_blocks_inline_code_and_foreign_images(page: Page) -> None:
    """The policy of each page blocks inline scripts, style attributes and foreign images."""
    smuggle = """async () => {
      const refused = []
      document.addEventListener("securitypolicyviolation", (event) =>
        refused.push(event.effectiveDirective))
      const script = document.createElement("script")
      script.textContent = "window.ran = true"
      const styled = document.createElement("p")
      styled.setAttribute("style", "color: red")
      const image = document.createElement("img")
      image.src = "https://elsewhere.example/x.png"
      document.body.append(script, styled, image)
      await new Promise((resolve) => setTimeout(resolve, 50))
      return [window.ran ?? false, [...new Set(refused)].sort()]
    }"""
    with page.context.new_page() as other:
        for address in KINDS:
            other.goto(f"/{address}")
            refused = ["img-src", "script-src-elem", "style-src-attr"]
            assert other.evaluate(smuggle) == [False, refused], address
    page.goto("/")


@pytest.mark.parametrize("address", ["", "lis/", "om/"])
def test_both_colour_schemes_are_drawn(page: Page, address: str) -> None:
    """With a preference for dark, text is lighter than the page, and the reverse otherwise."""
    page.goto(f"/{address}")
    shades = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        colours = page.evaluate(
            """[getComputedStyle(document.body).backgroundColor,
                getComputedStyle(document.body).color,
                getComputedStyle(document.querySelector("h1")).color]"""
        )
        shades.append([_lightness(colour) for colour in colours])
    light, dark = shades
    assert light[0] > 200
    assert max(light[1:]) < 100
    assert dark[0] < 60
    assert min(dark[1:]) > 180


def _lightness(colour: str) -> float:
    """Return the mean of red, green and blue of `rgb(…)`."""
    return sum(int(part) for part in re.findall(r"\d+", colour)[:3]) / 3


def test_the_skip_link_works_on_every_page(page: Page) -> None:
    """The first Tab stop is visible and jumps to the content."""
    for address in KINDS:
        page.goto(f"/{address}")
        page.keyboard.press("Tab")
        assert has_focus(page.locator("a.skip")), address
        expect(page.locator("a.skip")).to_be_in_viewport(ratio=1)
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.closest('main') !== null"), address


def test_paper_keeps_the_proportions_of_the_screen(page: Page) -> None:
    """Printed text is 10.5 points, text beside it is smaller, and no heading is split."""
    page.emulate_media(media="print")
    for address in KINDS:
        page.goto(f"/{address}")
        text, beside, split = page.evaluate(
            """() => {
              const style = (x) => getComputedStyle(x)
              const all = (x) => [...document.querySelectorAll(`main :is(${x})`)].map(style)
              return [
                parseFloat(style(document.querySelector("main")).fontSize),
                Math.max(0, ...all(".about, .note, .facts, td").map((x) => parseFloat(x.fontSize))),
                all("h2, h3, h4, dt").filter((x) => x.breakInside !== "avoid").length,
              ]
            }"""
        )
        assert round(text * 72 / 96, 1) == 10.5, address
        assert beside < text, address
        assert split == 0, address
    page.emulate_media(media="screen")
