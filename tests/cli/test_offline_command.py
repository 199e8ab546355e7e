"""The command `rollehub offline`."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result

from generator.cli.main import main
from generator.site.settings import STYLESHEET
from tests.shells.hub_copies import BAD_ROLE, break_role, replace
from tests.shells.previews import a_hub
from tests.site_fixtures import environment


def run(*arguments: str | Path, command: str = "offline", epoch: str | None = None) -> Result:
    """Run `rollehub offline` and return its result."""
    runner = CliRunner(env={"SOURCE_DATE_EPOCH": epoch})
    return runner.invoke(main, [command, *map(str, arguments)])


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a copy of the coffee hub, as the current folder."""
    root = a_hub(tmp_path)
    monkeypatch.chdir(root)
    return root


def test_the_command_writes_one_zip_and_prints_its_size(hub: Path) -> None:
    """Without arguments, the hub is the current folder, and the ZIP is written to `build`."""
    result = run(epoch="1700000000")
    assert result.exit_code == 0, result.output
    made = hub / "build/kaffehjelpen.zip"
    with ZipFile(made) as archive:
        names = archive.namelist()
    assert result.stdout == (
        f"build/kaffehjelpen.zip: {len(names)} filer, {round(made.stat().st_size / 1000)} kB, "
        "kopi fra 14. november 2023. Pakk ut og åpne index.html.\n"
    )
    assert {f"kaffehjelpen/{x}" for x in ("index.html", "LES-MEG.txt", STYLESHEET)} < set(names)
    assert sorted(path.name for path in made.parent.iterdir()) == ["SHA256SUMS", made.name]
    assert not (hub / "site").exists()


def test_the_command_takes_a_hub_and_a_file(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Missing parent folders of the ZIP are created."""
    monkeypatch.chdir(hub.parent)
    assert run("hub", "her/og/der.zip").exit_code == 0
    assert (hub.parent / "her/og/der.zip").is_file()


def test_the_checksum_of_each_zip_is_beside_it(hub: Path) -> None:
    """`sha256sum` finds each right; a ZIP that is made again replaces its line."""
    for name in ("b.zip", "a.zip", "b.zip"):
        assert run(".", f"ut/{name}").exit_code == 0
    sums = hub / "ut/SHA256SUMS"
    sums.write_text(sums.read_text("utf-8") + f"{'0' * 64}  borte.zip\n", "utf-8")
    assert run(".", "ut/a.zip").exit_code == 0
    lines = (hub / "ut/SHA256SUMS").read_text("utf-8").splitlines()
    assert [line.partition("  ")[2] for line in lines] == ["borte.zip", "a.zip", "b.zip"]
    for line in lines[1:]:
        digest, _, name = line.partition("  ")
        assert hashlib.sha256((hub / "ut" / name).read_bytes()).hexdigest() == digest


def test_the_site_in_a_hub_means_the_hub(hub: Path) -> None:
    """Earlier versions packed a built site: the same command makes the same copy."""
    assert run(command="build").exit_code == 0
    assert run("site", "a.zip").exit_code == run(".", "b.zip").exit_code == 0
    assert (hub / "a.zip").read_bytes() == (hub / "b.zip").read_bytes()


def test_a_hub_with_errors_is_not_copied(hub: Path) -> None:
    """Its problems are printed, and nothing is written."""
    break_role(hub / "mkdocs.yml")
    result = run()
    assert result.exit_code == 3
    assert BAD_ROLE in result.stderr
    assert not (hub / "build").exists()


def test_a_broken_template_is_one_sentence(hub: Path) -> None:
    """It is the hub's own, so it counts as its content."""
    replace(hub / "mkdocs.yml", "  custom_dir: ", "  # custom_dir: ")
    (hub / "overrides").mkdir()
    (hub / "overrides/main.html").write_text("{% if %}", "utf-8")
    result = run()
    assert result.exit_code == 3
    assert result.stderr.startswith("Feil: Kopien kan ikke lages: malen main.html, linje 1")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["borte"], "Mappe 'borte' finnes ikke."),
        (["content/questions"], "er ingen hub: den har ikke «roles.yaml»"),
        ([".", "roles.yaml/kopi.zip"], "roles.yaml/kopi.zip kan ikke skrives: det er en fil der"),
        ([".", "content"], "'content' er en mappe, ikke en fil."),
    ],
)
def test_wrong_usage_is_one_sentence(hub: Path, arguments: list[str], said: str) -> None:
    """The exit code is 2, and nothing is written."""
    before = set(hub.rglob("*"))
    result = run(*arguments)
    assert (result.exit_code, said in result.stderr) == (2, True), result.stderr
    assert set(hub.rglob("*")) == before


def test_an_invalid_source_date_epoch_is_wrong_usage(hub: Path) -> None:
    """Nothing is written."""
    result = run(epoch="i dag")
    assert result.exit_code == 2
    assert "SOURCE_DATE_EPOCH" in result.output
    assert not (hub / "build").exists()


def test_the_clock_is_not_read(hub: Path, tmp_path: Path) -> None:
    """Hash seed, time zone, folder and time do not affect the bytes."""
    command = str(Path(sys.executable).with_name("rollehub"))
    made = []
    for number, zone in enumerate(["UTC", "Pacific/Auckland"]):
        here = tmp_path / str(number)
        here.mkdir()
        settings = {**environment(PYTHONHASHSEED=str(number), TZ=zone)}
        settings.pop("SOURCE_DATE_EPOCH", None)
        subprocess.run(
            [command, "offline", str(hub), "kopi.zip"],
            cwd=here, env=settings, check=True, capture_output=True,
        )  # fmt: skip
        made.append((here / "kopi.zip").read_bytes())
        os.utime(hub / "roles.yaml", (0, 0))
    assert made[0] == made[1]
