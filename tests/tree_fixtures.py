"""Copies of this repository, and processes that run in them."""

import os
import shutil
import subprocess
from fnmatch import fnmatch
from pathlib import Path

from tests.site_fixtures import ROOT, environment

_PATTERNS = [".git", *(ROOT / ".gitignore").read_text("utf-8").split()]


def copy_tree(target: Path) -> Path:
    """Copy the repository as a downloaded archive has it: no git history, and no ignored file."""
    return Path(shutil.copytree(ROOT, target, ignore=_ignored))


def _ignored(folder: str, names: list[str]) -> set[str]:
    patterns = [x for x in _PATTERNS if Path(folder) == ROOT or not x.startswith("/")]
    return {name for name in names for x in patterns if fnmatch(name, x.strip("/"))}


def files_of(folder: Path) -> set[str]:
    """Return the path of every file below a folder, from there; Python's caches don't count."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def run(*command: str | Path, at: Path, **settings: str) -> str:
    """Run a command in a folder and return what it prints; any exit code but 0 is an error.

    `settings` are environment variables. The date of this test run is not among them.
    """
    variables = environment()
    for name in ("SOURCE_DATE_EPOCH", "PYTHONPATH", "MAKEFLAGS", "MAKELEVEL"):
        variables.pop(name, None)
    ran = subprocess.run(
        command, cwd=at, env={**variables, "GIT_CEILING_DIRECTORIES": str(at.parent), **settings},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout
    return ran.stdout


def without_root_rights(*command: str | Path) -> tuple[str | Path, ...]:
    """Return the command in a form that not even root may write with where others may not."""
    drop = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search")
    return (*drop, *command) if os.geteuid() == 0 else command
