"""A role whose answers are on pages of its topics: old links and the menu lead to the answer."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.site.build import build
from tests.browser.browsing import WIDE, hosted, watched
from tests.site.pages.test_split_roles import LONG, a_large_hub

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def split(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a site with a split role."""
    folder = tmp_path_factory.mktemp("split")
    made = build(a_large_hub(), LONG)
    for path, data in made.all_files():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    with hosted(folder) as address:
        yield address


@pytest.fixture
def reader(browser: Browser, split: str) -> Iterator[Page]:
    with watched(browser, split, fresh=True, **WIDE) as opened:
        yield opened


@pytest.mark.parametrize("named", ["q4", "for-q4"])
def test_an_address_on_the_role_page_leads_to_the_answer(reader: Page, named: str) -> None:
    """By its id and by an earlier one; the way back does not pass the contents again."""
    reader.goto("/")
    reader.goto(f"/gjest/#{named}")
    reader.wait_for_url("**/gjest/om-te/#q4")
    expect(reader.locator("article#q4")).to_be_focused()
    reader.go_back()
    reader.wait_for_url(lambda url: url.endswith("/"))


def test_the_menu_of_roles_keeps_the_question(reader: Page) -> None:
    """From a whole role's page to the answer of a split role, and back."""
    reader.goto("/kokk/#q5")
    reader.locator("details.roles summary").click()
    reader.locator("details.roles a[data-role=gjest]").click()
    reader.wait_for_url("**/gjest/om-te/#q5")
    reader.locator("details.roles summary").click()
    reader.locator("details.roles a[data-role=kokk]").click()
    reader.wait_for_url("**/kokk/#q5")


def test_without_scripts_the_entry_has_a_link(browser: Browser, split: str) -> None:
    """It is the target of the address, and its link goes to the answer."""
    with watched(browser, split, java_script_enabled=False, **WIDE) as bare:
        bare.goto("/gjest/#q4")
        bare.locator("#q4:target a").click()
        bare.wait_for_url("**/gjest/om-te/#q4")
