"""Asking an engine in a page: what each query finds, and how fast."""

import math
import statistics
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Page

from tests.benchmarks.searching.engines import Engine
from tests.benchmarks.searching.scripts import BENCH
from tests.browser.browsing import WIDE
from tests.search_fixtures import Host, Query

SLOW = 4
"""How many times slower the processor of a phone is."""


LONGEST = 5000
"""Milliseconds after which a query counts as having no results."""


def median_of(values: Sequence[float]) -> float | None:
    return statistics.median(values) if values else None


@contextmanager
def opened(browser: Browser, host: Host, engine: Engine, *, slow: bool = False) -> Iterator[Page]:
    """Yield a new page of an engine's site, in a browser with an empty cache."""
    context = browser.new_context(locale="nb-NO", **WIDE)
    try:
        page = context.new_page()
        if slow:
            speed = {"rate": SLOW}
            context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", speed)
        page.goto(f"{host.url}{engine.start}{'?slow' if slow else ''}")
        script = BENCH % {"engine": engine.script, "longest": LONGEST}
        page.evaluate(f"globalThis.bench = {script}; 0")
        host.wait()
        yield page
    finally:
        context.close()


@dataclass(frozen=True, slots=True)
class Answer:
    """The hits of a query."""

    query: Query
    ids: list[str]
    """The first ten, best first."""
    listed: int
    """How many hits the page claims to have found."""


def ask(page: Page, queries: Sequence[Query], *, with_role: bool) -> list[Answer]:
    """Run all queries on a page where the search is open."""
    found = []
    for row in queries:
        role = row.role if with_role else None
        result = page.evaluate("([query, role]) => bench.ask(query, role, 10)", [row.query, role])
        found.append(Answer(row, result["ids"], result["listed"]))
    return found


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds until the search is ready, and from queries to their first results."""

    load: float
    median: float | None
    p95: float | None


def times(
    browser: Browser, host: Host, engine: Engine, queries: Sequence[str], *, slow: bool
) -> Times:
    """Time queries one after the other on one page."""
    with opened(browser, host, engine, slow=slow) as page:
        load = page.evaluate("bench.open()")
        for query in queries[:3]:  # warm-up: compiling at first use is measured in sessions
            page.evaluate("(query) => bench.time(query)", query)
        taken = [page.evaluate("(query) => bench.time(query)", query) for query in queries]
    known = sorted(one for one in taken if one is not None)
    return Times(load, median_of(known), known[math.ceil(0.95 * len(known)) - 1] if known else None)
