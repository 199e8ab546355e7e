"""Targets -> Observations: fetches, politely and safely, and judges nothing. aiohttp lives here.

In: targets and the limits of a run. Out: a stream of (target, observation) as they come. Redirects
are walked by hand, for every hop is checked before it is connected to; bodies are unpacked by hand,
for the cap counts what comes out.
"""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from http.cookies import BaseCookie, SimpleCookie
from urllib.parse import urljoin, urlsplit

import aiohttp
from protego import Protego
from yarl import URL

from generator.linkcheck.fetch import failures
from generator.linkcheck.fetch.bodies import HTML, SNIFFED, body_cap, read_body
from generator.linkcheck.fetch.network import IP, Network, SafeResolver
from generator.linkcheck.fetch.request_url import FETCHED, location, prepare, retry_after
from generator.linkcheck.fetch.sessions import issuers, session
from generator.linkcheck.page.raw_html import refresh_target
from generator.linkcheck.page.read import read_page
from generator.linkcheck.targets import (
    Answered,
    Failure,
    Hop,
    Observation,
    PageFacts,
    Target,
    Unreachable,
)

_ROBOTS_CAP = 512 * 1024  # what RFC 9309 asks a crawler to read at least
_ROBOTS_TIMEOUT = 10.0
_LARGE = 64 * 1024  # a page that is read beside the others, so that they do not wait for it
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_RETRIED = frozenset({429, 500, 502, 503, 504})
AGENT = "Rollehub"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How a run behaves towards the servers it asks."""

    per_host: int = 2
    """Requests under way at once on one host."""
    delay: float = 0.5
    """Seconds between starts on one host."""
    timeout: float = 30.0
    """Seconds for one address, with all its redirects, retries and waits."""
    redirects: int = 10
    attempts: int = 3
    backoff: float = 1.0
    """Seconds before the second attempt; doubled for each further one."""
    robots: bool = True
    allowed: tuple[Network, ...] = ()
    """Networks that may be asked although they are not public."""
    fixed: Mapping[str, IP] = field(default_factory=dict)
    """Host names with an address given by the caller."""
    ca_file: str | None = None
    contact: str = ""
    """Address of who runs the check, for the user agent."""

    @property
    def agent(self) -> str:
        """The user agent: honest, with a way to complain."""
        contact = f"; +{self.contact}" if self.contact else ""
        return f"Mozilla/5.0 (compatible; {AGENT}-linkcheck/1.0{contact})"


async def observe(
    targets: Sequence[Target], limits: Limits
) -> AsyncIterator[tuple[Target, Observation]]:
    """Fetch every target once and yield what was seen, in the order in which it comes."""
    done: asyncio.Queue[tuple[Target, Observation]] = asyncio.Queue()
    queues: dict[str, deque[Target]] = {}
    for target in targets:
        queues.setdefault(_host_of(target.url), deque()).append(target)
    async with _Fetcher.open(limits) as fetcher:

        async def work(queue: deque[Target]) -> None:
            while queue:
                target = queue.popleft()
                done.put_nowait((target, await fetcher.fetch(target.url)))

        workers = [
            asyncio.create_task(work(queue))
            for queue in queues.values()
            for _ in range(min(limits.per_host, len(queue)))
        ]
        try:
            for _ in targets:
                yield await done.get()
        finally:
            for worker in workers:
                worker.cancel()
            await asyncio.gather(*workers, return_exceptions=True)


def _host_of(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


class _Gate:
    """Lets a few requests at once through to one host, with time between their starts."""

    def __init__(self, limits: Limits) -> None:
        self._slots = asyncio.Semaphore(limits.per_host)
        self._delay = limits.delay
        self._next = 0.0

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[None]:
        async with self._slots:
            now = time.monotonic()
            start = max(now, self._next)
            self._next = start + self._delay
            if start > now:
                await asyncio.sleep(start - now)
            yield


@dataclass(slots=True)
class _Chain:
    """What one address has been through so far."""

    hops: list[Hop] = field(default_factory=list)
    cookies: aiohttp.CookieJar | None = None
    seen: set[tuple[str, str]] = field(default_factory=set)
    attempts: int = 1
    broken: bool = False
    """Whether the last body broke off; another attempt may get it whole."""
    latest: Observation | None = None
    """What the attempt before saw; it stands if there is no time for another."""


@dataclass(frozen=True, slots=True)
class _Response:
    """One answer, with as much of its body as is judged by."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    truncated: bool
    broken: bool


class _Fetcher:
    """Fetches addresses for one run, through one gate for each host.

    A first attempt may use a connection that was kept. A further one never does: a kept connection
    may be gone when it is used again, and look like a broken server.
    """

    def __init__(
        self,
        limits: Limits,
        kept: aiohttp.ClientSession,
        fresh: aiohttp.ClientSession,
        safe: SafeResolver,
    ) -> None:
        self._limits = limits
        self._kept = kept
        self._fresh = fresh
        self._safe = safe
        self._gates: dict[str, _Gate] = {}
        self._robots: dict[str, asyncio.Task[Protego | None]] = {}
        self._reader = ThreadPoolExecutor(max_workers=1)  # one, for each holds on to its memory

    @classmethod
    @asynccontextmanager
    async def open(cls, limits: Limits) -> "AsyncIterator[_Fetcher]":
        """Yield a fetcher, and close its connections afterwards."""
        safe = SafeResolver(limits.allowed, limits.fixed)
        trusted = issuers(limits.ca_file)
        kept, fresh = (
            session(safe, agent=limits.agent, trusted=trusted, kept=keep) for keep in (True, False)
        )
        async with kept, fresh:
            yield cls(limits, kept, fresh, safe)

    async def fetch(self, url: str) -> Observation:
        """Return what is seen at an address; never raises."""
        parts = url.strip().partition(":")
        if parts[1] and parts[0].lower() not in FETCHED and parts[0].isalnum():
            return Unreachable(Failure.SCHEME, url=url)
        chain = _Chain()
        try:
            async with asyncio.timeout(self._limits.timeout) as deadline:
                return await self._attempts(url, chain, deadline)
        except TimeoutError:
            return chain.latest or Unreachable(
                Failure.TIMEOUT, tuple(chain.hops), url, f"{self._limits.timeout:g} s",
                chain.attempts,
            )  # fmt: skip

    async def _attempts(self, url: str, chain: _Chain, deadline: asyncio.Timeout) -> Observation:
        wait = self._limits.backoff
        while True:
            chain.hops, chain.cookies, chain.seen = [], aiohttp.CookieJar(unsafe=True), set()
            chain.broken = False
            try:
                seen = await self._walk(url, chain, deadline)
            except Exception as error:  # noqa: BLE001 - one address never ends the run
                failed_at = chain.hops[-1].location if chain.hops else url
                seen = failures.unreachable(
                    error, tuple(chain.hops), failed_at or url, chain.attempts
                )
            chain.latest = seen
            asked = seen.retry_after if isinstance(seen, Answered) else None
            pause = wait if asked is None else asked
            left = (deadline.when() or 0.0) - asyncio.get_running_loop().time()
            # A wait that would not end in time is not begun: what was seen stands.
            passing = chain.broken or _is_passing(seen)
            if chain.attempts >= self._limits.attempts or not passing or pause >= left:
                return seen
            await asyncio.sleep(pause)
            chain.attempts += 1
            wait *= 2

    async def _walk(self, url: str, chain: _Chain, deadline: asyncio.Timeout) -> Observation:
        """Follow redirects by hand to the final answer."""
        current = url
        while True:
            request = prepare(current)
            if request is None:
                failure = Failure.BAD_REDIRECT if chain.hops else Failure.MALFORMED
                return self._stopped(failure, chain, current)
            assert chain.cookies is not None
            cookies = chain.cookies.filter_cookies(request)
            state = (str(request), cookies.output())
            if state in chain.seen:
                return self._stopped(Failure.REDIRECT_LOOP, chain, current)
            chain.seen.add(state)
            if not await self._may_fetch(request):
                return self._stopped(Failure.ROBOTS, chain, current)
            through = self._kept if chain.attempts == 1 else self._fresh
            response = await self._request(through, request, cookies, chain.cookies, deadline)
            chain.broken = response.broken
            answer: Answered | None = None
            onward = _onward(response)
            chain.hops.append(Hop(current, response.status, onward))
            if not onward:
                answer = await self._answered(response, chain, deadline)
                onward = answer.page.refresh if answer.page else None
                if not onward:
                    return answer
                # A page that sends readers on within seconds is a redirect by other means.
                chain.hops[-1] = Hop(current, response.status, onward)
            if len(chain.hops) > self._limits.redirects:
                return self._stopped(Failure.TOO_MANY_REDIRECTS, chain, current)
            following = _joined(str(request), onward)
            if answer and following in (None, str(request)):
                chain.hops[-1] = Hop(current, response.status)
                return answer  # a page that reloads itself, or sends nobody anywhere
            if following is None:
                return self._stopped(Failure.BAD_REDIRECT, chain, onward)
            current = following

    def _stopped(self, failure: Failure, chain: _Chain, url: str) -> Unreachable:
        return Unreachable(failure, tuple(chain.hops), url, attempts=chain.attempts)

    async def _answered(
        self, response: _Response, chain: _Chain, deadline: asyncio.Timeout
    ) -> Answered:
        header = response.headers.get("Content-Type", "")
        media_type = header.partition(";")[0].strip().lower()
        start = response.body[:SNIFFED]
        is_pdf = b"%PDF-" in start and start.lstrip()[:1] != b"<"  # some begin with a mark, or dirt
        looks_like_html = response.body.lstrip()[:1] == b"<" and media_type in ("", "text/plain")
        page = None
        if not is_pdf and (media_type in HTML or looks_like_html):
            page = await self._read(response.body, header, deadline)
            if onward := refresh_target(response.headers.get("Refresh", "")):
                page = replace(page, refresh=page.refresh or onward)
        return Answered(
            hops=tuple(chain.hops),
            content_type=media_type,
            length=len(response.body),
            truncated=response.truncated,
            broken=response.broken and b"</html" not in response.body,
            is_pdf=is_pdf,
            page=page,
            retry_after=retry_after(response.headers.get("Retry-After")),
            attempts=chain.attempts,
        )

    async def _read(self, body: bytes, header: str, deadline: asyncio.Timeout) -> PageFacts:
        """Read a page; large ones beside the others, one at a time, on nobody's clock."""
        if len(body) <= _LARGE:
            return read_page(body, header)
        left = _pause(deadline)
        loop = asyncio.get_running_loop()
        page = await loop.run_in_executor(self._reader, read_page, body, header)
        _resume(deadline, left)
        return page

    async def _request(
        self,
        through: aiohttp.ClientSession,
        url: URL,
        cookies: "BaseCookie[str]",
        jar: aiohttp.CookieJar,
        deadline: asyncio.Timeout | None,
    ) -> _Response:
        """Ask once, without following a redirect. The time in the queue is not the address's."""
        await self._safe.addresses(url.raw_host or "", url.port or 0)
        gate = self._gates.setdefault(url.raw_host or "", _Gate(self._limits))
        left = _pause(deadline)
        async with gate():
            _resume(deadline, left)
            headers = {"Cookie": cookies.output(attrs=[], header="", sep=";").strip()}
            async with through.get(
                url, allow_redirects=False, headers=headers if cookies else None
            ) as response:
                jar.update_cookies(response.cookies, url)
                body = await read_body(response, body_cap(response))
                if body.truncated:
                    response.close()
                return _Response(
                    response.status, response.headers, body.data, body.truncated, body.broken
                )

    async def _may_fetch(self, url: URL) -> bool:
        """Whether the host's robots.txt lets us read an address."""
        if not self._limits.robots:
            return True
        origin = str(url.origin())
        if origin not in self._robots:
            self._robots[origin] = asyncio.create_task(self._read_robots(url.origin()))
        rules = await asyncio.shield(self._robots[origin])
        return rules is None or rules.can_fetch(str(url), AGENT)

    async def _read_robots(self, origin: URL) -> Protego | None:
        """Return a host's rules; None where it has none, or none that can be read.

        RFC 9309 asks to stay away from a server that answers 5xx. Such a server answers the page
        itself no better, and that is what has to be reported; so we ask, once.
        """
        chain = _Chain(cookies=aiohttp.CookieJar(unsafe=True))
        current = str(origin / "robots.txt")
        try:
            async with asyncio.timeout(min(_ROBOTS_TIMEOUT, self._limits.timeout / 2)):
                for _ in range(5):
                    request = prepare(current)
                    if request is None or chain.cookies is None:
                        return None
                    response = await self._request(
                        self._kept, request, SimpleCookie(), chain.cookies, None
                    )
                    onward = _onward(response)
                    if not onward:
                        break
                    current = urljoin(current, onward)
        except Exception:  # noqa: BLE001 - what fails here is told when the page is asked for
            return None
        if response.status != 200:
            return None
        return Protego.parse(response.body[:_ROBOTS_CAP].decode("utf-8-sig", "replace"))


def _onward(response: _Response) -> str | None:
    """Return where an answer sends us, or None."""
    if response.status not in _REDIRECTS:
        return None
    return location(response.headers.get("Location", "")) or None


def _joined(base: str, onward: str) -> str | None:
    """Return where a redirect leads, without its fragment; None where it is no address."""
    try:
        return urljoin(base, onward).partition("#")[0]
    except ValueError:
        return None


def _pause(deadline: asyncio.Timeout | None) -> float:
    """Stop an address's clock; return the seconds it has left."""
    if deadline is None:
        return 0.0
    left = (deadline.when() or 0.0) - asyncio.get_running_loop().time()
    deadline.reschedule(None)
    return left


def _resume(deadline: asyncio.Timeout | None, left: float) -> None:
    if deadline is not None:
        deadline.reschedule(asyncio.get_running_loop().time() + left)


def _is_passing(seen: Observation) -> bool:
    """Whether another attempt may see something else."""
    if isinstance(seen, Answered):
        return seen.status in _RETRIED
    return seen.failure in (Failure.RESET, Failure.DNS_FAILED, Failure.UNREACHABLE)
