"""The command `rollehub offline`."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result

from generator.cli.main import main
from generator.language import Language
from generator.shells.archive import as_zip, read_site
from generator.shells.edition import edition_of
from generator.shells.offline import offline
from tests.shells.offline_copies import SMALL
from tests.site_fixtures import Site, hub


def run(*arguments: str | Path, epoch: str | None = None) -> Result:
    """Run `rollehub offline` and return its result."""
    runner = CliRunner(env={"SOURCE_DATE_EPOCH": epoch})
    return runner.invoke(main, ["offline", *map(str, arguments)])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a small built site in `site`, as the current folder."""
    for path, raw in SMALL.items():
        (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path).write_bytes(raw)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_command_writes_one_zip_and_prints_its_size(folder: Path) -> None:
    """Without arguments the site is read from `site`, and the ZIP is written to `build`."""
    result = run(epoch="1700000000")
    assert result.exit_code == 0
    made = folder / "build/rollehub-hub.zip"
    size = Language().size(made.stat().st_size)
    assert result.output == (
        f"build/rollehub-hub.zip: 3 filer, {size}, kopi fra 14. november 2023. "
        "Pakk ut og åpne index.html.\n"
    )
    with ZipFile(made) as archive:
        assert len(archive.namelist()) == 3
    assert [path.name for path in made.parent.iterdir()] == ["rollehub-hub.zip"]


def test_the_command_takes_a_site_and_a_file(folder: Path) -> None:
    """Missing parent folders of the ZIP are created."""
    (folder / "site").rename(folder / "annet")
    assert run("annet", "her/og/der.zip").exit_code == 0
    assert (folder / "her/og/der.zip").is_file()


def test_a_zip_inside_the_site_is_not_packed_again(folder: Path) -> None:
    """A ZIP inside the site is not packed into the next one."""
    target = folder / "site/kopi.zip"
    made = []
    for _ in range(2):
        assert run("site", target).exit_code == 0
        made.append(target.read_bytes())
    assert made[0] == made[1]


def test_a_missing_site_is_reported_in_norwegian(folder: Path) -> None:
    """The message names the folder and says what to do, and nothing is written."""
    result = run("borte")
    assert result.exit_code == 2
    assert "mappen borte finnes ikke; kjør «make site» først" in result.output
    (folder / "site/index.html").unlink()
    result = run()
    assert result.exit_code == 2
    assert "er ikke et bygget nettsted: index.html mangler; kjør «make site»" in result.output
    assert sorted(path.name for path in folder.iterdir()) == ["site"]


def test_an_old_site_must_be_rebuilt(folder: Path) -> None:
    """Data of an older version are reported with advice to rebuild."""
    (folder / "site/data/hub.json").write_text("{}", encoding="utf-8")
    result = run()
    assert (result.exit_code, "kan ikke leses; kjør «make site» først" in result.output) == (
        2,
        True,
    )


def test_an_invalid_source_date_epoch_is_wrong_usage(folder: Path) -> None:
    """An invalid SOURCE_DATE_EPOCH is a usage error, with no advice to rebuild the site."""
    result = run(epoch="i dag")
    assert result.exit_code == 2
    assert "SOURCE_DATE_EPOCH" in result.output
    assert "make site" not in result.output
    assert not (folder / "build").exists()


def test_a_file_name_that_windows_forbids_is_reported(folder: Path) -> None:
    """The message names the file, and no ZIP is written."""
    (folder / "site/a:b.txt").write_text("", encoding="utf-8")
    result = run()
    assert result.exit_code == 2
    assert "filnavnet «a:b.txt» passer ikke på alle maskiner" in result.output
    assert not (folder / "build").exists()


def test_an_unwritable_target_is_reported(folder: Path) -> None:
    """A file in place of a folder, or a folder in place of the file, is a usage error."""
    (folder / "fil").write_text("", encoding="utf-8")
    result = run("site", "fil/kopi.zip")
    assert result.exit_code == 2
    assert "fil/kopi.zip kan ikke skrives" in result.output
    assert run("site", "site").exit_code == 2


def test_targets_of_symbolic_links_are_not_packed(folder: Path) -> None:
    """Targets of symbolic links are not part of the site."""
    secret = folder / "hemmelig"
    secret.mkdir()
    (secret / "x.txt").write_text("hemmelig", encoding="utf-8")
    (folder / "site/fil.txt").symlink_to(secret / "x.txt")
    (folder / "site/mappe").symlink_to(secret)
    assert sorted(read_site(folder / "site")) == sorted(SMALL)


def test_the_clock_is_not_read(name: str, site: Site, tmp_path: Path) -> None:
    """Hash seed, time zone, folder and time do not affect the bytes."""
    command = str(Path(sys.executable).with_name("rollehub"))
    made = []
    for number, zone in enumerate(["UTC", "Pacific/Auckland"]):
        here = tmp_path / str(number)
        here.mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": str(number), "TZ": zone}
        environment.pop("SOURCE_DATE_EPOCH", None)
        subprocess.run(
            [command, "offline", str(site.folder), "kopi.zip"],
            cwd=here, env=environment, check=True, capture_output=True,
        )  # fmt: skip
        made.append((here / "kopi.zip").read_bytes())
    edition = edition_of(site.files)
    assert made[0] == made[1] == as_zip(offline(site.files, edition), edition)
    day = max(change.date for change in hub(name).changes)
    assert datetime.now(UTC).date() != day or edition.day == day
