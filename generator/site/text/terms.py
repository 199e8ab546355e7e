"""The glossary's terms -> their marks in an answer, as the tree that Markdown makes.

In: the terms. Out: a step of Python-Markdown that turns the first use of each term into a link,
which `render` explains. Knows nothing of roles and pages.
"""

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from generator.hub.model import Term

_WORD = re.compile(r"\w+(?:-\w+)*")


class TermMarks(Treeprocessor):
    """Marks the first use of each of the glossary's terms, as a link that `render` explains."""

    _SKIPPED = frozenset({"a", "code", "pre", "h4", "h5", "h6", "th"})

    def __init__(self, terms: Iterable[Term]) -> None:
        super().__init__()
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

    def run(self, root: Element) -> None:
        """Mark the terms of one text, each where it first stands."""
        self._seen: set[str] = set()
        self._visit(root)

    def _visit(self, element: Element) -> None:
        if element.tag in self._SKIPPED:
            return
        children = list(element)
        marked = self._mark(element.text)
        if marked:
            element.text, links = marked
            for position, link in enumerate(links):
                element.insert(position, link)
        for child in children:
            self._visit(child)
            marked = self._mark(child.tail)
            if marked:
                child.tail, links = marked
                position = list(element).index(child) + 1
                for offset, link in enumerate(links):
                    element.insert(position + offset, link)

    def _mark(self, text: str | None) -> tuple[str, list[Element]] | None:
        """Return what stands before the first term, and a link with its tail for each term."""
        if not text:
            return None
        start, before = 0, ""
        links: list[Element] = []
        for match in _WORD.finditer(text):
            found = self._term_at(text, match) if match.start() >= start else None
            if found is None:
                continue
            written, id_ = found
            self._seen.add(id_)
            between = text[start : match.start()]
            if links:
                links[-1].tail = between
            else:
                before = between
            link = Element("a", {"aria-describedby": f"term_{id_}", "class": "term"})
            link.set("href", f"~/ordliste/#{id_}")
            link.text = text[match.start() : match.start() + len(written)]
            links.append(link)
            start = match.start() + len(written)
        if not links:
            return None
        links[-1].tail = text[start:]
        return before, links

    def _term_at(self, text: str, word: re.Match[str]) -> tuple[str, str] | None:
        for pattern, id_ in self._by_first_word.get(word.group().casefold(), ()):
            if id_ not in self._seen and (found := pattern.match(text, word.start())):
                return found.group(), id_
        return None


def _form_pattern(written: str) -> re.Pattern[str]:
    """Return a pattern for a whole word: an abbreviation as written, a word with any first letter.

    A blank in it may be a line break in the text.
    """
    pattern = r"\s+".join(re.escape(word) for word in written.split())
    if not written.isupper() and written[0].isalpha():
        pattern = f"[{written[0].lower()}{written[0].upper()}]{pattern[1:]}"
    return re.compile(pattern + r"(?![\w-])")
