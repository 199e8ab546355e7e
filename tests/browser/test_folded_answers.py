"""A role's page: on a phone a list of questions that open, elsewhere with the place marked."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.browsing import PHONE, WIDE, watched
from tests.site_fixtures import hub

pytestmark = pytest.mark.browser
ROLES = [role.id for role in hub("own").roles]
ID = "hva-er-veiledning"
SCREEN = PHONE["viewport"]["height"]


@pytest.fixture
def phone(browser: Browser, root: str) -> Iterator[Page]:
    """Return a page on a phone."""
    with watched(browser, root, **PHONE) as page:
        yield page


def text_of(page: Page, id_: str = ID) -> Locator:
    return page.locator(f"#{id_} .text").first


@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_a_list_of_questions(phone: Page, role: str) -> None:
    """All its questions are on twelve screens at most, and all of them are folded."""
    phone.goto(f"/{role}/")
    answers = phone.locator(".answers article.answer")
    expect(phone.locator(".answers h3 button[aria-expanded=false]")).to_have_count(answers.count())
    assert phone.evaluate("document.documentElement.scrollHeight") <= 12 * SCREEN


def test_a_question_opens_and_folds(phone: Page) -> None:
    """The button in the heading says whether the answer is open; the keyboard works it."""
    phone.goto("/lis/")
    button = phone.locator(f"#{ID} h3 button")
    expect(text_of(phone)).to_be_hidden()
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(text_of(phone)).to_be_visible()
    button.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(text_of(phone)).to_be_hidden()


def test_an_address_and_a_link_open_their_answer(phone: Page) -> None:
    """Also a link to the answer that the address names already, after it was folded."""
    phone.goto("/lis/")
    first = phone.locator("article.answer:has(.text a[href^='#'])").first.get_attribute("id")
    phone.goto(f"/lis/#{first}")
    expect(text_of(phone, str(first))).to_be_visible()
    expect(phone.locator(f"#{first} h3")).to_be_in_viewport()
    expect(phone.locator("[aria-expanded=true]")).to_have_count(1)
    link = phone.locator(f"#{first} .text a[href^='#']").first
    other = (link.get_attribute("href") or "").removeprefix("#")
    link.click()
    expect(text_of(phone, other)).to_be_visible()
    expect(phone.locator(f"#{other} h3")).to_be_in_viewport()
    phone.locator(f"#{other} h3 button").click()
    expect(text_of(phone, other)).to_be_hidden()
    link.click()
    expect(text_of(phone, other)).to_be_visible()


def test_a_search_in_the_page_opens_an_answer(phone: Page) -> None:
    """The browser finds folded text, opens it, and the button says so."""
    phone.goto("/lis/")
    words = text_of(phone).evaluate("x => x.textContent.trim().split(/\\s+/).slice(0, 6).join(' ')")
    phone.goto("about:blank")
    phone.goto(f"/lis/#:~:text={words.replace(' ', '%20').replace(',', '%2C')}")
    expect(text_of(phone)).to_be_visible()
    expect(phone.locator(f"#{ID} h3 button")).to_have_attribute("aria-expanded", "true")


def test_paper_and_wider_screens_have_all_answers(phone: Page) -> None:
    """Print shows folded answers; a phone that is turned has no buttons any more."""
    phone.goto("/lis/")
    phone.emulate_media(media="print")
    expect(text_of(phone)).to_be_visible()
    phone.emulate_media(media="screen")
    expect(text_of(phone)).to_be_hidden()
    phone.set_viewport_size({"width": 740, "height": 360})
    expect(text_of(phone)).to_be_visible()
    expect(phone.locator(".answers h3 button")).to_have_count(0)
    phone.set_viewport_size(PHONE["viewport"])
    expect(text_of(phone)).to_be_hidden()


def test_the_contents_mark_where_the_reader_is(browser: Browser, root: str) -> None:
    """One entry is the current one, and stays in view in its list."""
    with watched(browser, root, **WIDE) as page:
        page.goto("/lis/")
        for answer in page.locator(".answers article.answer").all()[3::8]:
            id_ = answer.get_attribute("id")
            answer.evaluate("x => x.scrollIntoView()")
            current = page.locator(".contents [aria-current]")
            expect(current).to_have_attribute("href", f"#{id_}")
            expect(current).to_be_in_viewport()
