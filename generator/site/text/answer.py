"""A text of the hub, parsed once, in every form in which it is published.

In: Markdown, and the hub that its references point into. Out: answers, which give HTML, plain text,
the terms they use, and Markdown for use outside the site.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from generator.hub.markup import HEADING_LEVEL, label_end, references
from generator.hub.model import Hub
from generator.language import Language
from generator.processes import spread
from generator.site.text.html import Part, Writer, joined
from generator.site.text.kept import KeptForms
from generator.site.text.plain import PlainText
from generator.site.text.search_engine import SearchEngineHtml
from generator.site.text.targets import Href, Place, Targets
from generator.site.text.terms import Mark, TermFinder
from generator.sources.markdown import Kind, Node, parse

# Characters that would end the destination of a link -> their percent-encoded form.
_IN_MARKDOWN = str.maketrans({"(": "%28", ")": "%29", "<": "%3C", ">": "%3E"})

_FEW = 400  # texts; making their forms takes no longer than starting a process
Form = TypeVar("Form")


class Answer:
    """One text, made by `Texts`. Each form is made once; the tree is not kept, for its size."""

    def __init__(self, markdown: str, targets: Targets, finder: TermFinder) -> None:
        self._markdown = markdown
        self._targets = targets
        self._finder = finder
        self._forms: dict[Any, Any] = {}

    @property
    def tree(self) -> Node:
        """The parsed text."""
        return parse(self._markdown)

    def _form(self, name: Any, make: Callable[[], Form]) -> Form:
        """Return a form of the text, made when it is first asked for."""
        if name not in self._forms:
            self._forms[name] = make()
        form: Form = self._forms[name]
        return form

    def _marks(self) -> Mapping[int, tuple[Mark, ...]]:
        marks = self._finder.marks(self.tree)
        self._forms["terms"] = tuple(mark.term for some in marks.values() for mark in some)
        return marks

    @property
    def terms(self) -> tuple[str, ...]:
        """The ids of the glossary's terms that the text uses, in order."""
        if "terms" not in self._forms:
            self._marks()
        terms: tuple[str, ...] = self._forms["terms"]
        return terms

    def html(self, href: Href, *, heading: int = HEADING_LEVEL, on_site: bool = True) -> str:
        """Return the text as HTML.

        `href` returns how the page links to a place on the site; `heading` is the level of the
        text's highest headings. `on_site` is whether our own pages show the text: there the first
        use of each term links to the glossary, and wide tables scroll in a box.
        """
        level, on_site = self._level(heading), on_site or self._is_plain
        return joined(self._form((level, on_site), lambda: self._write(level, on_site)), href)

    def search_engine_html(self, href: Href, heading: int) -> str:
        """Return the text as HTML with the few elements that search engines show."""
        level = self._level(heading)

        def make() -> Sequence[Part]:
            return _condensed(SearchEngineHtml(self._targets, {}, level).document(self.tree))

        return joined(self._form(("search engine", level), make), href)

    def _level(self, heading: int) -> int:
        """Return the level that decides the HTML: a text without headings is the same at all."""
        return heading if self._has(Kind.HEADING) else HEADING_LEVEL

    @property
    def _is_plain(self) -> bool:
        """Whether the text has nothing that only our own pages show."""
        return not self.terms and not self._has(Kind.TABLE)

    def _has(self, kind: Kind) -> bool:
        return self._form(kind, lambda: any(node.kind is kind for node in self.tree.walk()))

    def inline_html(self, href: Href) -> str:
        """Return a text of one paragraph as HTML, without the `p` element and without terms."""
        return joined(Writer(self._targets, {}).inline(self.tree), href)

    def _write(self, heading: int, on_site: bool) -> Sequence[Part]:  # noqa: FBT001 - a key's part
        marks = self._marks() if on_site else {}
        writer = Writer(self._targets, marks, heading, on_site=on_site)
        return _condensed(writer.document(self.tree))

    @property
    def summary(self) -> str:
        """The first paragraph as plain text on one line, for descriptions."""
        return self._form("summary", lambda: PlainText(self._targets).first_paragraph(self.tree))

    @property
    def plain(self) -> str:
        """The whole text as plain text on one line."""
        return self._form("plain", lambda: PlainText(self._targets).one_line(self.tree))

    def markdown(self, href: Href) -> str:
        """Return the Markdown with addresses instead of references by id."""
        parts = self._form("markdown", self._markdown_parts)
        return "".join(x if isinstance(x, str) else href(x) for x in parts)

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
                done = reference.end
        return _condensed([*parts, text[done:]])

    def all_forms(self) -> dict[Any, Any]:
        """Return every form that the pages and files of a site need."""
        for level in (HEADING_LEVEL, 2):
            self.html(_nowhere, heading=level)
        self.html(_nowhere, on_site=False)
        self.search_engine_html(_nowhere, 2)
        self.markdown(_nowhere)
        return {**self._forms, "summary": self.summary, "plain": self.plain}

    def take(self, forms: dict[Any, Any]) -> None:
        """Take over forms that were made from the same text in another process."""
        self._forms = forms


def _nowhere(place: Place) -> str:
    return place.path


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
        self._new: Callable[[], None] = lambda: None

    def prepare(self, answers: Iterable[str], jobs: int, kept: KeptForms | None = None) -> None:
        """Make every form of some texts ahead, in up to `jobs` processes, if they are many.

        Those that are `kept` are not made again; `keep` adds the new ones.
        """
        texts = list(dict.fromkeys(answers))
        if len(texts) < _FEW:
            return  # each form is made when it is needed
        known = kept.read(texts) if kept else {}
        for text, forms in known.items():
            self.answer(text).take(dict(forms))
        missing = [text for text in texts if text not in known]

        def made(part: Sequence[str]) -> list[dict[Any, Any]]:
            return [self.answer(text).all_forms() for text in part]

        found = (one for part in spread(made, missing, jobs) for one in part)
        for text, forms in zip(missing, found, strict=True):
            self.answer(text).take(dict(forms))
        if kept and missing:
            self._new = partial(self._write, kept, missing, texts)

    def keep(self) -> None:
        """Keep the forms that `prepare` made."""
        self._new()

    def _write(self, kept: KeptForms, made: Sequence[str], texts: Sequence[str]) -> None:
        kept.write({text: self.answer(text).all_forms() for text in made}, texts)

    def answer(self, markdown: str) -> Answer:
        """Return a text of the hub."""
        if markdown not in self._answers:
            self._answers[markdown] = Answer(markdown, self.targets, self._finder)
        return self._answers[markdown]
