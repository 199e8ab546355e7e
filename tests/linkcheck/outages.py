"""How a network of ours that is out answers for every address."""

from collections.abc import Callable, Mapping

from generator.linkcheck.observations import Answered, Failure, Hop, Observation
from tests.linkcheck.virtual import answer, lost, page

PORTAL = "http://portal.hotell.example/velkommen"


def _same(url: str, status: int) -> Answered:
    """Return one and the same page for every address."""
    return Answered((Hop(url, status),), "text/html", 900, page=page(PORTAL))


OUTAGES: Mapping[str, Callable[[str], Observation]] = {
    "no name": lambda url: lost(url, Failure.NO_HOST),
    "no name server": lambda url: lost(url, Failure.DNS_FAILED),
    "refused": lambda url: lost(url, Failure.REFUSED),
    "no route": lambda url: lost(url, Failure.UNREACHABLE),
    "no time": lambda url: lost(url, Failure.TIMEOUT),
    "reset": lambda url: lost(url, Failure.RESET),
    "a portal's certificate": lambda url: lost(url, Failure.TLS_WRONG_HOST),
    "no HTTP": lambda url: lost(url, Failure.PROTOCOL),
    "one private address": lambda url: lost(url, Failure.UNSAFE, detail="10.0.0.1"),
    "two private addresses": lambda url: lost(
        url, Failure.UNSAFE, detail="10.0.0.1, ::1" if "1.no" in url else "::1, 10.0.0.1"
    ),
    "a portal inside": lambda url: lost(url, Failure.UNSAFE, to="http://192.168.0.1/"),
    "a portal outside": lambda url: Answered(
        (Hop(url, 302, PORTAL), Hop(f"{PORTAL}?fra={url}", 200)),
        "text/html",
        900,
        page=page(PORTAL),
    ),
    "a portal that has moved": lambda url: answer(url, to=PORTAL),
    "a portal's front page": lambda url: answer(url, to="https://portal.hotell.example/"),
    "a portal without redirects": lambda url: _same(url, 200),
    "a filter that knows no page": lambda url: _same(url, 404),
    "a filter that quotes the address": lambda url: answer(url, 404, title=f"Fant ikke {url}"),
    "a proxy that has no way out": lambda url: answer(url, (502, 503, 504)[len(url) % 3]),
    "a proxy that asks for a name": lambda url: answer(url, 407),
    "a network that asks for a login": lambda url: answer(url, 511),
    "of each a little": lambda url: lost(
        url, (Failure.NO_HOST, Failure.TIMEOUT, Failure.REFUSED)[len(url) % 3]
    ),
}
BY_MEMORY = {
    "a portal without redirects",
    "a filter that knows no page",
    "a filter that quotes the address",
    "a proxy that has no way out",
}
"""Outages that only show beside what was there before."""
