"""The command `rollehub build`."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli.main import main
from generator.shells.folder import MARK
from tests.shells.hub_copies import BAD_ROLE, break_role, copy_of_kaffe, replace
from tests.site_fixtures import HUBS, Site, environment

WITHOUT_MKDOCS = """\
import sys
from importlib.abc import MetaPathFinder

class Refusing(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name.partition(".")[0] in ("mkdocs", "material"):
            raise ImportError(f"{name} is not installed")

sys.meta_path.insert(0, Refusing())
from generator.cli.main import main
main()
"""


def run(*arguments: str | Path, epoch: str | None = None) -> Result:
    """Run `rollehub build` and return its result."""
    return CliRunner(env={"SOURCE_DATE_EPOCH": epoch}).invoke(main, ["build", *map(str, arguments)])


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """Return the folder of a copy of the coffee hub, without its configuration of MkDocs."""
    root = copy_of_kaffe(tmp_path).parent
    (root / "mkdocs.yml").unlink()
    text = "site_name: Kaffehjelpen\ncontact: kaffehjelpen@example.org\npdf: false\n"
    (root / "rollehub.yaml").write_text(text, "utf-8")
    return root


def test_a_site_is_built_without_mkdocs(tmp_path: Path) -> None:
    """Neither MkDocs nor its theme is imported, from either kind of settings."""
    for name in HUBS:
        done = subprocess.run(
            [sys.executable, "-c", WITHOUT_MKDOCS, "build", HUBS[name], "--site", tmp_path / name],
            env=environment(), cwd=tmp_path, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert (tmp_path / name / "index.html").is_file()


def test_the_command_says_what_it_wrote(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder is `site` in the hub by default; the last line has numbers and seconds."""
    monkeypatch.chdir(hub)
    first, second = run(), run("--jobs", "1")
    site = Site(hub / "site", "/")
    pages = len(site.page_paths)
    others = len(site.files) - pages - 1  # the mark
    for result, written in ((first, pages + others), (second, 0)):
        assert result.exit_code == 0, result.output
        line = f"site: {pages} sider og {others} andre filer; skrev {written}, fjernet 0, på "
        assert re.fullmatch(rf"{line}\d,\d sekunder\.\n", result.stdout), result.stdout
    other = run("--site", hub / "ut/av")
    assert f"{hub / 'ut/av'}: {pages} sider" in other.stdout
    assert Site(hub / "ut/av", "/").files == site.files


def test_an_error_stops_the_build_and_leaves_the_site(hub: Path) -> None:
    """All problems are printed with a count, as by `check`."""
    assert run(hub).exit_code == 0
    before = Site(hub / "site", "/").files
    break_role(hub / "rollehub.yaml")
    replace(hub / "rollehub.yaml", "pdf: false", "pdff: false")
    result = run(hub)
    assert result.exit_code == 3
    assert BAD_ROLE in result.stderr
    assert "rollehub.yaml:3:1: feil: ukjent nøkkel «pdff»; skriv «pdf: false»" in result.stderr
    assert "2 feil og 0 advarsler. Nettstedet er ikke bygget." in result.stderr
    assert Site(hub / "site", "/").files == before


def test_a_warning_stops_only_a_strict_build(hub: Path) -> None:
    """It is printed in either case."""
    file = hub / "content/questions/bytte-vakt.yaml"
    replace(file, "Ja. Finn en", "Ja, i HMS-uken. Finn en")
    strict = run(hub, "--strict")
    assert strict.exit_code == 3
    assert not (hub / "site").exists()
    relaxed = run(hub)
    assert relaxed.exit_code == 0
    for result in (strict, relaxed):
        assert "bytte-vakt.yaml:5:9: advarsel: forkortelsen «HMS»" in result.stderr
        assert "0 feil og 1 advarsel." in result.stderr


def test_a_warning_of_the_build_counts_when_strict(hub: Path) -> None:
    """A result file of the link check that cannot be read is one."""
    (hub / ".rollehub").mkdir()
    (hub / ".rollehub/link-results.json").write_text("{", "utf-8")
    strict, relaxed = run(hub, "--strict"), run(hub)
    assert (strict.exit_code, relaxed.exit_code) == (3, 0)
    for result in (strict, relaxed):
        assert ".rollehub/link-results.json: advarsel: " in result.stderr


def test_a_broken_template_is_one_sentence(hub: Path) -> None:
    """It is the hub's own, so it counts as its content."""
    (hub / "overrides").mkdir()
    (hub / "overrides/main.html").write_text("{% if %}", "utf-8")
    result = run(hub)
    assert result.exit_code == 3
    assert result.stderr.startswith("Feil: Nettstedet kan ikke bygges: malen main.html, linje 1")
    assert not (hub / "site").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["tom"], "mappen tom er ingen hub: den har ikke «roles.yaml»"),
        (["borte"], "Mappe 'borte' finnes ikke."),
        (["hub", "--jobs", "0"], "0 er utenfor x>=1."),
        (["hub", "--site", "full"], "full har filer som Rollehub ikke har laget, blant annet «a»"),
        (["hub", "--site", "hub"], "huben ligger i hub"),
        (["hub", "--site", "hub/roles.yaml"], "det er en fil der det skulle vært en mappe"),
    ],
)
def test_wrong_usage_is_one_sentence(
    hub: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    """The exit code is 2, and nothing is written."""
    monkeypatch.chdir(hub.parent)
    for name in ("tom", "full"):
        (hub.parent / name).mkdir()
    (hub.parent / "full/a").write_bytes(b"x")
    before = {path for path in hub.parent.rglob("*") if ".rollehub" not in path.parts}
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.output
    assert {path for path in hub.parent.rglob("*") if ".rollehub" not in path.parts} == before


def test_an_interrupted_build_leaves_the_last_site(
    hub: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C has its own exit code, and no traceback."""

    def pressed(*_: object) -> None:
        raise KeyboardInterrupt

    assert run(hub).exit_code == 0
    before = Site(hub / "site", "/").files
    replace(hub / "roles.yaml", "trår til", "stiller opp")
    monkeypatch.setattr("generator.shells.folder._Fresh.move", pressed)
    result = run(hub)
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (130, "Avbrutt.")
    assert Site(hub / "site", "/").files == before


def test_a_wrong_date_is_wrong_usage(hub: Path) -> None:
    """SOURCE_DATE_EPOCH is a number of seconds; empty means none."""
    assert run(hub, epoch="i går").exit_code == 2
    assert run(hub, epoch="").exit_code == 0


def test_a_site_that_mkdocs_wrote_can_be_built_over(tmp_path: Path) -> None:
    """Both leave the mark, so they may take turns; what the other wrote and we do not, goes."""
    config = copy_of_kaffe(tmp_path)
    site = tmp_path / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", config, "-d", site]
    subprocess.run(command, env=environment(), check=True)
    assert run(config.parent, "--site", site).exit_code == 0
    assert run(config.parent, "--site", tmp_path / "ny").exit_code == 0
    assert Site(site, "/").files == Site(tmp_path / "ny", "/").files
    assert (site / MARK).is_file()
    subprocess.run(command, env=environment(), check=True)
    assert run(config.parent, "--site", site).exit_code == 0


def test_a_hub_that_cannot_be_written_is_built_elsewhere(hub: Path, tmp_path: Path) -> None:
    """Building needs no file in the hub itself."""
    replace(hub / "rollehub.yaml", "pdf: false", "pdf: true")
    before = set(hub.rglob("*"))
    (hub / ".rollehub").write_bytes(b"in the way of the cache")
    assert run(hub, "--site", tmp_path / "site").exit_code == 0
    assert set(hub.rglob("*")) == before | {hub / ".rollehub"}
    assert any((tmp_path / "site").iterdir())


def test_a_second_build_touches_nothing_and_says_the_same(hub: Path) -> None:
    """Not even the time of a file changes; warnings are shown again."""
    text = "site_name: Kaffehjelpen\npdf: false\n"
    (hub / "rollehub.yaml").write_text(text, "utf-8")
    first = run(hub)
    before = {path: path.stat().st_mtime_ns for path in (hub / "site").rglob("*")}
    second = run(hub)
    assert {path: path.stat().st_mtime_ns for path in (hub / "site").rglob("*")} == before
    assert second.exit_code == 0
    assert second.stderr == first.stderr != ""
    assert "skrev 0, fjernet 0" in second.stdout


def test_a_page_that_somebody_changed_is_written_again(hub: Path) -> None:
    """And only that one."""
    run(hub)
    (hub / "site/index.html").write_text("changed", "utf-8")
    assert "skrev 1, fjernet 0" in run(hub).stdout
    assert "changed" not in (hub / "site/index.html").read_text("utf-8")
