"""Fragments: the ids and texts that an address points to (`#del`, `#:~:text=…`).

In: fragments, and what a page shows. Out: ids to look for, and the directives whose text is there.
https://wicg.github.io/scroll-to-text-fragment/ says how browsers look. Here the search is kinder
than theirs: it ignores where words begin and end, so what it misses is missing.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, unquote

DELIMITER = ":~:"


_UNESCAPED = "".join(map(chr, range(0x21, 0x7F)))  # what browsers leave as it is in a fragment


def spellings(fragment: str) -> tuple[str, ...]:
    """Return the ids that a browser looks for: the fragment as it is encoded, and decoded."""
    written = fragment.partition(DELIMITER)[0]
    return written, quote(written, safe=_UNESCAPED), unquote(written)


def directives(fragment: str) -> str:
    """Return the directives of a fragment, as written; empty without any for a text."""
    found = fragment.partition(DELIMITER)[2]
    return found if any(_texts(found)) else ""


@dataclass(frozen=True, slots=True)
class _Text:
    """One `text=` directive."""

    prefix: str
    start: str
    end: str
    suffix: str


def _texts(written: str) -> list[_Text]:
    """Return the text directives; those that the grammar does not allow are left out."""
    return [
        text
        for part in written.split("&")
        if part.startswith("text=") and (text := _parsed(part.removeprefix("text=")))
    ]


def _parsed(written: str) -> _Text | None:
    """Read `[prefix-,]start[,end][,-suffix]`."""
    parts = written.split(",")
    prefix = parts.pop(0)[:-1] if len(parts) > 1 and parts[0].endswith("-") else ""
    suffix = parts.pop()[1:] if len(parts) > 1 and parts[-1].startswith("-") else ""
    if not 1 <= len(parts) <= 2 or not parts[0]:
        return None
    start, end = parts[0], parts[1] if len(parts) > 1 else ""
    return _Text(*(_plain(unquote(part)) for part in (prefix, start, end, suffix)))


def _plain(text: str) -> str:
    """Return a text as it is compared: without case, accents, and differences in spacing."""
    letters = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(x for x in letters if not unicodedata.combining(x) and x != "\xad")
    return " ".join(kept.split())


def found_in(shown: str, wanted: Iterable[str]) -> frozenset[str]:
    """Return those of the directives (as `directives` returns them) whose text a page shows."""
    wanted = tuple(wanted)
    if not wanted:
        return frozenset()
    text = _plain(shown)
    return frozenset(one for one in wanted if any(_is_in(text, part) for part in _texts(one)))


def _is_in(text: str, wanted: _Text) -> bool:
    """Whether the parts of a directive follow one another in a text."""
    at = 0
    for part in (wanted.prefix, wanted.start, wanted.end, wanted.suffix):
        at = text.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return True
