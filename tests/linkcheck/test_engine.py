"""What the engine hands on: facts as they were seen, each target once, and nobody asked wrongly."""

import asyncio
import socket
import time
from collections.abc import Callable, Iterator
from email.utils import formatdate
from ipaddress import ip_address, ip_network
from typing import Any

import pytest

from generator.linkcheck.fetch.bodies import BODY_CAP, SNIFFED
from generator.linkcheck.fetch.engine import observe
from generator.linkcheck.fetch.limits import Limits
from generator.linkcheck.fetch.network import (
    NameServiceError,
    NoSuchHostError,
    SafeResolver,
    UnsafeAddressError,
    is_allowed,
    literal_address,
)
from generator.linkcheck.fetch.request_url import location, prepare, retry_after
from generator.linkcheck.fetch.sessions import issuers
from generator.linkcheck.observations import Address, Answered, Failure, Observation, Unreachable
from generator.linkcheck.targets import targets_of
from tests.linkcheck.server import ALLOWED, CASES, Bed

BY_NAME = {case.name: case for case in CASES}


@pytest.fixture(scope="module")
def bed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bed]:
    """Every site, for the whole module."""
    with Bed(tmp_path_factory.mktemp("bed")) as bed:
        yield bed


@pytest.fixture(autouse=True)
def _fresh(bed: Bed) -> None:
    bed.forget()


def _seen(bed: Bed, *names: str, **limits: Any) -> dict[str, Observation]:
    """Return what is seen of cases, by name."""
    by_url = {bed.url(BY_NAME[name]).partition("#")[0]: name for name in names}
    usual = {
        "delay": 0.0,
        "timeout": 6.0,
        "backoff": 0.1,
        "allowed": (ip_network(ALLOWED),),
        "ca_file": str(bed.certificates.authority),
    }

    async def collect() -> dict[str, Observation]:
        targets = targets_of([Address(bed.url(BY_NAME[name])) for name in names])
        found = observe(targets, Limits(**(usual | limits)))
        return {by_url[target.url]: seen async for target, seen in found}

    return asyncio.run(collect())


# --- answers -----------------------------------------------------------------------------------


def test_hops_tell_the_whole_way(bed: Bed) -> None:
    """Every answer is kept: the address asked, its status, and where it sent us as written."""
    seen = _seen(bed, "chain-301-301-302", "location-relative-up")
    base = bed.words("chain-301-301-302")["me"]
    chain = seen["chain-301-301-302"]
    assert isinstance(chain, Answered)
    assert [(hop.url, hop.status, hop.location) for hop in chain.hops] == [
        (f"{base}/0", 301, "/1"),
        (f"{base}/1", 301, "/2"),
        (f"{base}/2", 302, "/good"),
        (f"{base}/good", 200, None),
    ]
    up = seen["location-relative-up"]
    assert isinstance(up, Answered)
    assert [hop.location for hop in up.hops] == ["../ny", None]
    assert up.url.endswith("/emne/ny")


def test_attempts_and_waits_are_told(bed: Bed) -> None:
    """How often it was tried, and what the server asked for, are facts."""
    seen = _seen(bed, "500-once", "502-forever", "429-tomorrow", "status-404")
    facts = {
        name: (one.status, one.attempts, one.retry_after)
        for name, one in seen.items()
        if isinstance(one, Answered)
    }
    assert facts == {
        "500-once": (200, 2, None),
        "502-forever": (502, 3, None),
        "429-tomorrow": (429, 1, 86400.0),
        "status-404": (404, 1, None),
    }


def test_bodies_are_read_to_the_cap_and_no_further(bed: Bed) -> None:
    """The cap counts what comes out of the packing; what is no page is only sniffed at."""
    bombs = ("endless", "gzip-bomb", "deflate-bomb", "anchor-3mib-end")
    seen = _seen(bed, *bombs, "terabyte", "pdf-big", "gzip", timeout=15.0)
    for name, one in seen.items():
        assert isinstance(one, Answered), name
        if name in bombs:
            assert (one.length, one.truncated) == (BODY_CAP, True), name
            assert one.page and one.page.title == "Læringsmål", name
        elif name in ("terabyte", "pdf-big"):
            assert (one.length, one.truncated) == (SNIFFED, True), name
            assert one.page is None, name
        else:
            assert not one.truncated
            assert one.page and "x" in one.page.ids


def test_media_types_are_told_and_pdfs_known_by_their_beginning(bed: Bed) -> None:
    """The header is told without its parameters; whether it is a PDF is seen from the body."""
    seen = _seen(bed, "pdf", "pdf-as-html", "pdf-gives-html", "latin1-anchor", "no-type")
    facts = {
        name: (one.content_type, one.is_pdf, one.page is not None)
        for name, one in seen.items()
        if isinstance(one, Answered)
    }
    assert facts == {
        "pdf": ("application/pdf", True, False),
        "pdf-as-html": ("text/html", True, False),
        "pdf-gives-html": ("text/html", False, True),
        "latin1-anchor": ("text/html", False, True),
        "no-type": ("", False, True),
    }


def test_a_body_that_breaks_off_is_tried_again(bed: Bed) -> None:
    """What came is kept when it stays so; the second attempt may be whole."""
    seen = _seen(bed, "cut-off-once")["cut-off-once"]
    assert isinstance(seen, Answered)
    assert (seen.attempts, seen.truncated) == (2, False)


# --- no answers --------------------------------------------------------------------------------

FAILURES = {
    "refused": Failure.REFUSED,
    "unknown-host": Failure.NO_HOST,
    "malformed-no-host": Failure.MALFORMED,
    "malformed-port-big": Failure.MALFORMED,
    "scheme-mailto": Failure.SCHEME,
    "scheme-javascript": Failure.SCHEME,
    "reset-always": Failure.RESET,
    "leave-always": Failure.RESET,
    "garbage": Failure.PROTOCOL,
    "bad-status": Failure.PROTOCOL,
    "loop-two": Failure.REDIRECT_LOOP,
    "loop-self": Failure.REDIRECT_LOOP,
    "hops-11": Failure.TOO_MANY_REDIRECTS,
    "loop-growing": Failure.TOO_MANY_REDIRECTS,
    "redirect-to-mailto": Failure.BAD_REDIRECT,
    "redirect-to-file": Failure.BAD_REDIRECT,
    "location-malformed": Failure.BAD_REDIRECT,
    "moved-to-closed-port": Failure.REFUSED,
    "robots-disallow": Failure.ROBOTS,
    "tls-expired": Failure.TLS_EXPIRED,
    "tls-self-signed": Failure.TLS_SELF_SIGNED,
    "tls-wrong-host": Failure.TLS_WRONG_HOST,
    "unsafe-to-loopback": Failure.UNSAFE,
    "unsafe-decimal": Failure.UNSAFE,
    "unsafe-mapped": Failure.UNSAFE,
    "unsafe-refresh": Failure.UNSAFE,
}


def test_each_failure_has_its_name(bed: Bed) -> None:
    """Kinds of failure are told apart, each in the system's own words as well."""
    seen = _seen(bed, *FAILURES)
    found = {name: one.failure for name, one in seen.items() if isinstance(one, Unreachable)}
    assert found == FAILURES
    assert bed.canaries == []


def test_a_deadline_is_a_failure_with_the_hops_before_it(bed: Bed) -> None:
    """What came before the time ran out is kept."""
    seen = _seen(bed, "hang", "drip-body", "drip-headers", "drip-redirects", timeout=2.0)
    kinds = {one.failure for one in seen.values() if isinstance(one, Unreachable)}
    assert kinds == {Failure.TIMEOUT}
    late = seen["drip-redirects"]
    assert isinstance(late, Unreachable)
    assert [hop.status for hop in late.hops] == [302]


def test_an_abandoned_run_leaves_no_request_behind(bed: Bed) -> None:
    """Whoever stops listening stops the fetching."""

    async def first() -> None:
        names = ("status-404", "hang", "drip-body", "drip-headers")
        targets = targets_of([Address(bed.url(BY_NAME[name])) for name in names])
        limits = Limits(delay=0.0, allowed=(ip_network(ALLOWED),))
        stream = observe(targets, limits)
        async for _ in stream:
            break
        await stream.aclose()  # type: ignore[attr-defined]
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        assert [task for task in tasks if not task.done()] == []

    start = time.monotonic()
    asyncio.run(first())
    assert time.monotonic() - start < 5


# --- addresses ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("http://no.test", "http://no.test/"),
        ("HTTP://No.Test/A", "http://no.test/A"),
        (" http://no.test/a ", "http://no.test/a"),
        ("http://no.test/a b", "http://no.test/a%20b"),
        ("http://no.test/æ?ø=å", "http://no.test/%C3%A6?%C3%B8=%C3%A5"),
        ("http://no.test/%c3%a6%2F%3A%7e", "http://no.test/%c3%a6%2F%3A%7e"),
        ("http://no.test/a:b(c)/_/d,e;f", "http://no.test/a:b(c)/_/d,e;f"),
        ("http://no.test/?b=2&a=1&a=+%20", "http://no.test/?b=2&a=1&a=+%20"),
        ("http://no.test/a#b", "http://no.test/a"),
        ("http://no.test:8080/a", "http://no.test:8080/a"),
        ("http://blåbær.test/", "http://xn--blbr-roah.test/"),
        ("http://[2001:db8::1]/", "http://[2001:db8::1]/"),
        ("http://", None),
        ("http:///a", None),
        ("http://no.test:99999/", None),
        ("http://no.test:x/", None),
        ("http://[::1/", None),
        ("http://a b.test/", None),
        ("http://no.test/a?", "http://no.test/a?"),
        ("http://no.test?#b", "http://no.test/?"),
        ("http://meg:hemmelig@no.test/", "http://no.test/"),
        ("http://no%2etest/", "http://no.test/"),
        ("http://bl%C3%A5b%C3%A6r.test/", "http://xn--blbr-roah.test/"),
        ("http://no%0d%0aX:%20y.test/", None),
        ("http://no%2ftest/", None),
        ("http://no.test%3A80/", None),
        ("http://%E5.test/", None),
        ("http://no.test/m\udce5l?\udcf8", "http://no.test/m%E5l?%F8"),
        ("http://no.test/\ud800", None),
        ("http://\udce5.test/", None),
        ("http://a\u2100b.test/", None),
        ("ftp://no.test/", None),
        ("no.test/a", None),
        ("", None),
    ],
)
def test_an_address_is_sent_as_it_was_written(written: str, sent: str | None) -> None:
    """Nothing is changed but what can't be sent; what no server can be asked for is None."""
    prepared = prepare(written)
    assert (str(prepared) if prepared else None) == sent


@pytest.mark.parametrize(
    ("header", "read"),
    [
        ("/a", "/a"),
        ("  /a\t", "/a"),
        ("/kompetansemål", "/kompetansem%C3%A5l"),
        ("/a b", "/a%20b"),
        ("/%C3%A5?x=%2F", "/%C3%A5?x=%2F"),
        ("/m\udce5l", "/m%E5l"),
        ("http://blåbær.test/å", "http://blåbær.test/%C3%A5"),
        ("//bl%C3%A5b%C3%A6r.test:80?ø", "//blåbær.test:80?%C3%B8"),
        ("https://no%0d%0a.test", "https://no%0d%0a.test"),
        ("/a?b=http://å.test/", "/a?b=http://%C3%A5.test/"),
        ("", ""),
    ],
)
def test_a_location_is_read_whatever_its_bytes(header: str, read: str) -> None:
    """Raw bytes become percent-encoded; what is encoded stays."""
    assert location(header) == read


@pytest.mark.parametrize(
    ("header", "least", "most"),
    [
        ("0", 0, 0),
        ("120", 120, 120),
        (" 7 ", 7, 7),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0, 0),
        (formatdate(time.time() + 3600, usegmt=True), 3000, 3600),
    ],
)
def test_retry_after_has_two_forms(header: str, least: float, most: float) -> None:
    """Seconds or a date; a date that is past asks for nothing."""
    seconds = retry_after(header)
    assert seconds is not None
    assert least <= seconds <= most


@pytest.mark.parametrize("header", [None, "", "snart", "-7", "1.5e3", "Wed, 99 Oct 2015"])
def test_retry_after_that_says_nothing_is_none(header: str | None) -> None:
    """A header that is neither form is left out of account."""
    assert retry_after(header) is None


# --- which addresses ---------------------------------------------------------------------------

REFUSED = (
    *("127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.0.1"),
    *("169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "239.255.255.255", "240.0.0.1"),
    *("255.255.255.255", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "192.0.0.192"),
    *("::1", "::", "fe80::1", "fc00::1", "fd00::1", "fec0::1", "ff02::1", "2001:db8::1"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1"),
    *("64:ff9b::10.0.0.1", "2002:a00:1::", "2002:7f00:1::", "fd00:ec2::254", "168.63.129.16"),
)
PUBLIC = ("1.1.1.1", "8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8")


@pytest.mark.parametrize("written", REFUSED)
def test_inner_addresses_are_refused(written: str) -> None:
    """Private, loopback, link-local, metadata, multicast, reserved, and IPv6 that carries them."""
    assert not is_allowed(ip_address(written), ())


@pytest.mark.parametrize("written", PUBLIC)
def test_public_addresses_are_asked(written: str) -> None:
    """What anybody may reach may be reached."""
    assert is_allowed(ip_address(written), ())


def test_permission_counts_for_its_network_in_every_spelling() -> None:
    """An allowed network is allowed, also inside IPv6; nothing beside it is."""
    allowed = (ip_network("10.1.0.0/16"),)
    assert is_allowed(ip_address("10.1.2.3"), allowed)
    assert is_allowed(ip_address("::ffff:10.1.2.3"), allowed)
    assert not is_allowed(ip_address("10.2.0.1"), allowed)
    assert not is_allowed(ip_address("::1"), allowed)


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("0177.0.0.1", "127.0.0.1"),
        ("0x7f.1", "127.0.0.1"),
        ("127.1", "127.0.0.1"),
        ("0", "0.0.0.0"),
        ("::1", "::1"),
        ("[::1]", "::1"),
        ("fe80::1%eth0", "fe80::1"),
        ("lovdata.no", None),
        ("1.no", None),
        ("", None),
    ],
)
def test_an_address_is_known_in_every_spelling(host: str, address: str | None) -> None:
    """What a system would take for an address without asking anybody is one."""
    found = literal_address(host)
    assert (str(found) if found else None) == address


def _answers(*addresses: str) -> Callable[..., Any]:
    """Return a stand-in for the system's name service that counts its questions."""

    def answer(host: str, port: int, *_: object, **__: object) -> list[tuple[Any, ...]]:
        answer.asked.append(host)  # type: ignore[attr-defined]
        return [(2, 1, 6, "", (address, port)) for address in addresses]

    answer.asked = []  # type: ignore[attr-defined]
    return answer


def test_a_name_is_resolved_once_so_that_it_cannot_change(monkeypatch: pytest.MonkeyPatch) -> None:
    """Check and connection get the same addresses, whatever the name service says later."""
    service = _answers("1.1.1.1")
    monkeypatch.setattr(socket, "getaddrinfo", service)

    async def ask() -> list[Any]:
        safe = SafeResolver()
        return [await safe.addresses("sted.test", 80) for _ in range(3)]

    assert asyncio.run(ask()) == [[ip_address("1.1.1.1")]] * 3
    assert service.asked == ["sted.test"]  # type: ignore[attr-defined]


def test_a_forbidden_address_is_never_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that leads inside, or also inside, never gets us there."""
    for addresses in (("10.0.0.1",), ("1.1.1.1", "10.0.0.1"), ("::ffff:127.0.0.1", "1.1.1.1")):
        monkeypatch.setattr(socket, "getaddrinfo", _answers(*addresses))
        try:
            found = asyncio.run(SafeResolver().addresses("sted.test", 80))
        except UnsafeAddressError:
            found = []
        assert set(found) <= {ip_address("1.1.1.1")}
    with pytest.raises(UnsafeAddressError):
        fixed = SafeResolver(fixed={"sted.test": ip_address("10.0.0.1")})
        asyncio.run(fixed.addresses("sted.test", 80))


@pytest.mark.parametrize(
    ("code", "kind"),
    [(socket.EAI_NONAME, NoSuchHostError), (socket.EAI_AGAIN, NameServiceError)],
)
def test_a_missing_name_is_not_a_silent_name_service(
    monkeypatch: pytest.MonkeyPatch, code: int, kind: type[OSError]
) -> None:
    """Only a name service that answers can say that a name does not exist."""

    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(code, "nei")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(kind):
        asyncio.run(SafeResolver().addresses("sted.test", 80))
    with pytest.raises(NoSuchHostError):  # a name that can't exist, and nobody is asked
        asyncio.run(SafeResolver().addresses("sted.invalid", 80))


def test_a_file_of_issuers_adds_to_those_of_the_system(
    bed: Bed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An intranet's issuer is trusted beside those that the machine trusts."""
    files = [bed.certificates.folder / f"{x}.crt" for x in ("authority", "stranger-authority")]
    monkeypatch.setenv("SSL_CERT_FILE", str(files[0]))
    monkeypatch.setenv("SSL_CERT_DIR", "/nowhere")
    assert issuers(None).cert_store_stats()["x509"] == 1
    assert issuers(str(files[1])).cert_store_stats()["x509"] == 2
