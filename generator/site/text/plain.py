"""The tree of a text -> plain text, for descriptions and for the search."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.hub.markup import is_block
from generator.site.text.targets import Targets
from generator.sources.markdown import Kind, Node

_END_MARKS = ".,:;?!>"


@dataclass(frozen=True, slots=True)
class PlainText:
    """Writes trees as plain text; `targets` resolves the references in them."""

    targets: Targets

    def first_paragraph(self, tree: Node) -> str:
        """Return the text up to the end of the first paragraph, on one line."""
        found: list[str] = []
        for node in tree.walk():
            if node.kind is Kind.PARAGRAPH:
                found += self._words(node)
                break
            if node.kind in (Kind.HEADING, Kind.CELL, Kind.ITEM):
                found += (word for x in node.children if not is_block(x) for word in self._words(x))
                found.append(" ")
        return " ".join("".join(found).split())

    def one_line(self, tree: Node) -> str:
        """Return the whole text on one line that reads well wherever it is cut.

        Punctuation replaces line breaks: a colon after a heading, a comma between the items of a
        list and a full stop after the last.
        """
        return " ".join("".join(self._words(tree)).split())

    def _words(self, node: Node) -> Iterator[str]:
        match node.kind:
            case Kind.HEADING:
                yield _closed("".join(self._inside(node)), ":")
            case Kind.LIST:
                yield " "
                for item in node.children:
                    yield self._item(item, "." if item is node.children[-1] else ",")
            case Kind.LINK if node.is_inline and self.targets.resolve(node.address).is_lost:
                yield from self._inside(node)
                yield self.targets.lost
            case _:
                yield node.text
                yield from self._inside(node)
                if is_block(node) or node.kind in (Kind.CELL, Kind.BREAK):
                    yield " "

    def _inside(self, node: Node) -> Iterator[str]:
        return (word for child in node.children for word in self._words(child))

    def _item(self, item: Node, mark: str) -> str:
        """Return the words of an item; if it ends in a list, that list ends with a mark already."""
        words = "".join(self._inside(item))
        ends_in_text = not item.children or not is_block(item.children[-1])
        return _closed(words, mark) if ends_in_text else f"{words} "


def _closed(words: str, mark: str) -> str:
    """Return the words with a mark at the end, unless they have one, and a space."""
    is_open = bool(words) and words[-1] not in _END_MARKS and not words[-1].isspace()
    return f"{words}{mark} " if is_open else f"{words} "
