"""The text of a YAML file -> its values as a tree in which every comment has its place.

A comment of its own line belongs to the entry below it, or to the end of a list or mapping whose
entries stand as far right as it; one at the end of a line belongs to the entry on that line. Pure;
the text must be YAML as `reader` reads it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from generator.sources.core_schema import plain_value
from generator.sources.events import events
from generator.sources.lines import line_and_column, line_starts

_BLANK = ""
_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*(#[^\n]*)?")
_COMMENT = re.compile(r"#[^\n]*")
_NO_VALUE = re.compile(r"[-?\s]*|---\s*")


@dataclass(slots=True, eq=False)
class Entry:
    """A key with its value, an item of a list, or, without a parent, the whole file."""

    start: int
    key: str | None = None
    value: Any = None
    """A scalar, or `Entries`."""
    head: list[str] = field(default_factory=list)
    """The comments on the lines above it; an empty text is an empty line beside a comment."""
    tail: str = ""
    """The comment at the end of its first line."""
    parent: "Entries | None" = None


@dataclass(slots=True, eq=False)
class Entries:
    """A mapping or a list."""

    is_mapping: bool
    column: int
    is_flow: bool
    start: int
    owner: Entry
    end: int = 0
    entries: list[Entry] = field(default_factory=list)
    foot: list[str] = field(default_factory=list)
    """The comments after its last entry."""

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)


def tree(text: str) -> Entry:
    """Return the whole file as an entry without key or parent."""
    builder = _Builder(text)
    builder.build()
    _Placer(text, builder).place_all()
    return builder.root


class _Builder:
    """Builds the tree from events, and notes where scalars are, between which comments may be."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = line_starts(text)
        self.root = Entry(0)
        self.order: list[Entry] = []
        """All entries in the order in which they start."""
        self.collections: list[Entries] = []
        self.spans: list[tuple[int, int]] = []
        self.headers: list[tuple[int, str, Entry]] = []
        """The comments in the first line of blocks of text: offset, comment and entry."""
        self._open: list[Entries] = []
        self._key: ScalarEvent | None = None

    def build(self) -> None:
        for event in events(self._text):
            match event:
                case ScalarEvent():
                    self._scalar(event)
                case MappingStartEvent() | SequenceStartEvent():
                    self._start(event)
                case MappingEndEvent() | SequenceEndEvent():
                    ended = self._open.pop()
                    ended.end = self._offset(event.end_mark) if ended.is_flow else self._last_end()

    def _last_end(self) -> int:
        return self.spans[-1][1] if self.spans else 0

    def _offset(self, mark: Any) -> int:
        if mark.line >= len(self._starts):  # an empty value may come after the last line
            return len(self._text)
        offset: int = self._starts[mark.line] + mark.column
        return min(offset, len(self._text))

    def _entry(self, event: Any) -> Entry:
        """Return the entry of the value that an event begins."""
        start = self._offset(self._key.start_mark if self._key else event.start_mark)
        if not self._open:
            return self.root
        parent = self._open[-1]
        entry = Entry(start, self._key.value if self._key else None, parent=parent)
        self._key = None
        parent.entries.append(entry)
        self.order.append(entry)
        return entry

    def _scalar(self, event: ScalarEvent) -> None:
        start, end = self._offset(event.start_mark), self._offset(event.end_mark)
        is_block = event.style in ("|", ">")
        if is_block or start < end:
            self.spans.append((start, end))
        if self._open and self._open[-1].is_mapping and self._key is None:
            self._key = event
            return
        entry = self._entry(event)
        entry.value = event.value if event.style else plain_value(event.value)
        if is_block and (header := _HEADER.match(self._text, start)) and header[1]:
            self.headers.append((header.start(1), header[1], entry))

    def _start(self, event: MappingStartEvent | SequenceStartEvent) -> None:
        entry = self._entry(event)
        mark: Any = event.start_mark
        is_mapping, is_flow = isinstance(event, MappingStartEvent), bool(event.flow_style)
        found = Entries(is_mapping, mark.column, is_flow, self._offset(mark), entry)
        entry.value = found
        self._open.append(found)
        self.collections.append(found)


class _Placer:
    """Gives each comment of a text its place in the tree."""

    def __init__(self, text: str, built: _Builder) -> None:
        self._text = text
        self._built = built
        self._starts = [entry.start for entry in built.order]
        self._between: tuple[Entry | None, list[Entries]] = (built.root, [])
        """The entry below the last comment, and the collections at whose end one may be."""

    def place_all(self) -> None:
        found = [(start, comment, None) for start, comment in self._comments()]
        for start, comment, header in sorted(
            [*found, *self._built.headers], key=lambda each: each[0]
        ):
            if header is not None:
                self._at_end_of(header, comment)
            elif _NO_VALUE.fullmatch(self._text, self._text.rfind("\n", 0, start) + 1, start):
                self._on_its_line(start, comment)
            else:
                self._after_value(start, comment)

    def _comments(self) -> Iterator[tuple[int, str]]:
        """Yield the comments between the scalars, which alone may contain the mark of one."""
        ends = [0, *(end for _, end in self._built.spans)]
        starts = [*(start for start, _ in self._built.spans), len(self._text)]
        for end, start in zip(ends, starts, strict=True):
            for match in _COMMENT.finditer(self._text, end, start):
                yield match.start(), match.group().rstrip()

    def _next(self, start: int) -> Entry | None:
        number = bisect_right(self._starts, start)
        return self._built.order[number] if number < len(self._starts) else None

    def _before(self, start: int) -> Entry:
        number = bisect_right(self._starts, start)
        return self._built.order[number - 1] if number else self._built.root

    def _on_its_line(self, start: int, comment: str) -> None:
        column = line_and_column(self._text, start)[1]
        following, chain = self._next(start), list(_around(self._before(start)))
        inside = next((x for x in chain if x.is_flow and x.start < start < x.end), None)
        if inside is not None:
            is_in = following is not None and inside in _around(following)
            if is_in and following is not None:
                self._add(following.head, start, comment)
            elif inside.entries:
                self._add(inside.foot, start, comment)
            else:
                self._at_end_of(inside.owner, comment)
            return
        self._add(self._list_between(chain, following, column), start, comment)

    def _list_between(
        self, chain: list[Entries], following: Entry | None, column: int
    ) -> list[str]:
        """Return where a comment between two entries belongs: the first's end, or the second.

        `chain` are the collections around the first. A comment never goes further in than the one
        above it, which it would otherwise overtake.
        """
        around = [] if following is None else list(_around(following))
        least = -1 if following is None or following.parent is None else following.parent.column
        if self._between[0] is not following:
            self._between = following, chain
        over = [x for x in self._between[1] if x not in around and not x.is_flow]
        for number, collection in enumerate(over):
            if least < collection.column <= column:
                self._between = following, over[number:]
                return collection.foot
        self._between = following, []
        if following is not None:
            return following.head
        root = self._built.root.value
        return root.foot if isinstance(root, Entries) else []

    def _after_value(self, start: int, comment: str) -> None:
        before, line = self._before(start), self._text.rfind("\n", 0, start) + 1
        closed = [x for x in _around(before, itself=True) if x.is_flow and line < x.end <= start]
        self._at_end_of(closed[-1].owner if closed else before, comment)

    def _at_end_of(self, entry: Entry, comment: str) -> None:
        """Put a comment at the end of the line of an entry, or where it keeps its order."""
        inner = entry.value if isinstance(entry.value, Entries) else None
        if not entry.tail and entry.parent is not None and not (inner and _has_comments(inner)):
            entry.tail = comment
        elif inner is not None and inner.entries:
            inner.foot.append(comment)
        else:
            self._after(entry, comment)

    def _after(self, entry: Entry, comment: str) -> None:
        """Put a comment on a line of its own after an entry."""
        siblings = entry.parent.entries if entry.parent else []
        number = siblings.index(entry) if entry in siblings else -1
        if 0 <= number < len(siblings) - 1:
            siblings[number + 1].head.append(comment)
        elif entry.parent is not None:
            entry.parent.foot.append(comment)
        else:
            entry.head.append(comment)

    def _add(self, comments: list[str], start: int, comment: str) -> None:
        """Add a comment of its own line, with the empty lines around it."""
        line, end = self._text.rfind("\n", 0, start), self._text.find("\n", start)
        if self._is_empty_line_at(self._text.rfind("\n", 0, max(line, 0)) + 1, line):
            comments.append(_BLANK)
        comments.append(comment)
        if end >= 0 and self._is_empty_line_at(end + 1, self._text.find("\n", end + 1)):
            comments.append(_BLANK)

    def _is_empty_line_at(self, start: int, end: int) -> bool:
        return end >= 0 and not self._text[start:end].strip()


def _around(entry: Entry, *, itself: bool = False) -> Iterator[Entries]:
    """Yield the collections around an entry, the innermost first."""
    if itself and isinstance(entry.value, Entries):
        yield entry.value
    while entry.parent is not None:
        yield entry.parent
        entry = entry.parent.owner


def _has_comments(collection: Entries) -> bool:
    return bool(collection.foot) or any(
        entry.head
        or entry.tail
        or (isinstance(entry.value, Entries) and _has_comments(entry.value))
        for entry in collection
    )
