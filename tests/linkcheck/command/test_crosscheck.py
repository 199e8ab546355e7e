"""`rollehub links check --cross-check`: a death may be confirmed in the first night."""

import json
import signal
import subprocess
import time
from pathlib import Path

from tests.linkcheck.bed.addresses import ALLOWED
from tests.linkcheck.bed.server import Bed
from tests.linkcheck.command.running import COMMAND, wait_until
from tests.linkcheck.fetch.second_opinion import BY_NAME, SITES

OWN = SITES


def _start(bed: Bed, folder: Path, names: tuple[str, ...], *more: str) -> subprocess.Popen[bytes]:
    urls = [part for name in names for part in ("--url", bed.url(BY_NAME[name]))]
    fixed = [part for name in bed.resolves() for part in ("--resolve", name)]
    usual = ["--delay", "0", "--allow-address", ALLOWED, "--cross-check"]
    files = ["--json", str(folder / "out.json"), "--history", str(folder / "history.json")]
    return subprocess.Popen(
        [*COMMAND, *usual, *files, *urls, *fixed, *more],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _confirmed(bed: Bed, folder: Path) -> set[str]:
    rows = json.loads((folder / "out.json").read_text("utf-8"))["results"]
    assert {row["verdict"] for row in rows} == {"dead"}
    confirmed = {row["url"] for row in rows if row["confirmed"]}
    return {case.name for case in bed.cases if bed.url(case) in confirmed}


def test_a_dead_address_is_confirmed_in_the_first_night(bed: Bed, tmp_path: Path) -> None:
    """What linkchecker finds gone too is an alarm tonight; it follows no lure.

    A host that refuses is none: linkchecker shares our network, so its refusal proves no more.
    """
    names = ("stays", "stays-after-hop", "revives", "bars", "lures", "lures-by-name", "refused")
    code = _start(bed, tmp_path, names).wait(30)
    assert code == 4
    assert _confirmed(bed, tmp_path) == {"stays", "stays-after-hop"}
    for name in names[:-1]:  # once by us, once by linkchecker
        assert len(bed.asked(name, "/a")) == 2, name
    assert bed.canaries == []


def test_the_deadline_of_the_run_holds_and_what_came_counts(bed: Bed, tmp_path: Path) -> None:
    """A server that does not answer linkchecker does not delay the run."""
    start = time.monotonic()
    code = _start(bed, tmp_path, ("sticks", "stays"), "--run-timeout", "4").wait(30)
    assert time.monotonic() - start < 15  # starting takes seconds on a busy machine
    assert code == 4
    assert _confirmed(bed, tmp_path) == {"stays"}


def test_who_stops_the_run_stops_linkchecker(bed: Bed, tmp_path: Path) -> None:
    """A signal ends both at once, keeps the results, and leaves no process behind."""
    process = _start(bed, tmp_path, ("sticks",))
    wait_until(lambda: len(bed.asked("sticks", "/a")) == 2)
    process.send_signal(signal.SIGTERM)
    assert process.wait(15) == 130
    assert _confirmed(bed, tmp_path) == set()
    wait_until(lambda: all(end for _, end in bed.connections[bed.ip("sticks")]))
