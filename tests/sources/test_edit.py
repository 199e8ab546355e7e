"""New values in a YAML text: what is asked changes, every other character stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.sources.edit import parse, with_key, with_text, with_values

TEXT = """\
id: hva   # id-en
roles: [lis, 'leder']
answer: |
  Svar.
alias: null
"""


def test_several_values_change_at_once() -> None:
    """Whatever their order, in mappings and in lists, with quotes only where they are needed."""
    values = {("roles", 1): "gjest", ("id",): "hva: nå", ("roles", 0): "a, b"}
    assert with_values(TEXT, values) == (
        TEXT.replace("id: hva", "id: 'hva: nå'").replace("[lis, 'leder']", "['a, b', 'gjest']")
    )


def test_a_value_that_cannot_be_written_there_stays() -> None:
    """The others change all the same."""
    values = {("roles", 1): "to\nlinjer", ("alias",): "ny", ("id",): "hvem"}
    assert with_values(TEXT, values) == TEXT.replace("id: hva", "id: hvem")


def test_a_text_that_is_not_yaml_stays() -> None:
    """Whatever is asked of it."""
    for text in ("a: [", "\ud800: 1", "\ta: 1", ""):
        assert parse(text) is None
        assert with_values(text, {("a",): "b"}) == text


def test_a_location_that_does_not_exist_is_an_error() -> None:
    """It is a fault of the program, not of the file."""
    with pytest.raises(KeyError):
        with_values(TEXT, {("title",): "ny"})


@pytest.mark.parametrize(
    ("text", "after", "changed"),
    [
        ("a: 1\nb: 2\n", "a", "a: 1\nn: v\nb: 2\n"),
        ("a: 1", "a", "a: 1\nn: v\n"),
        ("a: |\n  x\n\n  y\nb: 2\n", "a", "a: |\n  x\n\n  y\nn: v\nb: 2\n"),
        ("a: |\n  x\n\n# om b\nb: 2\n", "a", "a: |\n  x\nn: v\n\n# om b\nb: 2\n"),
        ("a: 1\r\nb: >\r\n  x\r\n  # y\r\n", "b", "a: 1\r\nb: >\r\n  x\r\n  # y\r\nn: v\r\n"),
        ("a: |\n  x", "a", None),
        ("a:\n  b: 1\n  c: 2\nd: 3\n", "a", "a:\n  b: 1\n  c: 2\nn: v\nd: 3\n"),
        (
            "a:\n  - b: |\n      c\n\n# om d\nd: 3\n",
            "a",
            "a:\n  - b: |\n      c\nn: v\n\n# om d\nd: 3\n",
        ),
        ("a:\n- b\n- c", "a", "a:\n- b\n- c\nn: v\n"),
    ],
)
def test_a_new_key_follows_another(text: str, after: str, changed: str | None) -> None:
    """It stands below the whole value, above a comment on the next key, or nowhere."""
    assert with_key(text, (), "n", "v", after=after) == changed


TEXTS = """\
# Om filen
id: en-id
answer: |  # svaret
  Første linje.

  Andre linje.

# om variantene
variants:
  lis:
    append: kort
    why: 'fordi'
"""


def test_a_text_of_many_lines_is_replaced_and_nothing_else() -> None:
    """Comments, empty lines and the other keys stay."""
    answer = with_text(TEXTS, ("answer",), "Ny.\n\n- punkt\n")
    assert answer == TEXTS.replace("  Første linje.\n\n  Andre linje.\n", "  Ny.\n\n  - punkt\n")
    variant = with_text(TEXTS, ("variants", "lis", "append"), "Ett.\n\nTo.")
    assert variant == TEXTS.replace("append: kort", "append: |-\n      Ett.\n\n      To.")
    assert with_text(TEXTS, ("variants", "lis", "why"), "a: b") == TEXTS.replace("fordi", "a: b")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1), st.booleans())
def test_any_text_is_written_so_that_it_is_read_again(text, is_windows) -> None:
    """Or it has no place, and nothing is changed."""
    old = TEXTS.replace("\n", "\r\n") if is_windows else TEXTS
    for value in (text, f"{text}\n\n{text}\n"):
        changed = with_text(old, ("answer",), value)
        document = parse(changed) if changed is not None else None
        assert changed is None or document.data["answer"] == value
    assert with_text(old, ("answer",), "a\nb\n") is not None
