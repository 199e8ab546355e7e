"""What Lighthouse says of each kind of page, on a phone and on a desktop.

Prints the scores of the best of some runs, since other programs slow the machine down, and what
cost a point. Exits with 1 if a score is below the bar. A local host with gzip serves the site; what
only a host can give, such as long caching and HTTP/2, costs no score. Lighthouse is not a
dependency: `npm install lighthouse` in a folder of your own, with Node 22 or newer.
Usage: python -m tests.benchmarks.lighthouse [--program FILE] [--site DIR] [--runs N] [--json FILE]
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.pages import kinds_of
from tests.browser.browsing import FLAGS
from tests.browser.conftest import find_browser
from tests.search_fixtures import hosted
from tests.site_fixtures import built

BARS = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
PRESETS = {"phone": [], "desktop": ["--preset=desktop"]}
GREEN = 0.9
"""What Lighthouse shows in green."""
SHUT = ("guide", "form")
"""Pages whose policy lets nothing out: Lighthouse cannot ask for `robots.txt` from them."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What a kind of page got, from 0 to 100, by category."""

    kind: str
    preset: str
    scores: dict[str, int]
    losses: list[str]
    """The audits that cost a point."""

    @property
    def low(self) -> bool:
        """Whether a score is below the bar."""
        return any(self.scores[name] < bar for name, bar in BARS.items())


def find_program(named: str | None) -> str:
    """Return the path of Lighthouse, or exit with what to do."""
    program = shutil.which(named or "lighthouse")
    if program is None:
        sys.exit(
            f"No Lighthouse{f' at {named}' if named else ''}. Get it with `npm install lighthouse` "
            "in a folder of your own, and give its path: --program node_modules/.bin/lighthouse"
        )
    return program


def report(program: str, url: str, chromium: str, options: list[str]) -> dict[str, Any]:
    """Return what Lighthouse reports on a page."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "report.json"
        flags = " ".join(["--headless=new", *FLAGS])
        subprocess.run(
            [program, url, "--quiet", "--output=json", f"--output-path={out}",
             "--throttling-method=simulate", f"--chrome-flags={flags}", *options],
            env={**os.environ, "CHROME_PATH": chromium}, check=True, timeout=300,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        found: dict[str, Any] = json.loads(out.read_text("utf-8"))
        return found


def judged(kind: str, preset: str, found: dict[str, Any]) -> Scores:
    """Return the scores of a report, and which audits lowered them."""
    rows = found["categories"]
    weighed = {
        row["id"] for category in rows.values() for row in category["auditRefs"] if row["weight"]
    }
    return Scores(
        kind=kind,
        preset=preset,
        scores={name: round(100 * (row["score"] or 0)) for name, row in rows.items()},
        losses=[
            f"{name} {audit.get('displayValue', '')}".strip()
            for name, audit in found["audits"].items()
            if name in weighed and audit["score"] is not None and audit["score"] < GREEN
        ],
    )


def best(one: Scores | None, other: Scores) -> Scores:
    """Return the better of two runs; only the performance differs between them."""
    if one is None or other.scores["performance"] > one.scores["performance"]:
        return other
    return one


def main() -> None:
    """Judge each kind of page, print, and exit with 1 if a score is below the bar."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--program", metavar="FILE", help="Lighthouse (default: that of the path)")
    parser.add_argument("--site", type=Path, metavar="DIR", help="a built site, not that of tests")
    parser.add_argument(
        "--runs", type=int, default=3, metavar="N", help="at most, until all is 100"
    )
    parser.add_argument("--json", metavar="FILE", help="write the figures to a file")
    options = parser.parse_args()
    program, chromium = find_program(options.program), find_browser()
    if chromium is None:
        sys.exit("No Chromium; install it with apt-get install chromium.")
    site = options.site or built("own").folder
    rows = []
    print(f"{'page':14} {'screen':8} " + " ".join(f"{name:>14}" for name in BARS))
    with hosted(site) as host:
        for kind, address in kinds_of(site).items():
            for preset, settings in PRESETS.items():
                skipped = ["--skip-audits=robots-txt"] if kind in SHUT else []
                row: Scores | None = None
                for _ in range(options.runs):
                    found = report(program, host.url + address, chromium, settings + skipped)
                    row = best(row, judged(kind, preset, found))
                    if set(row.scores.values()) == {100}:
                        break
                assert row
                rows.append(row)
                figures = " ".join(f"{row.scores[name]:14}" for name in BARS)
                print(f"{kind:14} {preset:8} {figures}  {', '.join(row.losses)}", flush=True)
    if options.json:
        data = {"format": 1, "pages": [asdict(row) for row in rows]}
        Path(options.json).write_text(json.dumps(data, indent=1) + "\n", "utf-8")
    if low := [f"{row.kind} ({row.preset})" for row in rows if row.low]:
        sys.exit("Below the bar: " + ", ".join(low))


if __name__ == "__main__":
    main()
