"""Whether a site would come out of a build as it already is, so that nothing need be done.

In: the folder of a hub and that of its site. Out: what the last build said, if a new one would make
the same files. After a build, its inputs are kept as one hash, and its files by size and time, in
`.rollehub/` in the hub. That may be deleted at any time; what cannot be read, or was kept by
another version of the program, counts as nothing.
"""

import json
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from generator.files import write_whole
from generator.language import speak, spoken
from generator.memory import program

KEPT = ".rollehub/last-build.json"
_SOURCES = ("content", "overrides", "roles.yaml", "links.yaml")
_SETTINGS = ("mkdocs.yml", "mkdocs.yaml", "rollehub.yaml")
_NAME = re.compile(rb"[A-Z][A-Z0-9_]+")  # of a variable that `mkdocs.yml` may use

Stamp = tuple[int, int]


def last_words(root: Path, site: Path, strict: bool) -> list[str] | None:  # noqa: FBT001
    """Return what the last build said, if a new one would change nothing; otherwise None.

    The run then speaks the language of that build.
    """
    kept = _read(root / KEPT)
    try:
        is_same = (
            kept["site"] == str(site.resolve())
            and kept["strict"] == strict
            and _stamps(site, kept["files"]) == {x: tuple(y) for x, y in kept["files"].items()}
            and kept["inputs"] == _inputs(state(root), root, kept["more"])
        )
        said = [str(line) for line in kept["said"]]
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    if not is_same:
        return None
    speak(str(kept.get("language")))
    return said


def remember(  # noqa: PLR0913 - all that decides what a build makes
    root: Path,
    site: Path,
    *,
    strict: bool,
    files: Iterable[str],
    more: Iterable[str],
    said: Iterable[str],
    before: str,
) -> None:
    """Keep what a build was made from and what it made. Nothing is kept if that cannot be written.

    `files` are the paths of the files in the site, and `more` further inputs of this hub, relative
    to it; `said` is what the build printed. `before` is what `state` returned before the build read
    anything: what changed since then may not be in the site, and then nothing is kept.
    """
    more = sorted(more)
    if (now := state(root)) != before:
        return
    data = {
        "site": str(site.resolve()),
        "strict": strict,
        "more": more,
        "inputs": _inputs(now, root, more),
        "files": _stamps(site, files),
        "said": list(said),
        "language": spoken().tag,
    }
    with suppress(OSError):
        write_whole(root / KEPT, json.dumps(data).encode())


def state(root: Path) -> str:
    """Return a hash of the files of a hub and of all else that decides what a build makes.

    That is the settings and variables, the program, and today, as reviews become due; but not the
    inputs that only the settings name.
    """
    digest = sha256(repr((program(), date.today().isoformat())).encode())  # noqa: DTZ011
    names: set[str] = {"SOURCE_DATE_EPOCH"}
    for name in (*_SETTINGS, *_SOURCES):
        for content in _added(digest.update, root / name):
            if name in _SETTINGS:
                names.update(found.decode() for found in _NAME.findall(content))
    names.update(name for name in os.environ if name.startswith("ROLLEHUB_"))
    digest.update(repr([(name, os.environ.get(name)) for name in sorted(names)]).encode())
    return digest.hexdigest()


def forget(root: Path) -> None:
    """Drop what is kept, before a build changes the site."""
    with suppress(OSError):
        (root / KEPT).unlink()


def _read(file: Path) -> Mapping[str, Any]:
    try:
        kept = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _stamps(site: Path, files: Iterable[str]) -> dict[str, Stamp]:
    """Return path -> size and time of change, of the files in the site that exist."""
    found: dict[str, Stamp] = {}
    for path in files:
        with suppress(OSError):
            status = os.lstat(f"{site}/{path}")
            found[path] = (status.st_size, status.st_mtime_ns)
    return found


def _inputs(base: str, root: Path, more: Iterable[str]) -> str:
    """Return a hash of everything that decides what a build makes: a state, and more files."""
    digest = sha256(base.encode())
    for name in more:
        for _ in _added(digest.update, root / name):
            pass
    return digest.hexdigest()


def _added(update: Callable[[bytes], object], place: Path) -> Iterator[bytes]:
    """Add a file, or all files below a folder, to a hash, and yield the content of each."""
    for path in sorted(_files(place)):
        update(f"\0{path}\0".encode("utf-8", "surrogateescape"))
        content = _content(path)
        update(sha256(content).digest())
        yield content


def _files(place: Path) -> Iterator[str]:
    """Yield the paths of a file, or of all files below a folder; links are named, not followed."""
    try:
        entries = list(os.scandir(place))
    except NotADirectoryError:
        yield str(place)
        return
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _files(Path(entry.path))
        else:
            yield entry.path


def _content(path: str) -> bytes:
    """Return the bytes of a file; of a link or a pipe, which may never end, only what it is."""
    try:
        if not stat.S_ISREG(mode := os.lstat(path).st_mode):
            return repr(mode).encode()
        with open(path, "rb") as file:  # noqa: PTH123 - thousands of files
            return file.read()
    except OSError as error:
        return repr(error.errno).encode()
