"""Lines that look like the start of a list, a heading or a table, but are ordinary text.

In: a text, and a node of its tree. Out: findings. A sign that can also start a line of prose, such
as a dash, is reported only if several lines start with it.
"""

import re
from collections.abc import Iterator
from itertools import count, pairwise

from generator.check.finding import Finding
from generator.problems import Code
from generator.sources.markdown import Kind, Node

_MONTHS = "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
# The start of all signs below; most lines have none and need no further tests.
_ANY = re.compile(r"[^\w\s«(]|\(?[a-zæøå][.) ]|\d{1,3}[.)]")
_BULLET = re.compile(r"([•◦▪▫‣●○■□◆➢►\ue000-\uf8ff])[\s\u200b]*(?=\S)")
_MAYBE_BULLET = re.compile(r"([·–—§✓]|o(?= ))[ \u00a0\t]+(?=\S)")
_LETTER = re.compile(r"\(?([a-hæøå])[.)] +(?=\S)")
_NUMBER = re.compile(r"(\d{1,3})[.)] +(?=\S)")
_NUMBER_WITHOUT_SPACE = re.compile(r"\d{1,2}[.)](?=[^\W\d_]{2})")
_DASH = re.compile(r"[-+](?=[^\W\d_])")
_HASHES = re.compile(r"#{2,6}(?=[^#\s])|#(?=[^#\s\d])")
_TABLE_RULE = re.compile(r"(?=.*\|)(?=.*-)[|:\- ]+$")
_DATE = re.compile(rf" *(?P<date>(\d+)\. +({_MONTHS}))\b", re.IGNORECASE)
_ITEM_NUMBER = re.compile(r" *(\d+)[.)]")
_TEXT_BLOCKS = frozenset({Kind.PARAGRAPH, Kind.ITEM})


def findings(text: str, node: Node, top_level: int) -> Iterator[Finding]:
    """Yield what is wrong with the lines of one block; nothing for other nodes.

    `top_level` is the highest level that a heading may have.
    """
    match node.kind:
        case Kind.LIST:
            yield from _numbers(text, node)
        case Kind.TABLE:
            yield from _rows(text, node)
        case Kind.DOCUMENT | Kind.QUOTE:
            yield from _neighbours(text, node)
    if node.kind in _TEXT_BLOCKS:
        starts = list(_line_starts(node))
        if node.kind is Kind.ITEM:
            yield from _joined_lines(text, node, starts)
        if not any(_ANY.match(text, start) for start in starts):
            return
        yield from _single_lines(text, starts)
        yield from _headings(text, starts, top_level)
        yield from _repeated(text, starts)


def _line_starts(block: Node) -> Iterator[int]:
    """Yield the start of each line of a block that starts with text, not with a link or code."""
    at_start = True
    for child in block.children:
        if child.kind is Kind.TEXT:
            for piece in child.pieces:
                if at_start and piece.text != "\n":
                    yield piece.start
                at_start = piece.text == "\n"
        else:
            at_start = child.kind is Kind.BREAK


def _line(text: str, start: int) -> str:
    end = text.find("\n", start)
    return text[start : end if end >= 0 else len(text)]


def _single_lines(text: str, starts: list[int]) -> Iterator[Finding]:
    """Yield lines that start with a sign that prose never does, the first of each kind."""
    reported: set[str] = set()
    for start in starts:
        for name, pattern, message in _SIGNS:
            found = pattern.match(_line(text, start))
            if found and name not in reported and not text.startswith("\\", start - 1):
                reported.add(name)
                yield Finding(start, Code.MARKDOWN, message.format(sign=found.group().strip()))


_SIGNS = (
    (
        "bullet",
        _BULLET,
        "«{sign}» lager ingen liste, så punktene ville flytt sammen; skriv «- » foran hvert punkt",
    ),
    ("dash", _DASH, "mellomrom mangler etter «{sign}»; skriv «- » foran hvert punkt"),
    (
        "table",
        re.compile(r"\|(?=.*\|)"),
        (
            "tabellen ville stått som vanlig tekst; under overskriftene skal det stå en linje med "
            "«---» for hver kolonne"
        ),
    ),
    (
        "table",
        _TABLE_RULE,
        (
            "tabellen ville stått som vanlig tekst; over streken skal det stå en linje med en "
            "overskrift for hver kolonne"
        ),
    ),
)


def _headings(text: str, starts: list[int], top_level: int) -> Iterator[Finding]:
    """Yield lines that start like a heading, but lack the space after `#`."""
    for start in starts:
        found = _HASHES.match(_line(text, start))
        if found and not text.startswith("\\", start - 1):
            wanted = "#" * max(top_level, len(found.group()))
            message = (
                f"mellomrom mangler etter «{found.group()}», så linjen blir ingen overskrift; "
                f"skriv «{wanted} »"
            )
            yield Finding(start, Code.MARKDOWN, message)


def _repeated(text: str, starts: list[int]) -> Iterator[Finding]:
    """Yield the first of several lines that start like the items of a list."""
    for pattern, message in (
        (_MAYBE_BULLET, "«{}» lager ingen liste; skriv «- » foran hvert punkt"),
        (_LETTER, "«{})» lager ingen liste; skriv «1. » eller «- » foran hvert punkt"),
        (_NUMBER_WITHOUT_SPACE, "mellomrom mangler etter tallet; skriv «1. » foran hvert punkt"),
    ):
        found = [(x, match) for x in starts if (match := pattern.match(_line(text, x)))]
        if len(found) > 1:
            offset, first = found[0]
            sign = first.group(1) if first.groups() else ""
            yield Finding(offset, Code.MARKDOWN, message.format(sign))
    numbered = [
        (x, int(match.group(1))) for x in starts if (match := _NUMBER.match(_line(text, x)))
    ]
    for (offset, first_number), (_, next_number) in pairwise(numbered):
        if next_number == first_number + 1:
            message = "listen ville stått som vanlig tekst; sett inn en tom linje foran den"
            yield Finding(offset, Code.MARKDOWN, message)
            return


def _neighbours(text: str, holder: Node) -> Iterator[Finding]:
    """Yield the first of neighbouring paragraphs that start with the same sign for a bullet."""
    reported = False
    for one, other in pairwise(holder.children):
        signs = [
            match.group(1)
            for node in (one, other)
            if node.kind is Kind.PARAGRAPH
            if (match := _MAYBE_BULLET.match(_line(text, node.start)))
        ]
        is_list = len(signs) == 2 and signs[0] == signs[1]
        if is_list and not reported:
            message = f"«{signs[0]}» lager ingen liste; skriv «- » foran hvert punkt"
            yield Finding(one.start, Code.MARKDOWN, message)
        reported = is_list


def _joined_lines(text: str, item: Node, starts: list[int]) -> Iterator[Finding]:
    """Yield a line at the margin that starts a sentence, but belongs to the item above."""
    marker = _ITEM_MARGIN.match(text, item.start)
    margin = _column(text, marker.end() if marker else item.start)
    for start in starts[1:]:
        if _column(text, start) < margin and text[start].isupper():
            message = (
                "linjen blir en del av punktet over; sett inn en tom linje foran den, "
                "eller rykk den inn som teksten i punktet"
            )
            yield Finding(start, Code.MARKDOWN, message)
            return


_ITEM_MARGIN = re.compile(r" *(?:(?:[-*+]|\d+[.)]) +)?")


def _column(text: str, offset: int) -> int:
    return offset - (text.rfind("\n", 0, offset) + 1)


def _numbers(text: str, node: Node) -> Iterator[Finding]:
    """Yield items that are dates, and items that get another number on the page."""
    written: list[tuple[int, int]] = []
    for item in node.children:
        if date := _DATE.match(text, item.start):
            message = f"«{date['date']}» blir et punkt i en liste; skriv «{date[2]}\\. {date[3]}»"
            yield Finding(date.start("date"), Code.MARKDOWN, message)
        elif marker := _ITEM_NUMBER.match(text, item.start):
            written.append((item.start, int(marker.group(1))))
    if len({number for _, number in written}) == 1 or node.number is None:
        return
    for (offset, number), shown in zip(written, count(node.number), strict=False):
        if number != shown:
            message = f"punktet har tallet {number}, men får {shown} på siden; rett tallet"
            yield Finding(offset, Code.MARKDOWN, message)
            return


def _rows(text: str, table: Node) -> Iterator[Finding]:
    """Yield a line after a table that became a row of it."""
    for row in table.children:
        if "|" not in text[row.start : row.end]:
            message = "linjen blir en rad i tabellen; sett inn en tom linje etter tabellen"
            yield Finding(row.start, Code.MARKDOWN, message)
            return
