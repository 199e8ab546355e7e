"""Layout on screen and paper: zoom, text size and spacing, target size, marks, movement."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unicodedata import normalize

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from tests.browser.browsing import KINDS, WIDE, remembering, watched
from tests.browser.test_accessibility import COFFEE_KINDS, STATES

pytestmark = pytest.mark.browser

SCRIPT = (Path(__file__).parent / "layout.js").read_text("utf-8")
# A screen of 1280 x 1024 pixels, a phone, and the first again at 200 and 400 %.
SCREENS = [(1280, 1024), (360, 740), (640, 512), (320, 256)]
PAPER = (718, 1000)  # A4 without the default margins of browsers
ALL_KINDS = [("root", kind) for kind in KINDS] + [("coffee", kind) for kind in COFFEE_KINDS]
OPEN = ["hits", "no hits", "a spelling", "chips", "menu", "tooltip", "field", "send to"]


@pytest.fixture
def shown(
    browser: Browser, request: pytest.FixtureRequest, hub: str, address: str
) -> Iterator[Page]:
    """Return a page of one of the sites, with the script loaded."""
    with watched(browser, request.getfixturevalue(hub), **WIDE) as page:
        page.goto(f"/{address}")
        page.evaluate(SCRIPT)
        yield page


@contextmanager
def letters(page: Page, times: int) -> Iterator[None]:
    """Scale text as a browser does with a larger text size."""
    session = page.context.new_cdp_session(page)

    def enlarge(times: int) -> None:
        sizes = {"standard": 16 * times, "fixed": 13 * times}
        session.send("Page.setFontSizes", {"fontSizes": sizes})

    enlarge(times)
    try:
        yield
    finally:
        enlarge(1)
        session.detach()


def resize(page: Page, size: tuple[int, int]) -> None:
    """Set the size of the screen, and wait until the page is drawn in it."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.evaluate("new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))")


def lost(page: Page, sizes: list[tuple[int, int]] = SCREENS) -> list[str]:
    """Return text that is cut off or overlaps, on each screen."""
    found = []
    for size in sizes:
        resize(page, size)
        wrong = page.evaluate("[...layout.cut(), ...layout.overlaps()]")
        found += [f"{size[0]} {text}" for text in wrong]
    return found


def small(page: Page) -> list[str]:
    """Return the targets that are too small."""
    return list(page.evaluate("layout.small()"))


@pytest.mark.parametrize(("hub", "address"), ALL_KINDS)
def test_every_kind_of_page_keeps_its_text(shown: Page) -> None:
    """At 100, 200 and 400 %, on a phone, with wide spacing, and with text twice as large.

    Nothing is cut off, overlaps or needs horizontal scrolling.
    """
    assert lost(shown) == []
    shown.evaluate("layout.space(true)")
    assert lost(shown) == []
    shown.evaluate("layout.space(false)")
    with letters(shown, 2):
        assert shown.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
        assert lost(shown, SCREENS[:3]) == []


@pytest.mark.parametrize(("hub", "address"), ALL_KINDS)
def test_every_kind_of_page_has_targets_that_are_easy_to_hit(shown: Page) -> None:
    """Targets are at least 24 pixels wide and high, except for links in a sentence."""
    for size in SCREENS[:2]:
        resize(shown, size)
        assert small(shown) == [], size


@pytest.mark.parametrize("state", OPEN)
def test_what_opens_keeps_its_text_and_targets(browser: Browser, root: str, state: str) -> None:
    """Dialog, menu and tooltip work at 400 %, with wide spacing and with text twice as large."""
    address, act = STATES[state]
    with watched(browser, root, **remembering(root, "lis"), **WIDE) as page:
        for size, is_spaced, times in (((320, 256), False, 1), ((360, 740), True, 1),
                                       ((360, 740), False, 2)):  # fmt: skip
            resize(page, size)
            with letters(page, times):
                page.goto("about:blank")
                page.goto(f"/{address}")
                page.evaluate(SCRIPT)
                page.evaluate("layout.space", is_spaced)
                act(page)
                assert lost(page, [size]) == [], (is_spaced, times)
                assert small(page) == [], (is_spaced, times)


# --- marks

# Meaning, state, the marked element, and a similar element without the mark.
MARKS = {
    "a word that was sought": ("hits", ".hit mark", ".hit__title"),
    "the chosen hit": ("a chosen hit", ".hit[aria-selected=true]", ".hit[aria-selected=false]"),
    "a filter": ("chips", ".chip :checked + span", ".chip :not(:checked) + span"),
    "the role": ("menu", ".roles a[aria-current]", ".roles a:not([aria-current])"),
    "the own role": ("own role", ".card--mine", ".card:not(.card--mine)"),
    "the page": ("window", ".menu__pages a[aria-current]", ".menu__pages a:not([aria-current])"),
    "a word of the glossary": ("tooltip", "main a.term", "main p"),
    "a link": ("tooltip", ".text a[rel=external]", ".text p"),
    "an answer": ("other role's answer", ".answer:target", ".answer:not(:target)"),
}
# Areas with a background, and the state in which each is visible.
EDGES = {
    "hits": ["dialog.search", ".find input[type=search]", ".find button[type=submit]", ".seek"],
    "chips": [".chip span"],
    "menu": [".roles summary", ".roles__menu"],
    "tooltip": [".bubble", ".tags a"],
    "own role": [".card", ".find input[type=search]"],
    "other role": [".otherrole"],
    "question of others": [".notfor"],
}


@pytest.fixture
def state_page(browser: Browser, root: str, state: str) -> Iterator[Page]:
    """Return a page in a state, for a reader with a role and forced colours."""
    address, act = STATES[state]
    with watched(browser, root, **remembering(root, "lis"), **WIDE) as page:
        page.emulate_media(forced_colors="active")
        page.goto(f"/{address}")
        page.evaluate(SCRIPT)
        act(page)
        yield page


@pytest.mark.parametrize(("state", "mark", "other"), MARKS.values(), ids=MARKS)
def test_no_mark_is_a_colour_alone(state_page: Page, mark: str, other: str) -> None:
    """With forced colours, a marked element differs from an unmarked one in shape."""
    shape = "([mark, other]) => [mark, other].map((x) => layout.shape(document.querySelector(x)))"
    marked, plain = state_page.evaluate(shape, [mark, other])
    assert marked != plain


@pytest.mark.parametrize("state", EDGES)
def test_areas_keep_an_edge_in_forced_colours(state_page: Page, state: str) -> None:
    """A border replaces the background of an area."""
    assert state_page.evaluate("(all) => all.flatMap(layout.edgeless)", EDGES[state]) == []


def test_targets_of_an_address_are_marked_in_forced_colours(page: Page) -> None:
    """A link or term that the address names has an outline."""
    page.emulate_media(forced_colors="active")
    for address, kind in (("lenker/", ".links > li"), ("ordliste/", ".glossary > div")):
        page.goto(f"/{address}")
        page.evaluate(SCRIPT)
        name = page.locator(f"{kind}[id]").first.get_attribute("id")
        before = page.evaluate(f"layout.shape(document.getElementById({name!r}))")
        page.goto(f"/{address}#{name}")
        page.evaluate(SCRIPT)
        assert page.evaluate(f"layout.shape(document.getElementById({name!r}))") != before


# --- movement


@pytest.mark.parametrize("wish", ["reduce", "no-preference"])
def test_nothing_moves(browser: Browser, root: str, wish: str) -> None:
    """Whatever the reader wishes, no page has transitions, animations or smooth scrolling."""
    with watched(browser, root, reduced_motion=wish, **WIDE) as page:
        for address in KINDS:
            page.goto(f"/{address}")
            page.evaluate(SCRIPT)
            assert page.evaluate("layout.moving()") == [], address
        page.goto("/om/")
        page.evaluate(SCRIPT)
        STATES["chips"][1](page)
        assert page.evaluate("layout.moving()") == []


# --- paper


@pytest.mark.parametrize(("hub", "address"), ALL_KINDS)
def test_every_kind_of_page_can_be_printed(shown: Page) -> None:
    """Print has no controls, dark text on white, and each external address once, in full."""
    answers = "[...document.querySelectorAll('h1, article, .topic, .text > *, .glossary > div')]"
    there = f"{answers}.filter((x) => !x.checkVisibility()).length"
    assert shown.evaluate(there) == 0
    shown.emulate_media(media="print", color_scheme="dark")
    assert shown.evaluate("layout.printed()") == []
    assert shown.evaluate(there) == 0
    assert lost(shown, [PAPER]) == []
    ground = "['backgroundColor', 'color'].map((x) => getComputedStyle(document.body)[x])"
    assert shown.evaluate(ground) == ["rgb(255, 255, 255)", "rgb(20, 38, 44)"]


@pytest.mark.parametrize(("hub", "address"), [("root", "lis/"), ("coffee", "barista/lenker/")])
def test_the_printed_page_is_whole(shown: Page) -> None:
    """Every heading, and the addresses of its links, is in the printed PDF."""
    headings = shown.locator("main :is(h1, h2, h3):visible:not(nav *)").all_inner_texts()
    links = shown.locator("main a[rel=external]")
    addresses = links.evaluate_all("(all) => all.map((x) => x.getAttribute('href'))")
    pages = PdfReader(io.BytesIO(shown.pdf(format="A4"))).pages
    text = unbroken("".join(page.extract_text() for page in pages))
    assert [x for x in [*headings, *addresses] if unbroken(x) not in text] == []
    controls = ("Velg rolle", "Kopier lenke", "Hopp til innholdet")
    assert [x for x in controls if unbroken(x) in text] == []


def unbroken(text: str) -> str:
    """Return a text without whitespace, hyphens and ligatures, regardless of line breaks."""
    return re.sub(r"[\s\u2010\u00ad-]", "", normalize("NFKC", text))
