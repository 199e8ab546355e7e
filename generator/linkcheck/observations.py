"""The values that the steps of the link check pass on: what to fetch, and what was observed.

Facts only: nothing here is fetched, judged or remembered.
"""

from dataclasses import dataclass
from enum import StrEnum

from generator.hub.links import LinkKind
from generator.linkcheck.page.facts import PageFacts
from generator.problems import Place

__all__ = (
    "Address",
    "Answered",
    "Failure",
    "Hop",
    "Observation",
    "PageFacts",
    "Target",
    "Unreachable",
)


@dataclass(frozen=True, slots=True)
class Address:
    """One address as an author wrote it, and where."""

    url: str
    """With its fragment."""
    kind: LinkKind | None = None
    """The kind of page that its author expects there."""
    places: tuple[Place, ...] = ()
    link_id: str | None = None
    """Id of the link in `links.yaml`; None for an address that is not from a hub."""
    questions: tuple[str, ...] = ()
    """Ids of the questions whose answers rely on it."""
    publisher: str | None = None
    """Who publishes the page, as `links.yaml` has it."""

    @property
    def fragment(self) -> str:
        """The part after `#`, percent-encoded as written."""
        return self.url.partition("#")[2]


@dataclass(frozen=True, slots=True)
class Target:
    """One thing to fetch: an address without its fragment, and the addresses it answers for."""

    url: str
    addresses: tuple[Address, ...]


@dataclass(frozen=True, slots=True)
class Hop:
    """One answer on the way to the final one."""

    url: str
    """The address that was requested."""
    status: int
    """The HTTP status of the answer."""
    location: str | None = None
    """Where the answer redirects to, as its header has it; None where it does not redirect."""


class Failure(StrEnum):
    """Why there was no answer."""

    MALFORMED = "malformed"
    NO_HOST = "no-host"
    DNS_FAILED = "dns-failed"  # the name server did not answer; the host may exist
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    RESET = "reset"
    TIMEOUT = "timeout"
    PROTOCOL = "protocol"  # what came back is not HTTP
    TLS_EXPIRED = "tls-expired"
    TLS_SELF_SIGNED = "tls-self-signed"
    TLS_WRONG_HOST = "tls-wrong-host"
    TLS_OTHER = "tls-other"
    CLIENT_CERTIFICATE = "client-certificate"  # the server wants one from whoever asks
    REDIRECT_LOOP = "redirect-loop"
    TOO_MANY_REDIRECTS = "too-many-redirects"
    BAD_REDIRECT = "bad-redirect"  # to nothing, or to a scheme that is not followed
    UNSAFE = "unsafe"  # at an IP address that must not be connected to
    SCHEME = "scheme"  # mailto, tel and the like: nothing to fetch
    ROBOTS = "robots"  # the host's robots.txt forbids it
    RUN_ENDED = "run-ended"  # the run reached its deadline or was interrupted first


NOT_ASKED = frozenset({Failure.RUN_ENDED, Failure.SCHEME, Failure.ROBOTS})
"""Failures of addresses that were not requested, so that nothing was seen of them."""
_FROM_SERVER = frozenset({Failure.REDIRECT_LOOP, Failure.TOO_MANY_REDIRECTS, Failure.BAD_REDIRECT})
ON_THE_WAY = frozenset(Failure) - NOT_ASKED - _FROM_SERVER - {Failure.MALFORMED}
"""Failures between us and a server, which our own network may cause just as well as theirs."""
MISSING = frozenset({Failure.NO_HOST, Failure.REFUSED})
"""Failures on the way that mean "dead" if they last."""


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
    """Whether the body was longer than what was read, or broke off."""
    broken: bool = False
    """Whether it broke off, on the last attempt too, and without the end tag of a page."""
    is_pdf: bool = False
    """Whether the body begins like a PDF."""
    page: PageFacts | None = None
    """What an HTML page says; None for anything else."""
    unread: bool = False
    """Whether the body is a page, or may be one, that could not be read: it has an unknown content
    coding, or it took too long."""
    wall: str | None = None
    """The product that says in a header that it checks visitors: see `fetch.walls`."""
    sibling: PageFacts | None = None
    """What the host shows for an address beside this one that cannot exist; None where it was not
    asked, or said that there is no such page."""
    retry_after: float | None = None
    """Seconds that the server asked us to wait; None where it did not."""
    attempts: int = 1

    @property
    def url(self) -> str:
        """The address that gave the final answer."""
        return self.hops[-1].url

    @property
    def status(self) -> int:
        """The final HTTP status."""
        return self.hops[-1].status


@dataclass(frozen=True, slots=True)
class Unreachable:
    """No final answer came."""

    failure: Failure
    hops: tuple[Hop, ...] = ()
    """The answers before the failure."""
    url: str = ""
    """The address that failed."""
    detail: str = ""
    """The message of the system or library."""
    attempts: int = 1


Observation = Answered | Unreachable
