"""What pages cost a reader: bytes before and after the first search, and Lighthouse scores.

Counts the bytes of responses, headers and body, that a local host with gzip sends to a browser with
an empty cache. Lighthouse (npm `lighthouse`, mobile preset) is not a dependency; to run it, give
its path: `--lighthouse node_modules/.bin/lighthouse`.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.browsing import FLAGS
from tests.browser.conftest import find_browser
from tests.search_fixtures import Host, hosted
from tests.site_fixtures import built

KINDS = {
    "front page": "",
    "role": "lis/",
    "role's links": "lis/lenker/",
    "question": "sporsmal/hva-er-laeringsmal/",
    "all questions": "sporsmal/",
    "all links": "lenker/",
    "glossary": "ordliste/",
    "law": "regelverk/",
    "text": "om/",
}
JUDGED = ("front page", "role", "question")
FRONT_PAGE_BAR = 20_000
"""Most bytes that the front page may send before a search."""
SCORE_BARS = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}


@dataclass(frozen=True, slots=True)
class Cost:
    """What one kind of page costs."""

    kind: str
    requests: int
    bytes: int
    search_requests: int
    """Further bytes when the reader opens the search for the first time."""
    search_bytes: int


def cost(browser: Browser, host: Host, kind: str, address: str) -> Cost:
    """Measure one page in a browser with an empty cache."""
    context = browser.new_context(base_url=host.url)
    page = context.new_page()
    host.forget()
    page.goto(address, wait_until="networkidle")
    host.wait()
    page_sent = list(host.sent)
    host.forget()
    page.keyboard.press("Control+k")
    page.wait_for_function("() => Boolean(globalThis.rollehub?.find)")
    host.wait()
    found = list(host.sent)
    context.close()
    return Cost(
        kind, len(page_sent), sum(x for _, x in page_sent), len(found), sum(x for _, x in found)
    )


def scores(program: str, url: str, chromium: str) -> dict[str, int]:
    """Return the Lighthouse scores of a page, from 0 to 100, by category."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "report.json"
        subprocess.run(
            [program, url, "--quiet", "--output=json", f"--output-path={out}",
             "--chrome-flags=--headless=new --no-sandbox --disable-gpu"],
            env={**os.environ, "CHROME_PATH": chromium}, check=True, timeout=300,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        categories = json.loads(out.read_text("utf-8"))["categories"]
    return {name: round(100 * (row["score"] or 0)) for name, row in categories.items()}


def print_costs(rows: Sequence[Cost]) -> None:
    """Print the table of bytes."""
    print(f"{'page':14} {'requests':>8} {'kB':>7}   {'first search: requests':>22} {'kB':>7}")
    for row in rows:
        print(
            f"{row.kind:14} {row.requests:8} {row.bytes / 1000:7.1f}   "
            f"{row.search_requests:22} {row.search_bytes / 1000:7.1f}"
        )


def main() -> None:
    """Measure, print, and exit with 1 if a limit is exceeded."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--lighthouse", metavar="PROGRAM", help="run Lighthouse on three pages too")
    parser.add_argument("--json", metavar="FILE", help="write the figures to a file")
    options = parser.parse_args()
    chromium = find_browser()
    if chromium is None:
        sys.exit("No Chromium; install it with apt-get install chromium.")
    judged: dict[str, dict[str, int]] = {}
    with hosted(built("own").folder) as host, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        rows = [cost(browser, host, kind, address) for kind, address in KINDS.items()]
        browser.close()
        print_costs(rows)
        if options.lighthouse:
            for kind in JUDGED:
                judged[kind] = scores(options.lighthouse, host.url + KINDS[kind], chromium)
                print(f"{kind:14} " + ", ".join(f"{k} {v}" for k, v in judged[kind].items()))
    if options.json:
        data = {"format": 1, "pages": [asdict(row) for row in rows], "lighthouse": judged}
        Path(options.json).write_text(json.dumps(data, indent=1) + "\n", "utf-8")
    low = [
        f"{kind}: {name} {found[name]}"
        for kind, found in judged.items()
        for name, bar in SCORE_BARS.items()
        if found[name] < bar
    ]
    if rows[0].bytes >= FRONT_PAGE_BAR:
        low.append(f"front page: {rows[0].bytes} bytes")
    if low:
        sys.exit("Below the bar: " + "; ".join(low))


if __name__ == "__main__":
    main()
