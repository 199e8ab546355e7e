"""The individual education plan in a browser: filled in, kept, computed and printed."""

import gzip
import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from tests.browser.browsing import PHONE, WIDE, watched
from tests.browser.form_page import (
    ADDRESS,
    KEY,
    SECRET,
    agree,
    button,
    echo,
    pdf_text,
    save,
    status,
    text_of,
)

pytestmark = pytest.mark.browser


# --- privacy


def test_no_request_carries_what_is_written(browser: Browser, root: str) -> None:
    """From the first letter to the saved file, only the site's own files are fetched."""
    asked: list[Request] = []

    def note(request: Request) -> None:
        asked.append(request)

    with watched(browser, root, fresh=True, **WIDE) as page:
        page.on("request", note)
        page.goto(ADDRESS)
        for control in page.locator(".sheet :is(input[type=text], textarea)").all():
            control.fill(SECRET)
        page.locator("[data-keep]").check()
        page.get_by_role("radio", name="Ja", exact=True).check()
        page.keyboard.press("Enter")
        assert SECRET in text_of(save(page))
        assert SECRET in text_of(save(page, "Lagre bare data (JSON)"))
        button(page, "Begynn neste revisjon").click()
        button(page, "Søk").click()
        assert page.url == f"{root.rstrip('/')}{ADDRESS}"
        for request in asked:
            said = f"{request.url} {request.post_data or ''} {request.headers}"
            assert (request.method, SECRET in said, "?" in request.url) == ("GET", False, False)
        assert len(asked) > 3
        assert page.context.cookies() == []


def test_the_policy_lets_nothing_out(browser: Browser, root: str) -> None:
    """Neither a script nor a form on the page can send anything, also not to its own site."""
    smuggle = """async () => {
      const refused = []
      document.addEventListener("securitypolicyviolation", (event) =>
        refused.push(event.effectiveDirective))
      await fetch("/").catch(() => {})
      navigator.sendBeacon("/", "x")
      const sent = document.createElement("form")
      sent.action = "/sporsmal/"
      document.body.append(sent)
      sent.submit()
      const until = Date.now() + 5000
      while (new Set(refused).size < 2 && Date.now() < until) {
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
      return [...new Set(refused)].sort()
    }"""
    with watched(browser, root, fresh=True, expected="Refused|violates", **WIDE) as page:
        page.goto(ADDRESS)
        meta = page.locator("meta[http-equiv=Content-Security-Policy]")
        policy = meta.get_attribute("content") or ""
        assert "connect-src 'none'" in policy
        assert "form-action 'none'" in policy
        assert page.evaluate(smuggle) == ["connect-src", "form-action"]


def test_the_scripts_of_the_page_are_light(form: Page) -> None:
    """All scripts of the page are at most 60 kB when they are packed."""
    sources = form.evaluate("[...document.scripts].map((x) => x.src).filter(Boolean)")
    bodies = [form.request.get(source).body() for source in sources]
    assert len(bodies) == 2
    assert sum(len(gzip.compress(body)) for body in bodies) < 60_000


# --- the browser's store


def test_nothing_is_stored_before_the_reader_says_so(form: Page) -> None:
    """What is written is gone after a reload, unless the box is checked."""
    form.locator("#f_kommune").fill("Fjell")
    form.locator("#f_kommune").blur()
    expect(form.locator("#f_kommune")).to_have_value("Fjell")
    form.reload()
    expect(form.locator("#f_kommune")).to_have_value("")
    assert form.evaluate("localStorage.length") == 0


def test_at_most_two_seconds_of_typing_are_lost(form: Page) -> None:
    """Kept text is in the store within two seconds, without leaving the field or the page."""
    form.locator("[data-keep]").check()
    expect(status(form)).to_contain_text("husker")
    form.locator("#f_kommune").press_sequentially("Fjell kommune")
    has_it = "key => (localStorage.getItem(key) ?? '').includes('Fjell kommune')"
    form.wait_for_function(has_it, arg=KEY, timeout=2000)
    form.context.new_page().close()
    form.reload()
    expect(form.locator("#f_kommune")).to_have_value("Fjell kommune")
    expect(form.locator("[data-keep]")).to_be_checked()
    expect(status(form)).to_contain_text("husket det du skrev")


def test_text_typed_just_before_the_page_is_left_is_kept(form: Page) -> None:
    """Leaving the page stores at once."""
    form.locator("[data-keep]").check()
    form.locator("#f_kommune").fill("Sist")
    form.goto("/")
    form.goto(ADDRESS)
    expect(form.locator("#f_kommune")).to_have_value("Sist")


def test_delete_everything_deletes_everything(form: Page) -> None:
    """The store and the page are empty afterwards; a reader who says no keeps both."""
    form.locator("[data-keep]").check()
    form.locator("#f_kommune").fill("Fjell")
    form.wait_for_function("key => (localStorage.getItem(key) ?? '').includes('Fjell')", arg=KEY)
    form.once("dialog", lambda dialog: dialog.dismiss())
    button(form, "Slett alt").click()
    expect(form.locator("#f_kommune")).to_have_value("Fjell")
    agree(form)
    button(form, "Slett alt").click()
    expect(form.locator("#f_kommune")).to_have_value("")
    expect(form.locator("[data-keep]")).not_to_be_checked()
    assert form.evaluate("localStorage.length") == 0


def test_unchecking_empties_the_store_but_not_the_page(form: Page) -> None:
    """The reader sees what was written until the page is closed."""
    form.locator("[data-keep]").check()
    form.locator("#f_kommune").fill("Fjell")
    form.locator("[data-keep]").uncheck()
    expect(status(form)).to_contain_text("slettet")
    expect(form.locator("#f_kommune")).to_have_value("Fjell")
    assert form.evaluate("localStorage.length") == 0


@pytest.mark.parametrize("blocked", ["setItem", "getItem"])
def test_a_blocked_or_full_store_says_so_and_keeps_the_page(
    browser: Browser, root: str, blocked: str
) -> None:
    """The text stays, and the reader is told to save a file."""
    with watched(browser, root, fresh=True, **WIDE) as page:
        refuse = "() => { throw new DOMException('full', 'QuotaExceededError') }"
        page.add_init_script(f"Storage.prototype.{blocked} = {refuse}")
        page.goto(ADDRESS)
        page.locator("#f_kommune").fill("Fjell")
        if blocked == "setItem":
            page.locator("[data-keep]").click()
            expect(page.locator("[data-keep]")).not_to_be_checked()
        expect(status(page)).to_contain_text("kan ikke lagre")
        expect(page.locator("#f_kommune")).to_have_value("Fjell")
        assert "Fjell" in text_of(save(page))


# --- help while writing


def test_what_remains_is_computed(form: Page) -> None:
    """From periods and lengths, in full positions, against each rule of the row."""
    form.locator("#f_apen-praksis_done").fill("1.3.24–31.8.25 i 80 %; 2 mnd")
    said = echo(form, "apen-praksis")
    expect(said).to_contain_text(
        "1. mars 2024 til 31. august 2025 i 80 prosent stilling; 2 måneder"
    )
    expect(said).to_contain_text("16,4 av 24 måneder. Gjenstår: 7,6 måneder.")
    expect(said).to_contain_text("16,4 av høyst 54 måneder.")
    expect(said.locator("progress").first).to_have_attribute("value", "16.4")
    expect(form.locator("[data-total]")).to_contain_text("16,4 av 60 måneder")
    button(form, "Skriv «7,6 måneder» i «Gjenstår»").click()
    expect(form.locator("#f_apen-praksis_remaining")).to_have_value("7,6 måneder")


def test_the_timeline_says_in_words_what_it_shows(form: Page) -> None:
    """It is one picture with a name; without periods there is none."""
    expect(form.locator("[data-timeline] svg")).to_have_count(0)
    form.locator("#f_institusjon_done").fill("1.1.25–30.6.25")
    drawing = form.get_by_role("img", name=re.compile("Tidslinje. Institusjonstjeneste: 1. januar"))
    expect(drawing).to_be_visible()
    assert drawing.locator("rect").count() == 1


def test_an_error_is_tied_to_its_field_and_stops_nothing(form: Page) -> None:
    """The field is marked and described by the message; saving and printing still work."""
    field = form.locator("#f_neste-mote")
    field.fill("31.2.26")
    expect(field).to_have_attribute("aria-invalid", "true")
    described = (field.get_attribute("aria-describedby") or "").split()
    assert "e_neste-mote" in described
    expect(form.locator("#e_neste-mote")).to_contain_text("ikke forstått som en dato")
    assert "31.2.26" in text_of(save(form))
    field.fill("1.3.26")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    expect(form.locator("#e_neste-mote")).to_have_text("1. mars 2026")


def test_a_day_becomes_a_calendar_file(form: Page) -> None:
    """Only a whole day does."""
    form.locator("#f_neste-mote").fill("mars 2027")
    button(form, "Legg i kalenderen").click()
    expect(status(form)).to_contain_text("hel dato")
    form.locator("#f_neste-mote").fill("1.3.27")
    text = text_of(save(form, "Legg i kalenderen"))
    assert "DTSTART;VALUE=DATE:20270301" in text
    assert "SUMMARY:Revidere individuell utdanningsplan" in text


# --- paper and small screens


def test_long_texts_print_whole(form: Page) -> None:
    """5,000 characters in every long field are all on paper."""
    fields = form.locator(".sheet [data-type='long-text'] textarea").all()
    assert len(fields) == 10
    wanted = []
    for number, field in enumerate(fields):
        words = [f"ord{number}x{place:03d}" for place in range(600)]
        text = " ".join(words)[:5000]
        wanted += text.split(" ")[:-1]
        field.fill(text)
    printed = re.sub(r"\s", "", pdf_text(form))
    assert [word for word in wanted if word not in printed] == []


def test_an_empty_copy_prints_without_what_is_written(form: Page) -> None:
    """The page prints its fields only, and shows the text again afterwards."""
    form.evaluate("window.print = () => {}")
    form.locator("#f_kommune").fill(SECRET)
    button(form, "Skriv ut tomt").click()
    assert SECRET not in pdf_text(form)
    form.evaluate("dispatchEvent(new Event('afterprint'))")
    assert SECRET in pdf_text(form)
    expect(form.locator("#f_kommune")).to_have_value(SECRET)


def test_the_form_fits_a_phone(browser: Browser, root: str) -> None:
    """Nothing is wider than 360 pixels, with text in every field."""
    with watched(browser, root, fresh=True, **PHONE) as page:
        page.goto(ADDRESS)
        for control in page.locator(".sheet :is(input[type=text], textarea)").all():
            control.fill("Menneskerettighetsorganisasjonsmedlemmer 1.3.24–31.8.25")
        page.locator("[data-total]").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_without_scripts_the_form_can_be_read_and_filled_in(browser: Browser, root: str) -> None:
    """Every field is there; what needs a script is not shown."""
    with watched(browser, root, fresh=True, java_script_enabled=False, **WIDE) as page:
        page.goto(ADDRESS)
        page.locator("#f_kommune").fill("Fjell")
        expect(page.locator("noscript")).to_be_attached()
        assert page.locator(".tools:visible, .button:visible").count() == 0
        assert page.locator(".sheet [data-type]:visible").count() == 44


@pytest.mark.parametrize("address", ["planer/individuell/", "veiledninger/registrering/"])
@pytest.mark.parametrize("screen", [WIDE, PHONE])
def test_nothing_moves_when_the_script_starts(
    browser: Browser, root: str, address: str, screen: dict[str, Any]
) -> None:
    """What the script shows has its room before; only what it counts takes more."""
    places = """() => {
      const counted = document.querySelector(".overview")
      const comesAfter = (x) =>
        counted && counted.compareDocumentPosition(x) & Node.DOCUMENT_POSITION_FOLLOWING
      return [...document.querySelectorAll(".contents li, .field, .overview")]
        .filter((x) => !comesAfter(x))
        .map((x) => Math.round(x.getBoundingClientRect().top))
    }"""
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    with watched(browser, root, fresh=True, **screen) as page:
        page.route("**/forms.js", hold)
        page.goto(f"/{address}", wait_until="commit")
        expect(page.locator(".top--stays")).to_be_visible()  # styles and the first script are there
        before = page.evaluate(places)
        waiting[0].continue_()
        expect(page.locator(".sheet--live")).to_be_visible()
        assert page.evaluate(places) == before
        assert len(before) > 20
