"""A text -> its words as the search compares them, for the index of a large hub.

The same rules as `wordsOf` and `fold` in `overrides/assets/javascripts/search/words.js`, which read
what a reader types; `tests/browser/test_search_words.py` compares the two. Stems and the spelling
of nynorsk are left to the browser.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

# JavaScript's \\p{N} and \\p{L}; in Python, \\w has both and the underscore.
_NUMBER = "\\d²³¹¼-¾⁰⁴-⁹₀-₉⅐-ↂↅ-↉①-⒛⓪-⓿❶-➓"
_LETTER = f"[^\\W_{_NUMBER}]"
_WORD = re.compile(f"§|{_LETTER}(?:{_LETTER}|[{_NUMBER}])*|[{_NUMBER}]+(?:[-–/][{_NUMBER}]+)*")
# A text without a number or a full stop inside words has only single words.
_JOINS_WORDS = re.compile(f"§|(?<![^\\W_])[{_NUMBER}]|(?<=\\w)\\.(?=\\w)")
_CLOSE = re.compile(r"[\s.-]?\s?")
_NORWEGIAN = re.compile("§|par|paragraf(?:en|ene)?")
_SECTIONS = {"nb": _NORWEGIAN, "nn": _NORWEGIAN, "en": re.compile("§|sec|sections?")}
"""Tag of a language -> a folded word before a number that makes it the number of a section."""
_STARTS_WITH_NUMBER = re.compile(f"[{_NUMBER}]")
_LONGEST_BEFORE_NUMBER = 3


@cache
def fold(text: str) -> str:
    """Return a word in lower case, «æ», «å», «ae» and «aa» as «a», «ø» and «oe» as «o»."""
    plain = unicodedata.normalize("NFD", text.lower())
    plain = "".join(x for x in plain if unicodedata.category(x)[0] != "M")
    plain = plain.replace("æ", "a").replace("ø", "o").replace("–", "-", 1)
    return re.sub("ae|aa", "a", plain).replace("oe", "o")


def counted_words(text: str, language: str) -> Iterator[tuple[str, str, int]]:
    """Yield (folded, as first written, how often) of each word of a text; see `words_of`."""
    if _JOINS_WORDS.search(text):
        found: dict[str, tuple[str, int]] = {}
        for word, written in words_of(text, language):
            first, count = found.get(word, (written, 0))
            found[word] = first, count + 1
        yield from ((word, *rest) for word, rest in found.items())
        return
    folded: dict[str, list[Any]] = {}
    for written, count in Counter(_WORD.findall(text)).items():
        folded.setdefault(fold(written), [written, 0])[1] += count
    yield from ((word, written, count) for word, (written, count) in folded.items())


def words_of(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield (folded, as written) of each word of a text; `language` is the tag of the site's.

    A number also makes a word together with a short word before it, and so do the parts of an
    address; «§ 26» and «paragraf 26» are the same word in Norwegian.
    """
    waiting: tuple[str, str] | None = None  # a word that a number may turn into a section
    before: tuple[str, int, int] | None = None  # folded, start, end
    for match in _WORD.finditer(text):
        word = fold(match.group())
        start, end = match.span()
        between = text[before[2] : start] if before else ""
        if before and _STARTS_WITH_NUMBER.match(word) and _CLOSE.fullmatch(between):
            is_section = bool(_SECTIONS[language].fullmatch(before[0]))
            if is_section:
                yield f"§{word}", text[before[1] : end]
                waiting = before = None
                continue
            if len(before[0]) <= _LONGEST_BEFORE_NUMBER:
                if waiting:
                    yield waiting
                    waiting = None
                yield before[0] + word, text[before[1] : end]
        elif before and between == ".":
            if waiting:
                yield waiting
                waiting = None
            yield f"{before[0]}.{word}", text[before[1] : end]
        if waiting:
            yield waiting
        waiting = None if word == "§" else (word, match.group())
        before = (word, start, end)
    if waiting:
        yield waiting
