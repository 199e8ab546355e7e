"""An answer on the page: its address, the next and previous one, its other roles, and its age."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.browsing import CHECKED, PHONE, WIDE, has_focus, is_lit, path_of, watched
from tests.site_fixtures import hub

pytestmark = pytest.mark.browser

TOPICS = {topic.id: topic for topic in hub("own").topics}
REVIEW_BY = next(x for x in hub("kaffe").questions if x.id == "hvor-mye-kaffe").review_by


@pytest.fixture
def shop(browser: Browser, coffee: str) -> Iterator[Page]:
    """Return a page of the coffee hub."""
    with watched(browser, coffee, **WIDE) as page:
        yield page


# --- addresses


def test_an_address_with_an_anchor_opens_and_focuses_the_answer(page: Page) -> None:
    """A link to one answer on a long page highlights and focuses it."""
    page.goto("/lis/#hva-er-laeringsmal")
    answer = page.locator("#hva-er-laeringsmal")
    expect(answer).to_be_focused()
    expect(answer.locator("h3")).to_be_in_viewport(ratio=1)
    header = page.locator("header.top").bounding_box() or {}
    heading = answer.locator("h3").bounding_box() or {}
    assert heading["y"] >= header["y"] + header["height"]
    expect(answer).to_contain_text("vedlegg 2")
    assert is_lit(answer)
    assert not is_lit(page.locator("article.answer").first)
    assert answer.get_attribute("aria-labelledby") == "h_hva-er-laeringsmal"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article').id") == "hva-er-laeringsmal"


def test_the_next_anchor_takes_the_focus_along(page: Page) -> None:
    """A click in the contents moves focus and highlight to the other answer."""
    page.goto("/lis/#hva-er-laeringsmal")
    page.locator(".contents a[href='#hva-er-supervisjon']").click()
    expect(page.locator("#hva-er-supervisjon")).to_be_focused()
    expect(page.locator("#hva-er-supervisjon h3")).to_be_in_viewport()
    assert not is_lit(page.locator("#hva-er-laeringsmal"))


def test_an_earlier_anchor_opens_the_answer(shop: Page) -> None:
    """A former id of an answer opens it, highlighted and focused."""
    shop.goto("/ringevikar/#kaffemengde")
    answer = shop.locator("#hvor-mye-kaffe")
    expect(answer).to_be_focused()
    expect(answer).to_be_in_viewport()
    assert is_lit(answer)


def test_an_anchor_that_names_nothing_moves_nothing(page: Page, root: str) -> None:
    """The page opens at its top, and Tab starts there."""
    page.goto("/lis/#finnes-ikke")
    assert page.evaluate("[scrollY, document.activeElement.localName]") == [0, "body"]
    assert path_of(page, root) == "lis/#finnes-ikke"


# --- next and previous


def test_next_and_previous_on_a_question_page_stay_within_the_topic(page: Page) -> None:
    """On a question's page they follow the order of the topic, and stop at both of its ends."""
    topic = (
        TOPICS["kompetanseportalen"] if "kompetanseportalen" in TOPICS else hub("own").topics[-1]
    )
    first, *rest = topic.questions
    page.goto(f"/sporsmal/{first}/")
    neighbours = page.get_by_role("navigation", name="Flere spørsmål i emnet")
    expect(neighbours.locator("[rel=prev]")).to_have_count(0)
    for name in rest:
        neighbours.locator("[rel=next]").click()
        page.wait_for_url(f"**/sporsmal/{name}/")
    expect(neighbours.locator("[rel=next]")).to_have_count(0)
    for name in reversed([first, *rest[:-1]]):
        neighbours.locator("[rel=prev]").click()
        page.wait_for_url(f"**/sporsmal/{name}/")


def test_next_and_previous_on_a_roles_page_stay_within_the_topic(page: Page) -> None:
    """«Neste» and «Forrige» go through the role's answers of one topic, and not beyond."""
    page.goto("/veileder-sykehus/")
    for topic in page.locator(".topic").all():
        names = [x.get_attribute("id") for x in topic.locator("article").all()]
        for place, article in enumerate(topic.locator("article").all()):
            ways = {
                word: [
                    x.get_attribute("href") for x in article.get_by_role("link", name=word).all()
                ]
                for word in ("Forrige i emnet", "Neste i emnet")
            }
            before, after = names[max(0, place - 1) : place], names[place + 1 : place + 2]
            assert ways["Forrige i emnet"] == [f"#{name}" for name in before]
            assert ways["Neste i emnet"] == [f"#{name}" for name in after]
    first = page.locator("article.answer").first
    first.get_by_role("link", name="Neste i emnet").click()
    expect(page.locator("article.answer").nth(1)).to_be_focused()


def test_badges_link_to_the_same_answer_for_other_roles(page: Page, root: str) -> None:
    """«Gjelder også for» names the other roles and links to the answer on their pages."""
    page.goto("/lis/#hva-er-laeringsmal")
    answer = page.locator("#hva-er-laeringsmal")
    badges = answer.locator("dt", has_text="Gjelder også for").locator("xpath=..").locator("a")
    names = ["Leder i kommune", "Leder på sykehus", "Veileder og supervisør i kommune"]
    assert badges.all_inner_texts() == names
    badges.nth(1).click()
    page.wait_for_url(f"{root}leder-sykehus/#hva-er-laeringsmal")
    expect(page.locator("#hva-er-laeringsmal")).to_be_focused()


def test_a_wide_table_is_a_list_on_a_phone(browser: Browser, coffee: str) -> None:
    """Each cell has its own line with the name of its column, and empty cells have none."""
    with watched(browser, coffee, **PHONE) as page:
        page.goto("/barista/#stenge-kassen")
        cells = page.locator("#stenge-kassen td:visible")
        boxes = [cell.bounding_box() for cell in cells.all()]
        tops = [box["y"] for box in boxes if box]
        assert len(set(tops)) == len(tops) == 9
        name = "x => getComputedStyle(x, '::before').content"
        assert cells.nth(1).evaluate(name) == '"Åpner: "'
        page.set_viewport_size(WIDE["viewport"])
        assert len({box["y"] for cell in cells.all() if (box := cell.bounding_box())}) == 2
        assert cells.nth(1).evaluate(name) == "none"


# --- age


@pytest.mark.parametrize(
    ("zone", "offset"),
    [("Europe/Oslo", "+01:00"), ("Pacific/Kiritimati", "+14:00"), ("Pacific/Honolulu", "-10:00")],
)
def test_an_answer_says_when_it_should_be_reviewed(
    browser: Browser, coffee: str, zone: str, offset: str
) -> None:
    """Before the date it says when the review is due; from midnight, reader's time, that it is due.

    No new build is needed.
    """
    assert REVIEW_BY is not None
    before, later = (REVIEW_BY + timedelta(days=days) for days in (-1, 4000))
    moments = {f"{before}T23:59": False, f"{REVIEW_BY}T00:00": True, f"{later}T12:00": True}
    with watched(browser, coffee, fresh=True, timezone_id=zone, **WIDE) as page:
        page.clock.install()
        for moment, is_due in moments.items():
            page.clock.set_fixed_time(moment + offset)
            for address in ("sporsmal/hvor-mye-kaffe/", "barista/"):
                page.goto(f"/{address}")
                told = page.locator("#hvor-mye-kaffe .review--due")
                words = "Bør gjennomgås. Frist:" if is_due else "Skal gjennomgås innen"
                expect(told).to_have_text(f"{words} 5. januar 2099")
                assert ("review--late" in (told.get_attribute("class") or "")) is is_due


@pytest.mark.parametrize(("days", "is_old"), [(0, False), (2, False), (4, True)])
def test_an_old_link_check_says_so(
    browser: Browser, coffee: str, days: int, *, is_old: bool
) -> None:
    """Three days after the last run, the status page says that the link check has stopped."""
    with watched(browser, coffee, fresh=True, **WIDE) as page:
        now = datetime.fromisoformat(CHECKED) + timedelta(days=days, hours=1)
        page.clock.install()
        page.clock.set_fixed_time(now)
        page.goto("/lenkestatus/")
        warning = page.locator("[data-stale]")
        expect(warning).to_be_visible() if is_old else expect(warning).to_be_hidden()


def test_a_dead_link_offers_a_copy(shop: Page) -> None:
    """A link that was dead at the last check says so and offers an archived copy."""
    shop.goto("/barista/lenker/")
    row = shop.locator("#maskinhandbok")
    expect(row.locator(".gone")).to_contain_text("borte ved siste sjekk")
    copy = row.get_by_role("link", name="Se en arkivert kopi")
    assert (copy.get_attribute("href") or "").startswith("https://web.archive.org/web/")
    assert not has_focus(copy)
