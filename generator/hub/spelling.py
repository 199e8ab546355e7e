"""A misspelt word -> the known word that was probably meant."""

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

from generator.language import say


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that was probably meant, or None.

    At most a few letters may differ, even in a long word: long ids often have much in common.
    """
    by_folded = {name.casefold(): name for name in known}
    seen = _seen(word).casefold()
    cutoff = max(0.7, 1 - 3 / len(seen)) if seen else 1
    near = get_close_matches(seen, list(by_folded), n=1, cutoff=cutoff)
    return by_folded[near[0]] if near else None


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return `; mente du «…»?` with the nearest known word, or an empty text if there is none."""
    near = nearest(word, known)
    if near is None:
        return ""
    if _seen(word) == near:
        return say("; skriv «%(near)s» på nytt, uten usynlige tegn og mellomrom", near=near)
    return say("; mente du «%(near)s»?", near=near)


def _seen(word: str) -> str:
    """Return a word without whitespace around it and without invisible characters."""
    return "".join(x for x in word if unicodedata.category(x)[0] != "C").strip()
