"""The monthly workflow of a new hub: one issue for each owner who has something to confirm."""

import json
import os
import stat
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests import warm
from tests.editing.new_hubs import new_hub, texts

# Prints the open issues where it is asked for them, and notes everything else.
GH = """\
#!/bin/sh
case "$1" in
  api) cat "$OPEN" ;;
  *) echo "$*" >> "$CALLS" ;;
esac
"""
LIST, TELL = "List what is due", "Open, update and close the issues"


def steps() -> dict[str, str]:
    """Return name of a step -> what its shell runs."""
    jobs: Any = yaml.safe_load(texts(new_hub())[".github/workflows/due.yml"])["jobs"]
    return {
        step["name"]: step["run"]
        for job in jobs.values()
        for step in job["steps"]
        if "name" in step
    }


def month(hub: Path, open_issues: str) -> list[str]:
    """Run both jobs in a hub; return the calls of `gh`."""
    programs = hub.parent / "bin"
    programs.mkdir()
    (programs / "gh").write_text(GH)
    (programs / "gh").chmod(stat.S_IRWXU)
    (hub.parent / "open").write_text(open_issues)
    environment = {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "LC_ALL": "C.UTF-8",
        "OPEN": str(hub.parent / "open"),
        "CALLS": str(hub.parent / "calls"),
        "GITHUB_STEP_SUMMARY": str(hub.parent / "summary"),
    }
    warm.program("rollehub", programs / "rollehub", environment)
    for name in (LIST, TELL):
        ran = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", steps()[name]],
            cwd=hub, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert ran.returncode == 0, ran.stderr
    assert json.loads((hub / "due/due.json").read_text("utf-8"))["format"] == 1
    calls = hub.parent / "calls"
    return calls.read_text("utf-8").splitlines() if calls.exists() else []


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """Return the folder of a new hub."""
    folder = tmp_path / "hub"
    for path, text in texts(new_hub()).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder


TITLE = "Svar som skal bekreftes: uten eier"


@pytest.mark.parametrize(
    ("open_issues", "calls"),
    [
        ("", [
            "label create review --color 0e8a16 --force",
            f"issue create --title {TITLE} --label review --body-file body",
        ]),
        (f"7 {TITLE}\n9 {TITLE}", ["issue edit 7 --body-file body"]),
        (f"3 Svar som skal bekreftes: lis\n7 {TITLE}", [
            "issue edit 7 --body-file body", "issue close 3",
        ]),
    ],
)  # fmt: skip
def test_each_owner_has_one_issue(hub: Path, open_issues: str, calls: list[str]) -> None:
    """It is opened once and kept up to date; that of an owner with nothing to do is closed."""
    assert month(hub, open_issues) == calls
    assert (hub / "body").read_text("utf-8").startswith("Ansvarlig: uten eier\n")


def test_nothing_to_do_calls_nobody(hub: Path) -> None:
    """Open issues are closed."""
    for path in (hub / "content/questions").glob("*.yaml"):
        text = path.read_text("utf-8").replace("status: draft\n", "")
        path.write_text(f"{text}status: draft\n", "utf-8")
    assert month(hub, "") == []
