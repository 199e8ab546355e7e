"""`rollehub admin` writes the folder of a form, and says what the form changes or leaves out."""

import shutil
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from generator.cli.admin import admin
from generator.editing.admin.packages import installed
from tests.site_fixtures import HUBS, ROOT


@pytest.fixture
def kaffe(tmp_path: Path) -> Path:
    """Return a copy of the coffee hub, with the packages of the form in it."""
    root = tmp_path / "hub"
    shutil.copytree(HUBS["kaffe"], root, ignore=shutil.ignore_patterns(".*"))
    config = (root / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(
        config.replace("../../../overrides", str(ROOT / "overrides"))
        + "repo_url: https://github.com/eksempel/kaffe\n",
        "utf-8",
    )
    (root / ".rollehub").mkdir()
    (root / ".rollehub/admin").symlink_to(installed(ROOT / ".rollehub/admin").parent)
    return root


def run(*arguments: str | Path) -> Result:
    """Run the command."""
    return CliRunner().invoke(admin, [str(argument) for argument in arguments])


def test_the_form_of_a_hub_is_a_folder(kaffe: Path) -> None:
    """It is written outside the site unless it is asked for there, and names where it saves."""
    result = run(kaffe)
    assert result.exit_code == 0, result.output
    folder = kaffe / "build/admin"
    assert {"index.html", "config.yml", "sveltia-cms.js", "licences.txt"} < {
        path.name for path in folder.iterdir()
    }
    settings = yaml.safe_load((folder / "config.yml").read_text("utf-8"))
    assert settings["backend"]["branch"] == "main"
    assert settings["publish_mode"] == "editorial_workflow"
    assert str(folder) in result.stdout
    assert "grenen main" in result.stdout


def test_the_folder_and_the_branch_can_be_chosen(kaffe: Path) -> None:
    """A site has the form only where somebody puts it there."""
    result = run(kaffe, "--into", kaffe / "site/admin", "--branch", "skjema")
    assert result.exit_code == 0, result.output
    text = (kaffe / "site/admin/config.yml").read_text("utf-8")
    settings = yaml.safe_load(text)
    assert (settings["backend"]["branch"], settings["publish_mode"]) == ("skjema", "simple")


def test_comments_that_the_form_would_lose_are_named(kaffe: Path) -> None:
    """So are the files that it would write in another way."""
    roles = kaffe / "roles.yaml"
    roles.write_text(f"# Rollene\n{roles.read_text('utf-8')}", "utf-8")
    result = run(kaffe)
    assert result.exit_code == 0
    assert "roles.yaml: advarsel: kommentarene med # går tapt" in result.stderr
    assert "kjør «rollehub fix» og «rollehub fmt»" in result.stderr.lower()


def test_a_hub_without_a_repository_has_nowhere_to_save(kaffe: Path) -> None:
    """The message names the setting; nothing is written."""
    config = kaffe / "mkdocs.yml"
    lines = config.read_text("utf-8").splitlines(keepends=True)
    config.write_text("".join(x for x in lines if not x.startswith("repo_url")), "utf-8")
    result = run(kaffe)
    assert result.exit_code == 2
    assert "«repo_url»" in result.output
    assert not (kaffe / "build").exists()
