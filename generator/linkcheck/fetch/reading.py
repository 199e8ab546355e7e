"""Pages are read off the event loop, so that no page can delay the run or another host.

In: the bodies of pages. Out: their facts, or None for a page that could not be read in its time.

Small pages are read in a thread, which costs next to nothing: their size bounds the time, as the
work grows linearly with it. Larger pages are read in processes, started when there are such pages:
a thread cannot be ended, and a regular expression that runs away keeps Python's lock, so that the
event loop would stand still with it. A process that exceeds its limit is ended and replaced. At
most two run at once: reading is work for the processor, and the event loop needs some of it. Of the
small pages, and of the larger ones, that one comes first that is likely to be done first, counting
what its host has used already. So a hundred slow pages of one host delay the others no more than
those that are being read.
"""

import asyncio
import itertools
import json
import os
import struct
import sys
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from heapq import heappop, heappush
from pathlib import Path

import generator
from generator.linkcheck.page.facts import PageFacts, unpacked
from generator.linkcheck.page.read import only_sought, read_page
from generator.linkcheck.page.worker import framed

SMALL = 24 << 10
"""Bytes of the largest page that is read in our own process; the slowest that we know takes 0.06
seconds of the processor."""
SECONDS = 5.0
"""Time of the processor for one page; the slowest page of two megabytes that we know takes two."""
PATIENCE = 60.0
"""Seconds of the clock for one page: only a process that stands still takes so long."""
_PROCESSES = 2
_SECOND_AFTER = 0.1  # seconds that a page waits before another process is started for it
_GATHER = 0.005  # seconds in which small pages gather; calling the thread costs as much as a page
_PACE = 2_000_000  # bytes in a second, about
# Isolated (-I), so that neither the current folder nor the user's settings can change the program,
# and without installed packages (-S), as it needs none. It gets the folder of our own package, so
# that both processes run the same code wherever that is.
_START = """\
import sys
sys.path.insert(0, sys.argv.pop(1))
from generator.linkcheck.page.worker import main
main()
"""
_FOLDER = str(Path(generator.__file__).parent.parent)
_COMMAND = (sys.executable, "-I", "-S", "-X", "utf8", "-c", _START, _FOLDER)
_SIZE = struct.Struct(">I")
_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")


@dataclass(frozen=True, slots=True)
class Page:
    """A page that is to be read."""

    host: str
    """Whose page it is; the hosts share the reading time."""
    body: bytes
    content_type: str
    """The whole `Content-Type` header."""
    sought: tuple[str, ...] = ()
    """The fragments of the addresses that lead to it, as written."""
    path: str = ""
    """Path and query of its address."""

    def order(self) -> bytes:
        """Return the page as the reading process takes it."""
        head = {"content_type": self.content_type, "sought": self.sought, "path": self.path}
        return framed(json.dumps(head).encode("ascii")) + framed(self.body)

    def facts(self) -> PageFacts:
        """Return what the page says, as the reading process finds it."""
        facts = read_page(self.body, self.content_type, self.sought, self.path)
        return only_sought(facts, self.sought)


@dataclass(slots=True, eq=False)
class _Job:
    """A page that is waiting or being read."""

    page: Page
    done: "asyncio.Future[PageFacts | None]"
    began: float = 0.0

    def finish(self, facts: PageFacts | None) -> None:
        """Give the facts to whoever waits for them; perhaps nobody does any more."""
        if not self.done.done():
            self.done.set_result(facts)


def _facts_of(pages: Sequence[Page]) -> list[tuple[PageFacts | None, float]]:
    """Return the facts of small pages, and the seconds that each has taken."""
    found = []
    for page in pages:
        began, facts = time.thread_time(), None
        with suppress(Exception):  # one page must not take the others down
            facts = page.facts()
        found.append((facts, time.thread_time() - began))
    return found


class _Process(asyncio.SubprocessProtocol):
    """A reading process: takes a page, and calls back with its facts or when it has ended."""

    def __init__(self, readers: "Readers") -> None:
        self.job: _Job | None = None
        self.ended = asyncio.get_running_loop().create_future()
        self._readers = readers
        self._received = bytearray()
        self._transport: asyncio.SubprocessTransport | None = None
        self._watch: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Note that the process has started."""
        assert isinstance(transport, asyncio.SubprocessTransport)
        self._transport = transport

    def take(self, job: _Job, patience: float) -> None:
        """Begin with a page."""
        loop = asyncio.get_running_loop()
        self.job, job.began = job, loop.time()
        self._watch = loop.call_later(patience, self.end)
        pipe = self._transport.get_pipe_transport(0) if self._transport else None
        if isinstance(pipe, asyncio.WriteTransport):
            pipe.write(job.page.order())

    def pipe_data_received(self, fd: int, data: bytes) -> None:  # noqa: ARG002 - one pipe only
        """Collect the facts of the page."""
        self._received += data
        if len(self._received) < _SIZE.size:
            return
        end = _SIZE.size + _SIZE.unpack_from(self._received)[0]
        if len(self._received) >= end:
            facts, self._received = bytes(self._received[_SIZE.size : end]), bytearray()
            self._finish(unpacked(facts))
            self._readers.free(self)

    def process_exited(self) -> None:
        """Give up the page that was being read."""
        self._finish(None)
        self._readers.lose(self)
        if self._transport:
            self._transport.close()
        if not self.ended.done():
            self.ended.set_result(None)

    def end(self) -> None:
        """End the process at once."""
        if self._transport:
            with suppress(ProcessLookupError):
                self._transport.kill()

    def _finish(self, facts: PageFacts | None) -> None:
        if self._watch:
            self._watch.cancel()
        job, self.job = self.job, None
        if job:
            self._readers.spend(job)
            job.finish(facts)


class Readers:
    """Reads the pages of one run: one small page and two larger ones at a time, at most."""

    def __init__(self, seconds: float = SECONDS, patience: float = PATIENCE) -> None:
        self._seconds = seconds
        self._patience = patience
        # Heaps, by when each page would be done.
        self._small: list[tuple[float, int, _Job]] = []
        self._waiting: list[tuple[float, int, _Job]] = []
        self._thread = ThreadPoolExecutor(1, "pages")
        self._in_thread: asyncio.Task[None] | None = None
        self._idle: list[_Process] = []
        self._running: set[_Process] = set()
        self._starting: set[asyncio.Task[None]] = set()
        self._spent: defaultdict[str, float] = defaultdict(float)
        self._number = itertools.count()
        self._closed = False

    @classmethod
    @asynccontextmanager
    async def open(cls) -> "AsyncIterator[Readers]":
        """Yield readers, and end them afterwards."""
        readers = cls()
        try:
            yield readers
        finally:
            await readers.close()

    async def read(self, page: Page) -> PageFacts | None:
        """Return the facts of a page, or None if it could not be read in its time."""
        loop = asyncio.get_running_loop()
        job = _Job(page, loop.create_future())
        # The page comes first whose host will have used the least time when it is read.
        due = self._spent[page.host] + len(page.body) / _PACE
        if len(page.body) <= SMALL:
            heappush(self._small, (due, next(self._number), job))
            if self._in_thread is None or self._in_thread.done():
                self._in_thread = asyncio.create_task(self._read_small())
            return await job.done
        heappush(self._waiting, (due, next(self._number), job))
        self._assign()
        if not job.began and len(self._running) + len(self._starting) < _PROCESSES:
            wait = _SECOND_AFTER if self._running or self._starting else 0.0
            loop.call_later(wait, self._start_another, job)
        return await job.done

    async def close(self) -> None:
        """End all processes, also those that are reading; a small page is read to its end."""
        self._closed = True
        if self._in_thread:
            self._in_thread.cancel()
        self._thread.shutdown(cancel_futures=True)
        await asyncio.gather(*self._starting, return_exceptions=True)
        ended = [process.ended for process in self._running]
        for process in self._running:
            process.end()
        await asyncio.gather(*ended)

    def free(self, process: _Process) -> None:
        """Note that a process has nothing to do."""
        self._idle.append(process)
        self._assign()

    def lose(self, process: _Process) -> None:
        """Note that a process has ended."""
        self._running.discard(process)
        if process in self._idle:
            self._idle.remove(process)
        if self._waiting and not self._closed:
            self._start()

    def spend(self, job: _Job) -> None:
        """Count the time that a page has taken."""
        self._spent[job.page.host] += asyncio.get_running_loop().time() - job.began

    async def _read_small(self) -> None:
        """Read small pages until none waits, at a time as many as are no longer than one may be."""
        while self._small:
            await asyncio.sleep(_GATHER)
            jobs, room = [], SMALL
            while self._small and len(self._small[0][2].page.body) <= room:
                job = heappop(self._small)[2]
                if not job.done.cancelled():
                    jobs.append(job)
                    room -= len(job.page.body)
            run = asyncio.get_running_loop().run_in_executor
            found = await run(self._thread, _facts_of, [job.page for job in jobs])
            for job, (facts, seconds) in zip(jobs, found, strict=True):
                self._spent[job.page.host] += seconds
                job.finish(facts)

    def _assign(self) -> None:
        while self._idle and self._waiting:
            _, _, job = heappop(self._waiting)
            if not job.done.cancelled():
                self._idle.pop().take(job, self._patience)

    def _start_another(self, job: _Job) -> None:
        is_waiting = not job.began and not job.done.done() and not self._closed
        if is_waiting and len(self._running) + len(self._starting) < _PROCESSES:
            self._start()

    def _start(self) -> None:
        task = asyncio.create_task(self._started())
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)

    async def _started(self) -> None:
        """Start a process; where none can be started, the pages that wait have no facts."""
        loop = asyncio.get_running_loop()
        kept = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
        try:
            _, process = await loop.subprocess_exec(
                lambda: _Process(self),
                *(*_COMMAND, str(self._seconds)),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                env=kept,
                start_new_session=True,  # so that Ctrl+C in the terminal does not reach it
            )
        except OSError:
            waiting, self._waiting = self._waiting, []
            for _, _, job in waiting:
                job.finish(None)
            return
        self._running.add(process)
        if self._closed:
            process.end()
        self.free(process)
