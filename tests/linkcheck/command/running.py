"""Running `rollehub links check` in a process: start it, wait for it, and read what it wrote."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.linkcheck.bed.addresses import ALLOWED
from tests.linkcheck.bed.server import Bed
from tests.warm import run

COMMAND = [str(Path(sys.executable).parent / "rollehub"), "links", "check"]
PATIENCE = 60.0
"""Seconds that no run may take."""


@dataclass(frozen=True, slots=True)
class Ran:
    """A process that has ended, and what it left."""

    code: int
    rows: Mapping[str, dict[str, Any]]
    """The results by address."""
    data: dict[str, Any]
    """The result file."""
    seconds: float
    mib: float | None
    """Peak memory of a run that was `measured`."""
    output: str


def start(arguments: Sequence[str | Path], output: Path) -> subprocess.Popen[bytes]:
    """Start a check with these arguments; its output goes to a file."""
    with output.open("wb") as file:
        return subprocess.Popen(
            [*COMMAND, *map(str, arguments)], stdout=file, stderr=subprocess.STDOUT
        )


def _peak_mib(pid: int) -> float:
    """Return the peak memory of a running process in MiB, or 0 if it has ended.

    It is read from /proc, as the usage that `wait4` reports includes the memory of the tests, from
    which the process was forked.
    """
    try:
        status = Path(f"/proc/{pid}/status").read_text("ascii")
    except OSError:
        return 0.0
    found = re.search(r"VmHWM:\s*(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


def finish(process: subprocess.Popen[bytes], patience: float = PATIENCE) -> tuple[int, float]:
    """Wait for a process; return its exit code and its peak memory in MiB.

    A process that does not end in `patience` seconds is killed, and the test fails.
    """
    end = time.monotonic() + patience
    peak = 0.0
    while True:
        peak = max(peak, _peak_mib(process.pid))
        if process.poll() is not None:
            return process.returncode, peak
        if time.monotonic() > end:
            process.kill()
            process.wait()
            pytest.fail(f"still running after {patience:g} s")
        time.sleep(0.01)


def check(
    folder: Path,
    urls: Iterable[str],
    *arguments: str | Path,
    allow: str | None = ALLOWED,
    history: bool = False,
    measured: bool = False,
) -> Ran:
    """Check addresses in one process, by default without delay and without a history.

    `allow` is the network that may be asked. The files are written to `folder`. A run whose memory
    is `measured` starts as a user would start it; others are forked, which is sooner.
    """
    out, log = folder / "results.json", folder / "output.txt"
    out.unlink(missing_ok=True)
    more = [part for url in urls for part in ("--url", url)]
    more += ["--allow-address", allow] if allow else []
    more += [] if history else ["--no-history"]
    usual = ["--delay", "0", "--per-host", "8", "--json", out]
    whole = [str(part) for part in (*usual, *more, *arguments)]
    began = time.monotonic()
    if measured:
        code, mib = finish(start(whole, log))
    else:
        command = ("links", "check", *whole)
        ran = run("rollehub", *command, at=Path(), environment=os.environ, seconds=PATIENCE)
        code, mib = ran.returncode, None
        log.write_bytes(ran.stdout + ran.stderr)
    seconds = time.monotonic() - began
    text = log.read_text("utf-8")
    assert code in (0, 4), text
    data = json.loads(out.read_text("utf-8"))
    return Ran(code, {row["url"]: row for row in data["results"]}, data, seconds, mib, text)


def bed_options(bed: Bed) -> list[str]:
    """Return the options that make the names and certificates of the bed known."""
    names = [part for name in bed.resolves() for part in ("--resolve", name)]
    return [*names, "--ca-file", str(bed.certificates.authority)]


def urls_of(bed: Bed, names: Iterable[str]) -> list[str]:
    """Return the addresses of cases."""
    by_name = {case.name: case for case in bed.cases}
    return [bed.url(by_name[name]) for name in names]


def gaps(starts: Sequence[float]) -> list[float]:
    """Return the seconds between each time and the next."""
    ordered = sorted(starts)
    return [after - before for before, after in pairwise(ordered)]


def wait_until(is_met: Callable[[], bool], seconds: float = 20) -> None:
    """Return when a condition is met; fail if it is not met in time."""
    end = time.monotonic() + seconds
    while not is_met():
        assert time.monotonic() < end
        time.sleep(0.002)
