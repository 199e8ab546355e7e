"""Files written so that there is the old one or the new one, never a part.

In: a path and bytes. Out: the file, on the disk.
"""

import os
import shutil
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, whatever stops the program. Raises OSError.

    Its folder is made where it is missing. A link to the file stays a link, and the rights of a
    file that was there stay.
    """
    path = path.resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    # One name per process: a killed run leaves at most one such file, and no other run uses it.
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
    if os.name == "posix":  # elsewhere a folder can't be opened
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)  # else the new name may be lost with the power
        finally:
            os.close(folder)
