"""Addresses in unusual spellings, which must be requested as written, and hosts with a name."""

from collections.abc import Iterator

from tests.linkcheck.bed.case import Case, page_case
from tests.linkcheck.bed.exchange import Handler
from tests.linkcheck.bed.handlers import page, pdf, redirect, reset, status, when

AS_WRITTEN = {
    "query-order": "/sok?b=2&a=1&a=0&c=%2F&d=a+b&e=%20&f",
    "query-url": "/ga?til=https%3A%2F%2Feksempel.invalid%2F%3Fq%3D1",
    "query-odd": "/sok?a[]=1&b=%7Bx%7D|y",
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
"""Name -> path and query, which are requested unchanged."""
ENCODED = {
    "space": ("/a b c", "/a%20b%20c"),
    "raw-letters": ("/læring/mål", "/l%C3%A6ring/m%C3%A5l"),
    "raw-attachment": (
        "/_/attachment/inline/0b4f:12ab34/Læreplan (2020).pdf",
        "/_/attachment/inline/0b4f:12ab34/L%C3%A6replan%20(2020).pdf",
    ),
    "raw-query": ("/sok?q=blå bær", "/sok?q=bl%C3%A5%20b%C3%A6r"),
    "dots": ("/a/../b/./c", "/b/c"),
}
"""Name -> path and query as written, and as they are requested."""


def cases() -> Iterator[Case]:
    """Yield the cases of this module."""
    for name, path in AS_WRITTEN.items():
        yield page_case(f"spelling-{name}", path, "ok", _served(path))
    for name, (path, sent) in ENCODED.items():
        yield Case(f"spelling-{name}", "{me}" + path, "ok", routes={sent: _served(path)})
    yield Case("spelling-upper-scheme", "HTTP://{host}/good", "ok")
    yield page_case("spelling-default-long", "/" + "a" * 3000, "ok", page())
    yield from _names()
    yield from _international_names()


def _served(path: str) -> Handler:
    return pdf() if path.endswith(".pdf") else page()


def _names() -> Iterator[Case]:
    yield Case("name", "{me}/good", "ok", host="sted.test")
    for name, url, host in (
        ("with-password", "http://a:b@passord.test:{port}/good", "passord.test"),
        ("trailing-dot", "http://punkt.test.:{port}/good", "punkt.test"),
        ("upper", "http://STORE.test:{port}/good", "store.test"),
    ):
        yield Case(f"name-{name}", url, "ok", host=host)


def _international_names() -> Iterator[Case]:
    yield page_case(
        "idn",
        "/a",
        "ok",
        _if_host("xn--blbr-roah.test", page("Blåbær"), status("404 Not Found")),
        host="blåbær.test",
    )
    ascii_name = "xn--rdbr-xoa9h.test"
    yield page_case("idn-ascii", "/a", "ok", _if_host(ascii_name, page(), reset), host=ascii_name)
    for name, written, sent in (
        ("emoji", "💩.test", "xn--ls8h.test"),
        ("heart", "i❤.test", "xn--i-7iq.test"),
        ("underscore", "under_strek.test", "under_strek.test"),
        ("letter-and-underscore", "æ_b.test", "xn--_b-0ia.test"),
    ):
        served = _if_host(sent, page(), status("404 Not Found"))
        yield Case(
            f"idn-{name}", f"http://{written}:{{port}}/a", "ok", routes={"/a": served}, host=sent
        )
    yield Case(
        "idn-in-location",
        "{me}/a",
        "moved",
        "http://blåbær.test:{port}/good",
        host="rå.test",
        routes={"/a": redirect(301, "http://blåbær.test:{port}/good")},
    )


def _if_host(name: str, then: Handler, otherwise: Handler) -> Handler:
    return when(lambda request: request.headers.get("host", "").startswith(name), then, otherwise)
