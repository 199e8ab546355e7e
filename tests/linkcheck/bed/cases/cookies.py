"""Sites that set a cookie on the way, and want to see it again."""

from collections.abc import Iterator

from tests.linkcheck.bed.case import Case, page_case
from tests.linkcheck.bed.exchange import Request
from tests.linkcheck.bed.handlers import page, redirect, status, when

COOKIE = "provd=1; Path=/"


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
    yield page_case(
        "cookie-odd",
        "/a",
        "ok",
        redirect(302, "/good", Set_Cookie="=;;; a[]@b=\u00e6; expires=i morgen; Path"),
    )


def _has_cookie(request: Request) -> bool:
    return "provd=1" in request.headers.get("cookie", "")
