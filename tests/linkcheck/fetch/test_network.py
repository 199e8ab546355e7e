"""Which network addresses may be asked, and how names are resolved to them."""

import asyncio
import socket
from collections.abc import Callable
from ipaddress import ip_address, ip_network
from typing import Any

import pytest

from generator.linkcheck.fetch.network import (
    NameServiceError,
    NoSuchHostError,
    SafeResolver,
    UnsafeAddressError,
    is_allowed,
    literal_address,
)

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
    """Private, loopback, link-local, metadata, multicast and reserved addresses are refused.

    So are IPv6 addresses that contain one of them.
    """
    assert not is_allowed(ip_address(written), ())


@pytest.mark.parametrize("written", PUBLIC)
def test_public_addresses_are_asked(written: str) -> None:
    """Addresses of the public internet may be asked."""
    assert is_allowed(ip_address(written), ())


def test_permission_counts_for_its_network_in_every_spelling() -> None:
    """An allowed network is allowed inside IPv6 as well; other networks are not."""
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
    """What the system takes for an address without a look-up is recognised as one."""
    found = literal_address(host)
    assert (str(found) if found else None) == address


def _answers(*addresses: str) -> Callable[..., Any]:
    """Return a stand-in for the system's name service, which records the names it is asked for."""

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
    """Of a name with a forbidden address, that address is never returned."""
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
    with pytest.raises(NoSuchHostError):  # a reserved name, for which nobody is asked
        asyncio.run(SafeResolver().addresses("sted.invalid", 80))
