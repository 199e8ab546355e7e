"""Slips of editors: each changes one place of a small hub, and has messages that name the cure.

A slip of `tests/cases/slips` replaces the text `from`, which is there once, by `to` in one file of
the hub `whole`, or gives the `whole` file. `says` comes last, so that `--update-golden` can rewrite
it and nothing else.
"""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.check.checks import check
from generator.hub.load import read_hub
from tests.check.test_cases import CASES, TODAY, read_case

QUESTION = "content/questions/hva-er-veiledning.yaml"
FILES = sorted((CASES / "slips").glob("*.yaml"))


def slips() -> list[Any]:
    """Return the slips, each with the file that holds it."""
    return [
        pytest.param(path, slip, id=f"{path.stem}: {slip['slip']}")
        for path in FILES
        for slip in read_case(path)
    ]


def said(slip: Any, root: Path) -> list[str]:
    """Return what the check says about the hub with the slip."""
    files = read_case(CASES / "base" / "whole.yaml")
    for path in slip.get("without", ()):
        del files[path]
    changed = slip.get("in", QUESTION)
    if "whole" in slip:
        files[changed] = slip["whole"]
    else:
        for old, new in zip(_several(slip["from"]), _several(slip["to"]), strict=True):
            assert files[changed].count(old) == 1, f"{old!r} should be in {changed} once"
            files[changed] = files[changed].replace(old, new)
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text if isinstance(text, bytes) else text.encode())
    hub, origins, problems = read_hub(root)
    return [str(problem) for problem in sorted([*problems, *check(hub, origins, TODAY)])]


def _several(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]


def test_the_hub_without_a_slip_has_nothing_wrong(tmp_path: Path) -> None:
    """So that every message is about the slip."""
    assert said({"from": [], "to": []}, tmp_path) == []


@pytest.mark.parametrize(("path", "slip"), slips())
def test_a_slip_has_one_cause_and_the_right_cure(
    path: Path, slip: Any, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    """The check says exactly what the slip expects."""
    found = said(slip, tmp_path)
    if pytestconfig.getoption("--update-golden"):
        _rewrite(path, slip["slip"], found)
    else:
        assert found == slip["says"]


def _rewrite(path: Path, name: str, lines: list[str]) -> None:
    """Write what is said about one slip into its file."""
    rows = [f"    - '{line.replace(chr(39), chr(39) * 2)}'" for line in lines]
    new = "\n".join([f"  says:{'' if rows else ' []'}", *rows])
    chunks = re.split(r"(?m)^(?=- slip: )", path.read_text(encoding="utf-8"))
    for place, chunk in enumerate(chunks):
        if chunk and yaml.safe_load(chunk) and yaml.safe_load(chunk)[0]["slip"] == name:
            chunks[place] = chunk.partition("\n  says:")[0] + f"\n{new}\n"
    path.write_text("".join(chunks), encoding="utf-8")
