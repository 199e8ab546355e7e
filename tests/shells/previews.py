"""Previews of copies of the coffee hub, for the tests of this folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

from generator.shells.preview import Preview
from generator.shells.reading import read_sources
from generator.shells.server import PreviewServer
from tests.shells.hub_copies import copy_of_kaffe, replace

PAGE = "sporsmal/bytte-vakt/index.html"


def a_hub(folder: Path, *, pdf: bool = False) -> Path:
    """Return the folder of a copy of the coffee hub."""
    config = copy_of_kaffe(folder)
    if not pdf:
        replace(config, "contact: kaffe", "pdf: false\n      contact: kaffe")
    return config.parent


def previewed(root: Path) -> Preview:
    """Return the preview of a hub."""
    return Preview(root, read_sources(root), "http://127.0.0.1:8000/")


@contextmanager
def served(root: Path) -> Iterator[PreviewServer]:
    """Serve the preview of a hub on a free port, until the block ends."""
    with PreviewServer("127.0.0.1", 0) as server:
        server.show(Preview(root, read_sources(root), server.address), "/hjelp/")
        yield server
        server.shutdown()


def answer(server: PreviewServer, path: str, method: str = "GET") -> tuple[HTTPResponse, bytes]:
    """Return the answer to a request as it is sent, and its body."""
    connection = HTTPConnection(urlsplit(server.address).netloc, timeout=10)
    try:
        connection.request(method, path)
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()
