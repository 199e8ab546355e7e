"""The Markdown of answers -> HTML, each text once.

In: Markdown, the hub for what its references mean. Out: HTML in which an address on the site begins
with `~/` (the site's root, made relative by `render`) and a reference to a question is still
`question:<id>`, for whom it leads where depends on the role. Raw HTML never passes, and a double
quote in text is `&quot;`, so that what looks like an attribute is one.
"""

import re
from collections.abc import Callable
from functools import cache
from html import escape, unescape
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString, code_escape

from generator.hub import markup
from generator.hub.links import LinkKind
from generator.hub.markup import split_reference
from generator.hub.model import Hub, Term, law_section_address
from generator.site.text.terms import TermMarks

_QUESTION_LINK = re.compile(r'href="question:([a-z0-9-]+)"')
_TERM_LINK = re.compile(r'<a aria-describedby="term_[^>]*>(.*?)</a>')
_TERM_USED = re.compile(r'aria-describedby="term_([a-z0-9-]+)"')
# «1. mars» is a date, not the first point of a list.
_NUMBERED = re.compile(rf"[ ]{{0,3}}\d+\.[ ]+(?!(?:{markup.MONTHS})\b)(.*)", re.IGNORECASE)
_NEXT_NUMBERED = re.compile(rf"[ ]{{0,3}}((\d+\.))[ ]+(?!(?:{markup.MONTHS})\b)(.*)", re.IGNORECASE)

_MOST_COLUMNS = 2  # on a phone

# What would end the destination of a link, in the form that browsers send.
_IN_MARKDOWN = str.maketrans({"(": "%28", ")": "%29", "<": "%3C", ">": "%3E"})

# What would let raw HTML, bare addresses, images, second-hand links or accidental code blocks and
# headings through.
_LEFT_OUT = {
    "preprocessors": ("html_block",),
    "parser.blockprocessors": ("code", "setextheader", "reference"),
    "inlinePatterns": (
        "html", "autolink", "automail", "reference", "short_reference",
        "image_link", "image_reference", "short_image_ref",
    ),
}  # fmt: skip


class Prose:
    """Converts the texts of one hub; remembers what it converted.

    `dead` are the addresses that the link check has confirmed as dead; a link to one says so.
    """

    def __init__(self, hub: Hub, dead: frozenset[str] = frozenset()) -> None:
        self._hub = hub
        self.dead = dead
        self._links = hub.link_by_id
        # Alignment as an attribute: the site's policy stops styles that stand on a page.
        tables = (TableExtension(use_align_attribute=True), NamedCells())
        self._markdown = Markdown(extensions=[*tables, SaneListExtension(), QuotedText()])
        self._markdown.ESCAPED_CHARS = [*self._markdown.ESCAPED_CHARS, "<"]
        for registry, names in _LEFT_OUT.items():
            owner: Any = self._markdown
            for step in registry.split("."):
                owner = getattr(owner, step)
            for name in names:
                owner.deregister(name)
        numbered: Any = self._markdown.parser.blockprocessors["olist"]
        numbered.RE, numbered.CHILD_RE = _NUMBERED, _NEXT_NUMBERED
        self._markdown.inlinePatterns.register(_Code(markup.CODE), "backtick", 190)
        self._markdown.treeprocessors.register(_References(self), "rollehub_references", 5)
        self._markdown.treeprocessors.register(TermMarks(hub.terms), "rollehub_terms", 4)
        self.convert = cache(self._convert)

    def _convert(self, text: str) -> str:
        return self._markdown.reset().convert(text)

    def inline(self, text: str) -> str:
        """Return the HTML of a one-paragraph text, without the paragraph and marked terms."""
        return without_terms(self.convert(text)).removeprefix("<p>").removesuffix("</p>")

    def address(self, written: str) -> str | None:
        """Return where a reference leads; None for a link whose address is missing.

        A scheme that answers may not use gives an empty address, which readers see as plain text.
        """
        scheme, target, fragment = split_reference(written)
        if scheme == "mailto":
            return written
        if scheme == "question":
            return f"question:{target}"
        link = self._links.get(target)
        if scheme not in ("link", "law") or link is None:
            return ""
        if scheme == "law" and fragment:
            return law_section_address(self._hub, link, fragment) or link.url
        return f"{link.url}#{fragment}" if link.url and fragment else link.url

    def kind(self, written: str) -> LinkKind | None:
        """Return what is behind a reference to a link."""
        scheme, target, _ = split_reference(written)
        link = self._links.get(target)
        return link.kind if link and scheme == "link" else None

    def plain_markdown(self, text: str, question_address: Callable[[str], str]) -> str:
        """Return the Markdown with references turned into addresses, for use outside the site."""
        references = [x for x in markup.scan(text) if isinstance(x, markup.Reference)]
        for reference in reversed(references):
            start, end = reference.offset, reference.offset + len(reference.written)
            if reference.scheme == "question":
                address: str | None = question_address(reference.target)
            else:
                address = self.address(reference.written)
                address = address and address.translate(_IN_MARKDOWN)
            if address is None:
                opening = _opening_bracket(text, start)
                label = text[opening + 1 : text.rindex("](", 0, start)]
                rest = text[markup.link_end(text, end) :]
                text = f"{text[:opening]}{label} (lenken mangler){rest}"
            else:
                text = text[:start] + address + text[end:]
        return text


def _opening_bracket(text: str, before: int) -> int:
    """Return where the label of the link whose destination starts at `before` begins."""
    depth = 0
    for position in range(text.rindex("](", 0, before), -1, -1):
        depth += {"]": 1, "[": -1}.get(text[position], 0)
        if depth == 0:
            return position
    return 0


def question_address(id_: str, own: frozenset[str], role: str) -> str:
    """Return where a reference to a question leads a role, from the site's root."""
    return f"{role}/#{id_}" if id_ in own else f"sporsmal/{id_}/"


def lead_questions(html: str, own: frozenset[str]) -> str:
    """Point references to questions at the page's own anchors, or at the question's page.

    `own` are the ids of the questions that stand on the page.
    """

    def replace(match: re.Match[str]) -> str:
        id_ = match.group(1)
        return f'href="#{id_}"' if id_ in own else f'href="~/sporsmal/{id_}/"'

    return _QUESTION_LINK.sub(replace, html) if 'href="question:' in html else html


def without_terms(html: str) -> str:
    """Return the HTML without the glossary's markup."""
    return _TERM_LINK.sub(r"\1", html)


def terms_used(html: str) -> set[str]:
    """Return the ids of the glossary's terms that are marked in the HTML."""
    return set(_TERM_USED.findall(html))


def as_text(html: str) -> str:
    """Return the first paragraph of converted HTML as plain text, for descriptions."""
    first = html.partition("</p>")[0]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", first))).strip()


def archived(url: str) -> str:
    """Return the address of an archive's copies of a page; composed, never asked for."""
    return f"https://web.archive.org/web/{url}"


class QuotedText(Extension):
    """Writes a double quote in text as `&quot;`, so that no text can pass for an attribute.

    What looks for `="~/` or `="question:` in HTML then finds addresses alone.
    """

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Mark the quotes when the tree is whole, and write them when nothing else is left."""
        md.treeprocessors.register(_QuoteMarks(), "rollehub_quotes", -1)
        md.postprocessors.register(_Quotes(), "rollehub_quotes", -1)


class NamedCells(Extension):
    """Names the cells of a table by their columns, for screens without room for the table."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Name them when the words of all cells are there."""
        md.treeprocessors.register(_CellNames(), "rollehub_cells", 3)


class _CellNames(Treeprocessor):
    def run(self, root: Element) -> None:
        for table in root.iter("table"):
            names = ["".join(cell.itertext()) for cell in table.iter("th")]
            if len(names) <= _MOST_COLUMNS:
                continue
            for row in table.iter("tr"):
                for name, cell in zip(names, row, strict=False):
                    if cell.tag == "td":
                        cell.set("data-column", name)


_QUOTE = f"{STX}quote{ETX}"  # the library takes both characters out of what it reads


class _QuoteMarks(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.text:
                element.text = element.text.replace('"', _QUOTE)
            if element.tail:
                element.tail = element.tail.replace('"', _QUOTE)


class _Quotes(Postprocessor):
    def run(self, text: str) -> str:
        return text.replace(_QUOTE, "&quot;")


class _Code(InlineProcessor):
    """Renders code by the pattern that `markup` leaves out."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's name
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 - the library's signature
    ) -> tuple[Element, int, int]:
        element = Element("code")
        element.text = AtomicString(code_escape(m.group(2).strip()))
        return element, m.start(0), m.end(0)


class _References(Treeprocessor):
    """Turns `link:` and `law:` into addresses, and says so where an address is missing."""

    def __init__(self, prose: Prose) -> None:
        super().__init__()
        self._prose = prose

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for element in [child for child in parent if child.tag == "a"]:
                self._lead(parent, element)

    def _lead(self, parent: Element, element: Element) -> None:
        written = element.get("href", "")
        address = self._prose.address(written)
        if not address:
            element.tag = "span"
            element.attrib.clear()
            if address is None:
                element.set("class", "missing")
                SubElement(element, "small").text = " (lenken mangler)"
            return
        element.set("href", address)
        if address.startswith("http"):
            element.set("rel", "external")
        if self._prose.kind(written) is LinkKind.PDF:
            element.set("type", "application/pdf")
        if address in self._prose.dead:
            note = Element("small", {"class": "gone"})
            note.text = " (borte ved siste sjekk; "
            SubElement(
                note, "a", {"href": archived(address), "rel": "external"}
            ).text = "arkivert kopi"
            note[0].tail = ")"
            note.tail, element.tail = element.tail, None
            parent.insert(list(parent).index(element) + 1, note)


def term_explanation(term: Term) -> str:
    """Return the short explanation that is shown at a marked word, as escaped HTML."""
    parts = [part for part in (term.expansion, term.definition) if part]
    return escape(" – ".join(parts))
