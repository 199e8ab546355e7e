"""Copies of built sites for offline use, and a small site to copy."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from urllib.parse import urlsplit

from generator.shells.edition import Edition, edition_of
from generator.shells.offline import offline
from tests.site_fixtures import Node, built, parse

PLAIN = Edition("Hub", None, date(2026, 2, 3))
MOUNTED = Edition("Hub", "https://hub.example.org/hjelp/", date(2026, 2, 3))
LOOKED_AFTER = {"action", "href", "poster", "src"}
FILES = {
    "index.html": b"", "a/index.html": b"", "a/b/index.html": b"", "a/doc.pdf": b"",
    "a/feed.xml": b"", "feed.xml": b"", "sitemap.xml": b"", "s\u00f8k/x y.pdf": b"",
}  # fmt: skip
SMALL = {"index.html": b"<main></main>", "data/hub.json": b'{"site": {"name": "Hub", "url": null}}'}


def pages(files: Mapping[str, bytes]) -> dict[str, Node]:
    """Return the trees of all pages, by path."""
    return {path: parse(raw.decode()) for path, raw in files.items() if path.endswith(".html")}


def addresses(page: Node) -> Iterator[tuple[Node, str]]:
    """Yield every address on a page, with its element."""
    for node in page.walk():
        yield from ((node, node[key]) for key in LOOKED_AFTER if key in node.attributes)
        if node.tag == "meta" and node["http-equiv"] == "refresh":
            yield node, node["content"].partition("url=")[2]


def is_local(address: str) -> bool:
    """Return whether an address has neither a scheme nor a host."""
    parts = urlsplit(address)
    return not parts.scheme and not parts.netloc


def changed(html: str, edition: Edition = PLAIN, path: str = "a/b/index.html") -> str:
    """Return the HTML of a page of the small site after copying."""
    return offline({**FILES, path: html.encode()}, edition)[path].decode()


def first_element(node: Node) -> Node:
    return next(child for child in node.children if isinstance(child, Node))


@cache
def copied_site(name: str) -> dict[str, bytes]:
    files = built(name).files
    return offline(files, edition_of(files))
