"""Pieces of text -> the lines of a page.

In: pieces of text, each with the element it is in. Out: lines, each with its place on the page.
Pure.
"""

from typing import NamedTuple

from generator.linkcheck.page.elements import FORM, ROOT, Element

_INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))


class Line(NamedTuple):
    """Words that a reader sees together; the fields after `links` are those of its `Element`."""

    text: str
    plain: str
    """The text outside links."""
    links: int
    """Number of links."""
    region: int
    level: int
    in_form: bool
    block: int
    named: int


def spaced(text: str) -> str:
    """Return a text without invisible characters, and with one space for each run of whitespace."""
    return " ".join(text.translate(_INVISIBLE).split())


class LineBuilder:
    """Joins pieces of text to lines."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._pieces: list[str] = []
        self._links: list[int] = []  # of each piece
        self._start = ROOT  # the element where the current line began

    def add(self, piece: str, element: Element) -> None:
        """Add text of an element to the current line."""
        if not self._pieces:
            self._start = element
        self._append(piece, element.link)

    def separate(self, separator: str) -> None:
        """Add a separator to the current line, unless it is empty."""
        if self._pieces:
            self._append(separator, 0)

    def _append(self, piece: str, link: int) -> None:
        self._pieces.append(piece)
        self._links.append(link)

    def end_line(self) -> None:
        """Finish the current line; one without words is dropped."""
        if text := spaced("".join(self._pieces)):
            at, plain, links = self._start, text, set[int]()
            if any(self._links):
                # Headings often link to themselves, so there a link within the page is text.
                links = {link for link in self._links if link > 0 or (link and not at.level)}
                both = zip(self._pieces, self._links, strict=True)
                plain = spaced("".join(piece for piece, link in both if link not in links))
            in_form = bool(at.outside & FORM)
            place = (at.region, at.level, in_form, at.block, at.named)
            self.lines.append(Line(text, plain, len(links), *place))
        self._pieces.clear()
        self._links.clear()
