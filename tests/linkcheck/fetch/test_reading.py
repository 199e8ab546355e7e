"""Pages are read off the event loop: small ones in a thread, larger ones in other processes.

A page that takes too long ends its process, and nothing else.
"""

import asyncio
import os
import signal
import threading
from pathlib import Path

import pytest

import generator
from generator.linkcheck.fetch import reading
from generator.linkcheck.fetch.reading import SMALL, Page, Readers
from generator.linkcheck.page.facts import PageFacts, packed, unpacked
from generator.linkcheck.page.read import read_page

TEXT = b"<title>Kurs</title><h1 id=x>Kurs</h1><p>En tekst."
LITTLE = Page("a.no", TEXT, "text/html")
GOOD = Page("a.no", TEXT + b" " * SMALL, "text/html")
HEAVY = Page("b.no", b"<p>Sist endret 1. mars 2026 | Versjon 2 | Av: x" * 40_000, "text/html")


def children() -> set[int]:
    """Return the ids of our child processes."""
    mine = str(os.getpid())
    found = set()
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text("utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        if fields[1] == mine and fields[0] != "Z":
            found.add(int(status.parent.name))
    return found


def test_a_page_is_read_as_in_our_own_process() -> None:
    """Facts survive the way between the processes, and no process is left behind."""

    async def read() -> PageFacts | None:
        async with Readers.open() as readers:
            return await readers.read(GOOD)

    before = children()
    assert asyncio.run(read()) == read_page(GOOD.body, GOOD.content_type)
    assert children() == before


def test_a_small_page_needs_no_process() -> None:
    """It is read in a thread that is not the one of the event loop; the facts are the same."""
    seen = set()

    class Watched(Page):
        def facts(self) -> PageFacts:
            seen.add(threading.current_thread())
            return super().facts()

    async def read() -> tuple[PageFacts | None, set[int]]:
        async with Readers.open() as readers:
            page = Watched(LITTLE.host, LITTLE.body, LITTLE.content_type)
            return await readers.read(page), children() - before

    before = children()
    assert asyncio.run(read()) == (read_page(TEXT, "text/html"), set())
    assert threading.current_thread() not in seen
    assert not any(thread.is_alive() for thread in seen)


@pytest.mark.parametrize(("size", "processes"), [(SMALL, 0), (SMALL + 1, 1)])
def test_the_size_decides_where_a_page_is_read(size: int, processes: int) -> None:
    """A page above the bound is never read in our own process; one page needs one process."""

    async def read() -> set[int]:
        async with Readers.open() as readers:
            await readers.read(Page("a.no", TEXT.ljust(size), "text/html"))
            return children() - before

    before = children()
    assert len(asyncio.run(read())) == processes


def test_a_small_page_that_fails_takes_no_other_down(monkeypatch: pytest.MonkeyPatch) -> None:
    """It has no facts, like a larger one that ends its process."""

    def read_or_fail(body: bytes, *more: str) -> PageFacts:
        if body == b"<p>":
            raise RecursionError
        return read_page(body, *more)

    async def read() -> list[PageFacts | None]:
        async with Readers.open() as readers:
            pages = (LITTLE, Page("a.no", b"<p>", "text/html"), LITTLE)
            return await asyncio.gather(*map(readers.read, pages))

    monkeypatch.setattr(reading, "read_page", read_or_fail)
    good = read_page(TEXT, "text/html")
    assert asyncio.run(read()) == [good, None, good]


def test_facts_are_packed_and_unpacked_unchanged() -> None:
    """Also lone surrogates, which pages can have."""
    facts = PageFacts(title="\udce5 æ", ids=frozenset({"a", "\udcff"}), fingerprint=(2, 3))
    assert unpacked(packed(facts)) == facts


def test_a_page_that_takes_too_long_is_given_up() -> None:
    """It has no facts; pages before and after it are read as if it had not been there."""

    async def read() -> list[PageFacts | None]:
        readers = Readers(seconds=0.2)
        try:
            return [await readers.read(page) for page in (GOOD, HEAVY, GOOD, HEAVY, GOOD)]
        finally:
            await readers.close()

    good = read_page(GOOD.body, GOOD.content_type)
    assert asyncio.run(read()) == [good, None, good, None, good]


def test_a_process_that_is_killed_is_replaced() -> None:
    """Whoever ends it, the run goes on."""

    async def read() -> list[PageFacts | None]:
        async with Readers.open() as readers:
            first = await readers.read(GOOD)
            for child in children() - before:
                os.kill(child, signal.SIGKILL)
            await readers.read(GOOD)
            return [first, await readers.read(GOOD)]

    before = children()
    good = read_page(GOOD.body, GOOD.content_type)
    assert asyncio.run(read()) == [good, good]


@pytest.mark.parametrize(("good", "heavy_size"), [(LITTLE, SMALL), (GOOD, len(HEAVY.body))])
def test_hosts_share_the_time(good: Page, heavy_size: int) -> None:
    """Many heavy pages of one host do not delay a page of another by more than those being read."""
    page = Page(HEAVY.host, HEAVY.body[:heavy_size], HEAVY.content_type)

    async def order() -> list[str]:
        done: list[str] = []

        async def read(page: Page) -> None:
            await readers.read(page)
            done.append(page.host)

        async with Readers.open() as readers:
            heavy = [asyncio.create_task(read(page)) for _ in range(6)]
            await asyncio.sleep(0)
            await asyncio.gather(asyncio.create_task(read(good)), *heavy)
        return done

    assert "a.no" in asyncio.run(order())[:3]


def test_an_abandoned_run_ends_its_processes_at_once() -> None:
    """Nothing waits for a page that nobody wants any more."""

    async def leave() -> None:
        readers = Readers()
        tasks = [asyncio.create_task(readers.read(page)) for page in (HEAVY, LITTLE, LITTLE)]
        await asyncio.sleep(0)
        await readers.close()
        for task in tasks:
            task.cancel()

    before = children()
    asyncio.run(leave())
    assert children() == before


def test_the_reading_process_needs_no_installed_package() -> None:
    """It starts quickly, and runs the code of the process that starts it."""

    async def read() -> PageFacts | None:
        async with Readers.open() as readers:
            return await readers.read(GOOD)

    assert str(Path(generator.__file__).parent.parent) == reading._FOLDER
    assert "-S" in reading._COMMAND
    facts = asyncio.run(read())
    assert facts
    assert facts.title == "Kurs"
