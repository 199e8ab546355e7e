"""The addresses that an answer links to, as print shows them: numbered, described, spelled out."""

from contextlib import suppress
from urllib.parse import quote, urlsplit

from generator.hub.links import Link, UrlStatus
from generator.hub.markup import split_reference
from generator.site.content import Content
from generator.site.paper.breaks import breakable, breakable_address
from generator.site.paper.layout import PrintedLink, blocks, length
from generator.site.paper.runs import Fields
from generator.site.text.targets import Place, Target, archived
from generator.site.words import KIND_WORDS
from generator.sources.markdown import Node

_ASCII = "".join(map(chr, range(0x21, 0x7F)))
_TALL = 2500  # characters; a longer entry may be split between pages


def address_fields(url: str) -> Fields:
    """Return the fields of an address; `printed` leaves out the scheme of an e-mail address."""
    return {"url": _ascii(url), "printed": breakable_address(url.removeprefix("mailto:"))}


def said_after(content: Content, target: Target) -> str:
    """Return what follows the words of a link whose address is missing, or confirmed as dead.

    For a dead one, the list after the answer has the address of a copy.
    """
    if target.is_lost:
        return content.texts.targets.lost
    gone = content.language.gettext("(borte ved siste sjekk)")
    return f" {gone}" if target.is_dead else ""


def plain_mail(link: Node) -> Fields | None:
    """Return the fields of a link whose words are its e-mail address; None for other links."""
    return {"url": _ascii(link.address)} if link.address == f"mailto:{link.words}" else None


def _ascii(url: str) -> str:
    """Return an address in ASCII, as PDFs require (ISO 32000-1, 12.6.4.7)."""
    host = "" if url.isascii() else urlsplit(url).netloc
    if not host.isascii():
        with suppress(UnicodeError):  # a host without an ASCII form is percent-encoded
            url = url.replace(host, host.encode("idna").decode(), 1)
    return quote(url, safe=_ASCII)


class Sources:
    """The addresses that one answer links to, numbered in the order in which they appear."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._links = content.hub.link_by_id
        self.found: dict[str, Fields] = {}
        """Address, or the link's id if the address is missing -> the numbered entry of the list."""

    def add(self, item: Fields) -> None:
        """Add an entry to the list, unless its address is there already."""
        key = item.get("url") or item["id"]
        self.found.setdefault(key, {**item, "number": len(self.found) + 1})

    def numbered(self, item: Fields) -> Fields:
        """Add an entry to the list, and return the fields of a link to it."""
        self.add(item)
        return {"url": item["url"], "number": self.found[item["url"]]["number"]}

    def described(self, written: str) -> Fields:
        """Return the entry of a reference, given as it is written in the answer."""
        scheme, target, fragment = split_reference(written)
        if scheme == "mailto":
            title = self._content.language.gettext("E-post")
            return {"title": title, "about": [], **address_fields(written)}
        link = self._links[target]
        item = described_link(
            self._content, link, self._content.texts.targets.resolve(written).address
        )
        if scheme == "law" and fragment:
            item["title"] = f"{breakable(link.title)} §\u00a0{fragment}"
        return item


def question_fields(content: Content, sources: Sources, link: Node, place: Place) -> Fields:
    """Return the fields of a link to a question that is not in the document.

    If the site's address is unknown, the question can only be named.
    """
    title = content.question(str(place.question)).question
    site_url = content.settings.site_url
    if not site_url:
        return {} if link.words == title else {"title": breakable(title)}
    about = [breakable(content.settings.site_name)]
    fields = address_fields(site_url + place.path)
    return sources.numbered({"title": breakable(title), **fields, "about": about})


def described_link(content: Content, link: Link, url: str | None) -> Fields:
    """Return the fields of a link whose address is `url`, which may be a place on the linked page.

    Fields that do not apply are left out.
    """
    language = content.language
    about = [breakable(link.publisher), language.gettext(KIND_WORDS[link.kind])]
    if link.language and link.language != language.tag:
        about.append(breakable(language.name_of(link.language)))
    item: Fields = {"file": "links.yaml", "id": link.id, "title": breakable(link.title)}
    item["about"] = about
    if url:
        item |= address_fields(url)
    if link.url_status is UrlStatus.DERIVED:
        item["derived"] = True
    if url in content.texts.targets.dead:
        item["archived"] = address_fields(archived(str(url)))
    if link.note:
        tree = content.texts.answer(link.note).tree
        item["note"] = blocks(tree, lambda found: followed_by_address(content, found), is_note=True)
    if length(item) > _TALL:
        item["tall"] = True
    return item


def followed_by_address(content: Content, link: Node) -> PrintedLink:
    """Return a link that is followed by its address, for texts without a list of addresses."""
    target = content.texts.targets.resolve(link.address)
    address = target.address
    if target.place and content.settings.site_url:
        address = content.settings.site_url + target.place.path
    if not address:
        return PrintedLink({}, said_after(content, target))
    return PrintedLink(plain_mail(link) or address_fields(address), said_after(content, target))
