"""Work that is spread over processes: the same results as without them, sooner.

In: a function, what it works on, and how many processes may run. Out: its results, in order. The
processes are forks, which start at once and share what was read before; where a system cannot fork
safely, everything is done in one process.
"""

import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from itertools import pairwise
from multiprocessing.connection import Connection, Pipe, wait
from signal import SIGKILL
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

MOST = 8
"""More processes than this wait for the disk and for each other."""
_RESULT, _END, _ERROR = range(3)


def usable_processors() -> int:
    """Return how many processes may run at once on this machine, at most `MOST`."""
    if hasattr(os, "sched_getaffinity"):
        return min(MOST, len(os.sched_getaffinity(0)))
    return min(MOST, os.cpu_count() or 1)


def spread(
    work: Callable[[Sequence[Item]], Result], items: Sequence[Item], jobs: int
) -> list[Result]:
    """Return the results of `work` for consecutive parts of the items, one part a process.

    Results must be picklable. An exception in any process is raised here, the first part's first.
    What `work` changes in memory is lost, except in the first part.
    """
    parts = _parts(items, jobs if _can_fork() else 1)
    with _Children(parts[1:], lambda part: iter([work(part)])) as children:
        return [work(parts[0]), *(children.next_of(number) for number in range(len(parts) - 1))]


@contextmanager
def beside(work: Callable[[], Result], jobs: int) -> Iterator[Callable[[], Result]]:
    """Begin some work in another process; the function in the context waits for its result.

    The process is stopped at the end of the context. If `jobs` is 1, or where a system cannot fork
    safely, the function does the work itself. Otherwise as `spread`.
    """
    if jobs == 1 or not _can_fork():
        yield work
        return
    with _Children([()], lambda _: iter([work()])) as child:
        yield partial(child.next_of, 0)


def streamed(
    work: Callable[[Sequence[Item]], Iterator[Result]], items: Sequence[Item], jobs: int
) -> Iterator[Result | None]:
    """Yield what `work` yields for all items, from up to `jobs` processes, in any order.

    Yields None when nothing is ready, so that the caller can do something else meanwhile. Otherwise
    as `spread`.
    """
    if jobs == 1 or not _can_fork():
        yield from work(items)
        return
    with _Children([items[number::jobs] for number in range(min(jobs, len(items)))], work) as some:
        yield from some.all()


def _can_fork() -> bool:
    """Whether a fork is safe: not on systems whose libraries forbid it, nor beside threads."""
    return sys.platform == "linux" and threading.active_count() == 1


def _parts(items: Sequence[Item], jobs: int) -> list[Sequence[Item]]:
    """Return the items in at most `jobs` consecutive parts of nearly equal length, at least one."""
    count = max(1, min(jobs, len(items)))
    ends = [len(items) * number // count for number in range(count + 1)]
    return [items[start:end] for start, end in pairwise(ends)]


class _Children(Generic[Result]):
    """Processes that each work on a part, and send what they yield."""

    def __init__(
        self, parts: Iterable[Sequence[Item]], work: Callable[[Sequence[Item]], Iterator[Result]]
    ) -> None:
        self._pids: list[int] = []
        self._pipes: list[Connection] = []
        try:
            for part in parts:
                self._start(part, work)
        except BaseException:
            self.__exit__()
            raise

    def _start(
        self, part: Sequence[Item], work: Callable[[Sequence[Item]], Iterator[Result]]
    ) -> None:
        reader, writer = Pipe(duplex=False)
        pid = os.fork()
        if pid:
            writer.close()
            self._pids.append(pid)
            self._pipes.append(reader)
            return
        try:  # the child: nothing of the parent's may run after this, such as its `finally` clauses
            for pipe in (reader, *self._pipes):
                pipe.close()
            try:
                for result in work(part):
                    writer.send((_RESULT, result))
                writer.send((_END, None))
            except Exception as error:  # noqa: BLE001 - raised in the parent
                writer.send((_ERROR, error))
            os._exit(0)
        finally:
            os._exit(1)

    def __enter__(self) -> "_Children[Result]":
        return self

    def __exit__(self, *error: object) -> None:
        """Stop what still runs, and wait for it."""
        for pipe in self._pipes:
            pipe.close()
        for pid in self._pids:
            with suppress(ProcessLookupError):
                os.kill(pid, SIGKILL)
            os.waitpid(pid, 0)

    def next_of(self, number: int) -> Result:
        """Return the next result of a process; raises what it raised, or EOFError if it ended."""
        return self._received(self._pipes[number])[1]

    def all(self) -> Iterator[Result | None]:
        """Yield every result of every process, and None when none is ready."""
        open_ = list(self._pipes)
        while open_:
            ready = wait(open_, 0)
            if not ready:
                yield None
                ready = wait(open_)
            for pipe in ready:
                assert isinstance(pipe, Connection)
                kind, result = self._received(pipe)
                if kind == _END:
                    open_.remove(pipe)
                else:
                    yield result

    def _received(self, pipe: Connection) -> tuple[int, Result]:
        kind, value = pipe.recv()
        if kind == _ERROR:
            raise value
        return kind, value
