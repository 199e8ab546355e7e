"""Where things are in the lines of a text."""

import pytest

from generator.check.positions import after_spaces, column, line_start


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
