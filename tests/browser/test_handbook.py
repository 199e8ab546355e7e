"""The editors' handbook as it is published: each recipe fits a screen, and axe finds nothing."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from generator.shells.reading import read_sources
from generator.site.build import build
from tests.browser.browsing import hosted
from tests.browser.test_accessibility import findings
from tests.site_fixtures import HUBS, ROOT

pytestmark = pytest.mark.browser
RECIPES = ("rette-en-tekst", "rette-en-adresse", "legge-til-et-sporsmal")
_HEIGHT = 800
# Where what comes before the next heading ends, when the recipe's heading is at the top.
_END = """(id) => {
  const heading = document.getElementById(id);
  let last = heading;
  while (!last.nextElementSibling.matches("h2")) last = last.nextElementSibling;
  return last.getBoundingClientRect().bottom;
}"""


@pytest.fixture(scope="module")
def handbook(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Return the page, on a site of which editors change nothing else."""
    hub = shutil.copytree(HUBS["own"], tmp_path_factory.mktemp("hub") / "leger")
    handbook = "content/pages/for-redaktorer.md"
    shutil.copyfile(ROOT / handbook, hub / handbook)
    shutil.copytree(ROOT / "content/assets", hub / "content/assets", dirs_exist_ok=True)
    folder = tmp_path_factory.mktemp("site")
    sources = read_sources(hub)
    assert sources.buildable
    settings = sources.buildable.model_copy(update={"pdf": False})
    for path, content in build(sources.hub, settings).all_files():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    with hosted(folder) as address:
        size = {"width": 1280, "height": _HEIGHT}
        page = browser.new_page(base_url=address, viewport=size)  # type: ignore[arg-type]
        page.goto("/for-redaktorer/")
        yield page
        page.close()


@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_fits_a_screen(handbook: Page, recipe: str) -> None:
    """With its picture, below the header, when its heading is followed."""
    handbook.goto(f"/for-redaktorer/#{recipe}")
    handbook.reload(wait_until="load")
    handbook.evaluate("Promise.all([...document.images].map((x) => x.decode()))")
    handbook.evaluate("(id) => document.getElementById(id).scrollIntoView()", recipe)
    assert handbook.evaluate(_END, recipe) <= _HEIGHT


def test_axe_finds_nothing_in_the_handbook(handbook: Page) -> None:
    """Wide and light, and narrow and dark."""
    assert findings(handbook, [(1280, "light"), (360, "dark")]) == []
