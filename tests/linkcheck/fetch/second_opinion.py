"""Asking linkchecker about cases of the bed, and the sites that only these tests use."""

import asyncio
from ipaddress import ip_address, ip_network

from generator.linkcheck.fetch.crosscheck import also_dead
from generator.linkcheck.fetch.limits import Limits
from tests.linkcheck.bed.addresses import ALLOWED
from tests.linkcheck.bed.case import Case, page_case
from tests.linkcheck.bed.handlers import HTML, give, hang, html, in_turn, page, redirect, status
from tests.linkcheck.bed.server import Bed
from tests.linkcheck.bed.table import CASES

GONE = status("404 Not Found")
STABLE = (
    page_case("two-anchors", "/a#en", "dead", GONE),
    page_case(
        "closes-tls",
        "/a",
        "ok",
        give(html("Lukker"), headers={**HTML, "Connection": "close"}),
        tls="good",
    ),
    page_case(
        "header-to-canary",
        "/a",
        "ok",
        give(
            html(),
            headers={**HTML, "Link": "<http://{canary}/>; rel=next", "Refresh": "0; {canary}"},
        ),
    ),
)
"""Sites that give linkchecker the same answer as us."""
SITES = (
    *STABLE,
    Case(
        "wanders",
        "http://vandrer.test:{port}/a",
        "ok",
        routes={"/a": redirect(302, "/b", Connection="close"), "/b": GONE},
    ),
    page_case("stays", "/a", "dead", GONE, host="borte.test"),
    Case("stays-after-hop", "{me}/a", "dead", routes={"/a": redirect(301, "/b"), "/b": GONE}),
    # These are dead for us, and different for linkchecker, which asks after us.
    page_case("revives", "/a", "dead", in_turn(GONE, page())),
    page_case("bars", "/a", "dead", in_turn(GONE, status("403 Forbidden"))),
    page_case("lures", "/a", "dead", in_turn(GONE, redirect(302, "http://{canary}/"))),
    page_case(
        "lures-by-name", "/a", "dead", in_turn(GONE, redirect(302, "http://intern.test:{port}/"))
    ),
    page_case("sticks", "/a", "dead", in_turn(GONE, hang)),
)
"""All sites of these tests, beside the cases."""
BY_NAME = {case.name: case for case in (*CASES, *SITES)}


def _limits(bed: Bed) -> Limits:
    """Return limits that know the names and certificates of the bed."""
    names = (row.partition("=") for row in bed.resolves())
    return Limits(
        allowed=(ip_network(ALLOWED),),
        fixed={name.encode("idna").decode(): ip_address(ip) for name, _, ip in names},
        ca_file=str(bed.certificates.authority),
    )


def second_opinion(bed: Bed, *urls: str, seconds: float = 60.0) -> dict[str, bool]:
    """Return whether linkchecker calls addresses dead, as if each had been found dead itself.

    The exception is the case that redirects to a missing host, which was found dead there.
    """
    there = {bed.url(BY_NAME["moved-to-missing-host"]): "http://finnes-ikke.invalid/"}
    seen = {url: there.get(url, url) for url in urls}
    return asyncio.run(also_dead(seen, _limits(bed), seconds=seconds))
