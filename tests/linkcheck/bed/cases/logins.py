"""Deep pages that send the reader to a front page or to a login."""

from collections.abc import Iterator

from tests.linkcheck.bed.case import Case, page_case
from tests.linkcheck.bed.handlers import page, redirect

DEEP = "/tema/lis/laringsmal"


def cases() -> Iterator[Case]:
    """Yield the cases of this module."""
    yield from _from_deep_pages()
    yield from _from_front_pages()
    yield from _slashes()
    yield from _logins()


def _from_deep_pages() -> Iterator[Case]:
    yield page_case("front-302", DEEP, "suspicious", redirect(302, "/"))
    yield page_case("front-301", DEEP, "suspicious", redirect(301, "/"))
    yield page_case("front-absolute", DEEP, "suspicious", redirect(302, "{me}"))
    for query in ("utm_source=gammel", "aspxerrorpath=/tema/lis", "404"):
        name = f"front-query-{query.partition('=')[0]}"
        yield Case(
            name,
            "{me}" + DEEP,
            "suspicious",
            note="the query says how the reader arrived, not what the page is",
            routes={DEEP: redirect(301, f"/?{query}"), f"/?{query}": page("Forside")},
        )
    yield Case(
        "front-with-page",
        "{me}" + DEEP,
        "moved",
        "{me}/?p=12",
        routes={DEEP: redirect(301, "/?p=12"), "/?p=12": page()},
    )
    yield Case(
        "front-language",
        "{me}" + DEEP,
        "suspicious",
        routes={DEEP: redirect(302, "/no/"), "/no/": page("Helsetjenesten")},
    )
    yield page_case("front-other-host", DEEP, "suspicious", redirect(301, "{common}/"))
    yield Case(
        "front-through-chain",
        "{me}" + DEEP,
        "suspicious",
        routes={DEEP: redirect(301, "/ny"), "/ny": redirect(302, "/")},
    )


def _from_front_pages() -> Iterator[Case]:
    yield Case("front-itself", "{me}", "ok", note="an address without a path is no deep page")
    yield Case("front-slash", "{me}/", "ok")
    yield Case(
        "front-to-language",
        "{me}/",
        "ok",
        note="a front page may choose a language",
        routes={"/": redirect(302, "/no/"), "/no/": page("Helsetjenesten")},
    )
    yield Case(
        "front-moved",
        "{me}/",
        "moved",
        "{common}/",
        "a front page may move",
        routes={"/": redirect(301, "{common}/")},
    )


def _slashes() -> Iterator[Case]:
    yield page_case("front-slash-added", "/tema/", "ok", page("Tema"))
    yield Case(
        "slash-redirect",
        "{me}/tema",
        "moved",
        "{me}/tema/",
        routes={"/tema": redirect(301, "/tema/"), "/tema/": page("Tema")},
    )


def _logins() -> Iterator[Case]:
    login = page("Logg inn", body='<form><input type="password" name="p"></form>')
    for path in ("/login", "/logg-inn", "/Account/Login", "/adfs/ls/", "/signin"):
        name = path.strip("/").replace("/", "-").lower()
        yield Case(
            f"login-{name}",
            "{me}" + DEEP,
            "blocked",
            routes={
                DEEP: redirect(302, path + "?ReturnUrl=%2Ftema"),
                path + "?ReturnUrl=%2Ftema": login,
            },
        )
    yield Case(
        "login-other-host",
        "{me}" + DEEP,
        "blocked",
        routes={DEEP: redirect(302, "{common}/auth/login")},
    )
    yield Case(
        "login-by-password",
        "{me}" + DEEP,
        "blocked",
        note="recognised by the password field alone",
        routes={DEEP: redirect(302, "/konto"), "/konto": login},
    )
    yield page_case("login-itself", "/logg-inn", "ok", login, "the address is a login page")
    box = page(body='<form>Min side: <input type="password" name="p"></form>')
    yield page_case("password-on-page", DEEP, "ok", box, "a login box beside the text is no wall")
    yield page_case(
        "login-in-place",
        DEEP,
        "blocked",
        login,
        "no redirect, and nothing but a login",
        also=("ok",),
    )
    yield page_case("catalogue-not-login", "/blogging/inn", "ok", page("Blogg"))
