"""Compare our search with Material's built-in search and with Pagefind, on the same content.

Each is given the same questions, links, glossary and words, and asked in a headless Chromium the
way its readers ask it. Printed: how much each finds, by query set and by kind of query; the bytes
it sends; the time from typing to results; and, with --generated, how it grows. Pagefind is no part
of the project: `pip install 'pagefind[bin]'`, or name the folder it is in with PYTHONPATH; without
it the others are compared. Only this machine is asked.
"""

import argparse
import asyncio
import importlib
import importlib.util
import json
import math
import random
import re
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from generator.hub.links import Link
from generator.hub.load import read_hub
from generator.hub.model import Hub, Term
from generator.hub.questions import Question
from generator.hub.references import cited_sections, published
from generator.site.export.search_index import explained
from generator.site.text.prose import Prose
from generator.site.words import KIND_WORDS
from tests.benchmarks import generated
from tests.browser.browsing import FLAGS, WIDE
from tests.browser.conftest import find_browser
from tests.search_fixtures import (
    FIELD,
    KINDS,
    PAGE_OF_SEARCH,
    QUERY_FILES,
    RANK_BAR,
    RECALL_BAR,
    Host,
    Query,
    faults,
    hosted,
    marks,
    packed,
    rank,
    read_queries,
)
from tests.site_fixtures import built, parse, run_build

ROOT = Path(__file__).resolve().parents[2]
SHOWN = 5
"""Hits that Pagefind's page shows, as its own interface does; it asks for each by itself."""
SESSIONS, PER_SESSION = 10, 5
SLOW = 4
"""How many times slower a phone computes."""
PHONE_DELAY = 0.15
"""Seconds that a phone waits for each answer."""
LONGEST = 5000
"""Milliseconds after which a query has no results."""

# --- what is to be found


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to find, with the words that our own index has of it."""

    id: str
    title: str
    words: tuple[str, ...]
    """Other titles, what people also search for, sections of laws, topic, publisher, forms."""
    markdown: str
    text: str
    """The same without markup."""
    roles: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Its page's address from the root."""
        return f"{self.id.replace(':', '/')}/"


def entries(hub: Hub) -> Iterator[Entry]:
    """Yield all questions, links and words of a hub."""
    prose = Prose(hub)
    topics = {id_: topic.title for topic in hub.topics for id_ in topic.questions}
    for question in published(hub):
        yield _question(question, topics.get(question.id, ""), explained(hub, question), prose)
    names = {topic.id: topic.title for topic in hub.topics}
    for link in hub.links:
        yield _link(link, names.get(link.topic, ""), prose)
    for term in hub.terms:
        yield _term(term)


def _question(question: Question, topic: str, terms: Iterable[str], prose: Prose) -> Entry:
    variants = question.variants.values()
    answers = dict.fromkeys(
        [question.answer, *(x.append or x.replace or "" for x in variants if x.append or x.replace)]
    )
    sections = {section for _, section in cited_sections(question) if section}
    words = [
        *(x.question for x in variants if x.question),
        *question.terms,
        *question.aliases,
        *terms,
        *(f"§ {section}" for section in sorted(sections)),
        topic,
    ]
    return Entry(
        id=question.id,
        title=question.question,
        words=tuple(dict.fromkeys(words)),
        markdown="\n\n".join(
            prose.plain_markdown(x, lambda id_: f"../{id_}/").strip() for x in answers
        ),
        text=" ".join(_text(prose, x) for x in answers),
        roles=question.roles,
    )


def _link(link: Link, topic: str, prose: Prose) -> Entry:
    note = link.note or ""
    return Entry(
        id=f"link:{link.id}",
        title=link.title,
        words=(link.publisher, KIND_WORDS[link.kind], topic),
        markdown=prose.plain_markdown(note, lambda id_: f"../../{id_}/"),
        text=_text(prose, note),
        roles=link.roles,
    )


def _term(term: Term) -> Entry:
    return Entry(
        id=f"term:{term.id}",
        title=f"{term.term} – {term.expansion}" if term.expansion else term.term,
        words=(*term.forms, *term.synonyms),
        markdown=term.definition or "",
        text=term.definition or "",
    )


def _text(prose: Prose, markdown: str) -> str:
    return parse(prose.convert(markdown)).text


@dataclass(frozen=True, slots=True)
class Content:
    """A hub, where its sources are, and all that is to be found in it."""

    root: Path
    hub: Hub
    entries: tuple[Entry, ...]


def content_of(root: Path) -> Content:
    """Read a hub."""
    hub, _, problems = read_hub(root)
    assert problems == []
    return Content(root, hub, tuple(entries(hub)))


# --- the engines

# In the page: `bench`. Of an engine it needs the field, the hits that are shown, a way to open the
# search, and a way to ask for more hits than are shown.
_BENCH = """
(() => {
  const LONGEST = %(longest)d
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
  const until = async (holds) => {
    const start = performance.now()
    while (!holds()) {
      if (performance.now() - start > 6 * LONGEST) throw Error("the search did not open")
      await pause(5)
    }
  }
  /** The time when something holds, looked at after each change of the page; null if never. */
  const when = (holds) =>
    new Promise((resolve) => {
      const stop = (time) => {
        observer.disconnect()
        clearTimeout(timer)
        resolve(time)
      }
      const look = () => holds() && stop(performance.now())
      const observer = new MutationObserver(look)
      const all = { subtree: true, childList: true, attributes: true, characterData: true }
      observer.observe(document, all)
      const timer = setTimeout(() => stop(null), LONGEST)
      look()
    })
  const put = (value) => {
    engine.field().value = value
    engine.field().dispatchEvent(new InputEvent("input", { bubbles: true }))
    engine.field().dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }))
  }
  const clear = async () => {
    put("")
    await when(() => !engine.shown().length)
    await pause(20)
  }
  const typed = async (query) => {
    const start = performance.now()
    put(query)
    const end = await when(() => engine.shown().length)
    return end === null ? null : end - start
  }
  const engine = %(engine)s
  return {
    /** Milliseconds from going to the field until the search is ready. */
    async open() {
      const start = performance.now()
      await engine.open()
      return performance.now() - start
    },
    /** {ids, listed}: what a query finds, best first, and how many hits the reader is told of. */
    ask: (query, role, most) => engine.ask(query, role, most),
    /** Milliseconds from a query to its first results, once the search is open. */
    async time(query) {
      await clear()
      return typed(query)
    },
    /** The same for a reader who goes to the field and types at once. */
    async first(query) {
      const start = performance.now()
      engine.field().focus()
      const rest = await typed(query)
      return rest === null ? null : performance.now() - start
    },
  }
})()
"""

_OURS = """{
    field: () => document.querySelector("%(field)s"),
    shown: () =>
      [...document.querySelectorAll("[role=listbox] [role=option]")].filter((x) =>
        x.checkVisibility(),
      ),
    async open() {
      this.field().focus()
      await until(() => globalThis.rollehub?.find)
    },
    async ask(query, role, most) {
      const options = { role, topic: null, onlyRole: false }
      const { hits } = await globalThis.rollehub.find(query, options)
      const ids = hits.map(({ kind, id }) => (kind === "question" ? id : `${kind}:${id}`))
      return { ids: ids.slice(0, most), listed: ids.length }
    },
  }"""

_MATERIAL = """{
    field: () => document.querySelector("input.md-search__input"),
    told: () => document.querySelector(".md-search-result__meta").textContent.trim(),
    shown: () => [...document.querySelectorAll(".md-search-result__list > li")],
    async open() {
      this.field().focus()
      await until(() => this.told() === "Skriv søkeord")
    },
    async ask(query, role, most) {
      await clear()
      await until(() => this.told() === "Skriv søkeord")
      put(query)
      await until(() => this.told() !== "Skriv søkeord")
      for (let before = null; before !== document.body.innerHTML; await pause(30)) {
        before = document.body.innerHTML
      }
      const ids = this.shown().map((hit) => {
        const path = new URL(hit.querySelector("a").href).pathname
        return path.replace(/^\\/|\\/$/g, "").replace("/", ":")
      })
      return { ids: ids.slice(0, most), listed: Number(this.told().match(/^\\d+/)?.[0] ?? 0) }
    },
  }"""

_PAGEFIND = """{
    field: () => document.querySelector("input"),
    shown: () => [...document.querySelectorAll("li")],
    async open() {
      this.field().focus()
      await globalThis.loaded()
    },
    async ask(query, role, most) {
      const options = role ? { filters: { rolle: { any: [role, "alle"] } } } : {}
      const { results } = await (await globalThis.loaded()).search(query, options)
      const data = await Promise.all(results.slice(0, most).map((result) => result.data()))
      return { ids: data.map(({ url }) => url.replace(/^\\//, "")), listed: results.length }
    },
  }"""

# The least page that searches with Pagefind: nothing is loaded before the reader goes to the field.
_PAGEFIND_PAGE = """<!doctype html>
<html lang="nb"><meta charset="utf-8"><title>Søk</title>
<input type="search"><ul></ul>
<script type="module">
const field = document.querySelector("input")
const list = document.querySelector("ul")
let promised = null
globalThis.loaded = () =>
  (promised ??= import("/pagefind/pagefind.js").then(async (pagefind) => {
    // Of the settings that were tried, this finds most on our query sets.
    const ranking = { termFrequency: 0 }
    await pagefind.options({ ranking, noWorker: location.search === "?slow" })
    await pagefind.init()
    return pagefind
  }))
field.addEventListener("focus", globalThis.loaded)
field.addEventListener("input", async () => {
  const query = field.value
  if (!query) return list.replaceChildren()
  const { results } = await (await globalThis.loaded()).search(query)
  const found = await Promise.all(results.slice(0, %d).map((result) => result.data()))
  if (query !== field.value) return
  list.replaceChildren(
    ...found.map((hit) => {
      const item = document.createElement("li")
      item.innerHTML = `<a href="${hit.url}">${hit.meta.title}</a> ${hit.excerpt}`
      return item
    }),
  )
})
</script>
"""


@dataclass(frozen=True, slots=True)
class Engine:
    """A search: how its site is made, and how it is asked in a page."""

    name: str
    make: Callable[[Content, Path], Path]
    """Makes the site, in the folder if it has none yet; returns the folder that is served."""
    script: str
    program: str
    """Pattern of the files that only the search needs, data apart."""
    data: str
    """Pattern of the files that make the index."""
    start: str = ""
    takes_role: bool = False
    note: str = ""


def make_ours(content: Content, folder: Path) -> Path:
    """Build the hub as it is published."""
    if content.root == ROOT:
        return built("own").folder
    return _build(content.root / "mkdocs.yml", folder)


def make_material(content: Content, folder: Path) -> Path:
    """Build a plain site with a page for each entry; its search is as it comes."""
    source = folder / "source"
    for entry in content.entries:
        page = source / f"docs/{entry.path[:-1]}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        words = ", ".join(entry.words)
        page.write_text(f"# {entry.title}\n\n{words}\n\n{entry.markdown}\n", "utf-8")
    (source / "docs/index.md").write_text("# Søk\n", "utf-8")
    (source / "mkdocs.yml").write_text(
        "site_name: Målt\ntheme: {name: material, language: nb, font: false}\n"
        "plugins: [search]\nmarkdown_extensions: [attr_list, tables, toc]\n"
        "nav: [index.md]\nnot_in_nav: /**\n",
        "utf-8",
    )
    return _build(source / "mkdocs.yml", folder / "site")


def _build(config: Path, site: Path) -> Path:
    result = run_build(config, site, "--quiet")
    assert result.returncode == 0, result.stdout + result.stderr
    return site


def make_pagefind(content: Content, folder: Path) -> Path:
    """Make an index of custom records, and a page that searches it."""
    site = folder / "site"
    site.mkdir(parents=True)
    (site / "index.html").write_text(_PAGEFIND_PAGE % SHOWN, "utf-8")
    with ThreadPoolExecutor(1) as thread:  # Playwright's own loop runs in this one
        thread.submit(asyncio.run, _write_pagefind(content.entries, site / "pagefind")).result()
    return site


async def _write_pagefind(records: Iterable[Entry], folder: Path) -> None:
    index_type = importlib.import_module("pagefind.index").PagefindIndex
    async with index_type(config={"output_path": str(folder)}) as index:
        for entry in records:
            await index.add_custom_record(
                url=f"/{entry.id}",
                content=f"{entry.title}\n{'. '.join(entry.words)}\n{entry.text}",
                language="nb",
                meta={"title": entry.title, "search words": ", ".join(entry.words)},
                filters={"rolle": list(entry.roles) or ["alle"]},
            )


ENGINES = {
    engine.name: engine
    for engine in (
        Engine(
            "ours",
            make_ours,
            _OURS % {"field": FIELD},
            program=r"assets/javascripts/(?:search|find)\.js",
            data=r"search/index\.js",
            start=PAGE_OF_SEARCH,
            takes_role=True,
        ),
        Engine(
            "material",
            make_material,
            _MATERIAL,
            program=r"assets/javascripts/(?:workers|lunr)/.*\.js",
            data=r"search/search_index\.json",
            note="program and index are sent with the page; nothing is left to load at the field",
        ),
        Engine(
            "pagefind",
            make_pagefind,
            _PAGEFIND,
            program=r"pagefind/(?:pagefind(?:-worker)?\.js|wasm\..*)",
            data=r"pagefind/(?:.*\.pf_\w+|pagefind-entry\.json)",
            takes_role=True,
            note=f"a small page in place of its own interface; asks for the {SHOWN} hits it shows",
        ),
    )
}


# --- asking


@contextmanager
def opened(browser: Browser, host: Host, engine: Engine, *, slow: bool = False) -> Iterator[Page]:
    """Yield a new page of an engine's site, in a browser that has stored nothing."""
    context = browser.new_context(locale="nb-NO", **WIDE)
    try:
        page = context.new_page()
        if slow:
            speed = {"rate": SLOW}
            context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", speed)
        page.goto(f"{host.url}{engine.start}{'?slow' if slow else ''}")
        script = _BENCH % {"engine": engine.script, "longest": LONGEST}
        page.evaluate(f"globalThis.bench = {script}; 0")
        host.wait()
        yield page
    finally:
        context.close()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query found."""

    query: Query
    ids: list[str]
    """The first ten, best first."""
    listed: int
    """How many the reader is told of."""


def ask(page: Page, queries: Sequence[Query], *, with_role: bool) -> list[Answer]:
    """Ask all queries, in a page where the search is open."""
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
    """Time queries, one after the other on one page."""
    with opened(browser, host, engine, slow=slow) as page:
        load = page.evaluate("bench.open()")
        for query in queries[:3]:  # what a browser compiles at first use counts in a session
            page.evaluate("(query) => bench.time(query)", query)
        taken = [page.evaluate("(query) => bench.time(query)", query) for query in queries]
    known = sorted(one for one in taken if one is not None)
    return Times(load, _median(known), known[math.ceil(0.95 * len(known)) - 1] if known else None)


@dataclass(frozen=True, slots=True)
class Session:
    """What one visit cost: bytes, and milliseconds to the first results."""

    opening: int
    opening_search: int
    """Of these, what only the search needs."""
    first: int
    further: tuple[int, ...]
    program: int
    """Of the first two, what is the same whatever is searched for."""
    milliseconds: float | None


def session(
    browser: Browser, host: Host, engine: Engine, queries: Sequence[str], *, slow: bool = False
) -> Session:
    """Visit a site for the first time and ask some queries, one after the other."""

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
    """What a search costs: bytes as they are sent (gzip, heads too), milliseconds."""

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
    """Milliseconds from going to the field to the first results, where nothing is loaded yet."""
    phone: float | None
    """The same on a slow processor, with a wait for each answer."""


def costs(
    browser: Browser, host: Host, engine: Engine, queries: Sequence[str], timed: int
) -> Costs:
    """Measure an engine; `queries` are those that it has hits for."""
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
        first_visit=_median([x.milliseconds for x in sessions if x.milliseconds is not None]),
        phone=_median([x.milliseconds for x in phones if x.milliseconds is not None]),
    )


def _files(folder: Path, pattern: str) -> dict[str, bytes]:
    """Return path -> bytes of the files that a pattern names."""
    names = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    return {
        name: path.read_bytes()
        for name, path in names.items()
        if path.is_file() and re.fullmatch(pattern, name)
    }


def _sent(item: tuple[str, bytes]) -> int:
    name, body = item
    return len(packed(body)) if name.endswith((".js", ".json")) else len(body)


def _median(values: Sequence[float]) -> float | None:
    return statistics.median(values) if values else None


# --- the report


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows under their heads: the first column to the left, the others to the right."""
    texts = [list(head), *([str(x) for x in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    for row in texts:
        first, *rest = (
            x.ljust(width) if n == 0 else x.rjust(width)
            for n, (x, width) in enumerate(zip(row, widths, strict=True))
        )
        print("  ".join([first, *rest]).rstrip())
    print(flush=True)


def _share(value: float) -> str:
    return f"{value:.3f}"


def _ms(value: float | None) -> str:
    return "-" if value is None else f"{value:.1f}"


def _kb(value: float) -> str:
    return f"{value / 1000:.1f}"


def quality(runs: Mapping[str, Mapping[str, list[Answer]]]) -> list[dict[str, Any]]:
    """Judge runs, each with its answers by query set: in all, by set, and by kind of query."""
    rows = []
    for name, sets in runs.items():
        every = [one for found in sets.values() for one in found]
        parts = {
            "all": every,
            **(sets if len(sets) > 1 else {}),
            **{f"kind: {kind}": [x for x in every if x.query.kind == kind] for kind in KINDS},
        }
        for part, found in parts.items():
            if found:
                judged = asdict(marks([(x.query, x.ids) for x in found]))
                listed = statistics.median(x.listed for x in found)
                rows.append({"run": name, "part": part, **judged, "listed": listed})
    return rows


def print_quality(rows: Sequence[Mapping[str, Any]]) -> None:
    """Print how much each run finds."""
    print(f"How much is found (wanted of ours: recall at 3 >= {RECALL_BAR}, MRR >= {RANK_BAR})")
    table(
        ("", "queries", "recall@1", "recall@3", "MRR", "no hits", "hits listed"),
        [
            (
                f"{row['run']}, {row['part']}", row["queries"], _share(row["at_1"]),
                _share(row["at_3"]), _share(row["mrr"]), row["silent"], f"{row['listed']:g}",
            )
            for row in rows
            if not row["part"].startswith("kind")
        ],
    )  # fmt: skip
    runs = list(dict.fromkeys(row["run"] for row in rows))
    cells = {(row["part"], row["run"]): row for row in rows}
    kinds = [kind for kind in KINDS if (f"kind: {kind}", runs[0]) in cells]
    print("Recall at 3 and MRR by kind of query")
    table(
        ("", "queries", *(f"{run}" for run in runs)),
        [
            (
                kind,
                cells[f"kind: {kind}", runs[0]]["queries"],
                *(
                    f"{_share(cell['at_3'])} {_share(cell['mrr'])}"
                    for cell in (cells[f"kind: {kind}", run] for run in runs)
                ),
            )
            for kind in kinds
        ],
    )


def missed(runs: Mapping[str, Mapping[str, list[Answer]]]) -> list[dict[str, Any]]:
    """Return every query whose answer is not among the first three."""
    found = []
    for run, sets in runs.items():
        for answer in (x for answers in sets.values() for x in answers):
            place = rank(answer.ids, answer.query.want)
            if place is None or place > 3:
                row = asdict(answer.query)
                found.append({"run": run, **row, "place": place, "got": answer.ids[:3]})
    return found


def print_misses(rows: Sequence[Mapping[str, Any]]) -> None:
    """Print them."""
    for run in dict.fromkeys(row["run"] for row in rows):
        print(f"Not among the first three: {run}")
        for row in (x for x in rows if x["run"] == run):
            role = f", {row['role']}" if row["role"] else ""
            print(
                f"  {row['query']} ({row['kind']}{role}): wants {', '.join(row['want'])}, "
                f"at {row['place'] or '-'}; got {', '.join(row['got']) or 'nothing'}"
            )
        print()


def print_costs(rows: Sequence[Costs]) -> None:
    """Print bytes and times."""
    print("kB as they are sent (gzip, heads too): a first visit, then one query after the other")
    table(
        ("", "page", "of it search", "1st query", "each further", "most"),
        [
            (x.engine, _kb(x.opening), _kb(x.opening_search), _kb(x.first), _kb(x.further),
             _kb(x.further_most))
            for x in rows
        ],
    )  # fmt: skip
    print("kB on the host: the index on disk and as it would be sent, the program as it is sent")
    table(
        ("", "index", "sent", "program"),
        [(x.engine, _kb(x.index), _kb(x.index_sent), _kb(x.program_sent)) for x in rows],
    )
    print(
        f"Milliseconds, in brackets with the page's own thread {SLOW}x slower (workers can't be "
        "slowed: Material's runs\nat full speed, Pagefind is asked to use none): until the search "
        "is ready, from a query to its first results,\nfrom going to the field to first results "
        f"on a first visit, and the same on a phone ({SLOW}x slower, "
        f"{PHONE_DELAY * 1000:.0f} ms a request)"
    )
    table(
        ("", "ready", "median", "p95", "1st visit", "on a phone"),
        [
            (
                x.engine,
                *(
                    f"{_ms(usual)} ({_ms(slow)})"
                    for usual, slow in (
                        (x.usual.load, x.slow.load),
                        (x.usual.median, x.slow.median),
                        (x.usual.p95, x.slow.p95),
                    )
                ),
                _ms(x.first_visit),
                _ms(x.phone),
            )
            for x in rows
        ],
    )
    for engine in (ENGINES[x.engine] for x in rows):
        if engine.note:
            print(f"{engine.name}: {engine.note}")
    print(flush=True)


# --- what is asked for


def compare(
    browser: Browser, engines: Sequence[Engine], files: Sequence[Path], timed: int
) -> tuple[dict[str, dict[str, list[Answer]]], list[Costs]]:
    """Ask all queries of the files on this repository's own hub."""
    content = content_of(ROOT)
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
    """Measure the engines on a generated hub."""
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
    """Yield the engines of these names; say of one that is not there how to get it."""
    for name in names:
        if name == "pagefind" and importlib.util.find_spec("pagefind") is None:
            print("pagefind is left out: get it with `pip install 'pagefind[bin]'`\n")
            continue
        yield ENGINES[name]


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engines", default=",".join(ENGINES), help="of ours,material,pagefind")
    parser.add_argument("--queries", nargs="+", type=Path, default=QUERY_FILES, metavar="FILE")
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
