"""The hand-written pages, from the same Markdown as answers."""

from collections.abc import Iterator, Mapping
from functools import partial

from generator.hub.heading_ids import Anchor, anchors
from generator.hub.pages import WrittenPage
from generator.hub.site_paths import site_path
from generator.site.addresses import is_for_servers
from generator.site.content import Content
from generator.site.pages.page import MakePage, Page
from generator.site.pages.templates import Templates
from generator.site.settings import suggestion_address
from generator.site.text.html import Writer, escape, joined
from generator.site.text.targets import Place, Target
from generator.sources.markdown import Kind, Node, parse

_MANY_SECTIONS = 8
"""A page with more sections gets a table of contents."""


def written_pages(content: Content, templates: Templates) -> Iterator[tuple[str, MakePage]]:
    """Yield the hand-written pages."""
    for page in content.hub.pages:
        yield f"{page.id}/", partial(_page, content, templates, page)


def _page(content: Content, templates: Templates, page: WrittenPage) -> Page:
    address = f"{page.id}/"
    href = content.addresses.href(address)
    tree = parse(page.text)
    writer = PageWriter(content, address, anchors(tree))
    blocks = tree.children
    titles = [number for number, node in enumerate(blocks) if _is_heading(node, 1)]
    sections = [node for node in blocks[titles[0] + 1 :] if _is_heading(node, 2)] if titles else []
    has_contents = len(sections) > _MANY_SECTIONS
    end = titles[0] + 1 if has_contents else len(blocks)
    suggestion = suggestion_address(content.settings, page.path, page.title)
    return templates.filled(
        Page(address, "text", page.title, page.description, suggestion=suggestion),
        head=joined(writer.written(writer.blocks, blocks[:end]), href),
        sections=[(writer.anchors[node.start].id, node.words) for node in sections],
        has_contents=has_contents,
        rest=joined(writer.written(writer.blocks, blocks[end:]), href),
    )


def _is_heading(node: Node, level: int) -> bool:
    return node.kind is Kind.HEADING and node.level == level


class PageWriter(Writer):
    """Writes hand-written pages: headings have ids, and links may go anywhere on the site."""

    def __init__(self, content: Content, address: str, anchors: Mapping[int, Anchor]) -> None:
        super().__init__(content.texts.targets, {})
        self._resolve = lambda written: _target(content, address, written)
        self.anchors = anchors
        self._writers = {**self._writers, Kind.IMAGE: self._image}

    def _image(self, node: Node) -> None:
        self._add(f'<img alt="{escape(node.words)}" src="')
        self._add(Place(site_path(node.address) or ""))
        self._add('">')

    def _heading(self, node: Node) -> None:
        anchor = self.anchors[node.start]
        self._add(f'<h{node.level} id="{anchor.id}">')
        if anchor.earlier:
            self._add(f'<span id="{anchor.earlier}"></span>')
        self._inside(node)
        self._add(f"</h{node.level}>")


def _target(content: Content, address: str, written: str) -> Target:
    if written.startswith("#"):
        return Target(written)
    path = site_path(written)
    if path is None:
        return content.texts.targets.resolve(written)
    if not is_for_servers(path):
        return Target(place=Place(path))
    online = content.addresses.on_servers(address, path)
    return Target(online, is_only_online=online is None)
