"""Markdown -> pieces as a word processor has them: paragraphs with runs of letters, and tables.

In: the Markdown of an answer. Out: pieces in groups, one a block of the text. `markdown` goes the
other way.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.sources.markdown import Kind, Node, parse

PARAGRAPH, ITEM, MORE, HEADING, QUOTE, CODE, TABLE, RULE = (
    "paragraph", "item", "more", "heading", "quote", "code", "table", "rule",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """Letters with one look. A line feed is a line break."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    struck: bool = False
    address: str = ""

    @property
    def look(self) -> tuple[bool, bool, bool, bool, str]:
        """All but the text."""
        return self.bold, self.italic, self.code, self.struck, self.address


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, or a table."""

    kind: str
    runs: tuple[Run, ...] = ()
    depth: int = 0
    """Of an item, and of a further paragraph in it (`more`): how many lists are around its own."""
    number: int | None = None
    """Of an item: the number of the first item of its list; None for a bullet."""
    level: int = 0
    """Of a heading."""
    rows: tuple[tuple[tuple[Run, ...], ...], ...] = ()
    """Of a table."""
    align: tuple[str, ...] = ()
    """Of a table: `left`, `center`, `right` or nothing, for each column."""


@dataclass(frozen=True, slots=True)
class Group:
    """The pieces of one block, and what the text says there."""

    pieces: tuple[Piece, ...]
    source: str = ""


def groups(text: str) -> list[Group]:
    """Return the blocks of a text."""
    return [
        Group(tuple(_pieces(node, 0)), text[node.start : node.end].strip("\n"))
        for node in parse(text).children
    ]


def pieces(text: str) -> list[Piece]:
    """Return the pieces of a text."""
    return [piece for group in groups(text) for piece in group.pieces]


def _pieces(node: Node, depth: int) -> Iterator[Piece]:
    match node.kind:
        case Kind.LIST:
            for item in node.children:
                yield from _item(item, depth, node.number)
        case Kind.TABLE:
            rows = tuple(
                tuple(runs(cell.children) for cell in row.children) for row in node.children
            )
            yield Piece(TABLE, rows=rows, align=node.align)
        case Kind.HEADING:
            yield Piece(HEADING, runs(node.children), level=node.level)
        case Kind.QUOTE:
            for child in node.children:
                yield from (replace(x, kind=QUOTE) for x in _pieces(child, depth))
        case Kind.CODE_BLOCK:
            yield Piece(CODE, (Run(node.text.rstrip("\n")),))
        case Kind.RULE:
            yield Piece(RULE)
        case _:
            yield Piece(PARAGRAPH, _ended(runs(node.children)))


def _item(item: Node, depth: int, number: int | None) -> Iterator[Piece]:
    """Yield an item: its first paragraph, further ones, and the lists in it."""
    inside: list[Node] = []
    blocks: list[Piece] = []
    for child in [*item.children, None]:
        is_block = child is None or child.kind in (Kind.PARAGRAPH, Kind.LIST, *_OTHER)
        if child is not None and not is_block:
            inside.append(child)  # the text of a tight item has no paragraph
            continue
        if inside:
            blocks.append(Piece(PARAGRAPH, runs(inside)))
            inside = []
        if child is not None:
            blocks += _pieces(child, depth + 1)
    first = blocks.pop(0) if blocks and blocks[0].kind == PARAGRAPH else Piece(PARAGRAPH)
    yield replace(first, kind=ITEM, depth=depth, number=number)
    for block in blocks:
        yield replace(block, kind=MORE, depth=depth) if block.kind == PARAGRAPH else block


_OTHER = (Kind.TABLE, Kind.HEADING, Kind.QUOTE, Kind.CODE_BLOCK, Kind.RULE)


def runs(nodes: Sequence[Node]) -> tuple[Run, ...]:
    """Return the letters of inline nodes; neighbours with one look are one run."""
    return joined(list(_runs(nodes, Run(""))))


def _ended(found: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return runs without the spaces after the last; a block of HTML holds its line end."""
    *first, last = found or (Run(""),)
    return joined([*first, last if last.code else replace(last, text=last.text.rstrip(" "))])


def joined(found: Sequence[Run]) -> tuple[Run, ...]:
    """Return runs without empty ones, those beside each other with one look as one."""
    made: list[Run] = []
    for run in found:
        if made and made[-1].look == run.look:
            made[-1] = replace(run, text=made[-1].text + run.text)
        elif run.text:
            made.append(run)
    return tuple(made)


def _runs(nodes: Sequence[Node], look: Run) -> Iterator[Run]:
    for node in nodes:
        match node.kind:
            case Kind.TEXT | Kind.HTML:
                yield replace(look, text=node.text.replace("\n", " "))
            case Kind.CODE:
                yield replace(look, text=node.text, code=True)
            case Kind.BREAK:
                yield replace(look, text="\n")
            case Kind.STRONG:
                yield from _runs(node.children, replace(look, bold=True))
            case Kind.EMPHASIS:
                yield from _runs(node.children, replace(look, italic=True))
            case Kind.STRUCK:
                yield from _runs(node.children, replace(look, struck=True))
            case Kind.LINK:
                yield from _runs(node.children, replace(look, address=node.address))
            case _:
                yield from _runs(node.children, look)
