"""A test bed for link checkers: sites on loopback, each of which misbehaves in one way.

In: nothing. Out: `CASES`, what an honest link check says of each address, and `Bed`, which serves
them from a thread and remembers who asked what, when and how. Each case is a site of its own at
its own loopback address, so that counts, limits per host and `robots.txt` do not mix. Addresses in
CASES are templates: `{me}` is the base of the case's own site, see `Bed.words` for the others.
Nothing here knows the engine that is tested.
"""

import asyncio
import contextlib
import email.utils
import errno
import gzip
import socket
import ssl
import struct
import subprocess
import threading
import time
import zlib
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Self

MIB = 1 << 20
ALLOWED = "127.1.0.0/16"
"""Where the sites live; the rest of loopback stays forbidden and holds the canaries."""
CANARIES = ("127.0.2.1", "127.0.0.1", "::1")
"""Listeners that nobody may ask."""
CLOSED = "127.1.255.1"
"""A loopback address where nothing listens."""


@dataclass(slots=True)
class Request:
    """One request as it came, and the times (monotonic) when it began and was answered."""

    host: str
    method: str
    path: str
    """As sent, with its query; bytes as Latin-1."""
    headers: Mapping[str, str]
    """Names in lower case."""
    start: float
    end: float | None = None


class Gone(Exception):  # noqa: N818
    """The client has gone, or the handler is done with the connection."""


@dataclass(slots=True)
class Exchange:
    """What a handler needs: the request, its number on this path, and the way back."""

    request: Request
    number: int
    words: Mapping[str, str]
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def send(self, data: bytes) -> None:
        """Send bytes as they are."""
        self.writer.write(data)
        await self.writer.drain()

    async def answer(
        self,
        status: str = "200 OK",
        body: bytes = b"",
        headers: Mapping[str, str | bytes] | None = None,
    ) -> None:
        """Send a whole answer; the connection lives on."""
        headers = {"Content-Length": str(len(body)), **(headers or {})}
        lines = [f"HTTP/1.1 {status}".encode()]
        for name, value in headers.items():
            raw = value.format_map(self.words).encode() if isinstance(value, str) else value
            lines.append(name.encode() + b": " + raw)
        head = b"\r\n".join(lines) + b"\r\n\r\n"
        await self.send(head if self.request.method == "HEAD" else head + body)

    def reset(self) -> None:
        """Break the connection off so that the client sees a reset."""
        sock = self.writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()
        raise Gone

    async def hang(self) -> None:
        """Say nothing until the client leaves."""
        while await self.reader.read(65536):
            pass
        raise Gone


Handler = Callable[[Exchange], Awaitable[None]]

# --- what handlers are made of -----------------------------------------------------------------

TEXT = (
    "Læringsmål er kunnskaper og ferdigheter som legen skal ha etter endt utdanning. De er felles "
    "for hele landet og står i forskriften. Virksomheten godkjenner hvert læringsmål når veileder "
    "og leder har vurdert at legen har nådd det, og vedtaket kan påklages etter forvaltningsloven."
)


def html(title: str = "Læringsmål", heading: str | None = None, body: str = "", **more: str) -> str:
    """Return a page that has nothing wrong unless its parts have."""
    head = f"<title>{title}</title>" if title else ""
    return (
        f'<!DOCTYPE html><html lang="nb"><head><meta charset="{more.get("charset", "utf-8")}">'
        f"{head}{more.get('head', '')}</head><body><main>"
        f"<h1>{title if heading is None else heading}</h1><p>{TEXT}</p>{body}</main></body></html>"
    )


HTML = {"Content-Type": "text/html; charset=utf-8"}
PDF_BODY = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n" + b"%" * 500


def give(
    body: str | bytes, status: str = "200 OK", headers: Mapping[str, str | bytes] = HTML
) -> Handler:
    """Return a handler that gives this body."""
    raw = body.encode() if isinstance(body, str) else body

    async def handler(exchange: Exchange) -> None:
        await exchange.answer(status, raw, headers)

    return handler


def page(
    title: str = "Læringsmål", heading: str | None = None, body: str = "", **m: str
) -> Handler:
    """Return a handler that gives a page."""
    return give(html(title, heading, body, **m))


def status(line: str, **headers: str) -> Handler:
    """Return a handler that answers with a status and a page that says so."""
    more = {name.replace("_", "-"): value for name, value in headers.items()}
    return give(html(line), line, {**HTML, **more})


def go(code: int, location: str | bytes, **headers: str) -> Handler:
    """Return a handler that redirects."""
    more = {name.replace("_", "-"): value for name, value in headers.items()}
    return give("", f"{code} Se annet sted", {"Location": location, **more})


def pdf(content_type: str = "application/pdf", body: bytes = PDF_BODY) -> Handler:
    """Return a handler that gives a PDF."""
    return give(body, headers={"Content-Type": content_type})


def steps(*handlers: Handler) -> Handler:
    """Return a handler that is another one each time; the last one stays."""

    async def handler(exchange: Exchange) -> None:
        await handlers[min(exchange.number, len(handlers)) - 1](exchange)

    return handler


def when(ask: Callable[[Request], bool], then: Handler, otherwise: Handler) -> Handler:
    """Return a handler that decides by the request."""

    async def handler(exchange: Exchange) -> None:
        await (then if ask(exchange.request) else otherwise)(exchange)

    return handler


def head(then: Handler, otherwise: Handler) -> Handler:
    """Return a handler that treats HEAD differently from GET."""
    return when(lambda request: request.method == "HEAD", then, otherwise)


def raw(data: bytes) -> Handler:
    """Return a handler that sends these bytes and closes."""

    async def handler(exchange: Exchange) -> None:
        await exchange.send(data)
        raise Gone

    return handler


def flood(start: bytes, block: bytes, count: int | None = None, pause: float = 0) -> Handler:
    """Return a handler that sends a start and then a block again and again."""

    async def handler(exchange: Exchange) -> None:
        await exchange.send(start)
        sent = 0
        while count is None or sent < count:
            await exchange.send(block)
            sent += 1
            if pause:
                await asyncio.sleep(pause)
        raise Gone

    return handler


def late(seconds: float, then: Handler) -> Handler:
    """Return a handler that waits first."""

    async def handler(exchange: Exchange) -> None:
        await asyncio.sleep(seconds)
        await then(exchange)

    return handler


async def reset(exchange: Exchange) -> None:
    """Break off before any answer."""
    exchange.reset()


async def hang(exchange: Exchange) -> None:
    """Never answer."""
    await exchange.hang()


async def leave(_: Exchange) -> None:
    """Close without an answer."""
    raise Gone


async def cut_off(exchange: Exchange) -> None:
    """Promise more than is sent, then break off."""
    await exchange.send(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 90000\r\n\r\n"
    )
    await exchange.send(html().encode())
    exchange.reset()


async def busy_until(exchange: Exchange) -> None:
    """Ask to wait until a moment, as a date."""
    again = email.utils.formatdate(time.time() + 2, usegmt=True)
    await exchange.answer("429 Too Many Requests", b"", {"Retry-After": again})


async def stale(exchange: Exchange) -> None:
    """Promise to keep the connection, then close it."""
    await exchange.answer("302 Found", b"", {"Location": "/good", "Connection": "keep-alive"})
    raise Gone


@cache
def bomb(coding: str, times: int = 400) -> bytes:
    """Return a page and then `times` MiB of blanks, packed as `gzip` or `deflate`.

    Blanks packed after a full flush are the same bytes each time, so they are packed once.
    """
    start, blank = html().encode(), b" " * MIB
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = packer.compress(start) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(blank) + packer.flush(zlib.Z_FULL_FLUSH)
    body = first + block * times + packer.flush()
    check, total = (zlib.crc32, 0) if coding == "gzip" else (zlib.adler32, 1)
    for part in (start, *(blank for _ in range(times))):
        total = check(part, total)
    if coding == "gzip":
        size = len(start) + times * MIB
        return b"\x1f\x8b\x08" + bytes(6) + b"\xff" + body + struct.pack("<II", total, size)
    return b"\x78\xda" + body + struct.pack(">I", total)


def explode(coding: str) -> Handler:
    """Return a handler that sends some 400 KB that become 400 MiB."""

    async def handler(exchange: Exchange) -> None:
        body = await asyncio.to_thread(bomb, coding)
        await exchange.answer("200 OK", body, {**HTML, "Content-Encoding": coding})

    return handler


def coded(coding: str, body: bytes) -> Handler:
    """Return a handler that gives a body under a content coding."""
    return give(body, headers={**HTML, "Content-Encoding": coding})


def _raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def robots(text: str) -> Handler:
    """Return a handler that gives a robots.txt."""
    return give(text, headers={"Content-Type": "text/plain"})


def plain(first: bytes, *lines: bytes, body: bytes | None = None) -> Handler:
    """Return a handler that sends a head that is written out, then a good page, then closes."""
    content = html().encode() if body is None else body
    return raw(b"\r\n".join((first, b"Content-Type: text/html", *lines, b"", content)))


# --- the cases ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Case:
    """One address, what should be said of it, and the site behind it."""

    name: str
    url: str
    verdict: str
    target: str | None = None
    note: str = ""
    also: tuple[str, ...] = ()
    """Verdicts that the contract does not rule out; anything else is wrong."""
    routes: Mapping[str, Handler] = field(default_factory=dict)
    """Handlers by raw path and query."""
    host: str | None = None
    """A name for the site instead of its address."""
    tls: str | None = None
    """Name of the certificate; None for plain HTTP."""
    scheme: str | None = None
    """Scheme in `{me}` if it is not what `tls` says."""
    lan: bool = False
    """Whether a checker without an address guard would leave this machine."""
    words: tuple[str, ...] = ()
    """One of these stands in the reason."""

    @property
    def id(self) -> str:
        """The name, for pytest."""
        return self.name


def _page(
    name: str, path: str, verdict: str, handler: Handler, note: str = "", **m: object
) -> Case:
    """Return a case whose page is served at the address's own path and query."""
    key = path.split("#", 1)[0]
    return Case(name, "{me}" + path, verdict, note=note, routes={key: handler}, **m)  # type: ignore[arg-type]


def _redirects() -> Iterator[Case]:
    good = page()
    for code in (301, 308):
        yield Case(
            f"redirect-{code}",
            "{me}/gammel",
            "moved",
            "{me}/good",
            "permanent",
            routes={"/gammel": go(code, "/good")},
        )
    for code in (302, 303, 307):
        yield _page(f"redirect-{code}", "/gammel", "ok", go(code, "/good"), "temporary")
    chains = {
        "301-301": ("moved", "{me}/good"),
        "308-301-308": ("moved", "{me}/good"),
        "301-302": ("moved", "{me}/1"),
        "301-301-302": ("moved", "{me}/2"),
        "301-302-301": ("moved", "{me}/1"),
        "302-301": ("ok", None),
        "302-302": ("ok", None),
        "307-308-301": ("ok", None),
    }
    for chain, (verdict, target) in chains.items():
        codes = [int(code) for code in chain.split("-")]
        yield Case(
            f"chain-{chain}",
            "{me}/0",
            verdict,
            target,
            "the leading permanent hops count",
            routes={
                f"/{number}": go(code, f"/{number + 1}" if number + 1 < len(codes) else "/good")
                for number, code in enumerate(codes)
            },
        )
    for number, verdict in ((9, "ok"), (11, "dead"), (30, "dead")):
        yield Case(
            f"hops-{number}",
            "{me}/0",
            verdict,
            note="at most ten hops",
            routes={
                f"/{n}": go(302, f"/{n + 1}" if n + 1 < number else "/good") for n in range(number)
            },
        )
    forms = {
        "relative": ("/emne/del/gammel", "ny", "/emne/del/ny"),
        "relative-up": ("/emne/del/gammel", "../ny", "/emne/ny"),
        "relative-query": ("/emne/gammel", "?side=2", "/emne/gammel?side=2"),
        "dot-segments": ("/emne/gammel", "/emne/./a/../ny", "/emne/ny"),
        "encoded": ("/gammel", "/a%3Ab%2Fc?x=%2F&y=a+b", "/a%3Ab%2Fc?x=%2F&y=a+b"),
    }
    for name, (path, location, end) in forms.items():
        yield Case(
            f"location-{name}",
            "{me}" + path,
            "moved",
            "{me}" + end,
            routes={path: go(301, location), end: good},
        )
    yield Case(
        "location-protocol-relative",
        "{me}/gammel",
        "moved",
        "{common}/good",
        routes={"/gammel": go(301, "//{common_host}/good")},
    )
    yield Case(
        "location-other-host",
        "{me}/gammel",
        "moved",
        "{common}/good",
        routes={"/gammel": go(301, "{common}/good")},
    )
    yield Case(
        "location-utf8",
        "{me}/gammel",
        "ok",
        note="raw UTF-8 in the header",
        routes={"/gammel": go(302, "/kompetansemål"), "/kompetansem%C3%A5l": good},
    )
    yield Case(
        "location-utf8-moved",
        "{me}/gammel",
        "moved",
        "{me}/kompetansem%C3%A5l",
        note="raw UTF-8 in the header",
        routes={"/gammel": go(301, "/kompetansemål"), "/kompetansem%C3%A5l": good},
    )
    yield Case(
        "location-latin1",
        "{me}/gammel",
        "ok",
        note="raw Latin-1 in the header; either reading leads on",
        routes={
            "/gammel": go(302, "/m\xe5l".encode("latin-1")),
            "/m%E5l": good,
            "/m%C3%A5l": good,
            "/m%EF%BF%BDl": status("404 Not Found"),
        },
    )
    yield Case(
        "location-space",
        "{me}/gammel",
        "ok",
        routes={"/gammel": go(302, "/ny side"), "/ny%20side": good},
    )
    yield Case("location-padded", "{me}/gammel", "ok", routes={"/gammel": go(302, b"  /good\t ")})
    yield Case(
        "location-upper-scheme",
        "{me}/gammel",
        "ok",
        routes={"/gammel": go(302, "HTTP://{host}/good")},
    )
    yield Case(
        "location-fragment",
        "{me}/gammel",
        "moved",
        "{me}/ny#del2",
        routes={"/gammel": go(301, "/ny#del2"), "/ny": page(body='<h2 id="del2">Del 2</h2>')},
    )
    yield Case(
        "fragment-inherited",
        "{me}/gammel#del2",
        "moved",
        "{me}/ny#del2",
        "a redirect without fragment keeps the address's own",
        routes={"/gammel": go(301, "/ny"), "/ny": page(body='<h2 id="del2">Del 2</h2>')},
    )
    yield _page("loop-self", "/runde", "dead", go(302, "/runde"))
    yield _page("loop-self-permanent", "/runde", "dead", go(301, "/runde"))
    yield Case("loop-two", "{me}/a", "dead", routes={"/a": go(302, "/b"), "/b": go(302, "/a")})
    yield _page(
        "loop-growing", "/runde", "dead", go(302, "/runde/x"), "never the same address twice"
    )
    cookie = "provd=1; Path=/"
    yield _page(
        "cookie-self",
        "/side",
        "ok",
        when(_has_cookie, good, go(302, "/side", Set_Cookie=cookie)),
        "the same address again, now with its cookie, is no loop",
    )
    yield Case(
        "cookie-named-host",
        "{me}/side",
        "ok",
        note="the same under a name",
        host="kjeks.test",
        routes={"/side": when(_has_cookie, good, go(302, "/side", Set_Cookie=cookie))},
    )
    yield Case(
        "cookie-within-chain",
        "{me}/a",
        "ok",
        routes={
            "/a": go(302, "/b", Set_Cookie=cookie),
            "/b": when(_has_cookie, good, status("403 Forbidden")),
        },
    )
    yield Case(
        "cookie-not-to-others",
        "{me}/a",
        "ok",
        note="a cookie stays with its host",
        routes={"/a": go(302, "{common}/no-cookie", Set_Cookie=cookie)},
    )
    yield _page(
        "cookie-odd",
        "/a",
        "ok",
        go(302, "/good", Set_Cookie="=;;; a[]@b=\u00e6; expires=i morgen; Path"),
    )
    for scheme, target in (
        ("mailto", "mailto:post@eksempel.invalid"),
        ("file", "file:///etc/hostname"),
        ("ftp", "ftp://{host}/good"),
        ("javascript", "javascript:history.back()"),
    ):
        yield _page(f"redirect-to-{scheme}", "/gammel", "dead", go(302, target))
    yield _page("location-empty", "/gammel", "dead", go(302, ""), also=("suspicious",))
    yield _page("location-missing", "/gammel", "dead", status("302 Found"), also=("suspicious",))
    yield _page(
        "location-malformed", "/gammel", "dead", go(302, "http://[::1/x"), also=("suspicious",)
    )
    yield _page("location-bad-port", "/gammel", "dead", go(302, "http://{ip}:99999/"))
    for end, verdict in (
        ("404 Not Found", "dead"),
        ("410 Gone", "dead"),
        ("403 Forbidden", "blocked"),
        ("502 Bad Gateway", "transient"),
    ):
        yield Case(
            f"moved-to-{end[:3]}",
            "{me}/gammel",
            verdict,
            note="the end counts",
            routes={"/gammel": go(301, "/ny"), "/ny": status(end)},
        )
    yield Case(
        "moved-to-closed-port",
        "{me}/gammel",
        "dead",
        routes={"/gammel": go(301, "http://{closed}/")},
    )
    yield Case(
        "moved-to-missing-host",
        "{me}/gammel",
        "dead",
        routes={"/gammel": go(301, "http://finnes-ikke.invalid/")},
    )
    yield Case(
        "redirect-endless-body",
        "{me}/gammel",
        "ok",
        note="the body of a redirect is nobody's business",
        routes={"/gammel": flood(b"HTTP/1.1 302 Found\r\nLocation: /good\r\n\r\n", b" " * 65536)},
    )
    yield _page("redirect-stale-connection", "/gammel", "ok", stale, "closed while kept alive")
    yield Case(
        "redirect-post-ish",
        "{me}/gammel",
        "ok",
        note="303 from a form page",
        routes={"/gammel": go(303, "/takk"), "/takk": page("Takk")},
    )


def _has_cookie(request: Request) -> bool:
    return "provd=1" in request.headers.get("cookie", "")


def _front_pages_and_logins() -> Iterator[Case]:
    deep = "/tema/lis/laringsmal"
    yield _page("front-302", deep, "suspicious", go(302, "/"))
    yield _page("front-301", deep, "suspicious", go(301, "/"))
    yield _page("front-absolute", deep, "suspicious", go(302, "{me}"))
    for query in ("utm_source=gammel", "aspxerrorpath=/tema/lis", "404"):
        name = f"front-query-{query.partition('=')[0]}"
        yield Case(
            name,
            "{me}" + deep,
            "suspicious",
            note="the query says how the reader came there, not what he reads",
            routes={deep: go(301, f"/?{query}"), f"/?{query}": page("Forside")},
        )
    yield Case(
        "front-with-page",
        "{me}" + deep,
        "moved",
        "{me}/?p=12",
        routes={deep: go(301, "/?p=12"), "/?p=12": page()},
    )
    yield Case(
        "front-language",
        "{me}" + deep,
        "suspicious",
        routes={deep: go(302, "/no/"), "/no/": page("Helsetjenesten")},
    )
    yield _page("front-other-host", deep, "suspicious", go(301, "{common}/"))
    yield Case(
        "front-through-chain",
        "{me}" + deep,
        "suspicious",
        routes={deep: go(301, "/ny"), "/ny": go(302, "/")},
    )
    yield Case("front-itself", "{me}", "ok", note="an address without path is no deep page")
    yield Case("front-slash", "{me}/", "ok")
    yield Case(
        "front-to-language",
        "{me}/",
        "ok",
        note="a front page may choose a language",
        routes={"/": go(302, "/no/"), "/no/": page("Helsetjenesten")},
    )
    yield Case(
        "front-moved",
        "{me}/",
        "moved",
        "{common}/",
        "a front page may move",
        routes={"/": go(301, "{common}/")},
    )
    yield _page("front-slash-added", "/tema/", "ok", page("Tema"))
    yield Case(
        "slash-redirect",
        "{me}/tema",
        "moved",
        "{me}/tema/",
        routes={"/tema": go(301, "/tema/"), "/tema/": page("Tema")},
    )
    login = page("Logg inn", body='<form><input type="password" name="p"></form>')
    for path in ("/login", "/logg-inn", "/Account/Login", "/adfs/ls/", "/signin"):
        name = path.strip("/").replace("/", "-").lower()
        yield Case(
            f"login-{name}",
            "{me}" + deep,
            "blocked",
            routes={deep: go(302, path + "?ReturnUrl=%2Ftema"), path + "?ReturnUrl=%2Ftema": login},
        )
    yield Case(
        "login-other-host", "{me}" + deep, "blocked", routes={deep: go(302, "{common}/auth/login")}
    )
    yield Case(
        "login-by-password",
        "{me}" + deep,
        "blocked",
        note="only the password field tells",
        routes={deep: go(302, "/konto"), "/konto": login},
    )
    yield _page("login-itself", "/logg-inn", "ok", login, "the address is a login page")
    box = page(body='<form>Min side: <input type="password" name="p"></form>')
    yield _page("password-on-page", deep, "ok", box, "a box for members is no wall")
    yield _page(
        "login-in-place", deep, "blocked", login, "no redirect, but only a login", also=("ok",)
    )
    yield _page("catalogue-not-login", "/blogging/inn", "ok", page("Blogg"))


def _throttling() -> Iterator[Case]:
    busy = "429 Too Many Requests"
    good = page()
    yield _page("429-seconds", "/a", "ok", steps(status(busy, Retry_After="1"), good))
    yield _page("429-zero", "/a", "ok", steps(status(busy, Retry_After="0"), good))
    yield _page("429-date", "/a", "ok", steps(busy_until, good))
    yield _page("429-without", "/a", "ok", steps(status(busy), good))
    yield _page("429-garbage", "/a", "ok", steps(status(busy, Retry_After="snart"), good))
    yield _page("429-negative", "/a", "ok", steps(status(busy, Retry_After="-7"), good))
    yield _page(
        "429-past",
        "/a",
        "ok",
        steps(status(busy, Retry_After="Wed, 21 Oct 2015 07:28:00 GMT"), good),
    )
    yield _page("429-forever", "/a", "blocked", status(busy, Retry_After="1"))
    yield _page("429-forever-without", "/a", "blocked", status(busy))
    yield _page("429-tomorrow", "/a", "blocked", status(busy, Retry_After="86400"))
    yield _page("429-huge", "/a", "blocked", status(busy, Retry_After="9" * 400))
    yield _page(
        "503-seconds", "/a", "ok", steps(status("503 Service Unavailable", Retry_After="1"), good)
    )
    yield _page(
        "503-maintenance", "/a", "transient", status("503 Service Unavailable", Retry_After="3600")
    )


def _transient() -> Iterator[Case]:
    good = page()
    yield _page("500-once", "/a", "ok", steps(status("500 Internal Server Error"), good))
    yield _page("503-once", "/a", "ok", steps(status("503 Service Unavailable"), good))
    for line in ("500 Internal Server Error", "502 Bad Gateway", "504 Gateway Timeout"):
        yield _page(f"{line[:3]}-forever", "/a", "transient", status(line))
    yield _page("520-forever", "/a", "transient", status("520 Unknown"))
    yield _page("408-forever", "/a", "transient", status("408 Request Timeout"))
    yield _page("reset-once", "/a", "ok", steps(reset, good))
    yield _page("reset-always", "/a", "transient", reset)
    yield _page("leave-once", "/a", "ok", steps(leave, good))
    yield _page("leave-always", "/a", "transient", leave)
    yield _page("hang", "/a", "transient", hang)
    yield _page("slow-headers", "/a", "ok", late(1.5, good))
    once = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
    yield _page(
        "drip-body", "/a", "transient", flood(once + b"\r\n<title>Sakte</title>", b"x", None, 0.2)
    )
    yield _page("drip-headers", "/a", "transient", flood(once, b"X-A: b\r\n", None, 0.2))
    yield _page("drip-one-header", "/a", "transient", flood(once + b"X-A: ", b"b", None, 0.2))
    yield _page(
        "slow-but-whole",
        "/a",
        "ok",
        flood(once + b"\r\n" + html().encode(), b"<p>mer</p>", 10, 0.1),
    )
    yield Case(
        "drip-redirects",
        "{me}/0",
        "transient",
        note="each hop is quick enough, all together are not",
        also=("dead",),
        routes={f"/{n}": late(1.5, go(302, f"/{n + 1}")) for n in range(12)},
    )
    yield _page("stall-in-body", "/a", "transient", _stall)
    yield _page("cut-off", "/a", "ok", cut_off, "the page came whole", also=("transient",))
    yield _page("cut-off-in-page", "/a", "transient", _half)
    yield _page(
        "cut-off-then-hang",
        "/a",
        "transient",
        steps(_half, hang),
        "what was seen stands where there is no time for more",
        words=("brutt av",),
    )
    yield _page("cut-off-once", "/a", "ok", steps(cut_off, good))


async def _half(exchange: Exchange) -> None:
    await exchange.send(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 90000\r\n\r\n"
    )
    await exchange.send(html().encode()[:300])
    exchange.reset()


async def _stall(exchange: Exchange) -> None:
    await exchange.send(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9999\r\n\r\n"
    )
    await exchange.send(b"<title>Halv</title>")
    await exchange.hang()


def _statuses() -> Iterator[Case]:
    for line in ("404 Not Found", "410 Gone"):
        yield _page(f"status-{line[:3]}", "/a", "dead", status(line))
    yield _page("404-good-title", "/a", "dead", give(html(), "404 Not Found"))
    yield _page("404-empty", "/a", "dead", give("", "404 Not Found"))
    for line in (
        "401 Unauthorized",
        "403 Forbidden",
        "407 Proxy Authentication Required",
        "451 Unavailable For Legal Reasons",
        "999 Request Denied",
    ):
        yield _page(f"status-{line[:3]}", "/a", "blocked", status(line))
    challenge = html("Just a moment...", "", "<script src='/cdn-cgi/challenge'></script>")
    yield _page("challenge-200", "/a", "blocked", give(challenge))
    yield _page("challenge-403", "/a", "blocked", give(challenge, "403 Forbidden"))
    yield _page("challenge-norwegian", "/a", "blocked", page("Bekreft at du er et menneske"))
    yield _page("access-denied", "/a", "blocked", page("Access Denied"))
    yield _page(
        "library-agent-403",
        "/a",
        "ok",
        when(
            lambda r: (
                any(
                    word in r.headers.get("user-agent", "").lower()
                    for word in ("aiohttp", "python")
                )
                or not r.headers.get("user-agent")
            ),
            status("403 Forbidden"),
            page(),
        ),
        "an honest user agent names the checker, not its library",
    )
    yield _page(
        "wants-accept",
        "/a",
        "ok",
        when(lambda r: "accept" in r.headers, page(), status("406 Not Acceptable")),
    )
    good, no = page(), status("405 Method Not Allowed")
    yield _page("head-405", "/a", "ok", head(no, good))
    yield _page("head-404", "/a", "ok", head(status("404 Not Found"), good))
    yield _page("head-403", "/a", "ok", head(status("403 Forbidden"), good))
    yield _page("head-500", "/a", "ok", head(status("500 Internal Server Error"), good))
    yield _page("head-reset", "/a", "ok", head(reset, good))
    yield _page("head-hang", "/a", "ok", head(hang, good))
    yield _page("head-login", "/a", "ok", head(go(302, "/login"), good))
    yield _page("head-lies", "/a", "dead", head(good, status("404 Not Found")))


def _bodies() -> Iterator[Case]:
    good = html().encode()
    yield _page("empty", "/a", "suspicious", give(""))
    yield _page("blank", "/a", "suspicious", give(" \r\n\t\n"))
    yield _page("only-picture", "/a", "ok", give('<img src="/plakat.png">'))
    yield _page("only-counter", "/a", "suspicious", give("<img src=/1.gif width=1 height=1>"))
    yield _page("204", "/a", "suspicious", give("", "204 No Content", {}))
    yield _page("empty-gzip", "/a", "suspicious", coded("gzip", gzip.compress(b"")))
    start = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + good
    filler = b"<p>mer tekst her</p>" * 3000
    yield _page("endless", "/a", "ok", flood(start, filler))
    yield _page("endless-anchor", "/a#langt-nede", "ok", flood(start, filler))
    yield _page(
        "endless-chunked",
        "/a",
        "ok",
        flood(
            start.replace(b"\r\n\r\n", b"\r\nTransfer-Encoding: chunked\r\n\r\n", 1)
            .replace(good, b"")
            .join((b"", b"%x\r\n%s\r\n" % (len(good), good))),
            b"%x\r\n%s\r\n" % (len(filler), filler),
        ),
    )
    binary = {"Content-Type": "application/octet-stream", "Content-Length": str(1 << 40)}
    yield _page("terabyte", "/a.zip", "ok", _big(binary))
    yield _page("gzip-bomb", "/a", "ok", explode("gzip"))
    yield _page("gzip-bomb-anchor", "/a#nede", "ok", explode("gzip"))
    yield _page("deflate-bomb", "/a", "ok", explode("deflate"))
    yield _page("gzip", "/a#x", "ok", coded("gzip", gzip.compress(html(body="<p id=x>").encode())))
    yield _page("x-gzip", "/a", "ok", coded("x-gzip", gzip.compress(good)))
    yield _page("deflate", "/a", "ok", coded("deflate", zlib.compress(good)))
    yield _page("raw-deflate", "/a", "ok", coded("deflate", _raw_deflate(good)))
    yield _page("gzip-tail", "/a", "ok", coded("gzip", gzip.compress(good) + b"\0" * 64))
    yield _page("coding-identity", "/a", "ok", coded("identity", good))
    yield _page("coding-utf8", "/a", "ok", coded("UTF-8", good), "a common mistake")
    doubt = ("ok", "suspicious")
    yield _page("br-claimed", "/a", "transient", coded("br", good), also=doubt)
    yield _page("gzip-claimed", "/a", "transient", coded("gzip", good), also=doubt)
    yield _page("gzip-cut", "/a", "transient", coded("gzip", gzip.compress(good)[:-20]), also=doubt)
    yield _page(
        "length-too-short",
        "/a",
        "ok",
        plain(b"HTTP/1.1 200 OK", b"Content-Length: 200", body=good),
        "browsers read it, strict parsers refuse it",
        also=("transient",),
    )
    yield _page(
        "length-too-long",
        "/a",
        "transient",
        plain(b"HTTP/1.1 200 OK", b"Content-Length: 99999"),
        also=("ok",),
    )
    chunked = b"Transfer-Encoding: chunked"
    whole = b"%x\r\n%s\r\n" % (len(good), good)
    yield _page(
        "chunked", "/a", "ok", plain(b"HTTP/1.1 200 OK", chunked, body=whole + b"0\r\n\r\n")
    )
    yield _page(
        "chunked-extension",
        "/a",
        "ok",
        plain(
            b"HTTP/1.1 200 OK",
            chunked,
            body=whole.replace(b"\r\n", b";navn=verdi\r\n", 1) + b"0\r\nX-Slutt: ja\r\n\r\n",
        ),
    )
    yield _page(
        "chunked-cut-off",
        "/a",
        "transient",
        plain(b"HTTP/1.1 200 OK", chunked, body=whole),
        also=("ok",),
    )
    yield _page(
        "chunked-garbage",
        "/a",
        "transient",
        plain(b"HTTP/1.1 200 OK", chunked, body=b"zz\r\nhei\r\n"),
        also=("ok", "suspicious"),
    )
    yield _page("no-type", "/a", "ok", give(good, headers={}))
    yield _page("odd-type", "/a", "ok", give(good, headers={"Content-Type": ";;charset"}))
    yield _page("text", "/a.txt", "ok", give("Bare tekst.", headers={"Content-Type": "text/plain"}))
    yield _page("json", "/a", "ok", give("{}", headers={"Content-Type": "application/json"}))
    yield _page(
        "image", "/a.png", "ok", give(b"\x89PNG\r\n", headers={"Content-Type": "image/png"})
    )


def _big(headers: Mapping[str, str]) -> Handler:
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return flood(f"HTTP/1.1 200 OK\r\n{lines}\r\n".encode(), b"\0" * 65536)


def _protocol() -> Iterator[Case]:
    ok = b"HTTP/1.1 200 OK"
    yield _page("http-1.0", "/a", "ok", plain(b"HTTP/1.0 200 OK"))
    yield _page("no-reason", "/a", "ok", plain(b"HTTP/1.1 200"))
    yield _page("odd-reason", "/a", "ok", plain("HTTP/1.1 200 Værsågod".encode()))
    yield _page("bare-newlines", "/a", "ok", raw(b"HTTP/1.1 200 OK\n\n" + html().encode()))
    yield _page("latin1-header", "/a", "ok", plain(ok, b"X-Sted: Troms\xf8"))
    yield _page("utf8-header", "/a", "ok", plain(ok, "X-Sted: Tromsø".encode()))
    odd = (b"Set-Cookie: \xc3\xa6=1", b"Set-Cookie: a=b; Expires=banan; Domain=.no; =;")
    yield _page("odd-cookies", "/a", "ok", plain(ok, *odd))
    yield _page("folded-header", "/a", "ok", plain(ok, b"X-Lang: en", b"  to"))
    yield _page("header-16k", "/a", "ok", plain(ok, b"Content-Security-Policy: " + b"a" * 16000))
    yield _page("many-headers", "/a", "ok", plain(ok, *(b"X-%d: y" % n for n in range(90))))
    n = str(len(html().encode())).encode()
    yield _page(
        "length-twice",
        "/a",
        "ok",
        plain(ok, b"Content-Length: " + n, b"Content-Length: " + n),
        "the same length, so no harm; strict parsers refuse it",
        also=("transient",),
    )
    early = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n"
    noise = b"HTTP/1.1 100 Continue\r\n\r\n"
    yield _page("100-continue", "/a", "ok", plain(noise + ok))
    yield _page("103-early-hints", "/a", "ok", plain(early + ok))
    yield _page("100-many", "/a", "ok", plain(noise * 5 + ok))
    yield _page("100-forever", "/a", "transient", flood(b"", noise * 200, None, 0.01))
    yield _page("garbage", "/a", "transient", raw(b"SSH-2.0-OpenSSH_9.6\r\n"))
    yield _page(
        "http-0.9", "/a", "transient", raw(html().encode()), "no status line", also=("suspicious",)
    )
    yield _page("binary", "/a", "transient", raw(bytes(range(256)) * 40))
    yield _page("bad-status", "/a", "transient", raw(b"HTTP/1.1 tjue OK\r\n\r\n"))
    yield _page("status-000", "/a", "transient", plain(b"HTTP/1.1 000 Null"), also=("suspicious",))
    bomb = ok + b"\r\nX-Bombe: "
    yield _page("header-bomb", "/a", "transient", flood(bomb, b"a" * 65536), also=("suspicious",))
    yield _page(
        "headers-bomb",
        "/a",
        "transient",
        flood(ok + b"\r\n", b"X-Bombe: aaaaaaaaaaaaaaaaaaaaa\r\n" * 2000),
        also=("suspicious",),
    )
    yield _page("head-body", "/a", "ok", _unasked_body, "a body where none belongs")


async def _unasked_body(exchange: Exchange) -> None:
    body = html().encode()
    size = f"Content-Length: {len(body)}\r\n\r\n".encode()
    await exchange.send(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + size + body + b"\r\n\r\n"
    )
    raise Gone


def _soft_404() -> Iterator[Case]:
    titles = (
        "Siden finnes ikke",
        "Siden finnes ikke – Helsetjenesten",
        "Helsetjenesten | Siden ble ikke funnet",
        "Fant ikke siden",
        "404",
        "404 - Siden finnes ikke",
        "Feil 404",
        "Page not found",
        "Page Not Found | Health Service",
        "404 Not Found",
    )
    for number, title in enumerate(titles):
        yield _page(
            f"soft-title-{number}", "/a", "suspicious", page(title, "Helsetjenesten"), title
        )
    headings = (
        "Siden finnes ikke",
        "Beklager, vi finner ikke siden",
        "Vi finner ikke siden du leter etter",
        "404",
        "Page not found",
    )
    for number, heading in enumerate(headings):
        yield _page(
            f"soft-heading-{number}", "/a", "suspicious", page("Helsetjenesten", heading), heading
        )
    yield Case(
        "soft-after-redirect",
        "{me}/gammel",
        "suspicious",
        routes={"/gammel": go(302, "/feil"), "/feil": page("Siden finnes ikke")},
    )
    yield Case(
        "soft-after-move",
        "{me}/gammel",
        "suspicious",
        routes={"/gammel": go(301, "/feil"), "/feil": page("Page not found")},
    )
    yield _page(
        "friend-running-text",
        "/a",
        "ok",
        page(body="<p>Får du feil 404, «siden finnes ikke», må lenken rettes. Page not found.</p>"),
    )
    friends = (
        ("Error 404 in HTTP explained", None),
        ("Feilmeldinger", None),
        ("Hva gjør jeg når en side ikke finnes?", None),
        ("404 dager i isen", None),
        ("Peugeot 404", None),
        ("Rundskriv I-404/2020", None),
        ("Forskrift om at siden finnes ikke lenger på papir", None),
        ("Veileder", "Slik lager du en god side for «siden finnes ikke»"),
        ("Paragraf ikke funnet skyldig", None),
    )
    for number, (title, heading) in enumerate(friends):
        yield _page(f"friend-{number}", "/a", "ok", page(title, heading), title)
    comment = "<!-- <h1>Siden finnes ikke</h1> --><p>Siden finnes ikke</p>"
    yield _page("friend-comment", "/a", "ok", page(body=comment))
    template = "<template><h1>Siden finnes ikke</h1></template>"
    yield _page("friend-template", "/a", "ok", page(body=template), "a template is not shown")
    picture = "<svg><title>404</title></svg>"
    yield _page("friend-svg-title", "/a", "ok", page(body=picture), "an icon's title")


def _pdf() -> Iterator[Case]:
    page_ = page("Dokument")
    yield _page("pdf", "/a.pdf", "ok", pdf())
    yield _page("pdf-page", "/a.pdf#page=3", "ok", pdf())
    yield _page("pdf-named", "/a.pdf#kapittel2", "ok", pdf())
    yield _page("pdf-as-html", "/a.pdf", "ok", pdf("text/html"))
    yield _page("pdf-as-octets", "/a.pdf", "ok", pdf("application/octet-stream"))
    yield _page("pdf-as-nothing", "/a.pdf", "ok", pdf(""))
    dirt = b"\xef\xbb\xbf\r\n" + PDF_BODY
    yield _page("pdf-behind-dirt", "/a.pdf", "ok", pdf(body=dirt), "readers look in 1 KiB")
    about = html(body="<p>%PDF-1.7</p>")
    yield _page("pdf-named-in-html", "/a.pdf", "suspicious", pdf(body=about.encode()))
    yield _page("pdf-big", "/a.pdf#page=90", "ok", pdf(body=PDF_BODY + b"%" * (3 * MIB)))
    yield _page("pdf-no-suffix", "/dokument/12#page=2", "ok", pdf())
    yield _page("pdf-gives-html", "/a.pdf", "suspicious", page_)
    yield _page("pdf-gives-html-upper", "/A.PDF", "suspicious", page_)
    yield _page("pdf-gives-html-query", "/a.pdf?v=2", "suspicious", page_)
    yield _page("pdf-html-lie", "/a.pdf", "suspicious", pdf(body=html().encode()))
    yield _page("pdf-empty", "/a.pdf", "suspicious", pdf(body=b""))
    yield Case(
        "pdf-redirect-to-html",
        "{me}/a.pdf",
        "suspicious",
        routes={"/a.pdf": go(302, "/dokumenter"), "/dokumenter": page_},
    )
    yield Case(
        "pdf-redirect-to-pdf",
        "{me}/a.pdf",
        "moved",
        "{me}/b.pdf",
        routes={"/a.pdf": go(301, "/b.pdf"), "/b.pdf": pdf()},
    )
    yield _page(
        "pdf-path-word", "/hva-er.pdf/les", "ok", page("Hva er PDF"), "the path does not end so"
    )


def _anchors() -> Iterator[Case]:
    def body(text: str) -> Handler:
        return page(body=text)

    here = {
        "id": ("#del", '<h2 id="del">Del</h2>'),
        "name": ("#del", '<a name="del"></a>'),
        "unquoted": ("#del", "<h2 id=del>Del</h2>"),
        "single-quotes": ("#del", "<h2 ID='del'>Del</h2>"),
        "entity": ("#a&b", '<h2 id="a&amp;b">Del</h2>'),
        "encoded": ("#l%C3%A6ringsm%C3%A5l", '<h2 id="læringsmål">Del</h2>'),
        "raw": ("#læringsmål", '<h2 id="læringsmål">Del</h2>'),
        "encoded-id": ("#l%C3%A6r", '<h2 id="l%C3%A6r">Del</h2>'),
        "paragraph": ("#%C2%A726", '<h2 id="§26">Del</h2>'),
        "broken-html": ("#del", '</i><p><b><h2 class=a id="del" "">Del<p></h3></b>'),
        "top": ("#top", ""),
        "top-upper": ("#TOP", ""),
        "empty": ("#", ""),
        "text": ("#:~:text=forskriften", ""),
        "id-and-text": ("#del:~:text=forskriften", '<h2 id="del">Del</h2>'),
        "route": ("#/emne/3", ""),
        "bang-route": ("#!/emne/3", ""),
        "script": ("#laget-av-skript", "<script src='/app.js'></script>"),
        "inline-script": ("#laget-av-skript", "<script>lag()</script>"),
        "module": ("#laget-av-skript", "<script type=module>lag()</script>"),
        "id-written-encoded": ("#lær", '<h2 id="l%C3%A6r">Del</h2>'),
    }
    for name, (fragment, text) in here.items():
        yield _page(f"anchor-{name}", "/a" + fragment, "ok", body(text))
    gone = {
        "missing": ("#borte", '<h2 id="del">Del</h2>'),
        "case": ("#Del", '<h2 id="del">Del</h2>'),
        "commented": ("#del", '<!-- <h2 id="del">Del</h2> -->'),
        "json-script": ("#del", '<script type="application/ld+json">{"id": "del"}</script>'),
        "in-text": ("#del", "<p>id=&quot;del&quot;</p>"),
        "beside-counter": ("#del", "<script>window.dataLayer = []; gtag('js')</script>"),
    }
    for name, (fragment, text) in gone.items():
        yield _page(f"anchor-{name}", "/a" + fragment, "suspicious", body(text))
    yield Case(
        "anchor-after-redirect",
        "{me}/gammel#del",
        "ok",
        routes={"/gammel": go(302, "/ny"), "/ny": body('<h2 id="del">Del</h2>')},
    )
    yield Case(
        "anchor-lost-in-redirect",
        "{me}/gammel#del",
        "suspicious",
        routes={"/gammel": go(301, "/ny"), "/ny": body("")},
    )
    filler = "<p>mer tekst her</p>\n" * (3 * MIB // 21)
    yield _page("anchor-3mib-start", "/a#del", "ok", body('<h2 id="del">Del</h2>' + filler))
    yield _page("anchor-3mib-end", "/a#del", "ok", body(filler + '<h2 id="del">Del</h2>'))
    half = filler[: MIB + MIB // 2]
    yield _page("anchor-1.5mib-end", "/a#del", "ok", body(half + '<h2 id="del">Del</h2>'))
    yield _page("anchor-1.5mib-missing", "/a#del", "suspicious", body(half))
    text = give("linje\n" * 40, headers={"Content-Type": "text/plain"})
    yield _page("anchor-text-file", "/a.txt#L10", "ok", text)


def _refreshes() -> Iterator[Case]:
    def refresh(content: str, **more: str) -> Handler:
        return page(head=f'<meta http-equiv="refresh" content="{content}">', **more)

    deep = "/tema/lis"
    yield _page("refresh-page", deep, "ok", refresh("0; url=/good"))
    yield _page("refresh-quoted", deep, "ok", refresh("0;URL='/good'"))
    yield _page("refresh-front", deep, "suspicious", refresh("0; url=/"))
    yield _page("refresh-404", deep, "dead", refresh("0; url=/borte"))
    yield _page("refresh-later", deep, "ok", refresh("1800; url=/"), "half an hour is no redirect")
    yield _page("refresh-itself", deep, "ok", refresh("5"), "a page that reloads itself")
    yield _page("refresh-own-address", deep, "ok", refresh("5; url=" + deep))
    yield _page(
        "refresh-thin",
        deep,
        "ok",
        give('<meta http-equiv="refresh" content="0; url=/good">'),
        "nothing but the refresh",
    )
    yield Case(
        "refresh-loop",
        "{me}/tema/a",
        "dead",
        routes={"/tema/a": refresh("0; url=/tema/b"), "/tema/b": refresh("0; url=/tema/a")},
    )
    based = page(head='<base href="/annet/"><meta http-equiv="refresh" content="0; url=ny">')
    yield Case(
        "refresh-base",
        "{me}" + deep,
        "ok",
        routes={deep: based, "/annet/ny": page()},
        note="read from where the page says that it is",
    )
    header = give(html(), headers={**HTML, "Refresh": "0; url=/borte"})
    yield _page("refresh-header", deep, "dead", header, "a header may say it, too")
    later = give(html(), headers={**HTML, "Refresh": "1800; url=/borte"})
    yield _page("refresh-header-later", deep, "ok", later)
    yield _page("refresh-anchor", "/a#del", "ok", refresh("0; url=/good#x"), "anchors end with it")
    login = page("Logg inn", body='<input type="password">')
    yield Case(
        "refresh-login",
        "{me}" + deep,
        "blocked",
        routes={deep: refresh("0; url=/login"), "/login": login},
    )
    yield Case(
        "refresh-301",
        "{me}" + deep,
        "ok",
        note="a refresh ends the leading permanent hops",
        routes={deep: refresh("0; url=/ny"), "/ny": go(301, "/good")},
    )
    yield Case(
        "301-refresh",
        "{me}/gammel",
        "moved",
        "{me}/ny",
        routes={"/gammel": go(301, "/ny"), "/ny": refresh("0; url=/good")},
    )


def _encodings() -> Iterator[Case]:
    def in_(coding: str, content_type: str, *, soft: bool = False, meta: str = "utf-8") -> Handler:
        title = "Siden ble ikke funnet - Sykehuset Østfold" if soft else "Læringsmål"
        text = html(title, "Sør-Øst", '<h2 id="læring">Læring</h2>', charset=meta)
        return give(text.encode(coding), headers={"Content-Type": content_type})

    anchor = "/a#l%C3%A6ring"
    latin = "text/html; charset=ISO-8859-1"
    yield _page("latin1-anchor", anchor, "ok", in_("latin-1", latin, meta="iso-8859-1"))
    yield _page("latin1-soft", "/a", "suspicious", in_("latin-1", latin, soft=True))
    yield _page("meta-charset", anchor, "ok", in_("cp1252", "text/html", meta="windows-1252"))
    yield _page("wrong-charset", anchor, "ok", in_("utf-8", "text/html; charset=utf-9"))
    yield _page("quoted-charset", anchor, "ok", in_("utf-8", 'text/html; charset="utf-8"'))
    yield _page("utf16", anchor, "ok", in_("utf-16", "text/html"))
    yield _page("utf16-soft", "/a", "suspicious", in_("utf-16", "text/html", soft=True))
    yield _page("utf8-bom", anchor, "ok", in_("utf-8-sig", "text/html"))
    yield _page("xhtml", anchor, "ok", in_("utf-8", "application/xhtml+xml"))
    yield _page("undecodable", "/a", "ok", give(html().encode() + b"\xff\xfe\x00\x80"))
    yield _page("nul-bytes", "/a", "ok", give(html().encode() + b"\0" * 500))


def _robots() -> Iterator[Case]:
    no = robots("User-agent: *\nDisallow: /a\n")

    def with_(name: str, verdict: str, handler: Handler, path: str = "/a", **more: object) -> Case:
        routes = {"/robots.txt": handler, path: page()}
        return Case(f"robots-{name}", "{me}" + path, verdict, routes=routes, **more)  # type: ignore[arg-type]

    doubt = ("skipped",)
    yield with_("disallow", "skipped", no)
    yield with_("disallow-all", "skipped", robots("User-agent: *\nDisallow: /\n"))
    yield with_(
        "crlf-comment", "skipped", robots("# hei\r\nUser-agent: * # alle\r\nDisallow: /a # nei")
    )
    yield with_("bom", "skipped", robots("\ufeffUser-agent: *\nDisallow: /a\n"))
    yield with_("wildcard", "skipped", robots("User-agent: *\nDisallow: /*.zip$\n"), "/x/a.zip")
    yield with_("wildcard-other", "ok", robots("User-agent: *\nDisallow: /*.zip$\n"), "/x/a.zip2")
    yield with_(
        "longest-wins", "ok", robots("User-agent: *\nDisallow: /\nAllow: /apen/\n"), "/apen/a"
    )
    yield with_("other-agent", "ok", robots("User-agent: Fiendebot\nDisallow: /\n"))
    yield with_(
        "own-agent",
        "skipped",
        robots("User-agent: *\nAllow: /\n\nUser-agent: Rollehub\nDisallow: /\n"),
    )
    yield with_(
        "own-agent-allowed",
        "ok",
        robots("User-agent: *\nDisallow: /\n\nUser-agent: rollehub\nAllow: /\n"),
    )
    yield with_("empty-disallow", "ok", robots("User-agent: *\nDisallow:\n"))
    yield with_("empty", "ok", robots(""))
    yield with_("encoded", "skipped", robots("User-agent: *\nDisallow: /æ\n"), "/%C3%A6")
    yield with_("404", "ok", status("404 Not Found"))
    yield with_("403", "ok", status("403 Forbidden"), also=doubt)
    yield with_("500", "ok", status("500 Internal Server Error"), also=doubt)
    yield with_("reset", "ok", reset, also=doubt)
    yield with_("html", "ok", page("Velkommen"))
    yield with_("binary", "ok", give(bytes(range(256)) * 100))
    yield with_("hang", "ok", hang, also=("skipped", "transient"))
    long = "".join(f"Disallow: /annet/{n}\n" for n in range(40_000))
    yield with_("huge", "ok", robots("User-agent: *\n" + long))
    yield with_(
        "endless",
        "skipped",
        flood(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nUser-agent: *\nDisallow: /a\n",
            b"# fyll\n" * 9000,
        ),
    )
    yield Case(
        "robots-redirect",
        "{me}/a",
        "skipped",
        routes={"/robots.txt": go(301, "/r.txt"), "/r.txt": no, "/a": page()},
    )
    yield with_("loop", "ok", go(302, "/robots.txt"), also=doubt)
    yield with_(
        "redirect-private", "ok", go(302, "http://{canary}/robots.txt"), also=("skipped", "unsafe")
    )
    evil = "User-agent: *\nDisallow: /" + "*a" * 3000 + "$\n"
    yield with_("backtracking", "ok", robots(evil), "/" + "a" * 1500 + "b")


def _spelling() -> Iterator[Case]:
    paths = {
        "query-order": "/sok?b=2&a=1&a=0&c=%2F&d=a+b&e=%20&f",
        "query-url": "/ga?til=https%3A%2F%2Feksempel.invalid%2F%3Fq%3D1",
        "query-odd": "/sok?a[]=1&b={{x}}|y".replace("{{", "%7B").replace("}}", "%7D"),
        "encoded-kept": "/a%3Ab%28c%29%2Fd%7Ee%2C",
        "lower-hex": "/l%c3%a6r",
        "latin1-path": "/m%E5l%F8y",
        "attachment": "/_/attachment/inline/0b4f:12ab34/L%C3%A6replan%20(2020).pdf",
        "attachment-encoded": "/_/attachment/inline/0b4f%3A12ab34/L%C3%A6replan%20%282020%29.pdf",
        "colon": "/a:b/c",
        "double-slash": "/a//b/",
        "semicolon": "/a;jsessionid=1?b",
        "plus": "/a+b%2Bc",
        "tilde-star": "/~a/b*c'd!e",
        "percent": "/100%25",
        "comma-at": "/a,b@c",
        "dollar": "/a$b=c&d",
        "bare-question-mark": "/a?",
    }
    for name, path in paths.items():
        handler = pdf() if path.endswith(".pdf") else page()
        yield _page(f"spelling-{name}", path, "ok", handler, "the address arrives as written")
    written = {
        "space": ("/a b c", "/a%20b%20c"),
        "raw-letters": ("/læring/mål", "/l%C3%A6ring/m%C3%A5l"),
        "raw-attachment": (
            "/_/attachment/inline/0b4f:12ab34/Læreplan (2020).pdf",
            "/_/attachment/inline/0b4f:12ab34/L%C3%A6replan%20(2020).pdf",
        ),
        "raw-query": ("/sok?q=blå bær", "/sok?q=bl%C3%A5%20b%C3%A6r"),
        "dots": ("/a/../b/./c", "/b/c"),
    }
    for name, (path, sent) in written.items():
        handler = pdf() if path.endswith(".pdf") else page()
        yield Case(f"spelling-{name}", "{me}" + path, "ok", routes={sent: handler})
    yield Case("spelling-upper-scheme", "HTTP://{host}/good", "ok")
    yield Case(
        "spelling-default-long", "{me}/" + "a" * 3000, "ok", routes={"/" + "a" * 3000: page()}
    )
    ascii_name = "xn--blbr-roah.test"
    asks = when(
        lambda request: request.headers.get("host", "").startswith(ascii_name),
        page("Blåbær"),
        status("404 Not Found"),
    )
    yield Case("idn", "{me}/a", "ok", host="blåbær.test", routes={"/a": asks})
    rod = "xn--rdbr-xoa9h.test"
    yield Case(
        "idn-ascii",
        "{me}/a",
        "ok",
        host=rod,
        routes={"/a": when(lambda r: r.headers.get("host", "").startswith(rod), page(), reset)},
    )
    yield Case(
        "idn-in-location",
        "{me}/a",
        "moved",
        "http://bl\u00e5b\u00e6r.test:{port}/good",
        host="rå.test",
        routes={"/a": go(301, "http://bl\u00e5b\u00e6r.test:{port}/good")},
    )
    yield Case("name", "{me}/good", "ok", host="sted.test")
    yield Case(
        "name-with-password", "http://a:b@passord.test:{port}/good", "ok", host="passord.test"
    )
    yield Case("name-trailing-dot", "http://punkt.test.:{port}/good", "ok", host="punkt.test")
    yield Case("name-upper", "http://STORE.test:{port}/good", "ok", host="store.test")


def _tls() -> Iterator[Case]:
    yield Case("tls-good", "{me}/good", "ok", tls="good")
    yield Case("tls-named", "{me}/good", "ok", tls="good", host="trygg.test", note="SNI and name")
    yield Case("tls-expired", "{me}/good", "suspicious", tls="expired", words=("utløpt", "utgått"))
    yield Case("tls-self-signed", "{me}/good", "suspicious", tls="self", words=("signert",))
    yield Case(
        "tls-wrong-host",
        "{me}/good",
        "suspicious",
        tls="other",
        words=("annet nettsted", "annen vert", "en annen", "et annet", "vertsnavn"),
    )
    yield Case("tls-unknown-issuer", "{me}/good", "suspicious", tls="stranger")
    yield Case("tls-not-yet", "{me}/good", "suspicious", tls="future")
    yield Case(
        "tls-from-http",
        "{me}/good",
        "moved",
        "{secure}/good",
        routes={"/good": go(301, "{secure}/good")},
    )
    yield Case("tls-to-http", "{me}/a", "ok", tls="good", routes={"/a": go(302, "{common}/good")})
    yield Case(
        "tls-to-expired",
        "{me}/a",
        "suspicious",
        routes={"/a": go(302, "{expired}/good")},
        words=("utløpt", "utgått"),
    )
    yield Case(
        "tls-404", "{me}/borte", "dead", tls="good", routes={"/borte": status("404 Not Found")}
    )
    yield Case(
        "tls-plain",
        "{me}/good",
        "suspicious",
        scheme="https",
        also=("transient",),
        note="plain HTTP where TLS is expected",
        routes={"": raw(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")},
    )
    yield Case("tls-hang", "{me}/good", "transient", scheme="https", routes={"": hang})
    yield Case(
        "tls-reset",
        "{me}/good",
        "transient",
        scheme="https",
        routes={"": reset},
        also=("suspicious",),
    )
    yield Case(
        "tls-on-plain", "{me}/good", "transient", scheme="http", tls="good", note="TLS alert"
    )


PRIVATE: Mapping[str, str] = {
    "loopback": "{canary}",
    "loopback-127": "127.0.0.1:{port}",
    "ipv6-loopback": "[::1]:{port}",
    "mapped": "[::ffff:127.0.0.1]:{port}",
    "mapped-hex": "[::ffff:7f00:201]:{port}",
    "decimal": "2130706433:{port}",
    "octal": "0177.0.0.1:{port}",
    "hex": "0x7f.0.0.1:{port}",
    "hex-whole": "0x7f000001:{port}",
    "short": "127.1:{port}",
    "localhost": "localhost:{port}",
    "localhost-dot": "localhost.:{port}",
    "sub-localhost": "a.localhost:{port}",
    "userinfo": "{host}@{canary}",
    "userinfo-password": "bruker:{host}@{canary}",
    "encoded-dots": "127%2E0%2E2%2E1:{port}",
    "unspecified": "0.0.0.0:{port}",
    "zero": "0:{port}",
    "ipv6-unspecified": "[::]:{port}",
}
"""Ways to write an address on this machine that is not allowed."""

LAN: Mapping[str, str] = {
    "ten": "10.0.0.1",
    "172": "172.16.0.1",
    "192": "192.168.0.1",
    "metadata": "169.254.169.254",
    "carrier": "100.64.0.1",
    "multicast": "224.0.0.1",
    "broadcast": "255.255.255.255",
    "reserved": "240.0.0.1",
    "ipv6-link": "[fe80::1]",
    "ipv6-unique": "[fd00::1]",
    "ipv6-multicast": "[ff02::1]",
    "compatible": "[::127.0.0.1]",
    "compatible-ten": "[::10.0.0.1]",
    "site-local": "[fec0::1]",
    "mapped-ten": "[::ffff:10.0.0.1]",
    "mapped-metadata": "[::ffff:a9fe:a9fe]",
    "6to4": "[2002:7f00:1::]",
    "nat64": "[64:ff9b::7f00:1]",
    "decimal-ten": "167772161",
}
"""Addresses elsewhere that must not be asked either; nothing listens there in a test."""

_MAYBE = ("zero", "localhost-dot", "sub-localhost")
"""Spellings that may as well be refused as malformed or unknown; the canary is what counts."""


def _unsafe() -> Iterator[Case]:
    for name, host in PRIVATE.items():
        also = ("dead",) if name in _MAYBE else ()
        yield Case(f"unsafe-{name}", f"http://{host}/", "unsafe", also=also)
        yield _page(f"unsafe-to-{name}", "/a", "unsafe", go(302, f"http://{host}/"), also=also)
    for name, host in LAN.items():
        yield Case(f"unsafe-{name}", f"http://{host}/", "unsafe", lan=True)
        yield _page(f"unsafe-to-{name}", "/a", "unsafe", go(302, f"http://{host}/"), lan=True)
    yield _page("unsafe-permanent", "/a", "unsafe", go(301, "http://{canary}/"))
    yield _page("unsafe-protocol-relative", "/a", "unsafe", go(302, "//{canary}/"))
    yield Case(
        "unsafe-deep",
        "{me}/a",
        "unsafe",
        routes={"/a": go(301, "/b"), "/b": go(302, "/c"), "/c": go(307, "http://{canary}/")},
    )
    yield _page("unsafe-https", "/a", "unsafe", go(302, "https://{canary}/"))
    odd = ("dead", "ok")
    yield _page("unsafe-backslash", "/a", "unsafe", go(302, "http://{host}\\@{canary}/"), also=odd)
    yield _page("unsafe-slashes", "/a", "unsafe", go(302, "http:////{canary}/"), also=odd)
    yield _page("unsafe-tab", "/a", "unsafe", go(302, "http://\t{canary}/"), also=("dead",))
    wide = "".join(chr(0xFF10 + int(c)) if c.isdigit() else c for c in "127.0.2.1")
    yield _page("unsafe-wide", "/a", "unsafe", go(302, f"http://{wide}:{{port}}/"))
    dots = "127\u30020\u30022\u30021"
    yield _page("unsafe-ideograph", "/a", "unsafe", go(302, f"http://{dots}:{{port}}/"))
    yield Case(
        "unsafe-refresh",
        "{me}/a",
        "unsafe",
        note="a refresh is a redirect too",
        routes={"/a": _refresh_to("http://{canary}/")},
    )
    yield Case("unsafe-name", "http://intern.test:{port}/", "unsafe", note="by name")
    yield Case(
        "unsafe-to-name", "{me}/a", "unsafe", routes={"/a": go(302, "http://intern.test:{port}/")}
    )


def _refresh_to(url: str) -> Handler:
    async def handler(exchange: Exchange) -> None:
        tag = f'<meta http-equiv="refresh" content="0; url={url.format_map(exchange.words)}">'
        await exchange.answer("200 OK", html(head=tag).encode(), HTML)

    return handler


def _no_answer() -> Iterator[Case]:
    yield Case("refused", "http://{closed}/", "dead")
    yield Case("refused-tls", "https://{closed}/", "dead")
    yield Case("unknown-host", "http://finnes-ikke.invalid/", "dead")
    yield Case("unknown-host-tls", "https://heller-ikke.invalid/a#b", "dead")
    malformed = {
        "no-host": "http://",
        "no-host-path": "http:///side",
        "bracket": "http://[::1/",
        "not-ipv6": "http://[hei]/",
        "port-big": "http://{ip}:99999/",
        "port-word": "http://{ip}:port/",
        "no-scheme": "www.eksempel.invalid/side",
        "space-in-host": "http://to ord.invalid/",
        "empty-label": "http://to..punkt.invalid/",
        "long-label": "http://" + "a" * 64 + ".invalid/",
        "long-host": "http://" + "a." * 200 + "invalid/",
        "no-slashes": "http:eksempel.invalid",
        "only-hash": "#del",
        "relative": "/bare/en/sti",
        "not-idna": "http://xn--\u00e6.invalid/",
        "ipv4-big": "http://256.256.256.256/",
    }
    for name, url in malformed.items():
        yield Case(f"malformed-{name}", url, "dead")
    yield Case("malformed-scheme", "htp://eksempel.invalid/", "dead", also=("skipped",))
    schemes = {
        "mailto": "mailto:post@eksempel.invalid",
        "mailto-subject": "mailto:post@eksempel.invalid?subject=Hei der&body=%C3%A6",
        "mailto-upper": "MAILTO:post@eksempel.invalid",
        "tel": "tel:+4722222222",
        "javascript": "javascript:void(0)",
        "data": "data:text/html,<h1>Hei</h1>",
    }
    for name, url in schemes.items():
        yield Case(f"scheme-{name}", url, "skipped")


def _all() -> tuple[Case, ...]:
    groups = (
        _redirects,
        _front_pages_and_logins,
        _throttling,
        _transient,
        _statuses,
        _bodies,
        _protocol,
        _soft_404,
        _pdf,
        _anchors,
        _refreshes,
        _encodings,
        _robots,
        _spelling,
        _tls,
        _unsafe,
        _no_answer,
    )
    return tuple(case for group in groups for case in group())


CASES: tuple[Case, ...] = _all()
NAMES_TO_CANARY = {"intern.test": CANARIES[0]}


# --- certificates ------------------------------------------------------------------------------

_CONFIG = """
[ca]
default_ca = own
[own]
database = {folder}/index.txt
new_certs_dir = {folder}
rand_serial = yes
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[leaf]
basicConstraints = CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = serverAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
subjectAltName = {names}
[req]
distinguished_name = subject
[subject]
"""
_OLD, _SOON, _PAST, _FAR = (
    "20200101000000Z",
    "20400101000000Z",
    "20210101000000Z",
    "20480101000000Z",
)


@dataclass(frozen=True, slots=True)
class Certificates:
    """Certificates made for one bed, in a folder."""

    folder: Path

    def make(self, addresses: list[str]) -> None:
        """Make both authorities and a certificate of each kind for these addresses and names."""
        for authority in ("authority", "stranger-authority"):
            self._request(authority)
            self._sign(authority, authority, "DNS:ca.test", "root", (_OLD, _FAR))
        names = ",".join(addresses)
        for name, authority, valid, alt in (
            ("good", "authority", (_OLD, _SOON), names),
            ("expired", "authority", (_OLD, _PAST), names),
            ("future", "authority", (_SOON, _FAR), names),
            ("other", "authority", (_OLD, _SOON), "DNS:annet-sted.test,IP:127.9.9.9"),
            ("stranger", "stranger-authority", (_OLD, _SOON), names),
            ("self", "self", (_OLD, _SOON), names),
        ):
            self._request(name)
            self._sign(name, authority, alt, "leaf", valid)

    @property
    def authority(self) -> Path:
        """The file for `--ca-file`."""
        return self.folder / "authority.crt"

    def context(self, name: str) -> ssl.SSLContext:
        """Return what a server needs to show the certificate of this name."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.folder / f"{name}.crt", self.folder / f"{name}.key")
        return context

    def _request(self, name: str) -> None:
        curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        config = self._config("DNS:unused.test")
        self._openssl(
            *("req", "-new", *curve, "-config", config, "-subj", f"/CN={name}"),
            *("-keyout", f"{name}.key", "-out", f"{name}.csr"),
        )

    def _sign(
        self, name: str, authority: str, names: str, kind: str, valid: tuple[str, str]
    ) -> None:
        config = self._config(names)
        signer = (
            ("-selfsign", "-keyfile", f"{name}.key")
            if authority == name
            else ("-cert", f"{authority}.crt", "-keyfile", f"{authority}.key")
        )
        self._openssl(
            *("ca", "-batch", "-notext", "-config", config, "-extensions", kind, *signer),
            *("-startdate", valid[0], "-enddate", valid[1]),
            *("-in", f"{name}.csr", "-out", f"{name}.crt"),
        )

    def _config(self, names: str) -> str:
        (self.folder / "index.txt").touch()
        path = self.folder / "openssl.cnf"
        path.write_text(_CONFIG.format(folder=self.folder, names=names))
        return str(path)

    def _openssl(self, *arguments: str) -> None:
        done = subprocess.run(
            ["openssl", *arguments], cwd=self.folder, capture_output=True, check=False
        )
        if done.returncode:
            raise RuntimeError(done.stderr.decode())


# --- the bed -----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Site:
    """A listener's address, base and routes."""

    ip: str
    base: str
    host: str
    routes: Mapping[str, Handler]
    tls: str | None


class Bed:
    """Serves sites from a thread, from `with` to its end, and remembers what was asked."""

    def __init__(self, folder: Path, cases: tuple[Case, ...] = CASES) -> None:
        self.cases = cases
        self.requests: list[Request] = []
        self.canaries: list[tuple[str, float]] = []
        """Address and time of each connection that nobody may make."""
        self.connections: dict[str, list[tuple[float, float | None]]] = {}
        """Begin and end of each connection, by address."""
        self.certificates = Certificates(folder)
        self.port = 0
        self._sites: dict[str, _Site] = {}
        self._counts: dict[tuple[str, str], int] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    # What tests ask

    def url(self, case: Case) -> str:
        """Return the address of a case."""
        return case.url.format_map(self.words(case.name))

    def target(self, case: Case) -> str | None:
        """Return the address where a case's permanent hops end."""
        return case.target.format_map(self.words(case.name)) if case.target else None

    def ip(self, name: str) -> str:
        """Return the loopback address of the site with this name."""
        return self._sites[name].ip

    def asked(self, name: str, path: str | None = None) -> list[Request]:
        """Return the requests to a site, to one path of it if named."""
        ip = self.ip(name)
        return [
            request
            for request in tuple(self.requests)
            if request.host == ip and path in (None, request.path)
        ]

    def forget(self) -> None:
        """Forget all requests and counts; what happens once happens again."""
        self.requests.clear()
        self.canaries.clear()
        self.connections.clear()
        self._counts.clear()

    def resolves(self) -> list[str]:
        """Return HOST=ADDRESS for each name that a site or a canary has."""
        names = {case.host: self.ip(case.name) for case in self.cases if case.host}
        return [f"{name}={ip}" for name, ip in (names | NAMES_TO_CANARY).items()]

    def words(self, name: str) -> dict[str, str]:
        """Return what templates of a site may name."""
        site = self._sites[name]
        return {
            "me": site.base,
            "host": site.host,
            "ip": site.ip,
            "port": str(self.port),
            "canary": f"{CANARIES[0]}:{self.port}",
            "closed": f"{CLOSED}:{self.port}",
            "common": self._sites["common"].base,
            "common_host": self._sites["common"].host,
            "secure": self._sites["secure"].base,
            "expired": self._sites["expired"].base,
        }

    # Serving

    def __enter__(self) -> Self:
        """Bind every address to one port, and serve."""
        self._plan()
        for _ in range(20):
            try:
                sockets = self._bind()
            except OSError as error:
                if error.errno != errno.EADDRINUSE:
                    raise
            else:
                break
        else:
            raise RuntimeError("no port is free on all addresses")
        self._name_sites()
        secure = [site.ip for site in self._sites.values() if site.tls]
        names = [case.host for case in self.cases if case.host and case.tls]
        self.certificates.make([f"IP:{ip}" for ip in secure] + [f"DNS:{name}" for name in names])
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._serve(sockets), self._loop).result(20)
        return self

    def __exit__(self, *_: object) -> None:
        """Stop serving."""
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(20)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(20)
        self._loop.close()

    def _plan(self) -> None:
        common: dict[str, Handler] = {
            "/no-cookie": when(
                lambda request: "cookie" in request.headers, status("400 Bad Request"), page()
            ),
            "/auth/login": page("Logg inn", body='<input type="password">'),
        }
        plans: list[tuple[str, Mapping[str, Handler], str | None]] = [
            ("common", common, None),
            ("secure", {}, "good"),
            ("expired", {}, "expired"),
            *((case.name, case.routes, case.tls) for case in self.cases),
        ]
        for number, (name, routes, tls) in enumerate(plans):
            ip = f"127.1.{number // 250}.{number % 250 + 1}"
            if name in self._sites:
                raise ValueError(f"two cases are called {name}")
            self._sites[name] = _Site(ip, "", "", routes, tls)

    def _name_sites(self) -> None:
        by_name = {case.name: case for case in self.cases}
        for name, site in self._sites.items():
            case = by_name.get(name)
            scheme = (case and case.scheme) or ("https" if site.tls else "http")
            site.host = f"{(case and case.host) or site.ip}:{self.port}"
            site.base = f"{scheme}://{site.host}"

    def _bind(self) -> list[tuple[str, socket.socket]]:
        bound: list[tuple[str, socket.socket]] = []
        self.port = 0
        try:
            for ip in (*(site.ip for site in self._sites.values()), *CANARIES):
                family = socket.AF_INET6 if ":" in ip else socket.AF_INET
                sock = socket.socket(family, socket.SOCK_STREAM)
                bound.append((ip, sock))
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    sock.bind((ip, self.port))
                except OSError as error:
                    if ":" in ip and error.errno == errno.EADDRNOTAVAIL:  # a machine without IPv6
                        bound.pop()[1].close()
                        continue
                    raise
                self.port = self.port or sock.getsockname()[1]
        except OSError:
            for _, sock in bound:
                sock.close()
            raise
        return bound

    async def _serve(self, sockets: list[tuple[str, socket.socket]]) -> None:
        by_ip = {site.ip: (name, site) for name, site in self._sites.items()}
        self._servers = []
        for ip, sock in sockets:
            name, site = by_ip.get(ip, ("", None))
            if site is None:
                server = await asyncio.start_server(self._canary(ip), sock=sock)
            else:
                context = self.certificates.context(site.tls) if site.tls else None
                server = await asyncio.start_server(
                    self._connected(name, site), sock=sock, ssl=context
                )
            self._servers.append(server)

    async def _close(self) -> None:
        for server in self._servers:
            server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _canary(
        self, ip: str
    ) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]:
        async def connected(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self.canaries.append((ip, time.monotonic()))
            writer.write(
                b"HTTP/1.1 200 OK\r\nContent-Length: 7\r\nConnection: close\r\n\r\nhemmelig"[:-1]
            )
            await _shut(writer)

        return connected

    def _connected(
        self, name: str, site: _Site
    ) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]:
        async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()
            assert task
            self._tasks.add(task)
            start = time.monotonic()
            spans = self.connections.setdefault(site.ip, [])
            number = len(spans)
            spans.append((start, None))
            try:
                while await self._exchange(name, site, reader, writer):
                    pass
            except (Gone, OSError, EOFError, asyncio.CancelledError, ValueError):
                pass  # whatever ends a connection ends only that
            finally:
                self._tasks.discard(task)
                if number < len(spans):
                    spans[number] = (start, time.monotonic())
                await _shut(writer)

        return connected

    async def _exchange(
        self, name: str, site: _Site, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> bool:
        """Serve one request; return whether the connection lives on."""
        if "" in site.routes:  # the site does not wait for a request
            request = Request(site.ip, "", "", {}, time.monotonic())
            await site.routes[""](Exchange(request, 1, self.words(name), reader, writer))
        lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, path, _ = (lines[0] + "  ").split(" ", 2)
        headers = {
            key.strip().lower(): value.strip()
            for key, _, value in (line.partition(":") for line in lines[1:] if line)
        }
        request = Request(site.ip, method, path, headers, time.monotonic())
        self.requests.append(request)
        number = self._counts[site.ip, path] = self._counts.get((site.ip, path), 0) + 1
        try:
            handler = site.routes.get(path) or _usual(path)
            await handler(Exchange(request, number, self.words(name), reader, writer))
        finally:
            request.end = time.monotonic()
        return headers.get("connection", "").lower() != "close"


def _usual(path: str) -> Handler:
    """Return what every site has: a front page, a good page, and nothing else."""
    if path in ("/", "/good"):
        return page("Helsetjenesten" if path == "/" else "Læringsmål")
    if path.startswith("/runde/x"):
        return go(302, path + "x")
    return status("404 Not Found")


async def _shut(writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError, ssl.SSLError, asyncio.CancelledError):
        writer.close()
        await asyncio.wait_for(writer.wait_closed(), 2)
