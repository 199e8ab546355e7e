"""The glossary -> where a text uses its terms for the first time.

In: the terms, and the tree of a text. Out: marks, and the explanation of a term as HTML.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from generator.hub.model import ExpansionBasis, Term
from generator.language import Language, msgid
from generator.sources.markdown import Kind, Node

LOOKED_UP = msgid("slått opp, står ikke i kildene")
_WORD = re.compile(r"\w+(?:-\w+)*")
_UNMARKED = frozenset({Kind.LINK, Kind.CODE, Kind.CODE_BLOCK, Kind.HEADING, Kind.HEAD})


@dataclass(frozen=True, slots=True)
class Mark:
    """A use of a term: from `start` to `end` in the characters of a text node."""

    start: int
    end: int
    term: str
    """The term's id."""


class TermFinder:
    """Finds the terms of a glossary in texts."""

    def __init__(self, terms: Iterable[Term]) -> None:
        forms = [
            (written, term.id)
            for term in terms
            if term.tooltip
            for written in (term.term, *term.forms)
        ]
        self._by_first_word: dict[str, list[tuple[re.Pattern[str], str]]] = {}
        for written, id_ in sorted(forms, key=lambda form: -len(form[0])):
            if first := _WORD.search(written):
                entry = (_form_pattern(written), id_)
                self._by_first_word.setdefault(first.group().casefold(), []).append(entry)

    def marks(self, tree: Node) -> Mapping[int, tuple[Mark, ...]]:
        """Return the first use of each term, by the start of the text node that contains it.

        Links, code, headings and the heads of tables are left out.
        """
        seen: set[str] = set()
        found = {text.start: tuple(self._in_text(text.text, seen)) for text in _texts(tree)}
        return {start: marks for start, marks in found.items() if marks}

    def _in_text(self, text: str, seen: set[str]) -> Iterator[Mark]:
        if self._by_first_word.keys().isdisjoint(map(str.casefold, _WORD.findall(text))):
            return
        done = 0
        for word in _WORD.finditer(text):
            if word.start() < done:
                continue
            for pattern, id_ in self._by_first_word.get(word.group().casefold(), ()):
                if id_ not in seen and (found := pattern.match(text, word.start())):
                    seen.add(id_)
                    done = found.end()
                    yield Mark(word.start(), done, id_)
                    break


def expansion(term: Term, language: Language) -> str:
    """Return what an abbreviation stands for, and whether that was looked up; empty if unknown."""
    if not term.expansion or term.expansion_basis is not ExpansionBasis.LOOKED_UP:
        return term.expansion or ""
    return f"{term.expansion} ({language.gettext(LOOKED_UP)})"


def term_explanation(term: Term, language: Language) -> str:
    """Return the short explanation that is shown at a marked word, as escaped HTML."""
    parts = [part for part in (expansion(term, language), term.definition) if part]
    return escape(" – ".join(parts))


def _texts(node: Node) -> Iterator[Node]:
    if node.kind is Kind.TEXT:
        yield node
    elif node.kind not in _UNMARKED:
        for child in node.children:
            yield from _texts(child)


def _form_pattern(written: str) -> re.Pattern[str]:
    """Return a pattern for a whole term: abbreviations as written, words with either first letter.

    A space in the term also matches a line break.
    """
    pattern = r"\s+".join(re.escape(word) for word in written.split())
    if not written.isupper() and written[0].isalpha():
        pattern = f"[{written[0].lower()}{written[0].upper()}]{pattern[1:]}"
    return re.compile(pattern + r"(?![\w-])")
