"""Sites that answer every address: with a page, with an error message, or with an empty shell."""

from collections.abc import Iterator

from tests.linkcheck.bed.case import Case, page_case
from tests.linkcheck.bed.exchange import Exchange, Handler
from tests.linkcheck.bed.handlers import HTML, TEXT, give, page, redirect, robots, status

ANY = "*"
"""The key of a route for all paths that the site does not name."""
_LOST = (
    "<title>Hjelpesenteret</title><h1>Uff da</h1><p>Den var ikke å se noe sted. Prøv menyen.</p>"
)
_SHELL = "<title>Kurs</title><div id=app></div><script src=/app.js></script>"
_SHORT = "<title>{0} | Kurs</title><h1>{0}</h1><p>Tid og sted kommer.</p>"


def cases() -> Iterator[Case]:
    """Yield the cases of this module."""
    lost = give(_LOST)
    yield _site("answers-all", "suspicious", {ANY: lost})
    yield _site("answers-all-deep", "suspicious", {ANY: lost}, "/a/b/c.html?x=1")
    echo = _echo("<title>{path}</title><h1>Uff da</h1><p>Fikk ikke tak i {path} for deg i dag.</p>")
    yield _site("answers-all-echo", "suspicious", {ANY: echo})
    yield _site("answers-all-doubtful", "suspicious", {ANY: give(_doubtful())})
    yield _site("short-but-there", "ok", {"/a": give(_SHORT.format("Kurs i veiledning"))})
    yield _site(
        "short-others-front",
        "ok",
        {"/a": give(_SHORT.format("Kurs")), ANY: redirect(302, "/")},
        note="what does not exist is sent to the front page, this one is not",
    )
    yield _site(
        "short-others-message",
        "ok",
        {"/a": give(_SHORT.format("Kurs i veiledning")), ANY: lost},
        note="the host answers 200 to all, but this page is another one",
    )
    yield _site(
        "shell-for-all",
        "ok",
        {ANY: give(_SHELL)},
        note="a page that scripts fill is the same for every address",
    )
    yield _site(
        "slug-ignored",
        "ok",
        {"/artikkel/12/tittel": _article, ANY: _article},
        "/artikkel/12/tittel",
        note="the number chooses the article, and the words after it do not count",
    )
    yield _site("front-for-all", "ok", {ANY: lost}, "/", note="a front page is no missing page")
    yield _site(
        "forbidden",
        "ok",
        {
            "/robots.txt": robots("User-agent: *\nAllow: /a$\nDisallow: /\n"),
            "/a": lost,
            ANY: lost,
        },
        note="robots.txt allows the page, but no address beside it",
    )
    yield from _scripts()


def _scripts() -> Iterator[Case]:
    """Yield pages that do nothing but run a script."""
    for name, script in (
        ("plain", "location = '/'"),
        ("window", 'window.location.href="/";'),
        ("replace", "<!--\nwindow.location.replace('/')\n//-->"),
        ("later", "setTimeout(function(){ top.location.href = '/'; }, 500)"),
        ("onload", ""),
    ):
        body = (
            "<body onload=\"location='/'\">" if name == "onload" else f"<script>{script}</script>"
        )
        yield page_case(f"script-to-front-{name}", "/kurs/5", "suspicious", give(body))
    yield page_case(
        "script-may-stay", "/kurs/5", "ok",
        page(body="<script>if (gammel) location = '/'</script>"),
    )  # fmt: skip
    yield page_case(
        "script-to-page", "/kurs/5", "ok", give("<script>location.replace('/good')</script>")
    )


def _site(
    name: str, verdict: str, routes: dict[str, Handler], path: str = "/a", note: str = ""
) -> Case:
    return Case(f"probe-{name}", "{me}" + path, verdict, note=note, routes=routes)


def _doubtful() -> str:
    text = f"<p>Beklager. {TEXT} {TEXT}</p>"
    return f"<title>Hjelpesenteret</title><h1>Uff da</h1>{text}"


def _echo(template: str) -> Handler:
    async def handler(exchange: Exchange) -> None:
        text = template.format(path=exchange.request.path)
        await exchange.answer("200 OK", text.encode(), HTML)

    return handler


async def _article(exchange: Exchange) -> None:
    """Answer with an article, if the path has its number."""
    if "/12/" in exchange.request.path:
        await exchange.answer("200 OK", _SHORT.format("Kurs i veiledning").encode(), HTML)
    else:
        await status("404 Not Found")(exchange)
