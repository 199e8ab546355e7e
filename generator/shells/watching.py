"""Files of a hub on the disk -> which of them have changed, while a preview runs.

In: files and folders. Out: the paths that are new, changed or gone. The disk is asked again and
again, as no notification comes from a network drive or into a container. A look at the files of
this repository's own hub takes about a millisecond, and looks never take a twentieth of the time.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from generator.hub.files import is_ignored

_PAUSE = 0.05  # seconds between two looks
_SETTLED = 0.015  # seconds without a change after which a file is taken to be saved
_MOST_SETTLING = 20  # looks; something that never stops changing must not stop the preview
_SHARE = 20  # a pause is at least so many times as long as a look

Stamp = tuple[int, ...]


def stamps(places: Iterable[Path]) -> dict[Path, Stamp]:
    """Return file -> what changes with its content: times, size, and which file it is.

    `places` are files and folders; what is missing or cannot be read has no stamp. The files of
    editors and operating systems are left out inside folders.
    """
    found: dict[Path, Stamp] = {}
    for place in places:
        try:
            status = place.stat()
        except OSError:
            continue
        if os.path.isdir(place):  # noqa: PTH112 - the status would tell only of this moment
            found.update(_inside(place))
        else:
            found[place] = _stamp(status)
    return found


def _inside(folder: Path) -> Iterator[tuple[Path, Stamp]]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if is_ignored(entry.name):
                    continue
                path = Path(entry.path)
                if entry.is_dir(follow_symlinks=False):
                    yield from _inside(path)
                else:
                    yield path, _stamp(entry.stat(follow_symlinks=False))
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


def _differing(one: Mapping[Path, Stamp], other: Mapping[Path, Stamp]) -> Iterator[Path]:
    return (path for path in one.keys() | other.keys() if one.get(path) != other.get(path))
