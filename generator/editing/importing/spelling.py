"""Suspected transcription errors: words that copies of one text spell in different ways.

In: pairs of texts that ought to be equal, such as copies of an answer, and a title in the contents
and in the body. Out: wrong form -> right form. Nobody's dictionary is used: of the forms of a word
that stand in the same places, the right one is the most used that is built as other words are.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from urllib.parse import unquote

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

_WORD = re.compile(r"[^\W_]+|[^\w\s]")
_ADDRESS = re.compile(r"https?://[^\s<>\])]+")
_TARGET = re.compile(r"\]\([^)]*\)|https?://\S+")
_LIKE_LETTERS = 80
_LIKE_START = 50
_SHORTEST_START = 5
_SHORTEST = 7
"""Letters of a word that is mended everywhere, and not only where a copy shows it."""
_SURE = 1.5
"""How much likelier the right form must be than the wrong one, or else a person decides."""
_NEVER = {"ikke", "ikkje", "ingen", "aldri", "not", "no"}
_SQUARE = 4
"""How many letters in a row are compared with those of other words."""


def words_of(text: str) -> list[str]:
    """Return the words and marks of a text; addresses do not count."""
    return _WORD.findall(_TARGET.sub(" ", text))


def differences(one: str, other: str) -> list[tuple[str, str]]:
    """Return the words of one text that stand otherwise in another, in order; one may be empty."""
    first, second = words_of(one), words_of(other)
    low = [x.casefold() for x in first], [x.casefold() for x in second]
    found: list[list[str]] = []
    end = (0, 0)
    for op in Levenshtein.opcodes(*low):
        if op.tag == "equal":
            continue
        parts = [
            " ".join(first[op.src_start : op.src_end]),
            " ".join(second[op.dest_start : op.dest_end]),
        ]
        if found and end == (op.src_start, op.dest_start):
            parts = [f"{x} {y}".strip() for x, y in zip(found.pop(), parts, strict=True)]
        found.append(parts)
        end = (op.src_end, op.dest_end)
    return [(a, b) for a, b in found]


def is_damage(one: str, other: str) -> bool:
    """Whether two forms may be one word, spelled wrongly in one of them.

    Different numbers and a "not" never are. A lost space is; so are lost marks, and a stray letter.
    """
    if re.search(r"\d", one + other) or {one.casefold(), other.casefold()} & _NEVER:
        return False
    a, b = (re.sub(r"[\W_]+", "", x).casefold() for x in (one, other))
    if a == b:
        return True
    if not a or not b:
        return len(a + b) <= 1
    if len(one.split()) > 2 or len(other.split()) > 2 or min(len(a), len(b)) < 3:
        return False
    like = fuzz.ratio(a, b)
    start = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), 0)
    return like >= _LIKE_LETTERS or (start >= _SHORTEST_START and like >= _LIKE_START)


class Spelling:
    """The words of documents, and which of them stand in each other's places."""

    def __init__(self, texts: Iterable[str], pairs: Iterable[tuple[str, str]]) -> None:
        texts = list(texts)
        self._counts = Counter(x.casefold() for text in texts for x in words_of(text))
        addresses = {x for text in texts for x in _ADDRESS.findall(text)}
        for text in addresses:
            self._counts.update(set(_WORD.findall(unquote(text).casefold())))
        self._pairs: Counter[frozenset[str]] = Counter()
        for one, other in pairs:
            for a, b in differences(one, other):
                first, second = _only_words(a), _only_words(b)
                if first and second and first != second and is_damage(first, second):
                    self._pairs[frozenset((first, second))] += 1

    @cached_property
    def families(self) -> list[set[str]]:
        """The forms that stand in each other's places, each set those of one word."""
        found: list[set[str]] = []
        for pair in self._pairs:
            near = [x for x in found if x & pair]
            found = [x for x in found if not x & pair]
            found.append(set(pair).union(*near))
        return found

    @cached_property
    def mends(self) -> Mapping[str, str]:
        """Wrong form -> right form, in small letters, for forms that are wrong everywhere."""
        rights = [(family, max(sorted(family), key=self._worth)) for family in self.families]
        edits = self._edits(rights)
        found: dict[str, str] = {}
        for family, usual in rights:
            right = next((x for e in edits if (x := _edited(usual, e)) in family), usual)
            for form in family - {right}:
                if self._is_wrong_everywhere(form, right) and (
                    right != usual or self._is_sure(form, right)
                ):
                    found[form] = right
        sure = {edit for form, right in found.items() if (edit := _edit(form, right))}
        for word in [x for x in self._counts if len(x) >= _SHORTEST and x not in found]:
            others = [x for edit in sure if (x := _edited(word, edit))]
            if word not in found.values() and (other := self._known_start(others)):
                found[word] = other
        return found

    def _known_start(self, words: list[str]) -> str:
        """Return the first of some words that stands in the texts, if only as a start of others."""
        return next((x for x in words if any(known.startswith(x) for known in self._counts)), "")

    @cached_property
    def doubts(self) -> Mapping[str, str]:
        """Suspected form -> the form that is likelier, where a person must decide."""
        return {
            form: right
            for family in self.families
            for right in [max(sorted(family), key=self._worth)]
            for form in family - {right}
            if form not in self.mends and right not in self.mends and len(form) >= _SHORTEST
        }

    def _is_sure(self, form: str, right: str) -> bool:
        """Whether a form is much less likely than another, and is no compound of known words."""
        start = next((n for n, (x, y) in enumerate(zip(form, right, strict=False)) if x != y), 0)
        rest = form[start:]
        is_compound = len(rest) > _SQUARE and self._counts[rest] > 0
        return not is_compound and self._worth(right) >= _SURE * self._worth(form)

    def _edits(self, rights: list[tuple[set[str], str]]) -> set[tuple[str, str, str]]:
        """Return the changes of letters; of a change and its reverse, the one with more words."""
        worth: Counter[tuple[str, str, str]] = Counter()
        for family, right in rights:
            for form in family - {right}:
                if edit := _edit(form, right):
                    worth[edit] += self._count(right)
        return {(a, x, y) for a, x, y in worth if worth[a, x, y] > worth[a, y, x]}

    def _is_wrong_everywhere(self, form: str, right: str) -> bool:
        """Whether a form is no other form of the same word, such as its plural."""
        if len(form) < _SHORTEST:
            return False
        if " " in form:
            return form.replace(" ", "") == right or self._count(right) > self._count(form)
        stem = min(len(form), len(right)) - 3
        return form[:stem] != right[:stem]

    def _count(self, form: str) -> int:
        return min((self._counts[x] for x in form.split()), default=0)

    def _worth(self, form: str) -> float:
        """Return how likely a form is the right one: often used, and built as other words are."""
        return self._count(form) * self._usual(form) ** 2

    def _usual(self, form: str) -> float:
        """Return the share of the letters in a row of a form that other words have too."""
        squares = _squares(form)
        own = {x for family in self.families if form in family for x in family}
        known = sum(
            any(x in word for word in self._squares_of if not _is_near(word, own))
            for x in squares
        )  # fmt: skip
        return (known + 0.5) / (len(squares) + 0.5)

    @cached_property
    def _squares_of(self) -> list[str]:
        return [f"^{word}$" for word in self._counts if len(word) > _SQUARE]

    def mended(self, text: str) -> str:
        """Return a text in which the forms that are wrong everywhere are right."""
        return mended(text, self.mends)


def mended(text: str, mends: Mapping[str, str]) -> str:
    """Return a text with some forms replaced; capitals stay, and so do the targets of links."""
    if not mends:
        return text
    forms = sorted(mends, key=len, reverse=True)
    pattern = re.compile(
        r"(\]\([^)]*\)|https?://\S+)|(?<!\w)(" + "|".join(map(re.escape, forms)) + r")(?!\w)",
        re.IGNORECASE,
    )

    def instead(found: re.Match[str]) -> str:
        if found[1]:
            return found[1]
        right = mends[found[2].casefold()]
        if found[2].isupper():
            return right.upper()
        return right[:1].upper() + right[1:] if found[2][:1].isupper() else right

    return pattern.sub(instead, text)


def occurrences(text: str, forms: Sequence[str]) -> list[str]:
    """Return which of some forms stand in a text."""
    low = text.casefold()
    return [x for x in forms if re.search(rf"(?<!\w){re.escape(x)}(?!\w)", low)]


def _edit(form: str, right: str) -> tuple[str, str, str] | None:
    """Return the start that two forms share, and the letter after it in each of them.

    The same change in another form of the word, such as its plural, is the same error.
    """
    start = next((n for n, (x, y) in enumerate(zip(form, right, strict=False)) if x != y), 0)
    if start < _SHORTEST_START or " " in form + right or form[start + 1 :] != right[start + 1 :]:
        return None
    return form[:start], form[start], right[start]


def _edited(word: str, edit: tuple[str, str, str]) -> str:
    """Return a word with a change that another form of it needs; empty if there is none."""
    start, wrong, right = edit
    if not word.startswith(start + wrong):
        return ""
    return f"{start}{right}{word[len(start) + 1 :]}"


def _only_words(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def _squares(form: str) -> list[str]:
    whole = f"^{form}$"
    return [whole[n : n + _SQUARE] for n in range(len(whole) - _SQUARE + 1)]


def _is_near(word: str, forms: set[str]) -> bool:
    """Whether a word is one of some forms, or is made from one."""
    return any(form in word for form in forms)
