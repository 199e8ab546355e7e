"""Markdown -> a tree of nodes with their offsets in the text.

CommonMark (https://spec.commonmark.org/0.31.2/) with GFM tables and strikethrough
(https://github.github.com/gfm/), parsed by pyromark, which gives the position of every event. The
parser is imported here only. Nothing is rendered here, and no reference is resolved.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple

from pyromark import Markdown, Options


class Kind(StrEnum):
    """What a node is."""

    DOCUMENT = "document"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST = "list"
    ITEM = "item"
    QUOTE = "quote"
    TABLE = "table"
    HEAD = "head"
    ROW = "row"
    CELL = "cell"
    RULE = "rule"
    CODE_BLOCK = "code-block"
    TEXT = "text"
    CODE = "code"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    STRUCK = "struck"
    LINK = "link"
    IMAGE = "image"
    BREAK = "break"
    HTML = "html"


BLOCKS = frozenset(
    {
        Kind.PARAGRAPH,
        Kind.HEADING,
        Kind.LIST,
        Kind.QUOTE,
        Kind.TABLE,
        Kind.RULE,
        Kind.CODE_BLOCK,
    }
)


class Node(NamedTuple):
    """A part of a text, from `start` to `end` (offsets in characters, the end excluded).

    `kind` decides which of the other fields are set. The others have their defaults.
    """

    kind: Kind
    start: int
    end: int
    children: tuple["Node", ...] = ()
    text: str = ""
    """Of text, code and HTML: the characters a reader sees. A line break inside a paragraph is
    `\\n`. Of a code block: its content."""
    pieces: tuple["Node", ...] = ()
    """Of a text: the parts that the parser reported. A mark that could have started or ended
    emphasis, a link or code, but did not, is a separate piece, and so is an entity."""
    level: int = 0
    """Of a heading: 1 to 6."""
    number: int | None = None
    """Of a list: the number of its first item; None for bullets."""
    address: str = ""
    """Of a link or image: the destination. Of a code block: the name of its language."""
    title: str = ""
    """Of a link or image: the text in quotation marks after the destination."""
    is_inline: bool = True
    """Of a link: whether its destination is in parentheses after it."""
    align: tuple[str, ...] = ()
    """Of a table: `left`, `center`, `right` or an empty string for each column."""

    @property
    def words(self) -> str:
        """The characters that a reader sees of the node and of everything inside it."""
        if len(self.children) == 1 and not self.children[0].children:  # as in most links
            return self.text + self.children[0].text
        return "".join([node.text for node in self.walk()])

    def walk(self) -> Iterator["Node"]:
        """Yield the node and everything inside it, in the order of the text."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            if node.children:
                waiting.extend(reversed(node.children))


_PARSER = Markdown(options=Options.ENABLE_TABLES | Options.ENABLE_STRIKETHROUGH)
_STARTS: Mapping[str, Kind] = {
    "Paragraph": Kind.PARAGRAPH,
    "Heading": Kind.HEADING,
    "List": Kind.LIST,
    "Item": Kind.ITEM,
    "BlockQuote": Kind.QUOTE,
    "Table": Kind.TABLE,
    "TableHead": Kind.HEAD,
    "TableRow": Kind.ROW,
    "TableCell": Kind.CELL,
    "CodeBlock": Kind.CODE_BLOCK,
    "HtmlBlock": Kind.PARAGRAPH,
    "Strong": Kind.STRONG,
    "Emphasis": Kind.EMPHASIS,
    "Strikethrough": Kind.STRUCK,
    "Link": Kind.LINK,
    "Image": Kind.IMAGE,
}
_LEAVES: Mapping[str, Kind] = {
    "Text": Kind.TEXT,
    "Code": Kind.CODE,
    "Html": Kind.HTML,
    "InlineHtml": Kind.HTML,
}
# Byte of UTF-8 -> 1 for the first byte of a character, 0 for the others.
_FIRST_BYTES = bytes(byte & 0xC0 != 0x80 for byte in range(256))


@lru_cache(maxsize=500)  # checks, pages, search and PDFs parse the same texts; trees are large
def parse(text: str) -> Node:
    """Return the tree of a text, whose root is a `document`. Never raises."""
    root: list[Node] = []
    open_: list[tuple[str, Any, int, list[Node]]] = [("Document", None, 0, root)]
    position = _positions(text)
    events: Iterator[tuple[Any, Any]] = _PARSER.events_with_range(text)
    for event, span in events:
        start, end = position[span["start"]], position[span["end"]]
        if isinstance(event, str):
            _add_mark(open_[-1][3], event, start, end)
            continue
        ((name, value),) = event.items()
        if name == "Start":
            tag, about = (value, None) if isinstance(value, str) else next(iter(value.items()))
            open_.append((tag, about, start, []))
        elif name == "End":
            tag, about, start, children = open_.pop()
            open_[-1][3].append(_node(tag, about, start, end, children))
        else:
            open_[-1][3].append(Node(_LEAVES[name], start, end, text=value))
    return Node(Kind.DOCUMENT, 0, len(text), _merged(root))


def _positions(text: str) -> range | list[int]:
    """Return the offset in characters for each offset in bytes of UTF-8."""
    if text.isascii():
        return range(len(text) + 1)
    return list(accumulate(text.encode().translate(_FIRST_BYTES), initial=0))


def _add_mark(siblings: list[Node], name: str, start: int, end: int) -> None:
    if name == "SoftBreak":
        siblings.append(Node(Kind.TEXT, start, end, text="\n"))
    else:
        siblings.append(Node(Kind.BREAK if name == "HardBreak" else Kind.RULE, start, end))


def _node(tag: str, about: Any, start: int, end: int, children: list[Node]) -> Node:
    kind = _STARTS[tag]
    if kind is Kind.CODE_BLOCK:
        language = about["Fenced"] if isinstance(about, dict) else ""
        text = "".join(child.text for child in children)
        return Node(kind, start, end, text=text, address=language)
    inside = _merged(children)
    match kind:
        case Kind.HEADING:
            return Node(kind, start, end, inside, level=int(about["level"][1]))
        case Kind.LIST:
            return Node(kind, start, end, inside, number=about)
        case Kind.TABLE:
            align = tuple("" if side == "None" else side.lower() for side in about)
            return Node(kind, start, end, inside, align=align)
        case Kind.LINK | Kind.IMAGE:
            is_inline = about["link_type"] == "Inline"
            return Node(
                kind, start, end, inside,
                address=about["dest_url"], title=about["title"], is_inline=is_inline,
            )  # fmt: skip
    return Node(kind, start, end, inside)


def _merged(nodes: list[Node]) -> tuple[Node, ...]:
    """Return the nodes, with neighbouring texts joined to one that has them as its pieces."""
    found: list[Node] = []
    run: list[Node] = []
    for node in (*nodes, None):
        if node and node.kind is Kind.TEXT:
            run.append(node)
            continue
        if run:
            text = "".join(piece.text for piece in run)
            found.append(Node(Kind.TEXT, run[0].start, run[-1].end, text=text, pieces=tuple(run)))
            run = []
        if node:
            found.append(node)
    return tuple(found)
