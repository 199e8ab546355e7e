"""Helpers for the tests in a browser: built sites on this machine, and pages that are watched."""

import re
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect

from generator.linkcheck.results import Result, Verdict, write_results
from tests.file_server import FileServer
from tests.site_fixtures import HUBS, ROOT, built, run_build

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PAGES: dict[str, Page] = {}
WIDE = {"viewport": {"width": 1280, "height": 800}}
PHONE = {"viewport": {"width": 360, "height": 740}}
TOUCH = {**PHONE, "has_touch": True, "is_mobile": True}
# One address for each kind of page.
KINDS = [
    "", "lis/", "lis/lenker/", "veileder-sykehus/lenker/", "sporsmal/",
    "sporsmal/hva-er-laeringsmal/", "lenker/", "ordliste/", "regelverk/",
    "veiledninger/registrering/", "planer/", "planer/asnes/",
    "planer/individuell/", "endringer/", "lenkestatus/", "om/", "for-redaktorer/", "404.html",
]  # fmt: skip
CHECKED = "2026-11-20T03:00:00+00:00"
"""When the link check of the coffee hub ended."""
_FOUND = [
    ("https://maskin.example.org/handbok.pdf?utgave=2&side=3", Verdict.DEAD, "Finnes ikke (404)."),
    ("https://vakt.example.org/", Verdict.MOVED, "Flyttet for godt."),
    ("https://kurs.example.org/kasse", Verdict.SUSPICIOUS, "Siden er tom."),
    ("https://kommune.example.org/skjenking", Verdict.BLOCKED, "Siden slipper ikke inn roboter."),
    ("https://lov.example.org/lov/renhold", Verdict.OK, "Siden svarer."),
]
_TEMPORARY: list[tempfile.TemporaryDirectory[str]] = []


@contextmanager
def served(name: str) -> Iterator[str]:
    """Serve the built site of a hub on this machine, and yield its address."""
    with hosted(built(name).folder) as address:
        yield address


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine, and yield its address."""
    with FileServer(folder) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server.address
        server.shutdown()


@cache
def coffee_site() -> Path:
    """Build the coffee hub with the results of a link check, and return the site's folder.

    It also has the page `alt/`, with all that Markdown can do, and a dead link in a variant.
    """
    _TEMPORARY.append(tempfile.TemporaryDirectory(prefix="rollehub-"))
    folder = Path(_TEMPORARY[-1].name)
    shutil.copytree(HUBS["kaffe"], folder / "hub", ignore=shutil.ignore_patterns(".*"))
    config = folder / "hub/mkdocs.yml"
    text = config.read_text("utf-8").replace("../../../overrides", str(ROOT / "overrides"))
    config.write_text(text, "utf-8")
    shutil.copy(Path(__file__).with_name("everything.md"), folder / "hub/content/pages/alt.md")
    question = folder / "hub/content/questions/rengjoring-av-maskinen.yaml"
    text = question.read_text("utf-8").replace("skyllingen", "[skyllingen](link:maskinhandbok)")
    question.write_text(text, "utf-8")
    (folder / "hub/.rollehub").mkdir()
    rows = [
        Result(
            url=url, verdict=verdict, reason=reason, confirmed=verdict is Verdict.DEAD,
            target="https://ny.example.org/" if verdict is Verdict.MOVED else None,
        )
        for url, verdict, reason in _FOUND
    ]  # fmt: skip
    write_results(folder / "hub/.rollehub/link-results.json", rows, CHECKED)
    result = run_build(config, folder / "site", "--strict")
    assert result.returncode == 0, result.stdout + result.stderr
    return folder / "site"


@contextmanager
def watched(
    browser: Browser, root: str, *, fresh: bool = False, expected: str = "", **options: Any
) -> Iterator[Page]:
    """Yield a page that must neither log an error nor contact another host.

    The same options reuse the same page after a reset, with everything that was stored on its
    device. A `fresh` page has a new device. Console messages that match `expected` are allowed.
    """
    key = repr((root, sorted(options.items())))
    page = None if fresh else PAGES.get(key)
    if page is None:
        settings = {"base_url": root, "locale": "nb-NO", "reduced_motion": "reduce"}
        page = browser.new_context(**{**settings, **options}).new_page()
        page.context.set_default_timeout(5000)
        if not fresh:
            PAGES[key] = page
    said: list[str] = []
    asked: list[str] = []
    listeners: dict[Any, Callable[[Any], None]] = {
        "console": lambda message: said.append(message.text) if message.type != "log" else None,
        "pageerror": lambda error: said.append(str(error)),
        "request": lambda request: asked.append(request.url),
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    try:
        yield page
        assert [text for text in said if not (expected and re.search(expected, text))] == []
        assert [url for url in asked if not url.startswith(root)] == []
        assert asked != []
    except BaseException:
        PAGES.pop(key, None)  # the next test must not get a broken page
        raise
    finally:
        if key in PAGES and not fresh:
            for event, listener in listeners.items():
                page.remove_listener(event, listener)
            _empty(page, options)
        else:
            page.context.close()


def _empty(page: Page, options: dict[str, Any]) -> None:
    """Reset a page: close what is open, and restore size, colours and medium."""
    page.goto("about:blank")
    page.emulate_media(media="null", color_scheme="light", forced_colors="none")
    if "viewport" in options:
        page.set_viewport_size(options["viewport"])


def has_focus(locator: Locator) -> bool:
    """Return whether an element has the focus."""
    return bool(locator.evaluate("element => element === document.activeElement"))


def path_of(page: Page, root: str) -> str:
    """Return the page's address relative to the root."""
    return page.url.removeprefix(root)


# --- the search


def field(page: Page) -> Locator:
    """Return the search field: that of the dialog if it is open, otherwise that of the page."""
    window = page.locator("dialog[open] input[type=search]")
    return window if window.count() else page.locator("form[data-search] input[type=search]")


def hits(page: Page) -> Locator:
    """Return the hits that are shown."""
    return page.locator("[role=option]:visible")


def search(page: Page, words: str) -> Locator:
    """Type into the field, wait for the index, and return the hits."""
    field(page).fill(words)
    expect(page.locator(".found:visible")).to_be_visible()
    return hits(page)


def status(page: Page) -> Locator:
    """Return the line that says how many hits there are."""
    return page.locator(".found > [role=status]:visible")


def open_window(page: Page) -> Locator:
    """Open the search dialog with the button, and return it."""
    page.get_by_role("button", name="Søk", exact=True).first.click()
    window = page.locator("dialog.search")
    expect(window).to_be_visible()
    return window


# --- the reader's role


def choose(page: Page, role: str) -> None:
    """Choose a role with its card on the front page."""
    page.goto("/")
    page.locator(f".card a[data-role={role}]").click()
    page.wait_for_url(f"**/{role}/")


def remembering(root: str, role: str) -> dict[str, Any]:
    """Return the option of `watched` for a device on which a role has been chosen."""
    kept = [{"name": "rollehub:/:role", "value": role}]
    return {"storage_state": {"origins": [{"origin": root.rstrip("/"), "localStorage": kept}]}}


def is_lit(locator: Locator) -> bool:
    """Return whether an element is highlighted with its own background."""
    colour = locator.evaluate("element => getComputedStyle(element).backgroundColor")
    return bool(colour != "rgba(0, 0, 0, 0)")
