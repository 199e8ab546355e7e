"""`rollehub links check` on a night when its own network is out."""

import json
import subprocess
from pathlib import Path

import pytest

from generator.linkcheck.memory.history import Record, Sighting
from generator.linkcheck.memory.history_file import write_history
from tests.linkcheck.bed.addresses import ALLOWED
from tests.linkcheck.bed.server import Bed
from tests.linkcheck.command.running import COMMAND, urls_of
from tests.linkcheck.command.sites import ANCHORS

OWN = (ANCHORS,)
CLOSED = [f"http://127.1.255.{number}:9/side" for number in range(1, 6)]
"""Addresses where nothing listens."""
MISSING = [f"http://{name}.invalid/" for name in ("a", "b", "c", "d")]
SEEN = Sighting(at="2026-11-20T02:00:00+00:00", status=200)


def _run(folder: Path, urls: list[str], *more: str) -> subprocess.CompletedProcess[str]:
    listed = folder / "urls.txt"
    listed.write_text("\n".join(urls), "utf-8")
    files = ["--json", str(folder / "r.json"), "--history", str(folder / "h.json")]
    usual = ["--delay", "0", "--allow-address", ALLOWED, "--min-gap", "0", "--timeout", "5"]
    return subprocess.run(
        [*COMMAND, "--urls-from", str(listed), *files, *usual, *more],
        check=False, capture_output=True, text=True,
    )  # fmt: skip


def _needs_issue(folder: Path) -> int:
    command = [COMMAND[0], "links", "report", str(folder / "r.json"), "--needs-issue"]
    return subprocess.run(command, check=False, capture_output=True).returncode


@pytest.mark.parametrize("urls", [CLOSED, MISSING, CLOSED + MISSING])
def test_two_such_nights_change_nothing(tmp_path: Path, urls: list[str]) -> None:
    """Also with a cross-check, the run ends with 5, says why in one line, and forgets itself."""
    write_history(tmp_path / "h.json", {url: Record(recent=(SEEN,)) for url in urls})
    before = (tmp_path / "h.json").read_bytes()
    for more in ((), ("--cross-check",)):
        ran = _run(tmp_path, urls, *more)
        assert ran.returncode == 5
        assert (ran.stdout + ran.stderr).count("nettstedene kunne nås") == 1
        assert len(ran.stdout.splitlines()) <= 5
        assert (tmp_path / "h.json").read_bytes() == before
        data = json.loads((tmp_path / "r.json").read_text("utf-8"))
        assert "finished" not in data
        assert "kunne nås" in data["outage"]
        assert {row["verdict"] for row in data["results"]} == {"skipped"}
        assert not any(row["confirmed"] or row["look"] for row in data["results"])
        assert _needs_issue(tmp_path) == 130


def test_one_good_answer_shows_that_the_network_works(bed: Bed, tmp_path: Path) -> None:
    """Then the others are away, and are remembered; the first night is no alarm."""
    urls = [*urls_of(bed, ("anchors",)), *CLOSED]
    ran = _run(tmp_path, urls)
    assert ran.returncode == 0
    data = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert data["finished"]
    assert "outage" not in data
    assert [row["away"] for row in data["results"][1:]] == [f"127.1.255.{n}" for n in range(1, 6)]
    assert set(json.loads((tmp_path / "h.json").read_text("utf-8"))["addresses"]) == set(urls)


def test_a_single_host_cannot_say_all_is_well(tmp_path: Path) -> None:
    """The night counts, but the run is not finished, and closes no issue."""
    ran = _run(tmp_path, CLOSED[:1])
    assert ran.returncode == 0
    assert ran.stdout.count("ingen andre ble spurt") == 1
    data = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert "finished" not in data
    assert data["results"][0]["verdict"] == "dead"
    assert _needs_issue(tmp_path) == 130
