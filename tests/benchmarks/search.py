"""Compare our search with Material's built-in search and with Pagefind, on the same content.

Each engine gets the same questions, links, glossary and search words, and is queried in headless
Chromium the way its readers query it. Prints how much each engine finds, by query set and by kind
of query; the bytes it sends; the time from typing to results; and, with --generated, how these grow
with the size of the hub. Pagefind is not a dependency of the project: `pip install
'pagefind[bin]'`, or put its folder on PYTHONPATH. Without it the other engines are compared. No
other machine is contacted.
"""

import argparse
import importlib.util
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.benchmarks import generated
from tests.benchmarks.searching.asking import Answer, ask, opened
from tests.benchmarks.searching.costs import Costs, costs
from tests.benchmarks.searching.engines import ENGINES, Engine
from tests.benchmarks.searching.entries import content_of
from tests.benchmarks.searching.report import (
    missed,
    print_costs,
    print_misses,
    print_quality,
    quality,
)
from tests.browser.browsing import FLAGS
from tests.browser.conftest import find_browser
from tests.search_fixtures import HELD_BACK, QUERY_FILES, faults, hosted, read_queries
from tests.site_fixtures import HUBS, ROOT


def compare(
    browser: Browser, engines: Sequence[Engine], files: Sequence[Path], timed: int
) -> tuple[dict[str, dict[str, list[Answer]]], list[Costs]]:
    """Run all queries of the files on this repository's own hub."""
    content = content_of(HUBS["own"])
    sets = {path.stem: read_queries(path) for path in files}
    if wrong := [line for rows in sets.values() for line in faults(rows, content.hub)]:
        sys.exit("\n".join(wrong))
    print(f"{len(content.entries)} entries, {sum(map(len, sets.values()))} queries\n", flush=True)
    runs: dict[str, dict[str, list[Answer]]] = {}
    measured = []
    for engine in engines:
        ways = {engine.name: engine.takes_role}
        if engine.takes_role:
            ways[f"{engine.name}, no role"] = False
        with tempfile.TemporaryDirectory() as folder:
            site = engine.make(content, Path(folder))
            with hosted(site) as host:
                with opened(browser, host, engine) as page:
                    page.evaluate("bench.open()")
                    for name, with_role in ways.items():
                        runs[name] = {
                            file: ask(page, rows, with_role=with_role)
                            for file, rows in sets.items()
                        }
                found = [x for answers in runs[name].values() for x in answers]
                queries = list(dict.fromkeys(x.query.query for x in found if x.ids))
                measured.append(costs(browser, host, engine, queries, timed))
    return runs, measured


def grow(browser: Browser, engines: Sequence[Engine], size: int, timed: int) -> list[Costs]:
    """Measure the costs of the engines on a generated hub."""
    measured = []
    with tempfile.TemporaryDirectory() as name:
        hub = Path(name) / "hub"
        generated.write_hub(hub, size, ROOT / "overrides")
        content = content_of(hub)
        queries = [
            query
            for number in range(0, size, max(1, size // 20))
            for words in [content.entries[number].title.removesuffix("?").split()]
            for query in (" ".join(words[2:4]), f"{words[3]} {words[-1]}", words[4][:5])
        ]
        for engine in engines:
            site = engine.make(content, Path(name) / engine.name)
            with hosted(site) as host:
                measured.append(costs(browser, host, engine, list(dict.fromkeys(queries)), timed))
    return measured


def usable(names: Iterable[str]) -> Iterator[Engine]:
    """Yield the engines with these names; if one is missing, say how to get it."""
    for name in names:
        if name == "pagefind" and importlib.util.find_spec("pagefind") is None:
            print("pagefind is left out: get it with `pip install 'pagefind[bin]'`\n")
            continue
        yield ENGINES[name]


def main() -> None:
    """Measure and print what the options ask for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engines", default=",".join(ENGINES), help="of ours,material,pagefind")
    sets = (*QUERY_FILES, *HELD_BACK)
    parser.add_argument("--queries", nargs="+", type=Path, default=sets, metavar="FILE")
    parser.add_argument("--misses", action="store_true", help="name what is not in the top three")
    parser.add_argument("--timed", type=int, default=60, metavar="N", help="queries that are timed")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there too")
    parser.add_argument(
        "--generated", type=int, metavar="N", help="measure only costs, on a hub of N questions"
    )
    options = parser.parse_args()
    names = options.engines.split(",")
    if unknown := set(names) - set(ENGINES):
        parser.error(f"no such engine: {', '.join(sorted(unknown))}")
    if not (chromium := find_browser()):
        sys.exit(
            "no Chromium; install it with `apt-get install chromium`, or set ROLLEHUB_CHROMIUM"
        )
    if not (engines := list(usable(names))):
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        of_python = {"material": "mkdocs-material", "pagefind": "pagefind"}
        versions = [
            f"{x} {version(of_python[x])}"
            for x in names
            if x in of_python and ENGINES[x] in engines
        ]
        print(f"{', '.join([*versions, f'Chromium {browser.version}'])}", flush=True)
        if options.generated:
            runs, measured = {}, grow(browser, engines, options.generated, options.timed)
        else:
            runs, measured = compare(browser, engines, options.queries, options.timed)
        browser.close()
    rows, misses = quality(runs), missed(runs)
    if runs:
        print_quality(rows)
    print_costs(measured)
    if options.misses:
        print_misses(misses)
    if options.json:
        data = {"quality": rows, "costs": [asdict(x) for x in measured], "misses": misses}
        options.json.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
