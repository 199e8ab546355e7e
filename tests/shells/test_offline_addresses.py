"""How single addresses and elements change in an offline copy."""

from dataclasses import replace

import pytest

from generator.shells.edition import READ_ME, Edition
from generator.shells.offline import offline
from tests.shells.offline_copies import FILES, MOUNTED, PLAIN, changed
from tests.site_fixtures import parse


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("../", "../index.html"),
        ("..", "../index.html"),
        ("../..", "../../index.html"),
        (".", "index.html"),
        ("./", "index.html"),
        ("./#her", "index.html#her"),
        ("../../", "../../index.html"),
        ("../../a/", "../index.html"),
        ("../../a/b/?q=1&amp;r=2#x", "index.html?q=1&amp;r=2#x"),
        ("../#%C3%A5", "../index.html#%C3%A5"),
        ("../../a", "../index.html"),
        ("../index.html", "../index.html"),
        ("../doc.pdf", "../doc.pdf"),
        ("/a/", "../index.html"),
        ("/", "../../index.html"),
        ("../../s%C3%B8k/x%20y.pdf", "../../s%C3%B8k/x%20y.pdf"),
        ("#her", "#her"),
        ("?q=1", "?q=1"),
        ("", ""),
        ("https://example.org/a/", "https://example.org/a/"),
        ("//example.org/a/", "//example.org/a/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("data:,", "data:,"),
    ],
)
def test_an_address_of_a_folder_names_its_index(address: str, expected: str) -> None:
    """A folder becomes its `index.html`, query and fragment stay, and other addresses are
    unchanged.
    """
    for before, after in (('<a href="', '">'), ('<form action="', '">'), ('<img src="', '">')):
        made = changed(f"{before}{address}{after}")
        assert made == f"{before}{expected}{after}"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/hjelp/a/", "../index.html"),
        ("/hjelp/", "../../index.html"),
        ("../../", "../../index.html"),
        ("/annet/", "https://hub.example.org/annet/"),
        ("../../../annet/", "https://hub.example.org/annet/"),
        ("../feed.xml", "https://hub.example.org/hjelp/a/feed.xml"),
        ("/hjelp/sitemap.xml", "https://hub.example.org/hjelp/sitemap.xml"),
        ("https://hub.example.org/hjelp/a/", "https://hub.example.org/hjelp/a/"),
    ],
)
def test_links_to_missing_files_go_to_the_website(address: str, expected: str) -> None:
    """If the site's address is known, links to files that are left out go to the website."""
    assert changed(f'<a href="{address}">x</a>', MOUNTED) == f'<a href="{expected}">x</a>'


def test_links_to_missing_files_become_text_without_an_address() -> None:
    """Otherwise such a link becomes text that keeps its id and says why."""
    feed = '<a id="x" class="y" href="../feed.xml" type="application/atom+xml">Alt</a>'
    lacks = '<span id="x" class="y">Alt</span> <span class="about">(bare på nettet)</span>'
    assert changed(f'{feed}, <a href="../">b</a>') == f'{lacks}, <a href="../index.html">b</a>'
    inside = feed.replace("Alt", '<input type="x">')
    assert changed(inside) == lacks.replace("Alt", '<input type="x">')


@pytest.mark.parametrize("edition", [PLAIN, MOUNTED])
def test_a_link_element_to_a_missing_file_is_removed(edition: Edition) -> None:
    """A link element for a feed that is left out is removed from the head."""
    html = '<head><link rel="alternate" href="../feed.xml"><link rel="icon" href="../doc.pdf">'
    made = changed(html, edition)
    assert made == '<head><link rel="icon" href="../doc.pdf">'


def test_a_redirect_points_to_a_file() -> None:
    """The target of a redirect becomes a file too."""
    made = changed('<meta http-equiv="refresh" content="0; url=../">')
    assert made == '<meta http-equiv="refresh" content="0; url=../index.html">'
    kept = '<meta http-equiv="refresh" content="5"><meta name="x" content="0; url=../">'
    assert changed(kept) == kept


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<a href='../'>", '<a href="../index.html">'),
        ("<a href=../>", '<a href="../index.html">'),
        ('<A CLASS="x" HREF = "../">', '<A CLASS="x" HREF = "../index.html">'),
        ('<a\n title="1 > 0"\n href="../">', '<a\n title="1 > 0"\n href="../index.html">'),
        ('<a title=\' href="../"\' download href="../">',
         '<a title=\' href="../"\' download href="../index.html">'),
        ('<img alt="æøå" src="../"/>', '<img alt="æøå" src="../index.html"/>'),
        ('å\r\nø\n<a href="../">æ</a>\n', 'å\r\nø\n<a href="../index.html">æ</a>\n'),
    ],
)  # fmt: skip
def test_an_address_is_found_however_it_is_written(html: str, expected: str) -> None:
    """Quotes, whitespace, line endings, case and other attributes' values do not matter."""
    assert changed(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        'Skriv href="../" her',
        '<code>&lt;a href="../"&gt;</code>',
        '<!-- <a href="../"> -->',
        '<script type="application/ld+json">{"x": "<a href=\\"../\\">"}</script>',
        '<style>a::after { content: "<a href=../>" }</style>',
        '<p data-x="href=../" title="src=\'../\'">',
    ],
)
def test_text_that_is_not_an_address_is_unchanged(html: str) -> None:
    """Text, comments, scripts and other attributes' values are unchanged."""
    assert changed(html) == html


def test_stale_warnings_are_left_out() -> None:
    """An element with `data-stale` is removed with its content, and nothing after it."""
    html = (
        '<p>a</p><div data-stale><div><a href="../feed.xml">b</a></div><br/><br>c</div>'
        "<p data-stale hidden>d</p><p>e</p>"
    )
    assert changed(html) == "<p>a</p><p>e</p>"


def test_a_truncated_page_is_an_error() -> None:
    """An element to be removed that is not closed is an error, since it would remove the rest of
    the page.
    """
    with pytest.raises(ValueError, match=r"a/b/index\.html: <p> is not closed"):
        changed("<p data-stale>a")


def test_a_page_that_is_not_utf_8_is_unchanged() -> None:
    """Bytes that are not valid UTF-8 are unchanged."""
    html = "<p>blåbær</p>".encode("latin-1")
    assert offline({**FILES, "x.html": html}, PLAIN)["x.html"] == html


def test_a_copy_without_a_day_says_so() -> None:
    """If no date is known, the notice says so."""
    made = parse(changed("<main></main>", replace(PLAIN, day=None)))
    assert made.text == "Du leser en kopi uten dato. Innholdet kan være endret."
    assert made.all("time") == []


def test_the_text_file_says_how_to_open_the_copy() -> None:
    """The text file has BOM and CRLF for old Windows programs, and the site's address if known."""
    raw = offline(FILES, MOUNTED)[READ_ME]
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\n") == raw.count(b"\r\n") > 5
    text = raw.decode("utf-8-sig")
    assert text.startswith("Hub\r\nKopi fra 3. februar 2026, til bruk uten nett\r\n")
    assert "Pakk ut hele ZIP-filen" in text
    assert "index.html" in text
    assert text.endswith("Nyeste utgave: https://hub.example.org/hjelp/\r\n")
    assert "Nyeste" not in offline(FILES, PLAIN)[READ_ME].decode("utf-8-sig")
