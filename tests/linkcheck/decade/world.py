"""The world that the nights are played in: hosts, pages, our own network, and what befalls them.

The truth is known here, and only here. Everything is drawn from one seed. Two things never happen,
because no check could tell them from a death: a host that comes back is not away for a week of
nights on which others answer, and a page is not missing by mistake on two nights without being seen
well in between.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.linkcheck.observations import Failure, Observation
from tests.linkcheck.outages import OUTAGES
from tests.linkcheck.virtual import answer, lost

AWAY = (Failure.NO_HOST, Failure.REFUSED, Failure.TIMEOUT, Failure.RESET, Failure.DNS_FAILED)
SHUT = (401, 403, 429, 451, 500, 502, 503)


@dataclass(slots=True)
class Spell:
    """Something that lasts until a night, which is the first without it."""

    kind: object = None
    until: int = -1


@dataclass(slots=True, eq=False)
class Page:
    """One page, and the truth about it."""

    url: str
    dead: int | None = None
    """The status with which it has been gone since its death; 0 for a redirect loop."""
    back: int | None = None
    """The night on which a dead page comes back."""
    moved: str = ""
    slip: int = -1
    """The night on which the server says by mistake that it is gone."""
    seen_well: bool = True
    """Whether a run has seen it well since it last could not, for whatever reason."""


@dataclass(slots=True, eq=False)
class Host:
    """One host with its pages."""

    name: str
    pages: list[Page]
    gone: Failure | None = None
    """How it has failed since it went away for good."""
    away: Spell = field(default_factory=Spell)
    shut: Spell = field(default_factory=Spell)
    robots: Spell = field(default_factory=Spell)


class World:
    """Hosts with pages, and what befalls them, `pace` times as often as in a usual world.

    `strict` says that a server which slips does so for linkchecker too.
    """

    def __init__(
        self, seed: str, hosts: int, pages: int, *, strict: bool, pace: float = 1.0
    ) -> None:
        self.chance = random.Random(seed)
        self.strict = strict
        self._pace = pace
        self.night = 0
        self.outage = Spell()
        """Of our whole network: the kind is a name in `OUTAGES`."""
        self.partly = Spell()
        """Of a part of it: the kind is a failure, of the hosts in `hidden`."""
        self.hidden: frozenset[Host] = frozenset()
        self._names = 0
        self.hosts = [self._host(pages) for _ in range(hosts)]

    def _host(self, pages: int) -> Host:
        name = f"vert{self._next()}.no"
        return Host(name, [self._page(name) for _ in range(pages)])

    def _page(self, host: str) -> Page:
        return Page(f"https://{host}/side/{self._next()}")

    def _next(self) -> int:
        self._names += 1
        return self._names

    def both(self) -> Iterator[tuple[Host, Page]]:
        """Yield every page with its host."""
        for host in self.hosts:
            for page in host.pages:
                yield host, page

    # What happens

    def dawn(self, night: int) -> None:
        """Let things happen to our network, to hosts and to pages."""
        self.night = night
        self._to_our_network()
        for host in self.hosts:
            self._to_a_host(host)
            for page in host.pages:
                self._to_a_page(host, page)

    def _happens(self, once_in: int) -> bool:
        return self.chance.random() * once_in < self._pace

    def _spell(self, kind: object, longest: int) -> Spell:
        return Spell(kind, self.night + self.chance.randint(1, longest))

    def _to_our_network(self) -> None:
        chance = self.chance
        if not self.is_out and self._happens(40):
            self.outage = self._spell(chance.choice(sorted(OUTAGES)), 8)
        if not self.is_partly_out and self._happens(50):
            could = [host for host in self.hosts if self._may_fail(host)]
            hidden = chance.sample(could, int(len(could) * chance.random()))
            is_most = len(hidden) > 0.75 * len(self.hosts)
            self.hidden = frozenset(hidden)
            kind = chance.choice((Failure.NO_HOST, Failure.UNREACHABLE, Failure.REFUSED))
            self.partly = self._spell(kind, 8 if is_most else 3)
            self._not_seen_well(hidden)

    def _to_a_host(self, host: Host) -> None:
        if not self._may_fail(host):
            return
        if self._happens(1500):
            host.gone = self.chance.choice((Failure.NO_HOST, Failure.REFUSED))
            self._not_seen_well([host])
        elif self._happens(120):
            host.away = self._spell(self.chance.choice(AWAY), 4)
            self._not_seen_well([host])
        elif self._happens(200):
            host.shut = self._spell(self.chance.choice(SHUT), 20)
        elif self._happens(500):
            host.robots = self._spell("Disallow: /", 120)

    def _may_fail(self, host: Host) -> bool:
        """Return whether a spell may begin: none is on, and all pages were seen well since."""
        spells = (host.away, host.shut, host.robots)
        is_free = host.gone is None and all(spell.until <= self.night for spell in spells)
        is_hidden = self.is_partly_out and host in self.hidden
        return (
            is_free and not is_hidden and all(x.seen_well or x.dead is not None for x in host.pages)
        )

    @staticmethod
    def _not_seen_well(hosts: list[Host]) -> None:
        for host in hosts:
            for page in host.pages:
                page.seen_well = False

    def _to_a_page(self, host: Host, page: Page) -> None:
        if page.back == self.night and page.dead is not None:
            page.dead, page.back, page.seen_well = None, None, False
        elif page.dead is None and self._happens(900):
            page.dead = self.chance.choice((404, 410, 0))
            page.back = self.night + self.chance.randint(2, 60) if self._happens(4) else None
        elif page.seen_well and self._happens(400):
            page.slip, page.seen_well = self.night, False
        elif self._happens(1000):
            page.moved = f"https://{host.name}/ny/{self._next()}"

    def replace(self, host: Host, page: Page) -> Page:
        """Let an editor put another address in place of a dead one; return it."""
        if host.gone is not None:
            host.name, host.gone = f"vert{self._next()}.no", None
        new = self._page(host.name)
        host.pages[host.pages.index(page)] = new
        return new

    # What is so, and what is seen

    @property
    def is_out(self) -> bool:
        """Whether our whole network is out tonight."""
        return self.night < self.outage.until

    @property
    def is_partly_out(self) -> bool:
        """Whether a part of it is."""
        return self.night < self.partly.until

    def is_dead(self, host: Host, page: Page) -> bool:
        """Return whether a page is really gone."""
        return page.dead is not None or host.gone is not None

    def is_seen(self, host: Host) -> bool:
        """Return whether our network shows a host as it is."""
        return not self.is_out and not (self.is_partly_out and host in self.hidden)

    def look(self, host: Host, page: Page) -> Observation:
        """Return what the check observes."""
        url = page.url
        if self.is_out:
            return OUTAGES[str(self.outage.kind)](url)
        if not self.is_seen(host):
            return lost(url, Failure(str(self.partly.kind)))
        if host.gone is not None:
            return lost(url, host.gone)
        if self.night < host.away.until:
            return lost(url, Failure(str(host.away.kind)))
        if self.night < host.robots.until:
            return lost(url, Failure.ROBOTS)
        if self.night < host.shut.until:
            return answer(url, int(str(host.shut.kind)))
        if page.slip == self.night:
            return answer(url, 404)
        if page.dead == 0:
            return lost(url, Failure.REDIRECT_LOOP, to=f"{url}/")
        return answer(url, page.dead or 200, to="" if page.dead else page.moved)

    def is_dead_too(self, page: Page) -> bool:
        """Return what linkchecker says of a page that we found gone; it shares our network."""
        is_slip = page.slip == self.night and page.dead is None
        return not is_slip or self.strict

    def looks_dead(self, host: Host, page: Page) -> bool:
        """Return whether a death shows tonight: nothing else keeps it from being seen."""
        spells = (host.away, host.shut, host.robots)
        is_free = host.gone is not None or all(spell.until <= self.night for spell in spells)
        return self.is_seen(host) and is_free and self.is_dead(host, page)

    def looks_well(self, host: Host, page: Page) -> bool:
        """Return whether the page itself is seen tonight."""
        spells = (host.away, host.shut, host.robots)
        is_free = all(spell.until <= self.night for spell in spells) and page.slip != self.night
        return self.is_seen(host) and is_free and not self.is_dead(host, page)
