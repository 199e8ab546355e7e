"""Servers in trouble or under load: throttling, passing errors, slowness, broken connections."""

import email.utils
import time
from collections.abc import Iterator

from tests.linkcheck.bed.case import Case, page_case
from tests.linkcheck.bed.exchange import Exchange, Gone
from tests.linkcheck.bed.handlers import (
    delayed,
    flood,
    hang,
    html,
    in_turn,
    page,
    redirect,
    reset,
    status,
)

BUSY = "429 Too Many Requests"
DOWN = "503 Service Unavailable"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def cases() -> Iterator[Case]:
    """Yield the cases of this module."""
    yield from _throttling()
    yield from _errors()
    yield from _slowness()
    yield from _cut_off_bodies()


def _throttling() -> Iterator[Case]:
    good = page()
    for name, header in (
        ("seconds", "1"),
        ("zero", "0"),
        ("garbage", "snart"),
        ("negative", "-7"),
        ("past", "Wed, 21 Oct 2015 07:28:00 GMT"),
    ):
        busy = status(BUSY, Retry_After=header)
        yield page_case(f"429-{name}", "/a", "ok", in_turn(busy, good))
    yield page_case("429-date", "/a", "ok", in_turn(_busy_for_two_seconds, good))
    yield page_case("429-without", "/a", "ok", in_turn(status(BUSY), good))
    yield page_case("429-forever", "/a", "blocked", status(BUSY, Retry_After="1"))
    yield page_case("429-forever-without", "/a", "blocked", status(BUSY))
    yield page_case("429-tomorrow", "/a", "blocked", status(BUSY, Retry_After="86400"))
    yield page_case("429-huge", "/a", "blocked", status(BUSY, Retry_After="9" * 400))
    yield page_case("503-seconds", "/a", "ok", in_turn(status(DOWN, Retry_After="1"), good))
    yield page_case("503-maintenance", "/a", "transient", status(DOWN, Retry_After="3600"))


async def _busy_for_two_seconds(exchange: Exchange) -> None:
    """Ask the client to wait until a date, two seconds from now."""
    again = email.utils.formatdate(time.time() + 2, usegmt=True)
    await exchange.answer(BUSY, b"", {"Retry-After": again})


def _errors() -> Iterator[Case]:
    good = page()
    yield page_case("500-once", "/a", "ok", in_turn(status("500 Internal Server Error"), good))
    for line in (
        "408 Request Timeout",
        "425 Too Early",
        "520 Web Server Returned an Unknown Error",
        "521 Web Server Is Down",
        "522 Connection Timed Out",
        "524 A Timeout Occurred",
        "525 SSL Handshake Failed",
        "530 Origin DNS Error",
    ):
        yield page_case(f"{line[:3]}-once", "/a", "ok", in_turn(status(line), good))
    yield page_case("503-once", "/a", "ok", in_turn(status(DOWN), good))
    for line in (
        "500 Internal Server Error",
        "502 Bad Gateway",
        "504 Gateway Timeout",
        "520 Unknown",
        "408 Request Timeout",
    ):
        yield page_case(f"{line[:3]}-forever", "/a", "transient", status(line))
    yield page_case("reset-once", "/a", "ok", in_turn(reset, good))
    yield page_case("reset-always", "/a", "transient", reset)
    yield page_case("leave-once", "/a", "ok", in_turn(_leave, good))
    yield page_case("leave-always", "/a", "transient", _leave)


async def _leave(_: Exchange) -> None:
    """Close the connection without an answer."""
    raise Gone


def _slowness() -> Iterator[Case]:
    yield page_case("hang", "/a", "transient", hang)
    yield page_case("slow-headers", "/a", "ok", delayed(1.5, page()))
    title = HEAD + b"\r\n<title>Sakte</title>"
    yield page_case("drip-body", "/a", "transient", flood(title, b"x", None, 0.2))
    yield page_case("drip-headers", "/a", "transient", flood(HEAD, b"X-A: b\r\n", None, 0.2))
    yield page_case("drip-one-header", "/a", "transient", flood(HEAD + b"X-A: ", b"b", None, 0.2))
    yield page_case(
        "slow-but-whole",
        "/a",
        "ok",
        flood(HEAD + b"\r\n" + html().encode(), b"<p>mer</p>", 10, 0.1),
    )
    yield Case(
        "drip-redirects",
        "{me}/0",
        "transient",
        note="each hop is quick enough, all of them together are not",
        also=("dead",),
        routes={f"/{n}": delayed(1.5, redirect(302, f"/{n + 1}")) for n in range(12)},
    )
    yield page_case("stall-in-body", "/a", "transient", _stall)


async def _stall(exchange: Exchange) -> None:
    """Send the beginning of a page, then nothing more."""
    await exchange.send(HEAD + b"Content-Length: 9999\r\n\r\n<title>Halv</title>")
    await exchange.hang()


def _cut_off_bodies() -> Iterator[Case]:
    yield page_case(
        "cut-off", "/a", "ok", _reset_after_page, "the whole page arrived", also=("transient",)
    )
    yield page_case("cut-off-in-page", "/a", "transient", _reset_in_page)
    yield page_case(
        "cut-off-then-hang",
        "/a",
        "transient",
        in_turn(_reset_in_page, hang),
        "the first answer counts when the second attempt times out",
        words=("brutt av",),
    )
    yield page_case("cut-off-once", "/a", "ok", in_turn(_reset_after_page, page()))


async def _reset_after_page(exchange: Exchange) -> None:
    """Send a whole page, but promise more; then reset the connection."""
    await exchange.send(HEAD + b"Content-Length: 90000\r\n\r\n")
    await exchange.send(html().encode())
    exchange.reset()


async def _reset_in_page(exchange: Exchange) -> None:
    """Send part of a page, then reset the connection."""
    await exchange.send(HEAD + b"Content-Length: 90000\r\n\r\n")
    await exchange.send(html().encode()[:300])
    exchange.reset()
