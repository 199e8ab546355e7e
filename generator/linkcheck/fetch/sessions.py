"""HTTP sessions that connect only to checked IP addresses, and never repeat a request themselves.

In: the resolver of a run. Out: sessions of aiohttp.

What a server must offer is what browsers ask for, no more and no less: a page that opens for
readers must open here. The check sends no secrets, so nothing is lost where that is old.
"""

import asyncio
import contextlib
import logging
import socket
import ssl
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from generator.linkcheck.fetch.codings import ACCEPTED
from generator.linkcheck.fetch.network import SafeResolver

# aiohttp logs malformed cookies; without a handler, Python would print that to the terminal.
logging.getLogger("aiohttp").addHandler(logging.NullHandler())
_HEADER_CAP = 64 * 1024  # bytes; some sites send that much in cookies and policies
# Servers that know only the old form of renegotiation (before RFC 5746). OpenSSL 3 refuses them,
# browsers do not. Python names the option from 3.12 on.
_LEGACY_SERVER_CONNECT = 0x4
# What browsers offer (https://wiki.mozilla.org/Security/Cipher_Suites). Python's own list lacks the
# exchange of keys by RSA and the suites with SHA-1, and has DHE, which browsers have given up.
_CIPHERS = (
    "@SECLEVEL=2:ECDHE+AESGCM:ECDHE+CHACHA20:ECDHE+AES:kRSA+AESGCM:kRSA+AES"
    ":!aNULL:!AESCCM:!PSK:!SRP"
)


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
        """Return the checked addresses in aiohttp's form. Raises as `SafeResolver.addresses`.

        aiohttp tries the addresses of both kinds in pairs, and reports how the last pair failed. So
        there are no more IPv6 addresses than IPv4 ones: else that is a failure of IPv6 alone, which
        many networks do not have.
        """
        found = await self._safe.addresses(host, port)
        old = [address for address in found if address.version == 4]
        new = [address for address in found if address.version == 6]
        return [
            ResolveResult(
                hostname=host,
                host=str(address),
                port=port,
                family=socket.AF_INET if address.version == 4 else socket.AF_INET6,
                proto=0,
                flags=0,
            )
            for address in (*old, *new[: len(old) or None])
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
    context.options |= _LEGACY_SERVER_CONNECT
    context.set_ciphers(_CIPHERS)
    if ca_file:
        context.load_verify_locations(ca_file)
    return context


def certificate_requests(trusted: ssl.SSLContext) -> set[str]:
    """Return a set that gets the name of each host that asks its clients for a certificate.

    Such a server often just closes the connection of a client without one, and the error does not
    say why. The hook is the standard library's own, for its tests and for debugging.
    """
    asking: set[str] = set()

    def see(connection: Any, _direction: str, *message: object) -> None:
        if getattr(message[2], "name", "") == "CERTIFICATE_REQUEST":
            asking.add((connection.server_hostname or "").lower())

    with contextlib.suppress(AttributeError):
        trusted._msg_callback = see  # type: ignore[attr-defined]  # noqa: SLF001
    return asking


# Bytes that are not UTF-8, such as those of a cookie in Latin-1, are surrogates in Python's text.
# aiohttp sends no surrogates, so they travel to the transport as characters of no other use.
_RAW = {0xDC00 + byte: 0xF700 + byte for byte in range(0x80, 0x100)}


class _RawTransport:
    """A transport that turns such characters back into the bytes they stand for."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport

    def write(self, data: bytes) -> None:
        text = bytes(data).decode("utf-8")
        self._transport.write(text.translate(_BYTES).encode("utf-8", "surrogateescape"))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)


_BYTES = {character: surrogate for surrogate, character in _RAW.items()}


class _Request(aiohttp.ClientRequest):
    """A request whose `Cookie` header is sent byte for byte."""

    async def send(self, conn: Any) -> aiohttp.ClientResponse:
        """Send the request."""
        cookie = self.headers.get("Cookie", "")
        protocol, raw = conn.protocol, cookie.translate(_RAW)
        if raw == cookie:
            return await super().send(conn)
        self.headers["Cookie"] = raw
        transport = protocol.transport
        protocol.transport = _RawTransport(transport)
        try:
            return await super().send(conn)
        finally:
            protocol.transport = transport


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
        request_class=_Request,
        auto_decompress=False,
        max_line_size=_HEADER_CAP,
        max_field_size=_HEADER_CAP,
        timeout=aiohttp.ClientTimeout(total=None),
        headers={
            "User-Agent": agent,
            "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8",
            "Accept-Language": "nb,no;q=0.9,nn;q=0.8,en;q=0.5",
            "Accept-Encoding": ACCEPTED,
        },
    )
