"""Final statuses, walls against robots, and servers that treat HEAD differently from GET."""

from collections.abc import Iterator

from tests.linkcheck.bed.case import Case, page_case
from tests.linkcheck.bed.exchange import Request
from tests.linkcheck.bed.handlers import (
    give,
    hang,
    html,
    on_head,
    page,
    redirect,
    reset,
    status,
    when,
)


def cases() -> Iterator[Case]:
    """Yield the cases of this module."""
    yield from _final()
    yield from _walls()
    yield from _on_head()


def _final() -> Iterator[Case]:
    for line in ("404 Not Found", "410 Gone"):
        yield page_case(f"status-{line[:3]}", "/a", "dead", status(line))
    yield page_case("404-good-title", "/a", "dead", give(html(), "404 Not Found"))
    yield page_case("404-empty", "/a", "dead", give("", "404 Not Found"))
    for line in (
        "401 Unauthorized",
        "403 Forbidden",
        "407 Proxy Authentication Required",
        "451 Unavailable For Legal Reasons",
        "999 Request Denied",
    ):
        yield page_case(f"status-{line[:3]}", "/a", "blocked", status(line))


def _walls() -> Iterator[Case]:
    challenge = html("Just a moment...", "", "<script src='/cdn-cgi/challenge'></script>")
    yield page_case("challenge-200", "/a", "blocked", give(challenge))
    yield page_case("challenge-403", "/a", "blocked", give(challenge, "403 Forbidden"))
    yield page_case("challenge-norwegian", "/a", "blocked", page("Bekreft at du er et menneske"))
    yield page_case("access-denied", "/a", "blocked", page("Access Denied"))
    yield page_case(
        "library-agent-403",
        "/a",
        "ok",
        when(_is_a_library, status("403 Forbidden"), page()),
        "a good user agent names the checker, not its library",
    )
    yield page_case(
        "wants-accept",
        "/a",
        "ok",
        when(lambda r: "accept" in r.headers, page(), status("406 Not Acceptable")),
    )


def _on_head() -> Iterator[Case]:
    good, no = page(), status("405 Method Not Allowed")
    yield page_case("head-405", "/a", "ok", on_head(no, good))
    yield page_case("head-404", "/a", "ok", on_head(status("404 Not Found"), good))
    yield page_case("head-403", "/a", "ok", on_head(status("403 Forbidden"), good))
    yield page_case("head-500", "/a", "ok", on_head(status("500 Internal Server Error"), good))
    yield page_case("head-reset", "/a", "ok", on_head(reset, good))
    yield page_case("head-hang", "/a", "ok", on_head(hang, good))
    yield page_case("head-login", "/a", "ok", on_head(redirect(302, "/login"), good))
    yield page_case("head-lies", "/a", "dead", on_head(good, status("404 Not Found")))


def _is_a_library(request: Request) -> bool:
    agent = request.headers.get("user-agent", "").lower()
    return not agent or "aiohttp" in agent or "python" in agent
