"""The index of a large hub -> many small files, of which a search loads the few that it needs.

In: the records of an index, as `search_index` makes them. Out: texts of scripts by their path. The
first file has all words and, of each record, only its kind, roles and topic; `words/` has where
words stand, and `records/` the records. Browsers find words and stems as in a small index.
"""

import json
from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, takewhile
from typing import Any

from generator.site.export.search_words import counted_words, words_of

RECORDS = 8
"""Records in one file: about as many as a reader sees of the hits."""
_RECORDS_PER_WORDS = 40
"""There is one file of words for so many records."""
FIELDS = ("title", "words", "text")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

Record = Mapping[str, Any]


def part_paths(count: int) -> Iterator[str]:
    """Yield the paths of the parts of an index with so many records."""
    yield from (f"search/words/{number}.js" for number in range(_word_files(count)))
    yield from (f"search/records/{number}.js" for number in range(-(-count // RECORDS)))


def _word_files(count: int) -> int:
    return -(-count // _RECORDS_PER_WORDS)


class SearchParts:
    """The files of one index. `head` is what the first file has beside words and records.

    `language` is the tag of the site's language.
    """

    def __init__(self, head: Mapping[str, Any], records: Sequence[Record], language: str) -> None:
        self._language = language
        self._head = head
        self._records = records
        self._places: dict[str, dict[str, array[int]]] = {}
        self._written: dict[str, str] = {}
        self._lengths = [0] * len(records)
        for number, record in enumerate(records):
            for field, text in _texts(record):
                self._add(number, field, text)
        for _, title in head["topics"]:
            for word, written in words_of(title, language):
                self._entry(word, written)
        self._words = sorted(self._places)
        self._ends = self._cut()

    def _entry(self, word: str, written: str) -> dict[str, "array[int]"]:
        if word not in self._places:
            self._places[word] = {}
            self._written[word] = written
        return self._places[word]

    def _add(self, number: int, field: str, text: str) -> None:
        """Count the words of a text; a field has record, count, record, count, and so on."""
        for word, written, count in counted_words(text, self._language):
            if field == "text":
                self._lengths[number] += count
            entry = self._entry(word, written)
            places = entry.get(field)
            if places is None:
                places = entry[field] = array("I")
            if places and places[-2] == number:
                places[-1] += count
            else:
                places.extend((number, count))

    def _cut(self) -> list[int]:
        """Return where the words of each file end, so that the files have about the same size."""
        sizes = [2 + sum(map(len, self._places[word].values())) for word in self._words]
        count, total = _word_files(len(self._records)), sum(sizes)
        ends: list[int] = []
        done = 0
        for number, size in enumerate(sizes):
            done += size
            while len(ends) < count - 1 and done * count >= total * (len(ends) + 1):
                ends.append(number + 1)
        return [*ends, *[len(self._words)] * (count - len(ends))]

    def first(self) -> dict[str, Any]:
        """Return the data of the first file.

        `words` are sorted, each as the length of what it shares with the one before, in base 36,
        and the rest; `n` is in how many records each is. `ends` tells the file of a word. `kinds`
        are those of the records, each with how many in a row have it. `r` has the roles of each
        record as bits, `e` its topic plus one, and `long` how long its text is: a digit in base 36,
        quarters of the mean.
        """
        records = self._records
        kinds = groupby(record["k"] for record in records)
        return {
            **self._head,
            "format": 2,
            "kinds": [[kind, len(list(some))] for kind, some in kinds],
            "r": [sum(1 << role for role in record.get("r", ())) for record in records],
            "e": [record.get("e", -1) + 1 for record in records],
            "long": "".join(_relative(self._lengths)),
            "words": "\n".join(_shortened(self._words)),
            "n": [self._records_of(word) for word in self._words],
            "ends": self._ends,
            "size": RECORDS,
        }

    def _records_of(self, word: str) -> int:
        return len({number for x in self._places[word].values() for number in x[::2]})

    def part(self, path: str) -> Any:
        """Return the data of a part."""
        _, kind, name = path.removesuffix(".js").split("/")
        number = int(name)
        if kind == "records":
            return self._records[number * RECORDS : (number + 1) * RECORDS]
        start = self._ends[number - 1] if number else 0
        return [self._entry_data(word) for word in self._words[start : self._ends[number]]]

    def _entry_data(self, word: str) -> list[Any]:
        """Return how a word is written, and its places in each field.

        The places are the distances between the records, and the counts if any is not one.
        """
        written = self._written[word]
        data: list[Any] = [0 if written == word else written]
        for field in FIELDS:
            places = self._places[word].get(field, ())
            numbers, counts = list(places[::2]), list(places[1::2])
            gaps = [number - before for before, number in zip([0, *numbers], numbers, strict=False)]
            data.append([gaps] if all(count == 1 for count in counts) else [gaps, counts])
        return data


def _texts(record: Record) -> Iterator[tuple[str, str]]:
    """Yield (field, text) as `buildIndex` in `engine.js` does, without the topic."""
    yield "title", record["t"]
    for title in record.get("v", {}).values():
        yield "title", title
    for words in record.get("w", ()):
        yield "words", words
    for section in record.get("l", ()):
        yield "words", f"§ {section}"
    yield "text", record.get("x", "")


def _relative(lengths: Sequence[int]) -> Iterator[str]:
    """Yield a digit for each length: quarters of the mean of those that are not 0."""
    some = [length for length in lengths if length]
    mean = sum(some) / max(1, len(some))
    for length in lengths:
        yield _DIGITS[min(round(4 * length / mean), len(_DIGITS) - 1)] if length else "0"


def _shortened(words: Sequence[str]) -> Iterator[str]:
    for before, word in zip(["", *words], words, strict=False):
        alike = (a == b for a, b in zip(before, word, strict=False))
        shared = min(sum(takewhile(bool, alike)), len(_DIGITS) - 1)
        yield f"{_DIGITS[shared]}{word[shared:]}"


def as_script(name: str, data: Any) -> str:
    """Return a script that sets one value of the search; it can also be used inside a page."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    return f"(globalThis.rollehub??={{}}).{name}={text}\n"
