"""Finds a table of contents, and what its entries are: roles, topics and questions.

In: the lines of a document. Out: entries with their lines. A list of entries with page numbers, of
links to headings, or Word's own table of contents; without indentation, bold roles or levels, the
kinds are told from the order: a role is followed by a topic, and a topic by a question.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.editing.importing.lines import Line
from generator.editing.importing.titles import is_marked, key, likeness, title_of, without_tags

_WITH_PAGE = re.compile(
    r"^(.*?[^\s.…·_])\s*(?:[.…·_]\s*)*(?:\t\s*|(?:[.…·_]\s*){2,}|\s{3,})(\d{1,4})$"
)
_LINK_TO_HEADING = re.compile(r"^(?:[-*+•]|\d+[.)])?\s*\[(.+)\]\(#[^)\s]+\)\s*$")
_ADDRESS = re.compile(r"^(?:<?https?://|www\.)")
_NAMES = ("innhold", "innholdsfortegnelse", "innhald", "innhaldsliste", "contents")
_FEWEST = 3
_LARGEST_GAP = 3


class Level(StrEnum):
    """What a heading is."""

    ROLE = "role"
    TOPIC = "topic"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a table of contents."""

    lines: tuple[Line, ...]
    title: str
    level: Level | None
    """None if the list does not tell."""


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents."""

    entries: tuple[Entry, ...]
    first: int
    """The index of its first line, its own heading included."""
    end: int
    """The index after its last line."""


@dataclass(frozen=True, slots=True)
class _Found:
    """An entry before its level is known."""

    index: int
    title: str
    indent: int
    is_bold: bool


def find_contents(lines: Sequence[Line]) -> Contents | None:
    """Return the table of contents of a document; None if it has none."""
    found = [entry for n, line in enumerate(lines) if (entry := _entry(n, line))]
    runs: list[list[_Found]] = []
    for entry in found:
        if runs and _gap(lines, runs[-1][-1].index, entry.index) <= _LARGEST_GAP:
            runs[-1].append(entry)
        else:
            runs.append([entry])
    run = next((x for x in runs if len(x) >= _FEWEST), None)
    if run is None:
        return None
    levels = _levels(run)
    entries = [
        Entry(tuple(_lines_of(lines, x.index)), _whole_title(lines, x), level)
        for x, level in zip(run, levels, strict=True)
        if not _ADDRESS.match(x.title)
    ]
    first = run[0].index
    above = next((n for n in range(first - 1, -1, -1) if lines[n].text.strip()), None)
    if above is not None and _is_name(lines[above].text):
        first = above
    return Contents(tuple(entries), first, run[-1].index + 1)


def _entry(index: int, line: Line) -> _Found | None:
    text = without_tags(line.text).rstrip()
    bare = text.strip()
    indent = len(text) - len(text.lstrip())
    is_bold = is_marked(line.text)
    if line.contents_level:
        title = re.sub(r"\s*\t?\s*\d*$", "", bare)
        return _Found(index, title_of(title), line.contents_level, is_bold) if title else None
    if found := _WITH_PAGE.match(bare.replace("*", "")):
        return _Found(index, title_of(found[1]), indent, is_bold)
    if found := _LINK_TO_HEADING.match(bare):
        return _Found(index, title_of(found[1]), indent, is_bold or "**" in bare)
    return None


def _gap(lines: Sequence[Line], before: int, after: int) -> int:
    """Return how many lines with text lie between two lines."""
    return sum(1 for line in lines[before + 1 : after] if line.text.strip())


def _lines_of(lines: Sequence[Line], index: int) -> list[Line]:
    """Return the lines of an entry: itself, and the beginning of its title on the line above."""
    above = lines[index - 1] if index else None
    if above and above.text.strip() and not _entry(index - 1, above) and not _is_name(above.text):
        return [above, lines[index]]
    return [lines[index]]


def _whole_title(lines: Sequence[Line], found: _Found) -> str:
    before = [title_of(line.text) for line in _lines_of(lines, found.index)[:-1]]
    return " ".join([*before, found.title])


def _is_name(text: str) -> bool:
    """Whether a line is the heading of a table of contents, however it is spelled."""
    return any(likeness(key(title_of(text)), name, 0.85) for name in _NAMES)


def _levels(run: list[_Found]) -> list[Level | None]:
    """Return the levels of the entries, by the clearest sign that the list has."""
    indents = sorted({entry.indent for entry in run})
    if len(indents) >= len(Level):
        order = list(Level)
        return [order[min(indents.index(entry.indent), len(order) - 1)] for entry in run]
    asked = [entry.title.endswith("?") for entry in run]
    bold = [entry.is_bold for entry in run]
    if any(bold) and not all(bold):
        return [
            Level.ROLE if b else Level.QUESTION if q else None if not any(asked) else Level.TOPIC
            for b, q in zip(bold, asked, strict=True)
        ]
    if not any(asked):
        return [None] * len(run)
    return _by_order(run, asked)


def _by_order(run: list[_Found], asked: list[bool]) -> list[Level | None]:
    """Return the levels in a list without signs: two headings in a row are a role and a topic."""
    levels: list[Level | None] = []
    for number, is_question in enumerate(asked):
        is_before_heading = number + 1 < len(run) and not asked[number + 1]
        was_role = number > 0 and levels[-1] is Level.ROLE
        if is_question:
            levels.append(Level.QUESTION)
        elif is_before_heading and not was_role:
            levels.append(Level.ROLE)
        else:
            levels.append(Level.TOPIC)
    return levels
