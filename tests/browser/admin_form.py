"""A browser that edits a hub in the form of `rollehub admin`, with files of its own to save to.

The form's backend `test-repo` keeps files in the origin private file system of the browser, where
they are put before the form starts, and read after each save.
"""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import yaml
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from generator.editing.admin.backend import Backend
from generator.editing.admin.config import LISTS, SETTINGS, config, shown_as_text
from generator.editing.admin.fields import title_key
from generator.editing.admin.packages import installed
from generator.editing.admin.page import form_files
from generator.editing.admin.saved import changed_by_saving, saved
from generator.editing.formatting import formatted
from generator.editing.migrate import write
from generator.hub.folder import source_paths
from generator.hub.kinds import KINDS, QUESTIONS
from generator.hub.model import Hub
from generator.hub.pages import PAGES
from generator.shells.reading import read_sources
from generator.sources.reader import read
from tests.benchmarks.generated import write_hub
from tests.browser.browsing import hosted
from tests.site_fixtures import ROOT

# The form makes a field when it comes into view.
TALL: ViewportSize = {"width": 1280, "height": 1200}
_LOUD = ("error", "warning")
_FOLDER = "sveltia-cms-test"
_WRITE = """async ([root, files]) => {
  const storage = await navigator.storage.getDirectory();
  const top = await storage.getDirectoryHandle(root, {create: true});
  for (const [path, text] of Object.entries(files)) {
    const names = path.split("/");
    let folder = top;
    for (const name of names.slice(0, -1))
      folder = await folder.getDirectoryHandle(name, {create: true});
    const file = await folder.getFileHandle(names.at(-1), {create: true});
    const stream = await file.createWritable();
    await stream.write(text);
    await stream.close();
  }
}"""
_READ = """async (root) => {
  const files = {};
  const walk = async (folder, before) => {
    for await (const [name, handle] of folder.entries()) {
      if (handle.kind === "directory") await walk(handle, `${before}${name}/`);
      else files[before + name] = await (await handle.getFile()).text();
    }
  };
  const storage = await navigator.storage.getDirectory();
  await walk(await storage.getDirectoryHandle(root), "");
  return files;
}"""
_CHANGED = """async ([root, path, old]) => {
  const storage = await navigator.storage.getDirectory();
  const names = path.split("/");
  for (let i = 0; i < 400; i++) {
    try {
      let folder = await storage.getDirectoryHandle(root);
      for (const name of names.slice(0, -1)) folder = await folder.getDirectoryHandle(name);
      const text = await (await (await folder.getFileHandle(names.at(-1))).getFile()).text();
      if (text && text !== old) return text;
    } catch { /* it is being written */ }
    await new Promise((done) => setTimeout(done, 25));
  }
  return old;
}"""

_SHOWN = """async ([key, text]) => {
  const box = `section[data-key-path="${key}"] :is(input[type=text], textarea)`;
  for (let i = 0; i < 1200; i++) {
    if (document.querySelector(box)?.value === text) return true;
    await new Promise((done) => setTimeout(done, 25));
  }
  return false;
}"""
_STAY = "localStorage.setItem('sveltia-cms.prefs', JSON.stringify({closeOnSave: false}))"

TEST_BACKEND = Backend({"name": "test-repo"}, ())
OPTIONS = "mkdocs.yml"
"""The settings file of the hubs here."""


def write_form(hub: Hub, folder: Path, backend: Backend = TEST_BACKEND) -> None:
    """Write the form of a hub into a folder, as `rollehub admin` does."""
    # The backend for tests has no proposals.
    settings = config(
        hub, backend.settings, proposals=backend is not TEST_BACKEND, settings_file=OPTIONS
    )
    files = form_files(installed(ROOT / ".rollehub/admin"), backend.origins)
    files["config.yml"] = yaml.safe_dump(settings, allow_unicode=True, sort_keys=False).encode()
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


class AdminForm:
    """The form in a page, with the files of a hub."""

    def __init__(self, page: Page, data: Hub, files: Mapping[str, str]) -> None:
        self.page = page
        self.data = data
        self.files = dict(files)
        page.goto("/admin/")
        page.evaluate(_WRITE, [_FOLDER, self.files])  # which are read after signing in
        page.get_by_role("button", name="Prøv med et tomt depot").click()
        expect(page.get_by_role("gridcell").first).to_be_visible(timeout=30_000)

    def open(self, path: str) -> None:
        """Open a file in the editor, from the list of its collection if it is one of several lists.

        Led straight from one list to the next, the program shows no fields.
        """
        collection, entry = place_of(path)
        if collection == LISTS and not self.page.url.endswith(f"#/collections/{LISTS}"):
            self.page.evaluate(f"location.hash = '#/collections/{LISTS}'")
            expect(self.save_button).to_be_hidden()
        self.page.evaluate(f"location.hash = '#/collections/{collection}/entries/{entry}'")
        expect(self.page.locator("section[data-key-path]").first).to_be_visible(timeout=60_000)

    @property
    def save_button(self) -> Locator:
        """The button that saves; it can be pressed only after a change."""
        return self.page.get_by_role("button", name="Lagre", exact=True)

    def box(self, key: str) -> Locator:
        """Return the box with the text at a key, such as `links.0.title`; what it is in unfolds."""
        section = self.page.locator(f'section[data-key-path="{key}"]')
        box = section.locator("input[type=text], textarea").first
        folded = self.page.locator("button:enabled", has_text="Åpne alle").first
        for _ in range(10):
            expect(box.or_(folded).first).to_be_visible(timeout=60_000)  # long lists take time
            if box.is_visible():
                break
            folded.click()
        return box

    def shows(self, key: str, text: str) -> None:
        """Wait until the box at a key has a text."""
        assert self.page.evaluate(_SHOWN, [key, text]), (key, text)

    def save(self, path: str) -> str:
        """Save, wait until the file has changed and the editor is closed, and return the text."""
        text = self._saved(path)
        self.page.wait_for_url(f"**/#/collections/{place_of(path)[0]}")
        expect(self.save_button).to_be_hidden()
        return text

    def save_and_stay(self, path: str) -> str:
        """Save, wait until the file has changed and the editor knows it, and return the text."""
        text = self._saved(path)
        expect(self.save_button).to_be_disabled()
        return text

    def _saved(self, path: str) -> str:
        self.save_button.click()
        text: str = self.page.evaluate(_CHANGED, [_FOLDER, path, self.files.get(path, "")])
        self.files[path] = text
        return text

    def stored(self) -> dict[str, str]:
        """Return all files as they are now."""
        files: dict[str, str] = self.page.evaluate(_READ, _FOLDER)
        return files


def place_of(path: str) -> tuple[str, str]:
    """Return the collection of a file in the form, and its name there."""
    if path == OPTIONS:
        return SETTINGS, SETTINGS
    if path.startswith(PAGES):
        return "pages", Path(path).stem
    kind = next(kind for kind in KINDS if kind.has(path))
    return (kind.name, Path(path).stem) if kind.is_folder else (LISTS, kind.name)


@contextmanager
def editing(
    browser: Browser, data: Hub, files: dict[str, str], *, stays: bool = False
) -> Iterator[AdminForm]:
    """Yield the form of a hub; the page may neither warn nor ask another host for anything.

    If it `stays`, a file is still open after it was saved, as an editor can choose.
    """
    said: list[str] = []
    asked: list[str] = []
    with tempfile.TemporaryDirectory(prefix="rollehub-") as name:
        write_form(data, Path(name) / "admin")
        with hosted(Path(name)) as address:
            page = browser.new_page(
                base_url=address, locale="nb-NO", viewport=TALL, reduced_motion="reduce"
            )
            page.on("request", lambda request: asked.append(request.url.removeprefix("blob:")))
            page.on("pageerror", lambda error: said.append(str(error)))
            page.on("console", lambda x: said.append(x.text) if x.type in _LOUD else None)
            if stays:
                page.add_init_script(_STAY)
            yield AdminForm(page, data, files)
            page.close()
    assert said == []
    assert [url for url in asked if not url.startswith((address, "data:"))] == []


def offered(root: Path, data: Hub) -> dict[str, str]:
    """Return path -> text of each file that the form of a hub has."""
    paths = [*source_paths(root), *(page.path for page in data.pages), OPTIONS]
    return {path: (root / path).read_text("utf-8") for path in paths}


def generated(root: Path, count: int) -> tuple[dict[str, str], Hub]:
    """Return the files of a hub with so many questions, in the one form, and the hub."""
    write_hub(root, count, ROOT / "overrides")
    write(root, formatted(root)[0])
    data = read_sources(root).hub
    for kind in (QUESTIONS, *(kind for kind in KINDS if not kind.is_folder and kind.of(data))):
        for file in changed_by_saving(root, data, kind):
            document = read(file.path, (root / file.path).read_bytes())[0]
            assert document
            text = saved(document, kind, [role.id for role in data.roles])
            (root / file.path).write_text(text, "utf-8")
    return offered(root, data), data


def title_at(data: Hub, path: str) -> str:
    """Return where the form has the first title of a file, or all of its text."""
    collection, name = place_of(path)
    kind = next((kind for kind in KINDS if kind.has(path)), None)
    if path == OPTIONS or kind in shown_as_text(data):
        return "body"
    title = title_key(kind.model) if kind else "title"
    return title if collection != LISTS else f"{name}.0.{title}"


def change(form: AdminForm, path: str, word: str) -> str:
    """Put a word after the first title or the text of a file, save, and return the new text."""
    form.open(path)
    expect(form.save_button).to_be_disabled()
    box = form.box(title_at(form.data, path))
    box.fill(f"{box.input_value()} {word}")
    return form.save(path)


def changed_lines(old: str, new: str) -> list[tuple[str, str]]:
    """Return the lines that differ; the texts must have equally many, and end alike."""
    before, after = old.split("\n"), new.split("\n")
    assert len(before) == len(after)
    return [(x, y) for x, y in zip(before, after, strict=True) if x != y]
