"""Files of a hub on the disk -> which of them have changed, while a preview runs.

In: files and folders. Out: the paths that are new, changed or gone. The disk is asked again and
again, as no notification comes from a network drive or into a container. A look takes a few
microseconds a file, and looks never take more than a tenth of the time.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from stat import S_ISDIR

from generator.hub.files import is_ignored

_PAUSE = 0.05  # seconds between two looks
_SETTLED = 0.015  # seconds without a change after which a file is taken to be saved
_MOST_SETTLING = 20  # looks; something that never stops changing must not stop the preview
_SHARE = 10  # a pause is at least so many times as long as a look

Stamp = tuple[int, ...]


_is_ignored = lru_cache(maxsize=100_000)(is_ignored)


def stamps(places: Iterable[Path]) -> dict[str, Stamp]:
    """Return path of a file -> what changes with its content: times, size, and which file it is.

    `places` are files and folders; what is missing or cannot be read has no stamp. The files of
    editors and operating systems are left out inside folders.
    """
    found: dict[str, Stamp] = {}
    for place in places:
        try:
            status = place.stat()
        except OSError:
            continue
        if S_ISDIR(status.st_mode):
            _add(str(place), found)
        else:
            found[str(place)] = _stamp(status)
    return found


def _add(folder: str, found: dict[str, Stamp]) -> None:
    """Add the stamps of the files in a folder, at any depth; links are not followed."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if _is_ignored(entry.name):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    _add(entry.path, found)
                else:
                    found[entry.path] = _stamp(entry.stat(follow_symlinks=False))
    except OSError:  # gone while we looked
        return


def _stamp(status: os.stat_result) -> Stamp:
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino


def changes(
    places: Callable[[], Iterable[Path]], sleep: Callable[[float], None] = time.sleep
) -> Iterator[frozenset[Path]]:
    """Yield the paths of files that changed since the last time, whenever any did, for ever.

    `places` are asked for at each look. A change is yielded when nothing has changed for a moment,
    so that a save in several steps is one change.
    """
    before = stamps(places())
    while True:
        start = time.perf_counter()
        now = stamps(places())
        pause = max(_PAUSE, _SHARE * (time.perf_counter() - start))
        if now == before:
            sleep(pause)
            continue
        for _ in range(_MOST_SETTLING):
            sleep(_SETTLED)
            later = stamps(places())
            if later == now:
                break
            now = later
        if changed := frozenset(_differing(before, now)):
            yield changed
        before = now


def _differing(one: Mapping[str, Stamp], other: Mapping[str, Stamp]) -> Iterator[Path]:
    return (Path(path) for path in one.keys() | other.keys() if one.get(path) != other.get(path))
