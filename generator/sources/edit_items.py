"""Rewrites YAML by whole items and keys: adds, removes and renames them; the rest stays as it was.

In: the text of a file, line ends and byte-order mark included, and locations in it. Out: the new
text, or None if the file has a form in which the change cannot be made safely. Every change is read
back before it is accepted, so nothing but what was asked has changed.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from generator.sources.document import Document, Location
from generator.sources.edit import parse
from generator.sources.lines import line_starts
from generator.sources.written import lines_of

_BOM = "\ufeff"
_LINE: re.Pattern[str] = re.compile(r"[^\n]*\n|[^\n]+")
_BEFORE_ITEM = re.compile(r"( *)-[ ]+")
_BEFORE_KEY = re.compile(r" *(?:-[ ]+)*")
_QUOTED = re.compile(r"""'(?:[^']|'')*'|"(?:[^"\\]|\\.)*\"""", re.DOTALL)
_STOP = re.compile(r"[,\]}]")
_NOTHING = re.compile(r"(:)(?:[ ]*(?:\[[ ]*\]|\{[ ]*\}|null|~))?(?=[ ]*(?:#.*)?$)")


def with_item(
    text: str, group: Location, lines: Sequence[str], *, after: int | None = None
) -> str | None:
    """Return the text with one more item in the list at `group`.

    `lines` are those of the item, without indentation; it follows the item with the number `after`,
    or all others. A list in brackets takes an item of one line.
    """
    return _framed(text, lambda plain: _with_item(plain, group, lines, after))


def _with_item(
    text: str, group: Location, lines: Sequence[str], after: int | None
) -> Iterator[str]:
    document = parse(text)
    item = parse("\n".join(lines) + "\n")
    items = _value(document.data, group) if document else None
    if document is None or item is None or not isinstance(items, list | None):
        return
    items = items or []
    number = len(items) if after is None else after + 1
    wanted = _changed(document.data, group, [*items[:number], item.data, *items[number:]])
    made = (
        _into_list(text, document, (*group, number - 1), lines)
        if items
        else _into_empty(text, document, group, lines)
    )
    yield from (changed for changed in made if _reads(changed, wanted))


def _into_empty(
    text: str, document: Document, group: Location, lines: Sequence[str]
) -> Iterator[str]:
    """Yield the text with the first item of a list."""
    rows, mark = _LINE.findall(text), document.marks[group]
    row = mark.key_line
    rows[row] = _NOTHING.sub(r"\1", rows[row].rstrip("\n"), count=1) + "\n"
    rows[row + 1 : row + 1] = _item(lines, mark.key_column + 2)
    yield "".join(rows)


def _into_list(
    text: str, document: Document, before: Location, lines: Sequence[str]
) -> Iterator[str]:
    """Yield the text with an item after the one at `before`."""
    rows, mark = _LINE.findall(text), document.marks[before]
    dash = _dash(rows, mark.line, mark.column)
    if dash is None:  # a list in brackets
        at = line_starts(text)[mark.line] + mark.column
        for here in _ends(text, at) if len(lines) == 1 else ():
            yield f"{text[:here]}, {lines[0]}{text[here:]}"
        return
    end_row = _block_end(rows, mark.line, dash)
    new = _item(lines, dash)
    if _is_spaced(rows, document, before[:-1], len(lines)):
        new.insert(0, "\n")
    if not rows[end_row - 1].endswith("\n"):
        rows[end_row - 1] += "\n"
    yield "".join([*rows[:end_row], *new, *rows[end_row:]])


def without_item(text: str, location: Location) -> str | None:
    """Return the text without the item or key at `location`.

    The list that has no other item becomes `[]`; a group of keys that has no other key goes too.
    """
    return _framed(text, lambda plain: _without_item(plain, location))


def _without_item(text: str, location: Location) -> Iterator[str]:
    document = parse(text)
    if document is None:
        return
    parent = _value(document.data, location[:-1])
    if len(parent) == 1 and isinstance(parent, dict) and len(location) > 1:
        yield from _without_item(text, location[:-1])
        return
    wanted = _changed(document.data, location[:-1], _fewer(parent, location[-1]))
    made = _fewer_lines(text, document, location)
    yield from (changed for changed in made if _reads(changed, wanted))


def _fewer_lines(text: str, document: Document, location: Location) -> Iterator[str]:
    """Yield the text without an item in each way in which it may be written."""
    rows, mark = _LINE.findall(text), document.marks[location]
    is_key = isinstance(location[-1], str)
    is_only = len(_value(document.data, location[:-1])) == 1
    line, column = (mark.key_line, mark.key_column) if is_key else (mark.line, mark.column)
    if is_key:
        is_block = bool(_BEFORE_KEY.fullmatch(rows[line][:column]))
        depth = column
    else:
        dash = _dash(rows, line, column)
        is_block, depth = dash is not None, dash or 0
    if not is_block:
        yield from _fewer_in_brackets(text, line_starts(text)[line] + column)
        return
    end = _block_end(rows, line, depth, is_key=is_key)
    if is_only and not is_key:
        above = document.marks[location[:-1]].key_line
        rows[above] = re.sub(r":[ ]*(?=(?:[ ]+#.*)?\n)", ": []", rows[above], count=1)
        yield "".join([*rows[:line], *rows[end:]])
        return
    is_apart = line > 0 and not rows[line - 1].strip()
    if is_apart and (end == len(rows) or not rows[end].strip()):
        line -= 1  # two blank lines would be left
    yield "".join([*rows[:line], *rows[end:]])


def _fewer_in_brackets(text: str, start: int) -> Iterator[str]:
    """Yield the text without one item in brackets, which starts at `start`."""
    for end in _ends(text, start):
        if text[end] == ",":
            yield text[:start] + text[end + 1 :].lstrip(" ")
        else:
            yield re.sub(r",\s*$", "", text[:start]) + text[end:]


def _ends(text: str, start: int) -> Iterator[int]:
    """Yield where a value in brackets, or the key before it, may end."""
    quoted = _QUOTED.match(text, start)
    yield from (x.start() for x in _STOP.finditer(text, quoted.end() if quoted else start))


def with_new_key(text: str, group: Location, lines: Sequence[str], after: str) -> str | None:
    """Return the text with a new key below the value of the key `after` in a group of keys.

    `lines` are those of the key and its value, without indentation.
    """

    def made(text: str) -> Iterator[str]:
        document, new = parse(text), parse("\n".join(lines) + "\n")
        if document is None or new is None:
            return
        rows, mark = _LINE.findall(text), document.marks[(*group, after)]
        end = _block_end(rows, mark.key_line, mark.key_column, is_key=True)
        if not rows[end - 1].endswith("\n"):
            rows[end - 1] += "\n"
        added = (f"{' ' * mark.key_column}{line}\n" for line in lines)
        changed = "".join([*rows[:end], *added, *rows[end:]])
        keys = {**_value(document.data, group), **new.data}
        if _reads(changed, _changed(document.data, group, keys)):
            yield changed

    return _framed(text, made)


def with_renamed_key(text: str, location: Location, new: str) -> str | None:
    """Return the text with another name for the key at `location`; its value stays."""

    def made(text: str) -> Iterator[str]:
        document, old = parse(text), str(location[-1])
        if document is None:
            return
        mark, parent = document.marks[location], _value(document.data, location[:-1])
        at = text.find(old, line_starts(text)[mark.key_line] + mark.key_column)
        changed = f"{text[:at]}{new}{text[at + len(old) :]}"
        keys = {new if key == old else key: value for key, value in parent.items()}
        if _reads(changed, _changed(document.data, location[:-1], keys)):
            yield changed

    return _framed(text, made)


def with_part(text: str, location: Location, start: int, end: int, new: str) -> str | None:
    """Return the text with the characters from `start` to `end` of a string replaced."""

    def made(text: str) -> Iterator[str]:
        document = parse(text)
        if document is None:
            return
        old: str = _value(document.data, location)
        part, mark = old[start:end], document.marks[location]
        wanted = _changed(document.data, location, old[:start] + new + old[end:])
        for found in re.finditer(re.escape(part), text[line_starts(text)[mark.line] :]):
            at = line_starts(text)[mark.line] + found.start()
            changed = f"{text[:at]}{new}{text[at + len(part) :]}"
            if _reads(changed, wanted):
                yield changed

    return _framed(text, made)


def with_text(text: str, location: Location, new: str) -> str | None:
    """Return the text with another value of the key at `location`, in the form of source files."""

    def made(text: str) -> Iterator[str]:
        if document := parse(text):
            rows, mark = _LINE.findall(text), document.marks[location]
            end = _block_end(rows, mark.key_line, mark.key_column, is_key=True)
            space = " " * mark.key_column
            lines = [f"{space}{x}\n" if x else "\n" for x in lines_of({str(location[-1]): new})]
            changed = "".join([*rows[: mark.key_line], *lines, *rows[end:]])
            if _reads(changed, _changed(document.data, location, new)):
                yield changed

    return _framed(text, made)


def _framed(text: str, made: Callable[[str], Iterator[str]]) -> str | None:
    """Return the first text that `made` yields, with the line ends and the mark of the old one."""
    bom = _BOM if text.startswith(_BOM) else ""
    plain = text.removeprefix(_BOM)
    is_windows = "\r\n" in plain
    unix = plain.replace("\r\n", "\n")
    if "\r" in unix or (is_windows and unix.count("\n") != plain.count("\r\n")):
        return None  # line ends of several kinds
    for changed in made(unix):
        return bom + (changed.replace("\n", "\r\n") if is_windows else changed)
    return None


def _item(lines: Sequence[str], dash: int) -> list[str]:
    """Return the lines of an item whose dash is in this column."""
    space, (first, *rest) = " " * dash, lines
    return [f"{space}- {first}\n", *(f"{space}  {x}\n" if x else "\n" for x in rest)]


def _dash(rows: list[str], line: int, column: int) -> int | None:
    """Return the column of the dash before an item; None for an item in brackets."""
    found = _BEFORE_ITEM.fullmatch(rows[line][:column])
    return len(found[1]) if found else None


def _block_end(rows: list[str], line: int, column: int, *, is_key: bool = False) -> int:
    """Return the line after the last one of the item or key that begins in a line and column."""
    end = line + 1
    while end < len(rows):
        row = rows[end]
        inner = len(row) - len(row.lstrip(" "))
        is_list = is_key and inner == column and row.lstrip(" ").startswith("- ")
        if row.strip() and inner <= column and not is_list:
            break
        end += 1
    while not rows[end - 1].strip():
        end -= 1
    return end


def _is_spaced(rows: list[str], document: Document, group: Location, height: int) -> bool:
    """Whether there are blank lines between the items of a list, or should be before a new one."""
    second = document.marks.get((*group, 1))
    if second is None:
        return height > 1
    line = second.line - 1
    while rows[line].lstrip().startswith("#"):
        line -= 1
    return not rows[line].strip()


def _reads(text: str, wanted: Any) -> bool:
    document = parse(text)
    return document is not None and document.data == wanted


def _value(data: Any, location: Location) -> Any:
    for step in location:
        data = data[step]
    return data


def _fewer(parent: Any, step: str | int) -> Any:
    if isinstance(parent, dict):
        return {key: value for key, value in parent.items() if key != step}
    return [value for number, value in enumerate(parent) if number != step]


def _changed(data: Any, location: Location, value: Any) -> Any:
    """Return the data with the value at a location replaced; the rest is shared."""
    if not location:
        return value
    step, rest = location[0], location[1:]
    copy: Any = list(data) if isinstance(data, list) else dict(data)
    copy[step] = _changed(data[step], rest, value)
    return copy
