"""As much of a body as the link check uses.

In: an answer of aiohttp. Out: bytes, and whether there were more. Bodies are decompressed here and
not by aiohttp, because the cap limits what comes out.
"""

import zlib
from dataclasses import dataclass

import aiohttp

HTML = ("text/html", "application/xhtml+xml")
"""The media types of a page."""
BODY_CAP = 2 * 1024 * 1024
"""The most bytes that are read of a page, after decompression."""
SNIFFED = 1024
"""The most bytes that are read of anything else: enough to recognize a PDF."""


def body_cap(response: aiohttp.ClientResponse) -> int:
    """Return the most bytes to read of an answer: BODY_CAP if it may be a page, else SNIFFED."""
    media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    may_be_page = media_type in (*HTML, "", "text/plain")
    return BODY_CAP if may_be_page and not 300 <= response.status < 400 else SNIFFED


@dataclass(frozen=True, slots=True)
class Body:
    """What was read of a body, decompressed."""

    data: bytes
    truncated: bool = False
    """Whether there was more, or it broke off."""
    broken: bool = False
    """Whether it broke off, or can't be decompressed further."""


async def read_body(response: aiohttp.ClientResponse, cap: int) -> Body:
    """Return at most `cap` bytes of the decompressed body.

    Of a body that breaks off or can't be decompressed, return what came before that. Other errors
    of aiohttp are raised.
    """
    decompress = _Decompressor(response.headers.get("Content-Encoding", ""))
    body = bytearray()
    try:
        async for chunk in response.content.iter_chunked(16 * 1024):
            rest: bytes = chunk
            while rest and len(body) <= cap:
                part, rest = decompress(rest, cap + 1 - len(body))
                body += part
                if not part:
                    break
            if len(body) > cap:
                del body[cap:]
                return Body(bytes(body), truncated=True)
    except (aiohttp.ClientPayloadError, zlib.error):
        return Body(bytes(body), truncated=True, broken=True)
    return Body(bytes(body))


class _Decompressor:
    """Decompresses a body in chunks, and no more at a time than is asked for.

    A body of another encoding than `gzip` and `deflate` is left as it is.
    """

    def __init__(self, encoding: str) -> None:
        name = encoding.strip().lower()
        self._is_compressed = name in ("gzip", "x-gzip", "deflate")
        self._stream = zlib.decompressobj(wbits=31) if name in ("gzip", "x-gzip") else None

    def __call__(self, chunk: bytes, most: int) -> tuple[bytes, bytes]:
        """Return at most `most` decompressed bytes, and the rest of the chunk. Raises zlib.error.

        Chunks come in order, each followed by the rest of itself until nothing is left.
        """
        if not self._is_compressed:
            return chunk[:most], chunk[most:]
        if self._stream is None:  # `deflate` means zlib (RFC 9110); some servers omit its header
            is_zlib = chunk[:1] in (b"\x78", b"\x58", b"\x38", b"\x18", b"\x08", b"\x68")
            self._stream = zlib.decompressobj(wbits=15 if is_zlib else -15)
        part = self._stream.decompress(chunk, most)
        return part, self._stream.unconsumed_tail
