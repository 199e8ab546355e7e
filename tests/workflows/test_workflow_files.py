"""The workflow files and their scripts: well-formed, and each step has what its script needs."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.workflows.gh_stub import JQ

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
SCRIPTS = sorted((ROOT / ".github/scripts").iterdir())
CALL = re.compile(r"\.github/scripts/([\w-]+)")
BESIDE = re.compile(r'"\$\(dirname "\$0"\)/([\w-]+)"')
"""A script that another one runs."""
BASH_SETS = {"RANDOM"}


@dataclass(frozen=True, slots=True)
class Step:
    """A step that runs a shell, with its environment and permissions."""

    name: str
    run: str
    environment: Mapping[str, str]
    permissions: Mapping[str, str]


def _steps() -> Iterator[Step]:
    for path in WORKFLOWS:
        workflow: Any = yaml.safe_load(path.read_text("utf-8"))
        for name, job in workflow["jobs"].items():
            steps = job["steps"]
            outer = workflow.get("env", {}) | job.get("env", {})
            for number, step in enumerate(steps, 1):
                if "run" in step:
                    yield Step(
                        f"{path.stem}/{name}/{number}",
                        step["run"],
                        outer | step.get("env", {}),
                        job.get("permissions", workflow.get("permissions", {})),
                    )


STEPS = list(_steps())
CALLS = [(step, call[1]) for step in STEPS if (call := CALL.search(step.run))]


def _parses(text: str) -> None:
    ran = subprocess.run(["bash", "-n"], input=text, text=True, capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_there_are_workflows_and_scripts() -> None:
    """The tests below have something to check, and each script is used."""
    assert {path.stem for path in WORKFLOWS} >= {"links", "publish", "pull-request"}
    assert len(STEPS) > 10
    called = {script for _, script in CALLS}
    called |= {x for path in SCRIPTS for x in BESIDE.findall(path.read_text("utf-8"))}
    assert {path.name for path in SCRIPTS} == called


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_the_shell_of_a_step_is_well_formed(step: Step) -> None:
    """Bash can parse it, and no GitHub expression is pasted into it, as it could contain code."""
    _parses(step.run)
    assert "${{" not in step.run


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_well_formed(script: Path) -> None:
    """It is executable, stops at the first error, and documents its input and output."""
    text = script.read_text("utf-8")
    _parses(text)
    assert os.access(script, os.X_OK)
    first, into, out, strict, *_ = text.splitlines()
    assert (first, strict) == ("#!/usr/bin/env bash", "set -euo pipefail")
    assert into.startswith("# In: ")
    assert out.startswith("# Out: ")
    assert all(len(line) <= 100 for line in (into, out))


@pytest.mark.parametrize(("step", "script"), CALLS, ids=[f"{x.name}-{y}" for x, y in CALLS])
def test_a_step_gives_its_script_what_it_asks_for(step: Step, script: str) -> None:
    """Each variable and each permission that a script needs is named in its header and given."""
    text = (ROOT / ".github/scripts" / script).read_text("utf-8")
    header = text.splitlines()[1]
    asked = set(re.findall(r"\b[A-Z][A-Z_]+\b", header))
    used = set(re.findall(r"\$\{?([A-Z][A-Z_]*)", text)) - BASH_SETS
    used |= {"GH_TOKEN"} if re.search(r"\bgh [a-z]+ ", text) else set()
    assert used <= asked
    assert {name for name in asked if not name.startswith("GITHUB_")} <= set(step.environment)
    rights = re.findall(r"([a-z-]+): (read|write)", header.partition("GH_TOKEN with ")[2])
    assert bool(rights) is ("GH_TOKEN" in asked)
    for what, right in rights:
        assert step.permissions.get(what) in {right, "write"}
    if re.search(r"\bpush\b.* origin ", text):
        assert ("contents", "write") in rights


def _jobs() -> Iterator[tuple[str, Any]]:
    for path in WORKFLOWS:
        workflow: Any = yaml.safe_load(path.read_text("utf-8"))
        for name, job in workflow["jobs"].items():
            yield f"{path.stem}/{name}", {**job, "outer": workflow.get("env", {})}


JOBS = dict(_jobs())


@pytest.mark.parametrize("name", JOBS)
def test_a_token_is_given_only_to_the_step_that_needs_it(name: str) -> None:
    """No job, no clone and no step without `gh` or a script has one."""
    job = JOBS[name]
    assert "github.token" not in str(job.get("env", {})) + str(job["outer"])
    for step in job["steps"]:
        if "actions/checkout@" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] is False
        if "github.token" in str(step.get("env", {})):
            assert step["run"].startswith((".github/scripts/", "gh "))


@pytest.mark.parametrize("name", JOBS)
def test_a_job_that_may_write_installs_and_runs_no_packages(name: str) -> None:
    """What is installed could otherwise use the job's rights."""
    job = JOBS[name]
    if "write" not in job.get("permissions", {}).values():
        return
    commands = [step.get("run", "") for step in job["steps"]]
    commands += [
        (ROOT / ".github/scripts" / call).read_text("utf-8")
        for run in commands
        for call in CALL.findall(run)
    ]
    commands += [
        (ROOT / ".github/scripts" / call).read_text("utf-8")
        for run in commands
        for call in BESIDE.findall(run)
    ]
    assert not re.search(r"\bmake |\bpip |\.venv|\bnpm ", "\n".join(commands))
    assert not any("setup-python" in step.get("uses", "") for step in job["steps"])


def test_the_artifacts_of_the_shards_are_where_they_are_looked_for() -> None:
    """A shard uploads the name and the folder that the scripts expect."""
    workflow: Any = yaml.safe_load((ROOT / ".github/workflows/links.yml").read_text("utf-8"))
    (upload,) = (
        step["with"]
        for step in workflow["jobs"]["check"]["steps"]
        if "actions/upload-artifact@" in step.get("uses", "")
    )
    assert upload["name"] == "shard-${{ matrix.shard }}"
    assert upload["path"] == ".rollehub"
    assert upload["include-hidden-files"] is True
    assert "shards/shard-$shard/" in (ROOT / ".github/scripts/links-join").read_text("utf-8")


_ROWS = {
    "state": (
        [],
        [{"number": 1, "state": "closed"}],
        [{"number": 1, "state": "closed"}, {"number": 2, "state": "closed"}],
        [{"number": n, "state": s} for n, s in enumerate(("closed", "open", "open"), 1)],
        [{"number": 1, "state": "open", "pull_request": {"url": "x"}}],
        [{"number": 1, "state": "open", "pull_request": {}}, {"number": 3, "state": "closed"}],
    ),
    "title": (
        [],
        [{"number": 1, "title": "Svar som skal bekreftes: lis"}],
        [
            {"number": n, "title": str(n), **({"pull_request": {}} if n == 2 else {})}
            for n in (1, 2)
        ],
    ),
    "isCrossRepository": (
        [],
        [{"number": 1, "isCrossRepository": True}],
        [{"number": n, "isCrossRepository": n == 2} for n in (3, 2, 1)],
    ),
    "headRefOid": ([], [{"number": n, "headRefOid": x} for n, x in ((4, "ab"), (5, "cd"))]),
    "login": (
        [],
        [
            {"id": n, "user": {"login": login}, "body": f"<!-- rollehub-{body} -->\nHei"}
            for n, (login, body) in enumerate(
                (
                    ("kari", "diff"),
                    ("github-actions[bot]", "links"),
                    ("github-actions[bot]", "diff"),
                )
            )
        ],
    ),
}


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not installed")
@pytest.mark.parametrize("expression", JQ)
def test_the_stand_in_for_gh_reads_its_expressions_like_jq(expression: str) -> None:
    """The Python beside each expression gives the same result as jq."""
    (cases,) = (rows for key, rows in _ROWS.items() if f".{key}" in expression)
    for rows in cases:
        ran = subprocess.run(
            ["jq", "--raw-output", expression],
            input=json.dumps(rows),
            text=True,
            capture_output=True,
            check=True,
        )
        assert ran.stdout.splitlines() == JQ[expression](list(rows))
