"""Items and keys of a YAML text come and go; every other character stays."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.sources.document import Location
from generator.sources.edit import parse
from generator.sources.edit_items import (
    with_item,
    with_new_key,
    with_part,
    with_renamed_key,
    without_item,
)
from generator.sources.written import lines_of

TEXT = """\
# Emnene
topics:
  # Det første
  - id: a  # en
    questions:
      - x  # først
      # den neste
      - y
    order: {lis: [x, y]}

  - id: b
    questions: []  # ingen ennå
    variants:
      lis:
        append: |
          Tekst med (question:x) her.

          # Ikke en merknad
        why: x
"""


def check(changed: str | None, *pairs: tuple[str, str]) -> None:
    """Assert that a text is the old one with some parts replaced, once each."""
    wanted = TEXT
    for old, new in pairs:
        assert wanted.count(old) == 1, old
        wanted = wanted.replace(old, new)
    assert changed == wanted


def test_an_item_follows_another_or_all() -> None:
    """Comments stay at their lines, and a list that was empty becomes one of lines."""
    at: Location = ("topics", 0, "questions")
    check(with_item(TEXT, at, ["z"]), ("      - y\n", "      - y\n      - z\n"))
    check(with_item(TEXT, at, ["z"], after=0), ("# først\n", "# først\n      - z\n"))
    check(
        with_item(TEXT, ("topics", 1, "questions"), ["z"]),
        ("questions: []  # ingen ennå\n", "questions:  # ingen ennå\n      - z\n"),
    )
    check(with_item(TEXT, ("topics", 0, "order", "lis"), ["z"], after=0), ("[x, y]", "[x, z, y]"))
    check(
        with_item(TEXT, ("topics",), ["id: c", "questions: []"]),
        ("        why: x\n", "        why: x\n\n  - id: c\n    questions: []\n"),
    )
    check(
        with_item(TEXT, ("topics",), ["id: c"], after=0),
        ("order: {lis: [x, y]}\n", "order: {lis: [x, y]}\n\n  - id: c\n"),
    )


def test_an_item_goes() -> None:
    """With its lines alone; the last one leaves an empty list, or takes its group along."""
    check(without_item(TEXT, ("topics", 0, "questions", 0)), ("      - x  # først\n", ""))
    check(without_item(TEXT, ("topics", 0, "order", "lis", 1)), ("[x, y]", "[x]"))
    check(without_item(TEXT, ("topics", 0, "order", "lis")), ("    order: {lis: [x, y]}\n", ""))
    check(
        without_item(TEXT, ("topics", 1)),
        ("\n" + TEXT[TEXT.index("  - id: b") :], ""),
    )
    assert without_item("a:\n  - x  # en\nb: 1\n", ("a", 0)) == "a: []\nb: 1\n"
    assert without_item("a: [x]\n", ("a", 0)) == "a: []\n"
    assert without_item("a: ['x, y', z]\n", ("a", 0)) == "a: [z]\n"


def test_keys_come_and_get_other_names() -> None:
    """A new one lies below another, below all of its value."""
    check(
        with_new_key(TEXT, ("topics", 1, "variants", "lis"), ["question: Q"], "append"),
        ("# Ikke en merknad\n", "# Ikke en merknad\n        question: Q\n"),
    )
    check(
        with_renamed_key(TEXT, ("topics", 1, "variants", "lis"), "leder"),
        ("      lis:\n", "      leder:\n"),
    )
    check(with_renamed_key(TEXT, ("topics", 0, "order", "lis"), "gjest"), ("{lis:", "{gjest:"))


def test_a_part_of_a_text_changes_where_it_is_read() -> None:
    """Not in a comment, and not in another text."""
    at: Location = ("topics", 1, "variants", "lis", "append")
    document = parse(TEXT)
    assert document is not None
    start = document.text_at(at)
    assert start is not None
    number = start.index("question:x")
    check(with_part(TEXT, at, number, number + 10, "question:ny"), ("question:x", "question:ny"))
    text = "# a\nb: a  # a\nc: a\n"
    assert with_part(text, ("c",), 0, 1, "z") == "# a\nb: a  # a\nc: z\n"


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_line_ends_and_marks_stay(end: str) -> None:
    """As the file has them; a file with both kinds is left alone."""
    text = "\ufeff" + TEXT.replace("\n", end)
    changed = with_item(text, ("topics", 0, "questions"), ["z"])
    wanted = with_item(TEXT, ("topics", 0, "questions"), ["z"])
    assert wanted is not None
    assert changed == "\ufeff" + wanted.replace("\n", end)
    assert with_item("a:\r\n  - b\n", ("a",), ["c"]) is None


VALUES = st.text(alphabet="aæ:#-'\"[]{},| %@?\\", min_size=1).map(str.strip).filter(bool)


@given(old=st.lists(VALUES, max_size=4), new=VALUES, place=st.integers(0, 3), is_flow=st.booleans())
def test_what_is_added_can_be_removed(
    *, old: list[str], new: str, place: int, is_flow: bool
) -> None:
    """Adding gives the wanted data, and removing gives the old data and the old comments."""
    lines = lines_of({"first": 1, "list": old, "last": "x"})
    text = "# over\n" + "".join(f"{line}\n" for line in lines) + "# under\n"
    after = min(place, len(old) - 1) if old else None
    line = lines_of({"k": [new]})[1].removeprefix("  - ")
    if is_flow and old:
        rows = [x.removeprefix("  - ") for x in lines if x.startswith("  - ")]
        text = f"# over\nfirst: 1\nlist: [{', '.join(rows)}]\nlast: x\n# under\n"
    if (before := parse(text)) is None or before.data["list"] != old:
        return  # what is a text in a line of its own may be something else in brackets
    changed = with_item(text, ("list",), [line], after=after)
    if changed is None:  # text that means something else in brackets
        assert is_flow
        return
    document = parse(changed)
    assert document is not None
    at = 0 if after is None else after + 1
    assert document.data["list"] == [*old[:at], new, *old[at:]]
    assert re.findall("^#.*", changed, re.MULTILINE) == ["# over", "# under"]
    back = without_item(changed, ("list", at))
    assert back is not None
    assert parse(back) == parse(text) or back == text
