"""The words of a main text -> a few numbers that show whether the text has changed.

In: lines of words, or two fingerprints. Out: a fingerprint, or whether two are of noticeably
different texts. The same text has the same fingerprint on every machine and in every run.
"""

import hashlib
import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from heapq import nsmallest

WORD = re.compile(r"\d[^\W_]*(?:[.,:/–-]\d+)*|[^\W_]+|§")
"""What is compared: numbers (`26`, `4-1`, `1.1.2027`, `12a`), words, and `§`; no punctuation."""
# The same number may be written in two ways: `12.400`, `12 400`; `9-15`, `9 – 15`; `8:30`, `8.30`.
_THOUSANDS = re.compile(r"(?<=\d)[ .](?=\d{3}(?!\d))")
_RANGE = re.compile(r"(?<=\d) ?[–−‑-] ?(?=\d)")
_SIGNS = str.maketrans(":é", ".e")
# A token that is different each time the page is read.
_NONCE = re.compile(r"(?=.*\d)(?=.*[a-z])[^\W_]{16,}")

_FORMAT = 2  # to be raised when the main text is chosen differently, or the numbers are
_LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"
_LETTER_SLOTS = 32
_MOST_HASHES = 52
_LETTERS_FROM, _HASHES_FROM = 4, 12  # where in the fingerprint these numbers begin
_SHORT = 4  # letters of words that always count: «ikke», «skal», «før», «tre»
# Longer words for numbers that differ no more than a spelling mistake: «tredje», «fjerde».
_NUMBER = re.compile(r"tredje|fjerde|[nt]i[ae]nde|seven|eight|sixt")
_SPELLING = 2  # letters by which a corrected word may differ


def words(text: str) -> list[str]:
    """Return the words of a text as they are compared: in lower case, numbers in one form."""
    text = unicodedata.normalize("NFC", text).lower().translate(_SIGNS)
    found = WORD.findall(_RANGE.sub("-", _THOUSANDS.sub("", text)))
    return [word for word in found if len(word) < 16 or not _NONCE.fullmatch(word[:100])]


def _hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=4).digest(), "big")


def fingerprint_of(lines: Iterable[Sequence[str]]) -> tuple[int, ...]:
    """Return the fingerprint of a text, given as lines of words: at most 64 numbers, of 32 bits.

    They are: the format; the number of words; a checksum of all words; a checksum of the words that
    always count; the count of each letter, four letters to a number; and the smallest hashes of
    three words in a row, a sample of the text. The order of the lines makes no difference. The
    fingerprint of a text without words is empty.
    """
    counts: Counter[str] = Counter()
    hashes: set[int] = set()
    for words in lines:
        counts.update(words)
        rows = zip(words, words[1:], words[2:], strict=False) if len(words) > 2 else [words]
        hashes.update(zlib.crc32(" ".join(row).encode()) for row in rows if row)
    if not counts:
        return ()
    all_words = weighty_words = 0
    for word, count in counts.items():
        value = _hash(word) * count
        all_words += value
        if len(word) <= _SHORT or word[0].isdigit() or _NUMBER.match(word):
            weighty_words += value
    sums = (all_words & 0xFFFFFFFF, weighty_words & 0xFFFFFFFF)
    letters = _packed_letters(counts)
    return (_FORMAT, counts.total(), *sums, *letters, *nsmallest(_MOST_HASHES, hashes))


def outline_of(texts: Iterable[str], address: str) -> tuple[int, ...]:
    """Return the fingerprint of texts without the words of an address.

    An error message may repeat the address that it was asked for, and is the same message still.
    """
    own = frozenset(words(address))
    kept = ([word for word in words(text) if word not in own] for text in texts)
    return fingerprint_of(line for line in kept if line)


def _packed_letters(counts: Counter[str]) -> Iterator[int]:
    """Yield the count of each letter, modulo 256; letters that are not Norwegian share slots."""
    slots = [0] * _LETTER_SLOTS
    for letter, count in Counter("".join(counts.elements())).items():
        place = _LETTERS.find(letter)
        if letter.isalpha():
            slots[place if place >= 0 else 29 + ord(letter) % 3] += count
    for first in range(0, _LETTER_SLOTS, 4):
        yield int.from_bytes(bytes(slot % 256 for slot in slots[first : first + 4]), "big")


def changed(old: Sequence[int], new: Sequence[int]) -> bool:
    """Whether two fingerprints are of noticeably different texts.

    A corrected spelling mistake is not noticeable. What always counts: a number, a `§`, a short
    word (it may be «ikke» or «skal»), and letters that can make «gyldig» into «ugyldig», or
    «direkte» into «indirekte». Fingerprints that cannot be compared count as the same.
    """
    if not (is_current(old) and is_current(new)) or old[2] == new[2]:
        return False
    if old[3] != new[3] or abs(old[1] - new[1]) > 1:
        return True
    differences = _letter_differences(old, new)
    by_letter = dict(zip(_LETTERS, differences, strict=False))
    is_in = by_letter["i"] > 0 and any(by_letter[letter] for letter in "nmlr")
    return by_letter["u"] > 0 or is_in or sum(differences) > _SPELLING


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """Return how much of two texts is the same, from 0 to 1, order aside.

    It is estimated from the samples of three words in a row: of the smallest hashes of both texts
    together, the share that both have. Fingerprints that cannot be compared are not alike.
    """
    if not (is_current(one) and is_current(other)):
        return 0.0
    mine, yours = set(one[_HASHES_FROM:]), set(other[_HASHES_FROM:])
    sample = nsmallest(_MOST_HASHES, mine | yours)
    return sum(x in mine and x in yours for x in sample) / len(sample)


def is_current(fingerprint: Sequence[int]) -> bool:
    """Whether a fingerprint can be compared: it is of a text, and in the current format."""
    return len(fingerprint) > _HASHES_FROM and fingerprint[0] == _FORMAT


def _letter_differences(a: Sequence[int], b: Sequence[int]) -> list[int]:
    """Return by how much the count of each letter differs."""
    found: list[int] = []
    for x, y in zip(a[_LETTERS_FROM:_HASHES_FROM], b[_LETTERS_FROM:_HASHES_FROM], strict=True):
        for shift in (24, 16, 8, 0):
            step = ((x >> shift) - (y >> shift)) % 256
            found.append(min(step, 256 - step))
    return found
