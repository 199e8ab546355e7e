"""Tests that need a browser: left out loudly where there is none, failures on CI."""

import os
import shutil

import pytest

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_left_out: list[str] = []


def find_browser() -> str | None:
    """Return the path of Chromium, or None."""
    named = os.environ.get("ROLLEHUB_CHROMIUM")
    return next((path for name in (named, *_NAMES) if name and (path := shutil.which(name))), None)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the browser's tests out where there is no browser; never on CI."""
    marked = [item for item in items if item.get_closest_marker("browser")]
    if not marked or find_browser() or os.environ.get("CI"):
        return
    _left_out.extend(item.name for item in marked)
    config.hook.pytest_deselected(items=marked)
    items[:] = [item for item in items if item not in marked]


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
    """The browser's path; without one the test fails."""
    path = find_browser()
    assert path, "no Chromium; install it with `apt-get install chromium`, or set ROLLEHUB_CHROMIUM"
    return path
