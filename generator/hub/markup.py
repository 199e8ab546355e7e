"""What the Markdown of a hub refers to: links, laws, questions and e-mail addresses, by id.

In: Markdown as editors write it. Out: references with their offsets, in the order of the text.
Nothing is resolved here.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.memory import Remembered
from generator.sources.markdown import BLOCKS, Kind, Node, parse

REFERENCE_SCHEMES = ("link", "law", "question", "mailto")
_BARE = re.compile(r"(?:\\.|[^\\\s])*")
_IN_BRACKETS = re.compile(r"(?:\\.|[^\\>])*")
HEADING_LEVEL = 4
"""The highest level of a heading inside an answer: the question is on level 3 of a role's page."""


class Reference(NamedTuple):
    """`[text](scheme:target#fragment)`.

    `offset` and `end` are where the destination starts and ends in the text, in characters, and
    `written` is what it says, without backslashes. The scheme is empty if there is none.
    """

    offset: int
    end: int
    written: str
    scheme: str
    target: str
    fragment: str | None
    label: str = ""
    """The words of the link, as readers see them."""


def split_reference(written: str) -> tuple[str, str, str | None]:
    """Return scheme, target and fragment of a link's destination.

    With a scheme that is not ours, the target is everything after the colon.
    """
    scheme, colon, rest = written.partition(":")
    if not colon:
        return "", written, None
    if scheme not in REFERENCE_SCHEMES:
        return scheme, rest, None
    target, hash_, fragment = rest.partition("#")
    return scheme, target, fragment if hash_ else None


@Remembered  # the check, the pages and the link check ask for the same texts
def references(text: str) -> tuple[Reference, ...]:
    """Return the references of a text, in order."""
    return tuple(_reference(text, link) for link in _inline_links(parse(text)))


def _reference(text: str, link: Node) -> Reference:
    start, address = destination_start(text, link), link.address
    end = start + len(address)
    if not text.startswith(address, start):  # something in it is escaped
        written = _IN_BRACKETS if text[start - 1] == "<" else _BARE
        found = written.match(text, start, link.end - 1)
        end = found.end() if found else end
    label = " ".join(link.words.split())
    return Reference(start, end, address, *split_reference(address), label)


def _inline_links(tree: Node) -> Iterator[Node]:
    return (node for node in tree.walk() if node.kind is Kind.LINK and node.is_inline)


def label_end(text: str, link: Node) -> int:
    """Return the offset of the `](` between the label and the destination of an inline link."""
    return text.index("](", link.children[-1].end if link.children else link.start)


def destination_start(text: str, link: Node) -> int:
    """Return the offset of the first character of an inline link's destination."""
    offset = label_end(text, link) + len("](")
    while text[offset].isspace():
        offset += 1
    return offset + (text[offset] == "<")


def is_one_paragraph(text: str) -> bool:
    """Whether a text is a single paragraph, without lists, tables, headings and quotations."""
    blocks = parse(text).children
    return len(blocks) == 1 and blocks[0].kind is Kind.PARAGRAPH


def is_block(node: Node) -> bool:
    """Whether a node is a block. An item of a tight list contains text without a paragraph."""
    return node.kind in BLOCKS
