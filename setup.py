"""The packages of the distribution; everything else about it is in `pyproject.toml`.

`overrides/` stays at the top of the repository, and is installed inside the package as
`generator/overrides/`. A table in `pyproject.toml` can do that only with a list of every package,
from which a new one would be missing.
"""

from setuptools import find_namespace_packages, setup

setup(
    packages=[
        *find_namespace_packages(include=["generator*"]),
        *(f"generator.{name}" for name in find_namespace_packages(include=["overrides*"])),
    ],
    package_dir={"generator.overrides": "overrides"},
)
