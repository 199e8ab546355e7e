"""The files of a hub's folder: which count, and which are links to somewhere else.

In: the folder. Out: paths. Nothing is read.
"""

import re
from collections.abc import Collection, Iterator
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


def symbolic_links(root: Path) -> frozenset[str]:
    """Return the paths, from the hub's folder, of its files and folders that are symbolic links.

    A link may lead out of the hub, to a file that nobody meant to publish. The folder itself may be
    reached by one.
    """
    return frozenset(
        path.relative_to(root).as_posix()
        for path in (x for name in _LINKABLE for x in _with_contents(root / name))
        if path.is_symlink()
    )


def _with_contents(path: Path) -> Iterator[Path]:
    """Yield a path and, if it is a folder, everything in it; links are not followed."""
    yield path
    if not path.is_symlink():
        yield from found(path, "**/*")


def is_behind(path: str, links: Collection[str]) -> bool:
    """Whether a path is one of these links, or in a folder that is."""
    parts = path.split("/")
    return any("/".join(parts[:count]) in links for count in range(1, len(parts) + 1))
