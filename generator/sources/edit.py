"""The one room that rewrites YAML: new values in a text, and every other character as it was.

In: the text of a file, line ends and byte-order mark included, and new values by location. Out: the
new text, or a diff. Reads and writes no file. Every change is read back before it is accepted.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import unified_diff
from typing import Any

from generator.sources.document import Document, Location, Mark
from generator.sources.reader import read
from generator.sources.scalars import spelling

_LINE_END = re.compile(r"\r\n|\r|\n")
_BOM = "\ufeff"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_EMPTY_KEY = re.compile(r"""\s*[\w-]+\s*:(?:\s+(?:null|~|\[\s*\]|\{\s*\}|''|""))?\s*""")
_BLOCK_STYLES = ("|", ">")
_COMMENT = re.compile(r"[ ]+#[^\r\n]*")
_SINGLE = re.compile(r"'((?:[^']|'')*)'")
_DOUBLE = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_BLOCK = re.compile(r"[|>][-+0-9]*[ ]*(?:#[^\r\n]*)?(?:\r\n|\r|\n)[ ]*([^\r\n]*)")


def parse(text: str, *, foreign: bool = False) -> Document | None:
    """Return the document in a text; None if the text is not YAML as we read it.

    `foreign` accepts tags and aliases, as in the file of another program.
    """
    try:
        return read("", text.encode(), foreign=foreign)[0]
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


def with_text(text: str, location: Location, new: str) -> str | None:
    """Return the text of a file with the text at a location replaced; None if that has no place.

    The value may have many lines. It is written as the canonical form does; a comment on its line
    stays, and so do all other lines.
    """
    if text.startswith(_BOM):
        rest = with_text(text[1:], location, new)
        return None if rest is None else f"{_BOM}{rest}"
    document = parse(text)
    mark = document.marks.get(location) if document else None
    if document is None or mark is None or not isinstance(location[-1], str):
        return None
    lines = _LINE.findall(text)
    end = mark.end_line + 1
    if mark.style in _BLOCK_STYLES:
        end = mark.key_line + 1
        while end < len(lines) and _is_inside(lines[end], mark.key_column):
            end += 1
        while not lines[end - 1].strip():  # empty lines belong to what follows
            end -= 1
    first = lines[mark.key_line]
    start = first[: first.index(":", mark.key_column) + 1]
    comment = _COMMENT.search(first) if mark.style in _BLOCK_STYLES else None
    head, *body = spelling(new, f"{start[: mark.key_column].replace('-', ' ')}  ").split("\n")
    line_end = (_LINE_END.search(text) or [chr(10)])[0]
    written = [f"{start} {head}{comment[0] if comment else ''}", *body]
    changed = "".join(
        [*lines[: mark.key_line], *(f"{line}{line_end}" for line in written), *lines[end:]]
    )
    again = parse(changed)
    wanted = _with_value(document.data, location, new)
    return changed if again and again.data == wanted else None


def _is_inside(line: str, column: int) -> bool:
    """Whether a line belongs to a block whose key stands in this column."""
    return not line.strip() or len(line) - len(line.lstrip(" ")) > column


def without_keys(text: str, locations: Iterable[Location]) -> str:
    """Return the text without the lines of some keys that have no value.

    A key stays if its line has anything else, such as a comment, if a comment above it may be about
    it, or if it is the only one of its group. Raises KeyError for a location that the document does
    not have.
    """
    document = parse(text)
    if document is None:
        return text
    lines = _LINE.findall(text)
    keys = {location: document.marks[location].key_line for location in locations}
    for location, number in sorted(keys.items(), key=lambda x: -x[1]):
        above = lines[number - 1].strip() if number else ""
        if not _EMPTY_KEY.fullmatch(lines[number].strip(_BOM)) or above.startswith("#"):
            continue
        fewer = [*lines[:number], *lines[number + 1 :]]
        again = parse("".join(fewer))
        if again and again.data == _without(document.data, location):
            lines, document = fewer, again
    return "".join(lines)


def with_key(
    text: str, group: Location, key: str, value: str | int, *, after: str = ""
) -> str | None:
    """Return the text with a key and its value in a group of keys; None if there is no room for it.

    A new key becomes the first of its group, or follows the key `after`; one that is there keeps
    its place. The file may be another program's.
    """
    if text.startswith(_BOM):
        rest = with_key(text[1:], group, key, value, after=after)
        return None if rest is None else f"{_BOM}{rest}"
    document = parse(text, foreign=True)
    keys = _value_at(document.data, group) if document else None
    if document is None or not isinstance(keys, dict) or not keys:
        return None
    wanted = _with_value(document.data, (*group, key), value)
    lines = _LINE.findall(text)
    written = f"{key}: {scalar(value) if isinstance(value, str) else value}"
    if mark := document.marks.get((*group, key)):
        old = rf"\b{re.escape(key)}\s*:\s*[^\s#,}}]*"
        lines[mark.key_line] = re.sub(old, lambda _: written, lines[mark.key_line], count=1)
    else:
        mark = document.marks[(*group, after or next(iter(keys)))]
        at = _line_after(document, lines, (*group, after)) if after else mark.key_line
        while not after and group and lines[at - 1].lstrip().startswith("#"):
            at -= 1  # the comment belongs to the key below it
        found = _LINE_END.search(text)
        end = found[0] if found else "\n"
        if at and not _LINE_END.search(lines[at - 1]):
            lines[at - 1] += end
        lines.insert(at, f"{' ' * mark.key_column}{written}{end}")
    changed = "".join(lines)
    again = parse(changed, foreign=True)
    return changed if again and again.data == wanted else None


def _line_after(document: Document, lines: list[str], location: Location) -> int:
    """Return the number of the line below a key and its value.

    The mark of a block of text does not say where it ends: that is at the next key, or at the end.
    That of a group of keys or of a list says where it starts: it ends with the last value in it.
    """
    size = len(location)
    inside = [at for at in document.marks if len(at) > size and at[:size] == location]
    if inside:
        return max(_line_after(document, lines, at) for at in inside if len(at) == size + 1)
    mark = document.marks[location]
    if not mark.style or mark.style not in "|>":
        return mark.end_line + 1
    later = (x.key_line for x in document.marks.values() if x.key_line > mark.key_line)
    at = min(later, default=len(lines))
    while not lines[at - 1].strip() or lines[at - 1].startswith("#"):
        at -= 1  # a comment in the first column is no part of the text
    return at


def scalar(text: str) -> str:
    """Return a text as a value on one line of YAML, as the canonical form writes it."""
    if "\n" not in text:
        written = spelling(text)
        document = parse(f"- {written}\n")
        if document is not None and document.data == [text]:
            return written
    return json.dumps(text, ensure_ascii=False)


def diff(old: str, new: str, path: str) -> str:
    """Return the change as a unified diff that `git apply` accepts; empty if nothing changed.

    `path` is the name of the file, relative to the root of the repository. A text that is empty is
    a file that does not exist.
    """
    before, after = (f"a/{path}" if old else "/dev/null"), (f"b/{path}" if new else "/dev/null")
    lines = unified_diff(_lines(old), _lines(new), before, after)
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def _lines(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _offset(text: str, mark: Mark) -> int:
    """Return where a value starts in the text, whose line ends the document has normalized."""
    start = 1 if text.startswith(_BOM) else 0  # the document does not count a BOM
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


def _without(data: Any, location: Location) -> Any:
    """Return the data without one key."""
    step, rest = location[0], location[1:]
    if not rest:
        return {key: value for key, value in data.items() if key != step}
    copy: Any = list(data) if isinstance(data, list) else dict(data)
    copy[step] = _without(data[step], rest)
    return copy


def _with_value(data: Any, location: Location, value: Any) -> Any:
    """Return the data with the value at a location replaced; the rest is shared, not copied."""
    if not location:
        return value
    step, rest = location[0], location[1:]
    copy: Any = list(data) if isinstance(data, list) else dict(data)
    copy[step] = _with_value(data[step], rest, value) if rest else value
    return copy
