"""Work that is spread over processes: the same results as without them, sooner.

In: a function, what it works on, and how many processes may run. Out: its results, in order. The
processes are forks, which start at once and share what was read before; where a system cannot fork
safely, everything is done in one process.
"""

import os
import pickle
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import pairwise
from signal import SIGKILL
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

MOST = 8
"""More processes than this wait for the disk and for each other."""


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
    children: list[tuple[int, int]] = []
    try:
        children += [_started(work, part) for part in parts[1:]]
        results = [work(parts[0])]
        results += [_received(child) for child in children]
    except BaseException:
        for pid, _ in children:
            with suppress(ProcessLookupError):
                os.kill(pid, SIGKILL)
        raise
    finally:
        for pid, reader in children:
            os.close(reader)
            os.waitpid(pid, 0)
    return results


def _can_fork() -> bool:
    """Whether a fork is safe: not on systems whose libraries forbid it, nor beside threads."""
    return sys.platform == "linux" and threading.active_count() == 1


def _parts(items: Sequence[Item], jobs: int) -> list[Sequence[Item]]:
    """Return the items in at most `jobs` consecutive parts of nearly equal length, at least one."""
    count = max(1, min(jobs, len(items)))
    ends = [len(items) * number // count for number in range(count + 1)]
    return [items[start:end] for start, end in pairwise(ends)]


def _started(work: Callable[[Sequence[Item]], Any], part: Sequence[Item]) -> tuple[int, int]:
    """Start a process for a part; return its id, and the pipe from which its answer is read."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writer)
        return pid, reader
    try:  # the child: nothing of the parent's may run after this, such as its `finally` clauses
        os.close(reader)
        try:
            answer = True, work(part)
        except Exception as error:  # noqa: BLE001 - raised in the parent
            answer = False, error
        with os.fdopen(writer, "wb") as pipe:
            pickle.dump(answer, pipe, pickle.HIGHEST_PROTOCOL)
        os._exit(0)
    finally:
        os._exit(1)


def _received(child: tuple[int, int]) -> Any:
    """Return a child's result; raises what it raised, or EOFError if it was stopped."""
    with os.fdopen(child[1], "rb", closefd=False) as pipe:
        is_result, value = pickle.load(pipe)  # noqa: S301 - from our own process
    if not is_result:
        raise value
    return value
