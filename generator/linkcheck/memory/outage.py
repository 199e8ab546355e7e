"""Whether a run could see the world at all: when all fail alike, the fault is more likely ours.

In: what a run saw, and what was known before. Out: which of it proves nothing, and one Norwegian
line that says so. Pure. The cases, by data alone:

- nothing came from any host (no name, refused, no route, no time, a certificate of a portal, one
  private address for every name): the run was blind, and is worth nothing;
- what came is one and the same for all hosts (a portal that all are redirected to, a filter that
  answers for all): the same;
- most of the hosts that were well before are gone at once: these prove nothing, the others do;
- nothing came from any host, but there are only one or two: it may be them. The night counts, but
  needs many like it (`Policy.alone_nights`), since no other host shows that our network works.
"""

from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass

from generator.language import say
from generator.linkcheck.fetch.network import literal_address
from generator.linkcheck.judge.addresses import host, path_steps
from generator.linkcheck.judge.hosts import Sight, fails_on_the_way, private_address, was_asked
from generator.linkcheck.judge.judgement import is_good
from generator.linkcheck.memory.history import History
from generator.linkcheck.observations import Answered, Failure, Observation, Unreachable
from generator.linkcheck.page.fingerprint import changed

_GONE = frozenset({404, 410})
_NO_WAY_THROUGH = frozenset({502, 503, 504})  # of a gateway: RFC 9110, 15.6.3-5
MANY = 3
"""Hosts whose failing alike is no coincidence; fewer may well fail together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How much of what a run saw is worth anything."""

    message: str | None = None
    """A Norwegian sentence that says what was wrong; None if the run could see."""
    blind: bool = False
    """Whether nothing of the run is worth anything."""
    alone: bool = False
    """Whether one or two hosts were asked, and nothing came from them."""
    void: frozenset[str] = frozenset()
    """The addresses of which the run has seen nothing that counts."""


def reach(sights: Sequence[Sight], history: History) -> Reach:
    """Return how far a run could see; `history` is that of earlier runs."""
    asked = _asked(sights, history)
    hosts = {sight.host for sight in asked}
    answering = [sight for sight in asked if not fails_on_the_way(sight.seen)]
    if not hosts:
        return Reach()
    if not answering and len(hosts) < MANY:
        return Reach(message=_alone(len(hosts)), alone=True)
    if not answering:
        message = say(
            "Ingen av de %(hosts)s nettstedene kunne nås. Feilen er trolig i nettet "
            "som lenkesjekken kjører i, så kjøringen teller ikke.",
            hosts=len(hosts),
        )
        return _blind(asked, message)
    if _is_one_answer_for_all(answering, hosts, history):
        message = say(
            "Alle nettstedene ga ett og samme svar. Trolig svarer nettet som "
            "lenkesjekken kjører i, i stedet for dem, så kjøringen teller ikke."
        )
        return _blind(asked, message)
    return _partly(asked, answering, history)


def _asked(sights: Sequence[Sight], history: History) -> list[Sight]:
    """Return the sights that say something about our network.

    A name that stands for a private address is a fact of the link, such as one into an intranet.
    But if several names stand for the same one, or the page was there before, then a portal or a
    filter answers for the name service.
    """
    private = {x.address.url: found for x in sights if (found := private_address(x)) is not None}
    names = {sight.host for sight in sights if sight.address.url in private}
    is_one = len(names) > 1 and len(set(private.values())) == 1

    def says_something(sight: Sight) -> bool:
        if _is_unsafe(sight):
            return sight.address.url in private and (is_one or _was_well(sight, history))
        return was_asked(sight)

    return [sight for sight in sights if says_something(sight)]


def _is_unsafe(sight: Sight) -> bool:
    seen = sight.seen
    return isinstance(seen, Unreachable) and seen.failure is Failure.UNSAFE and not seen.hops


def _alone(hosts: int) -> str:
    if hosts == 1:
        return say(
            "Nettstedet svarte ikke, og ingen andre ble spurt. Da kan feilen like gjerne være i "
            "nettet som lenkesjekken kjører i."
        )
    return say(
        "Ingen av de to nettstedene svarte, og ingen andre ble spurt. Da kan feilen like gjerne "
        "være i nettet som lenkesjekken kjører i."
    )


def _blind(asked: Iterable[Sight], message: str) -> Reach:
    return Reach(message=message, blind=True, void=frozenset(x.address.url for x in asked))


def _partly(asked: Sequence[Sight], answering: Iterable[Sight], history: History) -> Reach:
    """Find an outage of a part of the net: of IPv6, of one name server, or by a filter.

    Hosts count by domain, because those of one owner may well go away together.
    """
    well = {_domain(x.host) for x in asked if _was_well(x, history)}
    gone = well - {_domain(sight.host) for sight in answering}
    if len(gone) < MANY or len(gone) * 2 <= len(well):
        return Reach()
    message = say(
        "%(gone)s av %(well)s nettsteder som svarte sist, kan ikke nås. Feilen er "
        "trolig i nettet som lenkesjekken kjører i, så disse er ikke sjekket.",
        gone=len(gone),
        well=len(well),
    )
    void = frozenset(sight.address.url for sight in asked if fails_on_the_way(sight.seen))
    return Reach(message=message, void=void)


def _was_well(sight: Sight, history: History) -> bool:
    record = history.get(sight.address.url)
    return record is not None and bool(record.recent) and record.recent[-1].good


def _domain(name: str) -> str:
    return name if literal_address(name) else ".".join(name.split(".")[-2:])


def _is_one_answer_for_all(
    answering: Sequence[Sight], hosts: Collection[str], history: History
) -> bool:
    """Return whether all that answered did so as one and the same stranger would.

    Few may do that by chance, unless many others are gone: a portal lets no secure site answer.
    """
    answered = len({sight.host for sight in answering})
    if answered < MANY and len(hosts) - answered < MANY:
        return False
    return (
        _is_one_portal(answering, hosts)
        or _is_one_bad_page(answering, history)
        or _is_one_new_page(answering, history)
    )


def _is_one_portal(answering: Sequence[Sight], hosts: Collection[str]) -> bool:
    """Return whether all were redirected to one host that nobody asked.

    Sites that have moved together redirect to different pages of their new host.
    """
    ends = [sight.seen.url for sight in answering]
    names = {host(end).removeprefix("www.") for end in ends}
    if len(names) > 1 or not names.isdisjoint(hosts):
        return False
    paths = {path_steps(end) for end in ends}
    return len(paths) == 1 or not any(is_good(sight.judgement.verdict) for sight in answering)


def _is_one_bad_page(answering: Sequence[Sight], history: History) -> bool:
    """Return whether all got one answer that is not good, where good pages were before.

    A filter may quote the address, so where all say that the page is gone, or that they cannot get
    through to it, their pages need not be alike. Sites that all block the check are no outage.
    """
    if any(is_good(sight.judgement.verdict) for sight in answering):
        return False
    answers = {_kind(sight.seen) for sight in answering}
    well = {sight.host for sight in answering if _was_well(sight, history)}
    return len(answers) == 1 and None not in answers and len(well) >= MANY


def _kind(seen: Observation) -> Hashable:
    """Return what the answers of one filter or proxy have in common; None for no answer."""
    if not isinstance(seen, Answered):
        return None
    if seen.status in _GONE:
        return seen.status
    if seen.status in _NO_WAY_THROUGH:
        return _NO_WAY_THROUGH
    return seen.status, seen.content_type, seen.length, seen.page


def _is_one_new_page(answering: Sequence[Sight], history: History) -> bool:
    """Return whether all got one text, and none of them had it before."""
    texts = {_text(sight.seen) for sight in answering}
    if len(texts) != 1 or not (text := texts.pop()):
        return False
    known = {
        sight.host: record.fingerprint
        for sight in answering
        if (record := history.get(sight.address.url)) and record.fingerprint
    }
    return len(known) >= MANY and all(changed(before, text) for before in known.values())


def _text(seen: Observation) -> tuple[int, ...]:
    return seen.page.fingerprint if isinstance(seen, Answered) and seen.page else ()
