"""References in the Markdown of a hub, and where they begin."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.hub.markup import is_one_paragraph, references, split_reference


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
    ("text", "wanted"),
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
        ("| a |\n| - |\n| [a](link:a) |", [("link", "a", None)]),
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
def test_references_are_found(text: str, wanted: list[tuple[str, str, str | None]]) -> None:
    """Every inline link is a reference, whatever its text; nothing else is."""
    assert [(x.scheme, x.target, x.fragment) for x in references(text)] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "`[a](link:a)`",
        "``[a](link:a) ` b``",
        r"\[a](link:a)",
        "![a](link:a)",
        "    [a](link:a)",
        "```\n[a](link:a)\n```",
        "<https://a.no>",
        "[a]: https://a.no\n\n[a]",
    ],
)
def test_code_images_and_addresses_are_no_references(text: str) -> None:
    """Nothing is found in code, behind a backslash, in an image or in angle brackets."""
    assert references(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "æøå 👩‍⚕️ [a](link:x)",
        "`kode` og\n\n- [a](link:x)",
        r"\* og \` og [a](link:x)",
        "[a](<link:x>)",
        "[a]( link:x )",
        "[**a** `](`](link:x)",
        "[](link:x)",
        "> - [a\n>   b](link:x 'tittel')",
        "| æ |\n| - |\n| [a](link:x) |",
    ],
)
def test_offsets_point_at_the_destination(text: str) -> None:
    """The offset is where the destination begins in the text as written."""
    assert [found.offset for found in references(text)] == [text.index("link:x")]


_PARTS = [
    "[a](link:b)", "](", "![", "`", "``", "\\", "<b>", "<", ">", "# ", "\n", "\n\n", "a ", "- ",
    "(", ")", "[", "]:", "https://", "æ", " ", "    ", "**", "> ", "| a |", "| - |", "~~",
]  # fmt: skip


@given(st.lists(st.sampled_from(_PARTS), max_size=12).map("".join))
@settings(max_examples=500, deadline=None)
def test_a_reference_is_what_is_written_at_its_offset(text: str) -> None:
    """Whatever an editor writes, offsets come in order and point at the destination."""
    found = references(text)
    assert [x.offset for x in found] == sorted(x.offset for x in found)
    written = [text[x.offset : x.end] for x in found]
    assert [re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", x) for x in written] == [x.written for x in found]


@pytest.mark.parametrize(
    "destination", [r"mailto:a\_b@c.no", r"<link:a\>b>", r"[a](link:b\))", "mailto:a&amp;b@c.no"]
)
def test_a_destination_with_escapes_is_taken_whole(destination: str) -> None:
    """So that what is put in its place leaves nothing of it."""
    text = f"[ord]({destination} 'tittel') etter"
    [found] = references(text)
    assert text[found.offset : found.end] == destination.strip("<>")
    assert "\\" not in found.written


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("En merknad med [lenke](link:a)\nover to linjer.\n", True),
        ("- en ting", False),
        ("En\n\nto", False),
        ("En\n- to", False),
        ("#### Tittel", False),
        ("> sitat", False),
        ("| a |\n| - |", False),
        ("a\n---", False),
        ("", False),
    ],
)
def test_one_paragraph_is_told_from_more(text: str, *, is_one: bool) -> None:
    """What is one paragraph on the page is known, and so is what is not."""
    assert is_one_paragraph(text) == is_one
