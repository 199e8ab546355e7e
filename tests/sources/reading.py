"""Reading texts as YAML, and asking what was read, for the tests of this folder."""

import unicodedata
from typing import Any

from generator.problems import Code, Place
from generator.sources.document import Document, Location
from generator.sources.reader import read

PATH = "hub.yaml"


def document_of(text: str | bytes, *, pure: bool = False) -> Document:
    """Return the document of a text that has nothing wrong."""
    raw = text.encode() if isinstance(text, str) else text
    document, problems = read(PATH, raw, pure=pure)
    assert problems == []
    assert document is not None
    return document


def found_in(text: str | bytes) -> list[tuple[Code, int, int]]:
    raw = text.encode() if isinstance(text, str) else text
    _, problems = read(PATH, raw)
    return [(item.code, item.place.line, item.place.column) for item in problems]


def place_at(document: Document, *location: str | int, key: bool = False) -> tuple[int, int]:
    place = document.place(location, key=key)
    return place.line, place.column


def lies_inside(place: Place, raw: bytes) -> bool:
    """Whether a place is a character of the file, or the end of one of its lines."""
    text = unicodedata.normalize("NFC", raw.decode("utf-8-sig", errors="replace"))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return 1 <= place.line <= len(lines) and 1 <= place.column <= len(lines[place.line - 1]) + 1


def value_at(document: Document, location: Location) -> Any:
    value = document.data
    for step in location:
        value = value[step]
    return value
