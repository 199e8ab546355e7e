"""Pages made to be slow or to break the parser: bounded work, and no exception."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.linkcheck.page.fingerprint import changed
from generator.linkcheck.page.raw_html import MOST_TAGS
from generator.linkcheck.page.read import PageParser, read_page
from tests.linkcheck.page.reading import facts_of

CAP = 2 << 20
"""The bytes of a page that are read at most."""


def filled(piece: str) -> str:
    """Return a text of almost `CAP` letters that repeats a piece."""
    return (piece * (CAP // len(piece) + 1))[:CAP]


HOSTILE = {
    "angle brackets": filled("<"),
    "angle brackets and spaces": filled("< "),
    "tags in tags": filled("<div>"),
    "small tags": filled("<a>"),
    "tags that do not end": filled("<a<"),
    "end tags that do not end": filled("</a"),
    "stray end tags": filled("</p>"),
    "comments that do not end": filled("<!-- > "),
    "declarations": filled("<![") + ">",
    "processing instructions": filled("<?"),
    "attributes": "<a" + filled(" a") + ">",
    "attributes that do not end": "<a" + filled(" a=1"),
    "quotes that do not end": filled("<a b='"),
    "scripts that do not end": filled("<script>"),
    "headings": filled("<h1>a"),
    "spaces in a tag": "<a x" + filled(" ") + "=",
    "a long number": "&#" + filled("1") + ";",
    "zeros": "&#" + filled("0"),
    "ampersands": filled("&"),
    "dashes": "<!--" + filled("-"),
    "crossed tags": filled("<b>")[: CAP // 3] + filled("<div><i>")[: CAP // 3]
    + filled("</b>")[: CAP // 3],
    "a class of many names": "<p class='" + filled("aaaa-") + "'>x",
    "a refresh of spaces": "<meta http-equiv=refresh content='" + filled(" ") + "'>",
    "lines": filled("x<br>"),
    "dates": filled("<td>1. mars 2026 kl. 12.30 "),
    "stamps": filled("<p>Sist endret 1. mars 2026 | Versjon 2 | Av: x"),
    "links": filled("<p><a href=x>a</a> / <a href=y>b</a> / c"),
    "a long breadcrumb": "<a href=x>a</a> / <a href=y>b</a> / " + filled("a") + "1",
    "many breadcrumbs": "<a href=x>a</a> / <a href=y>b</a> " + filled("/ a "),
    "headings over links": filled("<h2>Les også</h2><a href=x>a</a>"),
    "related lists in each other": filled("<div><h2>Les også</h2><p>a"),
    "names in names": filled("<div class=share>a"),
    "spans": filled("<span>a</span>"),
    "buttons": filled("<button>1</button>"),
    "terms": filled("<dt>a</dt>"),
    "different words": " ".join(f"{number:x}" for number in range(330_000)),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_costs_bounded_work(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The parser takes no more steps than the cap on tags allows, and each step is bounded."""
    tags = attributes = texts = looked_at = 0
    reader = PageParser
    start, data, tag_at = reader.handle_starttag, reader.handle_data, reader.parse_starttag

    def handle_starttag(self: object, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        nonlocal tags, attributes
        tags, attributes = tags + 1, attributes + len(attrs)
        start(self, tag, attrs)

    def handle_data(self: object, text: str) -> None:
        nonlocal texts
        texts += 1
        data(self, text)

    def parse_starttag(self: object, i: int) -> int:
        nonlocal looked_at
        end = tag_at(self, i)
        looked_at += (end if end >= 0 else len(self.rawdata)) - i
        return end

    monkeypatch.setattr(reader, "handle_starttag", handle_starttag)
    monkeypatch.setattr(reader, "handle_data", handle_data)
    monkeypatch.setattr(reader, "parse_starttag", parse_starttag)
    facts = facts_of(HOSTILE[name])
    assert tags <= MOST_TAGS
    assert texts <= 2 * MOST_TAGS
    assert attributes <= 2 * MOST_TAGS
    assert looked_at <= 2 * len(HOSTILE[name])
    assert len(facts.fingerprint) <= 64


PIECES = st.sampled_from(
    [
        "<", ">", "/", "!", "?", "-", "--", "[", "]", "=", "'", '"', "&", ";", "#", " ", "\n", "\0",
        "<p", "</p>", "<!--", "-->", "<![", "<!doctype", "<main>", "</main>", "<table>", "<td>",
        "<tr>", "<li>", "<h1>", "</h1>", "<title>", "</title>", "<script>", "</script>", "<style",
        "<form>", "</form>", "<nav>", "</nav>", "<br/>", "<a id=", "<a name='x'>", "class=menu",
        "role=main", "hidden", "&#", "&#x110000;", "&#99999999999;", "&amp", "<meta charset=",
        "<meta http-equiv=refresh content='0;url=x'>", "utf-16", "CDATA[", "<?php", "§ 26", "æ",
        "Sist oppdatert", "1. mars 2026", "\U0001f600",
    ]
)  # fmt: skip


@given(st.binary(max_size=400), st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_no_bytes_raise(body: bytes, content_type: str) -> None:
    """Any bytes give facts, and the same facts each time."""
    facts = read_page(body, content_type)
    assert facts == read_page(body, content_type)
    assert len(facts.fingerprint) <= 64
    assert not changed(facts.fingerprint, facts.fingerprint)


CHARSETS = [
    "", "utf-8", "utf-16", "utf-16be", "latin1", "cp1252", "koi8-r", "big5", "gb18030",
    "shift_jis", "euc-kr", "zip", "idna", "hex", "punycode", "undefined",
]  # fmt: skip


@given(st.binary(max_size=100), st.sampled_from(CHARSETS))
@settings(max_examples=200, deadline=None)
def test_no_charset_raises(body: bytes, charset: str) -> None:
    """Any charset may be named in the header or in the page."""
    read_page(body, f"text/html; charset={charset}")
    read_page(f"<meta charset={charset}>".encode() + body, "text/html")


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=500, deadline=None)
def test_no_tag_soup_raises(html: str) -> None:
    """Broken HTML is facts_of as far as possible."""
    facts = facts_of(html)
    assert facts.words >= 0
    assert bool(facts.fingerprint) == bool(facts.words)
