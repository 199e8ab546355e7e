"""Whatever is observed, there is a verdict."""

import re
from urllib.parse import urlsplit

from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.hub.links import LinkKind
from generator.linkcheck.judge.classify import classify
from generator.linkcheck.judge.judgement import Judgement
from generator.linkcheck.observations import (
    Address,
    Answered,
    Failure,
    Hop,
    Observation,
    PageFacts,
    Unreachable,
)
from generator.linkcheck.results import Verdict
from tests.linkcheck.judge.observations import DEEP, answer
from tests.linkcheck.judge.test_error_pages import ERROR_TITLES
from tests.linkcheck.judge.test_statuses import STATUSES


def _urls() -> st.SearchStrategy[str]:
    hosts = [
        "a.no",
        "www.a.no",
        "lovdata.no",
        "www.helsedirektoratet.no",
        "youtu.be",
        "[::1]",
        "[",
        "",
    ]
    paths = ["", "/", "/no/", "/tema/a/b", "/login", "/x.pdf", "/lov/1/§26", "/%zz", "/?p=1", "?="]
    ends = ["", "#", "#a", "#%C3", "#§26", "#:~:text=a", "#top"]
    parts = (
        st.sampled_from(x) for x in (["http://", "https://", "", "mailto:"], hosts, paths, ends)
    )
    return st.tuples(*parts).map("".join) | st.text(max_size=20)


def _texts() -> st.SearchStrategy[str]:
    words = [
        *ERROR_TITLES,
        "Opphevet",
        "- YouTube",
        "Siden er flyttet",
        "Logg inn",
        "Lov (opphevet)",
    ]
    return st.sampled_from(words) | st.text(max_size=30)


def _pages() -> st.SearchStrategy[PageFacts]:
    return st.builds(
        PageFacts,
        title=_texts(),
        headings=st.lists(_texts(), max_size=3).map(tuple),
        ids=st.frozensets(st.text(max_size=3), max_size=3),
        scripts=st.booleans(),
        pictures=st.booleans(),
        refresh=st.none() | _urls(),
        words=st.integers(0, 500),
        password_field=st.booleans(),
    )


def _hops(least: int) -> st.SearchStrategy[tuple[Hop, ...]]:
    statuses = st.sampled_from([200, 200, 301, 302, 308, *STATUSES]) | st.integers()
    hop = st.builds(Hop, url=_urls(), status=statuses, location=st.none() | _urls())
    return st.lists(hop, min_size=least, max_size=4).map(tuple)


def _observations() -> st.SearchStrategy[Observation]:
    answered = st.builds(
        Answered,
        hops=_hops(0),
        content_type=st.sampled_from(["", "text/html", "application/pdf"]),
        length=st.integers(0, 9),
        truncated=st.booleans(),
        broken=st.booleans(),
        is_pdf=st.booleans(),
        page=st.none() | _pages(),
    )
    failed = st.builds(
        Unreachable, failure=st.sampled_from(Failure), hops=_hops(0), url=_urls(), detail=st.text()
    )
    return answered | failed


def _addresses() -> st.SearchStrategy[Address]:
    return st.builds(Address, url=_urls(), kind=st.none() | st.sampled_from(LinkKind))


@given(_observations(), _addresses())
@settings(max_examples=1500, deadline=None)
@example(Answered(hops=()), Address(""))
@example(Answered(hops=(Hop("http://a℀.no/", 301, "http://a℀.no/"),)), Address("http://a℀.no/#x"))
@example(
    answer((DEEP, 301, "https://a.no/\ud800\udce5"), ("https://a.no/a", 200, None)), Address(DEEP)
)
def test_judging_never_fails(seen: Observation, address: Address) -> None:
    """Any observation of any address gives a complete judgement."""
    judgement = classify(seen, address)
    assert isinstance(judgement, Judgement)
    assert re.fullmatch(r"\S.*\.", judgement.reason)
    assert (judgement.target is not None) == (judgement.verdict is Verdict.MOVED)
    if judgement.target is not None:
        parts = urlsplit(judgement.target)
        assert parts.scheme in ("http", "https")
        assert parts.hostname
        assert judgement.target.isprintable()
        assert " " not in judgement.target
        judgement.target.encode()
