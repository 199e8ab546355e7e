"""The tree of a text -> the blocks that the template of PDFs lays out.

In: a tree, and a function that says how its links are printed. Out: plain dicts and lists, ready
for JSON. This module does not depend on Typst.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.hub.markup import is_block
from generator.site.paper.breaks import LONGEST_WORD, breakable, is_visible
from generator.site.paper.runs import Fields, merged, strong, tidy
from generator.sources.markdown import Kind, Node

MAX_DEPTH = 6
"""Levels of lists; the page has no room for more, and Typst has a limit too."""
MAX_COLUMNS = 6
"""A table with more columns is printed as one list for each row."""

_SHORT = 170  # characters; a paragraph of two lines
_SHORT_END = 600  # characters; a longer last block is not kept with what follows it
_UNSEEN = frozenset({"file", "id", "url"})
# Lines are not justified, so only long words, which would leave a gap, are hyphenated.
_LONG_WORD = re.compile(r"([^\W\d_]{16,})")
_STYLES = {Kind.CODE: "code", Kind.EMPHASIS: "em", Kind.STRONG: "strong", Kind.STRUCK: "struck"}


@dataclass(frozen=True, slots=True)
class PrintedLink:
    """A link in print: its fields for the template, and what is said after it."""

    fields: Mapping[str, Any]
    """`url`, `to`, `number`, …; empty if only the words are printed."""
    after: str = ""
    """Words in small letters after those of the link, such as that its address is missing."""


Links = Callable[[Node], PrintedLink]
"""A link of the tree -> the link in print."""


def blocks(tree: Node, links: Links, *, is_note: bool = False) -> list[Fields]:
    """Return the blocks of a text: paragraphs, headings, lists, tables, quotations and rules.

    `is_note` is whether the text is in a list of links, where it can have no headings.
    """
    return _with_keeps(_with_levels(_Layout(links).blocks(tree, int(is_note))))


class _Layout:
    """Turns nodes of the tree into blocks; `longest` is how many letters fit in the column."""

    def __init__(self, links: Links, longest: int = LONGEST_WORD) -> None:
        self._links = links
        self._longest = longest

    def blocks(self, holder: Node, depth: int) -> list[Fields]:
        """Return the blocks inside a node; text between them becomes paragraphs.

        `depth` is the number of lists and quotations around them.
        """
        found: list[Fields] = []
        loose: list[Node] = []
        for child in (*holder.children, None):
            if child and not is_block(child):
                loose.append(child)
                continue
            found += self._paragraph(loose)
            loose = []
            if child:
                found += self._block(child, depth)
        return found

    def _paragraph(self, nodes: Sequence[Node]) -> list[Fields]:
        runs = tidy(run for node in nodes for run in self._runs(node, ()))
        return [{"kind": "p", "runs": runs}] if runs else []

    def _block(self, node: Node, depth: int) -> list[Fields]:
        match node.kind:
            case Kind.HEADING:
                return self._heading(node, depth)
            case Kind.LIST:
                return [self._list(node, depth)]
            case Kind.QUOTE:
                inside = self.blocks(node, depth + 1)
                return [{"kind": "quote", "blocks": inside}] if depth < MAX_DEPTH else inside
            case Kind.TABLE:
                return [self._table(node)]
            case Kind.RULE:
                return [{"kind": "rule"}]
            case Kind.CODE_BLOCK:
                lines = [list(self._text(line, ("code",))) for line in node.text.splitlines()]
                runs = [run for line in lines for run in (*line, {"br": True})]
                return [{"kind": "p", "runs": runs[:-1]}] if runs else []
        return self._paragraph(node.children)

    def _heading(self, node: Node, depth: int) -> list[Fields]:
        if not is_visible(node.words):
            return []
        runs = tidy(self._inside(node, ()))
        if depth:  # inside a list or a quotation, a heading would break the outline
            return [{"kind": "p", "runs": strong(runs)}]
        return [{"kind": "heading", "level": node.level, "runs": runs}]

    def _list(self, node: Node, depth: int) -> Fields:
        items: list[list[Fields]] = []
        for child in node.children:
            inside = self.blocks(child, depth + 1)
            if depth + 1 < MAX_DEPTH:
                items.append(inside)
                continue
            # No room for a deeper list: its items follow as items of this one.
            items.append([block for block in inside if block["kind"] != "list"])
            for block in inside:
                if block["kind"] == "list":
                    items += block["items"]
        found: Fields = {"kind": "list", "items": items}
        return found if node.number is None else {**found, "start": node.number}

    def _table(self, node: Node) -> Fields:
        head, *body = node.children
        width = len(head.children)
        if width > MAX_COLUMNS:
            names = self._row(head)
            records = [
                [list(pair) for pair in zip(names, self._row(row), strict=True)] for row in body
            ]
            return {"kind": "records", "records": records}
        layout = _Layout(self._links, 2 * LONGEST_WORD // (width + 1))
        return {
            "kind": "table",
            "align": [side or "left" for side in node.align],
            "head": [layout._row(head)],
            "body": [layout._row(row) for row in body],
        }

    def _row(self, row: Node) -> list[list[Fields]]:
        return [tidy(self._inside(cell, ())) for cell in row.children]

    def _inside(self, node: Node, styles: tuple[str, ...]) -> Iterator[Fields]:
        for child in node.children:
            yield from self._runs(child, styles)

    def _runs(self, node: Node, styles: tuple[str, ...]) -> Iterator[Fields]:
        """Yield the runs of an inline node; nesting becomes a set of styles on each run."""
        if node.kind is Kind.BREAK:
            yield {"br": True}
            return
        if node.kind is Kind.LINK and node.is_inline:
            yield from self._link(node, styles)
            return
        style = _STYLES.get(node.kind)
        more = (*styles, style) if style and style not in styles else styles
        yield from self._text(node.text, more)
        yield from self._inside(node, more)

    def _link(self, node: Node, styles: tuple[str, ...]) -> Iterator[Fields]:
        link = self._links(node)
        words = merged(self._inside(node, styles))
        if link.fields and words:
            yield {"link": words, **link.fields}
        else:
            yield from words
        if link.after:
            yield from self._text(link.after, (*styles, "small"))

    def _text(self, text: str, styles: tuple[str, ...]) -> Iterator[Fields]:
        words = _LONG_WORD.split(text)
        for place, part in enumerate(words):
            if part:
                long = ("long",) if place % 2 and "code" not in styles else ()
                flags = dict.fromkeys((*styles, *long), True)
                yield {"text": breakable(part, self._longest), **flags}


def length(value: Any) -> int:
    """Return about how many characters of some fields are printed."""
    match value:
        case dict():
            return sum(length(x) for key, x in value.items() if key not in _UNSEEN)
        case list():
            return sum(length(x) for x in value)
        case str():
            return len(value)
    return 0


def _with_keeps(found: list[Fields]) -> list[Fields]:
    """Mark the blocks that must stay on the same page as the block after them."""
    for place, block in enumerate(found):
        following = found[place + 1]["kind"] if block is not found[-1] else None
        if (
            (block["kind"] == "p" and following in ("list", "table", "records"))
            or (place == 0 and following and length(block) <= _SHORT)
            or (following is None and length(block) <= _SHORT_END)
        ):
            block["keep"] = True
    return found


def _with_levels(found: list[Fields]) -> list[Fields]:
    """Give the headings of an answer levels from 1 without gaps, as a tagged PDF requires."""
    open_: list[int] = []
    for block in found:
        if block["kind"] == "heading":
            while open_ and open_[-1] >= block["level"]:
                open_.pop()
            open_.append(block["level"])
            block["level"] = len(open_)
    return found
