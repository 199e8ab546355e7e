"""A hub, or a list of addresses -> what to fetch.

In: a hub with the places of its links, or addresses from elsewhere. Out: targets, one for each
address without its fragment, with every place that has it. Nothing is fetched here.
"""

from collections.abc import Iterable, Iterator, Mapping

from generator.hub.laws import law_section_address
from generator.hub.links import Link, LinkKind
from generator.hub.markup import references
from generator.hub.model import Hub
from generator.hub.origins import Origins
from generator.hub.questions import Question, texts
from generator.hub.references import link_targets, published
from generator.linkcheck.observations import Address, Target


def targets_of(addresses: Iterable[Address]) -> tuple[Target, ...]:
    """Return one target for addresses that differ only in their fragment, in order.

    Addresses that are written alike become one, with the places and questions of all.
    """
    found: dict[str, dict[str, Address]] = {}
    for address in addresses:
        url = address.url.partition("#")[0]
        same = found.setdefault(url, {})
        known = same.get(address.url)
        same[address.url] = _merged(known, address) if known else address
    return tuple(Target(url, tuple(same.values())) for url, same in found.items())


def _merged(one: Address, other: Address) -> Address:
    """Return one address for two that are written alike; the first one's data take precedence."""
    return Address(
        one.url,
        one.kind or other.kind,
        tuple(dict.fromkeys((*one.places, *other.places))),
        one.link_id or other.link_id,
        tuple(dict.fromkeys((*one.questions, *other.questions))),
        one.publisher or other.publisher,
    )


def addresses_of(hub: Hub, origins: Origins) -> Iterator[Address]:
    """Yield every external address that the site shows: links, their fragments, law sections.

    The place of a link is its `url` in `links.yaml`. The place of a fragment or a section is where
    an answer uses it. The same address may come several times.
    """
    used = _questions_by_link(hub)
    for link in hub.links:
        if link.url:
            place = origins.place("links", link.id, "url")
            users = used.get(link.id, ())
            yield Address(link.url, link.kind, (place,), link.id, users, link.publisher)
    for question in published(hub):
        yield from _sections_of(hub, origins, question)


def _sections_of(hub: Hub, origins: Origins, question: Question) -> Iterator[Address]:
    """Yield the law sections and fragments of links that a question refers to."""
    links: Mapping[str, Link] = hub.link_by_id
    for number, citation in enumerate(question.cites):
        law = links[citation.law]
        if citation.section and (url := law_section_address(hub, law, citation.section)):
            place = origins.place("questions", question.id, "cites", number)
            yield Address(url, LinkKind.LAW, (place,), law.id, (question.id,), law.publisher)
    for location, text in texts(question):
        for found in references(text):
            if not found.fragment:
                continue
            link = links.get(found.target)
            if link and link.url and found.scheme in ("link", "law"):
                section = law_section_address(hub, link, found.fragment)
                url = f"{link.url}#{found.fragment}" if found.scheme == "link" else section
                place = origins.place_in_text("questions", question.id, location, found.offset)
                users = (question.id,)
                yield Address(url or link.url, link.kind, (place,), link.id, users, link.publisher)


def _questions_by_link(hub: Hub) -> Mapping[str, tuple[str, ...]]:
    """Return, for each link id, the ids of the published questions that use the link."""
    found: dict[str, dict[str, None]] = {}
    for question in published(hub):
        named = [*question.links, *(citation.law for citation in question.cites)]
        for id_ in (*named, *(id_ for _, text in texts(question) for id_ in link_targets(text))):
            found.setdefault(id_, {})[question.id] = None
    return {id_: tuple(questions) for id_, questions in found.items()}
