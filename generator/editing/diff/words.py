"""Two texts -> the words that are the same, removed and added.

In: Markdown, or plain text. Out: the text as a reader sees it, line by line, and marked pieces of
two such texts. Nothing is resolved: a reference is the words that a reader sees.
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any, NamedTuple

from generator.hub.markup import is_block
from generator.sources.markdown import Kind, Node, parse

_TOKEN = re.compile(r"\n|[^\S\n]+|\w+|[^\w\s]")
_MOST_COMPARED = 9_000_000  # pairs of words; beyond this, lines are compared first
_DEEPEST = 20  # blocks in blocks; what is deeper is one line


class Mark(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


_Marked = tuple[Mark, list[str]]


class Piece(NamedTuple):
    """Some words of the old text, the new one, or both."""

    mark: Mark
    text: str


def readable(markdown: str) -> str:
    """Return Markdown as a reader sees it, a line for each paragraph, item and row."""
    return "\n".join(line for line in _lines(parse(markdown)) if line.strip())


def form(markdown: str) -> Any:
    """Return a value that is equal for texts that look the same and lead to the same places.

    Line breaks inside a paragraph, and how a list or a heading is written, make no difference.
    """
    found: list[tuple[Any, ...]] = []
    waiting: list[Node | None] = [parse(markdown)]
    while waiting:  # no recursion: a text may be nested deeper than Python's stack
        node = waiting.pop()
        if node is None:
            found.append(())
            continue
        text = node.text if node.kind is Kind.CODE_BLOCK else re.sub(r"\s+", " ", node.text)
        found.append(
            (node.kind, text, node.level, node.number, node.address, node.title, node.align)
        )
        waiting += [None, *reversed(node.children)]
    return tuple(found)


def _lines(node: Node, indent: str = "", depth: int = 0) -> Iterator[str]:
    """Yield the lines of a block and of the blocks in it."""
    if depth > _DEEPEST:
        yield indent + _words(node)
        return
    depth += 1
    match node.kind:
        case Kind.LIST:
            for number, item in enumerate(node.children, node.number or 0):
                mark = "•" if node.number is None else f"{number}."
                inside = [x for x in _lines(item, f"{indent}  ", depth) if x.strip()]
                yield f"{indent}{mark} {inside[0].strip() if inside else ''}"
                yield from inside[1:]
        case Kind.ROW | Kind.HEAD:
            yield indent + " | ".join(_words(cell) for cell in node.children)
        case Kind.CODE_BLOCK:
            yield from (f"{indent}{line}" for line in node.text.splitlines())
        case Kind.DOCUMENT | Kind.ITEM | Kind.QUOTE | Kind.TABLE:
            run: list[str] = []  # an item of a tight list has text without a paragraph
            for child in node.children:
                if is_block(child) or child.kind in (Kind.ROW, Kind.HEAD):
                    yield indent + _one_line(run)
                    run = []
                    yield from _lines(child, indent, depth)
                else:
                    run += _texts(child)
            yield indent + _one_line(run)
        case _:
            yield indent + _words(node)


def _words(node: Node) -> str:
    return _one_line(_texts(node))


def _texts(node: Node) -> list[str]:
    return [" " if x.kind is Kind.BREAK else x.text for x in node.walk()]


def _one_line(texts: list[str]) -> str:
    return " ".join("".join(texts).split())


def count(text: str) -> int:
    """Return the number of words in a plain text."""
    return len(re.findall(r"\w+", text))


def marked(old: str, new: str) -> tuple[Piece, ...]:
    """Return both texts as pieces, in order; whole words are marked, with what is between them.

    Of long texts, such as a handbook, the words of those lines are compared that are not the same.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) * len(after) <= _MOST_COMPARED:
        return _pieces(_words_of(before, after))
    lines, others = old.splitlines(keepends=True), new.splitlines(keepends=True)
    found: list[_Marked] = []
    for kind, i, j, k, m in SequenceMatcher(None, lines, others, autojunk=False).get_opcodes():
        before, after = _TOKEN.findall("".join(lines[i:j])), _TOKEN.findall("".join(others[k:m]))
        if kind == "equal":
            found.append((Mark.SAME, before))
        elif len(before) * len(after) <= _MOST_COMPARED:
            found += _words_of(before, after)
        else:
            found += [(Mark.REMOVED, before), (Mark.ADDED, after)]
    return _pieces(found)


def _words_of(before: list[str], after: list[str]) -> list[_Marked]:
    """Return the words of two texts with what became of them."""
    found: list[_Marked] = []
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            is_between = bool(found) and j < len(before) and not "".join(before[i:j]).strip(" ")
            if is_between:  # a blank between two changed words belongs to the change
                found += [(Mark.REMOVED, before[i:j]), (Mark.ADDED, after[k:m])]
            else:
                found.append((Mark.SAME, before[i:j]))
        else:
            found += [(Mark.REMOVED, before[i:j]), (Mark.ADDED, after[k:m])]
    return found


def _pieces(found: list[_Marked]) -> tuple[Piece, ...]:
    """Return the pieces, with what is removed in a place before what is added there."""
    pieces: list[Piece] = []
    removed, added = "", ""
    for mark, tokens in [*found, (Mark.SAME, [])]:
        text = "".join(tokens)
        if mark is Mark.REMOVED:
            removed += text
        elif mark is Mark.ADDED:
            added += text
        else:
            pieces += [Piece(Mark.REMOVED, removed), Piece(Mark.ADDED, added), Piece(mark, text)]
            removed, added = "", ""
    return tuple(piece for piece in pieces if piece.text)
