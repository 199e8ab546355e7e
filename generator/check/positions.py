"""Where things are in the lines of a text. All offsets are in characters."""

import re

_SPACES = re.compile(" *")


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
