"""The locked packages run on the oldest Python that we name, Debian 12's 3.11.2 included.

The lock files are made on one machine, so `pip-compile` asks what that machine's Python needs. What
the packages say of themselves shows what another one would need.
"""

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import distribution

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from tests.site_fixtures import ROOT

LOCKS = ("requirements.lock", "requirements-test.lock")
WANTED = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"]
OLDEST = f"{WANTED.removeprefix('>=')}.0"
VERSIONS = [OLDEST, "3.11.2", "3.11.4", "3.12.0", "3.13.0"]


def pinned(lock: str) -> set[str]:
    """Return the packages that a lock file pins."""
    text = (ROOT / lock).read_text("utf-8")
    found = re.findall(r"^([\w.-]+)==", text, flags=re.MULTILINE)
    return {canonicalize_name(name) for name in found}


def needed(name: str, version: str) -> Iterator[str]:
    """Yield what a package needs on a version of Python, on this system."""
    environment = {
        "python_version": ".".join(version.split(".")[:2]),
        "python_full_version": version,
        "extra": "",
    }
    for line in distribution(name).requires or ():
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate(environment):
            yield canonicalize_name(requirement.name)


def test_we_name_the_first_release_of_a_version() -> None:
    """`>=3.11` includes 3.11.0; the Makefile and the README name the same."""
    assert OLDEST == "3.11.0"
    assert "version_info < (3, 11)" in (ROOT / "Makefile").read_text("utf-8")
    assert "Python 3.11 or newer" in (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("lock", LOCKS)
@pytest.mark.parametrize("version", VERSIONS)
def test_every_locked_package_accepts_the_python(lock: str, version: str) -> None:
    """pip refuses a package whose `Requires-Python` leaves the version out."""
    refused = {
        name: wanted
        for name in pinned(lock)
        if (wanted := distribution(name).metadata["Requires-Python"])
        and version not in SpecifierSet(wanted)
    }
    assert refused == {}


@pytest.mark.parametrize("lock", LOCKS)
@pytest.mark.parametrize("version", VERSIONS)
def test_nothing_that_another_python_needs_is_missing(lock: str, version: str) -> None:
    """With hashes, pip refuses to install anything that the lock file does not name."""
    names = pinned(lock)
    missing = {(name, other) for name in names for other in needed(name, version)}
    assert {(name, other) for name, other in missing if other not in names} == set()
