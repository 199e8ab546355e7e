"""What holds for every file: reading never fails, places are inside, both parsers agree."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from generator.problems import Problem
from generator.sources.reader import read
from tests.site_fixtures import HUBS
from tests.sources.reading import PATH, lies_inside, value_at


def _fragments() -> st.SearchStrategy[str]:
    """Return what YAML lines are made of."""
    return st.sampled_from(
        [
            "a", "b: ", "a: ", "id: ", "- ", "? ", ": ", "'", '"', "[", "]", "{", "}", ", ", "|",
            ">", "|-", "|2", ">+", "&x ", "*x", "!t ", "!!str ", "# c", "---", "...", "%YAML 1.2",
            "\\", "\\n", "@", "`", "null", "true", "12", "0x1", "1e3", "æ", "👩", " ", "  ", "<<: ",
            "\x85", "\u2028", "\r", "text", "-", ":", ",", "?", "=", "~",
            "\u00a0", "\u200b", "a\u030a", "Ã¦", "\ufffd",
        ]
    )  # fmt: skip


def yamlish() -> st.SearchStrategy[str]:
    """Build text that is nearly YAML: lines of fragments at small indents."""
    line = st.builds(
        lambda indent, parts: " " * indent + "".join(parts),
        st.integers(0, 4),
        st.lists(_fragments(), max_size=6),
    )
    return st.lists(line, max_size=8).map("\n".join)


def _outcome(text: str, *, pure: bool) -> tuple[Any, Any, list[Problem]] | None:
    """Return everything that reading gives, or None for an unusable text.

    Without the places of empty values, where the parsers differ.
    """
    document, problems = read(PATH, text.encode(), pure=pure)
    if document is None:
        return None
    marks = {
        where: mark if value_at(document, where) is not None else (where and mark[2:-1])
        for where, mark in document.marks.items()
    }
    return document.data, marks, problems


@given(st.binary(max_size=200))
@example(b"\xef\xbb\xbf\xef\xbb\xbf")
@example(b"a: \xe6")
@example(b'a: "')
@example(b"[\r\r\r")
@settings(max_examples=400, deadline=None)
def test_no_bytes_make_reading_fail(raw: bytes) -> None:
    """Whatever the bytes, reading gives a document or a problem, and places inside the file."""
    document, problems = read(PATH, raw)
    assert document is not None or problems
    assert [item for item in problems if not lies_inside(item.place, raw)] == []


@given(yamlish())
@example("a: 'x\n\n\n")
@example("a: [\n\n# c\n\n")
@example("a: |\n x\ny")
@settings(max_examples=1200, deadline=None)
def test_text_that_is_nearly_yaml_has_places_inside(text: str) -> None:
    """Problems, keys and values of nearly-YAML lie inside the text."""
    document, problems = read(PATH, text.encode())
    places = [problem.place for problem in problems]
    if document:
        places += [document.place(where, key=key) for where in document.marks for key in (0, 1)]
    assert [place for place in places if not lies_inside(place, text.encode())] == []


@given(yamlish())
@settings(max_examples=1200, deadline=None)
def test_both_parsers_read_the_same(text: str) -> None:
    """libyaml and PyYAML's own parser fail on the same texts, and give the same for all others.

    With one exception: libyaml reads `|#` as a block with a comment, which YAML forbids.
    """
    assume(not re.search(r"[|>][-+0-9]*#", text))
    assert _outcome(text, pure=False) == _outcome(text, pure=True)


@pytest.mark.parametrize(
    "text",
    [
        "a: b: c\n", "a\nb: 1\n", "a: 1\n b: 2\n", 'a: "x\n', "a: 'x\n", "a: [1\nb: 2\n",
        "a: {b: 1\n", "a: @x\n", "a: %x\n", "a: `x`\n", 'a: "\\O"\n', "a: - b\n", "a: | b\n",
        "a: > b\n", "a: **b**\n", "- a\nb: 1\n", "a:\n  - b\n - c\n", "a: ]\n", "a: &b 1\n",
        "a: !b 1\n", "a: 1\n---\nb: 2\n", "a: |\nb\n", "a: |\n    b\n  c\nd: 1\n",
        "%YAML 9.9\n---\na: 1\n", "%x\na: 1\n", "a: 1\n}\n",
    ],
)  # fmt: skip
def test_both_parsers_say_the_same(text: str) -> None:
    """Both parsers give the same messages at the same places."""
    found = read(PATH, text.encode())
    assert found == read(PATH, text.encode(), pure=True)
    assert found[1]


@given(yamlish(), st.data())
@settings(max_examples=400, deadline=None)
def test_places_in_texts_lie_inside(text: str, data: st.DataObject) -> None:
    """Every character of every text has a place inside the file."""
    document, _ = read(PATH, text.encode())
    for location in document.marks if document else ():
        value = document and value_at(document, location)
        if document and isinstance(value, str) and value:
            offset = data.draw(st.integers(0, len(value) - 1))
            assert lies_inside(document.place_in_text(location, offset), text.encode())


@pytest.mark.parametrize(
    "path", sorted((HUBS["own"] / "content").rglob("*.yaml")), ids=lambda p: p.stem
)
def test_both_parsers_read_our_own_files_the_same(path: Path) -> None:
    """This repository's own files give the same with and without libyaml."""
    text = path.read_text(encoding="utf-8")
    assert _outcome(text, pure=False) == _outcome(text, pure=True)
