"""The tree of a text -> HTML.

In: a tree, the marks of its terms, and a function that resolves references. Out: fragments of HTML
with places on the site between them, so that one conversion serves pages in different folders. HTML
that an editor wrote is shown as text.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from generator.hub.markup import HEADING_LEVEL, is_block
from generator.site.text.targets import NOWHERE, Href, Place, Target, Targets, archived, term_place
from generator.site.text.terms import Mark
from generator.sources.markdown import Kind, Node

MOST_COLUMNS = 2
"""A table with more columns becomes a list on a phone, where each cell has its column's name."""

Part = str | Place
"""A fragment of HTML, or the place that an `href` points to."""


def escape(text: str) -> str:
    """Return text as HTML, for elements and for attributes in double quotes."""
    # Faster than `str.translate`, as most texts have none of these.
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;")


def joined(parts: Sequence[Part], href: Href) -> str:
    """Return the parts as one text; `href` returns how to link to a place."""
    return "".join(x if isinstance(x, str) else escape(href(x)) for x in parts)


class Writer:
    """Writes trees as HTML.

    `targets` resolves the references in them; `marks` are the terms in each text node, by its
    start; `heading` is the level that headings of level 4 get, and the others move with them;
    `on_site` is whether the HTML is for our own pages, whose stylesheet has a box for wide tables.
    """

    wrappers: Mapping[Kind, str] = {
        Kind.PARAGRAPH: "p",
        Kind.STRONG: "strong",
        Kind.EMPHASIS: "em",
        Kind.STRUCK: "del",
    }
    """Kind of node -> the element around its content."""
    fixed: Mapping[Kind, str] = {Kind.RULE: "<hr>", Kind.BREAK: "<br>\n"}
    """Kind of node -> its HTML, for nodes without content."""

    def __init__(
        self,
        targets: Targets,
        marks: Mapping[int, Sequence[Mark]],
        heading: int = HEADING_LEVEL,
        *,
        on_site: bool = True,
    ) -> None:
        self._resolve = targets.resolve
        self._lost = targets.lost
        self._language = targets.language
        self._marks = marks
        self._shift = heading - HEADING_LEVEL
        self._on_site = on_site
        self._parts: list[Part] = []
        self._add = self._parts.append
        self._writers: Mapping[Kind, Callable[[Node], None]] = {
            Kind.TEXT: self._text,
            Kind.LINK: self._link,
            Kind.HEADING: self._heading,
            Kind.LIST: self._list,
            Kind.QUOTE: self._quote,
            Kind.TABLE: self._table,
            Kind.CODE: self._code,
            Kind.CODE_BLOCK: self._code,
        }

    def document(self, tree: Node) -> list[Part]:
        """Return the HTML of a whole text."""
        return self.written(self.blocks, tree.children)

    def inline(self, tree: Node) -> list[Part]:
        """Return the HTML of a text of one paragraph, without the paragraph."""
        return [part for block in tree.children for part in self.written(self._inside, block)]

    def written(self, write: Callable[[Any], None], what: Any) -> list[Part]:
        """Return what `write`, one of the methods below, adds for `what`."""
        self._parts = []
        self._add = self._parts.append
        write(what)
        return self._parts

    def blocks(self, nodes: Sequence[Node]) -> None:
        """Add sibling nodes, each block on a new line."""
        for number, node in enumerate(nodes):
            if number and (is_block(node) or is_block(nodes[number - 1])):
                self._add("\n")
            self._node(node)

    def _inside(self, holder: Node) -> None:
        for child in holder.children:
            self._node(child)

    def _node(self, node: Node) -> None:
        if write := self._writers.get(node.kind):
            write(node)
        elif tag := self.wrappers.get(node.kind):
            self._add(f"<{tag}>")
            self._inside(node)
            self._add(f"</{tag}>")
        elif fixed := self.fixed.get(node.kind):
            self._add(fixed)
        else:  # raw HTML, and images, which are replaced by their words
            self._add(escape(node.text))
            self._inside(node)

    def _text(self, node: Node) -> None:
        done = 0
        for mark in self._marks.get(node.start, ()):
            self._add(escape(node.text[done : mark.start]))
            self._add(f'<a aria-describedby="term_{mark.term}" class="term" href="')
            self._add(term_place(mark.term))
            self._add(f'">{escape(node.text[mark.start : mark.end])}</a>')
            done = mark.end
        self._add(escape(node.text[done:]))

    def _link(self, node: Node) -> None:
        target = self._resolve(node.address) if node.is_inline else NOWHERE
        if target.address is None and target.place is None:
            self._add('<span class="missing">' if target.is_lost else "<span>")
            self._inside(node)
            self._add(f"<small>{self._lost}</small></span>" if target.is_lost else "</span>")
            if target.is_only_online:
                words = escape(self._language.gettext("(bare på nettet)"))
                self._add(f' <span class="about">{words}</span>')
            return
        self._add('<a href="')
        self._add(target.place or escape(target.address or ""))
        self._add(f'"{self._attributes(node, target)}>')
        self._inside(node)
        self._add("</a>")
        if target.is_dead:
            gone = self._language.gettext(
                '(borte ved siste sjekk; <a href="%(copy)s" rel="external">arkivert kopi</a>)',
                copy=escape(archived(target.address or "")),
            )
            self._add(f'<small class="gone"> {gone}</small>')

    def _attributes(self, node: Node, target: Target) -> str:
        title = f' title="{escape(node.title)}"' if node.title else ""
        rel = ' rel="external"' if (target.address or "").startswith("http") else ""
        return title + rel + (' type="application/pdf"' if target.is_pdf else "")

    def _heading(self, node: Node) -> None:
        level = min(max(node.level + self._shift, 1), 6)
        self._add(f"<h{level}>")
        self._inside(node)
        self._add(f"</h{level}>")

    def _code(self, node: Node) -> None:
        if node.kind is Kind.CODE:
            self._add(f"<code>{escape(node.text)}</code>")
            return
        language = node.address.split(maxsplit=1)[0] if node.address.strip() else ""
        name = f' class="language-{escape(language)}"' if language else ""
        self._add(f"<pre><code{name}>{escape(node.text)}</code></pre>")

    def _quote(self, node: Node) -> None:
        self._add("<blockquote>\n")
        self.blocks(node.children)
        self._add("\n</blockquote>")

    def _list(self, node: Node) -> None:
        tag = "ul" if node.number is None else "ol"
        self._add(f"<{tag}{self._start(node)}>\n")
        for item in node.children:
            is_loose = bool(item.children) and item.children[0].kind is Kind.PARAGRAPH
            self._add("<li>\n" if is_loose else "<li>")
            self.blocks(item.children)
            self._add("\n</li>\n" if item.children and is_block(item.children[-1]) else "</li>\n")
        self._add(f"</{tag}>")

    def _start(self, node: Node) -> str:
        return "" if node.number in (None, 1) else f' start="{node.number}"'

    def _table(self, node: Node) -> None:
        head, *rows = node.children
        names = [cell.words for cell in head.children]
        is_boxed = self._on_site and len(names) > MOST_COLUMNS
        if is_boxed:
            name = escape(self._language.gettext("Tabell"))
            self._add(f'<div class="table" role="group" aria-label="{name}" tabindex="0">\n')
        self._add("<table>\n<thead>\n")
        self._row(head, "th", node.align, [])
        self._add("</thead>\n")
        if rows:
            self._add("<tbody>\n")
            for row in rows:
                self._row(row, "td", node.align, names)
            self._add("</tbody>\n")
        self._add("</table>\n</div>" if is_boxed else "</table>")

    def _row(self, row: Node, tag: str, align: Sequence[str], names: Sequence[str]) -> None:
        is_named = len(names) > MOST_COLUMNS
        self._add("<tr>\n")
        for number, cell in enumerate(row.children):
            # Away from the site there is no stylesheet, so there the old attribute says the side.
            what = "data-side" if self._on_site else "align"
            side = f' {what}="{align[number]}"' if align[number] else ""
            name = f' data-column="{escape(names[number])}"' if is_named else ""
            self._add(f"<{tag}{side}{name}>")
            self._inside(cell)
            self._add(f"</{tag}>\n")
        self._add("</tr>\n")
