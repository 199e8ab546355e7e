"""Finds the headings in the body of a document: with the table of contents, or by their marks.

In: the lines of the body and the entries of the contents. Out: headings with the index of their
line. With a table of contents the body's own marks, which may be random, say nothing: entries and
lines are aligned in order, so a subheading that looks like a question stays in its answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.editing.importing.contents import Contents, Entry, Level
from generator.editing.importing.lines import Line
from generator.editing.importing.titles import heading_level, is_marked, key, likeness, title_of

_LONGEST = 250
"""Characters of a heading."""
_EXTRA = 0.02
"""What a sign of a heading adds to the likeness of a line to an entry."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in the body."""

    index: int
    level: Level | None
    title: str
    entry: Entry | None = None


def aligned(lines: Sequence[Line], contents: Contents) -> tuple[list[Heading], list[Entry]]:
    """Return the headings that are entries of the contents, and the entries without a heading."""
    indexes = [
        n
        for n in range(contents.end, len(lines))
        if lines[n].text.strip() and len(lines[n].text) <= _LONGEST
    ]
    columns = [key(title_of(lines[n].text)) for n in indexes]
    extra = [_extra(lines, n) for n in indexes]
    pairs = _best_pairs([key(x.title) for x in contents.entries], columns, extra)
    headings = [
        Heading(
            indexes[column], contents.entries[row].level,
            title_of(lines[indexes[column]].text), contents.entries[row],
        )
        for row, column in pairs
    ]  # fmt: skip
    found = {row for row, _ in pairs}
    return headings, [x for n, x in enumerate(contents.entries) if n not in found]


def _extra(lines: Sequence[Line], index: int) -> float:
    """Return what the place of a line says: it stands alone, or is marked."""
    before = lines[index - 1].text.strip() if index else ""
    after = lines[index + 1].text.strip() if index + 1 < len(lines) else ""
    text = lines[index].text
    return _EXTRA * ((not before and not after) + bool(lines[index].level or is_marked(text)))


def _best_pairs(rows: list[str], columns: list[str], extra: list[float]) -> list[tuple[int, int]]:
    """Return the pairs of a row and a column, in order, whose likeness has the largest sum."""
    known: dict[tuple[str, str], float] = {}
    for row in set(rows):
        for column in set(columns):
            if abs(len(row) - len(column)) <= max(len(row), len(column)) * 0.35:
                known[row, column] = likeness(row, column)
    width = len(columns) + 1
    best = [[0.0] * width]
    for row in rows:
        line, above = [0.0], best[-1]
        for n, column in enumerate(columns):
            like = known.get((row, column), 0.0)
            pair = above[n] + like + extra[n] if like else 0.0
            line.append(max(line[n], above[n + 1], pair))
        best.append(line)
    return _way_back(best)


def _way_back(best: list[list[float]]) -> list[tuple[int, int]]:
    row, column = len(best) - 1, len(best[0]) - 1
    pairs: list[tuple[int, int]] = []
    while row and column:
        here = best[row][column]
        if here == best[row][column - 1]:
            column -= 1
        elif here == best[row - 1][column]:
            row -= 1
        else:
            row, column = row - 1, column - 1
            pairs.append((row, column))
    return pairs[::-1]


def marked(lines: Sequence[Line], first: int) -> list[Heading]:
    """Return the headings of a document without contents: by their levels, or else by their form.

    Of levels, the three highest that are used more than once are those of roles, topics and
    questions. Without levels, a line that stands alone and ends in a question mark is a question;
    of the lines above it that stand alone, the last is its topic and the one before it its role.
    """
    levels = {n: line.level or heading_level(line.text) for n, line in enumerate(lines)}
    used = sorted({x for n, x in levels.items() if x and n >= first})
    counts = {x: sum(1 for y in levels.values() if y == x) for x in used}
    if len(used) > len(Level) and counts[used[0]] == 1:
        used = used[1:]  # the title of the document
    if len(used) >= len(Level):
        order = dict(zip(used, Level, strict=False))
        return [
            Heading(n, order[x], title_of(lines[n].text))
            for n, x in levels.items()
            if n >= first and x in order and title_of(lines[n].text)
        ]
    return _by_form(lines, first)


def _by_form(lines: Sequence[Line], first: int) -> list[Heading]:
    found: list[Heading] = []
    for n in range(first, len(lines)):
        title = title_of(lines[n].text)
        if not title.endswith("?") or not _stands_alone(lines, n):
            continue
        above: list[int] = []
        at = n - 1
        while at >= first and len(above) < 2:
            if not lines[at].text.strip():
                at -= 1
                continue
            if not _is_heading_like(lines, at):
                break
            above.append(at)
            at -= 1
        for level, index in zip((Level.TOPIC, Level.ROLE), above, strict=False):
            found.append(Heading(index, level, title_of(lines[index].text)))
        found.append(Heading(n, Level.QUESTION, title))
    return sorted(set(found), key=lambda x: x.index)


def _stands_alone(lines: Sequence[Line], index: int) -> bool:
    before = index == 0 or not lines[index - 1].text.strip()
    after = index + 1 == len(lines) or not lines[index + 1].text.strip()
    return before and after and len(lines[index].text) <= _LONGEST


def _is_heading_like(lines: Sequence[Line], index: int) -> bool:
    """Whether a line may be a heading: short, alone, with a capital first and no full stop."""
    text = title_of(lines[index].text)
    return (
        _stands_alone(lines, index)
        and len(text) <= 90
        and text[:1].isupper()
        and text[-1:] not in ".:;,!?)"
        and "](" not in text
        and "http" not in text
    )
