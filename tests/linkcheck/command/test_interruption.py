"""Runs that end before they are done: the result file is complete JSON all the same."""

import json
import signal
from pathlib import Path
from typing import Any

import pytest

from tests.linkcheck.bed.addresses import ALLOWED
from tests.linkcheck.bed.server import Bed
from tests.linkcheck.command.running import check, finish, start, urls_of, wait_until
from tests.linkcheck.command.sites import ANCHORS, MANY, STUCK

OWN = (ANCHORS, MANY, STUCK)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_what_was_found_survives_an_end_in_the_middle(
    bed: Bed, tmp_path: Path, number: signal.Signals
) -> None:
    """The result file has all results so far, and says that the run was cut off."""
    quick = urls_of(bed, [f"soft-title-{n}" for n in range(10)])
    stuck = [f"{bed.words('stuck')['me']}/{n}" for n in range(8)]
    out, log = tmp_path / "results.json", tmp_path / "output.txt"
    urls = [part for url in (*stuck, *quick) for part in ("--url", url)]
    process = start(
        [*urls, "--allow-address", ALLOWED, "--no-history", "--delay", "0", "--json", out], log
    )
    wait_until(lambda: len(_rows(out)) == len(quick))
    process.send_signal(number)
    code, _ = finish(process, 5)
    assert code != 0
    assert "Traceback" not in log.read_text("utf-8")
    data = json.loads(out.read_text("utf-8"))
    assert data["format"] == 1
    assert {row["url"] for row in data["results"]} >= set(quick)
    assert not data.get("finished")


def test_a_kill_at_any_moment_leaves_whole_json(bed: Bed, tmp_path: Path) -> None:
    """The file can be read whenever the run is killed, also as it ends."""
    base = bed.words("many")["me"]
    listed = tmp_path / "urls.txt"
    listed.write_text("\n".join(f"{base}/{n}" for n in range(200)), encoding="utf-8")
    out = tmp_path / "results.json"
    usual = ["--urls-from", listed, "--allow-address", ALLOWED, "--no-history", "--delay", "0"]
    for least in (1, 20, 60, 120, 190, 199, 200, 200, 200):
        out.unlink(missing_ok=True)
        process = start([*usual, "--per-host", "8", "--json", out], tmp_path / "output.txt")
        wait_until(lambda least=least: len(_rows(out)) >= least)
        process.kill()
        finish(process, 5)
        assert len(json.loads(out.read_text("utf-8"))["results"]) >= least


def _rows(path: Path) -> list[Any]:
    try:
        return json.loads(path.read_text("utf-8"))["results"]
    except (OSError, ValueError):
        return []


def test_a_run_whose_time_is_up_is_not_finished(bed: Bed, tmp_path: Path) -> None:
    """Addresses that were not reached are skipped; the run does not fail, and is not finished."""
    (good,) = urls_of(bed, ("anchors",))
    stuck = f"{bed.words('stuck')['me']}/0"
    ran = check(tmp_path, [good, stuck], "--no-robots", "--run-timeout", "2")
    assert ran.code == 0
    assert [ran.rows[url]["verdict"] for url in (good, stuck)] == ["ok", "skipped"]
    assert "finished" not in ran.data
    assert check(tmp_path, [good], "--run-timeout", "60").data["finished"]
