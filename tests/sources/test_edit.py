"""New values in a YAML text: what is asked changes, every other character stays."""

import pytest

from generator.sources.edit import parse, with_key, with_values

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
