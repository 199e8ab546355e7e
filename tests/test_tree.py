"""The repository's own files: lock files, and the commands of the Makefile."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
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
    named = {re.split(r"[^\w.-]", requirement)[0].lower() for requirement in LOCKS[lock]}
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
