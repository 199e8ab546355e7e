"""Pages by their charset: in the header, in the page, wrong, or missing."""

from collections.abc import Iterator

from tests.linkcheck.bed.case import Case, page_case
from tests.linkcheck.bed.exchange import Handler
from tests.linkcheck.bed.handlers import give, html

LATIN = "text/html; charset=ISO-8859-1"
READABLE = {
    "latin1-anchor": ("latin-1", LATIN, "iso-8859-1"),
    "meta-charset": ("cp1252", "text/html", "windows-1252"),
    "wrong-charset": ("utf-8", "text/html; charset=utf-9", "utf-8"),
    "quoted-charset": ("utf-8", 'text/html; charset="utf-8"', "utf-8"),
    "utf16": ("utf-16", "text/html", "utf-8"),
    "utf8-bom": ("utf-8-sig", "text/html", "utf-8"),
    "xhtml": ("utf-8", "application/xhtml+xml", "utf-8"),
}
"""Name -> the charset in truth, the content type, and the charset that the page declares."""


def cases() -> Iterator[Case]:
    """Yield the cases of this module."""
    for name, (charset, content_type, declared) in READABLE.items():
        served = _page("Læringsmål", charset, content_type, declared)
        yield page_case(name, "/a#l%C3%A6ring", "ok", served)
    spaces = "text/html; charset=" + " " * 60_000
    yield page_case(
        "charset-of-spaces", "/a", "ok", give(html(), headers={"Content-Type": spaces}), "once 30 s"
    )
    missing = "Siden ble ikke funnet - Sykehuset Østfold"
    for name, charset, content_type in (
        ("latin1-soft", "latin-1", LATIN),
        ("utf16-soft", "utf-16", "text/html"),
    ):
        yield page_case(name, "/a", "suspicious", _page(missing, charset, content_type))
    good = html().encode()
    yield page_case("undecodable", "/a", "ok", give(good + b"\xff\xfe\x00\x80"))
    yield page_case("nul-bytes", "/a", "ok", give(good + b"\0" * 500))


def _page(title: str, charset: str, content_type: str, declared: str = "utf-8") -> Handler:
    text = html(title, "Sør-Øst", '<h2 id="læring">Læring</h2>', charset=declared)
    return give(text.encode(charset), headers={"Content-Type": content_type})
