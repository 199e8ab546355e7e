"""The wheel: it holds all of the package and nothing else, and works where the tree is not."""

import shutil
import sys
import sysconfig
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.site_fixtures import ROOT, built
from tests.tree_fixtures import copy_tree, files_of, run

INFO = f"rollehub-{version('rollehub')}.dist-info"
HUBS = {"own": ".", "kaffe": "tests/hubs/kaffe"}


@dataclass(frozen=True, slots=True)
class Installed:
    """The wheel, and an environment where it is installed."""

    names: set[str]
    """The files in the wheel."""
    folder: Path
    """Has the environment in `new` and, in `hubs`, the two hubs without the package."""

    def run(self, command: str, *arguments: str | Path) -> str:
        """Run a command of the environment in the folder, and return what it prints."""
        return run(self.folder / "new/bin" / command, *arguments, at=self.folder)


def names_in(wheel: Path) -> set[str]:
    """Return the paths of the files in a wheel."""
    with ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if not name.endswith("/")}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel of this tree, installed in a new environment.

    Its dependencies are those of this test run. The folder with them is put on the path in a way
    that leaves out what installs this tree there (https://docs.python.org/3/library/site.html).
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
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    tree.rename(folder / "hubs")
    shutil.rmtree(folder / "hubs/generator")
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


@pytest.mark.parametrize("name", HUBS)
def test_a_hub_is_checked_built_and_packed(installed: Installed, name: str) -> None:
    """The site has the same files as from the tree."""
    root, site = installed.folder / "hubs" / HUBS[name], installed.folder / f"site-{name}"
    assert "Alt i orden" in installed.run("rollehub", "check", root)
    installed.run(
        "python", "-m", "mkdocs", "build", "--strict", "-f", root / "mkdocs.yml", "-d", site
    )
    assert files_of(site) == set(built(name).files)
    installed.run("rollehub", "offline", site, site.with_suffix(".zip"))
    with ZipFile(site.with_suffix(".zip")) as archive:
        assert any(path.endswith("/index.html") for path in archive.namelist())
