"""The folder of a hub -> its documents, and the problems of reading them.

In: the folder. Out: documents for `load`, and the hand-written pages. Also finds files that nothing
would read. Writes nothing.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from generator.hub.kinds import CONTENT, KINDS, Kind
from generator.hub.pages import PAGES, WrittenPage, read_page
from generator.problems import Code, Place, Problem
from generator.sources.document import Document
from generator.sources.reader import read

Kinds = Sequence[Kind[Any]]


@dataclass(frozen=True, slots=True)
class HubFiles:
    """The contents of the folder of a hub."""

    documents: tuple[Document, ...]
    failed: tuple[str, ...]
    """The paths of files and folders that could not be read, missing ones too."""
    pages: tuple[WrittenPage, ...]
    page_names: frozenset[str]
    """The names of the hand-written pages without `.md`, also of those that could not be read."""
    problems: tuple[Problem, ...]


def read_files(root: Path, kinds: Kinds = KINDS) -> HubFiles:
    """Read all files of the hub in folder `root`."""
    documents: list[Document] = []
    problems = [problem for kind in kinds for problem in _missing_folder(root, kind)]
    failed = [problem.place.path for problem in problems]
    problems += _unexpected_files(root, kinds)
    for path in _sources(root, kinds):
        raw, problem = _bytes_of(root / path, path)
        if problem:
            problems.append(problem)
            failed.append(path)
            continue
        document, found = read(path, raw)
        problems += found
        if document is None:
            failed.append(path)
        else:
            documents.append(document)
    pages: list[WrittenPage] = []
    page_files = _found(root / PAGES, "*.md")
    for file in page_files:
        raw, problem = _bytes_of(file, f"{PAGES}/{file.name}")
        page, found = (None, [problem]) if problem else read_page(file.stem, raw)
        problems += found
        if page:
            pages.append(page)
    names = frozenset(file.stem for file in page_files)
    return HubFiles(tuple(documents), tuple(failed), tuple(pages), names, tuple(problems))


def _sources(root: Path, kinds: Kinds) -> Iterator[str]:
    """Yield the path of each source file that exists or must exist."""
    for kind in kinds:
        if kind.is_folder:
            yield from (f"{kind.path}/{file.name}" for file in _found(root / kind.path, "*.yaml"))
        elif kind.required or os.path.lexists(root / kind.path):
            yield kind.path


def is_ignored(path: str) -> bool:
    """Whether a path belongs to an editor or operating system: hidden, a backup or a cache.

    `path` is relative to the hub or to its `content`, with forward slashes.
    """
    return any(
        part.startswith((".", "~$"))
        or part.endswith(("~", ".bak", ".orig", ".swp", ".swo"))
        or (part.startswith("#") and part.endswith("#"))
        or part.casefold() in ("thumbs.db", "desktop.ini", "__macosx")
        for part in path.split("/")
    )


def _found(folder: Path, pattern: str) -> list[Path]:
    """Return the matching files that are not ignored; none if the folder can't be read."""
    try:
        found = sorted(folder.glob(pattern))
    except OSError:
        return []
    return [file for file in found if not is_ignored(file.relative_to(folder).as_posix())]


def _missing_folder(root: Path, kind: Kind[Any]) -> Iterator[Problem]:
    """Yield a problem if the folder of a kind is missing or can't be read."""
    if not kind.is_folder:
        return
    try:
        os.scandir(root / kind.path).close()
    except (FileNotFoundError, NotADirectoryError):
        if kind.required:
            message = f"mappen mangler; {kind.words[1]} i en hub ligger i «{kind.path}»"
            yield Problem(Place(kind.path), Code.MISSING_FILE, message)
    except OSError:
        message = "mappen kan ikke leses; sjekk at du har lov til å lese den"
        yield Problem(Place(kind.path), Code.UNREADABLE_FILE, message)


def _bytes_of(file: Path, path: str) -> tuple[bytes, Problem | None]:
    """Return the bytes of a file, or why they can't be read."""
    is_there = os.path.lexists(file)
    try:
        if file.is_file():  # reading anything else, such as a pipe, might never end
            return file.read_bytes(), None
    except OSError:
        is_there = True
    if is_there:
        message = "filen kan ikke leses; sjekk at den er en fil, og at du har lov til å lese den"
        return b"", Problem(Place(path), Code.UNREADABLE_FILE, message)
    message = f"filen mangler; en hub må ha «{path}»"
    return b"", Problem(Place(path), Code.MISSING_FILE, message)


def _unexpected_files(root: Path, kinds: Kinds) -> Iterator[Problem]:
    """Yield a problem for each file that looks like a source or page but would not be read."""
    lists = [PurePosixPath(kind.path) for kind in kinds if not kind.is_folder]
    meant = {wrong: str(right) for right in lists for wrong in _misplaced(right)}
    for wrong, right in meant.items():
        if os.path.lexists(root / wrong):
            message = f"filen blir ikke lest; den skal hete «{right}»"
            yield Problem(Place(wrong), Code.UNEXPECTED_FILE, message)
    known = {*meant.keys(), *meant.values()}
    folders = [kind for kind in kinds if kind.is_folder]
    for file in _found(root / CONTENT, "**/*"):
        path = file.relative_to(root).as_posix()
        if file.is_dir() or path in known:
            continue
        if advice := _why_not_read(PurePosixPath(path), folders):
            yield Problem(Place(path), Code.UNEXPECTED_FILE, advice)


def _misplaced(right: PurePosixPath) -> Iterator[str]:
    """Yield the paths at which an editor may have put a list file by mistake."""
    yield str(right.with_suffix(".yml"))
    yield right.name if right.parent.name else f"{CONTENT}/{right.name}"


def _why_not_read(path: PurePosixPath, folders: Kinds) -> str | None:
    """Return why a file in `content` would not be read and what to do; None for one that is."""
    for kind in folders:
        if path.is_relative_to(kind.path):
            if path.suffix != ".yaml":
                word = kind.words[0]
                return f"filen blir ikke lest; {word} ligger i en fil som slutter på «.yaml»"
            if str(path.parent) != kind.path:
                return f"filen blir ikke lest; legg den rett i «{kind.path}»"
            return None
    if path.is_relative_to(PAGES):
        if path.suffix != ".md" or str(path.parent) != PAGES:
            return f"filen blir ikke publisert; en side er en .md-fil rett i «{PAGES}»"
    elif path.suffix in (".yaml", ".yml"):
        places = ", ".join(f"{kind.words[0]} ligger rett i «{kind.path}»" for kind in folders)
        return f"filen blir ikke lest; {places}"
    elif path.suffix == ".md":
        return f"siden blir ikke publisert; flytt den til «{PAGES}»"
    return None
