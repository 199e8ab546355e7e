"""Writes a file so that readers find the old one or the new one, never a part of it.

In: a path and bytes. Out: the file on the disk, or why it cannot be written. A lock lets one
program at a time read and replace a file.
"""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_REASONS = {
    errno.ENOSPC: "disken er full",
    errno.EDQUOT: "det er ikke mer plass til deg på disken",
    errno.EFBIG: "filen er for stor for disken",
    errno.EROFS: "disken kan bare leses",
    errno.EACCES: "du har ikke lov til det",
    errno.EPERM: "du har ikke lov til det",
    errno.ENOTDIR: "det er en fil der det skulle vært en mappe",
    errno.EEXIST: "det er en fil der det skulle vært en mappe",
    errno.EISDIR: "det er en mappe der det skulle vært en fil",
    errno.ENOENT: "mappen er borte",
    errno.ENAMETOOLONG: "filnavnet er for langt",
    errno.EBUSY: "et annet program bruker filen",
}


def reason(error: OSError) -> str:
    """Return why a file could not be read or written, as a part of a Norwegian sentence."""
    return _REASONS.get(error.errno or 0, error.strerror or str(error))


def write_whole(path: Path, data: bytes) -> None:
    """Replace or create a file; a program that is stopped leaves the old one. Raises OSError.

    Missing folders are created. A symbolic link is kept, and so are the permissions of an existing
    file.
    """
    path = path.resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    # The process id keeps two runs apart; a killed run leaves one such file behind.
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with fresh.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            shutil.copymode(path, fresh)
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    if os.name == "posix":  # other systems cannot open a folder
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)  # a power cut must not lose the new name
        finally:
            os.close(folder)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep other programs that use this function out of the folder of a file meanwhile.

    The folder itself is locked, so nothing is left behind, and a killed program locks nothing.
    Missing folders are created. Raises OSError.
    """
    folder = path.resolve().parent
    folder.mkdir(parents=True, exist_ok=True)
    if os.name != "posix":  # other systems cannot lock a folder
        yield
        return
    import fcntl  # noqa: PLC0415 - does not exist on other systems

    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network disks have no locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)  # which unlocks it
