"""As much of a body as is judged by, unpacked by hand, for the cap counts what comes out.

In: an answer of aiohttp. Out: bytes, and whether there were more.
"""

import zlib
from dataclasses import dataclass

import aiohttp

HTML = ("text/html", "application/xhtml+xml")
BODY_CAP = 2 * 1024 * 1024
"""Bytes of a body that are read at most, after decompression."""
SNIFFED = 1024  # of a body that is no page, enough to know a PDF by


def body_cap(response: aiohttp.ClientResponse) -> int:
    """Return how many bytes of an answer are read: all that may be a page, else a beginning."""
    media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    judged = media_type in (*HTML, "", "text/plain")
    return BODY_CAP if judged and not 300 <= response.status < 400 else SNIFFED


@dataclass(frozen=True, slots=True)
class Body:
    """What was read of a body."""

    data: bytes
    truncated: bool = False
    """Whether there was more."""
    broken: bool = False
    """Whether it broke off, or can't be unpacked further."""


async def read_body(response: aiohttp.ClientResponse, cap: int) -> Body:
    """Return at most `cap` bytes of the unpacked body.

    A body that breaks off or can't be unpacked is what came until then: the answer stands.
    """
    unpack = _unpacker(response.headers.get("Content-Encoding", ""))
    body = bytearray()
    try:
        async for chunk in response.content.iter_chunked(16 * 1024):
            rest: bytes = chunk
            while rest and len(body) <= cap:
                part, rest = unpack(rest, cap + 1 - len(body))
                body += part
                if not part:
                    break
            if len(body) > cap:
                del body[cap:]
                return Body(bytes(body), truncated=True)
    except (aiohttp.ClientPayloadError, zlib.error):
        return Body(bytes(body), truncated=True, broken=True)
    return Body(bytes(body))


def _unpacker(encoding: str) -> "_Unpack":
    name = encoding.strip().lower()
    if name in ("gzip", "x-gzip", "deflate"):
        return _Unpack(gzip=name != "deflate")
    return _Unpack(gzip=None)


class _Unpack:
    """Unpacks a body bit by bit; never more than is asked for, whatever a bomb holds."""

    def __init__(self, *, gzip: bool | None) -> None:
        self._gzip = gzip
        self._stream = zlib.decompressobj(wbits=31) if gzip else None

    def __call__(self, chunk: bytes, most: int) -> tuple[bytes, bytes]:
        """Return at most `most` unpacked bytes, and what of the chunk is still packed."""
        if self._gzip is None:
            return chunk[:most], chunk[most:]
        if self._stream is None:  # deflate means zlib, but some servers send it bare
            is_zlib = chunk[:1] in (b"\x78", b"\x58", b"\x38", b"\x18", b"\x08", b"\x68")
            self._stream = zlib.decompressobj(wbits=15 if is_zlib else -15)
        part = self._stream.decompress(chunk, most)
        return part, self._stream.unconsumed_tail
