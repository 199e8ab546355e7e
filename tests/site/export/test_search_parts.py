"""The parts of a large index have together what an index in one file has."""

import json
from typing import Any

import pytest

from generator.site.content import Content
from generator.site.export import search_index
from generator.site.export.search_index import ADDRESS, search_files
from generator.site.export.search_parts import FIELDS, RECORDS
from generator.site.export.search_words import words_of
from generator.site.settings import Settings
from tests.site_fixtures import hub

START = "(globalThis.rollehub??={})."


def value(script: str) -> Any:
    """Return what a script sets."""
    assert script.startswith(START)
    return json.loads(script.partition("]=" if "parts??=" in script else "index=")[2])


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    """The files of an index of this hub in parts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search_index, "MOST_IN_ONE", 0)
        return dict(search_files(Content(hub("own"), Settings(most_answers=20))))


@pytest.fixture(scope="module")
def whole() -> dict[str, Any]:
    """The same index in one file."""
    content = Content(hub("own"), Settings(most_answers=20))
    return dict(value(search_index.search_index(content)))


def words(first: dict[str, Any]) -> list[str]:
    found = [""]
    for line in first["words"].split("\n"):
        found.append(found[-1][: int(line[0], 36)] + line[1:])
    return found[1:]


def test_a_hub_with_few_questions_has_one_file() -> None:
    """A search there loads nothing more."""
    assert [*search_files(Content(hub("own"), Settings()))] == [ADDRESS]


def test_the_records_are_the_same(files: dict[str, str], whole: dict[str, Any]) -> None:
    """In files of a few, in the same order; the first file has their kinds, roles and topics."""
    parts = [value(text) for path, text in files.items() if path.startswith("search/records/")]
    records = [record for part in parts for record in part]
    assert records == whole["records"]
    assert {len(part) for part in parts[:-1]} == {RECORDS}
    first = value(files[ADDRESS])
    assert [kind for kind, count in first["kinds"] for _ in range(count)] == [
        record["k"] for record in records
    ]
    for record, roles, topic in zip(records, first["r"], first["e"], strict=True):
        assert [x for x in range(9) if roles >> x & 1] == sorted(record.get("r", []))
        assert topic - 1 == record.get("e", -1)


def test_every_word_is_where_it_stands(files: dict[str, str], whole: dict[str, Any]) -> None:
    """In each field of each record, as often as there; and nowhere else."""
    first = value(files[ADDRESS])
    rows = [
        row
        for path, text in files.items()
        if path.startswith("search/words/")
        for row in value(text)
    ]
    found: dict[tuple[str, str, int], int] = {}
    for word, (_, *fields), size in zip(words(first), rows, first["n"], strict=True):
        seen = set()
        for field, (gaps, *counts) in zip(FIELDS, fields, strict=True):
            record = 0
            for place, gap in enumerate(gaps):
                record += gap
                seen.add(record)
                found[word, field, record] = counts[0][place] if counts else 1
        assert len(seen) == size
    wanted: dict[tuple[str, str, int], int] = {}
    for number, record in enumerate(whole["records"]):
        texts = [
            ("title", record["t"]),
            *(("title", x) for x in record.get("v", {}).values()),
            *(("words", x) for x in record.get("w", [])),
            *(("words", f"§ {x}") for x in record.get("l", [])),
            ("text", record.get("x", "")),
        ]
        for field, text in texts:
            for word, _ in words_of(text, "nb"):
                wanted[word, field, number] = wanted.get((word, field, number), 0) + 1
    assert found == wanted


def test_the_file_of_a_word_is_told(files: dict[str, str]) -> None:
    """By where the words of each file end."""
    first = value(files[ADDRESS])
    counts = [len(value(x)) for path, x in files.items() if path.startswith("search/words/")]
    assert [sum(counts[: number + 1]) for number in range(len(counts))] == first["ends"]
    assert words(first) == sorted(words(first))


def test_a_digit_says_how_long_a_text_is(files: dict[str, str]) -> None:
    """Quarters of the mean of those that have a text; 0 is a record without one."""
    first = value(files[ADDRESS])
    parts = [value(text) for path, text in files.items() if path.startswith("search/records/")]
    texts = [record.get("x", "") for part in parts for record in part]
    digits = [int(digit, 36) for digit in first["long"]]
    assert len(digits) == len(texts) == len(first["e"])
    assert {digit for digit, text in zip(digits, texts, strict=True) if not text} == {0}
    assert {0} < set(digits)
    longest = max(texts, key=lambda text: len(text.split()))
    assert digits[texts.index(longest)] == max(digits)


def test_equal_input_gives_equal_files(
    files: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The order of words and records is fixed."""
    monkeypatch.setattr(search_index, "MOST_IN_ONE", 0)
    assert dict(search_files(Content(hub("own"), Settings(most_answers=20)))) == files
