"""The wheel: it holds all of the package and nothing else, and works where the tree is not."""

import re
import shutil
import sys
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution, version
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement

from tests.site_fixtures import ROOT, built
from tests.tree_fixtures import copy_tree, files_of, run

INFO = f"rollehub-{version('rollehub')}.dist-info"
HUBS = {"own": "tests/hubs/leger", "kaffe": "tests/hubs/kaffe"}


@dataclass(frozen=True, slots=True)
class Installed:
    """The wheel, and an environment where it is installed."""

    names: set[str]
    """The files in the wheel."""
    folder: Path
    """Has the environment in `new`, what MkDocs adds in `extra` and, in `hubs`, the two hubs, with
    nothing of the tool beside them."""

    def run(self, command: str, *arguments: str | Path, **settings: str) -> str:
        """Run a command of the environment in the folder, and return what it prints."""
        return run(self.folder / "new/bin" / command, *arguments, at=self.folder, **settings)


def names_in(wheel: Path) -> set[str]:
    """Return the paths of the files in a wheel."""
    with ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if not name.endswith("/")}


def needed(wheel: Distribution, extra: str = "") -> set[str]:
    """Return the distributions that an installer adds for one, with what they need in turn."""
    found: set[str] = set()
    waiting = [(wheel, extra)]
    while waiting:
        wanted, own_extra = waiting.pop()
        for requirement in map(Requirement, wanted.requires or ()):
            if requirement.marker and not requirement.marker.evaluate({"extra": own_extra}):
                continue
            if requirement.name not in found:
                found.add(requirement.name)
                added = distribution(requirement.name)
                waiting += [(added, name) for name in (requirement.extras or {""})]
    return found


def _link(names: set[str], folder: Path) -> None:
    """Link the installed files of distributions into a folder."""
    for name in names:
        for path in distribution(name).files or ():
            top = path.parts[0]
            target = folder / top
            if top not in ("..", "__pycache__") and not target.exists():
                target.symlink_to(
                    path.locate().parents[len(path.parts) - 2]
                    if len(path.parts) > 1
                    else path.locate()
                )


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel of this tree, installed in a new environment with what it needs and nothing else.

    What it needs is linked from the environment of this test run.
    """
    folder = tmp_path_factory.mktemp("wheel")
    tree = copy_tree(folder / "tree")
    options = ("--quiet", "--no-deps", "--no-index")
    run(sys.executable, "-m", "pip", "wheel", *options, "--no-build-isolation", ".", "-w", "..",
        at=tree)  # fmt: skip
    (wheel,) = folder.glob("*.whl")
    names = names_in(wheel)
    run(sys.executable, "-m", "venv", "--without-pip", "new", at=folder)
    python = folder / "new/bin/python"
    run(sys.executable, "-m", "pip", "--python", python, "install", *options, wheel, at=folder)
    (packages,) = (folder / "new").glob("lib/python*/site-packages")
    itself = Distribution.at(packages / INFO)
    _link(needed(itself), packages)
    (folder / "extra").mkdir()
    _link(needed(itself, "mkdocs") - needed(itself), folder / "extra")
    tree.rename(folder / "hubs")
    shutil.rmtree(folder / "hubs/generator")
    shutil.rmtree(folder / "hubs/overrides")
    for path in HUBS.values():
        config = folder / "hubs" / path / "mkdocs.yml"
        text = config.read_text("utf-8")
        config.write_text(re.sub("^  custom_dir: .*\n", "", text, flags=re.MULTILINE), "utf-8")
    return Installed(names, folder)


def test_the_wheel_holds_the_package_and_nothing_else(installed: Installed) -> None:
    """A package, template or other file that the build leaves out is missing here.

    Of the translation only the compiled file is needed.
    """
    wanted = {f"generator/{path}" for path in files_of(ROOT / "generator")}
    wanted |= {f"generator/overrides/{path}" for path in files_of(ROOT / "overrides")}
    wanted = {path for path in wanted if not path.endswith(".po")}
    assert {".py", ".j2", ".typ", ".mo", ".css", ".js"} < {Path(path).suffix for path in wanted}
    assert {"generator/py.typed", "generator/overrides/main.html"} < wanted
    assert {x for x in installed.names if not x.startswith(f"{INFO}/")} == wanted
    assert f"{INFO}/licenses/LICENSE" in installed.names


def test_the_source_distribution_makes_the_same_wheel(installed: Installed, tmp_path: Path) -> None:
    """It holds all that the wheel is built from, the folders outside the package too."""
    tree = copy_tree(tmp_path / "tree")
    code = "from setuptools import build_meta as b; b.build_sdist('..')"
    run(sys.executable, "-c", code, at=tree)
    (archive,) = tmp_path.glob("*.tar.gz")
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index",
        "--no-build-isolation", archive, at=tmp_path)  # fmt: skip
    (wheel,) = tmp_path.glob("*.whl")
    assert names_in(wheel) == installed.names


def test_the_package_comes_from_the_wheel(installed: Installed) -> None:
    """The runs below say something about the wheel, not about this tree."""
    code = "import sys, generator; print(generator.__file__); print(*sys.path, sep='\\n')"
    found, *path = installed.run("python", "-c", code).splitlines()
    assert Path(found).is_relative_to(installed.folder / "new")
    assert str(ROOT) not in path


def test_the_command_answers_in_norwegian(installed: Installed) -> None:
    """Help and version come from the wheel's own metadata and translation."""
    assert "Vis denne hjelpen." in installed.run("rollehub", "--help")
    assert version("rollehub") in installed.run("rollehub", "--version")
    assert "--cross-check" in installed.run("rollehub", "links", "check", "--help")


def test_mkdocs_is_not_there(installed: Installed) -> None:
    """Neither it nor its theme is needed, so neither is installed."""
    code = "import importlib.util as u; print(u.find_spec('mkdocs'), u.find_spec('material'))"
    assert installed.run("python", "-c", code) == "None None\n"


@pytest.mark.parametrize("name", HUBS)
def test_a_hub_is_checked_built_and_packed(installed: Installed, name: str) -> None:
    """The site has the same files as from the tree."""
    root, site = installed.folder / "hubs" / HUBS[name], installed.folder / f"site-{name}"
    assert "Alt i orden" in installed.run("rollehub", "check", root)
    installed.run("rollehub", "build", "--strict", root, "--site", site)
    assert files_of(site) == set(built(name).files)
    installed.run("rollehub", "offline", root, site.with_suffix(".zip"))
    with ZipFile(site.with_suffix(".zip")) as archive:
        assert any(path.endswith("/index.html") for path in archive.namelist())


@pytest.mark.parametrize("name", HUBS)
def test_the_extra_brings_mkdocs(installed: Installed, name: str) -> None:
    """With it, `mkdocs build` makes the same files, also without a folder of overrides."""
    root, site = installed.folder / "hubs" / HUBS[name], installed.folder / f"mkdocs-{name}"
    installed.run(
        "python", "-m", "mkdocs", "build", "--strict", "-f", root / "mkdocs.yml", "-d", site,
        PYTHONPATH=str(installed.folder / "extra"),
    )  # fmt: skip
    assert files_of(site) == set(built(name).files)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_new_hub_is_made_checked_built_and_packed(installed: Installed, language: str) -> None:
    """From nothing but the wheel, which the hub keeps and installs again."""
    hub = installed.folder / f"new-{language}"
    made = installed.run("rollehub", "init", hub, "--name", "Hjelpen", "--language", language,
                         "--roles", "A,B", "--topics", "C,D,E")  # fmt: skip
    (wheel,) = installed.folder.glob("*.whl")
    kept = hub / "packages" / wheel.name
    assert str(kept) in made.splitlines()
    assert kept.read_bytes() == wheel.read_bytes()
    wanted = (hub / "requirements.txt").read_text("utf-8").splitlines()[-1]
    assert hub / wanted == kept
    assert installed.run("rollehub", "check", "--strict", hub).count("\n") == 1  # that all is well
    site = hub / "site"
    installed.run("rollehub", "build", "--strict", hub, "--site", site)
    assert (site / "assets/stylesheets/hub.css").is_file()
    installed.run("rollehub", "offline", site, hub / "kopi.zip")
    assert (hub / "kopi.zip").is_file()
