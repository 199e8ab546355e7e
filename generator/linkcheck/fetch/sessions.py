"""HTTP sessions that connect only where it was checked, and ask only when they are told to.

In: the resolver of a run. Out: sessions of aiohttp.
"""

import logging
import ssl

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from generator.linkcheck.fetch.network import SafeResolver

logging.getLogger("aiohttp").addHandler(logging.NullHandler())  # of odd cookies, to nobody's use
_HEADER_CAP = 64 * 1024  # some sites send that much in cookies and policies


class _Resolver(AbstractResolver):
    """Gives aiohttp the addresses that were checked, and no others."""

    def __init__(self, safe: SafeResolver) -> None:
        self._safe = safe

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: int = 0,  # noqa: ARG002 - aiohttp's signature
    ) -> list[ResolveResult]:
        """Return the checked addresses in aiohttp's form."""
        return [
            ResolveResult(
                hostname=host, host=str(address), port=port,
                family=2 if address.version == 4 else 10, proto=0, flags=0,
            )
            for address in await self._safe.addresses(host, port)
        ]  # fmt: skip

    async def close(self) -> None:
        """Nothing is held."""


class _BrokenOffError(aiohttp.ClientError):
    """A connection broke; its cause says how."""


async def _ask_once(
    request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType
) -> aiohttp.ClientResponse:
    """Keep aiohttp from asking again at once: how often and how soon is ours to decide."""
    try:
        return await handler(request)
    except aiohttp.ClientConnectorError:
        raise
    except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError) as error:
        raise _BrokenOffError(str(error)) from error


def issuers(ca_file: str | None) -> ssl.SSLContext:
    """Return whom to trust: the system's issuers, and those of a file too."""
    context = ssl.create_default_context()
    if ca_file:
        context.load_verify_locations(ca_file)
    return context


def session(
    safe: SafeResolver, *, agent: str, trusted: ssl.SSLContext, kept: bool
) -> aiohttp.ClientSession:
    """Return a session whose connections go only to addresses that were checked.

    `trusted` says whose certificates count; `kept` lets it use a connection again.
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
