"""Text from bytes: the charset in the header, in the page, and none."""

import pytest

from generator.linkcheck.page.charset import decoded
from generator.linkcheck.page.read import read_page


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("æøå".encode(), "text/html; charset=utf-8"),
        ("æøå".encode(), 'text/html;Charset = "UTF-8"'),
        ("æøå".encode("cp1252"), "text/html; charset=ISO-8859-1"),
        ("æøå".encode("utf-16"), "text/html"),
        ("æøå".encode("utf-16-be"), "text/html; charset=utf-16be"),
        ("æøå".encode("utf-16-le"), "text/html; charset=utf-16"),
        ("\ufeffæøå".encode("utf-16-be"), "text/html; charset=utf-16"),
        ("\ufeffæøå".encode(), "text/html; charset=utf-8"),
        ("\ufeffæøå".encode(), ""),
        ("æøå".encode(), ""),
        ("æøå".encode("cp1252"), ""),
        ("æøå".encode(), "text/html; charset=rot13"),
        ("æøå".encode(), "text/html; charset=finnes-ikke"),
        ("æøå".encode(), "text/html; charset=unicode_escape"),
        ("æøå".encode(), "text/html; charset="),
        ("æøå".encode() + b"\xc3", ""),
    ],
)
def test_text_is_found_by_header_then_mark_then_bytes(body: bytes, content_type: str) -> None:
    """A known charset in the header decides, then a byte-order mark, then the bytes themselves."""
    assert decoded(body, content_type) == "æøå"


@pytest.mark.parametrize(
    ("head", "charset", "content_type"),
    [
        ('<meta charset="windows-1252">', "cp1252", "text/html"),
        ("<META CHARSET=iso-8859-15 />", "iso-8859-15", "text/html"),
        (
            '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">',
            "cp1252",
            "",
        ),
        ("<!-- <meta charset=koi8-r> --><meta charset=utf-8>", "utf-8", ""),
        ("<meta charset=utf-16>", "utf-8", ""),
        ("<meta charset=koi8-r>", "utf-8", "text/html; charset=utf-8"),
        (" " * 4096 + "<meta charset=koi8-r>", "utf-8", ""),
        ("<p>charset=koi8-r</p>", "utf-8", ""),
    ],
)
def test_meta_names_the_charset(head: str, charset: str, content_type: str) -> None:
    """`meta` counts in the first 4 KiB, outside comments, if the header names no charset."""
    html = f"{head}<title>Blåbærøl €</title>"
    assert read_page(html.encode(charset), content_type).title == "Blåbærøl €"
