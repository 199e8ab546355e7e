"""Lines and columns of characters in a text, in time that does not grow with their number.

In: a text and an offset in characters. Out: line and column, counted from 0. Only a line feed ends
a line.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

_KEPT = 16  # texts; the offsets that are asked for come from one text after the other


@lru_cache(maxsize=_KEPT)
def line_starts(text: str) -> Sequence[int]:
    """Return the offset of the start of each line."""
    starts = [0]
    end = text.find("\n")
    while end >= 0:
        starts.append(end + 1)
        end = text.find("\n", end + 1)
    return starts


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Return the line and the column of a character."""
    starts = line_starts(text)
    line = bisect_right(starts, offset) - 1
    return line, offset - starts[line]


@lru_cache(maxsize=_KEPT)
def indents(whole: str, text: str, first: int) -> Sequence[int | None]:
    """Return for each line of a text how much further right it begins in the whole text.

    `first` is the line of the whole text at which the text starts. None for a line that does not
    end as the text's line does: it was written in another way.
    """
    written = whole.split("\n")[first : first + text.count("\n") + 1]
    lines = text.split("\n")
    written += [""] * (len(lines) - len(written))
    return [
        len(line) - len(wanted) if line.endswith(wanted) else None
        for line, wanted in zip(written, lines, strict=True)
    ]


@lru_cache(maxsize=_KEPT)
def equal_until(written: str, text: str) -> int:
    """Return how many characters two texts have in common at their starts."""
    most = min(len(written), len(text))
    low, high = 0, most
    while low < high:  # the comparison of two slices is much faster than a loop
        middle = (low + high + 1) // 2
        if written[low:middle] == text[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
