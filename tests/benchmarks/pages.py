"""What pages cost a reader: bytes of each kind of page, and of the first search.

Counts the bytes of responses, headers and body, that a local host with gzip sends to a browser with
an empty cache. The scores of Lighthouse are in `lighthouse.py`.
Usage: python -m tests.benchmarks.pages [--site DIR] [--json FILE]
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
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
    "steps": "oppgaver/laeringsmal-godkjent/",
    "all steps": "oppgaver/",
    "guide": "veiledninger/registrering/",
    "form": "planer/individuell/",
    "plan": "planer/asnes/",
    "all plans": "planer/",
    "changes": "endringer/",
    "link status": "lenkestatus/",
    "text": "om/",
    "long text": "for-redaktorer/",
    "not found": "404.html",
}
FRONT_PAGE_BAR = 20_000
"""Most bytes that the front page may send before a search."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one kind of page costs, in bytes."""

    kind: str
    requests: int
    bytes: int
    html: int
    styles: int
    scripts: int
    unpacked: int
    """The page itself without gzip."""
    search_requests: int
    """Further requests when the reader opens the search for the first time."""
    search_bytes: int


def kinds_of(site: Path) -> dict[str, str]:
    """Return the kinds of page that a site has, with an address of each."""
    return {kind: x for kind, x in KINDS.items() if file_of(site, x).is_file()}


def file_of(site: Path, address: str) -> Path:
    """Return the file of a page."""
    return site / (address if address.endswith(".html") else f"{address}index.html")


def cost(browser: Browser, host: Host, kind: str, address: str) -> Cost:
    """Measure one page in a browser with an empty cache."""
    context = browser.new_context(base_url=host.url)
    page = context.new_page()
    host.forget()
    page.goto(address, wait_until="networkidle")
    host.wait()
    sent = list(host.sent)
    host.forget()
    page.keyboard.press("Control+k")
    page.wait_for_function("() => Boolean(globalThis.rollehub?.find)")
    host.wait()
    found = list(host.sent)
    context.close()
    return Cost(
        kind=kind,
        requests=len(sent),
        bytes=sum(size for _, size in sent),
        html=sum(size for path, size in sent if path == address),
        styles=sum(size for path, size in sent if path.endswith(".css")),
        scripts=sum(size for path, size in sent if path.endswith(".js")),
        unpacked=file_of(host.folder, address).stat().st_size,
        search_requests=len(found),
        search_bytes=sum(size for _, size in found),
    )


def print_costs(rows: Sequence[Cost]) -> None:
    """Print the table, in kB with gzip."""
    names = ("requests", "bytes", "html", "styles", "scripts", "unpacked")
    print(f"{'page':14} " + " ".join(f"{name:>8}" for name in names) + "   first search")
    for row in rows:
        sizes = (row.bytes, row.html, row.styles, row.scripts, row.unpacked)
        print(
            f"{row.kind:14} {row.requests:8} "
            + " ".join(f"{size / 1000:8.1f}" for size in sizes)
            + f"   {row.search_requests:3} {row.search_bytes / 1000:8.1f}"
        )


def measured(site: Path, kinds: Mapping[str, str], chromium: str) -> list[Cost]:
    """Measure each kind of page."""
    with hosted(site) as host, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        rows = [cost(browser, host, kind, address) for kind, address in kinds.items()]
        browser.close()
    return rows


def main() -> None:
    """Measure, print, and exit with 1 if a limit is exceeded."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--site", type=Path, metavar="DIR", help="a built site, not that of tests")
    parser.add_argument("--json", metavar="FILE", help="write the figures to a file")
    options = parser.parse_args()
    chromium = find_browser()
    if chromium is None:
        sys.exit("No Chromium; install it with apt-get install chromium.")
    site = options.site or built("own").folder
    rows = measured(site, kinds_of(site), chromium)
    print_costs(rows)
    if options.json:
        data = {"format": 2, "pages": [asdict(row) for row in rows]}
        Path(options.json).write_text(json.dumps(data, indent=1) + "\n", "utf-8")
    if rows[0].bytes >= FRONT_PAGE_BAR:
        sys.exit(f"Above the bar: front page: {rows[0].bytes} bytes")


if __name__ == "__main__":
    main()
