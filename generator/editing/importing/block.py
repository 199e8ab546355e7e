"""One part of an answer, and how parts are written as Markdown.

In: blocks. Out: Markdown.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.editing.importing.lines import Line

_SUBHEADING = "####"


@dataclass(frozen=True, slots=True)
class Block:
    """A part of an answer."""

    kind: str
    """`paragraph`, `item`, `table` or `heading`."""
    text: str
    lines: tuple[Line, ...]
    depth: int = 0
    """Of an item: how many lists it is in beside its own."""
    number: bool = False
    """Of an item: whether its list is numbered."""


def as_markdown(blocks: Sequence[Block]) -> str:
    """Return blocks as Markdown, with a blank line between those that are not in one list."""
    parts: list[str] = []
    widths: list[int] = []
    number = 0
    for block in blocks:
        if block.kind != "item":
            widths, number = [], 0
            parts += [
                "",
                f"{_SUBHEADING} {block.text}" if block.kind == "heading" else _safe(block),
            ]
            continue
        number = number + 1 if block.number and block.depth == 0 else number
        mark = f"{number or 1}." if block.number else "-"
        depth = min(block.depth, len(widths))
        if not widths:
            parts.append("")
        widths = [*widths[:depth], len(mark) + 1]
        parts.append(f"{' ' * sum(widths[:depth])}{mark} {block.text}")
    return "\n".join(parts).strip("\n")


def _safe(block: Block) -> str:
    """Return a paragraph in which no first character makes it a list or a heading."""
    if block.kind == "paragraph":
        return re.sub(
            r"^(\d+)([.)])(?=\s)", r"\1\\\2", re.sub(r"^([#>+=-])(?=\s|$)", r"\\\1", block.text)
        )
    return block.text
