"""What is fetched, and what was seen: the values that the steps of the link check pass on.

In: a hub with the places of its links, or addresses from elsewhere. Out: Targets, one per address
without its fragment, with every place. No HTTP here.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from generator.hub import markup
from generator.hub.links import LinkKind
from generator.hub.model import Hub, law_section_address
from generator.hub.origins import Origins
from generator.hub.questions import Question, texts
from generator.hub.references import link_targets, published
from generator.problems import Place


@dataclass(frozen=True, slots=True)
class Address:
    """One address as somebody wrote it, and where."""

    url: str
    """With its fragment."""
    kind: LinkKind | None = None
    """What its author expects behind it."""
    places: tuple[Place, ...] = ()
    link_id: str | None = None
    questions: tuple[str, ...] = ()
    """Ids of the questions whose answers rest on it."""

    @property
    def fragment(self) -> str:
        """What stands behind `#`, percent-encoded as written."""
        return self.url.partition("#")[2]


@dataclass(frozen=True, slots=True)
class Target:
    """What is fetched once: an address without fragment, and all addresses that it answers for."""

    url: str
    addresses: tuple[Address, ...]


@dataclass(frozen=True, slots=True)
class Hop:
    """One answer on the way: the address asked, the status, and where it sent us."""

    url: str
    status: int
    location: str | None = None
    """As it was written in the header; None for an answer that sent us nowhere."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What an HTML page says of itself."""

    title: str = ""
    headings: tuple[str, ...] = ()
    """Text of `h1` and `h2`, at most ten."""
    ids: frozenset[str] = frozenset()
    """Every `id`, and every `name` of an `a`."""
    scripts: bool = False
    """Whether the page runs scripts that may add ids which are not in the HTML."""
    refresh: str | None = None
    """Destination of a `meta refresh` within ten seconds."""
    words: int = 0
    """Words of the main text."""
    password_field: bool = False
    pictures: bool = False
    """Whether it shows something that is no text: pictures, films, frames."""
    fingerprint: tuple[int, ...] = ()
    """The main text in a form that can be compared: see `page`."""


class Failure(StrEnum):
    """Why there was no answer."""

    MALFORMED = "malformed"
    NO_HOST = "no-host"
    DNS_FAILED = "dns-failed"  # the name server did not answer; says nothing of the host
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    RESET = "reset"
    TIMEOUT = "timeout"
    PROTOCOL = "protocol"  # what came back is not HTTP
    TLS_EXPIRED = "tls-expired"
    TLS_SELF_SIGNED = "tls-self-signed"
    TLS_WRONG_HOST = "tls-wrong-host"
    TLS_OTHER = "tls-other"
    REDIRECT_LOOP = "redirect-loop"
    TOO_MANY_REDIRECTS = "too-many-redirects"
    BAD_REDIRECT = "bad-redirect"  # to nothing, or to a scheme that is not followed
    UNSAFE = "unsafe"  # to an address that is refused, never fetched
    SCHEME = "scheme"  # mailto, tel and the like: nothing to fetch
    ROBOTS = "robots"
    RUN_ENDED = "run-ended"  # the run's own deadline or an interrupt came first


@dataclass(frozen=True, slots=True)
class Answered:
    """A final answer came."""

    hops: tuple[Hop, ...]
    """All answers in order; the last one is final."""
    content_type: str = ""
    """Media type without parameters, in lower case."""
    length: int = 0
    """Bytes read of the body, after decompression."""
    truncated: bool = False
    """Whether the body went on behind the cap, or broke off."""
    broken: bool = False
    """Whether it broke off, at the last attempt too, and without the end tag of a page."""
    is_pdf: bool = False
    """Whether the body begins like a PDF."""
    page: PageFacts | None = None
    retry_after: float | None = None
    """Seconds that the server asked us to wait, where it did."""
    attempts: int = 1

    @property
    def url(self) -> str:
        """The address that gave the final answer."""
        return self.hops[-1].url

    @property
    def status(self) -> int:
        """The final status."""
        return self.hops[-1].status


@dataclass(frozen=True, slots=True)
class Unreachable:
    """No final answer came."""

    failure: Failure
    hops: tuple[Hop, ...] = ()
    """The answers before it."""
    url: str = ""
    """The address that failed."""
    detail: str = ""
    """What the system or library said, in its own words."""
    attempts: int = 1


Observation = Answered | Unreachable


def targets_of(addresses: Iterable[Address]) -> tuple[Target, ...]:
    """Gather addresses that differ only in their fragment into one target, in order."""
    found: dict[str, dict[str, Address]] = {}
    for address in addresses:
        url = address.url.partition("#")[0]
        same = found.setdefault(url, {})
        known = same.get(address.url)
        same[address.url] = _joined(known, address) if known else address
    return tuple(Target(url, tuple(same.values())) for url, same in found.items())


def _joined(one: Address, other: Address) -> Address:
    return Address(
        one.url,
        one.kind or other.kind,
        tuple(dict.fromkeys((*one.places, *other.places))),
        one.link_id or other.link_id,
        tuple(dict.fromkeys((*one.questions, *other.questions))),
    )


def addresses_of(hub: Hub, origins: Origins) -> Iterator[Address]:
    """Yield every external address that the site shows: links, their fragments, law sections.

    The place of a link is its `url` in `links.yaml`; a fragment or a section has the place where an
    answer uses it.
    """
    used = _questions_by_link(hub)
    for link in hub.links:
        if link.url:
            place = origins.place("links", link.id, "url")
            yield Address(link.url, link.kind, (place,), link.id, used.get(link.id, ()))
    for question in published(hub):
        yield from _sections_of(hub, origins, question)


def _sections_of(hub: Hub, origins: Origins, question: Question) -> Iterator[Address]:
    links = hub.link_by_id
    for number, citation in enumerate(question.cites):
        law = links[citation.law]
        if citation.section and (url := law_section_address(hub, law, citation.section)):
            place = origins.place("questions", question.id, "cites", number)
            yield Address(url, LinkKind.LAW, (place,), law.id, (question.id,))
    for location, text in texts(question):
        for found in markup.scan(text):
            if not (isinstance(found, markup.Reference) and found.fragment):
                continue
            link = links.get(found.target)
            if link and link.url and found.scheme in ("link", "law"):
                section = law_section_address(hub, link, found.fragment)
                url = f"{link.url}#{found.fragment}" if found.scheme == "link" else section
                place = origins.place_in_text("questions", question.id, location, found.offset)
                yield Address(url or link.url, link.kind, (place,), link.id, (question.id,))


def _questions_by_link(hub: Hub) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for question in published(hub):
        named = [*question.links, *(citation.law for citation in question.cites)]
        for id_ in (*named, *(id_ for _, text in texts(question) for id_ in link_targets(text))):
            found.setdefault(id_, {})[question.id] = None
    return {id_: tuple(questions) for id_, questions in found.items()}
