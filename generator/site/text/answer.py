"""A text of the hub, parsed once, in every form in which it is published.

In: Markdown, and the hub that its references point into. Out: answers, which give HTML, plain text,
the terms they use, and Markdown for use outside the site.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache

from generator.hub.markup import HEADING_LEVEL, label_end, references
from generator.hub.model import Hub
from generator.language import Language
from generator.site.text.html import Part, Writer, joined
from generator.site.text.plain import PlainText
from generator.site.text.targets import Href, Targets
from generator.site.text.terms import Mark, TermFinder
from generator.sources.markdown import Kind, Node, parse

# Characters that would end the destination of a link -> their percent-encoded form.
_IN_MARKDOWN = str.maketrans({"(": "%28", ")": "%29", "<": "%3C", ">": "%3E"})


class Answer:
    """One text, made by `Texts`."""

    def __init__(self, markdown: str, targets: Targets, finder: TermFinder) -> None:
        self._markdown = markdown
        self._targets = targets
        self.tree: Node = parse(markdown)
        self._finder = finder
        self._parts = lru_cache(maxsize=None)(self._write)

    @cached_property
    def _marks(self) -> Mapping[int, tuple[Mark, ...]]:
        return self._finder.marks(self.tree)

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """The ids of the glossary's terms that the text uses, in order."""
        return tuple(mark.term for marks in self._marks.values() for mark in marks)

    def html(self, href: Href, *, heading: int = HEADING_LEVEL, on_site: bool = True) -> str:
        """Return the text as HTML.

        `href` returns how the page links to a place on the site; `heading` is the level of the
        text's highest headings. `on_site` is whether our own pages show the text: there the first
        use of each term links to the glossary, and wide tables scroll in a box.
        """
        return joined(self._parts(heading, on_site), href)

    def inline_html(self, href: Href) -> str:
        """Return a text of one paragraph as HTML, without the `p` element and without terms."""
        return joined(Writer(self._targets, {}).inline(self.tree), href)

    def _write(self, heading: int, on_site: bool) -> Sequence[Part]:  # noqa: FBT001 - cached
        marks = self._marks if on_site else {}
        writer = Writer(self._targets, marks, heading, on_site=on_site)
        return _condensed(writer.document(self.tree))

    @cached_property
    def summary(self) -> str:
        """The first paragraph as plain text on one line, for descriptions."""
        return PlainText(self._targets).first_paragraph(self.tree)

    @cached_property
    def plain(self) -> str:
        """The whole text as plain text on one line."""
        return PlainText(self._targets).one_line(self.tree)

    def markdown(self, href: Href) -> str:
        """Return the Markdown with addresses instead of references by id."""
        return "".join(x if isinstance(x, str) else href(x) for x in self._markdown_parts)

    @cached_property
    def _markdown_parts(self) -> Sequence[Part]:
        text, done = self._markdown, 0
        links = (node for node in self.tree.walk() if node.kind is Kind.LINK and node.is_inline)
        parts: list[Part] = []
        for link, reference in zip(links, references(text), strict=True):
            target = self._targets.resolve(reference.written)
            if target.is_lost:
                label = text[link.start + 1 : label_end(text, link)]
                parts += [text[done : link.start], label, self._targets.lost]
                done = link.end
            else:
                address = (target.address or "").translate(_IN_MARKDOWN)
                parts += [text[done : reference.offset], target.place or address]
                done = reference.offset + len(reference.written)
        return _condensed([*parts, text[done:]])


def _condensed(parts: list[Part]) -> Sequence[Part]:
    """Return the parts, with neighbouring strings joined."""
    found: list[Part] = []
    run: list[str] = []
    for part in parts:
        if isinstance(part, str):
            run.append(part)
        else:
            found += ["".join(run), part]
            run = []
    return [*found, "".join(run)]


class Texts:
    """The texts of one hub, each parsed and written once however many pages show it.

    `language` is that of the words around them, and `dead` are the addresses that the link check
    has confirmed as dead; a link to one says so.
    """

    def __init__(
        self, hub: Hub, language: Language | None = None, dead: frozenset[str] = frozenset()
    ) -> None:
        self.targets = Targets(hub, language or Language(), dead)
        self._finder = TermFinder(hub.terms)
        self._answers: dict[str, Answer] = {}

    def answer(self, markdown: str) -> Answer:
        """Return a text of the hub."""
        if markdown not in self._answers:
            self._answers[markdown] = Answer(markdown, self.targets, self._finder)
        return self._answers[markdown]
