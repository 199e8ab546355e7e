"""Verdicts on failures and on final statuses."""

import pytest

from generator.linkcheck.judge.classify import classify
from generator.linkcheck.judge.judgement import is_good
from generator.linkcheck.observations import Address, Failure, Hop, Unreachable
from generator.linkcheck.results import Verdict
from tests.linkcheck.judge.observations import DEEP, answer, verdict_of

FAILURES = {
    Failure.MALFORMED: "dead", Failure.NO_HOST: "dead", Failure.REFUSED: "dead",
    Failure.REDIRECT_LOOP: "dead", Failure.TOO_MANY_REDIRECTS: "dead",
    Failure.BAD_REDIRECT: "dead", Failure.DNS_FAILED: "transient",
    Failure.UNREACHABLE: "transient", Failure.RESET: "transient", Failure.TIMEOUT: "transient",
    Failure.PROTOCOL: "transient", Failure.TLS_EXPIRED: "suspicious",
    Failure.TLS_SELF_SIGNED: "suspicious", Failure.TLS_WRONG_HOST: "suspicious",
    Failure.CLIENT_CERTIFICATE: "blocked", Failure.TLS_OTHER: "suspicious",
    Failure.UNSAFE: "unsafe", Failure.SCHEME: "skipped",
    Failure.ROBOTS: "skipped", Failure.RUN_ENDED: "skipped",
}  # fmt: skip


@pytest.mark.parametrize("failure", Failure)
def test_every_failure_has_its_verdict(failure: Failure) -> None:
    """Each failure has one verdict, the same at first and behind a redirect."""
    hops = (Hop(DEEP, 302, "https://b.no/x"),)
    assert verdict_of(Unreachable(failure, url=DEEP)) == FAILURES[failure]
    assert verdict_of(Unreachable(failure, hops, "https://b.no/x")) == FAILURES[failure]


@pytest.mark.parametrize(
    ("failure", "word"),
    [
        (Failure.TLS_EXPIRED, "utløpt"),
        (Failure.TLS_SELF_SIGNED, "selvsignert"),
        (Failure.TLS_WRONG_HOST, "et annet nettsted"),
    ],
)
def test_a_certificate_problem_is_named(failure: Failure, word: str) -> None:
    """The reason says what is wrong with the certificate."""
    assert word in classify(Unreachable(failure, url=DEEP), Address(DEEP)).reason


def test_a_failure_behind_a_redirect_names_the_host() -> None:
    """The reason names the host that failed if it is not the host of the address."""
    seen = Unreachable(Failure.NO_HOST, (Hop(DEEP, 301, "https://b.no/"),), "https://b.no/")
    assert "b.no" in classify(seen, Address(DEEP)).reason


STATUSES = {
    200: "ok", 201: "ok", 202: "ok", 203: "ok", 204: "suspicious", 205: "suspicious", 206: "ok",
    300: "suspicious", 301: "dead", 302: "dead", 303: "dead", 304: "transient",
    305: "suspicious", 307: "dead", 308: "dead",
    400: "blocked", 401: "blocked", 402: "blocked", 403: "blocked", 404: "dead", 405: "blocked",
    406: "blocked", 407: "blocked", 408: "transient", 409: "blocked", 410: "dead",
    418: "blocked", 422: "blocked", 425: "transient", 429: "blocked", 451: "blocked",
    499: "blocked", 500: "transient", 502: "transient", 503: "transient", 504: "transient",
    520: "transient", 526: "transient", 599: "transient", 999: "blocked",
    0: "transient", 100: "transient", 103: "transient", 600: "transient", -1: "transient",
}  # fmt: skip


@pytest.mark.parametrize(("status", "verdict"), STATUSES.items())
def test_every_status_has_its_verdict(status: int, verdict: str) -> None:
    """Each final status has one verdict, also after a redirect, and a bad one is named."""
    judgement = classify(answer((DEEP, status, None)), Address(DEEP))
    assert (judgement.verdict.value, judgement.status) == (verdict, status)
    assert is_good(judgement.verdict) or str(status) in judgement.reason
    behind = answer((DEEP, 302, "https://a.no/ny"), ("https://a.no/ny", status, None))
    assert verdict_of(behind) == verdict


@pytest.mark.parametrize("location", [None, ""])
def test_a_redirect_to_nothing_is_dead(location: str | None) -> None:
    """A `Location` that is missing or empty is a dead end."""
    assert verdict_of(answer((DEEP, 302, location))) == "dead"


@pytest.mark.parametrize("url", ["https://a.no/%zz", "https://a.no/a b", "https://a.no/{id}"])
def test_400_is_suspicious_where_the_address_looks_miswritten(url: str) -> None:
    """A malformed address deserves a 400; any other 400 says more about the client."""
    assert verdict_of(answer((url, 400, None)), url) == "suspicious"


def test_only_ok_and_moved_are_good() -> None:
    """With these two verdicts only, a reader gets the page."""
    assert {verdict for verdict in Verdict if is_good(verdict)} == {Verdict.OK, Verdict.MOVED}
