"""The web form with a hub of 1,000 questions: one word of each file changes, and is taken back.

Prints how many files were then one changed line, and the same to the byte. A browser is needed;
all files take about half an hour. `--every N` takes each Nth file. Interrupted (Ctrl-C), it prints
what it has counted.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import yaml
from playwright.sync_api import sync_playwright

from tests.browser.admin_form import AdminForm, changed_lines, editing, generated, title_at
from tests.browser.browsing import FLAGS
from tests.browser.conftest import find_browser

COUNT = 1000
_PROGRESS = 50
"""After so many files, the counts are printed."""


@dataclass
class Counts:
    """How many files were changed and restored, and how many of them as they should."""

    files: int = 0
    one_line: int = 0
    restored: int = 0

    def __str__(self) -> str:
        """Return the counts for people."""
        return (
            f"{self.files} files, one changed line: {self.one_line}, "
            f"taken back to the byte: {self.restored}"
        )


def main() -> None:
    """Change and restore files, and fail if one is not as it was."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1)
    every = parser.parse_args().every
    counts = Counts()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        files, hub = generated(Path(name), COUNT)
        paths = sorted(files)[::every]
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        start = time.monotonic()
        with suppress(KeyboardInterrupt), editing(browser, hub, files, stays=True) as form:
            run(form, paths, counts)
        seconds = time.monotonic() - start
        browser.close()
    print(f"{counts}; {len(paths)} files of a hub with {COUNT} questions, {seconds:.0f} s")
    sys.exit(not counts.one_line == counts.restored == len(paths))


def run(form: AdminForm, paths: Iterable[str], counts: Counts) -> None:
    """Change a word of each file, and take it back."""
    for path in paths:
        old = form.files[path]
        form.open(path)
        key = title_at(form.data, path)
        title = value_in(old, key)
        box = form.box(key)
        form.shows(key, title)  # another file may still be there
        box.fill(f"{title} endret")
        counts.one_line += len(changed_lines(old, form.save_and_stay(path))) == 1
        box.fill(title)
        counts.restored += form.save_and_stay(path) == old
        counts.files += 1
        if counts.files % _PROGRESS == 0:
            print(counts, flush=True)


def value_in(text: str, key: str) -> str:
    """Return what a file has at a key of the form."""
    if key == "body":
        return text.strip()
    found = yaml.safe_load(text.removeprefix("---\n").partition("\n---\n")[0])
    for step in key.split("."):
        found = found[int(step) if step.isdecimal() else step]
    return str(found)


if __name__ == "__main__":
    main()
