"""Results -> what a human has to look at: one address, or a host that is away with all its links.

In: results. Out: findings, in the order of their first results. Nothing is printed or escaped here.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.language import say, say_count
from generator.linkcheck.reports.wording import how_long
from generator.linkcheck.results import Result, Verdict
from generator.problems import Place

_NO_ANSWER = frozenset({Verdict.DEAD, Verdict.TRANSIENT})


@dataclass(frozen=True, slots=True)
class Finding:
    """Results that are one piece of news."""

    results: tuple[Result, ...]
    """At least one; all have the same verdict, and if they are several, the same host is away."""

    @property
    def first(self) -> Result:
        """The result that speaks for all: a confirmed one, and the one that has lasted longest."""
        return max(self.results, key=lambda x: (x.confirmed, x.look, x.nights))

    @property
    def host(self) -> str | None:
        """Headline if these are the links of a host: `Kaffekjeden svarer ikke; 17 lenker`."""
        if len(self.results) == 1:
            return None
        links = say_count("%(num)s lenke", "%(num)s lenker", len(self.results))
        if self.first.verdict in _NO_ANSWER:
            return say("%(away)s svarer ikke; %(links)s", away=self.first.away, links=links)
        return f"{self.first.away}: {self.first.reason.rstrip('.')}; {links}"

    @property
    def detail(self) -> str:
        """What was seen, unless the headline says so, and for how long."""
        is_said = self.host is not None and self.first.verdict not in _NO_ANSWER
        parts = ("" if is_said else self.first.reason, how_long(self.first))
        return " ".join(filter(None, parts))

    @property
    def places(self) -> tuple[Place, ...]:
        """Where the addresses are written, each place once."""
        return tuple(dict.fromkeys(place for result in self.results for place in result.places))


def findings(results: Iterable[Result]) -> tuple[Finding, ...]:
    """Return the findings of results: links to a host that is away, with one verdict, are one."""
    groups: dict[tuple[str, ...], list[Result]] = {}
    for result in results:
        key = ("host", result.away, result.verdict) if result.away else ("address", result.url)
        groups.setdefault(key, []).append(result)
    return tuple(Finding(tuple(group)) for group in groups.values())
