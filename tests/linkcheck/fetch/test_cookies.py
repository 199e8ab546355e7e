"""Cookies by the rules of browsers (RFC 6265bis): kept, sent, forgotten, and never rewritten."""

import pytest
from yarl import URL

from generator.linkcheck.fetch.cookies import Cookies

HERE = URL("http://www.a.no/x/y")
HOST_ROOT, BELOW, OTHER = (
    URL("http://www.a.no/"),
    URL("http://s.www.a.no/x/"),
    URL("http://b.no/x/"),
)
SECURE = URL("https://www.a.no/x/y")


def sent(header: str, to: URL = HERE, url: URL = HERE) -> str:
    """Return what is sent to a URL after an answer of another has set a cookie."""
    cookies = Cookies()
    cookies.keep(url, [header])
    return cookies.header(to)


@pytest.mark.parametrize(
    ("header", "pair"),
    [
        ("chk=dGVzdA==", "chk=dGVzdA=="), ("a=b c", "a=b c"), ("a=x,y", "a=x,y"),
        ('a={"x": 1, "y": "æøå"}', 'a={"x": 1, "y": "æøå"}'), ("a=c:\\t", "a=c:\\t"),
        ('a="q r"', 'a="q r"'), ("a=1=2; Path=/", "a=1=2"), ("a=", "a="), ("=foo", "foo"),
        ("foo", "foo"), ("  a =  b ;HttpOnly", "a=b"), ("a=b;Version=1", "a=b"),
        ("path=/x; Path=/", "path=/x"), ("a=\udce5", "a=\udce5"), ("a=%20", "a=%20"),
    ],
)  # fmt: skip
def test_a_value_goes_back_as_it_came(header: str, pair: str) -> None:
    """Only the spaces around name and value are dropped."""
    assert sent(header) == pair


@pytest.mark.parametrize(
    ("header", "places"),
    [
        ("a=1", {HERE, SECURE}),
        ("a=1; Path=/", {HERE, HOST_ROOT, SECURE}),
        ('a=1; Path="/"', {HERE, SECURE}),
        ("a=1; Path=x", {HERE, SECURE}),
        ("a=1; Path=/other", set()),
        ("a=1; Path=/x/yy", set()),
        ("a=1; Path=/; Domain=a.no", {HERE, HOST_ROOT, BELOW, SECURE}),
        ("a=1; Path=/; Domain=.WWW.A.NO", {HERE, HOST_ROOT, BELOW, SECURE}),
        ("a=1; Domain=", {HERE, SECURE}),
        ("a=1; Domain=b.no", set()),
        ("a=1; Domain=no", set()),
        ("a=1; Domain=ww.a.no", set()),
        ("a=1; Secure", set()),
        ("a=1; Expires=Thu, 01-Jan-1970 00:00:01 GMT", set()),
        ("a=1; Expires=Wed, 21 Oct 2099 07:28:00 GMT", {HERE, SECURE}),
        ("a=1; Expires=i morgen", {HERE, SECURE}),
        ("a=1; Max-Age=0", set()),
        ("a=1; Max-Age=-5", set()),
        ("a=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT", {HERE, SECURE}),
        ("a=1; Max-Age=lenge", {HERE, SECURE}),
        ("a\x00=1", set()),
        ("a=" + "b" * 5000, set()),
        ("", set()),
    ],
)
def test_a_cookie_goes_where_it_belongs(header: str, places: set[URL]) -> None:
    """Domain, path, expiry and `Secure` decide; nonsense is ignored as browsers ignore it."""
    everywhere = (HERE, HOST_ROOT, BELOW, OTHER, SECURE)
    assert {url for url in everywhere if sent(header, url)} == places


def test_a_secure_cookie_goes_over_https_only() -> None:
    """It is set over https, and not sent without it."""
    assert sent("a=1; Secure", SECURE, SECURE) == "a=1"
    assert sent("a=1; Secure", HERE, SECURE) == ""


def test_an_ip_address_has_no_domain() -> None:
    """`0.5` is not a domain that `127.1.0.5` is in."""
    here = URL("http://127.1.0.5:8080/")
    assert sent("a=1; Domain=0.5", here, here) == ""
    assert sent("a=1; Domain=127.1.0.5", here, here) == "a=1"


def test_newer_cookies_replace_older_ones_and_longer_paths_come_first() -> None:
    """One name, domain and path is one cookie; an expired one removes it."""
    cookies = Cookies()
    cookies.keep(HERE, ["a=1; Path=/", "b=2; Path=/x", "a=3; Path=/"])
    assert cookies.header(HERE) == "b=2; a=3"
    cookies.keep(HERE, ["b=; Path=/x; Max-Age=0"])
    assert cookies.header(HERE) == "a=3"
