"""Hub -> what stands in a role's printed documents: the questions with answers, and the links.

In: the renderer of a hub. Out: plain dicts and lists, ready for JSON; `templates/paper.typ` has the
words that readers see, and `paper` makes the PDFs. A node with `file` says which of the sources
the texts inside it come from.
"""

from collections.abc import Iterator
from contextlib import suppress
from html import unescape
from urllib.parse import quote, urlsplit

from generator.hub import markup
from generator.hub.audience import Entry, RoleView
from generator.hub.links import Link, UrlStatus
from generator.hub.markup import Reference
from generator.hub.model import Term
from generator.hub.questions import Question
from generator.site.pages.render import Renderer
from generator.site.paper.layout import (
    Node,
    blocks,
    breakable,
    breakable_address,
    heading,
    length,
    plain,
)
from generator.site.text import prose
from generator.site.text.prose import question_address, terms_used
from generator.site.words import (
    KIND_WORDS,
    LANGUAGE_WORDS,
    alphabetical_key,
    lower_first,
    norwegian_date,
)

_ASCII = "".join(map(chr, range(0x21, 0x7F)))
_LINE = 80  # characters
_TALL = 2500  # characters; an entry that is longer may be split between pages
_MOST_TOGETHER = 12  # lines; an answer's end that is longer may be split between pages


def contents(renderer: Renderer) -> Iterator[tuple[str, Node]]:
    """Yield (path from the site's root, content) of each document; none for an empty one."""
    for view in renderer.views:
        role = view.role.id
        if view.sections:
            yield f"{role}/{role}-sporsmal.pdf", _Questions(renderer, view).content()
        if view.link_sections:
            yield f"{role}/{role}-lenker.pdf", _links(renderer, view)


def _common(renderer: Renderer, view: RoleView, kind: str, what: str, address: str) -> Node:
    site_url = renderer.settings.site_url
    lines = [what, f"for {lower_first(view.role.name)}"]
    return {
        "kind": kind,
        "file": "roles.yaml",
        "title": plain(" ".join(lines)),
        "lines": [breakable(line) for line in lines],
        "role": breakable(view.role.name),
        "about": breakable(view.role.description),
        "site": breakable(renderer.settings.site_name),
        "page": _address(site_url + address) if site_url else None,
    }


def _address(url: str) -> Node:
    """Return an address and how it is printed; one for e-mail without its scheme."""
    return {"url": _ascii(url), "printed": breakable_address(url.removeprefix("mailto:"))}


def _ascii(url: str) -> str:
    """Return an address as a PDF may hold it (ISO 32000-1, 12.6.4.7): the same, in ASCII alone."""
    host = "" if url.isascii() else urlsplit(url).netloc
    if not host.isascii():
        with suppress(UnicodeError):  # a host that can't be is encoded with the rest
            url = url.replace(host, host.encode("idna").decode(), 1)
    return quote(url, safe=_ASCII)


class _Questions:
    """The document of one role's questions."""

    def __init__(self, renderer: Renderer, view: RoleView) -> None:
        self._renderer = renderer
        self._view = view
        self._own = renderer.own_questions(view.role.id)
        self._titles = {item.id: item.question for item in renderer.questions}
        self._links = renderer.hub.link_by_id
        self._terms: set[str] = set()

    def content(self) -> Node:
        """Return the whole document."""
        address = f"{self._view.role.id}/"
        common = _common(self._renderer, self._view, "questions", "Ofte stilte spørsmål", address)
        topics = [
            {
                "file": "content/topics.yaml",
                "title": heading(section.topic.title),
                "questions": [self._question(entry) for entry in section.entries],
            }
            for section in self._view.sections
        ]
        entries = list(self._view.entries)
        return {
            **common,
            "count": len(entries),
            "reviewed": sum(entry.question.reviewed is not None for entry in entries),
            "topics": topics,
            "terms": self._glossary(),
        }

    def _question(self, entry: Entry) -> Node:
        question = entry.question
        html = self._renderer.prose.convert(entry.markdown)
        self._terms |= terms_used(html)
        addresses = _Addresses(self._renderer, entry.markdown)
        answer = blocks(html, lambda href, words: self._lead(addresses, href, words))
        for id_ in question.links:
            link = self._links[id_]
            addresses.add(_described(self._renderer, link, link.url))
        for citation in question.cites:
            written = f"law:{citation.law}"
            if citation.section:
                written += f"#{citation.section}"
            addresses.add(addresses.described(written))
        sources = list(addresses.found.values())
        return {
            "file": f"content/questions/{question.id}.yaml",
            "id": question.id,
            "title": heading(entry.title),
            "blocks": answer,
            "sources": sources,
            "together": _lines(sources) <= _MOST_TOGETHER,
            **_review(question),
        }

    def _lead(self, addresses: "_Addresses", href: str, words: str) -> Node:
        if href == f"mailto:{words}":
            return {"url": _ascii(href)}
        if not href.startswith("question:"):
            return addresses.number(href, words)
        id_ = href.removeprefix("question:")
        if id_ in self._own:
            return {"to": id_}
        site_url = self._renderer.settings.site_url
        if not site_url:
            title = self._titles[id_]
            return {} if words == title else {"title": breakable(title)}
        url = site_url + question_address(id_, frozenset(), "")
        item = {"title": breakable(self._titles[id_]), **_address(url)}
        about = [breakable(self._renderer.settings.site_name)]
        return addresses.numbered({**item, "about": about})

    def _glossary(self) -> list[Node]:
        used = [term for term in self._renderer.hub.terms if term.id in self._terms]
        return [_term(term) for term in sorted(used, key=lambda term: alphabetical_key(term.term))]


class _Addresses:
    """The addresses that one answer leads to, numbered in the order they are met."""

    def __init__(self, renderer: Renderer, text: str) -> None:
        self._renderer = renderer
        self._links = renderer.hub.link_by_id
        self._written = _written(renderer, text)
        self.found: dict[str, Node] = {}
        """Address, or the link's id where that is missing -> the numbered entry of the list."""

    def add(self, item: Node) -> None:
        """Put an entry on the list, unless its address is there."""
        key = item.get("url") or item["id"]
        self.found.setdefault(key, {**item, "number": len(self.found) + 1})

    def number(self, href: str, words: str) -> Node:
        """Return what the template must know of a link; the list gets the address's entry."""
        if href in self._written:
            return self.numbered(self.described(self._written[href]))
        return self.numbered({"title": breakable(words), "about": [], **_address(href)})

    def numbered(self, item: Node) -> Node:
        """Put an entry on the list, and return what the template must know of a link to it."""
        self.add(item)
        return {"url": item["url"], "number": self.found[item["url"]]["number"]}

    def described(self, written: str) -> Node:
        """Return the entry of a reference by id, as the answer has it."""
        address = self._renderer.prose.address(written)
        scheme, target, fragment = markup.split_reference(written)
        if scheme == "mailto":
            return {"title": "E-post", "about": [], **_address(written)}
        link = self._links[target]
        item = _described(self._renderer, link, address)
        if scheme == "law" and fragment:
            item["title"] = f"{breakable(link.title)} §\u00a0{fragment}"
        return item


def _written(renderer: Renderer, text: str) -> dict[str, str]:
    """Return, for each address that a text's HTML leads to, the reference that stands for it."""
    found: dict[str, str] = {}
    for reference in markup.scan(text):
        if isinstance(reference, Reference):
            address = renderer.prose.address(reference.written) or ""
            # In HTML an «&» of an address may have been read as the beginning of an entity.
            found |= dict.fromkeys((address, unescape(address)), reference.written)
    return found


def _described(renderer: Renderer, link: Link, url: str | None) -> Node:
    """Return what a reader must know of a link, or of a place behind it.

    What does not hold for it is left out.
    """
    about = [breakable(link.publisher), KIND_WORDS[link.kind]]
    if link.language != "nb":
        about.append(breakable(LANGUAGE_WORDS.get(link.language, link.language)))
    item: Node = {"file": "links.yaml", "id": link.id, "title": breakable(link.title)}
    item["about"] = about
    if url:
        item |= _address(url)
    if link.url_status is UrlStatus.DERIVED:
        item["derived"] = True
    if url in renderer.prose.dead:
        item["archived"] = _address(prose.archived(str(url)))
    if link.note:
        html = prose.without_terms(renderer.prose.convert(link.note))
        written = _written(renderer, link.note)

        def lead(href: str, words: str) -> Node:
            address = renderer.prose.address(written[href]) if href in written else href
            return _lead_in_note(renderer, address, words)

        item["note"] = blocks(html, lead, is_note=True)
    if length(item) > _TALL:
        item["tall"] = True
    return item


def _lead_in_note(renderer: Renderer, address: str | None, words: str) -> Node:
    """Let a link in a note be followed by its address, for notes have no list of their own."""
    if address and address.startswith("question:"):
        page = question_address(address.removeprefix("question:"), frozenset(), "")
        site_url = renderer.settings.site_url
        address = site_url + page if site_url else None
    if not address:
        return {}
    return {"url": _ascii(address)} if address == f"mailto:{words}" else _address(address)


def _lines(sources: list[Node]) -> int:
    """Return about how many lines a list of sources takes."""
    return sum(2 + length(item) // _LINE for item in sources)


def _review(question: Question) -> Node:
    return {
        name: norwegian_date(day) if day else None
        for name, day in (("reviewed", question.reviewed), ("review_by", question.review_by))
    }


def _term(term: Term) -> Node:
    return {
        "file": "content/glossary.yaml",
        "term": breakable(term.term),
        "expansion": breakable(term.expansion or ""),
        "definition": breakable(term.definition or ""),
    }


def _links(renderer: Renderer, view: RoleView) -> Node:
    """Return the document of one role's links."""
    return {
        **_common(renderer, view, "links", "Lenker", f"{view.role.id}/lenker/"),
        "count": sum(len(section.links) for section in view.link_sections),
        "from_answers": view.links_are_from_answers,
        "topics": [
            {
                "file": "content/topics.yaml",
                "title": heading(section.topic.title),
                "links": [_described(renderer, link, link.url) for link in section.links],
            }
            for section in view.link_sections
        ],
    }
