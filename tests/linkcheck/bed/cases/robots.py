"""Sites by their robots.txt: what it forbids, how it is written, and how it is served."""

from collections.abc import Iterator

from tests.linkcheck.bed.case import Case
from tests.linkcheck.bed.exchange import Handler
from tests.linkcheck.bed.handlers import flood, give, hang, page, redirect, reset, robots, status

RULES = {
    "disallow": ("User-agent: *\nDisallow: /a\n", "/a", "skipped"),
    "disallow-all": ("User-agent: *\nDisallow: /\n", "/a", "skipped"),
    "crlf-comment": ("# hei\r\nUser-agent: * # alle\r\nDisallow: /a # nei", "/a", "skipped"),
    "bom": ("\ufeffUser-agent: *\nDisallow: /a\n", "/a", "skipped"),
    "wildcard": ("User-agent: *\nDisallow: /*.zip$\n", "/x/a.zip", "skipped"),
    "wildcard-other": ("User-agent: *\nDisallow: /*.zip$\n", "/x/a.zip2", "ok"),
    "longest-wins": ("User-agent: *\nDisallow: /\nAllow: /apen/\n", "/apen/a", "ok"),
    "other-agent": ("User-agent: Fiendebot\nDisallow: /\n", "/a", "ok"),
    "own-agent": (
        "User-agent: *\nAllow: /\n\nUser-agent: Rollehub\nDisallow: /\n",
        "/a",
        "skipped",
    ),
    "own-agent-allowed": (
        "User-agent: *\nDisallow: /\n\nUser-agent: rollehub\nAllow: /\n",
        "/a",
        "ok",
    ),
    "own-full-name": ("User-agent: Rollehub-linkcheck\nDisallow: /\n", "/a", "skipped"),
    "own-full-version": ("User-agent: rollehub-LinkCheck/1.0\nDisallow: /\n", "/a", "skipped"),
    "own-full-before-short": (
        "User-agent: Rollehub\nDisallow: /\n\nUser-agent: Rollehub-linkcheck\nAllow: /\n",
        "/a",
        "ok",
    ),
    "own-in-group": (
        "User-agent: Fiendebot\nUser-agent: Rollehub-linkcheck\nUser-agent: a\nDisallow: /\n",
        "/a",
        "skipped",
    ),
    "part-of-own-name": ("User-agent: linkcheck\nDisallow: /\n", "/a", "ok"),
    "longer-than-own-name": ("User-agent: Rollehub-linkchecker\nDisallow: /\n", "/a", "ok"),
    "many-agents": (
        "".join(f"User-agent: a{n}\n" for n in range(15_000)) + "Disallow: /b\n" * 15_000,
        "/a",
        "ok",
    ),
    "empty-disallow": ("User-agent: *\nDisallow:\n", "/a", "ok"),
    "empty": ("", "/a", "ok"),
    "encoded": ("User-agent: *\nDisallow: /æ\n", "/%C3%A6", "skipped"),
    "backtracking": (
        "User-agent: *\nDisallow: /" + "*a" * 3000 + "$\n",
        "/" + "a" * 1500 + "b",
        "ok",
    ),
    "huge": (
        "User-agent: *\n" + "".join(f"Disallow: /annet/{n}\n" for n in range(40_000)),
        "/a",
        "ok",
    ),
}
"""Name -> the text of the file, the path of the page, and the verdict."""


def cases() -> Iterator[Case]:
    """Yield the cases of this module."""
    for name, (text, path, verdict) in RULES.items():
        yield _case(name, verdict, robots(text), path)
    yield from _served()


def _case(
    name: str, verdict: str, file: Handler, path: str = "/a", also: tuple[str, ...] = ()
) -> Case:
    routes = {"/robots.txt": file, path: page()}
    return Case(f"robots-{name}", "{me}" + path, verdict, also=also, routes=routes)


def _served() -> Iterator[Case]:
    doubt = ("skipped",)
    yield _case("404", "ok", status("404 Not Found"))
    yield _case("403", "ok", status("403 Forbidden"), also=doubt)
    yield _case("500", "ok", status("500 Internal Server Error"), also=doubt)
    yield _case("reset", "ok", reset, also=doubt)
    yield _case("html", "ok", page("Velkommen"))
    yield _case("binary", "ok", give(bytes(range(256)) * 100))
    yield _case("hang", "ok", hang, also=("skipped", "transient"))
    start = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"
    endless = flood(start + b"User-agent: *\nDisallow: /a\n", b"# fyll\n" * 9000)
    yield _case("endless", "skipped", endless)
    late = b"# fyll\n" * 9000 + b"User-agent: *\nDisallow: /a\n"
    yield _case(
        "octets-late", "skipped", give(late, headers={"Content-Type": "application/octet-stream"})
    )
    yield Case(
        "robots-redirect",
        "{me}/a",
        "skipped",
        routes={
            "/robots.txt": redirect(301, "/r.txt"),
            "/r.txt": robots("User-agent: *\nDisallow: /a\n"),
            "/a": page(),
        },
    )
    yield _case("loop", "ok", redirect(302, "/robots.txt"), also=doubt)
    yield _case(
        "redirect-private",
        "ok",
        redirect(302, "http://{canary}/robots.txt"),
        also=("skipped", "unsafe"),
    )
