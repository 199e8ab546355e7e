"""As much of a body as the link check uses.

In: an answer of aiohttp. Out: bytes, and whether there were more. Bodies are decompressed here and
not by aiohttp, because the cap limits what comes out.
"""

from dataclasses import dataclass

import aiohttp

from generator.linkcheck.fetch.codings import ERRORS, Decoding

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
    unread: bool = False
    """Whether it has a content coding that we do not know, so that the bytes may mean anything."""


async def read_body(response: aiohttp.ClientResponse, cap: int) -> Body:
    """Return at most `cap` bytes of the decompressed body.

    Of a body that breaks off or can't be decompressed, return what came before that. Other errors
    of aiohttp are raised.
    """
    decoding = Decoding(response.headers.get("Content-Encoding", ""))
    body = bytearray()
    try:
        async for chunk in response.content.iter_chunked(16 * 1024):
            for piece in decoding.pieces(chunk):
                body += piece
                if len(body) > cap:
                    del body[cap:]
                    return Body(bytes(body), truncated=True, unread=decoding.unknown)
    except (aiohttp.ClientPayloadError, *ERRORS):
        return Body(bytes(body), truncated=True, broken=True, unread=decoding.unknown)
    return Body(bytes(body), unread=decoding.unknown)
