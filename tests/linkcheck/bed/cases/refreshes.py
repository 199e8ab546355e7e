"""Pages that send the reader on by themselves, with `meta` or with a `Refresh` header."""

from collections.abc import Iterator

from tests.linkcheck.bed.case import Case, page_case
from tests.linkcheck.bed.exchange import Handler
from tests.linkcheck.bed.handlers import HTML, give, html, page, redirect

DEEP = "/tema/lis"


def _refresh(content: str) -> Handler:
    return page(head=f'<meta http-equiv="refresh" content="{content}">')


def cases() -> Iterator[Case]:
    """Yield the cases of this module."""
    for name, content, verdict in (
        ("page", "0; url=/good", "ok"),
        ("quoted", "0;URL='/good'", "ok"),
        ("front", "0; url=/", "suspicious"),
        ("404", "0; url=/borte", "dead"),
        ("later", "1800; url=/", "ok"),  # half an hour is no redirect
        ("itself", "5", "ok"),  # the page reloads itself
        ("own-address", "5; url=" + DEEP, "ok"),
    ):
        yield page_case(f"refresh-{name}", DEEP, verdict, _refresh(content))
    thin = give('<meta http-equiv="refresh" content="0; url=/good">')
    yield page_case("refresh-thin", DEEP, "ok", thin, "a page with nothing but the refresh")
    yield page_case(
        "refresh-anchor", "/a#del", "ok", _refresh("0; url=/good#x"), "the anchor is not looked for"
    )
    header = give(html(), headers={**HTML, "Refresh": "0; url=/borte"})
    yield page_case("refresh-header", DEEP, "dead", header)
    later = give(html(), headers={**HTML, "Refresh": "1800; url=/borte"})
    yield page_case("refresh-header-later", DEEP, "ok", later)
    spaces = f'<meta http-equiv=refresh content="{" " * 4000}">' * 400
    for name, body in (("spaces", spaces), ("spaces-in-tag", spaces.replace('content="', "a='"))):
        yield page_case(f"refresh-of-{name}", DEEP, "ok", page(body=body), "once two minutes")
    header = give(html(), headers={**HTML, "Refresh": "0" + " " * 60_000})
    yield page_case("refresh-header-of-spaces", DEEP, "ok", header)
    yield from _chains()


def _chains() -> Iterator[Case]:
    yield Case(
        "refresh-loop",
        "{me}/tema/a",
        "dead",
        routes={"/tema/a": _refresh("0; url=/tema/b"), "/tema/b": _refresh("0; url=/tema/a")},
    )
    based = page(head='<base href="/annet/"><meta http-equiv="refresh" content="0; url=ny">')
    yield Case(
        "refresh-base",
        "{me}" + DEEP,
        "ok",
        note="resolved against the base that the page declares",
        routes={DEEP: based, "/annet/ny": page()},
    )
    login = page("Logg inn", body='<input type="password">')
    yield Case(
        "refresh-login",
        "{me}" + DEEP,
        "blocked",
        routes={DEEP: _refresh("0; url=/login"), "/login": login},
    )
    yield Case(
        "refresh-301",
        "{me}" + DEEP,
        "ok",
        note="permanent hops do not count after a refresh",
        routes={DEEP: _refresh("0; url=/ny"), "/ny": redirect(301, "/good")},
    )
    yield Case(
        "301-refresh",
        "{me}/gammel",
        "moved",
        "{me}/ny",
        routes={"/gammel": redirect(301, "/ny"), "/ny": _refresh("0; url=/good")},
    )
