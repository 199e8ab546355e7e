"""Three readers find what they came for, with no more clicks or key presses than it took.

Each begins on the front page, chooses a role, finds the question and reads the answer: with a
pointer or with a keyboard alone, with and without scripts. Scrolling is not counted.
"""

import io
from dataclasses import dataclass
from typing import Any

import pypdf
import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.browsing import TOUCH, WIDE, has_focus, watched

pytestmark = pytest.mark.browser

SCREENS: dict[str, dict[str, Any]] = {"phone": TOUCH, "wide": WIDE}
MOST_TABS = 60
"""After so many, a person has given up."""
SKIP, TO_QUESTIONS = "a.skip", ".lead a.jump"


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody with a question."""

    role: str
    answer: str
    """The id of the question, or the address of the steps that answer it."""
    told: str
    """What the answer says."""
    wants_paper: bool = False


LEADER = Reader("leder-kommune", "tilskudd-til-spesialistutdanningen", "Kommunen kan søke om tilsk")
LIS = Reader("lis", "oppgaver/laeringsmal-godkjent/", "Leder godkjenner et læringsmål når LIS")
SUPERVISOR = Reader(
    "veileder-sykehus", "hva-er-supervisjon-og-veiledning", "samtaler mellom LIS og en veileder",
    wants_paper=True,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Journey:
    """What a reader has, and the clicks or key presses that the way takes."""

    reader: Reader
    screen: str
    clicks: int
    keys: int
    scripts: bool = True

    def __str__(self) -> str:
        scripts = "" if self.scripts else "-without-scripts"
        return f"{self.reader.role}-{self.screen}{scripts}"


class Pointer:
    """A finger or a mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = 0

    def choose(self, target: str, *_past: str) -> None:
        """Click what is there to see."""
        self.page.locator(target).click()
        self.count += 1


class Keyboard(Pointer):
    """Tab and Enter, and nothing else."""

    def choose(self, target: str, *past: str) -> None:
        """Go to something and choose it, by the ways past what comes before it."""
        for stop in (*past, target):
            while not has_focus(self.page.locator(stop)):
                self.press("Tab")
                assert self.count < MOST_TABS, f"no way to {stop}"
            expect(self.page.locator(stop)).to_be_in_viewport()
            self.press("Enter")

    def press(self, key: str) -> None:
        """Press a key, and count it."""
        self.page.keyboard.press(key)
        self.count += 1


def find(hand: Pointer, journey: Journey) -> None:
    """Go from the front page to the answer."""
    page, reader = hand.page, journey.reader
    is_folded = journey.screen == "phone" and journey.scripts
    page.goto("/")
    hand.choose(f".card a[data-role={reader.role}]", SKIP)
    page.wait_for_url(f"**/{reader.role}/")
    if "/" in reader.answer:
        hand.choose(f".starts a[href$='{reader.answer}']", SKIP)
        page.wait_for_url(f"**/{reader.answer}")
        return
    if is_folded and type(hand) is Pointer:
        hand.choose(f"#{reader.answer} h3 > button")  # the page is a list of questions
        return
    link = f"a[href='#{reader.answer}']"
    past = [SKIP, TO_QUESTIONS]
    if is_folded or not journey.scripts:
        hand.choose(f".contents details:has({link}) > summary", *past)
        past = []
    hand.choose(f".contents {link}", *past)
    page.wait_for_url(f"**/{reader.role}/#{reader.answer}")
    if journey.scripts:
        expect(page.locator(f"#{reader.answer}")).to_be_focused()  # before the next Tab


def assert_is_read(page: Page, reader: Reader) -> None:
    """The answer is open, and what it says first is on the screen."""
    place = "main" if "/" in reader.answer else f"#{reader.answer}"
    said = page.locator(f"{place} .text p", has_text=reader.told).first
    expect(said).to_be_in_viewport(ratio=1)


def saved(hand: Pointer, link: str) -> str:
    """Choose the link to a PDF, and return the text of the file that the browser saves."""

    def as_file(route: Route) -> None:
        answer = route.fetch()
        kept = {**answer.headers, "content-disposition": "attachment"}
        route.fulfill(response=answer, headers=kept)

    hand.page.route("**/*.pdf", as_file)
    with hand.page.expect_download() as download:
        hand.choose(link)
    content = download.value.path().read_bytes()
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    return " ".join(text.split())


JOURNEYS = [
    Journey(LEADER, "phone", clicks=2, keys=24),
    Journey(LEADER, "phone", scripts=False, clicks=3, keys=22),
    Journey(LIS, "phone", clicks=2, keys=13),
    Journey(LIS, "phone", scripts=False, clicks=2, keys=11),
    Journey(LIS, "wide", clicks=2, keys=13),
    Journey(SUPERVISOR, "phone", clicks=3, keys=37),
    Journey(SUPERVISOR, "wide", clicks=3, keys=44),
    Journey(SUPERVISOR, "wide", scripts=False, clicks=4, keys=34),
]


@pytest.mark.parametrize("kind", [Pointer, Keyboard])
@pytest.mark.parametrize("journey", JOURNEYS, ids=str)
def test_the_answer_is_found(
    browser: Browser, root: str, kind: type[Pointer], journey: Journey
) -> None:
    """The right answer is on the screen, or in the PDF."""
    options = {**SCREENS[journey.screen], "java_script_enabled": journey.scripts}
    with watched(browser, root, fresh=True, **options) as page:
        hand = kind(page)
        find(hand, journey)
        assert_is_read(page, journey.reader)
        if journey.reader.wants_paper:
            link = f"#{journey.reader.answer} .foot a[type='application/pdf']"
            assert journey.reader.told in saved(hand, link)
        assert hand.count <= (journey.keys if kind is Keyboard else journey.clicks)
