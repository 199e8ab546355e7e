"""Packed bodies: each content coding, wrong claims of one, and bombs that unpack to 400 MiB."""

import asyncio
import gzip
import struct
import zlib
from collections.abc import Iterator
from functools import cache

import brotli
from backports import zstd

from tests.linkcheck.bed.case import Case, page_case
from tests.linkcheck.bed.exchange import Exchange, Handler
from tests.linkcheck.bed.handlers import HTML, give, html

MIB = 1 << 20
GOOD = html().encode()


def cases() -> Iterator[Case]:
    """Yield the cases of this module."""
    yield from _bombs()
    packed = gzip.compress(GOOD)
    for name, coding, body in (
        ("x-gzip", "x-gzip", packed),
        ("deflate", "deflate", zlib.compress(GOOD)),
        ("raw-deflate", "deflate", _raw_deflate(GOOD)),
        ("gzip-tail", "gzip", packed + b"\0" * 64),
        ("coding-identity", "identity", GOOD),
    ):
        yield page_case(name, "/a", "ok", _coded(coding, body))
    anchored = gzip.compress(html(body="<p id=x>").encode())
    yield page_case("gzip", "/a#x", "ok", _coded("gzip", anchored))
    for name, coding, body in (
        ("br", "br", brotli.compress(html(body="<p id=x>").encode())),
        ("zstd", "zstd", zstd.compress(html(body="<p id=x>").encode())),
        ("stacked", "gzip, br", brotli.compress(anchored)),
        ("stacked-zstd", "deflate,zstd", zstd.compress(zlib.compress(gzip.decompress(anchored)))),
        ("upper", " GZIP ", anchored),
        ("with-identity", "identity, gzip", anchored),
    ):
        yield page_case(f"{name}-anchor", "/a#x", "ok", _coded(coding, body))
        yield page_case(f"{name}-no-anchor", "/a#borte", "suspicious", _coded(coding, body))
    for name, body in (("plain", GOOD), ("packed", gzip.compress(GOOD))):
        unread = page_case(
            f"coding-unknown-{name}",
            "/a#borte",
            "ok" if name == "plain" else "transient",
            _coded("sprek", body),
            "a body that was not read proves nothing about an anchor",
        )
        yield unread
    yield page_case("br-bomb", "/a#nede", "ok", _coded("br", _plain_bomb("br")))
    yield page_case("zstd-bomb", "/a#nede", "ok", _coded("zstd", _plain_bomb("zstd")))
    bomb = brotli.compress(brotli.compress(_plain_bomb("br")))
    yield page_case("br-bomb-in-bomb", "/a", "ok", _coded("br, br, br", bomb))
    yield page_case("empty-gzip", "/a", "suspicious", _coded("gzip", gzip.compress(b"")))
    yield page_case("coding-utf8", "/a", "ok", _coded("UTF-8", GOOD), "a common mistake")
    doubt = ("ok", "suspicious")
    yield page_case("br-claimed", "/a", "transient", _coded("br", GOOD), also=doubt)
    yield page_case("gzip-claimed", "/a", "transient", _coded("gzip", GOOD), also=doubt)
    yield page_case("gzip-cut", "/a", "transient", _coded("gzip", packed[:-20]), also=doubt)


def _coded(coding: str, body: bytes) -> Handler:
    """Answer with a body and the content coding that it claims to have."""
    return give(body, headers={**HTML, "Content-Encoding": coding})


def _raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


@cache
def _plain_bomb(coding: str, mib: int = 64) -> bytes:
    """Return a page followed by `mib` MiB of spaces, packed."""
    data = GOOD + b" " * (mib * MIB)
    packed: bytes = (
        brotli.compress(data, quality=1) if coding == "br" else zstd.compress(data, level=1)
    )
    return packed


def _bombs() -> Iterator[Case]:
    yield page_case("gzip-bomb", "/a", "ok", _bomb("gzip"))
    yield page_case("gzip-bomb-anchor", "/a#nede", "ok", _bomb("gzip"))
    yield page_case("deflate-bomb", "/a", "ok", _bomb("deflate"))


def _bomb(coding: str) -> Handler:
    """Answer with some 400 KB that unpack to 400 MiB."""

    async def handler(exchange: Exchange) -> None:
        body = await asyncio.to_thread(_packed_bomb, coding)
        await exchange.answer("200 OK", body, {**HTML, "Content-Encoding": coding})

    return handler


@cache
def _packed_bomb(coding: str, mib: int = 400) -> bytes:
    """Return a page followed by `mib` MiB of spaces, packed as `gzip` or `deflate`.

    Spaces that are packed after a full flush become the same bytes each time, so they are packed
    only once. The formats are those of RFC 1952 and RFC 1950.
    """
    start, spaces = html().encode(), b" " * MIB
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = packer.compress(start) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(spaces) + packer.flush(zlib.Z_FULL_FLUSH)
    body = first + block * mib + packer.flush()
    checksum, total = (zlib.crc32, 0) if coding == "gzip" else (zlib.adler32, 1)
    for part in (start, *(spaces for _ in range(mib))):
        total = checksum(part, total)
    if coding == "gzip":
        size = len(start) + mib * MIB
        return b"\x1f\x8b\x08" + bytes(6) + b"\xff" + body + struct.pack("<II", total, size)
    return b"\x78\xda" + body + struct.pack(">I", total)
