"""Lines that look like the start of a list, a heading or a table, but are ordinary text.

In: a text, and a node of its tree. Out: findings. A sign that can also start a line of prose, such
as a dash, is reported only if several lines start with it.
"""

import re
from collections.abc import Iterator
from itertools import groupby, pairwise
from operator import attrgetter

from generator.check.finding import Finding
from generator.check.positions import column, line_at
from generator.check.signs import list_signs, may_have_signs
from generator.language import say
from generator.problems import Code
from generator.sources.characters import MONTH
from generator.sources.markdown import Kind, Node

_ORDINAL = re.compile(
    r"\(?(?P<place>\d{1,3}(?:\.\d{1,2})*|[a-zæøå]|[ivx]{1,5})(?P<end> ?[.):/–—-]{1,2})? +(?=\S)",
    re.IGNORECASE,
)
_LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_NUMBER = re.compile(r"(\d{1,3})[.)] +(?=\S)")
_HASHES = re.compile(r"#{7,}(?= )|#{2,6}(?=[^#\s])|#(?=[^#\s\d])")
_ITEM_NUMBER = re.compile(r" *(\d+)[.)]")
_ITEM_MARGIN = re.compile(r" *(?:(?:[-*+]|\d+[.)]) +)?")
_BLOCK_MARK = re.compile(r"([-*+>]|#{1,6}|\d{1,9}[.)]) +(?=\S)")
_STARTS_SENTENCE = re.compile(r"[*_\[«\"“(]{0,4}(?:[A-ZÆØÅ]|§)")
_DASHES = frozenset("-–—•·▪*+")
_CODE = 4  # spaces of indentation that make a line code, or a part of the text above
_MOST_HASHES = 6
_TEXT_BLOCKS = frozenset({Kind.PARAGRAPH, Kind.ITEM})
_AROUND_BLOCKS = frozenset({Kind.DOCUMENT, Kind.QUOTE, Kind.ITEM})
_KIND = attrgetter("kind")


def findings(text: str, node: Node, top_level: int) -> Iterator[Finding]:
    """Yield what is wrong with the lines of one block; nothing for other nodes.

    `top_level` is the highest level that a heading may have.
    """
    if node.kind is Kind.LIST:
        yield from list_signs(text, [_line_starts(item) for item in node.children])
    elif node.kind in _AROUND_BLOCKS:
        for kind, blocks in groupby(node.children, _KIND):
            if kind is Kind.PARAGRAPH:
                yield from list_signs(text, [_line_starts(block) for block in blocks])
    if node.kind in _TEXT_BLOCKS:
        starts = _line_starts(node)
        if node.kind is Kind.ITEM and "\n" in text[node.start : node.end].rstrip("\n"):
            yield from _joined_lines(text, node, list(_all_line_starts(node)), _margin(text, node))
        if may_have_signs(text, starts):
            margin = _margin(text, node)
            yield from _headings(text, starts, top_level)
            yield from _indented(text, starts, margin)
            yield from _ordinals(text, [x for x in starts if column(text, x) < margin + _CODE])


def _line_starts(block: Node) -> list[int]:
    """Return the start of each line of a block that starts with text, not with a link or code."""
    starts = []
    at_start = True
    for child in block.children:
        if child.kind is Kind.TEXT:
            for piece in child.pieces:
                is_end = piece.text == "\n"
                if at_start and not is_end:
                    starts.append(piece.start)
                at_start = is_end
        else:
            at_start = child.kind is Kind.BREAK
    return starts


def _all_line_starts(block: Node) -> Iterator[int]:
    """Yield the start of each line of a block, also of those that start with a link or a mark."""
    at_start = True
    for child in block.children:
        if child.kind is Kind.TEXT:
            for piece in child.pieces:
                if at_start and piece.text != "\n":
                    yield piece.start
                at_start = piece.text == "\n"
        else:
            if at_start and child.kind in (Kind.LINK, Kind.STRONG, Kind.EMPHASIS):
                yield child.start
            at_start = child.kind is Kind.BREAK


def _headings(text: str, starts: list[int], top_level: int) -> Iterator[Finding]:
    """Yield lines that start like a heading, but are not one."""
    for start in starts:
        found = _HASHES.match(line_at(text, start))
        if not found or text.startswith("\\", start - 1):
            continue
        hashes = found.group()
        if len(hashes) > _MOST_HASHES:
            message = say(
                "en overskrift har høyst seks «#»; skriv «%(right)s »", right="#" * top_level
            )
        else:
            message = say(
                "mellomrom mangler etter «%(hashes)s», så linjen blir ingen overskrift; "
                "skriv «%(right)s »",
                hashes=hashes,
                right="#" * max(top_level, len(hashes)),
            )
        yield Finding(start, Code.MARKDOWN, message)


def _indented(text: str, starts: list[int], margin: int) -> Iterator[Finding]:
    """Yield the first line that would start a block if it were indented less."""
    for start in starts:
        found = _BLOCK_MARK.match(line_at(text, start))
        is_far = column(text, start) >= margin + _CODE
        if found and is_far and not text.startswith("\\", start - 1):
            message = say(
                "linjen har for mange mellomrom foran «%(sign)s», og blir en del av "
                "teksten over; rykk den inn like langt som den teksten, eller fjern "
                "innrykket",
                sign=found.group(1),
            )
            yield Finding(start, Code.MARKDOWN, message)
            return


def _ordinals(text: str, starts: list[int]) -> Iterator[Finding]:
    """Yield the first of two lines of a block that start with a number and the next number."""
    found = [(x, match) for x in starts if (match := _ORDINAL.match(line_at(text, x)))]
    for (offset, one), (_, other) in pairwise(found):
        if not _follows(one, other) or text.startswith("\\", offset - 1):
            continue
        if _NUMBER.match(one.string) and _NUMBER.match(other.string):
            message = say("listen ville stått som vanlig tekst; sett inn en tom linje foran den")
        else:
            sign = one.group().strip()
            message = say(
                "«%(sign)s» lager ingen liste; skriv «1. » eller «- » foran hvert punkt", sign=sign
            )
        yield Finding(offset, Code.MARKDOWN, message)
        return


def _follows(one: re.Match[str], other: re.Match[str]) -> bool:
    following = {(*rest, last + 1) for *rest, last in _places(one)}
    return not following.isdisjoint(_places(other))


def _places(ordinal: re.Match[str]) -> set[tuple[int, ...]]:
    """Return the positions that a number, a letter or a Roman numeral can stand for."""
    place = ordinal["place"].lower()
    if not ordinal["end"] and "." not in place:
        return set()
    if place[0].isdigit():
        return {tuple(int(number) for number in place.split("."))}
    is_letter = ")" in ordinal["end"] or (ordinal["place"].islower() and "." in ordinal["end"])
    rows = (_LETTERS if is_letter else "", _ROMAN)
    return {(number, row.index(place)) for number, row in enumerate(rows, 1000) if place in row}


def _joined_lines(text: str, item: Node, starts: list[int], margin: int) -> Iterator[Finding]:
    """Yield a line at the margin that starts a sentence or an item, but belongs to that above."""
    if MONTH.match(text, starts[0] if starts else item.end):
        return  # a date, which is reported
    number = _ITEM_NUMBER.match(text, item.start)
    following = re.compile(rf"{int(number.group(1)) + 1}\b" if number else r"(?!)")
    for start in starts[1:]:
        if column(text, start) >= margin:
            continue
        is_mark = text[start] == "*" and text[start + 1 : start + 2] != " "
        if (text[start] in _DASHES and not is_mark) or following.match(text, start):
            mark = f"{int(number.group(1)) + 1}." if number else "-"
            message = say(
                "linjen blir en del av punktet over; skriv «%(mark)s » foran punktet", mark=mark
            )
        elif _STARTS_SENTENCE.match(text, start):
            message = say(
                "linjen blir en del av punktet over; sett inn en tom linje foran den, "
                "eller rykk den inn som teksten i punktet"
            )
        else:
            continue
        yield Finding(start, Code.MARKDOWN, message)
        return


def _margin(text: str, block: Node) -> int:
    """Return the column where the text of a paragraph or an item starts."""
    marker = _ITEM_MARGIN.match(text, block.start) if block.kind is Kind.ITEM else None
    return column(text, marker.end() if marker else block.start)
