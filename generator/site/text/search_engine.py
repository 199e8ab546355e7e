"""The tree of a text -> the HTML that search engines show in an answer.

https://developers.google.com/search/docs/appearance/structured-data/faqpage
"""

from collections.abc import Mapping

from generator.site.text.html import Writer, escape
from generator.site.text.targets import NOWHERE
from generator.sources.markdown import Kind, Node


class SearchEngineHtml(Writer):
    """Writes only the elements that Google shows in an answer; others are reduced to their words.

    A row of a table becomes a paragraph with one line for each cell.
    """

    wrappers: Mapping[Kind, str] = {Kind.PARAGRAPH: "p", Kind.STRONG: "strong", Kind.EMPHASIS: "em"}
    fixed: Mapping[Kind, str] = {Kind.BREAK: "<br>\n"}

    def _code(self, node: Node) -> None:
        self._add(escape(node.text))

    def _quote(self, node: Node) -> None:
        self.blocks(node.children)

    def _start(self, node: Node) -> str:  # noqa: ARG002 - lists have no attributes
        return ""

    def _link(self, node: Node) -> None:
        target = self._resolve(node.address) if node.is_inline else NOWHERE
        if target.address is None and target.place is None:
            self._inside(node)
            self._add(self._lost if target.is_lost else "")
            return
        self._add('<a href="')
        self._add(target.place or escape(target.address or ""))
        self._add('">')
        self._inside(node)
        self._add("</a>")

    def _table(self, node: Node) -> None:
        for number, row in enumerate(node.children):
            self._add("\n<p>" if number else "<p>")
            for column, cell in enumerate(row.children):
                self._add("<br>" if column else "")
                self._inside(cell)
            self._add("</p>")
