"""Texts that are there twice: a paragraph, a sentence, a part of one, an item of a list.

In: a text and its tree. Out: at most one finding, at the repetition.
"""

import re
from collections.abc import Iterator, Sequence

from generator.check.finding import Finding
from generator.language import say
from generator.problems import Code
from generator.sources.markdown import Kind, Node

_SENTENCE_END = re.compile(r"[.?!](?=\s|$)")
_FEWEST = 5
"""Words of a sentence; a shorter one may rightly be there twice."""
_AROUND = " \n-*+.,;:#>0123456789)"
"""What does not make a block or an item another one: signs of lists, and ends of sentences."""
_AROUND_LINE = f"{_AROUND}\t"
_SPACE = re.compile(r"\s*")
_ROW = 8
"""So many words in the same order are there twice by mistake only."""
_LONG_WORD = 9
"""Letters; rows are compared from such words on, which every long row has."""
_MOST_QUOTED = 6
_PARTS = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.HEADING, Kind.LIST, Kind.TABLE, Kind.QUOTE})
_PARTS_OF_PAGE = _PARTS - {Kind.HEADING}


def findings(text: str, tree: Node, *, is_page: bool) -> Iterator[Finding]:
    """Yield the first repetition in a text: of a block or an item, else of words in the prose.

    A page may have the same heading in two of its parts.
    """
    folded = text.casefold()
    found = _part(text, tree, _PARTS_OF_PAGE if is_page else _PARTS) if _has_twins(folded) else None
    if found := found or (_prose(text, tree) if _may_repeat(folded) else None):
        yield found


def _part(text: str, tree: Node, kinds: frozenset[Kind]) -> Finding | None:
    """Return the finding for the first part of one of these kinds that its parent has twice."""
    for node in (tree, *_lists(tree)):
        seen: set[str] = set()
        for child in node.children:
            if child.kind in kinds:
                key = text[child.start : child.end].strip(_AROUND).casefold()
                if key in seen:
                    spaces = _SPACE.match(text, child.start)
                    return _finding(spaces.end() if spaces else child.start, child.words.split())
                if key:
                    seen.add(key)
    return None


def _lists(node: Node) -> Iterator[Node]:
    """Yield every list inside a node that is a block."""
    for child in node.children:
        if child.kind in (Kind.LIST, Kind.ITEM, Kind.QUOTE):
            if child.kind is Kind.LIST:
                yield child
            yield from _lists(child)


def _has_twins(folded: str) -> bool:
    """Whether two lines of a text are equal, as the first ones of two equal parts are."""
    lines = [line for written in folded.split("\n") if (line := written.strip(_AROUND_LINE))]
    return len(set(lines)) < len(lines)


def _may_repeat(folded: str) -> bool:
    """Whether four words are in a text twice in the same order; most texts need no more tests."""
    words = folded.split()
    rows = set(zip(words, words[1:], words[2:], words[3:], strict=False))
    return len(rows) < len(words) - 3


def _prose(text: str, tree: Node) -> Finding | None:
    """Return the finding for the first sentence or row of words that paragraphs have twice."""
    sentences: set[str] = set()
    rows: set[tuple[str, ...]] = set()
    for block in tree.children:
        if block.kind is not Kind.PARAGRAPH:
            continue
        seen = block.words
        for sentence in _SENTENCE_END.split(seen.casefold()):
            key = " ".join(sentence.split())
            if key.count(" ") < _FEWEST - 1:
                continue
            if key in sentences:
                return _at(text, block, seen, key)
            sentences.add(key)
        words = seen.casefold().split()
        starts = [n for n, word in enumerate(words[: 1 - _ROW]) if len(word) >= _LONG_WORD]
        for start in starts:
            row = tuple(words[start : start + _ROW])
            if row in rows:
                return _at(text, block, seen, " ".join(words[start:]))
            rows.add(row)
    return None


def _at(text: str, block: Node, seen: str, words: str) -> Finding:
    """Return the finding for words in a block, at the last place where their first ones are.

    `seen` is the block as readers see it, and `words` a part of it in lower case.
    """
    written = " ".join(seen.split())
    start = written.casefold().rfind(words)
    named = written[start : start + len(words)].split() if start >= 0 else words.split()
    offset = text.rfind(" ".join(named[:2]), block.start, block.end)
    return _finding(offset if offset >= 0 else block.start, named)


def _finding(offset: int, words: Sequence[str]) -> Finding:
    shown = " ".join(words[:_MOST_QUOTED]) + (" …" if len(words) > _MOST_QUOTED else "")
    message = say("«%(words)s» står to ganger; fjern det ene", words=shown)
    return Finding(offset, Code.REPEATED, message)
