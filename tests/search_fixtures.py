"""Fixtures for the tests of the search and its benchmark.

Contains the query sets and how answers are scored; a server that behaves like a good static host
and counts the bytes it sends; and functions that run our own search in a page of the built site.
"""

import gzip
import mimetypes
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

import yaml
from playwright.sync_api import Page

from generator.hub.model import Hub
from generator.hub.references import published

QUERY_FILES = tuple(
    Path(__file__).parent / "search" / f"{name}.yaml"
    for name in (
        "queries",
        "held_out",
        "everyday",
        "held_out_2",
        "fresh_1",
        "fresh_2",
        "fresh_3",
        "fresh_5",
    )
)
HELD_BACK = tuple(Path(__file__).parent / f"search/fresh_{number}.yaml" for number in (4, 6, 7))
"""Sets that only the benchmark runs; their first lines say what of them was seen, and when."""
KINDS = (
    "plain", "natural", "inflection", "nynorsk", "folded", "abbreviation",
    "compound", "typo", "law", "link", "term", "partial", "dialect", "english",
    "everyday",
)  # fmt: skip
OUTSIDE = "outside"
"""The kind of a query about another subject, which wants nothing."""
DEPTH = 10
"""How many hits count; an answer further down counts as not found."""
RECALL_BAR, RANK_BAR = 0.95, 0.85
"""The project's goals: recall at 3, and mean reciprocal rank."""

# --- query sets


@dataclass(frozen=True, slots=True)
class Query:
    """A query as a reader types it, and what it must find."""

    query: str
    want: tuple[str, ...]
    """The ids of right answers: a question's id, `link:<id>` or `term:<id>`."""
    kind: str
    role: str | None = None


def read_queries(path: Path) -> list[Query]:
    """Return the queries of a file that the hub answers."""
    rows = yaml.safe_load(path.read_text("utf-8"))
    return [Query(**{**row, "want": tuple(row["want"])}) for row in rows if row["kind"] != OUTSIDE]


def read_outside(path: Path) -> list[str]:
    """Return the queries of a file that are about another subject."""
    rows = yaml.safe_load(path.read_text("utf-8"))
    return [row["query"] for row in rows if row["kind"] == OUTSIDE]


def known_ids(hub: Hub) -> set[str]:
    """Return every id that a query may expect."""
    return {
        *(question.id for question in published(hub)),
        *(f"link:{link.id}" for link in hub.links),
        *(f"term:{term.id}" for term in hub.terms),
    }


def faults(queries: Sequence[Query], hub: Hub) -> list[str]:
    """Return what is wrong with a query set; each message names the query."""
    known, roles = known_ids(hub), {role.id for role in hub.roles}
    questions = hub.question_by_id
    found = []
    for row in queries:
        unknown = [id_ for id_ in row.want if id_ not in known]
        wanted = [questions[id_] for id_ in row.want if id_ in questions]
        if not row.query.strip() or not row.want:
            found.append(f"«{row.query}»: query or want is empty")
        if unknown:
            found.append(f"«{row.query}»: wants unknown {', '.join(unknown)}")
        if row.kind not in KINDS:
            found.append(f"«{row.query}»: unknown kind {row.kind}")
        if row.role is not None and row.role not in roles:
            found.append(f"«{row.query}»: unknown role {row.role}")
        elif row.role is not None and any(row.role not in x.roles for x in wanted):
            found.append(f"«{row.query}»: {row.role} does not have all that is wanted")
    times = Counter((row.query, row.role) for row in queries)
    return found + [f"«{query}»: stands {n} times" for (query, _), n in times.items() if n > 1]


# --- scores


def rank(found: Sequence[str], want: Iterable[str]) -> int | None:
    """Return the position of the first right hit, from 1, or None if it is not in the first ten."""
    right = set(want)
    return next((place for place, id_ in enumerate(found[:DEPTH], 1) if id_ in right), None)


@dataclass(frozen=True, slots=True)
class Marks:
    """The scores of an engine on a set of queries."""

    queries: int
    at_1: float
    """Share of queries whose first hit is right."""
    at_3: float
    mrr: float
    """Mean of 1 / position of the first right hit, or 0 without one."""
    silent: int
    """Queries without any hit."""


def marks(answers: Sequence[tuple[Query, Sequence[str]]]) -> Marks:
    """Return the scores of answers: each query with the ids found, best first."""
    ranks = [rank(found, row.want) for row, found in answers]
    number = max(1, len(ranks))
    return Marks(
        queries=len(ranks),
        at_1=sum(x == 1 for x in ranks) / number,
        at_3=sum(x is not None and x <= 3 for x in ranks) / number,
        mrr=sum(1 / x for x in ranks if x) / number,
        silent=sum(not found for _, found in answers),
    )


# --- a static host

# Types that static hosts compress; fonts, images and the like are compressed already.
_COMPRESSED = (
    "text/",
    "application/javascript",
    "application/json",
    "application/xml",
    "image/svg",
)


class Host(ThreadingHTTPServer):
    """Serves a folder on this machine with gzip, keep-alive and ten minutes of browser cache."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.folder = folder
        self.url = f"http://127.0.0.1:{self.server_port}/"
        self.delay = 0.0
        """Seconds of delay before each response, as on a mobile network."""
        self.sent: list[tuple[str, int]] = []
        """Path and size, in bytes with headers, of each response since `forget`."""
        self._open = 0
        self._lock = threading.Lock()

    def forget(self) -> None:
        """Start counting anew, after all responses have been sent."""
        self.wait()
        self.sent.clear()

    def wait(self, still: float = 0.1) -> None:
        """Wait until there has been no request for `still` seconds."""
        while True:
            before = len(self.sent)
            time.sleep(still)
            if not self._open and len(self.sent) == before:
                return

    def begin(self) -> None:
        """Note that a request has arrived."""
        with self._lock:
            self._open += 1

    def end(self, path: str, size: int) -> None:
        """Note that a response has been sent."""
        with self._lock:
            self._open -= 1
            self.sent.append((path, size))


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Host

    def do_GET(self) -> None:
        self.server.begin()
        path = unquote(urlsplit(self.path).path).removeprefix("/")
        size = 0
        try:
            time.sleep(self.server.delay)
            file = self.server.folder / (f"{path}index.html" if path[-1:] in ("", "/") else path)
            size = self._send(file)
        finally:
            self.server.end(path, size)

    def _send(self, file: Path) -> int:
        is_there = file.is_file() and file.resolve().is_relative_to(self.server.folder.resolve())
        status = HTTPStatus.OK if is_there else HTTPStatus.NOT_FOUND
        body = file.read_bytes() if is_there else b""
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        head = [
            f"HTTP/1.1 {status.value} {status.phrase}",
            f"Content-Type: {kind}{'; charset=utf-8' if kind.startswith('text/') else ''}",
            "Cache-Control: max-age=600",
        ]
        if kind.startswith(_COMPRESSED) and len(body) > 150:
            body = packed(body)
            head.append("Content-Encoding: gzip")
        head.append(f"Content-Length: {len(body)}")
        answer = "\r\n".join([*head, "", ""]).encode() + body
        self.wfile.write(answer)
        return len(answer)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class's name)
        pass


@cache
def packed(body: bytes) -> bytes:
    """Return bytes as a host sends them: gzip level 6, reproducible."""
    return gzip.compress(body, 6, mtime=0)


@contextmanager
def hosted(folder: Path) -> Iterator[Host]:
    """Serve a folder until the block ends."""
    with Host(folder) as host:
        threading.Thread(target=host.serve_forever, args=(0.01,), daemon=True).start()
        yield host
        host.shutdown()


# --- our search

PAGE_OF_SEARCH = "sporsmal/"
FIELD = "form[data-search] input[type=search]"
_FIND = """async ([query, options]) => {
  const { hits } = await globalThis.rollehub.find(query, options)
  return hits.map(({ kind, id }) => (kind === "question" ? id : `${kind}:${id}`))
}"""


def open_search(page: Page, root: str = "") -> None:
    """Open the search page and focus its field as a reader does; wait until all is loaded."""
    page.goto(root + PAGE_OF_SEARCH)
    page.locator(FIELD).first.focus()
    page.wait_for_function("() => Boolean(globalThis.rollehub?.find)")


def find(page: Page, query: str, role: str | None = None, topic: str | None = None) -> list[str]:
    """Return the ids that our search finds, best first, on a page where it is open."""
    return list(page.evaluate(_FIND, [query, {"role": role, "topic": topic, "onlyRole": False}]))


def is_sure(page: Page, query: str) -> bool:
    """Return whether the search finds hits without saying that they are probably no answer."""
    found = page.evaluate("async (query) => globalThis.rollehub.find(query)", query)
    return bool(found["hits"]) and bool(found["sure"])
