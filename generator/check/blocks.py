"""Blocks that are not what their lines look like.

In: a text, and a node of its tree. Out: findings. Such blocks are lists that end too early or start
in the middle of a sentence, empty headings, tables without a rule, and quotations by accident.
"""

import re
from collections.abc import Iterator
from itertools import count, pairwise

from generator.check.finding import Finding
from generator.check.positions import after_spaces, column
from generator.language import say
from generator.problems import Code
from generator.sources.characters import MONTHS
from generator.sources.markdown import Kind, Node

_DATE = re.compile(rf" *(?P<date>(\d+)\. +({'|'.join(MONTHS)}))\b", re.IGNORECASE)
_ITEM_NUMBER = re.compile(r" *(\d+)[.)]")
_COLUMNS = re.compile(r"[^\s.!?:] {2,}\S")
_ITEM_MARKER = re.compile(r"(?:[-*+]|\d+[.)]) +")
_FIRST_ITEM = re.compile(r" *(1[.)]) +([a-zæøå]\w*)")
_GREATER = re.compile(r" *(>=?\d+)")
_CLOSING_HASHES = re.compile(r"\w(#{2,})\s*$")
_RULE_CELL = re.compile(r":?-{2,}:?")
_PIPE = re.compile(r"(?<=\s)\|(?=\s)")
_BELONGS_TO_ITEM = frozenset({Kind.PARAGRAPH, Kind.LIST, Kind.QUOTE, Kind.TABLE})
_AROUND_BLOCKS = frozenset({Kind.DOCUMENT, Kind.QUOTE, Kind.ITEM})
_FEWEST_OF_TABLE = 2  # bars in a line, or lines below the first


def findings(text: str, node: Node) -> Iterator[Finding]:
    """Yield what is wrong with one block, or with neighbouring blocks inside it."""
    match node.kind:
        case Kind.PARAGRAPH:
            yield from _table_without_rule(text, node)
        case Kind.HEADING:
            yield from _heading(text, node)
        case Kind.TABLE:
            yield from _rows(text, node)
            yield from _rules(node)
        case Kind.LIST:
            yield from _numbers(text, node)
            yield from _half_nested(text, node)
        case Kind.QUOTE if greater := _GREATER.match(text, node.start):
            message = say(
                "«%(greater)s» begynner et sitat, så «>» blir borte; skriv «over» eller "
                "«\\%(greater)s»",
                greater=greater.group(1),
            )
            yield Finding(greater.start(1), Code.MARKDOWN, message)
        case Kind.DOCUMENT:
            yield from _star_notes(text, node)
    if node.kind in _AROUND_BLOCKS:
        yield from _beside(text, node)


def _beside(text: str, node: Node) -> Iterator[Finding]:
    """Yield blocks that should be part of the one above, and lists that should not be lists."""
    for above, below in pairwise(node.children):
        if above.kind is Kind.LIST and below.kind in _BELONGS_TO_ITEM:
            yield from _outside_item(text, above, below)
        elif below.kind is Kind.LIST and below.number == 1:
            yield from _in_sentence(text, above, below)


def _outside_item(text: str, above: Node, below: Node) -> Iterator[Finding]:
    """Yield a block that is indented under a list, but too little to belong to its item."""
    start = after_spaces(text, below.start)
    if column(text, start) > column(text, after_spaces(text, above.start)):
        message = say(
            "blokken er rykket inn, men for lite til å høre til punktet over; rykk den "
            "inn like langt som teksten i punktet, eller fjern innrykket"
        )
        yield Finding(start, Code.MARKDOWN, message)


def _in_sentence(text: str, above: Node, below: Node) -> Iterator[Finding]:
    """Yield a number that continues the sentence of the line above, but starts a list."""
    first = _FIRST_ITEM.match(text, below.start)
    if not first or len(below.children) > 1 or _DATE.match(text, below.start):
        return
    is_next_line = above.kind is Kind.PARAGRAPH and not text[above.end : below.start].strip(" >")
    last = text[above.start : above.end].rstrip()[-1]
    if is_next_line and (last.isalnum() or last == ","):
        number, word = first.groups()
        message = say(
            "«%(number)s %(word)s» blir et punkt i en liste; skriv "
            "«%(digit)s\\%(mark)s %(word)s», eller avslutt linjen over med kolon",
            number=number,
            word=word,
            digit=number[0],
            mark=number[1],
        )
        yield Finding(first.start(1), Code.MARKDOWN, message)


def _star_notes(text: str, tree: Node) -> Iterator[Finding]:
    """Yield lists of one item with a star, in a text where a word ends in a star for a note."""
    notes = [
        block
        for block in tree.children
        if block.kind is Kind.LIST
        and len(block.children) == 1
        and text[after_spaces(text, block.start)] == "*"
    ]
    if not notes or not any(_refers_to_note(text, node) for node in tree.walk()):
        return
    for block in notes:
        message = say(
            "«*» begynner et punkt i en liste; skriv «\\*» for en merknad til en stjerne i teksten"
        )
        yield Finding(after_spaces(text, block.start), Code.MARKDOWN, message)


def _refers_to_note(text: str, node: Node) -> bool:
    return any(
        piece.text == "*" and text[piece.start - 1 : piece.start].isalnum() for piece in node.pieces
    )


def _heading(text: str, node: Node) -> Iterator[Finding]:
    if not node.words.strip() and not any(x.kind is Kind.IMAGE for x in node.walk()):
        message = say("overskriften er tom; skriv tittelen på samme linje, eller fjern linjen")
        yield Finding(node.start, Code.MARKDOWN, message)
    elif hashes := _CLOSING_HASHES.search(text, node.start, node.end):
        message = say(
            "«%(hashes)s» ville stått på siden; fjern det, eller sett mellomrom foran",
            hashes=hashes.group(1),
        )
        yield Finding(hashes.start(1), Code.MARKDOWN, message)


def _rules(table: Node) -> Iterator[Finding]:
    """Yield the first row of a table that repeats the rule under its headings."""
    for row in table.children[1:]:
        if all(_RULE_CELL.fullmatch(cell.words.strip()) for cell in row.children):
            message = say(
                "streken ville stått som en rad i tabellen; den skal bare stå under "
                "overskriftene, så fjern linjen"
            )
            yield Finding(row.start, Code.MARKDOWN, message)
            return


def _table_without_rule(text: str, node: Node) -> Iterator[Finding]:
    """Yield a paragraph that was meant as a table: all its lines have the same number of bars."""
    written = text[node.start : node.end]
    if "   " not in written and "|" not in written:
        return
    rows = written.splitlines()
    if "   " in written and len(rows) > 1 and all(map(_COLUMNS.search, rows)):
        message = say(
            "linjene ville flytt sammen; skal de være en tabell, skriver du «| a | b |», og "
            "«| --- | --- |» under den første"
        )
        yield Finding(node.start, Code.MARKDOWN, message)
        return
    if "|" not in written or written.startswith("|"):
        return
    bars = {len(_PIPE.findall(row)) for row in rows}
    is_table = len(bars) == 1 and len(rows) > 1 and max(bars) > 0
    if is_table and max(*bars, len(rows) - 1) >= _FEWEST_OF_TABLE:
        message = say(
            "linjene ville flytt sammen; skal de være en tabell, skal det stå en linje "
            "med «---» for hver kolonne under den første"
        )
        yield Finding(node.start, Code.MARKDOWN, message)


def _numbers(text: str, node: Node) -> Iterator[Finding]:
    """Yield items that are dates, and items that get another number on the page."""
    written: list[tuple[int, int]] = []
    for item in node.children:
        if date := _DATE.match(text, item.start):
            message = say(
                "«%(date)s» blir et punkt i en liste; skriv «%(day)s\\. %(month)s»",
                date=date["date"],
                day=date[2],
                month=date[3],
            )
            yield Finding(date.start("date"), Code.MARKDOWN, message)
        elif marker := _ITEM_NUMBER.match(text, item.start):
            written.append((item.start, int(marker.group(1))))
    if len({number for _, number in written}) == 1 or node.number is None:
        return
    above = node.start
    for (offset, number), shown in zip(written, count(node.number), strict=False):
        if number != shown and re.search(rf"\n *{shown}\W?\s*\w", text[above:offset]):
            return  # check/lines.py reports that line
        above = offset
        if number != shown:
            message = say(
                "punktet har tallet %(number)s, men får %(shown)s på siden; rett tallet",
                number=number,
                shown=shown,
            )
            yield Finding(offset, Code.MARKDOWN, message)
            return


def _half_nested(text: str, node: Node) -> Iterator[Finding]:
    """Yield the first item that is indented more than the first, but is on the same level."""
    margin = column(text, after_spaces(text, node.start))
    for above, item in pairwise(node.children):
        start = after_spaces(text, item.start)
        if column(text, start) > margin and column(text, after_spaces(text, above.start)) == margin:
            marker = _ITEM_MARKER.match(text, after_spaces(text, above.start))
            message = say(
                "punktet er rykket inn, men blir ikke et underpunkt; sett %(spaces)s mellomrom "
                "foran det, eller fjern innrykket",
                spaces=len(marker.group()) if marker else 2,
            )
            yield Finding(start, Code.MARKDOWN, message)
            return


def _rows(text: str, table: Node) -> Iterator[Finding]:
    """Yield a line after a table that became a row of it."""
    for row in table.children:
        if "|" not in text[row.start : row.end]:
            message = say("linjen blir en rad i tabellen; sett inn en tom linje etter tabellen")
            yield Finding(row.start, Code.MARKDOWN, message)
            return
