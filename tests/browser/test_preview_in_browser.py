"""A page of the preview in Chromium: it renews itself, and stays where it was scrolled to."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.shells.server import PreviewServer
from tests.browser.browsing import watched
from tests.shells.hub_copies import replace
from tests.shells.previews import a_hub, served

pytestmark = pytest.mark.browser

PAGE = "/ringevikar/"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return the folder of a hub that is previewed."""
    return a_hub(tmp_path)


@pytest.fixture
def server(root: Path) -> Iterator[PreviewServer]:
    """Return its running preview."""
    with served(root) as started:
        yield started


@pytest.fixture
def page(browser: Browser, server: PreviewServer) -> Iterator[Page]:
    """Return a page that must obey the site's policy."""
    size = {"width": 800, "height": 400}
    with watched(browser, server.address, fresh=True, viewport=size, expected="ERR_") as opened:
        with opened.expect_request("**/_rollehub/events*"):
            opened.goto(PAGE)
        yield opened


def test_a_changed_answer_appears_where_the_page_was(
    page: Page, server: PreviewServer, root: Path
) -> None:
    """Nobody has to reload, or to find the place again; a mistake shows too, and goes again."""
    page.evaluate("scrollTo(0, 300)")
    file = root / "content/questions/bytte-vakt.yaml"
    replace(file, "vil bytte", "kan bytte")
    with page.expect_event("load"):
        server.preview.update({file})
    expect(page.locator("main")).to_contain_text("Finn en som kan bytte")
    assert page.evaluate("scrollY") == 300
    replace(file, "answer:", "svar:")
    server.preview.update({file})
    expect(page.locator("main .notice").first).to_contain_text("ukjent nøkkel «svar»")
    replace(file, "svar:", "answer:")
    server.preview.update({file})
    expect(page.locator("main")).not_to_contain_text("siste gode utgave")


def test_a_changed_style_is_swapped_without_a_reload(
    page: Page, server: PreviewServer, root: Path
) -> None:
    """What the reader has opened and typed is still there."""
    replace(root / "mkdocs.yml", "  custom_dir: ", "  # custom_dir: ")
    part = root / "overrides/assets/stylesheets/hub/base.css"
    part.parent.mkdir(parents=True)
    with page.expect_event("load"):
        server.preview.update({root / "mkdocs.yml"})
    page.evaluate("document.body.dataset.mine = 'kept'")
    for color in ("rgb(1, 2, 3)", "rgb(4, 5, 6)"):
        part.write_text(f"body {{ outline: 1px solid {color} }}")
        server.preview.update({part})
        expect(page.locator("body")).to_have_css("outline-color", color)
    assert page.evaluate("document.body.dataset.mine") == "kept"
    expect(page.locator("link[rel=stylesheet]")).to_have_count(1)
