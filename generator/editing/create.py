"""Writes a new hub: all of it, or nothing.

In: a folder and the files. Out: the warnings about the hub. Raises ValueError, with a sentence for
editors, if something is in the way or if the hub would have mistakes, and OSError if the disk
refuses.
"""

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from generator.check.checks import check
from generator.hub.field_types import today
from generator.hub.load import read_hub
from generator.hub.options_file import read_options
from generator.language import say
from generator.problems import Problem, errors

_SHOWN = 5
"""How many names a message lists."""


def create(
    folder: Path, files: Mapping[str, bytes], *, may_have_errors: bool = False
) -> list[Problem]:
    """Write a hub into a folder that is new, or has nothing of ours; return the warnings about it.

    The files are written into a folder beside the right place and checked there, and then moved.
    With `may_have_errors`, errors are returned too, for a person to mend.
    """
    refuse_if_taken(folder, files)
    is_new = not folder.exists()
    beside = folder.absolute().parent if is_new else folder.absolute()
    made = _first_made(beside)
    beside.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=".rollehub-", dir=beside))
    try:
        fresh.chmod(0o777 & ~_umask())
        for path, data in files.items():
            file = fresh / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        found = _checked(fresh)
        if not may_have_errors:
            _refuse_errors(found)
        if is_new:
            fresh.rename(folder)
        else:
            _move_all(fresh, folder)
    except BaseException:
        shutil.rmtree(made or fresh, ignore_errors=True)
        raise
    return found


def refuse_if_taken(folder: Path, files: Mapping[str, bytes]) -> None:
    """Raise ValueError if the folder has something that would be mixed up with the hub.

    What does no harm may be there: hidden files that the hub does not have, such as `.git`, an
    environment of Python, and the package of the tool.
    """
    if not os.path.lexists(folder):
        return
    if not folder.is_dir():
        raise ValueError(say("%(folder)s er ikke en mappe; velg et annet navn", folder=folder))
    ours = {path.partition("/")[0] for path in files}
    found = sorted(x.name for x in folder.iterdir() if x.name in ours or not _is_harmless(x))
    if (folder / "roles.yaml").exists():
        raise ValueError(
            say("%(folder)s har alt en hub (roles.yaml); velg en annen mappe", folder=folder)
        )
    if found:
        shown = [*found[:_SHOWN], *(["…"] if len(found) > _SHOWN else [])]
        raise ValueError(
            say(
                "%(folder)s er ikke tom: %(names)s; velg en ny mappe",
                folder=folder, names=", ".join(shown),
            )
        )  # fmt: skip


def _is_harmless(path: Path) -> bool:
    is_environment = (path / "pyvenv.cfg").is_file()
    return path.name.startswith(".") or path.suffix == ".whl" or is_environment


def _checked(root: Path) -> list[Problem]:
    """Return the problems of a hub."""
    hub, origins, found = read_hub(root)
    options, wrong = read_options(root, variables={})
    public = options.known_contacts if options else ()
    return [*wrong, *sorted([*found, *check(hub, origins, today(), public=public)])]


def _refuse_errors(found: list[Problem]) -> None:
    for problem in errors(found):
        raise ValueError(say("huben ville ikke bli godkjent: %(problem)s", problem=problem))


def _move_all(fresh: Path, folder: Path) -> None:
    """Move everything in a folder to another; if that fails, remove what was moved."""
    moved: list[Path] = []
    try:
        for entry in sorted(fresh.iterdir()):
            entry.rename(folder / entry.name)
            moved.append(folder / entry.name)
        fresh.rmdir()
    except BaseException:
        for path in moved:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        raise


def _first_made(folder: Path) -> Path | None:
    """Return the outermost folder that has to be made for this one to exist."""
    missing = [x for x in (folder, *folder.parents) if not x.exists()]
    return missing[-1] if missing else None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
