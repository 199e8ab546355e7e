"""Observations for the tests of verdicts: answers, answers behind redirects, and single pages."""

from typing import Any

from generator.hub.links import LinkKind
from generator.linkcheck.judge.classify import classify
from generator.linkcheck.observations import Address, Answered, Hop, Observation, PageFacts

DEEP = "https://a.no/kurs/5"
"""A page that is no front page."""
GOOD = PageFacts(title="Kurs i veiledning | A", headings=("Kurs i veiledning",), words=300)


def answer(
    *steps: tuple[str, int, str | None], page: PageFacts | None = GOOD, **more: Any
) -> Answered:
    """Return an answer after hops, each an address, a status and a `Location`."""
    usual = {"content_type": "text/html", "length": 5000}
    return Answered(hops=tuple(Hop(*step) for step in steps), page=page, **(usual | more))


def via(*hops: tuple[int, str], start: str = DEEP, page: PageFacts = GOOD) -> Answered:
    """Return a good answer behind redirects, each a status and an absolute address."""
    steps, here = [], start
    for status, location in hops:
        steps.append((here, status, location))
        here = location.partition("#")[0]
    return answer(*steps, (here, 200, None), page=page)


def page(url: str = DEEP, **facts: Any) -> Answered:
    """Return an answer with a page of these facts."""
    return answer((url, 200, None), page=PageFacts(**({"words": 40} | facts)))


def verdict_of(seen: Observation, url: str = DEEP, kind: LinkKind | None = None) -> str:
    """Return the name of the verdict on an observation of an address."""
    return classify(seen, Address(url, kind)).verdict.value
