"""Spread work gives the results of one process, in order, and its mistakes are raised here.

`test_processes` runs this file in a process of its own: beside the threads and the children of
other tests, nothing is spread, and what ends a child would end them all.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from generator import processes
from generator.check import checks
from generator.hub import folder
from generator.processes import spread, streamed
from generator.shells.reading import read_sources
from tests.site_fixtures import HUBS


def squares(numbers: Sequence[int]) -> list[int]:
    return [number * number for number in numbers]


@pytest.mark.parametrize("jobs", [1, 2, 3, 50])
@pytest.mark.parametrize("count", [0, 1, 2, 7, 10])
def test_results_are_in_order_however_many_processes_there_are(jobs: int, count: int) -> None:
    """Also where there are more processes than items, or none."""
    parts = spread(squares, range(count), jobs)
    assert [square for part in parts for square in part] == squares(range(count))
    assert len(parts) <= max(1, min(jobs, count))


def test_the_work_is_done_in_several_processes() -> None:
    """Each part in its own; the first here, so that one process costs nothing."""
    ids = spread(lambda _: os.getpid(), range(9), 3)
    assert ids[0] == os.getpid()
    assert len(set(ids)) == 3


def test_one_process_does_all_where_forks_are_not_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    """The result is the same."""
    monkeypatch.setattr(processes, "_can_fork", lambda: False)
    assert spread(squares, range(5), 4) == [squares(range(5))]


@pytest.mark.parametrize("wrong", [0, 4])
def test_an_exception_in_any_process_is_raised(wrong: int) -> None:
    """With its own type and message, and no process is left behind."""

    def work(part: Sequence[int]) -> int:
        if wrong in part:
            raise ValueError(f"item {wrong}")
        return 1

    with pytest.raises(ValueError, match=f"item {wrong}"):
        spread(work, range(5), 2)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_a_process_that_is_stopped_is_noticed() -> None:
    """Its results are not taken as empty."""

    def work(part: Sequence[int]) -> int:
        if 4 in part:
            os._exit(1)
        return 1

    with pytest.raises(EOFError):
        spread(work, range(5), 2)


def test_a_large_result_does_not_block() -> None:
    """It is larger than what a pipe holds."""
    assert [len(text) for text in spread(lambda _: "x" * 1_000_000, range(3), 3)] == [1_000_000] * 3


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_streamed_results_are_all_there(jobs: int) -> None:
    """In any order, and with None where the caller could do something else."""
    found = list(streamed(lambda part: iter(squares(part)), range(100), jobs))
    assert sorted(x for x in found if x is not None) == squares(range(100))


def test_a_stream_that_is_left_stops_its_processes() -> None:
    """Nothing is left behind when the caller gives up."""
    some = streamed(lambda part: iter(squares(part)), range(10_000), 2)
    next(x for x in some if x is not None)
    some.close()
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_an_exception_in_a_stream_is_raised() -> None:
    """After what was made before it."""

    def work(part: Sequence[int]) -> Iterator[int]:
        for number in part:
            if number == 7:
                raise ValueError("item 7")
            yield number

    with pytest.raises(ValueError, match="item 7"):
        list(streamed(work, range(10), 2))


@pytest.mark.parametrize("jobs", [2, 5])
def test_a_hub_is_read_and_checked_alike_in_several_processes(
    jobs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the same problems at the same places, in files that can be read and in others."""
    hub = shutil.copytree(HUBS["own"], tmp_path / "hub")
    for number, file in enumerate(sorted((hub / "content/questions").glob("*.yaml"))):
        text = file.read_text("utf-8")
        file.write_text(["\t", "ukjent: 1\n", ""][number % 3] + text.replace("link:", "link:x"))
    alone = read_sources(hub)
    monkeypatch.setattr(folder, "_MANY", 1)
    monkeypatch.setattr(checks, "_MANY", 1)
    together = read_sources(hub, jobs=jobs)
    assert len(alone.problems) > 30
    assert together.problems == alone.problems
    assert together.hub == alone.hub
