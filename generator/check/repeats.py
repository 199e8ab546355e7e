"""Texts that are there twice: a paragraph, a sentence, a part of one, an item of a list.

In: a text and its tree. Out: at most one finding, at the repetition.
"""

import re
from collections.abc import Iterator, Sequence

from generator.check.finding import Finding
from generator.language import say
from generator.problems import Code
from generator.sources.markdown import Kind, Node

_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"[^.?!]+")
_FEWEST = 5
"""Words of a sentence; a shorter one may rightly be there twice."""
_ROW = 8
"""So many words in the same order are there twice by mistake only."""
_LONG_WORD = 9
"""Letters; rows are compared from such words on, which every long row has."""
_MOST_QUOTED = 6
_PARTS = (Kind.PARAGRAPH, Kind.ITEM, Kind.HEADING, Kind.LIST, Kind.TABLE, Kind.QUOTE)


def findings(text: str, tree: Node) -> Iterator[Finding]:
    """Yield the first repetition in a text: of a block or an item, else of words in the prose."""
    found = _part(text, tree) or _prose(text, tree)
    if found:
        yield found


def _part(text: str, tree: Node) -> Finding | None:
    """Return the finding for the first block, or item of a list, that its parent has twice."""
    for node in tree.walk():
        if node.kind not in (Kind.DOCUMENT, Kind.LIST, Kind.QUOTE) or len(node.children) == 1:
            continue
        seen: set[str] = set()
        for child in node.children:
            if child.kind in _PARTS:
                words = _WORD.findall(text[child.start : child.end].casefold())
                key = " ".join(words)
                if key in seen:
                    start = (
                        child.start
                        + len(text[child.start : child.end])
                        - len(text[child.start : child.end].lstrip())
                    )
                    return _finding(start, _WORD.findall(child.words))
                if words and not words[0].isdigit():
                    seen.add(key)
    return None


def _prose(text: str, tree: Node) -> Finding | None:
    """Return the finding for the first sentence or row of words that paragraphs have twice."""
    sentences: set[str] = set()
    rows: set[tuple[str, ...]] = set()
    for block in tree.children:
        if block.kind is not Kind.PARAGRAPH:
            continue
        written = text[block.start : block.end].casefold()
        for match in _SENTENCE.finditer(written):
            words = _WORD.findall(match.group())
            if len(words) < _FEWEST:
                continue
            key = " ".join(words)
            if key in sentences:
                return _at(block.start, match.group(), match.start(), 0)
            sentences.add(key)
        words = _WORD.findall(written)
        for place in range(len(words) - _ROW + 1):
            if len(words[place]) >= _LONG_WORD:
                row = tuple(words[place : place + _ROW])
                if row in rows:
                    return _at(block.start, written, 0, place)
                rows.add(row)
    return None


def _at(block: int, written: str, start: int, place: int) -> Finding:
    """Return the finding for words from that at `place` on, in a part of a block."""
    words = list(_WORD.finditer(written))[place:]
    return _finding(block + start + words[0].start(), [word.group() for word in words])


def _finding(offset: int, words: Sequence[str]) -> Finding:
    shown = " ".join(words[:_MOST_QUOTED]) + (" …" if len(words) > _MOST_QUOTED else "")
    message = say("«%(words)s» står to ganger; fjern det ene", words=shown)
    return Finding(offset, Code.REPEATED, message)
