"""The repository as a whole: lock files, commands of the Makefile, and copies in other places."""

import re
import shutil
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from pypdf import PdfReader

from generator.hub.load import read_hub
from generator.hub.site_paths import site_paths
from tests.site_fixtures import ROOT, Site, built
from tests.tree_fixtures import copy_tree, files_of, run, without_root_rights

PROJECT: Any = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
LOCKS = {
    "requirements.lock": [*PROJECT["dependencies"], *EXTRAS["build"]],
    "requirements-test.lock": [*PROJECT["dependencies"], *EXTRAS["build"], *EXTRAS["test"]],
}
"""Lock file -> what it must pin."""


def read(name: str) -> str:
    """Return a file of the repository's root."""
    return (ROOT / name).read_text("utf-8")


def pins(lock: str) -> dict[str, str]:
    """Return package -> version of a lock file."""
    return dict(re.findall(r"^([\w.-]+)==(\S+)", read(lock), flags=re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_pins_every_dependency(lock: str) -> None:
    """A dependency that is added to `pyproject.toml` without `make lock` is missing here."""
    named = {canonicalize_name(Requirement(requirement).name) for requirement in LOCKS[lock]}
    assert named - set(pins(lock)) == set()


def test_both_lock_files_pin_the_same_versions() -> None:
    """Tests run with what the site is built with."""
    assert pins("requirements.lock").items() <= pins("requirements-test.lock").items()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_has_hashes_and_names_no_index(lock: str) -> None:
    """Where packages come from is decided by the machine that installs them."""
    text = read(lock)
    assert re.search(r"://|--(?:extra-)?index|--find-links|--trusted-host", text) is None
    pinned = re.findall(r"^[\w.-]+==.*\\\n(?= +--hash=sha256:)", text, flags=re.MULTILINE)
    assert len(pinned) == len(pins(lock)) > 30


def test_every_make_target_is_documented() -> None:
    """Each target that `make help` lists is in the README or in CONTRIBUTING."""
    targets = re.findall(r"^([a-z]+):.*##", read("Makefile"), flags=re.MULTILINE)
    documents = read("README.md") + read("CONTRIBUTING.md")
    assert {"site", "test", "coverage"} <= set(targets)
    assert [x for x in targets if x != "help" and f"make {x}" not in documents] == []


# --- a tree without git history


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tree without git history; it uses the environment of this test run."""
    folder = copy_tree(tmp_path_factory.mktemp("arkiv") / "rollehub-main")
    (folder / ".venv").symlink_to(sys.prefix)
    return folder


def test_make_site_builds_without_git_history(archive: Path) -> None:
    """A downloaded ZIP gives the same site, dated with the newest entry of the change log."""
    run("make", "--old-file=.venv/site.installed", "site", at=archive, PYTHONPATH=str(archive))
    site = Site(archive / "site", "/")
    living, _, _ = read_hub(ROOT)
    pages = {f"{path}index.html" for path in site_paths(living) if path.endswith("/")}
    assert pages - set(site.files) == set()
    role = living.roles[0].id
    paper = PdfReader(archive / f"site/{role}/{role}-sporsmal.pdf")
    newest = max(change.date for change in living.changes)
    assert paper.metadata is not None
    assert paper.metadata["/CreationDate"] == f"D:{newest:%Y%m%d}000000Z"


def date_of_make(folder: Path, *arguments: str, **settings: str) -> str:
    """Return SOURCE_DATE_EPOCH as a command of the Makefile finds it."""
    shutil.copy(ROOT / "Makefile", folder)
    probe = '--eval=probe: ; @echo "$${SOURCE_DATE_EPOCH-unset}"'
    return run("make", *arguments, probe, "probe", at=folder, **settings).strip()


def test_make_sets_no_date_without_git_history(tmp_path: Path) -> None:
    """An empty variable would be a date to MkDocs; a date that is given is passed on."""
    assert date_of_make(tmp_path) == "unset"
    assert date_of_make(tmp_path, SOURCE_DATE_EPOCH="") == "unset"
    assert date_of_make(tmp_path, "SOURCE_DATE_EPOCH=") == "unset"
    assert date_of_make(tmp_path, SOURCE_DATE_EPOCH="1700000000") == "1700000000"


def test_make_sets_the_date_of_the_last_commit(tmp_path: Path) -> None:
    """A tree that was unpacked inside another repository has no date of its commits."""
    git = ("git", "-c", "user.name=Kari", "-c", "user.email=kari@example.no")
    (tmp_path / "fil.txt").write_text("1", "utf-8")
    run("git", "init", "--quiet", at=tmp_path)
    run("git", "add", "fil.txt", at=tmp_path)
    run(*git, "commit", "--quiet", "-m", "x", at=tmp_path, GIT_COMMITTER_DATE="1700000000 +0000")
    assert date_of_make(tmp_path) == "1700000000"
    assert date_of_make(tmp_path, SOURCE_DATE_EPOCH="5") == "5"
    inside = tmp_path / "rollehub-main"
    inside.mkdir()
    assert date_of_make(inside, GIT_CEILING_DIRECTORIES="") == "unset"


# --- other places


@pytest.fixture(scope="module")
def read_only(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy that can't be written, at a path with spaces and Norwegian letters."""
    folder = copy_tree(tmp_path_factory.mktemp("sted") / "Mine ting på øya" / "æ")
    run("chmod", "--recursive", "a-w", ".", at=folder)
    yield folder
    run("chmod", "--recursive", "u+w", ".", at=folder)


@pytest.mark.parametrize("hub_folder", ["tests/hubs/leger", "tests/hubs/kaffe"])
def test_a_read_only_tree_is_checked_and_built(
    read_only: Path, tmp_path: Path, hub_folder: str
) -> None:
    """The path has letters that the locale C lacks, and nothing is written beside the sources."""
    before, out = files_of(read_only), tmp_path / "ut på tur"
    root = read_only / hub_folder
    settings = {"LC_ALL": "C", "PYTHONPATH": str(read_only)}
    check = without_root_rights(Path(sys.executable).with_name("rollehub"), "check")
    build = without_root_rights(sys.executable, "-m", "mkdocs", "build", "--strict", "-d", out)
    assert "Alt i orden" in run(*check, at=root, **settings)
    run(*build, at=root, **settings)
    name = "kaffe" if hub_folder.endswith("kaffe") else "own"
    assert files_of(out) == set(built(name).files)
    assert files_of(read_only) == before
