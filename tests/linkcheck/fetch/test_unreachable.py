"""One failure for a host with several addresses, and for errors without a number."""

import asyncio
import errno
import socket
from ipaddress import ip_address

import aiohttp
import pytest

from generator.linkcheck.fetch.failures import unreachable
from generator.linkcheck.fetch.network import IP, SafeResolver
from generator.linkcheck.fetch.sessions import issuers, session
from generator.linkcheck.observations import Failure
from tests.linkcheck.bed.addresses import CLOSED


def joined(*numbers: int) -> OSError:
    """Return the error of a connection to several addresses, as aiohttp's library joins them."""
    each = ", ".join(f"[Errno {number}] Connect call failed ('::1', 1)" for number in numbers)
    return OSError(f"Multiple exceptions: {each}")


@pytest.mark.parametrize(
    ("numbers", "failure"),
    [
        ((errno.ENETUNREACH, errno.ECONNREFUSED), Failure.REFUSED),
        ((errno.ECONNREFUSED, errno.EADDRNOTAVAIL), Failure.REFUSED),
        ((errno.EHOSTUNREACH, errno.ENETUNREACH), Failure.UNREACHABLE),
        ((errno.ENETUNREACH, errno.ETIMEDOUT), Failure.TIMEOUT),
        ((errno.ENETUNREACH, errno.ECONNRESET), Failure.RESET),
        ((errno.ENOTTY, errno.ENOTDIR), Failure.PROTOCOL),
    ],
)
def test_the_answer_of_one_address_counts(numbers: tuple[int, ...], failure: Failure) -> None:
    """That no network leads to the other addresses says nothing about the host."""
    assert unreachable(joined(*numbers), (), "https://a.no/", 1).failure is failure


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (ConnectionResetError(), Failure.RESET),
        (ConnectionAbortedError("SSL handshake is taking too long"), Failure.RESET),
        (BrokenPipeError(), Failure.RESET),
        (ConnectionRefusedError(), Failure.REFUSED),
    ],
)
def test_an_error_may_have_no_number(error: OSError, failure: Failure) -> None:
    """asyncio raises such errors when a connection ends during the TLS handshake."""
    assert unreachable(error, (), "https://a.no/", 1).failure is failure


@pytest.mark.parametrize("count", [1, 3])
def test_ipv6_that_leads_nowhere_does_not_hide_a_refusal(count: int) -> None:
    """Of a host with an IPv4 address that refuses and IPv6 addresses, the refusal is reported."""

    class Resolver(SafeResolver):
        async def addresses(self, host: str, port: int) -> list[IP]:
            del host, port
            new = [ip_address(f"2001:db8::{number + 1}") for number in range(count)]
            return [*new, ip_address(CLOSED)]

    async def ask() -> Exception:
        made = session(Resolver(), agent="x", trusted=issuers(None), kept=False)
        async with made:
            try:
                async with made.get("http://a.test:9/"):
                    pass
            except aiohttp.ClientError as error:
                return error
        raise AssertionError

    seen = unreachable(asyncio.run(ask()), (), "http://a.test:9/", 1)
    assert seen.failure is Failure.REFUSED, seen
    assert socket.has_ipv6 or count
