"""Where things are in the lines of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.check.positions import after_spaces, any_of, column, line_start


@pytest.mark.parametrize(
    ("offset", "start", "column_", "after"),
    [(0, 0, 0, 0), (2, 0, 2, 2), (3, 3, 0, 5), (4, 3, 1, 5), (5, 3, 2, 5), (6, 3, 3, 6)],
)
def test_an_offset_has_a_line_and_a_column(
    offset: int, start: int, column_: int, after: int
) -> None:
    """The line break belongs to the line that it ends; only spaces are skipped, not line breaks."""
    text = "åa\n  b"
    assert line_start(text, offset) == start
    assert column(text, offset) == column_
    assert after_spaces(text, offset) == after


WORDS = st.lists(st.text("abxX.( ", min_size=1, max_size=4), min_size=1, max_size=4)


@given(st.text("abxX.( ", max_size=12), WORDS)
def test_a_pattern_of_words_finds_whether_one_of_them_is_there(text: str, words: list[str]) -> None:
    """Also words with several rare characters, with none, and with what patterns give a meaning."""
    assert bool(any_of(words).search(text)) == any(word in text for word in words)
