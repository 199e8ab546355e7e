"""Permanent moves -> the text of `links.yaml` with the new addresses, and nothing else changed.

In: the text as it is in the file, line ends included, and the new address of each old one. Out: the
new text, or a diff. Reads and writes no file. Every change is read back before it counts.
"""

import re
from collections.abc import Iterator, Mapping
from difflib import unified_diff
from typing import Any

from generator.sources.document import Document, Location, Mark
from generator.sources.reader import read

_PATH = "links.yaml"
_LINE_END = re.compile(r"\r\n|\r|\n")
_SINGLE = re.compile(r"'((?:[^']|'')*)'")
_DOUBLE = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_BLOCK = re.compile(r"[|>][-+0-9]*[ ]*(?:#[^\r\n]*)?(?:\r\n|\r|\n)[ ]*([^\r\n]*)")


def fixes(text: str, moves: Mapping[str, str]) -> str:
    """Return the text with every `url` of a link that is a key of `moves` replaced by its value.

    Left as they are: a text that can't be read, and an address whose new one another link has
    already, for no address may stand twice.
    """
    document = _read(text)
    if document is None:
        return text
    chosen = _chosen(document, moves)
    # From the end, so that the places of those before it still hold.
    for location in sorted(chosen, key=lambda x: -_start(text, document.marks[x])):
        text = _replaced(text, document.marks[location], location, *chosen[location])
    return text


def _chosen(document: Document, moves: Mapping[str, str]) -> dict[Location, tuple[str, str]]:
    """Return the old and the new address of every link that gets one; the first of two wins."""
    places = dict(_addresses(document))
    taken = set(places.values())
    chosen: dict[Location, tuple[str, str]] = {}
    for location, old in places.items():
        new = moves.get(old)
        if new is not None and new not in taken:
            chosen[location] = (old, new)
            taken.add(new)
    return chosen


def diff(old: str, new: str, path: str) -> str:
    """Return the change as a unified diff; empty where nothing changed."""
    lines = unified_diff(_lines(old), _lines(new), f"a/{path}", f"b/{path}")
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def _lines(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _read(text: str) -> Document | None:
    try:
        return read(_PATH, text.encode())[0]
    except UnicodeEncodeError:  # a lone surrogate, which no file can hold
        return None


def _addresses(document: Document) -> Iterator[tuple[Location, str]]:
    links = document.data.get("links") if isinstance(document.data, dict) else None
    for number, link in enumerate(links if isinstance(links, list) else ()):
        if isinstance(link, dict) and isinstance(url := link.get("url"), str):
            yield ("links", number, "url"), url


def _start(text: str, mark: Mark) -> int:
    """Return where a value of the document, which has plain line ends, starts in the text."""
    start = 1 if text.startswith("\ufeff") else 0  # the document was read without it
    for _ in range(mark.line):
        found = _LINE_END.search(text, start)
        if found is None:
            return len(text)
        start = found.end()
    return start + mark.column


def _replaced(text: str, mark: Mark, location: Location, old: str, new: str) -> str:
    """Return the text with one address replaced, or as it was where that can't be done safely."""
    span = _span(text, _start(text, mark), mark.style, old)
    if span is None:
        return text
    before, after = text[: span[0]], text[span[1] :]
    wanted = _with_value(_data(text), location, new)
    for written in _ways(mark.style, new):
        changed = before + written + after
        if _data(changed) == wanted:
            return changed
    return text


def _span(text: str, start: int, style: str, old: str) -> tuple[int, int] | None:
    """Return from where to where the characters of the address stand, without their quotes."""
    if not style:
        return (start, start + len(old)) if text.startswith(old, start) else None
    pattern = {"'": _SINGLE, '"': _DOUBLE}.get(style, _BLOCK)
    found = pattern.match(text, start)
    return found.span(1) if found else None


def _ways(style: str, new: str) -> Iterator[str]:
    """Yield how the address may be written in that place, the plainest first."""
    single = new.replace("'", "''")
    match style:
        case "":
            yield new
            yield f"'{single}'"
        case "'":
            yield single
        case '"':
            yield new.replace("\\", "\\\\").replace('"', '\\"')
        case _:
            yield new


def _data(text: str) -> Any:
    document = _read(text)
    return document.data if document else None


def _with_value(data: Any, location: Location, value: str) -> Any:
    """Return the data with the value at a location replaced; the rest is shared, not copied."""
    if not location:
        return value
    step, rest = location[0], location[1:]
    copy: Any = list(data) if isinstance(data, list) else dict(data)
    copy[step] = _with_value(data[step], rest, value)
    return copy
