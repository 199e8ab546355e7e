"""The HTTP protocol at its edges: odd status lines, odd headers, interim answers, and garbage."""

from collections.abc import Iterator

from tests.linkcheck.bed.case import Case, page_case
from tests.linkcheck.bed.exchange import Exchange, Gone
from tests.linkcheck.bed.handlers import flood, html, raw, raw_page

OK = b"HTTP/1.1 200 OK"


def cases() -> Iterator[Case]:
    """Yield the cases of this module."""
    yield from _odd_but_good()
    yield from _interim()
    yield from _unreadable()


def _odd_but_good() -> Iterator[Case]:
    yield page_case("http-1.0", "/a", "ok", raw_page(b"HTTP/1.0 200 OK"))
    yield page_case("no-reason", "/a", "ok", raw_page(b"HTTP/1.1 200"))
    yield page_case("odd-reason", "/a", "ok", raw_page("HTTP/1.1 200 Værsågod".encode()))
    yield page_case("bare-newlines", "/a", "ok", raw(b"HTTP/1.1 200 OK\n\n" + html().encode()))
    yield page_case("latin1-header", "/a", "ok", raw_page(OK, b"X-Sted: Troms\xf8"))
    yield page_case("utf8-header", "/a", "ok", raw_page(OK, "X-Sted: Tromsø".encode()))
    odd = (b"Set-Cookie: \xc3\xa6=1", b"Set-Cookie: a=b; Expires=banan; Domain=.no; =;")
    yield page_case("odd-cookies", "/a", "ok", raw_page(OK, *odd))
    yield page_case("folded-header", "/a", "ok", raw_page(OK, b"X-Lang: en", b"  to"))
    yield page_case(
        "header-16k", "/a", "ok", raw_page(OK, b"Content-Security-Policy: " + b"a" * 16000)
    )
    yield page_case("many-headers", "/a", "ok", raw_page(OK, *(b"X-%d: y" % n for n in range(90))))
    yield page_case("head-body", "/a", "ok", _body_after_head, "HEAD is answered with a body")
    n = str(len(html().encode())).encode()
    yield page_case(
        "length-twice",
        "/a",
        "ok",
        raw_page(OK, b"Content-Length: " + n, b"Content-Length: " + n),
        "the same length twice does no harm; strict parsers refuse it",
        also=("transient",),
    )


def _interim() -> Iterator[Case]:
    early = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n"
    noise = b"HTTP/1.1 100 Continue\r\n\r\n"
    yield page_case("100-continue", "/a", "ok", raw_page(noise + OK))
    yield page_case("103-early-hints", "/a", "ok", raw_page(early + OK))
    yield page_case("100-many", "/a", "ok", raw_page(noise * 5 + OK))
    yield page_case("100-forever", "/a", "transient", flood(b"", noise * 200, None, 0.01))


def _unreadable() -> Iterator[Case]:
    yield page_case("garbage", "/a", "transient", raw(b"SSH-2.0-OpenSSH_9.6\r\n"))
    yield page_case(
        "http-0.9", "/a", "transient", raw(html().encode()), "no status line", also=("suspicious",)
    )
    yield page_case("binary", "/a", "transient", raw(bytes(range(256)) * 40))
    yield page_case("bad-status", "/a", "transient", raw(b"HTTP/1.1 tjue OK\r\n\r\n"))
    yield page_case(
        "status-000", "/a", "transient", raw_page(b"HTTP/1.1 000 Null"), also=("suspicious",)
    )
    bomb = OK + b"\r\nX-Bombe: "
    yield page_case(
        "header-bomb", "/a", "transient", flood(bomb, b"a" * 65536), also=("suspicious",)
    )
    yield page_case(
        "headers-bomb",
        "/a",
        "transient",
        flood(OK + b"\r\n", b"X-Bombe: aaaaaaaaaaaaaaaaaaaaa\r\n" * 2000),
        also=("suspicious",),
    )


async def _body_after_head(exchange: Exchange) -> None:
    """Send a body, whatever the method, and then bytes that belong to no answer."""
    body = html().encode()
    size = f"Content-Length: {len(body)}\r\n\r\n".encode()
    await exchange.send(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + size + body + b"\r\n\r\n"
    )
    raise Gone
