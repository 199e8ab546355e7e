"""Where things are in the lines of a text. All offsets are in characters."""

import re
from collections.abc import Sequence

_SPACES = re.compile(" *")
_COMMON = " enrtaisldogkmvfupbhøjyåc.,"
"""The characters of Norwegian texts, the most common first."""
_RARE = len(_COMMON) + 1


def any_of(words: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern that finds whether a text contains one of some words, in one pass.

    It looks for the rarest character of each word, and only there at what stands around it: other
    patterns stop at nearly every character, and a search for each word takes a pass for each.
    """
    around: dict[str, list[str]] = {}
    for word in words:
        at, rare = max(enumerate(word), key=lambda found: _COMMON.find(found[1]) % _RARE)
        before = rf"(?<={re.escape(word[: at + 1])})" if at else ""
        around.setdefault(rare, []).append(before + re.escape(word[at + 1 :]))
    return re.compile(
        "|".join(rf"{re.escape(rare)}(?:{'|'.join(rest)})" for rare, rest in around.items())
    )


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
