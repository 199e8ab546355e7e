"""How a run behaves towards the servers that it asks."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.linkcheck.fetch.network import IP, Network

AGENT = "Rollehub-linkcheck/1.0"
"""The name in the user agent, and the one that robots.txt files know us by, with the version or
without. Rules for `Rollehub` apply too, where there are none for the whole name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The limits of a run; all times are in seconds."""

    per_host: int = 2
    """Requests in progress at once on one host."""
    delay: float = 0.5
    """Time between the starts of two requests to one host."""
    timeout: float = 30.0
    """Time for one address, with all its redirects, attempts and the waits between them."""
    redirects: int = 10
    """Redirects that are followed from one address."""
    attempts: int = 3
    """Attempts at one address, the first included."""
    probes: bool = True
    """Whether a host may be asked for an address that cannot exist, to learn how that looks."""
    backoff: float = 1.0
    """Wait before the second attempt; doubled for each further one."""
    robots: bool = True
    """Whether robots.txt files are read and obeyed."""
    allowed: tuple[Network, ...] = ()
    """Networks that may be connected to although they are not public."""
    fixed: Mapping[str, IP] = field(default_factory=dict)
    """Host name -> its IP address, instead of asking the name service."""
    ca_file: str | None = None
    """Path of certificates (PEM) that are trusted in addition to the system's."""
    contact: str = ""
    """Address where a site can complain; it is sent with each request."""

    @property
    def agent(self) -> str:
        """The `User-Agent` header: who asks, and where to complain."""
        contact = f"; +{self.contact}" if self.contact else ""
        return f"Mozilla/5.0 (compatible; {AGENT}{contact})"
