"""Sites that set a cookie on the way, and want to see it again."""

from collections.abc import Callable, Iterator

from tests.linkcheck.bed.case import Case, page_case
from tests.linkcheck.bed.exchange import Request
from tests.linkcheck.bed.handlers import give, in_turn, page, redirect, status, when

COOKIE = "provd=1; Path=/"
VALUES = {
    "equals": b"dGVzdA==",
    "comma": b"a,b",
    "slash": b"/a/b",
    "space": b"a b",
    "brace": b'{"a": [1, 2]}',
    "backslash": b"a\\b\\073",
    "quotes": b'"a b"',
    "half-quoted": b'a"b',
    "utf-8": "æøå".encode(),
    "latin-1": "æøå".encode("latin-1"),
    "percent": b"%C3%A6%3D",
    "empty": b"",
    "brackets": b"(a)[b]<c>@d?e:f",
}
"""Name -> a value of a cookie; bytes that the site compares."""


def cases() -> Iterator[Case]:
    """Yield the cases of this module."""
    good = page()
    until_set = when(_has_cookie, good, redirect(302, "/side", Set_Cookie=COOKIE))
    yield page_case(
        "cookie-self",
        "/side",
        "ok",
        until_set,
        "the same address again, now with its cookie, is no loop",
    )
    yield page_case(
        "cookie-named-host", "/side", "ok", until_set, "the same with a name", host="kjeks.test"
    )
    yield Case(
        "cookie-within-chain",
        "{me}/a",
        "ok",
        routes={
            "/a": redirect(302, "/b", Set_Cookie=COOKIE),
            "/b": when(_has_cookie, good, status("403 Forbidden")),
        },
    )
    yield page_case(
        "cookie-not-to-others",
        "/a",
        "ok",
        redirect(302, "{common}/no-cookie", Set_Cookie=COOKIE),
        "a cookie stays with its host",
    )
    yield from _values()
    yield from _again()
    yield from _rules()
    yield page_case(
        "cookie-odd",
        "/a",
        "ok",
        redirect(302, "/good", Set_Cookie="=;;; a[]@b=\u00e6; expires=i morgen; Path"),
    )


def _values() -> Iterator[Case]:
    """Yield sites that want to see a value again byte for byte."""
    for name, value in VALUES.items():
        yield page_case(
            f"cookie-value-{name}",
            "/side",
            "ok",
            when(
                _sends(value),
                page(),
                give("", "302 Found", {"Location": "/side", "Set-Cookie": b"chk=" + value}),
            ),
            "sent back byte for byte",
        )


def _again() -> Iterator[Case]:
    """Yield sites that redirect to the same address."""
    for name, number in (("once", 2), ("three-times", 4)):
        again = [redirect(302, "/side")] * (number - 1)
        yield page_case(
            f"self-without-cookie-{name}",
            "/side",
            "ok",
            in_turn(*again, page()),
            "the server remembers by itself; the number of hops decides what a loop is",
        )
    yield page_case(
        "cookie-self-always",
        "/side",
        "dead",
        redirect(302, "/side", Set_Cookie="chk=dGVzdA==; Path=/"),
        words=("ring",),
    )


def _rules() -> Iterator[Case]:
    """Yield sites that set a cookie which a browser would not send to the next address."""
    for name, cookie in (
        ("path", "chk=1; Path=/annet"),
        ("domain", "chk=1; Domain=annet.test"),
        ("expired", "chk=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT"),
        ("no-age", "chk=1; Max-Age=0"),
        ("secure", "chk=1; Secure"),
    ):
        yield Case(
            f"cookie-rule-{name}",
            "{me}/a",
            "ok",
            routes={
                "/a": redirect(302, "/b", Set_Cookie=cookie),
                "/b": when(lambda r: "cookie" in r.headers, status("400 Bad Request"), page()),
            },
        )


def _sends(value: bytes) -> Callable[[Request], bool]:
    """Return whether a request has the cookie with just this value."""
    return lambda request: request.headers.get("cookie", "").encode("latin-1") == b"chk=" + value


def _has_cookie(request: Request) -> bool:
    return "provd=1" in request.headers.get("cookie", "")
