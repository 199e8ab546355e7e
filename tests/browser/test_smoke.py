"""The built site in Chromium: keyboard, tooltips, filter, no script, narrow screens, silence."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright
from site_fixtures import built, hub

pytestmark = pytest.mark.browser

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
# One address of each kind of page.
KINDS = [
    "", "lis/", "lis/lenker/", "veileder-sykehus/lenker/", "sporsmal/",
    "sporsmal/hva-er-laeringsmal/", "lenker/", "ordliste/", "regelverk/",
    "endringer/", "om/", "for-redaktorer/", "404.html",
]  # fmt: skip
CONTEXTS: dict[str, BrowserContext] = {}
WIDE = {"viewport": {"width": 1280, "height": 800}}
ROLES = [role.id for role in hub("own").roles]
ANSWER = "lis/#hva-er-laeringsmal"


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the base class's name)
        pass


@contextmanager
def served(name: str) -> Iterator[str]:
    """Serve a hub's built site on this machine, and yield its address."""
    handler = partial(_Quiet, directory=str(built(name).folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def root() -> Iterator[str]:
    """The address of this repository's own site."""
    with served("own") as address:
        yield address


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """One browser for all tests."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        CONTEXTS.clear()
        started.close()


@contextmanager
def watched(browser: Browser, root: str, **options: Any) -> Iterator[Page]:
    """Yield a page that may meet no error and ask no other host.

    Pages with equal options share a context, so what one stored the next would find.
    """
    key = repr((root, sorted(options.items())))
    if key not in CONTEXTS:
        CONTEXTS[key] = browser.new_context(
            base_url=root, locale="nb-NO", reduced_motion="reduce", **options
        )
        CONTEXTS[key].set_default_timeout(5000)
    page = CONTEXTS[key].new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type != "log" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    try:
        yield page
        assert said == []
        assert [url for url in asked if not url.startswith(root)] == []
        assert asked != []
    finally:
        page.close()


@pytest.fixture
def page(browser: Browser, root: str) -> Iterator[Page]:
    """A page on a wide screen."""
    with watched(browser, root, **WIDE) as opened:
        yield opened


@pytest.fixture
def bare(browser: Browser, root: str) -> Iterator[Page]:
    """A page of a browser that runs no scripts."""
    with watched(browser, root, java_script_enabled=False, **WIDE) as opened:
        yield opened


def has_focus(locator: Locator) -> bool:
    """Whether an element has the keyboard."""
    return bool(locator.evaluate("element => element === document.activeElement"))


def path_of(page: Page, root: str) -> str:
    """Return the page's address from the root."""
    return page.url.removeprefix(root)


# --- ways through the site


@pytest.mark.parametrize("number", range(len(ROLES)))
def test_a_card_leads_to_its_role(page: Page, root: str, number: int) -> None:
    """A click anywhere on one of the five cards opens the role's page."""
    page.goto("/")
    cards = page.locator(".card")
    expect(cards).to_have_count(len(ROLES))
    name = cards.nth(number).locator(".card__title").inner_text()
    cards.nth(number).click(position={"x": 12, "y": 12})
    page.wait_for_url(f"{root}{ROLES[number]}/")
    expect(page.locator("h1")).to_have_text(name)


def test_an_address_with_an_anchor_shows_the_answer(page: Page) -> None:
    """A link to one answer on a long page shows its heading on the screen."""
    page.goto(ANSWER)
    answer = page.locator("#hva-er-laeringsmal")
    expect(answer.locator("h3")).to_be_in_viewport()
    expect(answer).to_contain_text("vedlegg 2")
    plain = page.locator("article.answer").first
    colours = [x.evaluate("x => getComputedStyle(x).backgroundColor") for x in (answer, plain)]
    assert colours[0] != colours[1]


def test_the_contents_lead_to_an_answer(page: Page) -> None:
    """On a wide screen the contents are open; a click in them shows the answer."""
    page.goto("/lis/")
    page.locator(".contents a[href='#hva-er-laeringsmal']").click()
    expect(page.locator("#hva-er-laeringsmal h3")).to_be_in_viewport()


# --- keyboard


def test_the_first_stop_is_the_way_past_the_menu(page: Page) -> None:
    """Tab shows «Hopp til innholdet» first; Enter takes the keyboard past the menu."""
    page.goto("/lis/")
    skip = page.locator("a.skip")
    expect(skip).not_to_be_in_viewport()
    page.keyboard.press("Tab")
    assert has_focus(skip)
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = page.evaluate(
        "document.querySelector('#side_innhold').contains(document.activeElement)"
    )
    assert inside


def test_the_keyboard_reaches_and_shows_every_stop(page: Page) -> None:
    """Each element that Tab reaches on the front page has a visible outline, and none is lost."""
    page.goto("/")
    stops = []
    for _ in range(60):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """() => {
              const element = document.activeElement
              if (element === document.body) return null
              const drawn = (pseudo) => {
                const style = getComputedStyle(element, pseudo)
                return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
              }
              const name = element.innerText || element.id
              return { name, drawn: drawn(null) || drawn("::after") }
            }"""
        )
        if stop is None:
            break
        stops.append(stop)
    assert [stop["name"] for stop in stops if not stop["drawn"]] == []
    # Skip link, brand, menu button, four pages, cards, field, button, four ways, and the footer.
    assert len(stops) >= 7 + len(ROLES) + 6
    names = " ".join(stop["name"] for stop in stops)
    assert all(role.name in names for role in hub("own").roles)


def test_the_role_menu_opens_and_closes_by_keyboard(page: Page) -> None:
    """Enter opens it, Escape closes it and gives the keyboard back; leaving it closes it too."""
    page.goto("/lis/")
    menu = page.locator("details.roles")
    summary, entries = menu.locator("summary"), menu.locator("a")
    summary.focus()
    page.keyboard.press("Enter")
    expect(entries).to_have_count(len(ROLES))
    expect(entries.first).to_be_visible()
    page.keyboard.press("Tab")
    assert has_focus(entries.first)
    page.keyboard.press("Escape")
    expect(entries.first).to_be_hidden()
    assert has_focus(summary)
    page.keyboard.press("Space")
    expect(entries.first).to_be_visible()
    for _ in range(len(ROLES) + 1):
        page.keyboard.press("Tab")
    expect(entries.first).to_be_hidden()


def test_the_role_menu_closes_with_a_click_elsewhere_and_leads_on(page: Page) -> None:
    """A click outside closes it; an entry opens that role's page, which it then names."""
    page.goto("/lis/")
    menu = page.locator("details.roles")
    menu.locator("summary").click()
    page.locator("h1").click()
    expect(menu.locator("a").first).to_be_hidden()
    menu.locator("summary").click()
    menu.locator("a", has_text="Leder i kommune").click()
    page.wait_for_url("**/leder-kommune/")
    expect(page.locator("details.roles summary")).to_contain_text("Leder i kommune")


# --- terms


def test_a_term_explains_itself_to_the_keyboard(page: Page) -> None:
    """Focus shows the glossary's words in view, Escape hides them, Enter goes to the glossary."""
    page.goto("/sporsmal/hva-er-laeringsmal/")
    term, bubble = page.locator("a.term").first, page.locator(".bubble")
    expect(bubble).to_be_hidden()
    term.focus()
    expect(bubble).to_be_in_viewport(ratio=1)
    told = page.locator(f"[id='{term.get_attribute('aria-describedby')}']").text_content()
    assert bubble.inner_text() == told
    page.keyboard.press("Escape")
    expect(bubble).to_be_hidden()
    assert has_focus(term)
    page.keyboard.press("Enter")
    page.wait_for_url("**/ordliste/#*")
    expect(page.locator(".glossary > div:target")).to_be_in_viewport()


def test_a_term_explains_itself_to_the_pointer(page: Page) -> None:
    """Hovering shows the words; they stay while the pointer is on them, and go with it."""
    page.goto("/sporsmal/hva-er-laeringsmal/")
    term, bubble = page.locator("a.term").first, page.locator(".bubble")
    term.hover()
    expect(bubble).to_be_visible()
    bubble.hover()
    expect(bubble).to_be_visible()
    page.mouse.move(1, 1)
    expect(bubble).to_be_hidden()


def test_a_first_tap_explains_and_a_second_follows(browser: Browser, root: str) -> None:
    """On a touch screen a term is not a trap: one tap explains, the next opens the glossary."""
    options = {"has_touch": True, "is_mobile": True, "viewport": {"width": 390, "height": 800}}
    with watched(browser, root, **options) as page:
        page.goto("/sporsmal/hva-er-laeringsmal/")
        term = page.locator("a.term").first
        term.tap()
        expect(page.locator(".bubble")).to_be_in_viewport(ratio=1)
        assert path_of(page, root) == "sporsmal/hva-er-laeringsmal/"
        term.tap()
        page.wait_for_url("**/ordliste/#*")


# --- what the script adds


@pytest.mark.parametrize(
    ("address", "copied"),
    [
        ("lis/", "lis/#hva-er-laeringsmal"),
        ("sporsmal/hva-er-laeringsmal/", "sporsmal/hva-er-laeringsmal/"),
    ],
)
def test_a_link_is_copied_whole(browser: Browser, root: str, address: str, copied: str) -> None:
    """«Kopier lenke» puts the full address on the clipboard and says so to screen readers."""
    options = {"permissions": ["clipboard-read", "clipboard-write"]}
    with watched(browser, root, **options) as page:
        page.goto(address)
        link = page.locator("#hva-er-laeringsmal a.permalink")
        assert link.inner_text().startswith("Kopier lenke")
        link.click()
        expect(page.get_by_role("status").filter(has_text="Lenken er kopiert")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == f"{root}{copied}"


def test_a_question_is_found_by_its_words(page: Page) -> None:
    """A search from the front page shows the questions that match, and how many they are."""
    page.goto("/")
    page.locator("form input[type=search]").fill("kompetanseportalen")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sporsmal/?q=kompetanseportalen")
    shown = page.locator("#etter_emne li:visible")
    expect(shown.filter(has_text="Hva er Kompetanseportalen")).to_have_count(1)
    count = shown.count()
    assert 0 < count < page.locator("#etter_emne li").count()
    expect(page.locator("[role=status]", has_text="treff")).to_have_text(f"{count} treff")
    expect(page.locator("#a_til_a")).to_be_hidden()


@pytest.mark.parametrize("words", ["læringsmål", "laeringsmaal", "LARINGSMAL", "  læringsmål hva "])
def test_norwegian_letters_may_be_typed_without_them(page: Page, words: str) -> None:
    """Æ and å are found as ae, aa and a, in capitals too, and words in any order."""
    page.goto("/sporsmal/")
    page.locator("form input[type=search]").fill(words)
    expect(page.locator("#etter_emne a[href$='/hva-er-laeringsmal/']")).to_be_visible()
    expect(page.locator("#etter_emne a[href$='/hva-er-regut/']")).to_be_hidden()


def test_a_search_word_that_is_not_shown_finds(page: Page) -> None:
    """The words that editors give a question find it."""
    page.goto("/sporsmal/?q=kompetansekrav")
    expect(page.locator("#etter_emne a[href$='/hva-er-laeringsmal/']")).to_be_visible()


def test_a_search_without_result_says_so(page: Page) -> None:
    """«Ingen treff» stands where the count would; an emptied field shows all again."""
    page.goto("/sporsmal/?q=gulerøtter")
    status = page.locator("form [role=status]")
    expect(status).to_contain_text("Ingen treff")
    expect(page.locator("#etter_emne li:visible")).to_have_count(0)
    page.locator("form input[type=search]").fill("")
    expect(status).to_have_text("")
    expect(page.locator("#etter_emne li:visible")).to_have_count(
        page.locator("#etter_emne li").count()
    )
    expect(page.locator("#a_til_a")).to_be_visible()


def test_what_a_reader_searches_for_is_never_markup(page: Page) -> None:
    """A query is text: it runs nothing and is shown only in the field."""
    page.goto("/sporsmal/?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    expect(page.locator("form input[type=search]")).to_have_value("<img src=x onerror=alert(1)>")
    assert page.locator("img").count() == 0


# --- without a script


def test_without_a_script_cards_and_answers_work(bare: Page, root: str) -> None:
    """The front page leads to a role, whose answers are all there to read."""
    bare.goto("/")
    bare.locator(".card a").nth(ROLES.index("lis")).click()
    assert path_of(bare, root) == "lis/"
    expect(bare.locator("#hva-er-laeringsmal")).to_contain_text("vedlegg 2")
    hidden = [x for x in bare.locator("article.answer").all() if not x.is_visible()]
    assert hidden == []
    expect(bare.locator("#hva-er-laeringsmal a.permalink")).to_contain_text("Lenke hit")


def test_without_a_script_the_role_menu_works(bare: Page, root: str) -> None:
    """The menu opens with a click, and its entries lead on."""
    bare.goto("/sporsmal/hva-er-laeringsmal/")
    bare.locator("details.roles summary").click()
    bare.locator("details.roles a", has_text="Leder på sykehus").click()
    assert path_of(bare, root) == "leder-sykehus/"


def test_without_a_script_the_contents_work(bare: Page, root: str) -> None:
    """A part of the contents opens with a click and leads to the answer."""
    bare.goto("/lis/")
    part = bare.locator(".contents details", has=bare.locator("a[href='#hva-er-laeringsmal']"))
    part.locator("summary").click()
    part.locator("a[href='#hva-er-laeringsmal']").click()
    assert path_of(bare, root) == ANSWER
    expect(bare.locator("#hva-er-laeringsmal h3")).to_be_in_viewport()


def test_without_a_script_a_search_leads_to_all_questions(bare: Page, root: str) -> None:
    """The form leads to the list of all questions, which hides nothing and shows no dead field."""
    bare.goto("/")
    bare.locator("input[type=search]").fill("plan")
    bare.locator("form button").click()
    assert path_of(bare, root) == "sporsmal/?q=plan"
    expect(bare.locator("#etter_emne li").first).to_be_visible()
    expect(bare.locator("#a_til_a li").first).to_be_visible()
    expect(bare.locator("form")).to_be_hidden()


def test_without_a_script_a_term_leads_to_the_glossary(bare: Page) -> None:
    """A marked word is a link; no empty bubble and no loose explanation is shown."""
    bare.goto("/sporsmal/hva-er-laeringsmal/")
    expect(bare.locator(".tips")).to_be_hidden()
    bare.locator("a.term").first.click()
    expect(bare.locator(".glossary > div:target")).to_be_in_viewport()


def test_an_earlier_address_leads_on(browser: Browser) -> None:
    """The address of an earlier id leads to the question by itself, without a script too."""
    for script in (True, False):
        with served("kaffe") as root, watched(browser, root, java_script_enabled=script) as page:
            page.goto("/sporsmal/kaffemengde/")
            page.wait_for_url("**/sporsmal/hvor-mye-kaffe/")
            expect(page.locator("h1")).to_have_text("Hvor mye kaffe går det i en kopp?")


# --- every kind of page


@pytest.mark.parametrize("address", KINDS)
def test_a_page_keeps_nothing_and_tells_no_one(page: Page, address: str) -> None:
    """No request to another host, no cookie, nothing stored, and no message in the console."""
    page.goto(address)
    assert page.context.cookies() == []
    stored = page.evaluate("[localStorage.length, sessionStorage.length, document.cookie.length]")
    assert stored == [0, 0, 0]
    assert page.evaluate("indexedDB.databases().then((all) => all.length)") == 0
    assert (
        page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    )


@pytest.mark.parametrize("address", KINDS)
def test_a_narrow_screen_needs_no_sideways_scrolling(page: Page, address: str) -> None:
    """At 360 and 320 pixels the page is as wide as the screen, and no text is cut off."""
    for width in (360, 320):
        page.set_viewport_size({"width": width, "height": 700})
        page.goto(address)
        outside = page.evaluate(
            """(width) => [...document.querySelectorAll("main :is(a, h1, h2, h3, li, p, code, td)")]
              .filter((x) => x.checkVisibility() && !x.closest(".hidden, table, pre"))
              .filter((x) => x.getBoundingClientRect().right > width + 1)
              .map((x) => x.textContent.trim())""",
            width,
        )
        assert outside == []
        widths = "[document.documentElement.scrollWidth, document.body.scrollWidth]"
        assert page.evaluate(widths) == [width, width]


@pytest.mark.parametrize("address", ["", "lis/", "om/"])
def test_both_colour_schemes_are_drawn(page: Page, address: str) -> None:
    """A reader who prefers dark gets a dark page with light text, and the other way round."""
    page.goto(address)
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


def test_an_address_that_is_not_there_shows_the_way_back(root: str, page: Page) -> None:
    """The 404 page, shown at the site's root, leads to the front page."""
    page.goto("/404.html")
    page.locator("main a", has_text="forsiden").click()
    page.wait_for_url(root)
    expect(page.locator("h1")).to_have_text("Hvem er du?")
