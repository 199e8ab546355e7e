"""Redirects by status: permanent and temporary, in chains, in loops, and without a page behind."""

from collections.abc import Iterator

from tests.linkcheck.bed.case import Case, page_case
from tests.linkcheck.bed.exchange import Exchange, Gone
from tests.linkcheck.bed.handlers import flood, page, redirect, status

CHAINS = {
    "301-301": ("moved", "{me}/good"),
    "308-301-308": ("moved", "{me}/good"),
    "301-302": ("moved", "{me}/1"),
    "301-301-302": ("moved", "{me}/2"),
    "301-302-301": ("moved", "{me}/1"),
    "302-301": ("ok", None),
    "302-302": ("ok", None),
    "307-308-301": ("ok", None),
}
"""Statuses of the hops -> verdict and target: only the permanent hops at the beginning count."""


def cases() -> Iterator[Case]:
    """Yield the cases of this module."""
    yield from _single()
    yield from _chains()
    yield from _loops()
    yield from _without_a_page()
    yield from _bad_ends()
    yield from _odd_connections()


def _single() -> Iterator[Case]:
    for code in (301, 308):
        yield Case(
            f"redirect-{code}",
            "{me}/gammel",
            "moved",
            "{me}/good",
            "permanent",
            routes={"/gammel": redirect(code, "/good")},
        )
    for code in (302, 303, 307):
        yield page_case(f"redirect-{code}", "/gammel", "ok", redirect(code, "/good"), "temporary")
    yield Case(
        "redirect-post-ish",
        "{me}/gammel",
        "ok",
        note="303 from a form page",
        routes={"/gammel": redirect(303, "/takk"), "/takk": page("Takk")},
    )


def _chains() -> Iterator[Case]:
    for chain, (verdict, target) in CHAINS.items():
        codes = [int(code) for code in chain.split("-")]
        ends = [f"/{number}" for number in range(1, len(codes))] + ["/good"]
        yield Case(
            f"chain-{chain}",
            "{me}/0",
            verdict,
            target,
            routes={
                f"/{number}": redirect(code, ends[number]) for number, code in enumerate(codes)
            },
        )
    for count, verdict in ((9, "ok"), (11, "dead"), (30, "dead")):
        ends = [f"/{number}" for number in range(1, count)] + ["/good"]
        yield Case(
            f"hops-{count}",
            "{me}/0",
            verdict,
            note="at most ten hops",
            routes={f"/{number}": redirect(302, end) for number, end in enumerate(ends)},
        )


def _loops() -> Iterator[Case]:
    yield page_case("loop-self", "/runde", "dead", redirect(302, "/runde"))
    yield page_case("loop-self-permanent", "/runde", "dead", redirect(301, "/runde"))
    yield Case(
        "loop-two",
        "{me}/a",
        "dead",
        routes={"/a": redirect(302, "/b"), "/b": redirect(302, "/a")},
    )
    yield page_case(
        "loop-growing",
        "/runde",
        "dead",
        redirect(302, "/runde/x"),
        "never the same address twice: `Bed` answers each with a longer one",
    )


def _without_a_page() -> Iterator[Case]:
    for scheme, target in (
        ("mailto", "mailto:post@eksempel.invalid"),
        ("file", "file:///etc/hostname"),
        ("ftp", "ftp://{host}/good"),
        ("javascript", "javascript:history.back()"),
    ):
        yield page_case(f"redirect-to-{scheme}", "/gammel", "dead", redirect(302, target))
    odd = ("suspicious",)
    yield page_case("location-empty", "/gammel", "dead", redirect(302, ""), also=odd)
    yield page_case("location-missing", "/gammel", "dead", status("302 Found"), also=odd)
    yield page_case(
        "location-malformed", "/gammel", "dead", redirect(302, "http://[::1/x"), also=odd
    )
    yield page_case("location-bad-port", "/gammel", "dead", redirect(302, "http://{ip}:99999/"))


def _bad_ends() -> Iterator[Case]:
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
            note="the last answer decides",
            routes={"/gammel": redirect(301, "/ny"), "/ny": status(end)},
        )
    yield Case(
        "moved-to-closed-port",
        "{me}/gammel",
        "dead",
        routes={"/gammel": redirect(301, "http://{closed}/")},
    )
    yield Case(
        "moved-to-missing-host",
        "{me}/gammel",
        "dead",
        routes={"/gammel": redirect(301, "http://finnes-ikke.invalid/")},
    )


def _odd_connections() -> Iterator[Case]:
    endless = flood(b"HTTP/1.1 302 Found\r\nLocation: /good\r\n\r\n", b" " * 65536)
    yield page_case(
        "redirect-endless-body",
        "/gammel",
        "ok",
        endless,
        "the body of a redirect need not be read",
    )
    yield page_case(
        "redirect-stale-connection",
        "/gammel",
        "ok",
        _break_promise,
        "closed although it was to be kept",
    )


async def _break_promise(exchange: Exchange) -> None:
    """Redirect, promise to keep the connection, then close it."""
    await exchange.answer("302 Found", b"", {"Location": "/good", "Connection": "keep-alive"})
    raise Gone
