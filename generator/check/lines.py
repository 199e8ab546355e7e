"""Lines that look like the start of a list, a heading or a table, but are ordinary text.

In: a text, and a node of its tree. Out: findings. A sign that can also start a line of prose, such
as a dash, is reported only if several lines start with it.
"""

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from generator.check.finding import Finding
from generator.check.positions import column, line_start
from generator.language import msgid, say
from generator.problems import Code
from generator.sources.characters import MONTH
from generator.sources.markdown import Kind, Node

# The start of all signs below; most lines have none and need no further tests.
_ANY = re.compile(r"[^\w\s«(]|o |\(?\w{1,5}(?:\.\d+)* ?[.):/–—-]")
_BULLET = re.compile(r"([•◦▪▫‣⁃∙●○■□◆➢►\ue000-\uf8ff])[\s\u200b]*(?=\S)")
_SIGN = re.compile(r"([^\w\s]{1,3}|o)[ \u00a0\t]+(?=\S)")
_NO_SIGNS = frozenset("*_`|#\\\"'«“”„(…&%@.,;!?[]{}<")
_SECTION = re.compile(r"§\s+\d")
_GLUED = re.compile(r"[-–—](?=[^\s\-–—|>:=])|\+(?=[^\s\d+-])")
_ORDINAL = re.compile(
    r"\(?(?P<place>\d{1,3}(?:\.\d{1,2})*|[a-zæøå]|[ivx]{1,5})(?P<end> ?[.):/–—-]{1,2})? +(?=\S)",
    re.IGNORECASE,
)
_LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_NUMBER = re.compile(r"(\d{1,3})[.)] +(?=\S)")
_NUMBER_WITHOUT_SPACE = re.compile(r"\d{1,2}[.)](?=[^\W\d_]{2})")
_DASH = re.compile(r"[-+](?=[^\W\d_])")
_HASHES = re.compile(r"#{7,}(?= )|#{2,6}(?=[^#\s])|#(?=[^#\s\d])")
_TABLE_RULE = re.compile(r"(?=.*\|)(?=.*-)[|:\- ]+$")
_ITEM_NUMBER = re.compile(r" *(\d+)[.)]")
_ITEM_MARGIN = re.compile(r" *(?:(?:[-*+]|\d+[.)]) +)?")
_BLOCK_MARK = re.compile(r"([-*+>]|#{1,6}|\d{1,9}[.)]) +(?=\S)")
_DASHES = frozenset("-–—•·▪*+")
_CODE = 4  # spaces of indentation that make a line code, or a part of the text above
_MOST_HASHES = 6
_TEXT_BLOCKS = frozenset({Kind.PARAGRAPH, Kind.ITEM})


def findings(text: str, node: Node, top_level: int) -> Iterator[Finding]:
    """Yield what is wrong with the lines of one block; nothing for other nodes.

    `top_level` is the highest level that a heading may have.
    """
    if node.kind is Kind.LIST:
        yield from _signs(text, [list(_line_starts(item)) for item in node.children])
    elif node.kind in (Kind.DOCUMENT, Kind.QUOTE, Kind.ITEM):
        for kind, blocks in groupby(node.children, lambda child: child.kind):
            if kind is Kind.PARAGRAPH:
                yield from _signs(text, [list(_line_starts(block)) for block in blocks])
    if node.kind in _TEXT_BLOCKS:
        starts = list(_line_starts(node))
        margin = _margin(text, node)
        if node.kind is Kind.ITEM:
            yield from _joined_lines(text, node, starts, margin)
        if any(_ANY.match(text, start) for start in starts):
            yield from _headings(text, starts, top_level)
            yield from _indented(text, starts, margin)
            yield from _ordinals(text, [x for x in starts if column(text, x) < margin + _CODE])


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


def _signs(text: str, blocks: list[list[int]]) -> Iterator[Finding]:
    """Yield the lines of neighbouring blocks that start with the sign of a list or a table.

    `blocks` has the starts of the lines of each block. A sign that can also start a line of prose
    is reported only if two lines of a block, or two blocks, start with it.
    """
    above: dict[str, int] = {}  # the sign at the start of the block above
    reported_above: set[str] = set()
    for starts in blocks:
        seen: dict[str, int] = {}
        reported: set[str] = set()
        for start in starts:
            name, message, is_certain = _sign(text, start)
            if not name:
                continue
            earlier = seen.get(name, above.get(name) if start == starts[0] else None)
            seen.setdefault(name, start)
            offset = start if is_certain else earlier
            if offset is not None and name not in reported:
                reported.add(name)
                if name not in reported_above:
                    yield Finding(offset, Code.MARKDOWN, message)
        above = {name: start for name, start in seen.items() if start == starts[0]}
        reported_above = reported


def _sign(text: str, start: int) -> tuple[str, str, bool]:
    """Return the sign that a line starts with, its message, and whether prose never has it."""
    if text.startswith("\\", start - 1) or not _ANY.match(text, start):
        return "", "", False
    line = _line(text, start)
    for name, pattern, message in _SIGNS:
        found = pattern.match(line)
        if found and not (name == "-" and _goes_on(text, start)):
            sign = found.group().strip()
            return name or sign, say(message, sign=sign), True
    return *_uncertain(line), False


def _goes_on(text: str, start: int) -> bool:
    """Whether a line that starts with a dash continues the one above («barne- og / -ungdom»)."""
    line = line_start(text, start)
    above = text[:line].rpartition("\n")[0].rpartition("\n")[2].rstrip()
    return bool(above) and (above[-1].isalnum() or above[-1] == ",") and text[start + 1].islower()


def _uncertain(line: str) -> tuple[str, str]:
    """Return the sign and the message of a line that is wrong if another line starts like it."""
    if found := _GLUED.match(line):
        sign = found.group()
        return sign, say(
            "mellomrom mangler etter «%(sign)s»; skriv «- » foran hvert punkt", sign=sign
        )
    if _NUMBER_WITHOUT_SPACE.match(line):
        return "1.", say("mellomrom mangler etter tallet; skriv «1. » foran hvert punkt")
    found = _SIGN.match(line)
    if found and not _NO_SIGNS & set(found.group(1)) and not _SECTION.match(line):
        sign = found.group(1)
        return sign, say("«%(sign)s» lager ingen liste; skriv «- » foran hvert punkt", sign=sign)
    return "", ""


_SIGNS = (
    (
        "",
        _BULLET,
        msgid(
            "«%(sign)s» lager ingen liste, så punktene ville flytt sammen; "
            "skriv «- » foran hvert punkt"
        ),
    ),
    ("-", _DASH, msgid("mellomrom mangler etter «%(sign)s»; skriv «- » foran hvert punkt")),
    (
        "definition",
        re.compile(r": +(?=\S)"),
        msgid("«:» lager ingen ordliste; skriv «- **ord:** forklaring» på én linje"),
    ),
    (
        "box",
        re.compile(r"([!?:])\1\1\+? ?[a-zæøå]\w*"),
        msgid("«%(sign)s» kan ikke brukes, og ville stått slik på siden; fjern linjen"),
    ),
    (
        "wiki",
        re.compile(r"(={2,}) [^=]+ \1$"),
        msgid("«=» lager ingen overskrift; begynn linjen med «#### » i stedet"),
    ),
    (
        "rule",
        re.compile(r"={3,} *$"),
        msgid("«%(sign)s» lager ingen strek; skriv «---» på egen linje"),
    ),
    (
        "table",
        re.compile(r"\|(?=.*\|)"),
        msgid(
            "tabellen ville stått som vanlig tekst; under overskriftene skal det stå en linje med "
            "«---» for hver kolonne"
        ),
    ),
    (
        "table",
        _TABLE_RULE,
        msgid(
            "tabellen ville stått som vanlig tekst; over streken skal det stå en linje med en "
            "overskrift for hver kolonne"
        ),
    ),
)


def _headings(text: str, starts: list[int], top_level: int) -> Iterator[Finding]:
    """Yield lines that start like a heading, but are not one."""
    for start in starts:
        found = _HASHES.match(_line(text, start))
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
        found = _BLOCK_MARK.match(_line(text, start))
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
    found = [(x, match) for x in starts if (match := _ORDINAL.match(_line(text, x)))]
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
        if text[start] in _DASHES or following.match(text, start):
            mark = f"{int(number.group(1)) + 1}." if number else "-"
            message = say(
                "linjen blir en del av punktet over; skriv «%(mark)s » foran punktet", mark=mark
            )
        elif text[start].isupper():
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
