"""`rollehub migrate`: what it shows, what it writes, and what it says; newer hubs are refused."""

import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli.main import main
from tests.tree_fixtures import files_of

KAFFE = Path(__file__).parents[1] / "hubs/kaffe"


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """Return a copy of a hub in format 1."""
    return Path(shutil.copytree(KAFFE, tmp_path / "kaffe"))


def run(*arguments: str | Path) -> Result:
    """Run the command line."""
    return CliRunner().invoke(main, [*map(str, arguments)])


def test_the_diff_comes_first_and_writes_nothing(hub: Path) -> None:
    """It is one that git can apply, and it has the same result as `--write`."""
    before = {path: (hub / path).read_bytes() for path in files_of(hub)}
    shown = run("migrate", hub)
    assert shown.exit_code == 0
    assert {path: (hub / path).read_bytes() for path in files_of(hub)} == before
    assert "+      format: 2\n" in shown.output
    assert shown.output.splitlines()[-1].endswith(
        "1 fil må endres. Ingenting er skrevet. Kjør «rollehub migrate --write» for å endre."
    )
    patch = shown.output.rpartition("\n1 fil")[0] + "\n"
    other = Path(shutil.copytree(hub, hub.parent / "annen"))
    subprocess.run(["git", "apply", "-"], cwd=other, input=patch.encode(), check=True)
    written = run("migrate", hub, "--write")
    assert written.output == "mkdocs.yml\nHuben er nå i format 2. 1 fil er endret.\n"
    assert all((hub / x).read_bytes() == (other / x).read_bytes() for x in files_of(hub))
    assert run("migrate", hub).output == (
        "Huben er i format 2, som er det nyeste. Ingenting må endres.\n"
    )


def test_a_hub_leaves_mkdocs(hub: Path) -> None:
    """The diff comes first, and afterwards the hub builds as before."""
    run("build", hub, "--site", hub.parent / "before")
    shown = run("migrate", hub, "--leave-mkdocs")
    assert "--- a/mkdocs.yml\n+++ /dev/null\n" in shown.output
    assert (hub / "mkdocs.yml").is_file()
    written = run("migrate", hub, "--leave-mkdocs", "--write")
    assert written.output == (
        "rollehub.yaml\nmkdocs.yml\n"
        "Innstillingene er nå i rollehub.yaml, og huben bygges med «rollehub build».\n"
    )
    assert run("build", "--strict", hub, "--site", hub.parent / "after").exit_code == 0
    assert files_of(hub.parent / "after") == files_of(hub.parent / "before")
    for path in files_of(hub.parent / "after"):
        if "/" not in path:
            assert (hub.parent / "after" / path).read_bytes() == (
                hub.parent / "before" / path
            ).read_bytes()
    again = run("migrate", hub, "--leave-mkdocs")
    assert again.exit_code == 2
    assert "ingenting å flytte" in again.output


@pytest.mark.parametrize(
    "arguments",
    [["check"], ["build"], ["links", "list"], ["links", "check"], ["migrate", "--write"]],
)
def test_a_newer_hub_is_refused(hub: Path, arguments: list[str]) -> None:
    """One sentence, whatever else in it is unknown to us."""
    config = hub / "mkdocs.yml"
    config.write_text(
        config.read_text("utf-8").replace("- rollehub:", "- rollehub:\n      format: 9")
    )
    (hub / "roles.yaml").write_text("audiences: []\n")
    result = run(*arguments, hub)
    assert result.exit_code in (2, 3)
    assert "kildene er i format 9, og denne utgaven av Rollehub leser bare" in result.output
    assert "audiences" not in result.output


def test_a_file_that_cannot_be_written_is_named(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the reason of the system."""

    def fail(path: Path, _data: bytes) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr("generator.editing.migrate.write_whole", fail)
    result = run("migrate", hub, "--write")
    assert result.exit_code == 2
    assert "mkdocs.yml: No space left on device" in result.output
