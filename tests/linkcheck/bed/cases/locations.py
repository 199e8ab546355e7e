"""Redirects by the form of their `Location`: relative, encoded, in odd bytes, with a fragment."""

from collections.abc import Iterator

from tests.linkcheck.bed.case import Case, page_case
from tests.linkcheck.bed.handlers import page, redirect, status

FORMS = {
    "relative": ("/emne/del/gammel", "ny", "/emne/del/ny"),
    "relative-up": ("/emne/del/gammel", "../ny", "/emne/ny"),
    "relative-query": ("/emne/gammel", "?side=2", "/emne/gammel?side=2"),
    "dot-segments": ("/emne/gammel", "/emne/./a/../ny", "/emne/ny"),
    "encoded": ("/gammel", "/a%3Ab%2Fc?x=%2F&y=a+b", "/a%3Ab%2Fc?x=%2F&y=a+b"),
}
"""Name -> the old path, the `Location`, and the path that it means."""


def cases() -> Iterator[Case]:
    """Yield the cases of this module."""
    good = page()
    for name, (path, location, end) in FORMS.items():
        yield Case(
            f"location-{name}",
            "{me}" + path,
            "moved",
            "{me}" + end,
            routes={path: redirect(301, location), end: good},
        )
    for name, location in (
        ("protocol-relative", "//{common_host}/good"),
        ("other-host", "{common}/good"),
    ):
        yield Case(
            f"location-{name}",
            "{me}/gammel",
            "moved",
            "{common}/good",
            routes={"/gammel": redirect(301, location)},
        )
    yield page_case("location-padded", "/gammel", "ok", redirect(302, b"  /good\t "))
    yield page_case("location-upper-scheme", "/gammel", "ok", redirect(302, "HTTP://{host}/good"))
    yield from _odd_bytes()
    yield from _fragments()


def _odd_bytes() -> Iterator[Case]:
    good = page()
    for name, code, verdict, target in (
        ("utf8", 302, "ok", None),
        ("utf8-moved", 301, "moved", "{me}/kompetansem%C3%A5l"),
    ):
        yield Case(
            f"location-{name}",
            "{me}/gammel",
            verdict,
            target,
            "UTF-8 in the header, not percent-encoded",
            routes={"/gammel": redirect(code, "/kompetansemål"), "/kompetansem%C3%A5l": good},
        )
    yield Case(
        "location-latin1",
        "{me}/gammel",
        "ok",
        note="Latin-1 in the header; keeping the byte and reading it as a letter both work",
        routes={
            "/gammel": redirect(302, "/m\xe5l".encode("latin-1")),
            "/m%E5l": good,
            "/m%C3%A5l": good,
            "/m%EF%BF%BDl": status("404 Not Found"),
        },
    )
    yield Case(
        "location-space",
        "{me}/gammel",
        "ok",
        routes={"/gammel": redirect(302, "/ny side"), "/ny%20side": good},
    )


def _fragments() -> Iterator[Case]:
    part = page(body='<h2 id="del2">Del 2</h2>')
    yield Case(
        "location-fragment",
        "{me}/gammel",
        "moved",
        "{me}/ny#del2",
        routes={"/gammel": redirect(301, "/ny#del2"), "/ny": part},
    )
    yield Case(
        "fragment-inherited",
        "{me}/gammel#del2",
        "moved",
        "{me}/ny#del2",
        "a redirect without a fragment keeps that of the address",
        routes={"/gammel": redirect(301, "/ny"), "/ny": part},
    )
