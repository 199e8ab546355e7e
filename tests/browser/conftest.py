"""Tests in a browser: skipped with a notice if there is none, but failing in CI."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.browsing import (
    FLAGS,
    PAGES,
    WIDE,
    coffee_site,
    hosted,
    remembering,
    served,
    watched,
)
from tests.browser.form_page import ADDRESS

# The first has no windows to manage, and takes half the time.
_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
_left_out: list[str] = []


def find_browser() -> str | None:
    """Return the path of Chromium, or None."""
    named = os.environ.get("ROLLEHUB_CHROMIUM")
    return next((path for name in (named, *_NAMES) if name and (path := shutil.which(name))), None)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip browser tests without a browser, except in CI; otherwise run them last.

    Playwright's event loop prevents other tests from starting one.
    """
    marked = [item for item in items if item.get_closest_marker("browser")]
    others = [item for item in items if not item.get_closest_marker("browser")]
    if not marked or find_browser() or os.environ.get("CI"):
        items[:] = [*others, *marked]
        return
    _left_out.extend(item.name for item in marked)
    config.hook.pytest_deselected(items=marked)
    items[:] = others


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end what was not tested, and how to test it."""
    if _left_out:
        names = dict.fromkeys(name.partition("[")[0] for name in _left_out)
        terminalreporter.write_line(
            f"NOT TESTED: {len(_left_out)} tests in tests/browser were left out, because Chromium "
            "is not installed. Get it with `apt-get install chromium`, or name the program in "
            f"ROLLEHUB_CHROMIUM. Left out: {', '.join(names)}",
            red=True, bold=True,
        )  # fmt: skip


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of the browser; without one the test fails."""
    path = find_browser()
    assert path, "no Chromium; install it with `apt-get install chromium`, or set ROLLEHUB_CHROMIUM"
    return path


@pytest.fixture(scope="session")
def root() -> Iterator[str]:
    """Return the address of this repository's own site."""
    with served("own") as address:
        yield address


@pytest.fixture(scope="session")
def coffee() -> Iterator[str]:
    """Return the address of the coffee hub with checked links."""
    with hosted(coffee_site()) as address:
        yield address


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Return one browser for all tests."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        PAGES.clear()
        started.close()


@pytest.fixture
def page(browser: Browser, root: str) -> Iterator[Page]:
    """Return a page on a wide screen.

    It shares its device with other tests, so nothing may be stored.
    """
    with watched(browser, root, **WIDE) as opened:
        yield opened
        assert opened.evaluate("localStorage.length") == 0


@pytest.fixture
def own(browser: Browser, root: str) -> Iterator[Page]:
    """Return a page on a wide screen, on a device without stored data."""
    with watched(browser, root, fresh=True, **WIDE) as opened:
        yield opened


@pytest.fixture
def lis(browser: Browser, root: str) -> Iterator[Page]:
    """Return the page of the role LIS on a wide screen, for a reader who has chosen that role."""
    with watched(browser, root, **remembering(root, "lis"), **WIDE) as opened:
        opened.goto("/lis/")
        yield opened


@pytest.fixture
def bare(browser: Browser, root: str) -> Iterator[Page]:
    """Return a page of a browser with scripts turned off."""
    with watched(browser, root, java_script_enabled=False, **WIDE) as opened:
        yield opened


@pytest.fixture
def form(browser: Browser, root: str) -> Iterator[Page]:
    """Return the page on a device of its own."""
    with watched(browser, root, fresh=True, **WIDE) as page:
        page.goto(ADDRESS)
        yield page
