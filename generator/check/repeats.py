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
_PARTS = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.HEADING, Kind.LIST, Kind.TABLE, Kind.QUOTE})


def findings(text: str, tree: Node, *, is_page: bool) -> Iterator[Finding]:
    """Yield the first repetition in a text: of a block or an item, else of words in the prose.

    A page may have the same heading in two of its parts.
    """
    found = _part(text, tree, _PARTS - {Kind.HEADING} if is_page else _PARTS) or _prose(text, tree)
    if found:
        yield found


def _part(text: str, tree: Node, kinds: frozenset[Kind]) -> Finding | None:
    """Return the finding for the first part of one of these kinds that its parent has twice."""
    for node in tree.walk():
        if node.kind not in (Kind.DOCUMENT, Kind.LIST, Kind.QUOTE) or len(node.children) == 1:
            continue
        seen: set[str] = set()
        for child in node.children:
            if child.kind in kinds:
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
        seen = block.words
        for match in _SENTENCE.finditer(seen):
            words = _WORD.findall(match.group().casefold())
            if len(words) < _FEWEST:
                continue
            key = " ".join(words)
            if key in sentences:
                return _at(text, block, _WORD.findall(match.group()))
            sentences.add(key)
        words = _WORD.findall(seen.casefold())
        for place in range(len(words) - _ROW + 1):
            if len(words[place]) >= _LONG_WORD:
                row = tuple(words[place : place + _ROW])
                if row in rows:
                    return _at(text, block, _WORD.findall(seen)[place:])
                rows.add(row)
    return None


def _at(text: str, block: Node, words: Sequence[str]) -> Finding:
    """Return the finding for words that readers see in a block, where the first are last."""
    offset = text.rfind(" ".join(words[:2]), block.start, block.end)
    return _finding(offset if offset >= 0 else block.start, words)


def _finding(offset: int, words: Sequence[str]) -> Finding:
    shown = " ".join(words[:_MOST_QUOTED]) + (" …" if len(words) > _MOST_QUOTED else "")
    message = say("«%(words)s» står to ganger; fjern det ene", words=shown)
    return Finding(offset, Code.REPEATED, message)
