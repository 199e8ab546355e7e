"""Pages are read in processes of their own, so that no page can delay the run or another host.

In: the bodies of pages. Out: their facts, or None for a page that could not be read in its time.

A process and not a thread, because a thread cannot be ended, and because a regular expression that
runs away keeps Python's lock: the event loop would stand still with it. A process that exceeds its
limit is ended and replaced. At most two run at once: reading is work for the processor, and the
event loop needs some of it. The page comes first that is likely to be done first, counting what its
host has used already. So pages of usual size never wait for more than the two that are being read,
and a hundred slow pages of one host cost the others no more than one of them.
"""

import asyncio
import itertools
import json
import os
import struct
import sys
from collections import defaultdict
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

from generator.linkcheck.page.facts import PageFacts, unpacked
from generator.linkcheck.page.worker import framed

SECONDS = 5.0
"""Time of the processor for one page; the slowest page of two megabytes that we know takes two."""
PATIENCE = 60.0
"""Seconds of the clock for one page: only a process that stands still takes so long."""
_PROCESSES = 2
_PACE = 2_000_000  # bytes in a second, about
# Isolated (-I), so that neither the current folder nor the user's settings can change the program.
_COMMAND = (sys.executable, "-I", "-X", "utf8", "-m", "generator.linkcheck.page.worker")
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


class _Process:
    """A reading process, which is started when it is first needed."""

    def __init__(self, seconds: float, patience: float) -> None:
        self._seconds = seconds
        self._patience = patience
        self._process: asyncio.subprocess.Process | None = None
        self._starting = asyncio.Lock()

    async def start(self) -> asyncio.subprocess.Process:
        """Return the running process. Raises OSError where none can be started."""
        async with self._starting:
            return await self._started()

    async def _started(self) -> asyncio.subprocess.Process:
        if self._process is None:
            kept = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
            self._process = await asyncio.create_subprocess_exec(
                *(*_COMMAND, str(self._seconds)),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                env=kept,
                start_new_session=True,  # so that Ctrl+C in the terminal does not reach it
            )
        return self._process

    async def read(self, page: Page) -> PageFacts | None:
        """Return the facts of a page; None, and end the process, if it takes too long."""
        try:
            async with asyncio.timeout(self._patience):
                process = await self.start()
                assert process.stdin
                assert process.stdout
                process.stdin.write(page.order())
                await process.stdin.drain()
                (size,) = struct.unpack(">I", await process.stdout.readexactly(4))
                return unpacked(await process.stdout.readexactly(size))
        except (OSError, EOFError, ValueError, TimeoutError):
            await self.end()
            return None

    async def end(self) -> None:
        """End the process at once."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.stdin:
            process.stdin.close()
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


class Readers:
    """Reads the pages of one run, at most two at a time."""

    def __init__(self, seconds: float = SECONDS, patience: float = PATIENCE) -> None:
        self._idle = [_Process(seconds, patience) for _ in range(_PROCESSES)]
        self._waiting: list[tuple[Page, int, asyncio.Future[PageFacts | None]]] = []
        self._spent: defaultdict[str, float] = defaultdict(float)
        self._number = itertools.count()
        self._tasks: set[asyncio.Task[None]] = set()

    @classmethod
    @asynccontextmanager
    async def open(cls) -> "AsyncIterator[Readers]":
        """Yield readers, of which one is started already, and end them afterwards."""
        readers = cls()
        readers._run(readers._warm_up(readers._idle[-1]))
        try:
            yield readers
        finally:
            await readers.close()

    async def read(self, page: Page) -> PageFacts | None:
        """Return the facts of a page, or None if it could not be read in its time."""
        done: asyncio.Future[PageFacts | None] = asyncio.get_running_loop().create_future()
        self._waiting.append((page, next(self._number), done))
        if self._idle:
            self._run(self._work(self._idle.pop()))
        return await done

    async def close(self) -> None:
        """End all processes, also those that are reading."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(process.end() for process in self._idle))

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _warm_up(self, process: _Process) -> None:
        with suppress(OSError):  # the first page reports it
            await process.start()

    async def _work(self, process: _Process) -> None:
        """Let a process read what is waiting, until nothing is."""
        loop = asyncio.get_running_loop()
        try:
            while self._waiting:
                page, done = self._next()
                if done.cancelled():
                    continue
                began = loop.time()
                facts = await process.read(page)
                self._spent[page.host] += loop.time() - began
                if not done.cancelled():
                    done.set_result(facts)
        finally:
            self._idle.append(process)

    def _due(self, waiting: tuple[Page, int, object]) -> tuple[float, int]:
        """Return by what the next page is chosen: the time that its host will have used."""
        page, number, _ = waiting
        return self._spent[page.host] + len(page.body) / _PACE, number

    def _next(self) -> tuple[Page, asyncio.Future[PageFacts | None]]:
        """Take the page whose turn it is."""
        best = min(self._waiting, key=self._due)
        self._waiting.remove(best)
        return best[0], best[2]
