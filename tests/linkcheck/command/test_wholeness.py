"""Two runs at once, a closed terminal, a reader that leaves, a full disk: all stays whole."""

import json
import os
import resource
import shlex
import signal
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from generator.linkcheck.memory.history_file import read_history
from generator.linkcheck.results import read_results
from tests.linkcheck.bed.addresses import ALLOWED
from tests.linkcheck.bed.server import Bed
from tests.linkcheck.command.running import COMMAND, check, finish, start, urls_of, wait_until
from tests.linkcheck.command.sites import MANY, STUCK

OWN = (MANY, STUCK)
ROOM = 20_000
"""Bytes that a file may have on the full disk."""


def _arguments(folder: Path, urls: Sequence[str]) -> list[str]:
    listed = folder / "urls.txt"
    listed.write_text("\n".join(urls), "utf-8")
    files = ["--json", str(folder / "r.json"), "--history", str(folder / "h.json")]
    usual = ["--delay", "0", "--per-host", "8", "--allow-address", ALLOWED, "--min-gap", "0"]
    return ["--urls-from", str(listed), *files, *usual]


def _many(bed: Bed, count: int) -> list[str]:
    return [f"{bed.words('many')['me']}/{number}" for number in range(count)]


def _is_whole(folder: Path, urls: Sequence[str]) -> None:
    """Fail unless the history knows all addresses, and the results can be read and have them."""
    history, message = read_history(folder / "h.json")
    assert message is None
    assert set(history) == set(urls)
    assert {result.url for result in read_results(folder / "r.json").results} == set(urls)


def test_two_runs_at_once_on_one_history_lose_nothing(bed: Bed, tmp_path: Path) -> None:
    """Each adds what it saw, whichever ends first, and what was remembered before stays."""
    urls = _many(bed, 60)
    memory = ("--history", tmp_path / "h.json")
    check(_folder(tmp_path, "before"), urls[:10], *memory, history=True)
    parts = [urls[10 * n : 10 * n + 10] for n in range(1, 6)]
    with ThreadPoolExecutor(len(parts)) as pool:
        folders = [_folder(tmp_path, str(n)) for n in range(len(parts))]
        list(pool.map(lambda f, part: check(f, part, *memory, history=True), folders, parts))
    history, message = read_history(tmp_path / "h.json")
    assert message is None
    assert set(history) == set(urls)


def _folder(parent: Path, name: str) -> Path:
    folder = parent / name
    folder.mkdir()
    return folder


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGINT])
def test_a_terminal_that_is_closed_costs_nothing_that_was_seen(
    bed: Bed, tmp_path: Path, number: signal.Signals
) -> None:
    """What was seen is in the results and in the history, and the run says that it was cut off."""
    quick, stuck = _many(bed, 20), f"{bed.words('stuck')['me']}/0"
    log = tmp_path / "output.txt"
    process = start(_arguments(tmp_path, [stuck, *quick]), log)
    wait_until(lambda: len(_rows(tmp_path / "r.json")) == len(quick))
    process.send_signal(number)
    assert finish(process, 5)[0] == 130
    _is_whole(tmp_path, quick)
    assert read_results(tmp_path / "r.json").finished is None
    assert "Traceback" not in log.read_text("utf-8")


def _rows(path: Path) -> list[object]:
    try:
        return json.loads(path.read_text("utf-8"))["results"]
    except (OSError, ValueError):
        return []


def test_nohup_lets_the_run_go_on(bed: Bed, tmp_path: Path) -> None:
    """Who starts it with `nohup` wants it to outlive the terminal."""
    urls = _many(bed, 20)
    command = ["nohup", *COMMAND, *_arguments(tmp_path, urls), "--delay", "0.05"]
    with (tmp_path / "output.txt").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
    wait_until(lambda: len(_rows(tmp_path / "r.json")) > 2)
    process.send_signal(signal.SIGHUP)
    assert finish(process, 20)[0] == 0
    _is_whole(tmp_path, urls)
    assert read_results(tmp_path / "r.json").finished


@pytest.mark.parametrize("closed", ["stdout", "stderr", "both"])
def test_a_reader_that_leaves_costs_nothing(bed: Bed, tmp_path: Path, closed: str) -> None:
    """Results and history are written, and the exit code is that of the results."""
    urls = [*_many(bed, 5), f"{bed.words('many')['me']}/finnes-ikke"]
    for code in (0, 4):
        shut, other = os.pipe()
        os.close(shut)
        kept = subprocess.DEVNULL
        out = other if closed in ("stdout", "both") else kept
        err = other if closed in ("stderr", "both") else kept
        command = [*COMMAND, *_arguments(tmp_path, urls)]
        process = subprocess.Popen(command, stdout=out, stderr=err)
        os.close(other)
        assert finish(process)[0] == code
        _is_whole(tmp_path, urls)
        assert read_results(tmp_path / "r.json").finished


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_an_output_that_is_closed_from_the_start_costs_nothing(
    bed: Bed, tmp_path: Path, closed: str
) -> None:
    """A shell may start the program without one of its streams."""
    urls = _many(bed, 5)
    command = shlex.join([*COMMAND, *_arguments(tmp_path, urls)])
    ran = subprocess.run(["sh", "-c", f"{command} {closed}"], check=False, capture_output=True)
    assert ran.returncode == 0
    assert b"Traceback" not in ran.stderr
    _is_whole(tmp_path, urls)
    assert read_results(tmp_path / "r.json").finished


def test_a_full_disk_leaves_old_and_new_files_whole(bed: Bed, tmp_path: Path) -> None:
    """The rows that had room can be read, the history is the old one, and one line says why."""
    urls = _many(bed, 200)
    few = urls[:3]
    small = [*COMMAND, *_arguments(tmp_path, few)]
    assert subprocess.run(small, check=False, capture_output=True).returncode == 0
    _is_whole(tmp_path, few)
    old = (tmp_path / "h.json").read_bytes()

    def small_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, ROOM))

    ran = subprocess.run(
        [*COMMAND, *_arguments(tmp_path, urls)],
        check=False,
        capture_output=True,
        text=True,
        preexec_fn=small_disk,
    )
    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr
    assert "r.json kan ikke skrives (File too large" in ran.stderr
    found = read_results(tmp_path / "r.json")
    assert found.finished is None
    assert 20 < len(found.results) < 200
    assert (tmp_path / "h.json").read_bytes() == old
    assert sorted(path.name for path in tmp_path.iterdir()) == ["h.json", "r.json", "urls.txt"]


def test_a_full_disk_from_the_start_leaves_the_old_results(bed: Bed, tmp_path: Path) -> None:
    """Nothing is emptied before there is room for something better."""
    urls = _many(bed, 3)
    command = [*COMMAND, *_arguments(tmp_path, urls)]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}

    def full_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))

    ran = subprocess.run(command, check=False, capture_output=True, preexec_fn=full_disk)
    assert ran.returncode == 2
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_report_that_has_no_room_is_told(bed: Bed, tmp_path: Path) -> None:
    """The files are written; only what was to be printed is lost, with one line."""
    urls = urls_of(bed, ("status-404",))
    with Path("/dev/full").open("wb") as full:
        command = [*COMMAND, *_arguments(tmp_path, urls)]
        ran = subprocess.run(command, check=False, stdout=full, stderr=subprocess.PIPE, text=True)
    assert ran.returncode == 2
    assert "rapporten kan ikke skrives ut (disken er full)" in ran.stderr
    assert "Traceback" not in ran.stderr
    _is_whole(tmp_path, urls)
