"""One YAML file as plain data, with the line and column of every key and value.

`reader` makes documents; nothing here parses YAML.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from generator.problems import Place
from generator.sources.lines import equal_until, indents, line_and_column, line_starts

Location = tuple[str | int, ...]


class Mark(NamedTuple):
    """The place of a value and of its key; lines and columns count from 0, as in PyYAML."""

    line: int
    column: int
    key_line: int
    key_column: int
    style: str
    """Of a text `|`, `>`, `"`, `'` or, if plain, nothing; of a list or mapping nothing."""
    end_line: int
    """The last line of a plain or quoted value; of anything else the first."""


@dataclass(frozen=True, slots=True)
class Document:
    """One YAML file: its data as plain Python values, and the place of each of them."""

    path: str
    text: str
    data: Any
    marks: dict[Location, Mark] = field(repr=False)
    tags: dict[Location, str] = field(default_factory=dict, repr=False)
    """The tag of each tagged value, and `*` for each alias, whose value is None. Only for a file of
    another program; in files of a hub, both are errors."""
    _end: tuple[int, int] = field(init=False, repr=False)
    """Line and column of the end of the text, from 0."""

    def __post_init__(self) -> None:
        end = (self.text.count("\n"), len(self.text) - self.text.rfind("\n") - 1)
        object.__setattr__(self, "_end", end)

    def place(self, location: Location = (), *, key: bool = False) -> Place:
        """Return the place of the value (or its key) at `location`, or of its nearest parent."""
        while location not in self.marks and location:
            location, key = location[:-1], False
        mark = self.marks.get(location, Mark(0, 0, 0, 0, "", 0))
        line, column = (mark.key_line, mark.key_column) if key else (mark.line, mark.column)
        if line > self._end[0]:  # an empty value may come after the last line
            line, column = self._end
        return Place(self.path, line + 1, column + 1)

    def place_in_text(self, location: Location, offset: int) -> Place:
        """Return the place of a character of the text at `location`.

        Exact in literal blocks (`|`) and in one-line values without escapes; elsewhere the start
        of the value.
        """
        start = self.place(location)
        text, mark = self.text_at(location), self.marks.get(location)
        if text is None or mark is None:
            return start
        row, column = line_and_column(text, offset)
        if mark.style == "|":
            first = mark.line + 1
            indent = indents(self.text, text, first)[row]
            if indent is not None:
                return Place(self.path, first + row + 1, indent + column + 1)
        elif mark.style != ">" and row == 0:
            indicator = 1 if mark.style else 0
            begin = line_starts(self.text)[mark.line] + mark.column + indicator
            if offset < equal_until(_line_from(self.text, begin), text):
                return Place(self.path, start.line, start.column + indicator + column)
        return start

    def text_at(self, location: Location) -> str | None:
        """Return the text at `location`; None if the value is not text. Raises KeyError."""
        value = self.data
        for step in location:
            value = value[step]
        return value if isinstance(value, str) else None


@lru_cache(maxsize=16)  # so that `equal_until` is given the same text for each offset
def _line_from(text: str, begin: int) -> str:
    end = text.find("\n", begin)
    return text[begin : end if end >= 0 else len(text)]
