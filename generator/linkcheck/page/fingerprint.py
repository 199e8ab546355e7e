"""Lines of a main text -> a few numbers that tell whether it still says the same.

In: texts, or two fingerprints. Out: a fingerprint of at most 64 numbers, or whether the text behind
it has changed noticeably. Equal on every machine and in every run.
"""

import hashlib
import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from heapq import nsmallest

# `26`, `4-1`, `1.1.2027`, `12a`; letters; `§`. Other signs may be set otherwise tomorrow.
WORD = re.compile(r"\d[^\W_]*(?:[.,:/–-]\d+)*|[^\W_]+|§")
# One number may be set in two ways: `12.400`, `12 400`; `9-15`, `9 – 15`; `8:30`, `8.30`.
_THOUSANDS = re.compile(r"(?<=\d)[ .](?=\d{3}(?!\d))")
_RANGE = re.compile(r"(?<=\d) ?[–−‑-] ?(?=\d)")
_SIGNS = str.maketrans(":é", ".e")
_NONCE = re.compile(r"(?=.*\d)(?=.*[a-z])[^\W_]{16,}")

_FORMAT = 2  # goes up when the main text or the hashes are found otherwise
_LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"
_LETTER_SLOTS = 32
_MOST_HASHES = 52
_LETTERS_FROM, _HASHES_FROM = 4, 12
_SHORT = 4  # letters: «ikke», «skal», «før», «tre»
# Longer numbers that differ by as little as a spelling mistake: «tredje» and «fjerde».
_NUMBER = re.compile(r"tredje|fjerde|[nt]i[ae]nde|seven|eight|sixt")
_SPELLING = 2  # letters that a corrected word may differ by


def words(text: str) -> list[str]:
    """Return the words of a text in the form in which they are compared."""
    text = unicodedata.normalize("NFC", text).lower().translate(_SIGNS)
    found = WORD.findall(_RANGE.sub("-", _THOUSANDS.sub("", text)))
    return [word for word in found if len(word) < 16 or not _NONCE.fullmatch(word[:100])]


def _hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=4).digest(), "big")


def fingerprint_of(lines: Iterable[Sequence[str]]) -> tuple[int, ...]:
    """Return at most 64 numbers that stand for a text, given as lines of words.

    They are: the format; the number of words; a sum over all words and one over the weighty ones,
    in which every change shows; how often each letter occurs, four letters to a number; and the
    smallest hashes of three words in a row, which say how much two texts share. Lines may change
    places. The text of () is empty.
    """
    counts: Counter[str] = Counter()
    hashes: set[int] = set()
    for words in lines:
        counts.update(words)
        rows = zip(words, words[1:], words[2:], strict=False) if len(words) > 2 else [words]
        hashes.update(zlib.crc32(" ".join(row).encode()) for row in rows if row)
    if not counts:
        return ()
    everything = weighty = 0
    for word, count in counts.items():
        value = _hash(word) * count
        everything += value
        if len(word) <= _SHORT or word[0].isdigit() or _NUMBER.match(word):
            weighty += value
    sums = (everything & 0xFFFFFFFF, weighty & 0xFFFFFFFF)
    letters = _packed_letters(counts)
    return (_FORMAT, counts.total(), *sums, *letters, *nsmallest(_MOST_HASHES, hashes))


def _packed_letters(counts: Counter[str]) -> Iterator[int]:
    """Yield how often each letter occurs, modulo 256; letters of other alphabets share slots."""
    slots = [0] * _LETTER_SLOTS
    for letter, count in Counter("".join(counts.elements())).items():
        place = _LETTERS.find(letter)
        if letter.isalpha():
            slots[place if place >= 0 else 29 + ord(letter) % 3] += count
    for first in range(0, _LETTER_SLOTS, 4):
        yield int.from_bytes(bytes(slot % 256 for slot in slots[first : first + 4]), "big")


def similarity(a: Sequence[int], b: Sequence[int]) -> float:
    """Estimate how much two texts share, from 0 to 1, by their fingerprints."""
    if tuple(a) == tuple(b):
        return 1.0
    if not (is_current(a) and is_current(b)):
        return 0.0
    ours, theirs = set(a[_HASHES_FROM:]), set(b[_HASHES_FROM:])
    sample = nsmallest(_MOST_HASHES, ours | theirs)
    return len(ours & theirs & set(sample)) / len(sample) if sample else 0.0


def changed(old: Sequence[int], new: Sequence[int]) -> bool:
    """Whether the main text has changed noticeably: by more than a spelling mistake put right.

    A number, a `§`, a short word (which may be «ikke» or «skal») and letters that may make «gyldig»
    into «ugyldig», or «direkte» into «indirekte», always count. What cannot be compared has not
    changed.
    """
    if not (is_current(old) and is_current(new)) or old[2] == new[2]:
        return False
    if old[3] != new[3] or abs(old[1] - new[1]) > 1:
        return True
    differences = _letter_differences(old, new)
    by_letter = dict(zip(_LETTERS, differences, strict=False))
    is_in = by_letter["i"] > 0 and any(by_letter[letter] for letter in "nmlr")
    return by_letter["u"] > 0 or is_in or sum(differences) > _SPELLING


def is_current(fingerprint: Sequence[int]) -> bool:
    """Whether a fingerprint can be compared: it is of a text, and as they are made now."""
    return len(fingerprint) > _HASHES_FROM and fingerprint[0] == _FORMAT


def _letter_differences(a: Sequence[int], b: Sequence[int]) -> list[int]:
    found: list[int] = []
    for x, y in zip(a[_LETTERS_FROM:_HASHES_FROM], b[_LETTERS_FROM:_HASHES_FROM], strict=True):
        for shift in (24, 16, 8, 0):
            step = ((x >> shift) - (y >> shift)) % 256
            found.append(min(step, 256 - step))
    return found
