"""What a search costs a reader: bytes sent and milliseconds until results."""

import random
import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from tests.benchmarks.searching.asking import Times, median_of, opened, times
from tests.benchmarks.searching.engines import SHOWN, Engine
from tests.search_fixtures import Host, packed

SESSIONS, PER_SESSION = 10, 5

SESSIONS, PER_SESSION = 10, 5


PHONE_DELAY = 0.15
"""Seconds that a phone waits for each response."""


@dataclass(frozen=True, slots=True)
class Session:
    """The costs of one visit: bytes, and milliseconds to the first results."""

    opening: int
    opening_search: int
    """The part of `opening` that only the search needs."""
    first: int
    further: tuple[int, ...]
    program: int
    """The part of `opening` and `first` that does not depend on the query."""
    milliseconds: float | None


def session(
    browser: Browser, host: Host, engine: Engine, queries: Sequence[str], *, slow: bool = False
) -> Session:
    """Visit a site for the first time and run some queries one after the other."""

    def sent(pattern: str = ".*") -> int:
        return sum(size for path, size in host.sent if re.fullmatch(pattern, path))

    host.forget()
    with opened(browser, host, engine, slow=slow) as page:
        opening, program = sent(), sent(engine.program)
        early = program + sent(engine.data)
        host.forget()
        taken = page.evaluate("(query) => bench.first(query)", queries[0])
        host.wait()
        first, program = sent(), program + sent(engine.program)
        further = []
        for query in queries[1:]:
            host.forget()
            page.evaluate(f"(query) => bench.ask(query, null, {SHOWN})", query)
            host.wait()
            further.append(sent())
    return Session(opening, early, first, tuple(further), program, taken)


@dataclass(frozen=True, slots=True)
class Costs:
    """What a search costs: bytes as sent (gzip, with headers), and milliseconds."""

    engine: str
    opening: float
    opening_search: float
    first: float
    further: float
    further_most: int
    index: int
    index_sent: int
    program_sent: int
    usual: Times
    slow: Times
    first_visit: float | None
    """Milliseconds from focusing the field to the first results, with nothing loaded yet."""
    phone: float | None
    """The same with a slow processor and a delay before each response."""


def costs(
    browser: Browser, host: Host, engine: Engine, queries: Sequence[str], timed: int
) -> Costs:
    """Measure an engine; `queries` should be ones for which it has hits."""
    dice = random.Random(1)
    order = dice.sample(list(queries), len(queries))
    visits = [
        [order[(n * PER_SESSION + k) % len(order)] for k in range(PER_SESSION)]
        for n in range(SESSIONS)
    ]
    sessions = [session(browser, host, engine, visit) for visit in visits]
    host.delay = PHONE_DELAY
    phones = [session(browser, host, engine, visit[:1], slow=True) for visit in visits[:5]]
    host.delay = 0.0
    further = [size for one in sessions for size in one.further]
    data = _files(host.folder, engine.data)
    return Costs(
        engine=engine.name,
        opening=statistics.mean(x.opening for x in sessions),
        opening_search=statistics.mean(x.opening_search for x in sessions),
        first=statistics.mean(x.first for x in sessions),
        further=statistics.mean(further),
        further_most=max(further),
        index=sum(map(len, data.values())),
        index_sent=sum(map(_sent, data.items())),
        program_sent=max(x.program for x in sessions),
        usual=times(browser, host, engine, order[:timed], slow=False),
        slow=times(browser, host, engine, order[:timed], slow=True),
        first_visit=median_of([x.milliseconds for x in sessions if x.milliseconds is not None]),
        phone=median_of([x.milliseconds for x in phones if x.milliseconds is not None]),
    )


def _files(folder: Path, pattern: str) -> dict[str, bytes]:
    """Return path -> bytes of the files whose path matches a pattern."""
    names = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    return {
        name: path.read_bytes()
        for name, path in names.items()
        if path.is_file() and re.fullmatch(pattern, name)
    }


def _sent(item: tuple[str, bytes]) -> int:
    name, body = item
    return len(packed(body)) if name.endswith((".js", ".json")) else len(body)
