"""Reading YAML: the values, their places, and that no bytes make it raise."""

from typing import Any

import pytest

from generator.problems import Code
from generator.sources.document import Location
from generator.sources.reader import MAX_DEPTH, read
from tests.sources.reading import PATH, document_of, found_in, place_at, value_at

# --- values


@pytest.mark.parametrize(
    "written",
    [
        "no", "No", "NO", "yes", "on", "off", "y", "n", "nei", "ja", "tRue", "nUll",
        "12:30", "0123", "-01", "007", "0o14", "0x1F", "0b1", "1_000", "1 000", "12,5",
        "2026-11-21", "2026-11-21 12:30:00", "1.2.3", "+", "-.", ".", "1e", "e3", ".inf", ".nan",
        "9" * 400, "§ 26", "=", "<<", "٣", "１",
    ],
)  # fmt: skip
def test_words_and_codes_stay_text(written: str) -> None:
    """What YAML 1.1 would turn into booleans, times, dates or octal numbers stays text."""
    assert document_of(f"a: {written}\n").data == {"a": written}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("", None), ("~", None), ("null", None), ("Null", None), ("NULL", None),
        ("true", True), ("True", True), ("TRUE", True), ("false", False), ("FALSE", False),
        ("0", 0), ("12", 12), ("-7", -7), ("+7", 7),
        ("1.5", 1.5), ("-0.5", -0.5), (".5", 0.5), ("1.", 1.0), ("1e3", 1000.0), ("1.5E-2", 0.015),
    ],
)  # fmt: skip
def test_numbers_truth_and_nothing_are_read(written: str, value: Any) -> None:
    """Unquoted numbers, true, false and null become values of the right type."""
    read_value = document_of(f"a: {written}\n").data["a"]
    assert read_value == value
    assert type(read_value) is type(value)


@pytest.mark.parametrize("written", ["null", "true", "12", "1e3", "~", "", "2026-11-21"])
def test_quoted_values_are_text(written: str) -> None:
    """In quotation marks, and in blocks, everything is text."""
    text = f"a: \"{written}\"\nb: '{written}'\nc: |-\n  {written}\nd: >-\n  {written}\n"
    assert document_of(text).data == dict.fromkeys("abcd", written)


def test_keys_are_text() -> None:
    """A key is text even where it looks like a number, a truth value or nothing."""
    assert document_of("12: a\ntrue: b\nnull: c\nno: d\n").data == {
        "12": "a", "true": "b", "null": "c", "no": "d",
    }  # fmt: skip


def test_keys_that_only_look_alike_are_different() -> None:
    """`1` and `01` are two keys."""
    assert document_of("1: a\n01: b\n").data == {"1": "a", "01": "b"}


# --- places


PLACES = """\
# en kommentar
id: hva
roles: [lis,   "leder-kommune", 'x']
answer: |
  Første linje.

    Innrykket lenke.
sitat: "Med æøå og 👩‍⚕️ her"
enkelt: 'It''s fine'
folded: >-
  En to
  tre.
items:
  - id: a
    name: A
  -
    id: b
flow: {x: 1, 'y': {z: 2}}
tom:
"""


@pytest.mark.parametrize(
    ("location", "value", "key"),
    [
        (("id",), (2, 5), (2, 1)),
        (("roles",), (3, 8), (3, 1)),
        (("roles", 0), (3, 9), (3, 9)),
        (("roles", 1), (3, 16), (3, 16)),
        (("roles", 2), (3, 33), (3, 33)),
        (("answer",), (4, 9), (4, 1)),
        (("items",), (14, 3), (13, 1)),
        (("items", 0), (14, 5), (14, 5)),
        (("items", 0, "name"), (15, 11), (15, 5)),
        (("items", 1), (17, 5), (17, 5)),
        (("items", 1, "id"), (17, 9), (17, 5)),
        (("flow", "x"), (18, 11), (18, 8)),
        (("flow", "y", "z"), (18, 23), (18, 20)),
        (("tom",), (19, 5), (19, 1)),
    ],
)
@pytest.mark.parametrize("pure", [False, True])
def test_every_value_and_key_has_its_place(
    location: Location, value: tuple[int, int], key: tuple[int, int], *, pure: bool
) -> None:
    """Values and keys in blocks, lists and flow style have exact lines and columns."""
    document = document_of(PLACES, pure=pure)
    assert place_at(document, *location) == value
    assert place_at(document, *location, key=True) == key


def test_a_value_that_is_not_there_has_the_place_of_its_parent() -> None:
    """A missing value has the place of its nearest parent."""
    document = document_of(PLACES)
    assert place_at(document, "items", 0, "url", "x") == place_at(document, "items", 0)
    assert place_at(document, "nothing") == (2, 1)


@pytest.mark.parametrize(
    ("location", "word", "place"),
    [
        (("answer",), "Første", (5, 3)),
        (("answer",), "linje.", (5, 10)),
        (("answer",), "Innrykket", (7, 5)),
        (("answer",), "lenke", (7, 15)),
        (("sitat",), "her", (8, 25)),
        (("roles", 1), "kommune", (3, 23)),
        (("items", 0, "name"), "A", (15, 11)),
        (("enkelt",), "It", (9, 10)),
        (("enkelt",), "fine", (9, 9)),
        (("folded",), "tre", (10, 9)),
    ],
)
def test_a_word_in_a_text_has_its_place(
    location: Location, word: str, place: tuple[int, int]
) -> None:
    """A word in a literal block or a simple one-line value is placed exactly; else at the value."""
    document = document_of(PLACES)
    found = document.place_in_text(location, value_at(document, location).index(word))
    assert (found.line, found.column) == place


@pytest.mark.parametrize(
    ("written", "word", "place"),
    [
        ("a: |2\n    x\n   her\n", "her", (3, 4)),
        ("a: |-\n\n\n  x\n  her\n\n", "her", (5, 3)),
        ("a: |+ # merknad\n  x her\n\n\n", "her", (2, 5)),
        ("a:\n  |\n   x her\n", "her", (3, 6)),
        ("- - |\n    x\n    her\n", "her", (3, 5)),
        ("a: |\n  x\n    \n  her\n", "her", (4, 3)),
    ],
)
def test_literal_blocks_are_exact_in_every_form(
    written: str, word: str, place: tuple[int, int]
) -> None:
    """Indicators, comments, blank lines and odd indents do not move a place."""
    document = document_of(written)
    location: Location = ("a",) if isinstance(document.data, dict) else (0, 0)
    text = document.data["a"] if isinstance(document.data, dict) else document.data[0][0]
    found = document.place_in_text(location, text.index(word))
    assert (found.line, found.column) == place


# --- bytes


def test_line_ends_of_windows_and_old_macs_change_nothing() -> None:
    """CRLF and CR give the same data and the same places as LF."""
    plain = document_of(PLACES)
    for end in ("\r\n", "\r"):
        other = document_of(PLACES.replace("\n", end))
        assert (other.data, other.marks) == (plain.data, plain.marks)


def test_a_byte_order_mark_changes_nothing() -> None:
    """A byte-order mark at the start is neither data nor a column."""
    plain = document_of(PLACES)
    marked = document_of(b"\xef\xbb\xbf" + PLACES.encode())
    assert (marked.data, marked.marks) == (plain.data, plain.marks)


def test_text_is_in_normal_form_c() -> None:
    """A letter that was written as two characters is one, and counts as one column."""
    document = document_of("a: [Pa\u030a, b]\n")
    assert document.data == {"a": ["På", "b"]}
    assert place_at(document, "a", 1) == (1, 9)


def test_what_is_reported_and_has_a_cure_is_read_as_cured() -> None:
    """A hard space as indentation and an invisible character give one message each."""
    document, problems = read(PATH, "a:\n\u00a0 - b\u200bc\n".encode())
    assert document is not None
    assert document.data == {"a": ["bc"]}
    assert [(x.code, str(x.place)) for x in problems] == [
        (Code.INVISIBLE_CHARACTER, "hub.yaml:2:1"),
        (Code.INVISIBLE_CHARACTER, "hub.yaml:2:6"),
    ]


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029"])
@pytest.mark.parametrize("pure", [False, True])
def test_unusual_line_ends_do_not_end_lines(character: str, *, pure: bool) -> None:
    """NEL, LS and PS are read as spaces: they end no line, and do not move the places below."""
    document = document_of(f"a: x{character}y\nb: |\n  p{character}q\nc: 1\n", pure=pure)
    assert document.data == {"a": "x y", "b": "p q\n", "c": 1}
    assert place_at(document, "c") == (4, 4)


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"a: \xe6\n", (Code.NOT_UTF8, 1, 4)),
        (b"a: 1\nb: \xc3\xa6\xff\n", (Code.NOT_UTF8, 2, 5)),
        (b"\xef\xbb\xbfa: \xff\n", (Code.NOT_UTF8, 1, 4)),
        (b"\xef\xbb\xbfa: 1\nb: \xff\n", (Code.NOT_UTF8, 2, 4)),
        (b"a: 1\rb: \xff\n", (Code.NOT_UTF8, 2, 4)),
        (b"a: 1\nb: \x00\n", (Code.NOT_UTF8, 2, 4)),
        (b"a: 1\r\nb: \x1b[1m\r\n", (Code.CONTROL_CHARACTER, 2, 4)),
        ("a: \ufeffx\n".encode(), (Code.CONTROL_CHARACTER, 1, 4)),
        (b"a: 1\n\tb: 2\n", (Code.TAB, 2, 1)),
        (b"", (Code.EMPTY_FILE, 1, 1)),
        (b"\n\n", (Code.EMPTY_FILE, 1, 1)),
        (b"# bare en kommentar\n", (Code.EMPTY_FILE, 1, 1)),
        (b"\xef\xbb\xbf", (Code.EMPTY_FILE, 1, 1)),
    ],
)
def test_bytes_that_cannot_be_read_are_reported(raw: bytes, problem: tuple[Code, int, int]) -> None:
    """Foreign bytes, control characters, tabs and empty files are reported at their place, counted
    in characters."""
    assert found_in(raw) == [problem]


# --- what is refused


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: 1\nb: 2\na: 3\n", (Code.DUPLICATE_KEY, 3, 1)),
        ("{a: 1, a: 2}\n", (Code.DUPLICATE_KEY, 1, 8)),
        ("a: &x 1\nb: *x\n", (Code.ALIAS, 1, 4)),
        ("a: *x\n", (Code.ALIAS, 1, 4)),
        ("<<: *x\n", (Code.ALIAS, 1, 5)),
        ("a: !!int '1'\n", (Code.TAG, 1, 4)),
        ("a: !x [1]\n", (Code.TAG, 1, 4)),
        ("a: 1\n---\nb: 2\n", (Code.YAML_SYNTAX, 2, 1)),
        ("? [a]\n: 1\n", (Code.WRONG_TYPE, 1, 3)),
        ("a: {b: c: d}\n", (Code.YAML_SYNTAX, 1, 4)),
    ],
)
def test_what_yaml_allows_and_a_hub_does_not_is_reported(
    text: str, problem: tuple[Code, int, int]
) -> None:
    """Duplicate keys, anchors, aliases, tags, second documents and complex keys are errors."""
    assert found_in(text) == [problem]


def test_a_file_may_begin_with_a_document_mark() -> None:
    """One `---` before and one `...` after the data are fine."""
    assert document_of("---\na: 1\n...\n").data == {"a": 1}


def test_depth_is_bounded() -> None:
    """Lists may be nested up to the limit and not one deeper, however deep they go."""
    assert found_in("[" * MAX_DEPTH + "]" * MAX_DEPTH) == []
    for depth in (MAX_DEPTH + 1, 50_000):
        assert found_in("[" * depth) == [(Code.TOO_DEEP, 1, MAX_DEPTH + 1)]


def test_the_first_of_two_equal_keys_counts() -> None:
    """A duplicate key and everything under it leave the first value unchanged."""
    document, problems = read(PATH, b"a: 1\na: {b: [2, {b: 3}], c: 4}\nd: 5\n")
    assert document is not None
    assert document.data == {"a": 1, "d": 5}
    assert [problem.code for problem in problems] == [Code.DUPLICATE_KEY]
