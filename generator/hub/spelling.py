"""A misspelt word -> the known word that was probably meant."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from generator.language import say

_SHORTEST_TITLE = 3


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


def by_title(words: str, titles: Mapping[str, str]) -> str | None:
    """Return the id of what is called by these words, or None if nothing or several things are.

    `titles` is id -> title. The words may be the title, a part of it, or begin with it.
    """
    wanted = _folded(words)
    if len(wanted) < _SHORTEST_TITLE:
        return None
    folded = {id_: title for id_ in titles if (title := _folded(titles[id_]))}
    for fits in (
        str.__eq__,
        str.startswith,
        lambda title, wanted: wanted.startswith(f"{title} "),
        lambda title, wanted: f" {wanted} " in f" {title} ",
    ):
        if found := [id_ for id_, title in folded.items() if fits(title, wanted)]:
            return found[0] if len(found) == 1 else None
    return None


def _folded(words: str) -> str:
    """Return words in lower case, with a space and nothing else between them."""
    return " ".join(re.findall(r"\w+", words.casefold()))


def _seen(word: str) -> str:
    """Return a word without whitespace around it and without invisible characters."""
    return "".join(x for x in word if unicodedata.category(x)[0] != "C").strip()
