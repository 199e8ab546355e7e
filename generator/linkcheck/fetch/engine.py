"""Targets -> observations: fetches each target once, and judges nothing.

In: targets and the limits of a run. Out: pairs of a target and its observation, as they come.
Redirects are followed here and not by aiohttp, so that every hop is recorded, checked against
robots.txt, and subject to the limits.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from generator.linkcheck.fetch import failures
from generator.linkcheck.fetch.answers import Answers
from generator.linkcheck.fetch.asking import Client
from generator.linkcheck.fetch.attempt import Attempt
from generator.linkcheck.fetch.limits import Limits
from generator.linkcheck.fetch.reading import Readers
from generator.linkcheck.fetch.request_url import FETCHED, prepare
from generator.linkcheck.observations import Answered, Failure, Observation, Target, Unreachable

# 520 to 530 are Cloudflare's: its own server answered, but could not reach the site.
_RETRIED = frozenset({408, 425, 429, 500, 502, 503, 504, *range(520, 531)})
_RETRIED_FAILURES = frozenset(
    {Failure.RESET, Failure.DNS_FAILED, Failure.UNREACHABLE, Failure.CLIENT_CERTIFICATE}
)


async def observe(
    targets: Sequence[Target], limits: Limits
) -> AsyncIterator[tuple[Target, Observation]]:
    """Fetch every target once, and yield each with its observation as soon as that is made."""
    done: asyncio.Queue[tuple[Target, Observation]] = asyncio.Queue()
    queues: dict[str, deque[Target]] = {}
    for target in targets:
        queues.setdefault(_host_of(target.url), deque()).append(target)
    async with Readers.open() as readers, Client.open(limits) as client:
        fetcher = _Fetcher(limits, client, Answers(limits, client, readers))

        async def work(queue: deque[Target]) -> None:
            while queue:
                target = queue.popleft()
                done.put_nowait((target, await fetcher.fetch(target)))

        workers = [
            asyncio.create_task(work(queue))
            for queue in queues.values()
            # Twice as many as may ask at once: some ask while others have their pages read.
            for _ in range(min(2 * limits.per_host, len(queue)))
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


class _Fetcher:
    """Fetches addresses: follows their redirects, and tries again what may be temporary.

    A first attempt may use a kept connection. Later ones never do: a server may close a kept
    connection just when it is used again, which looks like a broken server.
    """

    def __init__(self, limits: Limits, client: Client, answers: Answers) -> None:
        self._limits = limits
        self._client = client
        self._answers = answers

    async def fetch(self, target: Target) -> Observation:
        """Return what is observed at an address. Never raises."""
        url = target.url
        scheme, colon, _ = url.strip().partition(":")
        if colon and scheme.isalnum() and scheme.lower() not in FETCHED:
            return Unreachable(Failure.SCHEME, url=url)
        attempt = Attempt(1, self._limits.redirects)
        latest: Observation | None = None
        try:
            async with asyncio.timeout(self._limits.timeout) as deadline:
                while True:
                    latest = await self._observe(target, attempt, deadline)
                    wait = self._wait_after(attempt, latest)
                    now = asyncio.get_running_loop().time()
                    # A wait that would not end before the deadline is not begun.
                    if wait is None or wait >= (deadline.when() or 0.0) - now:
                        return latest
                    await asyncio.sleep(wait)
                    attempt = Attempt(attempt.number + 1, self._limits.redirects)
        except TimeoutError:
            detail = f"{self._limits.timeout:g} s"
            return latest or replace(attempt.failed(Failure.TIMEOUT, url), detail=detail)

    def _wait_after(self, attempt: Attempt, seen: Observation) -> float | None:
        """Return the seconds to wait before another attempt; None for no further one."""
        if attempt.number >= self._limits.attempts:
            return None
        if not attempt.broken and not _may_be_temporary(seen):
            return None
        if isinstance(seen, Answered) and seen.retry_after is not None:
            return seen.retry_after
        return float(self._limits.backoff * 2 ** (attempt.number - 1))

    async def _observe(
        self, target: Target, attempt: Attempt, deadline: asyncio.Timeout
    ) -> Observation:
        """Return what one attempt observes. Raises nothing but the end of the deadline."""
        fragments = {address.fragment for address in target.addresses}
        sought = tuple(sorted(fragments - {""}))
        following: str | Observation = target.url
        try:
            while isinstance(following, str):
                following = await self._step(following, attempt, sought, deadline)
        except Exception as error:  # noqa: BLE001 - one address must not end the run
            hops = tuple(attempt.hops)
            failed_at = (hops[-1].location if hops else target.url) or target.url
            return failures.unreachable(error, hops, failed_at, attempt.number)
        return following

    async def _step(
        self, address: str, attempt: Attempt, sought: tuple[str, ...], deadline: asyncio.Timeout
    ) -> str | Observation:
        """Ask for an address; return the address that it redirects to, or what it ends with."""
        url = prepare(address)
        if url is None:
            failure = Failure.BAD_REDIRECT if attempt.hops else Failure.MALFORMED
            return attempt.failed(failure, address)
        if not await self._client.may_ask(url):
            return attempt.failed(Failure.ROBOTS, address)
        response = await self._client.ask(
            url,
            cookies=attempt.cookies.header(url),
            fresh=attempt.number > 1,
            deadline=deadline,
        )
        attempt.record(address, url, response)
        if response.redirect:
            return attempt.following(url, response.redirect)
        answer = await self._answers.read(response, attempt, sought, deadline)
        page = answer.page
        is_wall = answer.wall or (page and page.wall)
        if page and page.refresh and not is_wall:
            # A page that sends its readers on within seconds is a redirect by other means.
            return attempt.following(url, page.refresh, answer)
        return await self._answers.with_sibling(answer, url, deadline)


def _may_be_temporary(seen: Observation) -> bool:
    """Whether another attempt may observe something else."""
    if isinstance(seen, Answered):
        is_wall = seen.wall or (seen.page and seen.page.wall)
        return seen.status in _RETRIED and not is_wall
    return seen.failure in _RETRIED_FAILURES
