"""The one room that rewrites YAML: new values in a text, and every other character as it was.

In: the text of a file, line ends and byte-order mark included, and new values by location. Out: the
new text, or a diff. Reads and writes no file. Every change is read back before it is accepted.
"""

import json
import re
from collections.abc import Iterator, Mapping
from difflib import unified_diff
from typing import Any

from generator.sources.document import Document, Location, Mark
from generator.sources.reader import read

_LINE_END = re.compile(r"\r\n|\r|\n")
_SINGLE = re.compile(r"'((?:[^']|'')*)'")
_DOUBLE = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_BLOCK = re.compile(r"[|>][-+0-9]*[ ]*(?:#[^\r\n]*)?(?:\r\n|\r|\n)[ ]*([^\r\n]*)")


def parse(text: str) -> Document | None:
    """Return the document in a text; None if the text is not YAML as we read it."""
    try:
        return read("", text.encode())[0]
    except UnicodeEncodeError:  # a lone surrogate, which no file can contain
        return None


def with_values(text: str, values: Mapping[Location, str]) -> str:
    """Return the text with the strings at some locations replaced.

    Quotes stay as they are, and are added only where the new value needs them. A value is left as
    it was if the new one cannot be written in its place, and so is a text that cannot be read.
    Raises KeyError for a location that the document does not have.
    """
    document = parse(text)
    if document is None:
        return text
    data, marks = document.data, document.marks
    # The last one first, so that the places of the others stay valid.
    for location in sorted(values, key=lambda x: -_offset(text, marks[x])):
        old, new = _value_at(data, location), values[location]
        wanted = _with_value(data, location, new)
        for changed in _rewritten(text, marks[location], old, new):
            if (again := parse(changed)) and again.data == wanted:
                text, data = changed, wanted
                break
    return text


def scalar(text: str) -> str:
    """Return a text as a value on one line of YAML, as plainly as the file allows."""
    spellings = (text, f"'{text.replace(chr(39), chr(39) * 2)}'")
    for written in spellings:
        document = parse(f"- {written}\n")
        if document is not None and document.data == [text]:
            return written
    return json.dumps(text, ensure_ascii=False)


def diff(old: str, new: str, path: str) -> str:
    """Return the change as a unified diff that `git apply` accepts; empty if nothing changed.

    `path` is the name of the file, relative to the root of the repository.
    """
    lines = unified_diff(_lines(old), _lines(new), f"a/{path}", f"b/{path}")
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def _lines(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _offset(text: str, mark: Mark) -> int:
    """Return where a value starts in the text, whose line ends the document has normalized."""
    start = 1 if text.startswith("\ufeff") else 0  # the document does not count a BOM
    for _ in range(mark.line):
        found = _LINE_END.search(text, start)
        if found is None:
            return len(text)
        start = found.end()
    return start + mark.column


def _rewritten(text: str, mark: Mark, old: Any, new: str) -> Iterator[str]:
    """Yield the text with one value replaced, in each way that the new one may be written."""
    span = _span(text, _offset(text, mark), mark.style, old)
    if span is not None:
        before, after = text[: span[0]], text[span[1] :]
        yield from (before + written + after for written in _spellings(mark.style, new))


def _span(text: str, start: int, style: str, old: Any) -> tuple[int, int] | None:
    """Return where the characters of a string begin and end, without its quotes."""
    if not style:
        is_here = isinstance(old, str) and text.startswith(old, start)
        return (start, start + len(old)) if is_here else None
    pattern = {"'": _SINGLE, '"': _DOUBLE}.get(style, _BLOCK)
    found = pattern.match(text, start)
    return found.span(1) if found else None


def _spellings(style: str, new: str) -> Iterator[str]:
    """Yield how a string may be written in a place of this style, the plainest first."""
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


def _value_at(data: Any, location: Location) -> Any:
    for step in location:
        data = data[step]
    return data


def _with_value(data: Any, location: Location, value: str) -> Any:
    """Return the data with the value at a location replaced; the rest is shared, not copied."""
    if not location:
        return value
    step, rest = location[0], location[1:]
    copy: Any = list(data) if isinstance(data, list) else dict(data)
    copy[step] = _with_value(data[step], rest, value)
    return copy
