"""A Markdown text -> what readers would not see as the editor meant it.

In: a text. Out: findings with their offset in the text. The tree of the text shows three kinds of
mistakes: it contains something that is not allowed, a mark remains as text, or a word of the source
is missing.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from generator.check import (
    blocks,
    emphasis,
    endings,
    html,
    labels,
    lines,
    marks,
    notes,
    pasted,
    repeats,
)
from generator.check.finding import Finding
from generator.check.positions import after_spaces, line_start
from generator.hub.markup import label_end
from generator.language import say
from generator.problems import Code
from generator.sources.markdown import BLOCKS, Kind, Node, parse

MAX_DEPTH = 40
"""Levels of nodes that a text may have; a list adds two. Code that reads a tree is recursive."""

_DEFINITION = re.compile(r"\[[^\]\n]+\]:")
_FOOTNOTE = re.compile(r"\[\^[^\]\n]+\]:")
_MARKER = re.compile(r"(?:[-*+]|\d+[.)])")
_MAY_LOSE = re.compile(r"\]:|\|")  # only definitions and tables can lose words
_WORD = re.compile(r"[^\W_]+")
_OF_LINES = BLOCKS | {Kind.DOCUMENT, Kind.ITEM}


def findings(text: str, *, top_level: int) -> Iterator[Finding]:
    """Yield the findings of a text, in no particular order, at most one at each offset.

    `top_level` is the highest level that a heading may have. At 1, the text is a whole page, which
    may have code blocks too.
    """
    tree = parse(text)
    if deep := _too_deep(tree):
        yield deep
        return
    reported: set[int] = set()
    for found in _all(text, tree, top_level):
        if found.offset not in reported:
            reported.add(found.offset)
            yield found


def _all(text: str, tree: Node, top_level: int) -> Iterator[Finding]:
    """Yield every finding; of those at the same offset, the most specific one comes first."""
    for node in _written(tree):
        if node.kind is Kind.TEXT:
            yield from marks.findings(text, node)
            continue
        if forbidden := _forbidden(text, node, top_level):
            yield forbidden
        if node.kind in _OF_LINES:
            yield from blocks.findings(text, node)
            yield from lines.findings(text, node, top_level)
    yield from emphasis.findings(text, tree)
    yield from notes.findings(text, tree)
    yield from pasted.findings(text, tree)
    yield from repeats.findings(text, tree, is_page=top_level == 1)
    yield from endings.findings(text, tree)
    if _MAY_LOSE.search(text):
        yield from _lost(text, tree)


def _written(tree: Node) -> Iterator[Node]:
    """Yield the nodes of a tree, without the words of images and of links to web addresses."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        if not node.children:
            continue
        if node.kind is not Kind.IMAGE and (node.kind is not Kind.LINK or _is_reference(node)):
            waiting.extend(reversed(node.children))


def _is_reference(link: Node) -> bool:
    return link.is_inline and not marks.is_address(link.address)


def _too_deep(tree: Node) -> Finding | None:
    nodes = tree.children
    for _ in range(MAX_DEPTH):
        nodes = tuple(child for node in nodes for child in node.children)
        if not nodes:
            return None
    message = say("lister, sitater eller uthevinger ligger i for mange nivåer; skriv det enklere")
    return Finding(nodes[0].start, Code.TOO_DEEP, message)


def _forbidden(text: str, node: Node, top_level: int) -> Finding | None:
    match node.kind:
        case Kind.HTML:
            return html.finding(text, node)
        case Kind.IMAGE if top_level > 1:  # on a page, its address is checked
            return Finding(node.start, Code.IMAGE, say(marks.IMAGE))
        case Kind.LINK:
            return _link(text, node)
        case Kind.HEADING if node.level < top_level:
            return _heading(text, node, "#" * top_level)
        case Kind.CODE_BLOCK if top_level > 1:
            return _code_block(text, node)
    return None


def _link(text: str, node: Node) -> Finding | None:
    if not node.is_inline and text[node.start] != "<":
        return None  # its definition is reported
    if "@" in node.address and not node.is_inline and "://" not in node.address:
        message = say(
            "e-postadresse i «<>»; skriv [%(address)s](mailto:%(address)s)", address=node.address
        )
        return Finding(node.start, Code.LINK_SYNTAX, message)
    if not node.is_inline:
        return Finding(node.start + 1, Code.INLINE_ADDRESS, say(marks.ADDRESS), node.address)
    if not node.words.strip() and not any(x.kind is Kind.IMAGE for x in node.walk()):
        message = say("lenken har ingen tekst å trykke på; skriv den mellom «[» og «]»")
        return Finding(node.start, Code.LINK_SYNTAX, message)
    return labels.finding(node)


def _heading(text: str, node: Node, wanted: str) -> Finding:
    if text[node.start] == "#":
        cure = say("begynn linjen med «%(wanted)s » i stedet", wanted=wanted)
    else:
        cure = say("fjern streken under, eller sett inn en tom linje foran den")
    message = say(
        "overskrift på nivå %(level)s bryter siden; %(cure)s", level=node.level, cure=cure
    )
    return Finding(node.start, Code.HEADING_LEVEL, message)


def _code_block(text: str, node: Node) -> Finding:
    if text[node.start : node.start + 3] in ("```", "~~~"):
        message = say("kodeblokk; svar har bare tekst, så skriv `kode` på én linje")
    else:
        message = say(
            "linjen har fire mellomrom eller mer foran seg og blir kode; fjern dem, "
            "eller rykk den inn som linjen over"
        )
    return Finding(node.start, Code.MARKDOWN, message)


class _Span(NamedTuple):
    start: int
    end: int


def _lost(text: str, tree: Node) -> Iterator[Finding]:
    """Yield a finding for each part of the text whose words are missing from the tree."""
    tables = [node for node in tree.walk() if node.kind is Kind.TABLE]  # none is in another
    starts = [table.start for table in tables]
    done = 0
    for span in (*sorted(_covered(text, tree)), _Span(len(text), len(text))):
        word = _WORD.search(text, done, max(done, span.start))
        if word:
            before = bisect_right(starts, word.start())
            in_table = before > 0 and word.start() < tables[before - 1].end
            yield _lost_word(text, word.start(), in_table=in_table)
        done = max(done, span.end)


def _covered(text: str, tree: Node) -> Iterator[_Span]:
    """Yield the parts of the text that the tree accounts for."""
    for node in tree.walk():
        match node.kind:
            case Kind.TEXT:
                yield from (_Span(piece.start, piece.end) for piece in node.pieces)
            case Kind.CODE | Kind.CODE_BLOCK | Kind.HTML | Kind.IMAGE:
                yield _Span(node.start, node.end)
            case Kind.LINK:
                yield _Span(label_end(text, node) if node.is_inline else node.start, node.end)
            case Kind.ITEM:
                marker = _MARKER.match(text, after_spaces(text, node.start))
                yield _Span(node.start, marker.end() if marker else node.start)


def _lost_word(text: str, offset: int, *, in_table: bool) -> Finding:
    line = line_start(text, offset)
    start = after_spaces(text, line)
    if in_table:
        message = say(
            "raden har flere celler enn tabellen har overskrifter, så de siste ville "
            "forsvunnet; fjern en «|», eller gi tabellen en kolonne til"
        )
        return Finding(line, Code.MARKDOWN, message)
    if _FOOTNOTE.match(text, start):
        return Finding(start, Code.MARKDOWN, say(marks.FOOTNOTE))
    if _DEFINITION.match(text, start):
        message = say("lenke med adressen for seg; skriv [tekst](link:id)")
        address = text[line : text.find("\n", line) + 1 or len(text)].partition("]:")[2].split()
        return Finding(start, Code.INLINE_ADDRESS, message, address[0] if address else "")
    word = _WORD.match(text, offset)
    message = say(
        "«%(word)s» kommer ikke med på siden; skriv linjen på nytt",
        word=word.group() if word else "",
    )
    return Finding(offset, Code.MARKDOWN, message)
