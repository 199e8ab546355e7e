"""Final answers -> observations: what the page says, and what its host shows for no page at all.

In: responses. Out: `Answered`. The time for reading a page is ours, and does not count against the
server. A host is asked for a sibling at most once in a run, only when a page there gives reason to
doubt it, in its turn like any other request, and where its robots.txt allows it.
"""

import asyncio
from dataclasses import replace

from yarl import URL

from generator.linkcheck.fetch.asking import Client, Response, paused
from generator.linkcheck.fetch.attempt import Attempt
from generator.linkcheck.fetch.bodies import HTML, SNIFFED
from generator.linkcheck.fetch.limits import Limits
from generator.linkcheck.fetch.reading import Page, Readers
from generator.linkcheck.fetch.request_url import retry_after
from generator.linkcheck.fetch.siblings import sibling_of
from generator.linkcheck.fetch.walls import wall_of
from generator.linkcheck.observations import Answered, PageFacts
from generator.linkcheck.page.raw_html import refresh_target
from generator.linkcheck.page.read import SHORT, may_be_a_message


class Answers:
    """Makes the observations of one run."""

    def __init__(self, limits: Limits, client: Client, readers: Readers) -> None:
        self._limits = limits
        self._client = client
        self._readers = readers
        self._siblings: dict[str, asyncio.Task[PageFacts | None]] = {}

    async def read(
        self,
        response: Response,
        attempt: Attempt,
        sought: tuple[str, ...],
        deadline: asyncio.Timeout,
    ) -> Answered:
        """Return a final answer as an observation, with the facts of the page if it is one.

        `sought` are the fragments of the addresses that led here.
        """
        header = response.headers.get("Content-Type", "")
        page, unread = None, response.body.unread
        if _is_page(response):
            with paused(deadline):
                page = await self._page(response, attempt.hops[-1].url, sought)
            unread = unread or page is None
        body = response.body.data
        return Answered(
            hops=tuple(attempt.hops),
            content_type=_media_type(header),
            length=len(body),
            truncated=response.body.truncated,
            broken=response.body.broken and b"</html" not in body,
            is_pdf=_is_pdf(body),
            page=page,
            unread=unread,
            wall=wall_of(response.headers),
            retry_after=retry_after(response.headers.get("Retry-After")),
            attempts=attempt.number,
        )

    async def _page(
        self, response: Response, url: str, sought: tuple[str, ...] = ()
    ) -> PageFacts | None:
        """Return the facts of a page; None if it could not be read."""
        if not response.body.data:
            return PageFacts()
        header = response.headers.get("Content-Type", "")
        host, _, path = url.partition("//")[2].partition("/")
        facts = await self._readers.read(Page(host, response.body.data, header, sought, path))
        refresh = refresh_target(response.headers.get("Refresh", ""))
        if facts and refresh:
            facts = replace(facts, refresh=facts.refresh or refresh)
        return facts

    async def with_sibling(self, answer: Answered, url: URL, deadline: asyncio.Timeout) -> Answered:
        """Return an answer with what its host shows for a sibling, if the page is doubtful."""
        if not self._limits.probes or not _is_doubtful(answer):
            return answer
        origin = str(url.origin())
        if origin not in self._siblings:
            sibling = sibling_of(url)
            if sibling is None:
                return answer
            self._siblings[origin] = asyncio.create_task(self._ask(sibling))
        with paused(deadline):
            sibling_page = await asyncio.shield(self._siblings[origin])
        return replace(answer, sibling=sibling_page) if sibling_page else answer

    async def _ask(self, sibling: URL) -> PageFacts | None:
        """Return what a host shows at an address that cannot exist; None if it says so."""
        try:
            async with asyncio.timeout(self._limits.timeout) as deadline:
                if not await self._client.may_ask(sibling):
                    return None
                response = await self._client.ask(sibling, deadline=deadline)
                if response.status != 200 or response.body.truncated or not _is_page(response):
                    return None
                with paused(deadline):
                    return await self._page(response, str(sibling))
        except Exception:  # noqa: BLE001 - the probe is an extra; without it nothing is proved
            return None


def _media_type(header: str) -> str:
    return header.partition(";")[0].strip().lower()


def _is_pdf(body: bytes) -> bool:
    """Whether a body begins like a PDF: some begin with a byte order mark or garbage."""
    start = body[:SNIFFED]
    return b"%PDF-" in start and start.lstrip()[:1] != b"<"  # a page may mention `%PDF-`


def _is_page(response: Response) -> bool:
    """Whether an answer is HTML that can be read."""
    body, media_type = response.body.data, _media_type(response.headers.get("Content-Type", ""))
    looks_like_html = body.lstrip()[:1] == b"<"
    if _is_pdf(body) or (response.body.unread and not looks_like_html):
        return False
    return media_type in HTML or (looks_like_html and media_type in ("", "text/plain"))


def _is_doubtful(answer: Answered) -> bool:
    """Whether a page may be an error message that nobody has called so.

    It is short, or has words of such a message. A page that scripts fill, and that has no headings
    without them, looks the same at every address, and so a sibling proves nothing about it.
    """
    page = answer.page
    if page is None or answer.status != 200 or answer.truncated or answer.wall or page.wall:
        return False
    says_nothing = not (page.title or page.headings or page.words)
    if says_nothing or (page.scripts and not page.headings and page.words < SHORT):
        return False
    return may_be_a_message(page.words, doubtful=page.doubtful)
