"""The tree of a Markdown text: its nodes, and where they are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.sources.markdown import Kind, Node, parse


def _of(text: str, kind: Kind) -> list[Node]:
    return [node for node in parse(text).walk() if node.kind is kind]


@pytest.mark.parametrize(
    ("text", "kind", "written"),
    [
        ("æøå **fet** å", Kind.STRONG, "**fet**"),
        ("👩‍⚕️\n\n#### Tittel\n", Kind.HEADING, "#### Tittel\n"),
        ("- ø\n  - å\n", Kind.LIST, "- ø\n  - å\n"),
        ("> æ [lenke](link:x) å", Kind.LINK, "[lenke](link:x)"),
        ("| æ | b |\n|---|---|\n| ø | å |\n", Kind.ROW, "| ø | å |\n"),
        ("æ `kode` å", Kind.CODE, "`kode`"),
    ],
)
def test_a_node_knows_where_it_is(text: str, kind: Kind, written: str) -> None:
    """Offsets count characters, not bytes."""
    node = _of(text, kind)[0]
    assert text[node.start : node.end] == written


def test_a_text_keeps_the_pieces_that_the_parser_met() -> None:
    """A mark without a partner, an entity and a line break are pieces of their own."""
    [text] = _of("a *b &amp;\nc\\*", Kind.TEXT)
    assert text.text == "a *b &\nc*"
    assert [piece.text for piece in text.pieces] == ["a ", "*", "b ", "&", "\n", "c", "*"]


def test_lists_and_tables_know_their_numbers_and_sides() -> None:
    """The first number of a list, the level of a heading, the alignment of columns."""
    assert [node.number for node in _of("- a\n\n3. b", Kind.LIST)] == [None, 3]
    assert _of("### a", Kind.HEADING)[0].level == 3
    assert _of("|a|b|c|d|\n|-|:-|:-:|-:|", Kind.TABLE)[0].align == ("", "left", "center", "right")


def test_words_are_what_readers_see() -> None:
    """Marks are left out, code and the words of links are not."""
    assert parse("**a** [b](link:c) `d`").words == "a b d"


@given(st.text(max_size=80))
@settings(max_examples=500, deadline=None)
def test_any_text_has_a_tree(text: str) -> None:
    """Every node lies inside the text, and inside its parent's neighbours in order."""
    for node in parse(text).walk():
        assert 0 <= node.start <= node.end <= len(text)
        starts = [child.start for child in node.children]
        assert starts == sorted(starts)
