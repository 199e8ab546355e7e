"""The folder of a hub -> its documents, and the problems of reading them.

In: the folder. Out: documents for `load`, and the hand-written pages. Writes nothing.
"""

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from generator.hub.files import is_behind, names_in, symbolic_links
from generator.hub.images import IMAGES, PUBLISHED, images
from generator.hub.kinds import KINDS, Kind
from generator.hub.pages import PAGES, WrittenPage, read_page
from generator.hub.reading import read_source
from generator.hub.strays import stray_problems
from generator.language import say
from generator.problems import Code, Place, Problem
from generator.processes import spread
from generator.sources.document import Document

Kinds = Sequence[Kind[Any]]
_MANY = 2_000  # files; reading fewer takes no longer than handing over what another process read
ReadFile = Callable[[str, bytes], tuple[Document | None, list[Problem]]]
"""Reads a YAML file, given its path and its bytes, as `sources.reader.read` does."""


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
    images: frozenset[str] = frozenset()
    """The paths on the site of the images that are published."""


def read_files(
    root: Path, kinds: Kinds = KINDS, read: ReadFile = read_source, jobs: int = 1
) -> HubFiles:
    """Read all files of the hub in folder `root`; `read` reads one of YAML.

    The files of a large hub are read in up to `jobs` processes.
    """
    documents: list[Document] = []
    linked = symbolic_links(root)
    failed = [kind.path for kind in kinds if is_behind(kind.path, linked)]
    problems = [
        problem
        for kind in kinds
        if kind.path not in failed
        for problem in _missing_folder(root, kind)
    ]
    failed += [problem.place.path for problem in problems]
    problems += stray_problems(root, kinds, linked)
    paths: list[str] = []
    for path in source_paths(root, kinds):
        (failed if is_behind(path, linked) else paths).append(path)
    for path, document, found in _contents(root, paths, read, jobs):
        problems += found
        if document is None:
            failed.append(path)
        else:
            documents.append(document)
    pages: list[WrittenPage] = []
    names = [name.removesuffix(".md") for name in names_in(root / PAGES, ".md")]
    for name in names:
        path = f"{PAGES}/{name}.md"
        if is_behind(path, linked):
            continue
        raw, problem = bytes_of(root / path, path)
        page, found = (None, [problem]) if problem else read_page(name, raw)
        problems += found
        if page:
            pages.append(page)
    published = frozenset(f"{PUBLISHED}/{path}" for path in images(root / IMAGES))
    return HubFiles(
        tuple(documents), tuple(failed), tuple(pages), frozenset(names), tuple(problems), published
    )


def _contents(
    root: Path, paths: Sequence[str], read: ReadFile, jobs: int
) -> Iterator[tuple[str, Document | None, list[Problem]]]:
    """Yield each path with its document, or None, and the problems of reading it."""

    def part(paths: Sequence[str]) -> list[tuple[Document | None, list[Problem]]]:
        return [_content(root, path, read) for path in paths]

    parts = spread(part, paths, jobs if len(paths) >= _MANY else 1)
    for path, (document, found) in zip(paths, chain(*parts), strict=True):
        yield path, document, found


def _content(root: Path, path: str, read: ReadFile) -> tuple[Document | None, list[Problem]]:
    raw, problem = bytes_of(root / path, path)
    return (None, [problem]) if problem else read(path, raw)


def source_paths(root: Path, kinds: Kinds = KINDS) -> Iterator[str]:
    """Yield the path of each source file that exists or must exist."""
    for kind in kinds:
        if kind.is_folder:
            yield from (f"{kind.path}/{name}" for name in names_in(root / kind.path, ".yaml"))
        elif kind.required or os.path.lexists(root / kind.path):
            yield kind.path


def _missing_folder(root: Path, kind: Kind[Any]) -> Iterator[Problem]:
    """Yield a problem if the folder of a kind is missing or can't be read."""
    if not kind.is_folder:
        return
    try:
        os.scandir(root / kind.path).close()
    except (FileNotFoundError, NotADirectoryError):
        if kind.required:
            message = say(
                "mappen mangler; %(words)s i en hub ligger i «%(path)s»",
                words=say(kind.words[1]),
                path=kind.path,
            )
            yield Problem(Place(kind.path), Code.MISSING_FILE, message)
    except OSError:
        message = say("mappen kan ikke leses; sjekk at du har lov til å lese den")
        yield Problem(Place(kind.path), Code.UNREADABLE_FILE, message)


def bytes_of(file: Path, path: str) -> tuple[bytes, Problem | None]:
    """Return the bytes of a file, or why they can't be read."""
    is_there = True
    try:
        if stat.S_ISREG(file.stat().st_mode):  # reading a pipe, say, might never end
            return file.read_bytes(), None
    except OSError:
        is_there = os.path.lexists(file)
    if is_there:
        message = say(
            "filen kan ikke leses; sjekk at den er en fil, og at du har lov til å lese den"
        )
        return b"", Problem(Place(path), Code.UNREADABLE_FILE, message)
    message = say("filen mangler; en hub må ha «%(path)s»", path=path)
    return b"", Problem(Place(path), Code.MISSING_FILE, message)
