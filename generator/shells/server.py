"""A preview -> pages in a browser, by HTTP.

In: a preview, and the address to listen at. Out: answers that browsers must not keep. Every page
gets one script, from the preview itself, so the policy of the site holds unchanged: it reloads the
page, or swaps its styles, when the server says so (server-sent events,
https://html.spec.whatwg.org/multipage/server-sent-events.html).
"""

import errno
import mimetypes
import socket
import sys
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from socketserver import TCPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from generator.shells.preview import Preview, Snapshot
from generator.site.errors import SiteError
from generator.site.pages.frame import NOT_FOUND

_OWN = "_rollehub/"  # no id begins with «_», so no page has such an address
_SCRIPT = f"{_OWN}reload.js"
_EVENTS = f"{_OWN}events"
_INDEX = "index.html"
_BEAT = 15.0  # seconds; a browser that is gone is found out by writing to it
_PORTS = 50  # how many are tried to find a free one
# The systems' own tables differ, and on Windows any program may change them.
_TYPES = {
    ".css": "text/css", ".html": "text/html", ".js": "text/javascript", ".json": "application/json",
    ".pdf": "application/pdf", ".png": "image/png", ".svg": "image/svg+xml", ".txt": "text/plain",
    ".xml": "application/xml", "": "text/plain",
}  # fmt: skip
_TEXT = ("text/", "application/json", "application/xml", "image/svg+xml")


@cache
def _script() -> bytes:
    code = resources.files("generator.shells").joinpath("reload.js").read_bytes()
    return b"{\n" + code + b"}\n"


def content_type(path: str) -> str:
    """Return the media type of a file of the site, with the encoding of text."""
    suffix = "." + path.rpartition(".")[2] if "." in path.rpartition("/")[2] else ""
    type_ = _TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
    return f"{type_}; charset=utf-8" if type_.startswith(_TEXT) else type_


class PreviewServer(ThreadingHTTPServer):
    """Listens at once, and answers when `show` has given it a preview.

    Raises OSError if the address cannot be used.
    """

    daemon_threads = True
    preview: Preview
    mount = ""
    """The path under which the site is published; the preview answers there too."""

    def __init__(self, host: str, port: int) -> None:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        self.address_family = found[0][0]
        super().__init__((host, port), _Handler)
        self._host = host

    def server_bind(self) -> None:
        """Listen, without asking the network for this machine's name as the superclass does."""
        TCPServer.server_bind(self)

    @property
    def address(self) -> str:
        """The address of the preview, ending in a slash."""
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"http://{host}:{self.socket.getsockname()[1]}/"

    def show(self, preview: Preview, mount: str = "") -> None:
        """Answer with a preview from now on, in other threads."""
        self.preview = preview
        self.mount = mount.strip("/")
        Thread(target=self.serve_forever, args=(0.1,), daemon=True).start()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of browsers that leave."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def free_port(host: str, port: int) -> int | None:
    """Return the first free port after this one; None if there is none near."""
    for candidate in range(port + 1, min(port + _PORTS, 65536)):
        try:
            PreviewServer(host, candidate).server_close()
        except OSError:
            continue
        return candidate
    return None


def why_not(error: OSError, host: str, port: int) -> str:
    """Return why the server cannot listen, as a Norwegian sentence."""
    if isinstance(error, socket.gaierror):
        return f"denne maskinen har ikke adressen «{host}»"
    if error.errno == errno.EADDRINUSE:
        other = free_port(host, port)
        return f"port {port} er i bruk" + (f"; prøv --port {other}" if other else "")
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"du har ikke lov til å bruke port {port}; velg en over 1023 med --port"
    if error.errno == errno.EADDRNOTAVAIL:
        return f"denne maskinen har ikke adressen «{host}»"
    return f"{host}:{port} kan ikke brukes: {error.strerror or error}"


class _Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: PreviewServer

    def do_GET(self) -> None:
        """Answer with the file at the address."""
        parts = urlsplit(self.path)
        path = unquote(parts.path).lstrip("/")
        if path == _EVENTS:
            self._send_events(parse_qs(parts.query).get("since", ["0"])[0])
            return
        mount = self.server.mount
        if mount and (path == mount or path.startswith(f"{mount}/")):
            path = path[len(mount) :].lstrip("/")
        try:
            self._answer(path)
        except SiteError as error:
            self._send(HTTPStatus.INTERNAL_SERVER_ERROR, str(error).encode(), "feil.txt")

    do_HEAD = do_GET  # noqa: N815

    def _answer(self, path: str) -> None:
        preview = self.server.preview
        snapshot = preview.snapshot
        if path == _SCRIPT:
            self._send(HTTPStatus.OK, _script(), _SCRIPT)
            return
        index = path == "" or path.endswith("/")
        file = path + _INDEX if index else path
        data = snapshot.file(file)
        if data is None:
            data = preview.pdf(file) if file.endswith(".pdf") else snapshot.page(file)
        if data is not None:
            self._send(HTTPStatus.OK, data, file, snapshot)
        elif not index and snapshot.page(f"{path}/{_INDEX}") is not None:
            self.send_response(HTTPStatus.FOUND)
            self.send_header("Location", quote(f"{urlsplit(self.path).path}/", safe="/%"))
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            missing = snapshot.page(NOT_FOUND) or b""
            self._send(HTTPStatus.NOT_FOUND, missing, NOT_FOUND, snapshot)

    def _send(
        self, status: HTTPStatus, data: bytes, path: str, snapshot: Snapshot | None = None
    ) -> None:
        if snapshot and path.endswith(".html"):
            script = (
                f'<script src="/{_SCRIPT}" data-events="/{_EVENTS}" '
                f'data-number="{snapshot.number}" defer></script>\n'
            )
            data = data.replace(b"</head>", script.encode() + b"</head>", 1)
        self.send_response(status)
        self.send_header("Content-Type", content_type(path))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _send_events(self, since: str) -> None:
        """Tell a browser of each new snapshot until it leaves."""
        number = int(since) if since.isascii() and since.isdecimal() else 0
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        while self.command != "HEAD":
            snapshot = self.server.preview.wait(number, _BEAT)
            kind = snapshot.news_since(number)
            number = snapshot.number
            text = f"event: {kind}\ndata: {number}\n\n" if kind else ":\n\n"
            self.wfile.write(text.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Print nothing: the terminal is for what is wrong in the sources."""
