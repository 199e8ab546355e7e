"""What is found in the Markdown of an answer, and where."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.hub.links import Link, LinkKind, UrlStatus
from generator.hub.markup import (
    HEADING_LEVEL,
    Forbidden,
    Heading,
    Reference,
    is_one_paragraph,
    scan,
    split_reference,
    visible,
)
from generator.hub.model import Hub
from generator.site.text.prose import Prose
from tests.site_fixtures import Node, parse


def _found(text: str) -> list[Reference | Heading | Forbidden]:
    return list(scan(text))


def _references(text: str) -> list[tuple[str, str, str | None]]:
    return [(x.scheme, x.target, x.fragment) for x in _found(text) if isinstance(x, Reference)]


def _kinds(text: str) -> list[str]:
    return [x.kind for x in _found(text) if isinstance(x, Forbidden)]


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("link:x", ("link", "x", None)),
        ("law:x#26", ("law", "x", "26")),
        ("law:x#4-1", ("law", "x", "4-1")),
        ("law:x#", ("law", "x", "")),
        ("question:x", ("question", "x", None)),
        ("mailto:a@b.no", ("mailto", "a@b.no", None)),
        ("https://a.no/#x", ("https", "//a.no/#x", None)),
        ("x", ("", "x", None)),
        ("#x", ("", "#x", None)),
        ("", ("", "", None)),
    ],
)
def test_a_destination_has_scheme_target_and_fragment(
    written: str, parts: tuple[str, str, str | None]
) -> None:
    """A destination is split; what is not ours keeps its `#`."""
    assert split_reference(written) == parts


@pytest.mark.parametrize(
    ("text", "references"),
    [
        ("Se [her](link:a).", [("link", "a", None)]),
        ("[a](link:a)[b](law:b#1)", [("link", "a", None), ("law", "b", "1")]),
        ("[**fet** og `kode`](link:a)", [("link", "a", None)]),
        ("[klammer [inni]](link:a)", [("link", "a", None)]),
        ("[over\nlinjer](link:a)", [("link", "a", None)]),
        ('[a](link:a "tittel")', [("link", "a", None)]),
        ("[a]( link:a )", [("link", "a", None)]),
        ("[a](<link:a>)", [("link", "a", None)]),
        ("- [a](link:a)\n  - [b](link:b)", [("link", "a", None), ("link", "b", None)]),
        ("| [a](link:a) |", [("link", "a", None)]),
        ("> [a](link:a)", [("link", "a", None)]),
        ("[a](https://a.no/x_(y))", [("https", "//a.no/x_(y)", None)]),
        ("[a]()", [("", "", None)]),
        ("[a](link:a 'tittel' )", [("link", "a", None)]),
        ("[`kode`](link:a)", [("link", "a", None)]),
        ("[a] (link:a)", []),
        ("(link:a)", []),
        ("link:a", []),
    ],
)
def test_references_are_found(text: str, references: list[tuple[str, str, str | None]]) -> None:
    """Every inline link is a reference, whatever its text; nothing else is."""
    assert _references(text) == references


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("![a](link:a)", ["image"]),
        ("[![a](b.png)](link:a)", ["image"]),
        ("<br>", ["html"]),
        ("</p>", ["html"]),
        ('<a href="x">', ["html"]),
        ("<!-- a -->", ["html"]),
        ("<?php", ["html"]),
        ("<!DOCTYPE html>", ["html"]),
        ("https://a.no", ["address"]),
        ("Se HTTPS://a.no", ["address"]),
        ("www.a.no", ["address"]),
        ("ftp://a.no", ["address"]),
        ("<https://a.no>", ["address"]),
        ("[a]: https://a.no", ["definition"]),
        ("[a]: link:b", ["definition"]),
        ("[a] (link:a)", ["stray"]),
        ("(a)[link:a]", ["stray"]),
        ("[a (law:a#1).", ["stray"]),
        ("[[question:a]]", ["stray"]),
        ("Skriv mailto:a@b.no", ["stray"]),
        ("[a](link:a.", ["unended"]),
        ("[a](link: a)", ["unended"]),
        ("[a](link:a b) og (c)", ["unended"]),
        ("[a](se link:a)", ["unended"]),
        ("[a](link:a (b) c)", ["unended"]),
        ("[](link:a)", ["wordless"]),
        ("[ ](link:a)", ["wordless"]),
        ("Se link: a", []),
        ("Se nettlink:a", []),
        ("`link:a`", []),
        ("3 < 4 og 5 > 4", []),
        ("a<b", []),
        ("Hei!", []),
        ("[a] og (b)", []),
        ("Wow! [a](link:a)", []),
    ],
)
def test_what_answers_may_not_hold_is_found_once(text: str, kinds: list[str]) -> None:
    """HTML, images, bare addresses and definitions are each found once; look-alikes are not."""
    assert _kinds(text) == kinds


def test_the_destination_of_an_image_is_no_reference() -> None:
    """An image is told as an image, not also as a link."""
    assert [type(x) for x in _found("Se ![a](b.png).")] == [Forbidden]


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("# a", [1]),
        ("###### a", [6]),
        ("a\n#### b\nc", [4]),
        ("#a", [1]),
        ("#§ 26", [1]),
        ("#", [1]),
        ("- # a", [1]),
        ("1. ## a", [2]),
        ("> # a", [1]),
        ("- a\n\n    # b", [1]),
        ("a # b", []),
        ("a\n\\# b", []),
        ("\\## b", []),
    ],
)
def test_headings_are_found_with_their_level(text: str, levels: list[int]) -> None:
    """A line that begins with number signs is a heading."""
    assert [x.level for x in _found(text) if isinstance(x, Heading)] == levels


@pytest.mark.parametrize(
    "text",
    [
        "`[a](link:a) <b> https://a.no`",
        "``[a](link:a) ` <b>``",
        r"\[a](link:a)".replace("(link:a)", r"\(link:a)"),
        r"\<b>",
        r"\# a",
        r"\![a]",
    ],
)
def test_code_and_escapes_are_left_out(text: str) -> None:
    """Nothing is found in code or behind a backslash."""
    assert _found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Et ` her.\n\n{}\n\nEt ` der.",
        r"\`{}\`",
        "`a` {} `b`",
        "`` ` `` {}",
        "`a {}",
    ],
)
@pytest.mark.parametrize("thing", ["[a](link:a)", "<b>", "https://a.no"])
def test_what_is_not_code_is_found(text: str, thing: str) -> None:
    """Lone, escaped and closed grave accents hide nothing."""
    assert len(_found(text.format(thing))) == 1


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("æøå 👩‍⚕️ [a](link:x)", "link:x"),
        ("`kode` og\n\n- [a](link:x)", "link:x"),
        (r"\* og \` og [a](link:x)", "link:x"),
        ("[a](<link:x>)", "link:x"),
        ("a <b>", "<b>"),
        ("a\n## b", "## b"),
        ("a ![b](c)", "![b]"),
        ("a www.b.no", "www.b.no"),
    ],
)
def test_offsets_point_at_the_thing(text: str, thing: str) -> None:
    """The offset is where the thing begins in the text as written."""
    assert _found(text)[0].offset == text.index(thing)


def _pieces() -> st.SearchStrategy[str]:
    """Build Markdown out of what the scanner looks for."""
    parts = [
        "[a](link:b)", "](", "![", "`", "``", "\\", "<b>", "<", ">", "#", "# ", "\n", "\n\n", "a ",
        "- ", "(", ")", "[", "]:", "https://", "www.a", "æ", " ", "    ", "**", "> ",
    ]  # fmt: skip
    return st.lists(st.sampled_from(parts), max_size=12).map("".join)


@given(_pieces())
@settings(max_examples=500, deadline=None)
def test_offsets_are_in_order_and_inside(text: str) -> None:
    """What is found comes in order, at offsets inside the text."""
    offsets = [found.offset for found in scan(text)]
    assert offsets == sorted(offsets)
    assert all(0 <= offset <= len(text) for offset in offsets)


@given(_pieces())
@settings(max_examples=500, deadline=None)
def test_visible_text_keeps_its_offsets(text: str) -> None:
    """Blanking destinations and code changes no length, and no character that it keeps."""
    shown = visible(text)
    assert len(shown) == len(text)
    assert all(new in (" ", old) for new, old in zip(shown, text, strict=True))


def _writing() -> st.SearchStrategy[str]:
    """Build Markdown out of whole links and what blocks and code are made of."""
    parts = [
        "[a](link:b)", "` ", "\\", "<b>", "<", ">", "#", "# ", "\n", "\n\n", "a ", "- ", "1. ", "æ",
        " ", "    ", "**", "> ",
    ]  # fmt: skip
    return st.lists(st.sampled_from(parts), max_size=12).map("".join)


PROSE = Prose(
    Hub(
        links=(
            Link(id="b", title="B", url="https://b.no/", url_status=UrlStatus.FROM_SOURCE,
                 publisher="B", kind=LinkKind.PAGE, topic="t"),
        )
    )
)  # fmt: skip


@given(_writing())
@settings(max_examples=500, deadline=None)
def test_no_heading_escapes_the_scan(text: str) -> None:
    """A text without high headings in the scan has none on the page."""
    high = [x for x in scan(text) if isinstance(x, Heading) and x.level < HEADING_LEVEL]
    assert high or not re.search(r"<h[1-3]", PROSE.convert(text))


@given(_writing())
@settings(max_examples=500, deadline=None)
def test_no_reference_escapes_the_scan(text: str) -> None:
    """Every link on the page was found in the text, unless the text is refused anyway."""
    found = [x for x in scan(text) if isinstance(x, Reference)]
    refused = any(isinstance(x, Forbidden) for x in scan(text))
    assert refused or PROSE.convert(text).count("<a ") <= len(found)


@given(
    st.lists(
        st.sampled_from(
            ["- a", "1. b", "2. c", "| d | e |", "| - | - |", "|f|", "**g**", "**", "h",
             "\n", "\n\n", "#### i", "`k|`"]
        ),
        max_size=10,
    ).map("\n".join)
)  # fmt: skip
@settings(max_examples=500, deadline=None)
def test_no_mark_is_left_on_the_page(text: str) -> None:
    """Where nothing is told of, readers see no bars and stars, and no list as running text."""
    shown = parse(PROSE.convert(text))
    for code in shown.all("code"):
        code.children.clear()
    left = re.search(r"\*\*|\||- a|^1\. b[^.]*2\. c", shown.text)
    assert any(isinstance(x, Forbidden) for x in scan(text)) or not left


@pytest.mark.parametrize(
    "text",
    [
        "En merknad med [lenke](link:a)\nover to linjer.\n",
        "- en ting",
        "En\n\nto",
        "#### Tittel",
        "> sitat",
        "| a |\n| - |",
        "a\n---",
    ],
)
def test_one_paragraph_is_told_from_more(text: str) -> None:
    """What is one paragraph on the page is known, and so is what is not."""
    shown = [x.tag for x in parse(PROSE.convert(text)).children if isinstance(x, Node)]
    assert is_one_paragraph(text) == (shown == ["p"])


def test_visible_text_has_no_destinations_and_no_code() -> None:
    """The words of a link are visible, its destination and code are not."""
    assert visible("A [HF](link:HOD) `SQL` B").split() == ["A", "[HF", "B"]
