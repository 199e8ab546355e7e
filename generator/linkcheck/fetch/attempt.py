"""The state of one attempt at an address: the way so far, and the cookies of the way.

In: answers as they come. Out: hops, cookies, failures. Nothing is requested here.
"""

from dataclasses import dataclass, field, replace
from urllib.parse import urljoin

from yarl import URL

from generator.linkcheck.fetch.asking import Response
from generator.linkcheck.fetch.cookies import Cookies
from generator.linkcheck.observations import Answered, Failure, Hop, Observation, Unreachable


@dataclass(slots=True)
class Attempt:
    """One attempt at an address, with all its redirects."""

    number: int
    """Counted from 1."""
    most_hops: int
    """Redirects that are followed."""
    hops: list[Hop] = field(default_factory=list)
    broken: bool = False
    """Whether the last body broke off; another attempt may get all of it."""
    cookies: Cookies = field(init=False, default_factory=Cookies)
    _asked: set[str] = field(init=False, default_factory=set)
    _came_back: bool = field(init=False, default=False)

    def record(self, address: str, url: URL, response: Response) -> None:
        """Record the answer of an address; `url` is the address as it was sent."""
        self.cookies.keep(url, response.cookies)
        self.broken = response.body.broken
        self.hops.append(Hop(address, response.status))
        self._came_back |= str(url) in self._asked
        self._asked.add(str(url))

    def failed(self, failure: Failure, address: str) -> Unreachable:
        """Return the observation of an attempt that ends at an address without an answer."""
        return Unreachable(failure, tuple(self.hops), address, attempts=self.number)

    def following(self, url: URL, location: str, page: Answered | None = None) -> str | Observation:
        """Return the address that `url` redirects to, or what the attempt ends with.

        `page` is the answer whose refresh is the redirect; None where its status says so. An
        address that comes twice is no loop yet: the server may remember what it has seen, by a
        cookie or without one. Browsers go on too, and so the number of hops decides.
        """
        hop = self.hops[-1]
        self.hops[-1] = replace(hop, location=location)
        if len(self.hops) > self.most_hops:
            loop = self._came_back
            return self.failed(
                Failure.REDIRECT_LOOP if loop else Failure.TOO_MANY_REDIRECTS, hop.url
            )
        following = _resolved(str(url), location)
        if page and following in (None, str(url)):
            self.hops[-1] = hop
            return page  # it reloads itself, or names no address
        return self.failed(Failure.BAD_REDIRECT, location) if following is None else following


def _resolved(base: str, location: str) -> str | None:
    """Return the address that a redirect goes to, without its fragment; None if it is invalid."""
    try:
        return urljoin(base, location).partition("#")[0]
    except ValueError:
        return None
