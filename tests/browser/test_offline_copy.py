"""The offline copy, unpacked and opened from the disk in Chromium."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.shells.archive import as_zip
from generator.shells.edition import READ_ME
from tests.browser.browsing import WIDE, path_of, watched
from tests.shells.offline_copies import copied
from tests.site_fixtures import hub

pytestmark = pytest.mark.browser

QUESTION = "hva-er-laeringsmal"
TITLE = "Hva er læringsmål?"
MENU = ["sporsmal", "lenker", "ordliste", "regelverk"]
SEARCH = re.compile(r"assets/javascripts/(search|find)\.js$|search/index\.js$")


def unpacked(name: str, folder: Path) -> str:
    """Unpack the copy of a hub below a folder with a typical name, and return its address."""
    files, edition = copied(name)
    with ZipFile(BytesIO(as_zip(files, edition))) as archive:
        archive.extractall(folder / "Mine ting/På reise #1")
    return f"{(folder / 'Mine ting/På reise #1' / edition.folder).as_uri()}/"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the file address of this repository's own site, for `page` and `bare`.

    Those fail on console messages and on requests outside the folder.
    """
    return unpacked("own", tmp_path_factory.mktemp("own"))


@pytest.fixture
def page(browser: Browser, root: str) -> Iterator[Page]:
    """Return a page on a wide screen, for a first-time reader."""
    with watched(browser, root, **WIDE) as opened:
        opened.goto("index.html")
        opened.evaluate("localStorage.clear()")
        yield opened


def search_in(page: Page, field: str, words: str) -> None:
    """Focus a search field and type in it."""
    page.locator(field).focus()
    expect(page.locator(field)).to_have_attribute("role", "combobox")
    page.keyboard.type(words)


def file_of(address: str) -> Path:
    """Return the file of a file address."""
    return Path(unquote(urlsplit(address).path))


def test_the_folder_opens_with_a_click_on_its_index(page: Page, root: str) -> None:
    """The front page has styles and script, says it is a copy, and has not loaded the search."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("index.html")
    expect(page.locator("main > .notice")).to_contain_text("Du leser en kopi fra ")
    expect(page.locator("a.skip")).not_to_be_in_viewport()
    expect(page.locator("a.seek")).to_have_attribute("role", "button")
    assert {Path(url).suffix for url in asked} >= {".html", ".css", ".js"}
    assert [url for url in asked if SEARCH.search(url)] == []
    assert (file_of(root) / READ_ME).is_file()


@pytest.mark.parametrize("role", ["leder-kommune", "lis"])
def test_a_card_opens_its_role_and_is_remembered(page: Page, root: str, role: str) -> None:
    """A chosen role is shown on other pages, if the browser stores data for files."""
    name = next(item.name for item in hub("own").roles if item.id == role)
    page.locator(f".card a[data-role={role}]").click()
    expect(page.locator("h1")).to_have_text(name)
    assert path_of(page, root) == f"{role}/index.html"
    page.goto("ordliste/index.html")
    expect(page.locator("details.roles summary")).to_contain_text(name)
    page.locator("details.roles summary").click()
    page.get_by_role("button", name="Glem rollen").first.click()
    page.goto("index.html")
    expect(page.locator("details.roles summary")).not_to_contain_text(name)


def test_menu_footer_and_site_name_open_files(page: Page, root: str) -> None:
    """Every link of menu and footer opens a file, and the site's name opens the front page."""
    for name in MENU:
        page.locator(f".menu__pages a[href*='{name}/']").click()
        page.wait_for_url(f"{root}{name}/index.html")
        page.locator("a.brand").click()
        page.wait_for_url(f"{root}index.html")
    ways = page.locator(".bottom a").evaluate_all("links => links.map((link) => link.href)")
    assert len(ways) > 4
    for way in ways:
        page.goto(way)
        assert file_of(page.url).is_file()


def test_an_address_with_an_anchor_shows_the_answer(page: Page) -> None:
    """A link to one answer on a long page shows its heading and focuses it."""
    page.goto(f"lis/index.html#{QUESTION}")
    expect(page.locator(f"#{QUESTION} h3")).to_be_in_viewport()
    expect(page.locator(f"#{QUESTION}")).to_be_focused()


@pytest.mark.parametrize(
    ("role", "end"),
    [
        ("leder-kommune", f"leder-kommune/index.html#{QUESTION}"),
        ("veileder-sykehus", f"sporsmal/{QUESTION}/index.html#ikke_for_veileder-sykehus"),
    ],
)
@pytest.mark.parametrize("start", [f"lis/index.html#{QUESTION}", f"sporsmal/{QUESTION}/index.html"])
def test_another_role_is_chosen_on_the_same_question(
    page: Page, root: str, start: str, role: str, end: str
) -> None:
    """The role menu stays on the question, or says that the other role does not have it."""
    page.goto(start)
    link = page.locator(f"details.roles a[data-role={role}]")
    # Opened by script, since a click would first scroll to the top of the page.
    page.evaluate("document.querySelector('details.roles').open = true")
    expect(link).to_have_attribute("href", re.compile(f"{re.escape(end)}$"))
    link.evaluate("link => link.click()")
    page.wait_for_url(root + end)
    expect(page.locator(f"#{end.partition('#')[2]}")).to_be_in_viewport()


def test_the_search_on_the_front_page_opens_the_answer(page: Page, root: str) -> None:
    """A word without its «æ» and «å» is found, and a click opens the answer for all roles."""
    search_in(page, "#sok_felt", "laeringsmal")
    hit = page.get_by_role("option", name=TITLE)
    expect(hit).to_be_visible()
    hit.click()
    expect(page.locator("h1")).to_have_text(TITLE)
    assert path_of(page, root) == f"sporsmal/{QUESTION}/index.html"


def test_the_search_opens_with_a_key_on_every_page(page: Page, root: str) -> None:
    """Ctrl K opens the dialog, and an answer of the reader's role opens on the role's page."""
    page.goto("lis/lenker/index.html")
    page.keyboard.press("Control+k")
    search_in(page, "dialog #sok_overalt", "laeringsmal")
    hits = page.locator("dialog").get_by_role("option")
    expect(hits.filter(has_text=TITLE)).to_have_count(1)
    place = hits.evaluate_all("(all, title) => all.findIndex((x) => x.innerText.startsWith(title))",
                              TITLE)  # fmt: skip
    for _ in range(place + 1):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{root}lis/index.html#{QUESTION}")
    expect(page.locator(f"#{QUESTION} h3")).to_be_in_viewport()


def test_every_kind_of_hit_links_to_a_file(page: Page) -> None:
    """The files and anchors of found questions, terms, links and pages exist."""
    found: set[str] = set()
    search_in(page, "#sok_felt", "")
    for words in ("veileder", "forskrift", "kompetansemål", "personvern", "lis", "kurs"):
        page.locator("#sok_felt").fill(words)
        hits = page.get_by_role("option")
        expect(hits.first).to_be_visible()
        more = page.get_by_role("button", name="Vis alle")
        if more.is_visible():
            more.click()
        found |= set(hits.evaluate_all("all => all.map((hit) => hit.href)"))
    kinds = {file_of(url).parent.name for url in found}
    assert {"ordliste", "lenker", "personvern"} <= kinds
    assert len(found) > 30
    missing = [url for url in found if not file_of(url).is_file()]
    assert missing == []
    anchors = {url for url in found if "#" in url}
    without = [
        url for url in anchors
        if f'id="{url.partition("#")[2]}"' not in file_of(url).read_text(encoding="utf-8")
    ]  # fmt: skip
    assert (bool(anchors), without) == (True, [])


def test_a_form_opens_the_page_of_results(page: Page, root: str) -> None:
    """Submitted before the search has loaded, the form opens the page, which searches."""
    page.locator("#sok_felt").evaluate("field => { field.value = 'ALIS'; field.form.submit() }")
    page.wait_for_url(f"{root}sporsmal/index.html?q=ALIS")
    expect(page.locator("#sok_felt")).to_have_value("ALIS")
    expect(page.locator(".results__list a").first).to_be_visible()
    page.locator("#sok_felt").fill("veiledning")
    page.locator("#sok_felt").press("Enter")
    page.wait_for_url(f"{root}sporsmal/index.html?q=veiledning")
    page.locator(".results__list a").first.click()
    expect(page.locator("h1")).to_contain_text("eiledning")


def test_every_kind_of_page_opens_in_silence(page: Page) -> None:
    """No page logs an error, violates its policy or requests anything outside the folder."""
    folder = file_of(page.url).parent
    files = sorted(folder.rglob("*.html"))
    questions = sorted((folder / "sporsmal").glob("*/index.html"))
    assert len(files) > 60
    for file in [file for file in files if file not in questions[5:]]:
        page.goto(file.as_uri())
        expect(page.locator("main > .notice").first).to_contain_text("Du leser en kopi fra ")


def test_it_can_be_read_without_a_script(bare: Page, root: str) -> None:
    """Cards, menus, contents, tags and the list of all questions are plain links."""
    bare.goto("index.html")
    expect(bare.locator("a.skip")).not_to_be_in_viewport()
    bare.locator(".card a[data-role=lis]").click()
    bare.wait_for_url(f"{root}lis/index.html")
    bare.locator(".contents details").first.locator("summary").click()
    bare.locator(".contents a").first.click()
    assert "#" in bare.url
    bare.locator("a.seek").click()
    bare.wait_for_url(f"{root}sporsmal/index.html")
    expect(bare.locator("#sok_felt")).to_be_hidden()
    bare.locator("#etter_emne").get_by_role("link", name=TITLE).click()
    bare.wait_for_url(f"{root}sporsmal/{QUESTION}/index.html")
    expect(bare.locator("h1")).to_have_text(TITLE)
    bare.locator("details.roles summary").click()
    bare.locator("details.roles a[data-role=leder-kommune]").click()
    bare.wait_for_url(f"{root}leder-kommune/index.html#{QUESTION}")
    expect(bare.locator(f"#{QUESTION} h3")).to_be_in_viewport()


def test_an_earlier_address_redirects(browser: Browser, tmp_path: Path) -> None:
    """The page of a former id opens the question's page; every page links to its online version."""
    kaffe = unpacked("kaffe", tmp_path)
    former, new = next((x, item.id) for item in hub("kaffe").questions for x in item.aliases)
    with watched(browser, kaffe, **WIDE) as page:
        page.goto(f"sporsmal/{former}/index.html")
        page.wait_for_url(f"{kaffe}sporsmal/{new}/index.html")
        net = page.locator("main > .notice a")
        expect(net).to_have_attribute("href", f"https://kaffe.example.org/hjelp/sporsmal/{new}/")
