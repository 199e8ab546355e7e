"""Titles -> the same as HTML, with places to break the compounds that Norwegian writes in one word.

In: the texts of a hub, whose words are the parts that its compounds are made of, and a plain text.
Out: HTML with an empty element at each joint. A stylesheet puts the soft hyphen there, so that no
text that is copied, searched or indexed has one. Without effect in other languages.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

JOINT = '<span class="joint"></span>'
_WORD = re.compile(r"[^\W\d_]{3,}")
_VOWEL = re.compile("[aeiouyæøåéè]")
_SHORTEST = 10
"""Letters of a compound that is worth breaking."""
_SHORTEST_PART = 4
_SHORTEST_LAST = 3
"""Letters of a last part such as «mål» or «løp»."""
_LONG = 6
"""Letters of a first part that is known by its ending, or stands before a short last one."""


@dataclass(frozen=True, slots=True)
class _Rules:
    """How a language makes words."""

    linked: re.Pattern[str]
    """The end of a first part after which an «s» joins the next: «-ings-», «-hets-»."""
    endings: re.Pattern[str]
    """What a word loses to be the same as its other forms."""
    suffixes: re.Pattern[str]
    """Ends of words that are no words themselves."""
    links: str
    """The letters that may join two parts."""


_ENDINGS = re.compile(r"(?<=\w{3})(?:(?:en|a|ene|ane|er|ar|et|e|n|r|t)s?|s)$")
_SUFFIXES = re.compile(
    r"\w{0,2}(?:(?:ing|else|ning|het|heit|ling|sjon|itet|itets)(?:en|a|er|ar|ene|ane)?s?"
    r"|[ea]ne|ende|ande|ledes|tere[nr]?|iske?)|\w{0,2}(?:ing|het|heit|sjon)s\w+"
)
_RULES: Mapping[str, _Rules] = {
    "nb": _Rules(re.compile(r"(?:ing|het|sjon|skap|dom|tet|ment)s$"), _ENDINGS, _SUFFIXES, "se"),
    "nn": _Rules(re.compile(r"(?:ing|heit|sjon|skap|dom|tet|ment)s$"), _ENDINGS, _SUFFIXES, "se"),
}


class Html(str):
    """A text that is HTML, which templates do not escape."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return the text as it is."""
        return str(self)


class Joints:
    """Finds the joints of compounds in the titles of one hub."""

    def __init__(self, texts: Iterable[str], language: str) -> None:
        self._rules = _RULES.get(language)
        self._written: frozenset[str] = frozenset()
        """The words of the hub."""
        self._known: frozenset[str] = frozenset()
        """The same, with and without endings."""
        self._parts: dict[str, tuple[str, ...]] = {}
        self._made: dict[str, Html] = {}
        """The titles so far: each is on many pages."""
        if self._rules:
            self._written = frozenset(x.lower() for text in texts for x in _WORD.findall(text))
            self._known = self._written | frozenset(map(self._bare, self._written))

    def html(self, text: str) -> Html:
        """Return a plain text as HTML, with an element at each joint."""
        if text not in self._made:
            self._made[text] = self._html(text)
        return self._made[text]

    def _html(self, text: str) -> Html:
        if self._rules is None:
            return Html(escape(text))
        done, html = 0, ""
        for word in _WORD.finditer(text):
            html += escape(text[done : word.start()]) + JOINT.join(self.parts(word[0]))
            done = word.end()
        return Html(html + escape(text[done:]))

    def parts(self, word: str) -> tuple[str, ...]:
        """Return the parts of a word in order; the word itself if it is no compound."""
        if word not in self._parts:
            self._parts[word] = self._split(word)
        return self._parts[word]

    def _split(self, word: str) -> tuple[str, ...]:
        # The joint of the whole is after a linking «s», or the most even; parts have joints, too.
        def order(cut: int) -> tuple[bool, int]:
            return not self._is_linked(word[:cut]), abs(len(word) - 2 * cut)

        for cut in sorted(_cuts(word), key=order):
            if self._is_joint(word[:cut].lower(), word[cut:].lower()):
                return *self.parts(word[:cut]), *self.parts(word[cut:])
        return (word,)

    def _is_joint(self, first: str, last: str) -> bool:
        if not self._can_be_last(last):
            return False
        if self._is_linked(first):
            return len(last) >= _SHORTEST_PART or self._is_word(last)
        if not self._is_word(last):
            return False
        if len(self._bare(last)) < _SHORTEST_PART:
            return len(first) >= _LONG and first in self._written
        return any(self._is_word(part) for part in self._unlinked(first))

    def _is_linked(self, first: str) -> bool:
        assert self._rules is not None
        return len(first) >= _LONG and self._rules.linked.search(first.lower()) is not None

    def _is_word(self, part: str) -> bool:
        """Whether a part is a word of the hub, or a compound itself."""
        is_written = part in self._known or self._bare(part) in self._known
        return is_written or len(self.parts(part)) > 1

    def _can_be_last(self, part: str) -> bool:
        assert self._rules is not None
        return bool(_VOWEL.search(part)) and not self._rules.suffixes.fullmatch(part)

    def _unlinked(self, first: str) -> tuple[str, ...]:
        """Return a first part with and without the letter that joins it to the next."""
        assert self._rules is not None
        bare = first[:-1] if first[-1] in self._rules.links else first
        return (first, bare) if len(bare) >= _SHORTEST_PART else (first,)

    def _bare(self, word: str) -> str:
        assert self._rules is not None
        return self._rules.endings.sub("", word)


def _cuts(word: str) -> range:
    """Return where a word may be cut."""
    if len(word) < _SHORTEST:
        return range(0)
    return range(_SHORTEST_PART, len(word) - _SHORTEST_LAST + 1)
