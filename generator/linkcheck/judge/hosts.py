"""What the observations of one run say about hosts: which were asked, answered, or are away.

In: sights, the observations of a run with their judgements. Out: hosts, addresses and names. Pure.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.linkcheck.fetch.network import literal_address
from generator.linkcheck.judge.addresses import host
from generator.linkcheck.judge.judgement import Judgement
from generator.linkcheck.observations import (
    NOT_ASKED,
    ON_THE_WAY,
    Address,
    Answered,
    Failure,
    Observation,
    Unreachable,
)

# A proxy or the portal of a network answers with these, and never the site itself: RFC 9110,
# 15.5.8, and RFC 6585, 6.
_FROM_OUR_NETWORK = frozenset({407, 511})


@dataclass(frozen=True, slots=True)
class Sight:
    """What one run saw of an address."""

    address: Address
    seen: Observation
    judgement: Judgement

    @property
    def host(self) -> str:
        """The host that was asked, without `www.`."""
        return _site(self.address.url)


def _site(url: str) -> str:
    return host(url).removeprefix("www.")


def was_asked(sight: Sight) -> bool:
    """Return whether the run asked a host, so that an answer or its absence says something."""
    seen, name = sight.seen, sight.host
    if isinstance(seen, Answered):
        return bool(seen.hops)
    if seen.failure is Failure.ROBOTS:
        return True  # the host has given us its robots.txt
    return bool(name) and seen.failure not in NOT_ASKED and seen.failure is not Failure.MALFORMED


def private_address(sight: Sight) -> str | None:
    """Return the forbidden addresses that a host name stands for, if that is all that was seen.

    None for a host that is written as an address, or called localhost: that is a fact of the link.
    """
    seen, name = sight.seen, sight.host
    if not isinstance(seen, Unreachable) or seen.failure is not Failure.UNSAFE or seen.hops:
        return None
    is_own = literal_address(name) is not None or name.rpartition(".")[2] == "localhost"
    return None if is_own else ", ".join(sorted(seen.detail.split(", ")))


def fails_on_the_way(seen: Observation) -> bool:
    """Return whether nothing came from the host that was asked, so that our network may be why."""
    if isinstance(seen, Answered):
        return bool(seen.hops) and seen.status in _FROM_OUR_NETWORK
    return seen.failure in ON_THE_WAY and not seen.hops


def away(sights: Iterable[Sight]) -> Mapping[str, str]:
    """Return, for each address whose host is away, the name of that host.

    A host is away if nothing came from it, whatever was asked there. Its name is that of its
    publisher, if all its links have the same one; with the host, if the publisher has another one
    that answers.
    """
    failing: dict[str, list[Sight]] = {}
    answering: set[str] = set()
    publishers: set[str | None] = set()
    for sight in sights:
        if isinstance(sight.seen, Unreachable) and sight.seen.failure in ON_THE_WAY:
            failing.setdefault(_site(sight.seen.url) or sight.host, []).append(sight)
        elif sight.seen.hops:
            publishers.add(sight.address.publisher)
        if sight.seen.hops:
            answering.add(sight.host)
    return {
        sight.address.url: _name(site, group, publishers)
        for site, group in failing.items()
        if site and site not in answering
        for sight in group
    }


def _name(site: str, group: Sequence[Sight], answering: Collection[str | None]) -> str:
    names = {sight.address.publisher for sight in group if sight.host == site}
    (name, *others) = names or {None}
    if others or not name:
        return site
    return f"{name} ({site})" if name in answering else name
