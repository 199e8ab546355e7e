"""Axe finds nothing: every kind of page and every state, wide and narrow, light and dark."""

from collections.abc import Callable

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect

from tests.browser.browsing import (
    KINDS,
    WIDE,
    choose,
    field,
    open_window,
    remembering,
    search,
    watched,
)

pytestmark = pytest.mark.browser

RUN = """async () => {
  const { violations } = await axe.run({
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    resultTypes: ["violations"],
  })
  return violations.flatMap(({ id, nodes }) => nodes.map((x) => `${id}: ${x.html}`))
}"""
SCREENS = [(1280, "light"), (360, "dark"), (360, "light"), (1280, "dark")]
# The longest pages are checked once, since shorter ones of the same kind are checked fully.
LONG = {"lis/": SCREENS[:1], "for-redaktorer/": SCREENS[:2]}
COFFEE_KINDS = [
    "barista/", "butikksjef/lenker/", "sporsmal/stenge-kassen/", "sporsmal/hvor-mye-kaffe/",
    "sporsmal/rengjoring-av-maskinen/", "butikksjef/#rengjoring-av-maskinen",
    "planer/", "planer/havna/", "planer/havna/torget/",
    "endringer/", "lenkestatus/", "regelverk/", "om/", "alt/",
]  # fmt: skip


def findings(page: Page, screens: list[tuple[int, str]] = SCREENS) -> list[str]:
    """Return the findings of axe on the page in its current state, on each screen."""
    page.evaluate(AXE_SCRIPT)
    found = []
    for width, scheme in screens:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found += [f"{width} {scheme} {text}" for text in page.evaluate(RUN)]
    return found


@pytest.mark.parametrize("address", KINDS)
def test_every_kind_of_page(page: Page, address: str) -> None:
    """No page has findings when it opens."""
    page.goto(f"/{address}")
    assert findings(page, LONG.get(address, SCREENS)) == []


@pytest.mark.parametrize("address", COFFEE_KINDS)
def test_every_kind_of_page_of_a_hub_with_all_features(
    browser: Browser, coffee: str, address: str
) -> None:
    """Variants, tables, reviews, changes, and links that are dead or have moved, have none."""
    with watched(browser, coffee, **WIDE) as page:
        page.goto(f"/{address}")
        assert findings(page) == []


# --- states


def _window(words: str) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        open_window(page)
        search(page, words)
        page.wait_for_timeout(300)  # until the status is updated

    return act


def _chips(page: Page) -> None:
    _window("supervisjon")(page)
    page.locator(".narrow summary").click()
    page.get_by_role("radio", name="Leder på sykehus").check()


def _chosen(page: Page) -> None:
    _window("supervisjon")(page)
    field(page).press("ArrowDown")


def _menu(page: Page) -> None:
    page.locator("details.roles summary").click()
    expect(page.get_by_role("button", name="Glem rollen")).to_be_visible()


def _tooltip(page: Page) -> None:
    page.locator("a.term:visible").first.focus()
    expect(page.locator(".bubble")).to_be_visible()


def _field(page: Page) -> None:
    search(page, "plan")


def _results(page: Page) -> None:
    expect(page.locator(".results__count")).not_to_be_empty()


def _filtered(page: Page) -> None:
    page.locator("#ord_filter").fill("plan")
    expect(page.locator(".filter [role=status]")).not_to_be_empty()


def _share(page: Page) -> None:
    share = page.locator("[id=hva-er-laeringsmal] > .share, .actions > .share").first
    share.locator("summary").click()
    expect(share.locator("li > a").first).to_be_visible()


def _nothing(page: Page) -> None:
    expect(page.locator("main")).to_be_visible()


STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "window": ("ordliste/", lambda page: open_window(page) and None),
    "hits": ("regelverk/", _window("plan")),
    "a chosen hit": ("om/", _chosen),
    "no hits": ("om/", _window("gulerøtter")),
    "a spelling": ("om/", _window("kompetnseportelan")),
    "chips": ("om/", _chips),
    "menu": ("sporsmal/hva-er-laeringsmal/", _menu),
    "tooltip": ("sporsmal/hva-er-laeringsmal/", _tooltip),
    "field": ("", _field),
    "all questions": ("sporsmal/", _field),
    "results": ("sporsmal/?q=learning+objective+supervisjon", _results),
    "no results": ("sporsmal/?q=gulerøtter", _results),
    "a filtered glossary": ("ordliste/", _filtered),
    "send to": ("sporsmal/hva-er-laeringsmal/", _share),
    "own role": ("", _nothing),
    "other role": ("leder-sykehus/lenker/", _nothing),
    "other role's answer": ("veileder-sykehus/#hva-er-supervisjon-og-veiledning", _nothing),
    "question of others": ("sporsmal/hva-er-supervisjon-og-veiledning/", _nothing),
    "explained": ("sporsmal/hva-er-laeringsmal/#ikke_for_veileder-sykehus", _nothing),
}


@pytest.mark.parametrize("state", STATES)
def test_every_state(browser: Browser, root: str, state: str) -> None:
    """Everything that a script opens or shows has no findings, for a reader with a role."""
    address, act = STATES[state]
    with watched(browser, root, **remembering(root, "lis"), **WIDE) as page:
        page.goto(f"/{address}")
        act(page)
        screens = SCREENS[:2] if state == "other role's answer" else SCREENS
        assert findings(page, screens) == []


def test_axe_would_find_something(page: Page) -> None:
    """The check works: it finds an image without a text and text with low contrast."""
    page.goto("/om/")
    page.evaluate(
        """() => {
          const image = document.createElement("img")
          image.src = "data:image/gif;base64,R0lGODlhAQABAAAAACw="
          document.querySelector("main").append(image)
          document.querySelector("main p").style.color = "#ccc"
        }"""
    )
    found = findings(page, SCREENS[:1])
    assert {text.split()[2] for text in found} == {"image-alt:", "color-contrast:"}


def test_a_forgotten_role_leaves_no_findings(own: Page) -> None:
    """There are no findings after «Glem rollen» in the open menu."""
    choose(own, "lis")
    own.goto("/om/")
    _menu(own)
    own.get_by_role("button", name="Glem rollen").click()
    assert findings(own, SCREENS[:2]) == []
