"""The pictures of the editors' handbook: what is on them, and how they are taken of our own pages.

In: a browser. Out: for each picture its bytes (WebP), and what can be read on it and where. The
pages are those of the hub as it was imported, so no edit of the hub changes a picture.
"""

import base64
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Locator, Page

from generator.editing.diff.compare import compare
from generator.editing.diff.page import as_html
from generator.editing.diff.revisions import edition
from generator.shells.reading import read_sources
from generator.site.build import build
from tests.browser.admin_form import AdminForm, editing, offered
from tests.browser.browsing import hosted
from tests.site_fixtures import HUBS, hub

QUESTION = "hva-er-kompetansevurdering"
REPO = "https://git.example.org/hub"
_PATH = f"content/questions/{QUESTION}.yaml"
_OLD, _NEW = "skjer både underveis", "skjer både underveis i tjenesten"
_WIDTH = 760
_MARGIN = 12
_LOW = 150
"""The height of a picture with one field, so that a recipe fits a screen of 800 pixels."""
_QUALITY = 80
_READ = """(root, [left, top, right, bottom]) => {
  const seen = [];
  const add = (text, box) => {
    const words = text.replace(/\\s+/g, " ").trim();
    if (words && box.width > 1 && box.height > 1 && box.left >= left && box.top >= top
        && box.right <= right + 1 && box.top < bottom)
      seen.push([words.slice(0, 60), Math.round(box.left - left), Math.round(box.top - top)]);
  };
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const holder = node.nodeType === 1 ? node : node.parentElement;
    if (!holder.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
    // The text of an icon is its name, which nobody reads.
    if (getComputedStyle(holder).fontFamily.includes("Symbols")) continue;
    if (node.nodeType === 3) {
      const range = document.createRange();
      range.selectNodeContents(node);
      add(node.data, range.getBoundingClientRect());
    } else if (node.matches("input:not([type=checkbox]), textarea")) {
      add(node.value, node.getBoundingClientRect());
    }
  }
  return seen;
}"""

_MARK = "x => Object.assign(x.style, {outline: '3px solid #c2185b', outlineOffset: '3px'})"
_STILL = """() => Promise.all([document.fonts.ready, ...document.getAnimations()
  .filter((x) => x.effect.getComputedTiming().iterations < Infinity).map((x) => x.finished)])"""
"""A font of icons that is not there yet shows their names in place of them."""


class Picture(NamedTuple):
    """A picture that was taken."""

    data: bytes
    size: tuple[int, int]
    texts: list[tuple[str, int, int]]
    """What can be read on it, with the place where it begins, in pixels."""


def _taken(shown: list[Locator], most: int, *marked: Locator, inside: str = "body") -> Picture:
    """Take a picture of what is shown, at most so high, with a frame around what is marked.

    `inside` selects what holds it, so that nothing behind a window is read.
    """
    page = shown[0].page
    for locator in marked:
        locator.evaluate(_MARK)
    page.mouse.move(0, 0)  # what the mouse is over may show more
    page.evaluate("document.activeElement.blur()")  # without a blinking cursor
    page.evaluate(_STILL)
    boxes = [x.bounding_box() for x in shown]
    found = [box for box in boxes if box]
    assert len(found) == len(boxes)
    left = max(0, min(box["x"] for box in found) - _MARGIN)
    top = max(0, min(box["y"] for box in found) - _MARGIN)
    right = max(box["x"] + box["width"] for box in found) + _MARGIN
    bottom = min(max(box["y"] + box["height"] for box in found) + _MARGIN, top + most)
    texts = page.locator(inside).last.evaluate(_READ, [left, top, right, bottom])
    scroll: int = page.evaluate("scrollY")
    clip = {"x": left, "y": top + scroll, "width": right - left, "height": bottom - top, "scale": 1}
    session = page.context.new_cdp_session(page)
    shot: dict[str, Any] = session.send(
        "Page.captureScreenshot", {"format": "webp", "quality": _QUALITY, "clip": clip}
    )
    size = (round(right - left), round(bottom - top))
    return Picture(base64.b64decode(shot["data"]), size, [tuple(x) for x in texts])


@contextmanager
def _opened(browser: Browser, folder: Path, path: str) -> Iterator[Page]:
    """Yield a page of a folder that is served on this machine."""
    with hosted(folder) as address:
        page = browser.new_page(
            base_url=address, locale="nb-NO", viewport={"width": _WIDTH, "height": 1200}
        )
        page.goto(path)
        yield page
        page.close()


def _suggest(browser: Browser, folder: Path) -> Picture:
    """An answer, with the link that suggests a change."""
    sources = read_sources(HUBS["own"])
    assert sources.settings
    settings = sources.settings.model_copy(update={"pdf": False, "repo_url": REPO})
    for path, content in build(sources.hub, settings).all_files():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    with _opened(browser, folder, f"/sporsmal/{QUESTION}/") as page:
        actions = page.locator(".actions")
        actions.scroll_into_view_if_needed()
        return _taken([actions], 420, actions.locator(".suggest"))


def _report(browser: Browser, folder: Path) -> Picture:
    """What a change does to readers."""
    (folder / "new").mkdir()
    for file in HUBS["own"].rglob("*.*"):
        if file.is_file():
            copy = folder / "new" / file.relative_to(HUBS["own"])
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(file.read_bytes())
    changed = folder / "new" / _PATH
    text = changed.read_text("utf-8")
    assert _OLD in text
    changed.write_text(text.replace(_OLD, _NEW), "utf-8")
    report = as_html(compare(edition(HUBS["own"], ""), edition(folder / "new", "")))
    (folder / "index.html").write_text(report, "utf-8")
    with _opened(browser, folder, "/index.html") as page:
        return _taken([page.locator("body")], 500)


def _answer(form: AdminForm) -> Picture:
    """The field with the answer of a question."""
    form.open(_PATH)
    form.box("question")
    return _taken([form.page.locator('section[data-key-path="answer"]')], _LOW)


def _address(form: AdminForm) -> Picture:
    """The field with the address of a link."""
    form.open("links.yaml")
    form.box("links.0.url")
    return _taken([form.page.locator('section[data-key-path="links.0.url"]')], _LOW)


def _question(form: AdminForm) -> Picture:
    """The window for a new question of a topic."""
    form.open("content/topics.yaml")
    form.box("topics.0.title")
    listed = form.page.locator('section[data-key-path="topics.0.questions"]')
    listed.get_by_role("button", name="Legg til").last.click()
    dialog = form.page.get_by_role("dialog").last
    dialog.get_by_role("checkbox", name="Alle roller").click()
    for key, text in (("id", "hva-er-en-vikarlege"), ("question", "Hva er en vikarlege?")):
        dialog.locator(f'section[data-key-path="{key}"] input[type=text]').fill(text)
    fields = [dialog.locator(f'section[data-key-path="{key}"]') for key in ("id", "question")]
    return _taken(fields, 560, inside="[role=dialog], dialog[open]")


_SITES: dict[str, Callable[[Browser, Path], Picture]] = {"foresla": _suggest, "virkning": _report}
_FORMS: dict[str, Callable[[AdminForm], Picture]] = {
    "adresse": _address, "svar": _answer, "nytt-sporsmal": _question,
}  # fmt: skip


def pictures(browser: Browser) -> dict[str, Picture]:
    """Return all pictures of the handbook by name."""
    taken = {}
    for name, take in _SITES.items():
        with TemporaryDirectory(prefix="rollehub-") as folder:
            taken[name] = take(browser, Path(folder))
    with editing(browser, hub("own"), offered(HUBS["own"], hub("own"))) as form:
        form.page.set_viewport_size({"width": 900, "height": 1200})
        for name, scene in _FORMS.items():
            taken[name] = scene(form)
    return taken
