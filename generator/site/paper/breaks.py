"""Text for print: without characters that PDFs forbid, and with places to break long words."""

import re
import unicodedata

LONGEST_WORD = 36
"""Letters that fit on a line; a longer word may break anywhere."""

_BREAK = "\u200b"  # an invisible place to break

# The byte order mark and non-characters, which PDF/UA-1 forbids, and characters that change the
# writing direction, on which Typst 0.15 fails inside a link.
_NEVER = re.compile("[\ufeff\ufffe\uffff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_WORD = re.compile(r"[^\s/?&=.,;:\u00ad\u200b–-]+")
# Typst breaks these by itself, so the address can be copied without invisible characters.
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
    """Return the text of a heading, or a dash if nothing is visible: PDFs forbid empty headings."""
    return breakable(text) if is_visible(text) else "–"


def breakable_address(address: str) -> str:
    """Return an address as it is printed, with places to break if Typst does not find them."""
    return address if _PLAIN_ADDRESS.fullmatch(address) else breakable(address)


def is_visible(text: str) -> bool:
    """Whether a text has visible characters."""
    return any(unicodedata.category(character)[0] not in "CZ" for character in text)
