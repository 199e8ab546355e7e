"""Where things are in the lines of a text. All offsets are in characters."""

import re
from collections.abc import Sequence

_SPACES = re.compile(" *")


def contains(text: str, words: Sequence[str]) -> bool:
    """Whether a text contains one of some words; much faster than an expression or `any`."""
    for word in words:  # noqa: SIM110 - a generator takes ten times as long
        if word in text:
            return True
    return False


def line_start(text: str, offset: int) -> int:
    """Return the start of the line that contains an offset."""
    return text.rfind("\n", 0, offset) + 1


def column(text: str, offset: int) -> int:
    """Return the column of an offset, counted from 0."""
    return offset - line_start(text, offset)


def after_spaces(text: str, offset: int) -> int:
    """Return the offset of the first character from here on that is not a space."""
    spaces = _SPACES.match(text, offset)
    return spaces.end() if spaces else offset


def line_at(text: str, offset: int) -> str:
    """Return the rest of the line from an offset on."""
    end = text.find("\n", offset)
    return text[offset : end if end >= 0 else len(text)]
