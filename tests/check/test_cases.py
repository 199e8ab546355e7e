"""Golden cases: one YAML file is one hub and every line that `rollehub check` says about it.

`files` replace or add to the hub named by `base`; `null` removes a file, `{base64: …}` gives its
bytes, and `{link: …}` makes it a symbolic link. `problems` comes last, so that `--update-golden`
can rewrite it and nothing else.
"""

import base64
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.check.checks import check
from generator.hub.load import read_hub
from generator.hub.options_file import read_options
from generator.problems import Code

CASES = Path(__file__).parents[1] / "cases"
TODAY = date(2026, 11, 21)


def cases() -> list[Path]:
    """Return the files of all cases."""
    return sorted((CASES / "check").glob("*.yaml"))


def read_case(path: Path) -> Any:
    """Return a case."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def write_hub(case: Any, root: Path) -> None:
    """Write the files of a case into a folder."""
    base = read_case(CASES / "base" / f"{case['base']}.yaml") if case["base"] else {}
    for path, content in {**base, **case.get("files", {})}.items():
        if content is None:
            continue
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            file.write_bytes(content.encode())
        elif "link" in content:
            file.symlink_to(content["link"])
        else:
            file.write_bytes(base64.b64decode(content["base64"]))


def _found(root: Path) -> list[str]:
    hub, origins, problems = read_hub(root)
    _, wrong = read_options(root, variables={})
    found = sorted([*problems, *wrong, *check(hub, origins, TODAY)])
    return [str(problem) for problem in found]


def _rewrite(path: Path, lines: list[str]) -> None:
    kept = path.read_text(encoding="utf-8").partition("\nproblems:")[0]
    rows = [f"  - '{line.replace(chr(39), chr(39) * 2)}'" for line in lines]
    written = "\n".join([" []" if not rows else "", *rows])
    path.write_text(f"{kept}\nproblems:{written}\n", encoding="utf-8")


@pytest.mark.parametrize("path", cases(), ids=lambda path: path.stem)
def test_check_says_exactly_what_the_case_expects(
    path: Path, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    """A hub gets the messages that its case lists: no more, no fewer, in this order."""
    case = read_case(path)
    write_hub(case, tmp_path)
    found = _found(tmp_path)
    if pytestconfig.getoption("--update-golden"):
        _rewrite(path, found)
    else:
        assert found == case["problems"], case["claim"]


def test_every_code_has_a_case() -> None:
    """Every kind of problem is shown by at least one golden case."""
    shown = "\n".join(line for path in cases() for line in read_case(path)["problems"])
    assert [code for code in Code if f"[{code}]" not in shown] == []
