"""Addresses that must not be asked: on this machine, on local networks, in every spelling."""

from collections.abc import Iterator
from typing import Any

from tests.linkcheck.bed.case import Case, page_case
from tests.linkcheck.bed.exchange import Exchange
from tests.linkcheck.bed.handlers import HTML, html, redirect

PRIVATE = {
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


LAN = {
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


OR_DEAD = ("zero", "localhost-dot", "sub-localhost")
"""Spellings that may also be refused as malformed or unknown; no canary may be asked."""


def cases() -> Iterator[Case]:
    """Yield the cases of this module."""
    for name, host in PRIVATE.items():
        also = ("dead",) if name in OR_DEAD else ()
        yield Case(f"unsafe-{name}", f"http://{host}/", "unsafe", also=also)
        yield _sent_on(f"to-{name}", f"http://{host}/", also=also)
    for name, host in LAN.items():
        yield Case(f"unsafe-{name}", f"http://{host}/", "unsafe", lan=True)
        yield _sent_on(f"to-{name}", f"http://{host}/", lan=True)
    yield Case("unsafe-name", "http://intern.test:{port}/", "unsafe")
    yield _sent_on("to-name", "http://intern.test:{port}/")
    yield from _ways_to_redirect()
    yield from _odd_locations()


def _sent_on(name: str, location: str, **more: Any) -> Case:
    return page_case(f"unsafe-{name}", "/a", "unsafe", redirect(302, location), **more)


def _ways_to_redirect() -> Iterator[Case]:
    yield page_case("unsafe-permanent", "/a", "unsafe", redirect(301, "http://{canary}/"))
    yield _sent_on("protocol-relative", "//{canary}/")
    yield _sent_on("https", "https://{canary}/")
    yield Case(
        "unsafe-deep",
        "{me}/a",
        "unsafe",
        routes={
            "/a": redirect(301, "/b"),
            "/b": redirect(302, "/c"),
            "/c": redirect(307, "http://{canary}/"),
        },
    )
    yield page_case("unsafe-refresh", "/a", "unsafe", _refresh_to_canary)


async def _refresh_to_canary(exchange: Exchange) -> None:
    tag = f'<meta http-equiv="refresh" content="0; url=http://{exchange.words["canary"]}/">'
    await exchange.answer("200 OK", html(head=tag).encode(), HTML)


def _odd_locations() -> Iterator[Case]:
    odd = ("dead", "ok")
    yield _sent_on("backslash", "http://{host}\\@{canary}/", also=odd)
    yield _sent_on("slashes", "http:////{canary}/", also=odd)
    yield _sent_on("tab", "http://\t{canary}/", also=("dead",))
    wide = "".join(chr(0xFF10 + int(c)) if c.isdigit() else c for c in "127.0.2.1")
    yield _sent_on("wide", f"http://{wide}:{{port}}/")
    dots = "127\u30020\u30022\u30021"
    yield _sent_on("ideograph", f"http://{dots}:{{port}}/")
