"""Markdown -> its sentences and words, and how hard they are to read.

In: a text as editors write it. Out: sentences with their offsets, and LIX: words in a sentence,
plus long words in a hundred (C.-H. Björnsson, Läsbarhet, 1968). The destinations of links are no
words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.sources.markdown import BLOCKS, Kind, Node, parse

LONG = 7
"""The fewest letters of a long word."""
_GROUPS = BLOCKS | {Kind.DOCUMENT, Kind.ITEM, Kind.HEAD, Kind.ROW, Kind.CELL}
_WORD = re.compile(r"[^\W_]+(?:[-'\u2010\u2011\u2019/][^\W_]+)*")
_END = re.compile(r"[.!?…]+[\"»)\]]*\s+(?=[«\"(]?[A-ZÆØÅ0-9])")
_BEFORE = re.compile(r"([\w.]+)$")
_ABBREVIATED = frozenset(
    {
        "bl.a", "ca", "dr", "dvs", "e.l", "eks", "ev", "evt", "f.eks", "jf", "jfr", "kap", "kl",
        "m.m", "maks", "min", "mv", "nr", "o.l", "osv", "pkt", "pr", "s", "st", "tlf", "art",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its words in one text, and where each character stands in the Markdown."""

    text: str
    offsets: Sequence[int]
    is_running: bool
    """Whether it stands in a paragraph or a list, and not in a title or a table."""

    @property
    def words(self) -> list[str]:
        """The words, in order."""
        return _WORD.findall(self.text)

    @property
    def start(self) -> int:
        """Where the sentence begins in the Markdown."""
        return self.offsets[0]


def sentences(text: str) -> list[Sentence]:
    """Return the sentences of a text, in order; the end of a block ends one, too."""
    found: list[Sentence] = []
    waiting = [(parse(text), True)]
    while waiting:  # no recursion: a text may be nested deeper than Python's stack
        group, is_running = waiting.pop()
        if group.kind is Kind.CODE_BLOCK:
            continue
        is_running = is_running and group.kind not in (Kind.HEADING, Kind.TABLE)
        inside = [node for node in group.children if node.kind in _GROUPS]
        run = [node for node in group.children if node.kind not in _GROUPS]
        found += _split(*_characters(run), is_running=is_running)
        waiting += [(node, is_running) for node in reversed(inside)]
    return found


def lix(running: Sequence[Sentence]) -> int | None:
    """Return how hard sentences are to read; None without any words."""
    words = [word for sentence in running for word in sentence.words]
    if not words:
        return None
    many = sum(len(word) >= LONG for word in words)
    return round(len(words) / len(running) + 100 * many / len(words))


def _characters(nodes: Sequence[Node]) -> tuple[str, list[int]]:
    """Return the characters that a reader sees of nodes, and where each stands."""
    text, offsets = "", []
    for node in (inner for outer in nodes for inner in outer.walk()):
        for piece in node.pieces or ([node] if node.kind is not Kind.TEXT else []):
            if piece.kind is Kind.BREAK:
                shown = " "
            elif piece.kind is Kind.CODE:
                shown = re.sub(r"\W", "x", piece.text)
            else:
                shown = piece.text.replace("\n", " ")
            is_plain = len(shown) == piece.end - piece.start
            text += shown
            offsets += [piece.start + (at if is_plain else 0) for at in range(len(shown))]
    return text, offsets


def _split(text: str, offsets: Sequence[int], *, is_running: bool) -> Iterator[Sentence]:
    start = 0
    for end in [*_ends(text), len(text)]:
        if _WORD.search(text, start, end):
            yield Sentence(text[start:end], offsets[start:end], is_running)
        start = end


def _ends(text: str) -> Iterator[int]:
    for found in _END.finditer(text):
        before = _BEFORE.search(text, 0, found.start())
        if before is None or before[1].lower() not in _ABBREVIATED:
            yield found.end()
