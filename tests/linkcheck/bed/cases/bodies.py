"""Bodies: empty, endless, of a wrong length, in odd chunks, and of odd types."""

from collections.abc import Iterator

from tests.linkcheck.bed.case import Case, page_case
from tests.linkcheck.bed.exchange import Handler
from tests.linkcheck.bed.handlers import flood, give, html, raw_page

GOOD = html().encode()
OK = b"HTTP/1.1 200 OK"
CHUNKED = b"Transfer-Encoding: chunked"


def cases() -> Iterator[Case]:
    """Yield the cases of this module."""
    yield from _empty()
    yield from _endless()
    yield from _lengths()
    yield from _chunks()
    yield from _types()


def _empty() -> Iterator[Case]:
    yield page_case("empty", "/a", "suspicious", give(""))
    yield page_case("blank", "/a", "suspicious", give(" \r\n\t\n"))
    yield page_case("only-picture", "/a", "ok", give('<img src="/plakat.png">'))
    yield page_case("only-counter", "/a", "suspicious", give("<img src=/1.gif width=1 height=1>"))
    yield page_case("204", "/a", "suspicious", give("", "204 No Content", {}))


def _endless() -> Iterator[Case]:
    filler = b"<p>mer tekst her</p>" * 3000
    endless = flood(OK + b"\r\nContent-Type: text/html\r\n\r\n" + GOOD, filler)
    yield page_case("endless", "/a", "ok", endless)
    yield page_case("endless-anchor", "/a#langt-nede", "ok", endless)
    start = OK + b"\r\nContent-Type: text/html\r\n" + CHUNKED + b"\r\n\r\n" + _chunk(GOOD)
    yield page_case("endless-chunked", "/a", "ok", flood(start, _chunk(filler)))
    start = OK + b"\r\nContent-Type: application/octet-stream\r\nContent-Length: %d\r\n\r\n"
    yield page_case("terabyte", "/a.zip", "ok", flood(start % (1 << 40), b"\0" * 65536))


def _chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


def _lengths() -> Iterator[Case]:
    yield page_case(
        "length-too-short",
        "/a",
        "ok",
        raw_page(OK, b"Content-Length: 200"),
        "browsers read it, strict parsers refuse it",
        also=("transient",),
    )
    yield page_case(
        "length-too-long",
        "/a",
        "transient",
        raw_page(OK, b"Content-Length: 99999"),
        also=("ok",),
    )


def _chunks() -> Iterator[Case]:
    chunk = _chunk(GOOD)

    def chunked(body: bytes) -> Handler:
        return raw_page(OK, CHUNKED, body=body)

    yield page_case("chunked", "/a", "ok", chunked(chunk + b"0\r\n\r\n"))
    extended = chunk.replace(b"\r\n", b";navn=verdi\r\n", 1)
    yield page_case(
        "chunked-extension", "/a", "ok", chunked(extended + b"0\r\nX-Slutt: ja\r\n\r\n")
    )
    yield page_case("chunked-cut-off", "/a", "transient", chunked(chunk), also=("ok",))
    yield page_case(
        "chunked-garbage",
        "/a",
        "transient",
        chunked(b"zz\r\nhei\r\n"),
        also=("ok", "suspicious"),
    )


def _types() -> Iterator[Case]:
    def typed(body: bytes | str, content_type: str) -> Handler:
        return give(body, headers={"Content-Type": content_type})

    yield page_case("no-type", "/a", "ok", give(GOOD, headers={}))
    yield page_case("odd-type", "/a", "ok", typed(GOOD, ";;charset"))
    yield page_case("text", "/a.txt", "ok", typed("Bare tekst.", "text/plain"))
    yield page_case("json", "/a", "ok", typed("{}", "application/json"))
    yield page_case("image", "/a.png", "ok", typed(b"\x89PNG\r\n", "image/png"))
