"""Pieces of a word processor -> Markdown; what did not change stays as it was written.

In: pieces, and the text that was there before. Out: Markdown.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import groupby, takewhile
from operator import attrgetter
from typing import Any

from generator.editing.round_trip.pieces import (
    ITEM,
    MORE,
    QUOTE,
    Piece,
    Run,
    groups,
    joined,
    pieces,
)

_SPECIAL = re.compile(r"([\\`*_\[\]<>~#|])")
_FIRST = re.compile(r"^(\s*(?:\d+(?=[.)]))?)(?=[-+=>#|.)])")
"""Before what would begin a list, a quotation, a heading or a table."""
_IN_LISTS = (ITEM, MORE)


def changed(old: str, found: Sequence[Piece]) -> str:
    """Return the text of pieces; a block that is in the old text too stays as it stands there."""
    before = groups(old)
    after = _grouped(found)
    matcher = SequenceMatcher(None, [x.pieces for x in before], after, autojunk=False)
    parts: list[str] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            parts += [x.source for x in before[a:b]]
        else:
            parts += [as_markdown(x) for x in after[c:d]]
    return "\n\n".join(part for part in parts if part)


def as_markdown(found: Sequence[Piece]) -> str:
    """Return the Markdown of some pieces."""
    return "\n\n".join(_block(group) for group in _grouped(found))


def _grouped(found: Sequence[Piece]) -> list[tuple[Piece, ...]]:
    """Return pieces with those of one list, of one quotation or of one code together."""
    made: list[list[Piece]] = []
    for piece in found:
        last = made[-1][-1].kind if made else ""
        is_list = last in _IN_LISTS and piece.kind in _IN_LISTS
        if (is_list and not _is_other_list(made[-1], piece)) or (last == piece.kind == QUOTE):
            made[-1].append(piece)
        else:
            made.append([piece])
    return [tuple(group) for group in made]


def _is_other_list(group: Sequence[Piece], piece: Piece) -> bool:
    """Whether an item on the outermost level begins a list of the other kind."""
    if piece.depth or piece.kind != ITEM:
        return False
    return (group[0].number is None) != (piece.number is None)


def _block(group: Sequence[Piece]) -> str:
    first = group[0]
    match first.kind:
        case "item" | "more":
            return "\n".join(_list(group))
        case "table":
            return _table(first)
        case "heading":
            return f"{'#' * first.level} {inline(first)}"
        case "quote":
            return "\n>\n".join(f"> {inline(x)}" for x in group)
        case "code":
            return f"```\n{''.join(run.text for run in first.runs)}\n```"
        case "rule":
            return "---"
    return inline(first)


def _list(group: Sequence[Piece]) -> Iterator[str]:
    """Yield the lines of a list; each list inside is indented to the text of its item."""
    widths: list[int] = []
    numbers: list[int] = []
    for piece in group:
        depth = min(piece.depth, len(widths))
        if piece.kind == MORE:
            yield ""
            yield _indented(inline(piece), sum(widths[: depth + 1]))
            continue
        numbers = numbers[: depth + 1]
        if len(numbers) == depth + 1 and piece.number is not None:
            numbers[depth] += 1
        else:
            numbers = [*numbers[:depth], piece.number if piece.number is not None else 0]
        mark = "-" if piece.number is None else f"{numbers[depth]}."
        widths = [*widths[:depth], len(mark) + 1]
        text = _indented(inline(piece), sum(widths)).lstrip()
        yield f"{' ' * sum(widths[:depth])}{mark} {text}"


def _indented(text: str, width: int) -> str:
    return "\n".join(f"{' ' * width}{line}" for line in text.split("\n"))


def _table(piece: Piece) -> str:
    width = max((len(row) for row in piece.rows), default=0)
    rules = {"left": ":---", "center": ":---:", "right": "---:"}
    align = [*piece.align, *[""] * width][:width]
    rows = [
        [*(_written(cell).replace("\n", " ").replace("|", "\\|") for cell in row)]
        for row in piece.rows
    ]
    full = [[*row, *[""] * (width - len(row))] for row in rows]
    lines = [full[0], [rules.get(x, "---") for x in align], *full[1:]]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def inline(piece: Piece) -> str:
    """Return the Markdown of a paragraph; letters are escaped only where they must be."""
    text = _written(piece.runs)
    bare = replace(piece, kind="paragraph", depth=0, number=None, level=0)
    for written in (text, _FIRST.sub(r"\1\\", text)):
        if pieces(written) in ([bare], []):
            return written
    return _FIRST.sub(r"\1\\", _written(piece.runs, is_escaped=True))


def _written(found: Sequence[Run], *, is_escaped: bool = False) -> str:
    text = ""
    for address, same in groupby(joined(found), key=lambda x: x.address):
        group = list(same)
        if not address:
            text += _spans(group, is_escaped=is_escaped)
            continue
        around = [x for x in _MARKS if len(group) == 1 and getattr(group[0], x)]
        inner = _spans(_without(group, around), is_escaped=is_escaped)
        marks = "".join(_MARKS[x] for x in around)
        text += f"{marks}[{inner}]({_target(address)}){marks[::-1]}"
    return text


_MARKS = {"bold": "**", "italic": "*", "struck": "~~"}
"""How a run may look -> what stands around it."""


def _spans(found: Sequence[Run], *, is_escaped: bool) -> str:
    """Return runs, with the mark of each look once around all neighbours that have it.

    A mark that ends before another that begins would be read as one with it: `*a**~~b~~*`.
    """
    text, rest = "", list(found)
    while rest:
        spans = {look: [*takewhile(attrgetter(look), rest)] for look in _MARKS}
        look = max(_MARKS, key=lambda look: len(spans[look]))
        span = spans[look]
        if span:
            before, core, after = _trimmed(span)
            inner = _spans(_without(core, [look]), is_escaped=is_escaped)
            mark = _MARKS[look] if core else ""
            text += f"{before}{mark}{inner}{mark}{after}"
        else:
            text += _bare(rest[0], is_escaped=is_escaped)
        rest = rest[len(span) or 1 :]
    return text


def _without(found: Iterable[Run], looks: Iterable[str]) -> list[Run]:
    plain: dict[str, Any] = dict.fromkeys(looks, False)
    return [replace(run, **plain) for run in found]


def _trimmed(found: Sequence[Run]) -> tuple[str, list[Run], str]:
    """Return the spaces before some runs, the runs without them, and those after.

    No mark may stand beside a space.
    """
    runs = list(found)
    edges = ["", ""]
    for edge, place in ((0, 0), (1, -1)):
        while runs and not runs[place].code:
            text = runs[place].text
            kept = text.rstrip(" ") if edge else text.lstrip(" ")
            edges[edge] += " " * (len(text) - len(kept))
            if kept:
                runs[place] = replace(runs[place], text=kept)
                break
            del runs[place]
    return edges[0], runs, edges[1]


def _bare(run: Run, *, is_escaped: bool) -> str:
    """Return the text of a run that has no look but that of code."""
    if run.code:
        fence = "``" if "`" in run.text else "`"
        return f"{fence}{run.text}{fence}"
    text = _SPECIAL.sub(r"\\\1", run.text) if is_escaped else run.text
    return text.replace("\n", "\\\n")


def _target(address: str) -> str:
    return f"<{address}>" if re.search(r"[\s()]", address) else address
