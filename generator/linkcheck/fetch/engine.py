"""Targets -> observations: fetches each target once, and judges nothing.

In: targets and the limits of a run. Out: pairs of a target and its observation, as they come.
Redirects are followed here and not by aiohttp, so that every hop is recorded, checked against
robots.txt, and subject to the limits.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin, urlsplit

import aiohttp
from yarl import URL

from generator.linkcheck.fetch import failures
from generator.linkcheck.fetch.asking import Client, Response, paused
from generator.linkcheck.fetch.bodies import HTML, SNIFFED
from generator.linkcheck.fetch.limits import Limits
from generator.linkcheck.fetch.request_url import FETCHED, prepare, retry_after
from generator.linkcheck.observations import (
    Answered,
    Failure,
    Hop,
    Observation,
    PageFacts,
    Target,
    Unreachable,
)
from generator.linkcheck.page.raw_html import refresh_target
from generator.linkcheck.page.read import read_page

_LARGE = 64 * 1024  # bytes; a longer page is read in a thread, so that others do not wait for it
_RETRIED = frozenset({429, 500, 502, 503, 504})


async def observe(
    targets: Sequence[Target], limits: Limits
) -> AsyncIterator[tuple[Target, Observation]]:
    """Fetch every target once, and yield each with its observation as soon as that is made."""
    done: asyncio.Queue[tuple[Target, Observation]] = asyncio.Queue()
    queues: dict[str, deque[Target]] = {}
    for target in targets:
        queues.setdefault(_host_of(target.url), deque()).append(target)
    async with Client.open(limits) as client:
        fetcher = _Fetcher(limits, client)

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


@dataclass(slots=True)
class _Attempt:
    """The state of one attempt at an address."""

    number: int
    """Counted from 1."""
    hops: list[Hop] = field(default_factory=list)
    broken: bool = False
    """Whether the last body broke off; another attempt may get all of it."""
    _cookies: aiohttp.CookieJar = field(
        init=False, default_factory=lambda: aiohttp.CookieJar(unsafe=True)
    )
    _requested: set[tuple[str, str]] = field(init=False, default_factory=set)

    def cookies_for(self, url: URL) -> str:
        """Return the `Cookie` header to send to a URL; empty where there are no cookies."""
        cookies = self._cookies.filter_cookies(url)
        return cookies.output(attrs=[], header="", sep=";").strip()

    def is_new(self, url: URL, cookies: str) -> bool:
        """Whether a URL is requested with these cookies for the first time; records the request."""
        before = len(self._requested)
        self._requested.add((str(url), cookies))
        return len(self._requested) > before

    def record(self, address: str, url: URL, response: Response) -> None:
        """Record the answer of an address; `url` is the address as it was sent."""
        self._cookies.update_cookies(response.cookies, url)
        self.broken = response.body.broken
        self.hops.append(Hop(address, response.status))

    def failed(self, failure: Failure, address: str) -> Unreachable:
        """Return the observation of an attempt that ends at an address without an answer."""
        return Unreachable(failure, tuple(self.hops), address, attempts=self.number)


class _Fetcher:
    """Fetches addresses: follows their redirects, and tries again what may be temporary.

    A first attempt may use a kept connection. Later ones never do: a server may close a kept
    connection just when it is used again, which looks like a broken server.
    """

    def __init__(self, limits: Limits, client: Client) -> None:
        self._limits = limits
        self._client = client
        self._reader = ThreadPoolExecutor(max_workers=1)  # each thread keeps the memory it has used

    async def fetch(self, url: str) -> Observation:
        """Return what is observed at an address. Never raises."""
        scheme, colon, _ = url.strip().partition(":")
        if colon and scheme.isalnum() and scheme.lower() not in FETCHED:
            return Unreachable(Failure.SCHEME, url=url)
        attempt = _Attempt(1)
        latest: Observation | None = None
        try:
            async with asyncio.timeout(self._limits.timeout) as deadline:
                while True:
                    latest = await self._observe(url, attempt, deadline)
                    wait = self._wait_after(attempt, latest)
                    now = asyncio.get_running_loop().time()
                    # A wait that would not end before the deadline is not begun.
                    if wait is None or wait >= (deadline.when() or 0.0) - now:
                        return latest
                    await asyncio.sleep(wait)
                    attempt = _Attempt(attempt.number + 1)
        except TimeoutError:
            detail = f"{self._limits.timeout:g} s"
            return latest or replace(attempt.failed(Failure.TIMEOUT, url), detail=detail)

    def _wait_after(self, attempt: _Attempt, seen: Observation) -> float | None:
        """Return the seconds to wait before another attempt; None for no further one."""
        if attempt.number >= self._limits.attempts:
            return None
        if not attempt.broken and not _may_be_temporary(seen):
            return None
        if isinstance(seen, Answered) and seen.retry_after is not None:
            return seen.retry_after
        return float(self._limits.backoff * 2 ** (attempt.number - 1))

    async def _observe(self, url: str, attempt: _Attempt, deadline: asyncio.Timeout) -> Observation:
        """Return what one attempt observes. Raises nothing but the end of the deadline."""
        following: str | Observation = url
        try:
            while isinstance(following, str):
                following = await self._step(following, attempt, deadline)
        except Exception as error:  # noqa: BLE001 - one address must not end the run
            hops = tuple(attempt.hops)
            failed_at = (hops[-1].location if hops else url) or url
            return failures.unreachable(error, hops, failed_at, attempt.number)
        return following

    async def _step(
        self, address: str, attempt: _Attempt, deadline: asyncio.Timeout
    ) -> str | Observation:
        """Ask for an address; return the address that it redirects to, or what it ends with."""
        url = prepare(address)
        if url is None:
            failure = Failure.BAD_REDIRECT if attempt.hops else Failure.MALFORMED
            return attempt.failed(failure, address)
        cookies = attempt.cookies_for(url)
        if not attempt.is_new(url, cookies):
            return attempt.failed(Failure.REDIRECT_LOOP, address)
        if not await self._client.may_ask(url):
            return attempt.failed(Failure.ROBOTS, address)
        response = await self._client.ask(
            url, cookies=cookies, fresh=attempt.number > 1, deadline=deadline
        )
        attempt.record(address, url, response)
        if response.redirect:
            return self._following(attempt, url, response.redirect)
        answer = await self._answered(response, attempt, deadline)
        refresh = answer.page.refresh if answer.page else None
        # A page that sends its readers on within seconds is a redirect by other means.
        return self._following(attempt, url, refresh, answer) if refresh else answer

    def _following(
        self, attempt: _Attempt, url: URL, location: str, page: Answered | None = None
    ) -> str | Observation:
        """Return the address that `url` redirects to, or what the attempt ends with.

        `page` is the answer whose refresh is the redirect; None where its status says so.
        """
        hop = attempt.hops[-1]
        attempt.hops[-1] = replace(hop, location=location)
        if len(attempt.hops) > self._limits.redirects:
            return attempt.failed(Failure.TOO_MANY_REDIRECTS, hop.url)
        following = _resolved(str(url), location)
        if page and following in (None, str(url)):
            attempt.hops[-1] = hop
            return page  # it reloads itself, or names no address
        return attempt.failed(Failure.BAD_REDIRECT, location) if following is None else following

    async def _answered(
        self, response: Response, attempt: _Attempt, deadline: asyncio.Timeout
    ) -> Answered:
        """Return a final answer as an observation, with the facts of the page if it is one."""
        body = response.body.data
        header = response.headers.get("Content-Type", "")
        media_type = header.partition(";")[0].strip().lower()
        start = body[:SNIFFED]
        # Some PDFs begin with a byte order mark or garbage; a page may mention `%PDF-`.
        is_pdf = b"%PDF-" in start and start.lstrip()[:1] != b"<"
        looks_like_html = body.lstrip()[:1] == b"<" and media_type in ("", "text/plain")
        page = None
        if not is_pdf and (media_type in HTML or looks_like_html):
            page = await self._read_page(body, header, deadline)
            if refresh := refresh_target(response.headers.get("Refresh", "")):
                page = replace(page, refresh=page.refresh or refresh)
        return Answered(
            hops=tuple(attempt.hops),
            content_type=media_type,
            length=len(body),
            truncated=response.body.truncated,
            broken=response.body.broken and b"</html" not in body,
            is_pdf=is_pdf,
            page=page,
            retry_after=retry_after(response.headers.get("Retry-After")),
            attempts=attempt.number,
        )

    async def _read_page(self, body: bytes, header: str, deadline: asyncio.Timeout) -> PageFacts:
        """Read a page; a large one in a thread, one at a time, with the deadline paused."""
        if len(body) <= _LARGE:
            return read_page(body, header)
        loop = asyncio.get_running_loop()
        with paused(deadline):
            return await loop.run_in_executor(self._reader, read_page, body, header)


def _resolved(base: str, location: str) -> str | None:
    """Return the address that a redirect goes to, without its fragment; None if it is invalid."""
    try:
        return urljoin(base, location).partition("#")[0]
    except ValueError:
        return None


def _may_be_temporary(seen: Observation) -> bool:
    """Whether another attempt may observe something else."""
    if isinstance(seen, Answered):
        return seen.status in _RETRIED
    return seen.failure in (Failure.RESET, Failure.DNS_FAILED, Failure.UNREACHABLE)
