"""The ids of headings on hand-written pages, which links to them use."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.sources.markdown import Kind, Node

_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The ids of a heading on a hand-written page."""

    id: str
    earlier: str | None
    """The id that the heading had under an earlier rule, unless a heading has it now."""


def anchors(tree: Node) -> Mapping[int, Anchor]:
    """Return the anchor of each heading, by the offset at which the heading starts.

    The id is the words in lower case with hyphens: "æ" becomes `ae`, "ø" `o` and "å" `a`. A
    repeated id gets a number. Earlier ids are those of Python-Markdown's table of contents.
    """
    headings = [node for node in tree.walk() if node.kind is Kind.HEADING]
    now = _unique((id_from(node.words) or "avsnitt" for node in headings), "{}-{}", 2)
    before = _unique((_earlier_id(node.words) for node in headings), "{}_{}", 1)
    taken = set(now)
    return {
        node.start: Anchor(id_, None if old in taken else old)
        for node, id_, old in zip(headings, now, before, strict=True)
    }


def id_from(words: str) -> str:
    """Return the id for words; empty if they have no letter from a to z and no digit."""
    text = unicodedata.normalize("NFKD", words.casefold().translate(_LETTERS))
    found = _WORD.findall(text.encode("ascii", "ignore").decode())
    return "-".join(found)


def _earlier_id(words: str) -> str:
    text = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", text).strip().lower())


def _unique(ids: Iterator[str], pattern: str, first: int) -> list[str]:
    """Return the ids; repeated and empty ones get a number, from `first`, by `pattern`."""
    found: dict[str, None] = {}
    numbers: dict[str, int] = {}
    for id_ in ids:
        unique, number = id_, numbers.get(id_, first)
        while not unique or unique in found:
            unique = pattern.format(id_, number)
            number += 1
        numbers[id_] = number
        found[unique] = None
    return list(found)
