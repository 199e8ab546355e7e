"""Spread work gives the results of one process, in order, and its mistakes are raised here.

`test_processes` runs this file in a process of its own: beside the threads and the children of
other tests, nothing is spread, and what ends a child would end them all.
"""

import os
import shutil
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import yaml

from generator import processes
from generator.check import checks
from generator.cli.building import built
from generator.hub import folder
from generator.processes import beside, spread, streamed
from generator.shells.reading import read_sources
from generator.site.text.answer import Texts
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


@pytest.mark.parametrize("jobs", [1, 2])
def test_work_beside_other_work_gives_its_result(jobs: int) -> None:
    """Or raises its exception when it is asked for, and not before."""
    with beside(lambda: squares([3]), jobs) as result:
        assert result() == [9]
    with beside(lambda: squares(["a"]), jobs) as result, pytest.raises(TypeError):  # type: ignore[list-item]
        result()


def test_work_whose_result_is_not_asked_for_is_stopped() -> None:
    """Nothing is left behind."""
    with beside(lambda: time.sleep(60), 2):
        pass
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


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


def test_a_folder_has_the_same_files_whatever_processes_wrote_them(tmp_path: Path) -> None:
    """Nothing is left of the writing; equal files are not written again; a failure leaves all."""
    hub = copied_hub(tmp_path)
    built(hub, tmp_path / "one", strict=False, jobs=1)
    one, several = tmp_path / "one", tmp_path / "several"
    assert built(hub, several, strict=False, jobs=3).written == len(contents(one)) - 1
    assert contents(one) == contents(several)
    (several / "lis/index.html").write_bytes(b"")
    assert built(hub, several, strict=False, jobs=3).written == 1
    assert contents(one) == contents(several)
    (hub / "overrides/question.html.j2").write_text("{{ 1 // 0 }}", "utf-8")
    with pytest.raises(SystemExit):
        built(hub, several, strict=False, jobs=3)
    assert contents(one) == contents(several)


def copied_hub(folder: Path) -> Path:
    """Return a copy of a hub that makes no PDFs, whose answers are made ahead."""
    hub = shutil.copytree(HUBS["own"], folder / "hub")
    (hub / "mkdocs.yml").write_text("site_name: x\nplugins: [rollehub: {pdf: false}]\n", "utf-8")
    (hub / "overrides").mkdir(exist_ok=True)
    return hub


def contents(folder: Path) -> dict[str, bytes]:
    """Return path -> bytes of all files."""
    files = (x for x in folder.rglob("*") if x.is_file())
    return {x.relative_to(folder).as_posix(): x.read_bytes() for x in files}


@pytest.mark.parametrize(
    "mistake", ["", "roles: [lis]", "see_instead: {lis: finnes-ikke}", "links: [finnes-ikke]"]
)
def test_mistakes_are_told_alike_in_several_processes(
    mistake: str, tmp_path: Path, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """Also those that make it impossible to make the texts while the checks run."""
    hub = copied_hub(tmp_path)
    file = hub / "content/questions/hva-er-supervisjon.yaml"
    keys = yaml.safe_load(file.read_text("utf-8")) | yaml.safe_load(mistake or "{}")
    file.write_text(yaml.safe_dump(keys, allow_unicode=True), "utf-8")
    told = []
    for jobs in (1, 2):
        try:
            built(hub, tmp_path / "site", strict=False, jobs=jobs)
        except SystemExit as ended:
            told.append((capsys.readouterr().err, ended.code))
        else:
            told.append((capsys.readouterr().err, 0))
    assert told[0] == told[1]
    assert ("finnes-ikke" in told[0][0]) == ("finnes-ikke" in mistake)


def test_an_exception_of_texts_made_ahead_is_raised_after_the_checks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is a mistake of ours if the checks find none."""

    def failing(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Texts, "prepare", failing)
    with pytest.raises(ZeroDivisionError):
        built(copied_hub(tmp_path), tmp_path / "site", strict=False, jobs=2)


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
