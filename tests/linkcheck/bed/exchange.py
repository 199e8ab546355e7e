"""One request to a site of the bed, and the ways to answer it."""

import asyncio
import socket
import struct
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass


@dataclass(slots=True)
class Request:
    """A request as received; times are seconds on the monotonic clock."""

    host: str
    """The address that the site listens on."""
    method: str
    path: str
    """As sent, with its query; bytes as Latin-1."""
    headers: Mapping[str, str]
    """Names in lower case."""
    start: float
    end: float | None = None
    """When the answer was sent; None until then."""


class Gone(Exception):  # noqa: N818
    """The connection is over: the client left, or the handler closes it."""


@dataclass(slots=True)
class Exchange:
    """A request, what its handler may know, and the connection to answer on."""

    request: Request
    number: int
    """How many requests this path has had, this one included."""
    words: Mapping[str, str]
    """Values for the templates in headers, see `Bed.words`."""
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def send(self, data: bytes) -> None:
        """Send bytes unchanged."""
        self.writer.write(data)
        await self.writer.drain()

    async def answer(
        self,
        status: str = "200 OK",
        body: bytes = b"",
        headers: Mapping[str, str | bytes] | None = None,
    ) -> None:
        """Send a complete answer and keep the connection; text in headers is a template."""
        headers = {"Content-Length": str(len(body)), **(headers or {})}
        lines = [f"HTTP/1.1 {status}".encode()]
        for name, value in headers.items():
            raw = value.format_map(self.words).encode() if isinstance(value, str) else value
            lines.append(name.encode() + b": " + raw)
        head = b"\r\n".join(lines) + b"\r\n\r\n"
        await self.send(head if self.request.method == "HEAD" else head + body)

    def reset(self) -> None:
        """Abort the connection, so that the client sees a reset; raise `Gone`."""
        sock = self.writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()
        raise Gone

    async def hang(self) -> None:
        """Send nothing until the client leaves; raise `Gone`."""
        while await self.reader.read(65536):
            pass
        raise Gone


Handler = Callable[[Exchange], Awaitable[None]]
"""Answers one request."""
