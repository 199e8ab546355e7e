"""A check of Atom feeds against RFC 4287, and feeds of small hubs."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from generator.hub.model import Hub
from generator.site.content import Content
from generator.site.export.files import machine_files
from generator.site.settings import Settings
from tests.site_fixtures import Site, a_hub, a_question, a_role, parse_strictly

ATOM = {"a": "http://www.w3.org/2005/Atom"}
GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))


# RFC 4287, 3.3: a date of RFC 3339 with capital letters.
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
# RFC 3987: a scheme, then at least one character, all of them allowed in an IRI.
IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")


def faults(text: bytes) -> list[str]:
    """Return violations of RFC 4287, and of what a good feed should do."""
    feed = etree.fromstring(text)
    if not GRAMMAR.validate(feed):
        return [f"grammar: {error.message}" for error in GRAMMAR.error_log]
    return [*_faults_of_feed(feed), *_faults_of_values(feed)]


def _faults_of_feed(feed: Any) -> Iterator[str]:
    entries = feed.findall("a:entry", ATOM)
    if feed.find("a:author", ATOM) is None and any(
        entry.find("a:author", ATOM) is None for entry in entries
    ):
        yield "nobody has written an entry (4.1.1)"
    ids = [element.text for element in feed.iterfind(".//a:id", ATOM)]
    if len(set(ids)) < len(ids):
        yield "two things have one id (4.1.1)"
    moments = [entry.findtext("a:updated", None, ATOM) for entry in entries]
    if moments != sorted(moments, reverse=True):
        yield "the newest entry does not stand first"
    if moments and feed.findtext("a:updated", None, ATOM) != moments[0]:
        yield "the feed is not as new as its newest entry"
    for holder in (feed, *entries):
        links = [
            (x.get("rel", "alternate"), x.get("type"), x.get("hreflang"))
            for x in holder.findall("a:link", ATOM)
        ]
        alternates = [link for link in links if link[0] == "alternate"]
        if len(set(alternates)) < len(alternates):
            yield "two alternate links are of one type and language (4.1.1, 4.1.2)"
        if holder is not feed and not alternates and holder.find("a:content", ATOM) is None:
            yield "an entry has neither content nor an alternate link (4.1.2)"
        if [rel for rel, *_ in links].count("self") > (holder is feed):
            yield "there is more than one self link"


def _faults_of_values(feed: Any) -> Iterator[str]:
    for element in feed.iter(f"{{{ATOM['a']}}}*"):
        name = etree.QName(element).localname
        addresses = [element.get(key) for key in ("href", "src", "uri", "scheme")]
        addresses += [element.text] if name in ("id", "icon", "logo", "uri") else []
        for address in addresses:
            if address is not None and not IRI.fullmatch(address):
                yield f"{name}: «{address}» is not an absolute IRI"
        if name in ("updated", "published") and not MOMENT.fullmatch(element.text):
            yield f"{name}: «{element.text}» is not a date (3.3)"
        if name in ("title", "name", "id") and not (element.text or "").strip():
            yield f"{name} is empty"
        if name == "category" and not re.fullmatch(r"\S+", element.get("term")):
            yield "a category's term is not one word"
        if element.get("type") == "html":
            yield from _faults_of_html(element.text)


def _faults_of_html(html: str) -> Iterator[str]:
    tree, misfits = parse_strictly(html)
    yield from misfits
    if unsafe := {x.tag for x in tree.walk()} - {"#root", "p", "ul", "li", "a"}:
        yield f"content holds {unsafe}"
    for link in tree.all("a"):
        if not IRI.fullmatch(link["href"]):
            yield f"content: «{link['href']}» is not an absolute IRI"


def feeds_of(data: Hub, site_url: str = "https://x.no/", name: str = "Hjelp") -> dict[str, bytes]:
    """Return the feeds of a hub as path -> bytes."""
    content = Content(data, Settings(site_name=name, site_url=site_url))
    return {
        path: text.encode()
        for path, text in machine_files(content, []).items()
        if path.endswith("feed.xml")
    }


def with_changes(*changes: dict[str, Any], **more: Any) -> Hub:
    """Return a hub with changes; date, title and note have defaults."""
    plain = {"date": "2025-01-05", "title": "Tittel", "note": "Merknad."}
    more.setdefault("roles", [a_role("gjest"), a_role("vert")])
    questions = (a_question("a", "gjest"), a_question("b", "vert"), a_question("c", "gjest"))
    return a_hub(*questions, changes=[plain | change for change in changes], **more)


def entries(feed: bytes) -> list[Any]:
    """Return the entries of a feed."""
    return list(etree.fromstring(feed).findall("a:entry", ATOM))


def address_exists(site: Site, address: str) -> bool:
    """Return whether an address relative to the site's root names an existing file and anchor."""
    target = site.target("index.html", address or ".")
    if target is None or target[0] not in site.files:
        return False
    return not target[1] or target[1] in site.ids(target[0])
