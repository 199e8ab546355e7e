"""HTTP sessions that connect only to checked IP addresses, and never repeat a request themselves.

In: the resolver of a run. Out: sessions of aiohttp.
"""

import logging
import socket
import ssl

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from generator.linkcheck.fetch.network import SafeResolver

# aiohttp logs malformed cookies; without a handler, Python would print that to the terminal.
logging.getLogger("aiohttp").addHandler(logging.NullHandler())
_HEADER_CAP = 64 * 1024  # bytes; some sites send that much in cookies and policies


class _Resolver(AbstractResolver):
    """Gives aiohttp only IP addresses that were checked."""

    def __init__(self, safe: SafeResolver) -> None:
        self._safe = safe

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: int = 0,  # noqa: ARG002 - aiohttp's signature
    ) -> list[ResolveResult]:
        """Return the checked addresses in aiohttp's form. Raises as `SafeResolver.addresses`."""
        return [
            ResolveResult(
                hostname=host,
                host=str(address),
                port=port,
                family=socket.AF_INET if address.version == 4 else socket.AF_INET6,
                proto=0,
                flags=0,
            )
            for address in await self._safe.addresses(host, port)
        ]

    async def close(self) -> None:
        """Do nothing: there is nothing to release."""


class _BrokenOffError(aiohttp.ClientError):
    """A connection broke; the cause says how."""


async def _ask_once(
    request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType
) -> aiohttp.ClientResponse:
    """Send a request, and replace the errors that make aiohttp repeat it at once.

    How often and how soon a request is repeated is for the caller to decide.
    """
    try:
        return await handler(request)
    except aiohttp.ClientConnectorError:
        raise
    except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError) as error:
        raise _BrokenOffError(str(error)) from error


def issuers(ca_file: str | None) -> ssl.SSLContext:
    """Return the issuers of certificates to trust: the system's, and those in a PEM file.

    Raises OSError where the file can't be read or has no certificates.
    """
    context = ssl.create_default_context()
    if ca_file:
        context.load_verify_locations(ca_file)
    return context


def session(
    safe: SafeResolver, *, agent: str, trusted: ssl.SSLContext, kept: bool
) -> aiohttp.ClientSession:
    """Return a session whose connections go only to IP addresses that `safe` allows.

    `agent` is the `User-Agent` header; `trusted` are the issuers of valid certificates; `kept` says
    whether connections are kept and used again. The caller closes the session.
    """
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(
            resolver=_Resolver(safe),
            ssl=trusted,
            limit=200,
            use_dns_cache=False,
            force_close=not kept,
        ),
        cookie_jar=aiohttp.DummyCookieJar(),
        middlewares=(_ask_once,),
        auto_decompress=False,
        max_line_size=_HEADER_CAP,
        max_field_size=_HEADER_CAP,
        timeout=aiohttp.ClientTimeout(total=None),
        headers={
            "User-Agent": agent,
            "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8",
            "Accept-Language": "nb,no;q=0.9,nn;q=0.8,en;q=0.5",
            "Accept-Encoding": "gzip, deflate",
        },
    )
