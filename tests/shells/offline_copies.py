"""Copies of the hubs for offline use."""

from collections.abc import Iterator, Mapping
from functools import cache
from unittest.mock import patch
from urllib.parse import urlsplit

from generator.shells.edition import Edition, edition_of
from generator.shells.offline import offline
from generator.shells.reading import read_sources
from generator.site.settings import Settings
from tests.site_fixtures import HUBS, Node, environment, parse

LOOKED_AFTER = {"action", "href", "poster", "src"}


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


def first_element(node: Node) -> Node:
    """Return the first element inside another."""
    return next(child for child in node.children if isinstance(child, Node))


@cache
def copied(name: str, **changed: str) -> tuple[dict[str, bytes], Edition]:
    """Return the files and the edition of the copy of a hub; `changed` are other settings."""
    with patch.dict("os.environ", environment(), clear=True):
        sources = read_sources(HUBS[name])
        assert isinstance(sources.settings, Settings)
        settings = sources.settings.model_copy(update=changed)
        edition = edition_of(sources.hub, settings)
        return offline(sources.hub, settings, edition)[0], edition


def copied_site(name: str) -> dict[str, bytes]:
    """Return the files of the copy of a hub."""
    return copied(name)[0]
