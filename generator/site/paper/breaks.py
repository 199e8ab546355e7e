"""Text as the paper prints it: without characters that no PDF may contain, and able to break."""

import re
import unicodedata

LONGEST_WORD = 36
"""Letters on a line; a longer word may break anywhere."""

_BREAK = "\u200b"  # an invisible place to break

# A byte order mark and non-characters, which the standard forbids, and characters that turn the
# direction of writing, on which Typst 0.15 fails where it meets a link.
_NEVER = re.compile("[\ufeff\ufffe\uffff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_WORD = re.compile(r"[^\s/?&=.,;:\u00ad\u200b–-]+")
# Typst finds the places to break in these by itself, without a character in the copied address.
_PLAIN_ADDRESS = re.compile(r"https?://[A-Za-z0-9!#$%&*+,./:;=?@_~'-]*")


def plain(text: str) -> str:
    """Return the text with single spaces, and without invisible characters that PDFs forbid."""
    return _NEVER.sub("", _SPACES.sub(" ", text))


def breakable(text: str, longest: int = LONGEST_WORD) -> str:
    """Return the text as `plain` does, with invisible places to break in very long words."""

    def cut(match: re.Match[str]) -> str:
        word = match.group()
        if len(word) <= longest:
            return word
        step = max(4, longest // 2)
        return _BREAK.join(word[start : start + step] for start in range(0, len(word), step))

    return _WORD.sub(cut, plain(text))


def heading(text: str) -> str:
    """Return the text of a heading; a dash where nothing would be visible, which PDFs forbid."""
    return breakable(text) if is_visible(text) else "–"


def breakable_address(address: str) -> str:
    """Return an address as it is printed; an ordinary one breaks without help."""
    return address if _PLAIN_ADDRESS.fullmatch(address) else breakable(address)


def is_visible(text: str) -> bool:
    """Whether a text has more than whitespace and invisible characters."""
    return any(unicodedata.category(character)[0] not in "CZ" for character in text)
