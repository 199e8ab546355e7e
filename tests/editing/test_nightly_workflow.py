"""The nightly workflow of a new hub: one issue is open as long as somebody has something to do."""

import os
import stat
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.linkcheck.results import Result
from tests import warm
from tests.editing.new_hubs import new_hub, texts
from tests.workflows.check_output import DEAD, FINE, FIRST_NIGHT, leave

# Prints the number of the open issue where it is asked for one, and notes everything else.
GH = """\
#!/bin/sh
case "$1" in
  api) cat "$OPEN" ;;
  *) echo "$*" >> "$CALLS" ;;
esac
"""


def night(folder: Path, open_issue: str, *results: Result, **more: Any) -> tuple[list[str], str]:
    """Run the steps that keep the issue; return the calls of `gh`, and what they print."""
    jobs: Any = yaml.safe_load(texts(new_hub())[".github/workflows/links.yml"])["jobs"]
    (write,) = [x for x in jobs["check"]["steps"] if "report" in x.get("name", "")]
    (tell,) = [x for x in jobs["report"]["steps"] if "issue" in x.get("name", "")]
    leave(folder, *results, **more)
    programs = folder / "bin"
    programs.mkdir()
    (programs / "gh").write_text(GH)
    (programs / "gh").chmod(stat.S_IRWXU)
    (folder / "open").write_text(open_issue)
    environment = {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "LC_ALL": "C.UTF-8",
        "OPEN": str(folder / "open"),
        "CALLS": str(folder / "calls"),
        "GITHUB_STEP_SUMMARY": str(folder / "summary"),
    }
    warm.program("rollehub", programs / "rollehub", environment)
    for step in (write, tell):
        ran = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=folder, env=environment | dict.fromkeys(step["env"], "https://github.com/o/r"),
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert ran.returncode == 0, ran.stderr
    assert (folder / "summary").read_text("utf-8")
    calls = folder / "calls"
    return (calls.read_text("utf-8").splitlines() if calls.exists() else []), ran.stdout


BODY = "--body-file report/issue.md"


@pytest.mark.parametrize(
    ("open_issue", "results", "calls"),
    [
        ("", [FINE], []),
        ("", [FIRST_NIGHT], []),
        ("", [DEAD], [
            "label create links --color b60205 --force",
            f"issue create --title Lenker som må ses på --label links {BODY}",
        ]),
        ("7", [DEAD], [f"issue edit 7 {BODY}"]),
        ("7", [replace(FINE, recovered=True)], ["issue close 7"]),
    ],
)  # fmt: skip
def test_the_issue_follows_the_check(
    tmp_path: Path, open_issue: str, results: list[Result], calls: list[str]
) -> None:
    """It is opened once, kept up to date, and closed; a first bad night calls nobody."""
    assert night(tmp_path, open_issue, *results)[0] == calls


def test_a_run_that_was_cut_off_closes_nothing(tmp_path: Path) -> None:
    """It says so in the log."""
    calls, log = night(tmp_path, "7", FINE, finished=None)
    assert calls == []
    assert log.startswith("::notice::The check is incomplete")
