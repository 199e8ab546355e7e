"""What stands in the Markdown of an answer, with offsets; found without rendering it.

In: Markdown as editors write it. Out: references, headings, images, raw HTML and bare addresses,
in order. `prose` renders the same text; a property test holds the two together.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

# Code stays on its line; `prose` renders by the same pattern, so that both see the same links.
CODE = r"(?<!\\)(?<!`)(`+)(?!`)([^\n]+?)(?<!`)\1(?!`)"
_CODE = re.compile(CODE)
_ESCAPED = re.compile(r"\\[\\`*_{}\[\]()#+\-.!<>|]")
_BLANK = "\0"  # what stands for code and escaped characters: no letter, no space, no mark-up
_PIECES = re.compile(
    r"""
      (?P<image>!\[(?:[^\]\n]*\]\([^)\n]*\))?)
    | \]\(\s*<?(?P<target>[^()\s<>]*(?:\([^()\s<>]*\)[^()\s<>]*)*)
    | (?P<definition>^[ ]{0,3}\[[^\]\n]+\]:[ ]*\S*)
    | (?P<stray>(?<![\w/\0])(?:link|law|question|mailto):(?=\w))
    | <?(?P<address>\b(?:(?i:https?|ftp)://|www\.[a-z]))
    | (?P<html></?[A-Za-z][^<>\n]*>|<!--|<[!?])
    | ^(?:[ >]|[-*+][ ]|[0-9]+\.[ ])*(?P<heading>\#{1,6})
    """,
    re.VERBOSE | re.MULTILINE,
)

# What ends a link: its parenthesis, with a title before it at the most.
_LINK_END = re.compile(r"""[>]?(?:\s+(?:"[^"\n]*"|'[^'\n]*'))?\s*\)""")
_REST_OF_LINK = re.compile(r"[^)\n]*\)?")

# Lines in a row without a blank one between them; a heading ends a block, too.
_BLOCK = re.compile(r"(?:^(?![ >]*\#|[ ]*$|[ ]*>).*\S.*(?:\n|\Z))+", re.MULTILINE)
_LINE = re.compile(r"^", re.MULTILINE)
# A list's item. «1. mars» is a date, as in `prose`.
MONTHS = "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
_ITEM = re.compile(rf"[ ]*(?:[-*+]|\d+\.(?!\s+(?:{MONTHS})\b))[ ]+\S", re.IGNORECASE)
_NUMBER = re.compile(r"[ ]*\d")
_BLOCK_START = re.compile(r"[ ]*(?:#|>|(?:[-*_][ ]*){3,}$)")
_RULE = re.compile(r"(?=.*\|)(?=.*-)[|:\- ]+")  # the line under a table's head
# A line across the page; two stars that can't begin or end anything; two that can.
_BOLD = re.compile(
    r"^[ ]*(?:\*[ ]*){3,}$|(?P<alone>(?<!\S)\*{2,}(?!\S))|(?P<mark>\*{2,})", re.MULTILINE
)


REFERENCE_SCHEMES = ("link", "law", "question", "mailto")
HEADING_LEVEL = 4  # a question is a third-level heading on a role's page


@dataclass(frozen=True, slots=True)
class Reference:
    """`[text](scheme:target#fragment)`; `written` is what stands in the parentheses.

    The scheme is empty where there is none.
    """

    offset: int
    written: str
    scheme: str
    target: str
    fragment: str | None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and its level, 1 to 6."""

    offset: int
    level: int


@dataclass(frozen=True, slots=True)
class Forbidden:
    """Something answers may not hold.

    `kind` is `image`, `html`, `definition` or `address`; of a link gone wrong `stray` (outside a
    parenthesis), `unended` (the parenthesis goes on, or is not closed) or `wordless`; or what would
    stand on the page as it is written: `list` and `table` (a line is missing before them),
    `no-rule` (a table without the line under its head), `row` (with too many cells) or `bold`.
    """

    offset: int
    kind: str
    text: str


def split_reference(written: str) -> tuple[str, str, str | None]:
    """Return scheme, target and fragment of a link's destination."""
    scheme, colon, rest = written.partition(":")
    if not colon:
        return "", written, None
    if scheme not in REFERENCE_SCHEMES:
        return scheme, rest, None
    target, hash_, fragment = rest.partition("#")
    return scheme, target, fragment if hash_ else None


@lru_cache(maxsize=50_000)  # a run looks at each text several times
def scan(text: str) -> tuple[Reference | Heading | Forbidden, ...]:
    """Return what stands in an answer, in order; code and escaped characters left out."""
    seen = _blank(text)
    return tuple(sorted([*_pieces(text, seen), *_blocks(seen)], key=lambda found: found.offset))


def _pieces(text: str, seen: str) -> Iterator[Reference | Heading | Forbidden]:
    told = 0  # where a link that is refused as a whole ends
    for match in _PIECES.finditer(seen):
        kind, offset = match.lastgroup, match.start(match.lastgroup or 0)
        written = match.group(kind or 0)
        if kind in ("target", "stray") and offset < told:
            continue
        if kind == "target":
            opening = match.start() - 1
            while opening > 0 and text[opening].isspace():
                opening -= 1
            if not _LINK_END.match(seen, match.end()):
                rest = _REST_OF_LINK.match(seen, match.end())
                told = rest.end() if rest else match.end()
                yield Forbidden(offset, "unended", written)
            elif opening >= 0 and seen[opening] == "[":
                yield Forbidden(opening, "wordless", written)
            else:
                yield Reference(offset, written, *split_reference(written))
        elif kind == "heading":
            yield Heading(offset, written.count("#"))
        else:
            yield Forbidden(offset, str(kind), written)


def _blocks(seen: str) -> Iterator[Forbidden]:
    """Yield what is wrong with the blocks of a text, which end at blank lines and headings."""
    for block in _BLOCK.finditer(seen):
        starts = [block.start() + match.start() for match in _LINE.finditer(block.group())]
        lines = block.group().split("\n")
        if "|" in block.group():
            yield from _tables(lines, starts)
        run_in = _run_in(lines)
        if run_in is not None:
            yield Forbidden(starts[run_in], "list", lines[run_in])
        stars = list(_BOLD.finditer(block.group())) if "**" in block.group() else []
        alone = [match for match in stars if match["alone"]]
        pairs = [match for match in stars if match["mark"]]
        for mark in (*alone, *pairs[len(pairs) // 2 * 2 :]):
            yield Forbidden(block.start() + mark.start(), "bold", mark.group())


def _run_in(lines: list[str]) -> int | None:
    """Return which line of a block begins a list that no blank line parts from what is above."""
    items = [number for number, line in enumerate(lines) if _ITEM.match(line)]
    if not items:
        return None
    first = lines[items[0]]
    if items[0]:
        # «2. ledd» may begin a line of running text; a list begins with «1.» and goes on.
        return items[0] if len(items) > 1 or not _NUMBER.match(first) else None
    for number in items:
        line = lines[number]
        is_inner = len(line) - len(line.lstrip()) >= len(first) - len(first.lstrip()) + 4
        if bool(_NUMBER.match(line)) != bool(_NUMBER.match(first)) and not is_inner:
            return number
    return None


def _tables(lines: list[str], starts: list[int]) -> Iterator[Forbidden]:
    """Yield where a block's table has no line of its own before it or no rule, and long rows."""
    rows = [number for number, line in enumerate(lines) if line.lstrip().startswith("|")]
    rules = [number for number, line in enumerate(lines) if _RULE.fullmatch(line)]
    if not rules and not rows:
        return
    head = max(rules[0] - 1, 0) if rules else rows[0]
    if head:
        yield Forbidden(starts[head], "table", lines[head])
    elif rules != [1] or len(_cells(lines[0])) != len(_cells(lines[1])):
        yield Forbidden(starts[0], "no-rule", lines[0])
    else:
        for start, line in zip(starts[2:], lines[2:], strict=True):
            if len(_cells(line)) > len(_cells(lines[0])):
                yield Forbidden(start, "row", line)


def _cells(row: str) -> list[str]:
    return row.strip().removeprefix("|").removesuffix("|").split("|")


def is_one_paragraph(text: str) -> bool:
    """Whether a text gives one paragraph, without lists, tables, headings and quotations."""
    lines = _blank(text).strip().split("\n")
    return all(map(str.strip, lines)) and not any(
        _ITEM.match(line) or _RULE.fullmatch(line) or _BLOCK_START.match(line) for line in lines
    )


def link_end(text: str, offset: int) -> int:
    """Return where a link ends whose destination, as `scan` found it, ends at `offset`."""
    found = _LINK_END.match(text, offset)
    return found.end() if found else offset


def visible(text: str) -> str:
    """Return the text with link destinations and code blanked out, offsets kept."""
    text = _blank(text).replace(_BLANK, " ")
    return re.sub(r"\]\([^)\n]*\)", lambda match: " " * len(match.group()), text)


def _blank(text: str) -> str:
    if "`" in text:
        text = _CODE.sub(lambda match: _BLANK * len(match.group()), text)
    if "\\" in text:
        text = _ESCAPED.sub(_BLANK * 2, text)
    return text
