"""The coffee hub in a git repository, and changes of it."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

from generator.editing.diff.compare import compare
from generator.editing.diff.comparison import Comparison
from generator.editing.diff.revisions import edition
from generator.hub.confirmation import fingerprint
from generator.hub.load import read_hub
from generator.sources.reader import read
from tests.shells.hub_copies import replace
from tests.site_fixtures import HUBS

GIT = ("git", "-c", "user.name=Kari", "-c", "user.email=kari@example.no")


def a_history(folder: Path, under: str = "") -> Path:
    """Return the coffee hub, committed in a new repository, or in a folder of one."""
    root = folder / "arkiv" / under
    shutil.copytree(HUBS["kaffe"], root, ignore=shutil.ignore_patterns(".rollehub", "site"))
    git(folder / "arkiv", "init", "--quiet", "--initial-branch=main")
    commit(root)
    return root


def git(folder: Path, *arguments: str) -> str:
    """Run git without the settings of the machine, and return what it prints."""
    variables = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    ran = subprocess.run(
        [*GIT, "-C", folder, *arguments], env=variables, capture_output=True, text=True, check=True
    )
    return ran.stdout


def commit(root: Path) -> None:
    """Commit everything in a hub."""
    git(root, "add", "--all", ".")
    git(root, "commit", "--quiet", "--allow-empty", "--message", "Endring")


def change(root: Path, path: str, old: str, new: str) -> None:
    """Replace a text that occurs once in a file of a hub."""
    replace(root / path, old, new)


def write(root: Path, path: str, text: str) -> None:
    """Write a file of a hub."""
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def compared(root: Path, base: str = "HEAD", head: str = "") -> Comparison:
    """Return what differs between two editions of a hub."""
    return compare(edition(root, base), edition(root, head))


def data_of(file: Path) -> Any:
    """Return the data in a source file."""
    document, _ = read(file.name, file.read_bytes())
    assert document is not None
    return document.data


def bind(root: Path, path: str) -> None:
    """Bind the confirmation of a question to its text as it is."""
    (question,) = (x for x in read_hub(root)[0].questions if path.endswith(f"/{x.id}.yaml"))
    text = (root / path).read_text("utf-8")
    text = re.sub(r"reviewed_text: .*\n", "", text)
    mark = f"reviewed_text: {fingerprint(question)}\n"
    write(root, path, re.sub(r"(reviewed: .*\n)", rf"\1{mark}", text))
