"""The look of our own stylesheet: widths, lines of text, and the marks of what opens."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.browsing import KINDS, PHONE, WIDE, open_window, search, watched
from tests.browser.test_accessibility import COFFEE_KINDS, STATES

pytestmark = pytest.mark.browser

WIDTHS = [*range(320, 1600, 80), 1600, 1920, 2560]
LONGEST = 82
"""The most letters that a line of running text has on average."""
# Average letters in a line of each text that fills three lines or more.
LINES = """(most) => [...document.querySelectorAll(
  ".text :is(p, li), .page--text :is(p, li), .page--changes p, .lead p, .notice, dd"
)].flatMap((x) => {
  const lines = Math.round(x.clientHeight / parseFloat(getComputedStyle(x).lineHeight))
  const letters = x.innerText.trim().length / lines
  return lines >= 3 && letters > most ? [`${letters} ${x.innerText.slice(0, 60)}`] : []
})"""
# The size of the text, and of the headings of each level in `main`. A box, a column beside the text
# and a contents list have smaller text, and titles to go with it.
SIZES = """() => {
  const size = (x) => parseFloat(getComputedStyle(x).fontSize)
  const levels = ["h1", "h2", "h3"].map((level) =>
    [...document.querySelectorAll(`main ${level}:not(.contents *, .side *, .tools *)`)].map(size))
  return [size(document.body), ...levels]
}"""
# What a `summary` looks like: its marker, and the angle after its words.
ANGLE = """(x) => {
  const { borderRightWidth, borderRightStyle, borderRightColor, transform, width } =
    getComputedStyle(x, "::after")
  const { listStyleType, color } = getComputedStyle(x)
  const isDrawn = borderRightStyle === "solid" && parseFloat(borderRightWidth) > 1
  return [listStyleType, isDrawn && borderRightColor === color && parseFloat(width) > 4, transform]
}"""


@pytest.mark.parametrize("hub", ["root", "coffee"])
def test_no_page_scrolls_sideways(
    browser: Browser, request: pytest.FixtureRequest, hub: str
) -> None:
    """From the narrowest phone to the widest screen, in steps of 80 pixels."""
    with watched(browser, request.getfixturevalue(hub), **WIDE) as page:
        found = []
        for address in KINDS if hub == "root" else COFFEE_KINDS:
            page.goto(f"/{address}")
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                wide = page.evaluate("document.documentElement.scrollWidth")
                found += [f"{address} {width}: {wide}"] if wide > width else []
        assert found == []


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_a_heading_is_larger_than_what_is_below_it(page: Page, width: int) -> None:
    """On every kind of page, `h1` is larger than `h2`, that than `h3`, and that than the text."""
    page.set_viewport_size({"width": width, "height": 800})
    for address in KINDS:
        page.goto(f"/{address}")
        text, *levels = page.evaluate(SIZES)
        assert len(levels[0]) == 1, address
        below = text
        for sizes in reversed(levels):
            if sizes:
                assert min(sizes) > below, (address, levels)
                below = max(sizes)


@pytest.mark.parametrize("hub", ["root", "coffee"])
def test_lines_are_short_enough_to_read(
    browser: Browser, request: pytest.FixtureRequest, hub: str
) -> None:
    """On a wide screen, running text has about 75 letters in a line."""
    with watched(browser, request.getfixturevalue(hub), **WIDE) as page:
        found = []
        for address in KINDS if hub == "root" else COFFEE_KINDS:
            page.goto(f"/{address}")
            found += [f"{address}: {text}" for text in page.evaluate(LINES, LONGEST)]
        assert found == []


def angle(page: Page, selector: str) -> Any:
    """Return the marker of a `summary`, whether its angle is drawn, and how it is turned."""
    return page.locator(selector).first.evaluate(ANGLE)


def test_what_opens_has_an_angle_that_turns(page: Page) -> None:
    """The menu of roles, the contents and the filters have an angle and no triangle."""
    page.goto("/lis/")
    page.set_viewport_size({"width": 1280, "height": 800})
    for selector in (".roles > summary", ".contents summary"):
        before = angle(page, selector)
        page.locator(selector).first.click()
        after = angle(page, selector)
        assert before[:2] == after[:2] == ["none", True], selector
        assert before[2] != after[2]
    page.keyboard.press("Escape")
    page.goto("/om/")
    STATES["hits"][1](page)
    assert angle(page, ".narrow > summary")[:2] == ["none", True]
    page.emulate_media(forced_colors="active")
    assert angle(page, ".roles > summary")[:2] == ["none", True]


@pytest.mark.parametrize("width", [1280, 360])
def test_the_rule_below_a_hit_is_as_wide_as_the_search(page: Page, width: int) -> None:
    """It begins and ends with the words and the field above it."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/om/")
    window = open_window(page)
    search(page, "plan")
    row = window.locator(".find__row").bounding_box()
    assert row is not None
    ends = window.locator(".hit").evaluate_all(
        """(all) => all.map((x) => {
          const { left, right } = x.getBoundingClientRect()
          const rule = getComputedStyle(x, "::before")
          return [left + parseFloat(rule.left), right - parseFloat(rule.right)]
        })"""
    )
    assert len(ends) > 3
    for left, right in ends:
        assert abs(left - row["x"]) < 1
        assert right <= row["x"] + row["width"] + 1


@pytest.mark.parametrize("width", [1280, 360])
def test_the_topic_does_not_touch_the_heading(page: Page, width: int) -> None:
    """There is air between the link to the topic and the question below it."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/sporsmal/hva-er-laeringsmal/")
    topic = page.locator(".crumbs a").last.bounding_box()
    heading = page.locator("h1").bounding_box()
    assert topic is not None
    assert heading is not None
    assert heading["y"] - (topic["y"] + topic["height"]) >= 4


def test_a_notice_for_a_role_does_not_tint_the_answer(page: Page) -> None:
    """Only the answers of a role's page are tinted when the address names something in them."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/sporsmal/hva-er-veiledning/#ikke_for_veileder-sykehus")
    look = "(x) => [getComputedStyle(x).backgroundColor, x.getBoundingClientRect().x]"
    tint, left = page.locator("article.answer--single").evaluate(look)
    assert (tint, left) == ("rgba(0, 0, 0, 0)", page.locator("nav.crumbs").bounding_box()["x"])  # type: ignore[index]


def test_a_text_for_a_role_has_air_above_its_heading(page: Page) -> None:
    """The heading does not touch the edge of its tinted part, which is below the common text."""
    page.goto("/sporsmal/hva-er-kompetansevurdering/")
    parts = page.locator(".variants > section")
    common, own = parts.first.bounding_box(), parts.last.bounding_box()
    heading = parts.last.locator("h2").first.bounding_box()
    assert common
    assert own
    assert heading
    assert own["y"] >= common["y"] + common["height"]
    assert heading["y"] - own["y"] >= 8


def test_titles_with_joints_are_not_balanced(page: Page) -> None:
    """Where lines are balanced, a browser shows no hyphen at a joint."""
    balanced = """() => [...document.querySelectorAll(".joint")]
      .map((joint) => joint.closest("h1, h2, h3, h4, h5, h6")).filter(Boolean)
      .map((title) => getComputedStyle(title).textWrapStyle === "balance")"""
    page.goto("/lis/")
    found = page.evaluate(balanced)
    assert found
    assert not any(found)
    other = page.locator("h3:not(:has(.joint))").first
    assert other.evaluate("x => getComputedStyle(x).textWrapStyle") == "balance"


def test_rules_in_lists_are_not_much_longer_than_their_words(page: Page) -> None:
    """On a wide screen, the indexes of questions, links, tasks and changes have two columns."""
    page.set_viewport_size({"width": 1280, "height": 800})
    widths = """(all) => all.filter((x) => getComputedStyle(x).borderBottomStyle === "solid")
      .map((x) => x.getBoundingClientRect().width)"""
    for address in (
        "",
        "sporsmal/",
        "lenker/",
        "lis/lenker/",
        "oppgaver/",
        "planer/",
        "endringer/",
    ):
        page.goto(f"/{address}")
        found = page.locator(":is(.index, .links) > li").evaluate_all(widths)
        assert found, address
        assert max(found) < 600, address


@pytest.mark.parametrize(
    "address", ["lis/", "planer/asnes/", "planer/individuell/", "veiledninger/registrering/",
                "for-redaktorer/"]
)  # fmt: skip
def test_what_is_beside_the_contents_begins_at_their_height(page: Page, address: str) -> None:
    """The first text beside «På denne siden» has no extra space above it, and both have some."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"/{address}")
    tops = """(x) => {
      let above = x.previousElementSibling
      while (above.matches(".jump")) above = above.previousElementSibling
      const first = (y) => (y.matches("h2, p, .tools") ? y : first(y.firstElementChild))
      const top = (y) => first(y).getBoundingClientRect().top
      return [above.getBoundingClientRect().bottom, ...[...x.children].map(top)]
    }"""
    above, contents, beside = page.locator(".columns").evaluate(tops)
    assert abs(contents - beside) <= 2
    assert contents - above >= 24


def test_what_opens_has_its_angle_at_the_edge(browser: Browser, root: str) -> None:
    """On a phone the angles stand below each other at the right, never alone on a line."""
    with watched(browser, root, **PHONE) as page:
        page.goto("/lis/")
        edges = """(all) => all.map((x) => {
          const { position, right } = getComputedStyle(x, "::after")
          return [position, right, x.getBoundingClientRect().right]
        })"""
        for parts in (".contents summary", ".answer > h3 > button"):
            found = page.locator(parts).evaluate_all(edges)
            assert len(found) > 3
            assert {tuple(x) for x in found} == {("absolute", "4px", found[0][2])}


def test_a_row_and_its_heading_have_one_rule(page: Page) -> None:
    """The rule above a row of a table is also above its heading."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/planer/asnes/")
    rules = page.locator("tbody tr:has(> th)").evaluate_all(
        "(all) => all.map((x) => [...x.children].map((y) => getComputedStyle(y).borderTopWidth))"
    )
    assert rules
    assert {width for row in rules for width in row} == {"1px"}


@pytest.mark.parametrize("width", [1280, 360])
def test_the_parts_of_a_field_stand_in_line_and_apart(page: Page, width: int) -> None:
    """«Ja», «Nei» and «Ikke svart» stand on one line, and no button touches its field."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/veiledninger/registrering/")
    tops = page.locator("[data-type=yes-no] .picks").evaluate_all(
        """(all) => all.map((x) => [...x.querySelectorAll("label")].map(
          (y) => y.getBoundingClientRect().top))"""
    )
    assert tops
    assert [row for row in tops if len(set(row)) > 1] == []
    gaps = page.locator(".field .copy:visible").evaluate_all(
        """(all) => all.map((x) => {
          const field = x.parentElement.querySelector("input, textarea")
          return x.getBoundingClientRect().top - field.getBoundingClientRect().bottom
        })"""
    )
    assert min(gaps) >= 4
