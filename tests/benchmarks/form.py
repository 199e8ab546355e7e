"""The web form with a hub of 1,000 questions: one word of each file changes, and is taken back.

Prints how many files were then one changed line, and the same to the byte. A browser is needed;
with some seconds for each file it takes about half an hour. `--every N` takes each Nth file.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.admin_form import change, changed_lines, editing, generated, title_box
from tests.browser.browsing import FLAGS
from tests.browser.conftest import find_browser

COUNT = 1000


def main() -> None:
    """Change and restore files, and fail if one is not as it was."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1)
    every = parser.parse_args().every
    one_line = restored = 0
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        files, hub = generated(Path(name), COUNT)
        paths = sorted(files)[::every]
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        start = time.monotonic()
        with editing(browser, hub, files) as form:
            for path in paths:
                one_line += len(changed_lines(files[path], change(form, path, "endret"))) == 1
                form.open(path)
                box = title_box(form, path)
                box.fill(box.input_value().removesuffix(" endret"))
                restored += form.save(path) == files[path]
        seconds = time.monotonic() - start
        browser.close()
    print(f"{len(paths)} files of a hub with {COUNT} questions, {seconds:.0f} s")
    print(f"  one changed word is one changed line: {one_line}")
    print(f"  taken back, the same to the byte:     {restored}")
    sys.exit(not one_line == restored == len(paths))


if __name__ == "__main__":
    main()
