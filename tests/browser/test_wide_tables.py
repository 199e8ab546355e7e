"""Wide tables: the page never scrolls sideways, and the keyboard reaches what does not fit."""

import json

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.browsing import watched
from tests.site.text.converting import HUB, Converter

pytestmark = pytest.mark.browser

TEXT = """\
| Utdanningsvirksomhet | Spesialiseringsperiode | Læringsaktiviteter | Kompetansevurdering | \
Veilederkompetanse |
| --- | --- | --- | --- | --- |
| Kommunehelsetjenesten | Allmennmedisin | Gruppeveiledning | Vurderingskollegium | \
Spesialistgodkjenning |

| Skjema | Sendes til |
| --- | --- |
| Søknad | postmottak.utdanningsvirksomheter.og.spesialistutdanning@eksempel.example |
"""


@pytest.mark.parametrize("width", [1280, 1000, 760, 600, 360, 320])
def test_the_page_does_not_scroll_sideways(browser: Browser, root: str, width: int) -> None:
    """The table scrolls in its box, and a long address breaks."""
    html = Converter(HUB).convert(TEXT)
    with watched(browser, root, viewport={"width": width, "height": 800}) as page:
        page.goto("/sporsmal/hva-er-laeringsmal/")
        page.evaluate(f"document.querySelector('.answer .text').innerHTML = {json.dumps(html)}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        outside = page.evaluate(
            "[...document.querySelectorAll('.answer td')].filter(cell => !cell.closest('.table')"
            " && cell.getBoundingClientRect().right > innerWidth).length"
        )
        assert outside == 0


def test_a_table_that_fits_is_no_stop_of_the_keyboard(browser: Browser, root: str) -> None:
    """Only a box that has something to scroll takes the focus."""
    with watched(browser, root, viewport={"width": 1280, "height": 800}) as page:
        page.goto("/sporsmal/hva-er-laeringsmal/")
        box = page.get_by_role("group", name="Tabell").first
        expect(box).not_to_have_attribute("tabindex", "0")
        page.set_viewport_size({"width": 640, "height": 800})
        if box.evaluate("box => box.scrollWidth > box.clientWidth"):
            expect(box).to_have_attribute("tabindex", "0")


def test_the_keyboard_scrolls_the_box(browser: Browser, root: str) -> None:
    """The box takes the focus, and the arrow keys show the columns that do not fit."""
    html = Converter(HUB).convert(TEXT)
    with watched(browser, root, viewport={"width": 760, "height": 800}) as page:
        page.goto("/sporsmal/hva-er-laeringsmal/")
        page.evaluate(f"document.querySelector('.answer .text').innerHTML = {json.dumps(html)}")
        box = page.get_by_role("group", name="Tabell")
        box.focus()
        expect(box).to_be_focused()
        page.keyboard.press("ArrowRight")
        for _ in range(100):  # browsers scroll smoothly
            if box.evaluate("box => box.scrollLeft") > 0:
                return
            page.wait_for_timeout(50)
        pytest.fail("the box did not scroll")


NARROW = """\
| Du vil ha | Du skriver |
| --- | --- |
| gjennomstreking | `~~borte~~`, og like langt inn som teksten i punktet over: to mellomrom etter |
"""


@pytest.mark.parametrize("medium", ["screen", "print"])
def test_a_word_in_a_narrow_column_is_whole(browser: Browser, root: str, medium: str) -> None:
    """A column of short labels is wide enough for its longest word."""
    html = Converter(HUB).convert(NARROW)
    with watched(browser, root, viewport={"width": 700, "height": 800}) as page:
        page.goto("/sporsmal/hva-er-laeringsmal/")
        page.evaluate(f"document.querySelector('.answer .text').innerHTML = {json.dumps(html)}")
        page.emulate_media(media=medium)  # type: ignore[arg-type]
        lines = page.evaluate(
            """() => {
              const range = document.createRange()
              range.selectNodeContents(document.querySelector(".answer td"))
              return range.getClientRects().length
            }"""
        )
        assert lines == 1
