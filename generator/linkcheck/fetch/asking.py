"""Single requests: each waits for its turn at the host, and asks its robots.txt for permission.

In: URLs as `request_url.prepare` returns them. Out: answers, with as much of their bodies as the
link check uses. Redirects of pages are not followed here.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urljoin

import aiohttp
from yarl import URL

from generator.linkcheck.fetch.bodies import Body, body_cap, read_body
from generator.linkcheck.fetch.limits import Limits
from generator.linkcheck.fetch.network import ClientCertificateError, SafeResolver
from generator.linkcheck.fetch.request_url import location, prepare
from generator.linkcheck.fetch.robots import CAP, Rules
from generator.linkcheck.fetch.sessions import certificate_requests, issuers, session

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ROBOTS_REQUESTS = 5  # RFC 9309, 2.3.1.2: so many redirects are followed
_ROBOTS_TIMEOUT = 10.0  # seconds, all requests together


class paused:  # noqa: N801 - used like the functions of contextlib, but three times as fast
    """Stop the clock of a deadline: the time inside is ours, and not the server's."""

    def __init__(self, deadline: asyncio.Timeout | None) -> None:
        self._deadline = deadline

    def __enter__(self) -> None:
        if self._deadline:
            self._left = (self._deadline.when() or 0.0) - asyncio.get_running_loop().time()
            self._deadline.reschedule(None)

    def __exit__(self, *_: object) -> None:
        if self._deadline:
            self._deadline.reschedule(asyncio.get_running_loop().time() + self._left)


class _Gate:
    """Lets a few requests at a time through to one host, with a delay between their starts."""

    def __init__(self, limits: Limits) -> None:
        self._slots = asyncio.Semaphore(limits.per_host)
        self._delay = limits.delay
        self._next = 0.0

    async def enter(self) -> None:
        """Wait for a turn; `leave` ends it."""
        await self._slots.acquire()
        now = time.monotonic()
        start = max(now, self._next)
        self._next = start + self._delay
        if start > now:
            try:
                await asyncio.sleep(start - now)
            except asyncio.CancelledError:
                self.leave()
                raise

    def leave(self) -> None:
        """End a turn, when the request is answered."""
        self._slots.release()


@dataclass(frozen=True, slots=True)
class Response:
    """One answer."""

    status: int
    headers: Mapping[str, str]
    """Their names in any case."""
    cookies: tuple[str, ...]
    """The `Set-Cookie` headers of the answer, as they came."""
    body: Body

    @property
    def redirect(self) -> str | None:
        """The address in `Location`, as it is written, if the answer is a redirect."""
        if self.status not in _REDIRECTS:
            return None
        return location(self.headers.get("Location", "")) or None


class Client:
    """Sends the requests of one run.

    `kept` is a session that uses its connections again, `fresh` one that never does.
    `certificate_asked` gets the names of hosts that ask for a certificate.
    """

    def __init__(
        self,
        limits: Limits,
        safe: SafeResolver,
        kept: aiohttp.ClientSession,
        fresh: aiohttp.ClientSession,
        certificate_asked: Collection[str] = (),
    ) -> None:
        self._limits = limits
        self._safe = safe
        self._kept = kept
        self._fresh = fresh
        self._certificate_asked = certificate_asked
        self._gates: dict[str, _Gate] = {}
        self._robots: dict[str, asyncio.Task[Rules | None]] = {}

    @classmethod
    @asynccontextmanager
    async def open(cls, limits: Limits) -> "AsyncIterator[Client]":
        """Yield a client, and close its connections afterwards."""
        safe = SafeResolver(limits.allowed, limits.fixed)
        trusted = issuers(limits.ca_file)
        asked = certificate_requests(trusted)
        kept, fresh = (
            session(safe, agent=limits.agent, trusted=trusted, kept=keep) for keep in (True, False)
        )
        async with kept, fresh:
            yield cls(limits, safe, kept, fresh, asked)

    async def ask(
        self,
        url: URL,
        *,
        cookies: str = "",
        fresh: bool = False,
        deadline: asyncio.Timeout | None = None,
        cap: int | None = None,
    ) -> Response:
        """Send one GET request and return the answer, a redirect included.

        `cookies` is the `Cookie` header; `fresh` asks for a new connection; `deadline` does not
        count the wait for a turn; `cap` is the most bytes to read, which is otherwise that of
        `body_cap`. Raises the errors of `SafeResolver.addresses` and of aiohttp.
        """
        host = url.raw_host or ""
        await self._safe.addresses(host, url.port or 0)
        gate = self._gates.get(host) or self._gates.setdefault(host, _Gate(self._limits))
        through = self._fresh if fresh else self._kept
        headers = {"Cookie": cookies} if cookies else None
        with paused(deadline):
            await gate.enter()
        try:
            return await _answer(through, url, headers, cap)
        except (aiohttp.ClientError, ConnectionError) as error:
            if host.lower() in self._certificate_asked and _ends_connection(error):
                raise ClientCertificateError(str(error)) from None
            raise
        finally:
            gate.leave()

    async def may_ask(self, url: URL) -> bool:
        """Whether the robots.txt of the host allows us to ask for a URL."""
        if not self._limits.robots:
            return True
        origin = str(url.origin())
        if origin not in self._robots:
            self._robots[origin] = asyncio.create_task(self._read_robots(url.origin()))
        rules = await asyncio.shield(self._robots[origin])
        return rules is None or await rules.allow(str(url))

    async def _read_robots(self, origin: URL) -> Rules | None:
        """Return the rules of a host, or None where it has none that can be read.

        RFC 9309 says to ask for nothing from a server that answers 5xx. We ask once all the same:
        such a server does not answer for the page either, and that is what has to be reported.
        """
        current = str(origin / "robots.txt")
        try:
            async with asyncio.timeout(min(_ROBOTS_TIMEOUT, self._limits.timeout / 2)):
                for _ in range(_ROBOTS_REQUESTS):
                    request = prepare(current)
                    if request is None:
                        return None
                    response = await self.ask(request, cap=CAP)
                    if not response.redirect:
                        break
                    current = urljoin(current, response.redirect)
        except Exception:  # noqa: BLE001 - an error is reported when the page itself is asked for
            return None
        if response.status != 200:
            return None
        return await Rules.read(response.body.data)


async def _answer(
    through: aiohttp.ClientSession, url: URL, headers: Mapping[str, str] | None, cap: int | None
) -> Response:
    async with through.get(url, allow_redirects=False, headers=headers) as response:
        body = await read_body(response, body_cap(response) if cap is None else cap)
        if body.truncated:
            response.close()
        cookies = tuple(response.headers.getall("Set-Cookie", ()))
        return Response(response.status, response.headers, cookies, body)


def _ends_connection(error: Exception) -> bool:
    """Whether the server ended the connection, rather than that we did not accept its answer."""
    ours = (
        aiohttp.ClientConnectorCertificateError,
        aiohttp.ClientConnectorDNSError,
        aiohttp.ClientResponseError,
    )
    return not isinstance(error, ours)
