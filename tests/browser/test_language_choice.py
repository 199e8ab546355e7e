"""A site in two languages: a reader chooses once, and every page is in that language."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.site.build import build
from tests.browser.browsing import PHONE, WIDE, field, hosted, search, watched
from tests.browser.search_hits import titles
from tests.browser.test_accessibility import findings
from tests.site.translated_hubs import GOAL, OTHER, SETTINGS, translated_hub

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Return the address of the site."""
    made = build(translated_hub(), SETTINGS.model_copy(update={"pdf": False}))
    with tempfile.TemporaryDirectory() as folder:
        for path, data in made.all_files():
            (Path(folder) / path).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / path).write_bytes(data)
        with hosted(Path(folder)) as served:
            yield served


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Page]:
    """Return a page on a device without stored data."""
    with watched(browser, address, fresh=True, **WIDE) as page:
        yield page


def switch(page: Page, name: str) -> None:
    """Choose a language in the header."""
    page.locator(".menu__pages").get_by_role("link", name=name, exact=True).click()


def test_the_choice_is_kept_and_nobody_goes_in_circles(reader: Page) -> None:
    """Every page that exists in the language opens in it, with its place; both ways."""
    reader.goto("/lis/")
    switch(reader, "Nynorsk")
    expect(reader).to_have_url("/nn/lis/")
    reader.goto(f"/lis/#{GOAL}")
    expect(reader).to_have_url(f"/nn/lis/#{GOAL}")
    reader.goto("/ordliste/")
    expect(reader).to_have_url("/ordliste/")
    reader.goto("/sporsmal/?q=vakt")
    expect(reader).to_have_url("/nn/sporsmal/?q=vakt")
    switch(reader, "Bokmål")
    expect(reader).to_have_url("/sporsmal/")
    reader.goto("/nn/lis/")
    expect(reader).to_have_url("/lis/")


def test_nobody_is_led_anywhere_who_has_not_chosen(reader: Page) -> None:
    """An address that is shared opens as it is."""
    for path in ("/nn/lis/", "/lis/"):
        reader.goto(path)
        expect(reader).to_have_url(path)
    assert reader.evaluate("localStorage.length") == 0


def test_the_role_is_the_same_in_both_languages(reader: Page) -> None:
    """It is chosen once."""
    reader.goto("/")
    reader.locator(".card a", has_text="LIS").click()
    reader.goto("/nn/")
    expect(reader.locator(".card--mine")).to_contain_text("LIS")
    assert reader.evaluate("Object.keys(localStorage)") == ["rollehub:/:role"]


def test_the_search_is_in_the_language(reader: Page, address: str) -> None:
    """Its hits lead to pages in the language, and to what the site shares."""
    reader.goto("/nn/")
    field(reader).focus()
    search(reader, "kva er læringsmål")
    assert titles(reader)[0] == "Kva er læringsmål?"
    reader.locator("[role=option]").first.click()
    assert reader.url.startswith(f"{address}nn/")


def test_without_scripts_the_choice_is_a_link(browser: Browser, address: str) -> None:
    """It leads to the same page."""
    with watched(browser, address, java_script_enabled=False, **WIDE) as page:
        page.goto("/lis/")
        switch(page, "Nynorsk")
        expect(page).to_have_url("/nn/lis/")


def test_on_a_phone_the_choice_is_in_the_menu(browser: Browser, address: str) -> None:
    """With the pages of the site; the header keeps its one row."""
    with watched(browser, address, fresh=True, **PHONE) as page:
        page.goto("/nn/lis/")
        header = page.locator("header.top").bounding_box()
        assert header
        assert header["height"] <= 64
        page.locator("details.roles summary").click()
        page.locator(".roles__pages").get_by_role("link", name="Bokmål").click()
        expect(page).to_have_url("/lis/")


@pytest.mark.parametrize(
    "path", ["", "leder-kommune/", "sporsmal/", f"sporsmal/{GOAL}/", f"sporsmal/{OTHER}/"]
)
def test_axe_finds_nothing_in_the_edition(reader: Page, path: str) -> None:
    """Two languages on one page are marked as such."""
    reader.goto(f"/nn/{path}")
    assert findings(reader, [(1280, "light"), (360, "dark")]) == []
