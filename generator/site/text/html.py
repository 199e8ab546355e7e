"""The tree of a text -> HTML.

In: a tree, the marks of its terms, and where references go. Out: fragments of HTML, with places on
the site between them, so that one conversion serves pages in different folders. No HTML that an
editor wrote passes: it is shown as text.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from generator.hub.markup import HEADING_LEVEL, is_block
from generator.site.text.plain import LOST
from generator.site.text.targets import Href, Place, Target, archived, term_place
from generator.site.text.terms import Mark
from generator.sources.markdown import Kind, Node

MOST_COLUMNS = 2
"""A table with more becomes a list on a phone, where each cell is named by its column."""

Part = str | Place
"""A piece of HTML, or the place that an `href` is to point at."""

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def escape(text: str) -> str:
    """Return text as HTML, for elements and for attributes in double quotation marks."""
    return text.translate(_ESCAPES)


def joined(parts: Sequence[Part], href: Href) -> str:
    """Return the parts as one text, in which `href` says how to link to each place."""
    return "".join(x if isinstance(x, str) else escape(href(x)) for x in parts)


class Writer:
    """Writes trees as HTML.

    `resolve` says where a destination goes; `marks` are the terms of each text node, by its start;
    `heading` is the level that a heading of level 4 gets, to which the others follow.
    """

    wrappers: Mapping[Kind, str] = {
        Kind.PARAGRAPH: "p",
        Kind.STRONG: "strong",
        Kind.EMPHASIS: "em",
        Kind.STRUCK: "del",
    }
    """The elements that contain what the node contains."""
    fixed: Mapping[Kind, str] = {Kind.RULE: "<hr />", Kind.BREAK: "<br />\n"}
    """The HTML of nodes that contain nothing."""

    def __init__(
        self,
        resolve: Callable[[str], Target],
        marks: Mapping[int, Sequence[Mark]],
        heading: int = HEADING_LEVEL,
    ) -> None:
        self._resolve = resolve
        self._marks = marks
        self._shift = heading - HEADING_LEVEL
        self._writers: Mapping[Kind, Callable[[Node], Iterator[Part]]] = {
            Kind.TEXT: self._text,
            Kind.LINK: self._link,
            Kind.HEADING: self._heading,
            Kind.LIST: self._list,
            Kind.QUOTE: self._quote,
            Kind.TABLE: self._table,
            Kind.CODE: self._code,
            Kind.CODE_BLOCK: self._code,
        }

    def document(self, tree: Node) -> Iterator[Part]:
        """Yield the HTML of a whole text."""
        yield from self.blocks(tree.children)

    def inline(self, tree: Node) -> Iterator[Part]:
        """Yield the HTML of a text of one paragraph, without the paragraph."""
        for block in tree.children:
            yield from self._inside(block)

    def blocks(self, nodes: Sequence[Node]) -> Iterator[Part]:
        """Yield the HTML of neighbouring nodes, one block a line."""
        for number, node in enumerate(nodes):
            if number and (is_block(node) or is_block(nodes[number - 1])):
                yield "\n"
            yield from self._node(node)

    def _inside(self, holder: Node) -> Iterator[Part]:
        for child in holder.children:
            yield from self._node(child)

    def _node(self, node: Node) -> Iterator[Part]:
        if write := self._writers.get(node.kind):
            yield from write(node)
        elif tag := self.wrappers.get(node.kind):
            yield f"<{tag}>"
            yield from self._inside(node)
            yield f"</{tag}>"
        elif fixed := self.fixed.get(node.kind):
            yield fixed
        else:  # raw HTML, and images, of which the words are shown
            yield escape(node.text)
            yield from self._inside(node)

    def _text(self, node: Node) -> Iterator[Part]:
        done = 0
        for mark in self._marks.get(node.start, ()):
            yield escape(node.text[done : mark.start])
            yield f'<a aria-describedby="term_{mark.term}" class="term" href="'
            yield term_place(mark.term)
            yield f'">{escape(node.text[mark.start : mark.end])}</a>'
            done = mark.end
        yield escape(node.text[done:])

    def _link(self, node: Node) -> Iterator[Part]:
        target = self._resolve(node.address) if node.is_inline else Target()
        if target.address is None and target.place is None:
            yield '<span class="missing">' if target.is_lost else "<span>"
            yield from self._inside(node)
            yield f"<small>{LOST}</small></span>" if target.is_lost else "</span>"
            return
        yield '<a href="'
        yield target.place or escape(target.address or "")
        yield f'"{self._attributes(node, target)}>'
        yield from self._inside(node)
        yield "</a>"
        if target.is_dead:
            copy = escape(archived(target.address or ""))
            yield (
                '<small class="gone"> (borte ved siste sjekk; '
                f'<a href="{copy}" rel="external">arkivert kopi</a>)</small>'
            )

    def _attributes(self, node: Node, target: Target) -> str:
        title = f' title="{escape(node.title)}"' if node.title else ""
        is_external = (target.address or "").startswith("http")
        rel = ' rel="external"' if is_external else ""
        return title + rel + (' type="application/pdf"' if target.is_pdf else "")

    def _heading(self, node: Node) -> Iterator[Part]:
        level = min(max(node.level + self._shift, 1), 6)
        yield f"<h{level}>"
        yield from self._inside(node)
        yield f"</h{level}>"

    def _code(self, node: Node) -> Iterator[Part]:
        if node.kind is Kind.CODE:
            yield f"<code>{escape(node.text)}</code>"
            return
        language = node.address.split(maxsplit=1)[0] if node.address.strip() else ""
        name = f' class="language-{escape(language)}"' if language else ""
        yield f"<pre><code{name}>{escape(node.text)}</code></pre>"

    def _quote(self, node: Node) -> Iterator[Part]:
        yield "<blockquote>\n"
        yield from self.blocks(node.children)
        yield "\n</blockquote>"

    def _list(self, node: Node) -> Iterator[Part]:
        tag = "ul" if node.number is None else "ol"
        yield f"<{tag}{self._start(node)}>\n"
        for item in node.children:
            is_loose = bool(item.children) and item.children[0].kind is Kind.PARAGRAPH
            yield "<li>\n" if is_loose else "<li>"
            yield from self.blocks(item.children)
            yield "\n</li>\n" if item.children and is_block(item.children[-1]) else "</li>\n"
        yield f"</{tag}>"

    def _start(self, node: Node) -> str:
        return "" if node.number in (None, 1) else f' start="{node.number}"'

    def _table(self, node: Node) -> Iterator[Part]:
        head, *rows = node.children
        names = [cell.words for cell in head.children]
        yield "<table>\n<thead>\n"
        yield from self._row(head, "th", node.align, [])
        yield "</thead>\n"
        if rows:
            yield "<tbody>\n"
            for row in rows:
                yield from self._row(row, "td", node.align, names)
            yield "</tbody>\n"
        yield "</table>"

    def _row(
        self, row: Node, tag: str, align: Sequence[str], names: Sequence[str]
    ) -> Iterator[Part]:
        is_named = len(names) > MOST_COLUMNS
        yield "<tr>\n"
        for number, cell in enumerate(row.children):
            side = f' align="{align[number]}"' if align[number] else ""
            name = f' data-column="{escape(names[number])}"' if is_named else ""
            yield f"<{tag}{side}{name}>"
            yield from self._inside(cell)
            yield f"</{tag}>\n"
        yield "</tr>\n"
