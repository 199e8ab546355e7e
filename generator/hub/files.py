"""The files of a hub's folder: which count, and which are links to somewhere else.

In: the folder. Out: paths. Nothing is read.
"""

import os
import re
from collections.abc import Collection
from pathlib import Path

_BACKUP = re.compile(r"~$|\.(?:bak|orig|tmp|sw[a-p])$", re.IGNORECASE)
_OF_SYSTEMS = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "@eadir"})
_LINKABLE = ("rollehub.yaml", "roles.yaml", "links.yaml", "content", "overrides")


def is_ignored(path: str) -> bool:
    """Whether a path belongs to an editor or operating system: hidden, a backup or a cache.

    `path` is relative to the hub or to its `content`, with forward slashes.
    """
    return any(
        part.startswith((".", "~$"))
        or _BACKUP.search(part)
        or (part.startswith("#") and part.endswith("#"))
        or part.casefold() in _OF_SYSTEMS
        for part in path.split("/")
    )


def found(folder: Path, pattern: str) -> list[Path]:
    """Return the matching files that are not ignored; none if the folder can't be read."""
    try:
        paths = sorted(folder.glob(pattern))
    except OSError:
        return []
    return [path for path in paths if not is_ignored(path.relative_to(folder).as_posix())]


def names_in(folder: Path, ending: str) -> list[str]:
    """Return the names in a folder with this ending that are not ignored, sorted.

    None if the folder can't be read.
    """
    try:
        names = [entry.name for entry in os.scandir(folder)]
    except OSError:
        return []
    return sorted(name for name in names if name.endswith(ending) and not is_ignored(name))


def contents(folder: Path) -> list[tuple[str, os.DirEntry[str]]]:
    """Return everything below a folder that is not ignored, each with its path from the folder.

    Sorted by path; links are not followed. What can't be read has no contents.
    """
    below: list[tuple[str, os.DirEntry[str]]] = []
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        try:
            entries = list(os.scandir(folder / inside))
        except OSError:
            continue
        for entry in entries:
            if not is_ignored(entry.name):
                below.append((f"{inside}{entry.name}", entry))
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{inside}{entry.name}/")
    return sorted(below, key=lambda one: one[0].split("/"))


def symbolic_links(root: Path) -> frozenset[str]:
    """Return the paths, from the hub's folder, of its files and folders that are symbolic links.

    A link may lead out of the hub, to a file that nobody meant to publish. The folder itself may be
    reached by one.
    """
    return frozenset(
        path
        for name in _LINKABLE
        for path in (
            [name]
            if (root / name).is_symlink()
            else [f"{name}/{x}" for x, entry in contents(root / name) if entry.is_symlink()]
        )
    )


def is_behind(path: str, links: Collection[str]) -> bool:
    """Whether a path is one of these links, or in a folder that is."""
    parts = path.split("/") if links else ()
    return any("/".join(parts[:count]) in links for count in range(1, len(parts) + 1))
