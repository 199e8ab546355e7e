"""The files of a site -> a folder on the disk, all of them or none.

In: paths from the site's root, and bytes. Out: the folder, and what was changed in it. Everything
is written beside the site first, and moved into place when nothing can be missing any more, so a
build that fails leaves the last site whole. Files that stay the same are not touched.

The file `MARK` says that the folder is ours and lists what we wrote there: only those files are
ever removed. It lies in the folder, so that it follows when the folder is moved; its name is
hidden, so servers and file managers pass it by; MkDocs gets the same one, so that both shells can
take turns in one folder.
"""

import filecmp
import os
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from errno import EISDIR
from pathlib import Path
from typing import NamedTuple

from generator.files import reason

MARK = ".rollehub-site"
"""The file that makes a folder ours."""
_FIRST_LINE = "# Rollehub skriver i denne mappen. Filene under blir skiftet ut ved neste bygg."
_FRESH = ".rollehub-new"  # what is written but not yet in place


class FolderError(Exception):
    """The folder cannot be used; the message is a Norwegian sentence. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a build changed in the folder, as numbers of files, the mark not counted."""

    pages: int
    """All HTML files of the site."""
    others: int
    """All its other files."""
    written: int
    """Files that are new or have new bytes."""
    removed: int


def mark_of(paths: Iterable[str]) -> bytes:
    """Return the content of the mark in a folder with these files."""
    return "\n".join([_FIRST_LINE, *sorted(paths), ""]).encode()


def check_target(target: Path, root: Path) -> None:
    """Raise FolderError if the site of the hub in `root` must not be written to the folder."""
    inside = target.resolve()
    hub = root.resolve()
    for folder in ("content", "overrides"):
        if inside.is_relative_to(hub / folder):
            raise FolderError(f"{target} ligger blant kildene; velg en annen mappe")
    if hub.is_relative_to(inside):
        raise FolderError(f"huben ligger i {target}; velg en mappe som nettstedet får for seg selv")
    listed(target)


class Put(NamedTuple):
    """A file of the site that is on the disk, if not yet in its place."""

    path: str
    """From the site's root."""
    is_new: bool
    """Whether it waits to be moved into place; if not, the site has it already."""


PutFile = Callable[[str, bytes | Iterator[bytes]], Put]
"""Writes a file of the site, given its path and its content, in any process."""


def write_site(put_all: Callable[[PutFile], Iterable[Put]], target: Path) -> Written:
    """Make a folder contain exactly these files, beside what others have hidden there.

    `put_all` gives each file to the function that it gets, and returns what that returned. Raises
    FolderError, and whatever `put_all` raises; the folder is then as it was.
    """
    earlier = listed(target)
    fresh = _Fresh(target)
    try:
        done = list(put_all(fresh.put))
        paths = {each.path for each in done}
        fresh.put(MARK, mark_of(paths))
        fresh.move()
    except OSError as error:
        fresh.undo()
        raise FolderError(f"{target} kan ikke skrives: {reason(error)}") from error
    except BaseException:
        fresh.undo()
        raise
    removed = sum(_removed(target, path) for path in sorted(earlier - paths))
    pages = sum(path.endswith(".html") for path in paths)
    written = sum(each.is_new for each in done)
    return Written(pages, len(paths) - pages, written, removed)


def listed(target: Path) -> set[str]:
    """Return the paths of the files that an earlier build wrote. Raises FolderError."""
    try:
        mark = (target / MARK).read_text("utf-8", "replace")
    except FileNotFoundError:
        mark = ""
    except OSError as error:
        raise FolderError(f"{target} kan ikke brukes: {reason(error)}") from error
    if mark.startswith(_FIRST_LINE):
        return {path for path in mark.split("\n")[1:] if _is_inside(path)}
    try:
        others = sorted(x.name for x in target.iterdir() if not x.name.startswith("."))
    except FileNotFoundError:
        return set()
    except OSError as error:
        raise FolderError(f"{target} kan ikke brukes: {reason(error)}") from error
    if others:
        raise FolderError(
            f"{target} har filer som Rollehub ikke har laget, blant annet «{others[0]}»; "
            "velg en annen mappe, eller tøm denne"
        )
    return set()


def unchanged(target: Path) -> Written:
    """Return what a build reports that changed nothing."""
    paths = listed(target)
    pages = sum(path.endswith(".html") for path in paths)
    return Written(pages, len(paths) - pages, 0, 0)


def _is_inside(path: str) -> bool:
    return bool(path) and not path.startswith("/") and ".." not in path.split("/")


def _removed(target: Path, path: str) -> bool:
    """Remove a file of an earlier build, and the folders that it leaves empty."""
    file = target / path
    try:
        file.unlink()
    except OSError:  # someone else removed or locked it
        return False
    for folder in file.parents:
        if folder == target:
            break
        try:
            folder.rmdir()
        except OSError:  # not empty
            break
    return True


class _Fresh:
    """The files that a build changes, in their own tree until they are moved into place."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._folder = target / _FRESH
        self._is_first = not target.exists()
        self._made = [*_missing(target)]  # folders, so that a failed build leaves none
        self._discard()  # of a build that was killed

    def put(self, path: str, data: bytes | Iterator[bytes]) -> Put:
        """Write a file, unless the site has it already. Raises OSError."""
        fresh = self._folder / path
        if self._is_first:
            _write(fresh, data)
            return Put(path, is_new=True)
        file = self._target / path
        size = _size(file)
        if isinstance(data, bytes) and size == len(data) and file.read_bytes() == data:
            return Put(path, is_new=False)
        _write(fresh, data)
        if size is not None and filecmp.cmp(file, fresh, shallow=False):
            fresh.unlink()
            return Put(path, is_new=False)
        return Put(path, is_new=True)

    def move(self) -> None:
        """Move everything into place, the mark last. Raises OSError."""
        if self._folder.is_dir():  # something is new
            _merge(self._folder, self._target)
        self._made = []
        self._discard()

    def undo(self) -> None:
        """Remove what was written, and the folders that were made for it."""
        self._discard()
        for folder in self._made:
            with suppress(OSError):  # not empty
                folder.rmdir()

    def _discard(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)


def _merge(folder: Path, target: Path) -> None:
    """Move what is in a folder into another; a folder that is new there is moved whole."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name == MARK)
    for entry in entries:
        place = target / entry.name
        if entry.is_dir() and place.is_dir():
            _merge(folder / entry.name, place)
        else:
            (folder / entry.name).replace(place)


def _missing(folder: Path) -> Iterator[Path]:
    """Yield the folder and its parents that do not exist, the innermost first."""
    while not folder.is_dir():
        yield folder
        folder = folder.parent


def _size(file: Path) -> int | None:
    """Return the bytes of a file; None if there is none. A link is never the site's own file.

    Raises OSError.
    """
    try:
        state = file.lstat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(state.st_mode):
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR), str(file))
    return state.st_size if stat.S_ISREG(state.st_mode) else None


def _write(file: Path, data: bytes | Iterator[bytes]) -> None:
    """Write a new file, whose folder may be missing. Raises OSError."""
    try:
        opened = file.open("wb")
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
        opened = file.open("wb")
    with opened:
        opened.writelines((data,) if isinstance(data, bytes) else data)
