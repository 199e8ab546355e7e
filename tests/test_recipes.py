"""No edit that the handbook describes turns a pull request red.

Each recipe is done to a copy of this repository's hub, and all tests that a change of content runs
are run on the copies, as the pull-request workflow runs them.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli.main import main
from generator.editing.diff.compare import compare
from generator.editing.diff.revisions import edition
from tests.recipes import DAYS, RECIPES, Recipe
from tests.site_fixtures import ROOT, environment


def _copy(folder: Path, *recipes: Recipe) -> Path:
    """Return a copy of the hub that readers see, on which recipes were done."""
    for part in ("roles.yaml", "links.yaml", "mkdocs.yml"):
        shutil.copy(ROOT / part, folder)
    shutil.copytree(ROOT / "content", folder / "content")
    for recipe in recipes:
        recipe(folder)
    return folder


@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_leaves_no_errors_and_does_something(tmp_path: Path, recipe: str) -> None:
    """The check, which may warn, ends with 0; readers notice all but a draft."""
    root = _copy(tmp_path, RECIPES[recipe])
    result = CliRunner().invoke(main, ["check", str(root)])
    assert result.exit_code == 0, result.output
    found = compare(edition(ROOT, ""), edition(root, ""))
    assert found.is_empty == (recipe == "write_a_draft")


def content_tests() -> list[str]:
    """Return the arguments with which `make content-tests` calls pytest, but for the hub."""
    recipe = (ROOT / "Makefile").read_text("utf-8").partition("\ncontent-tests:")[2]
    command = re.search(r"-m pytest (.+) --hub \. ((?:.|\\\n)+?)\n\n", recipe)
    assert command
    return f"{command[1]} {command[2]}".replace("\\\n", " ").split()


def test_every_test_of_content_is_green_after_the_recipes(tmp_path: Path) -> None:
    """They run once, on the hub after each of some days of editing."""
    hubs: list[str] = []
    for number, day in enumerate(DAYS):
        (tmp_path / str(number)).mkdir()
        hubs += ["--hub", str(_copy(tmp_path / str(number), *day))]
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *content_tests(), *hubs],
        cwd=ROOT, env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout[-5000:]


_MAY_READ = {
    "test_docs.py",
    "test_handbook.py",
    "test_pictures.py",
    "test_tree.py",
    "test_recipes.py",
}
_EDITED = re.compile(
    r"""(?:ROOT|parents\[\d\]\)?) / f?"(?:content|roles\.yaml|links\.yaml)"""
    r"""|(?:read_hub|read_sources|hub_in|edition)\((?:root=)?ROOT\b"""
)


def test_no_other_test_reads_what_editors_write() -> None:
    """Such a test could turn red by an edit; `HUBS["own"]` is the hub as it was imported."""
    found = [
        f"{path.relative_to(ROOT).as_posix()}:{number}"
        for path in (ROOT / "tests").rglob("*.py")
        if path.name not in _MAY_READ and "benchmarks" not in path.parts
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if _EDITED.search(line)
    ]
    assert found == []
    assert _EDITED.search('shutil.copytree(ROOT / "content", hub)')
