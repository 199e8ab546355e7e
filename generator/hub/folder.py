"""The folder of a hub -> its files, read; tells what can't be read and what nothing would read.

In: the folder. Out: documents, for `load` to make sense of, and the names of the hand-written
pages, which are MkDocs' to read: here they are only looked at. Reads, and writes nothing.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.hub.kinds import CONTENT, LIST_FILES, PAGES, QUESTIONS
from generator.problems import Code, Place, Problem
from generator.sources.decode import decode
from generator.sources.document import Document
from generator.sources.reader import read


@dataclass(frozen=True, slots=True)
class HubFiles:
    """What a folder holds."""

    documents: tuple[Document, ...]
    failed: tuple[str, ...]
    """The paths of what is there, or should be, and could not be read."""
    pages: frozenset[str]
    """The names of the hand-written pages, without `.md`."""
    problems: tuple[Problem, ...]


def read_files(root: Path) -> HubFiles:
    """Read all files of the hub in folder `root`."""
    documents: list[Document] = []
    problems = _missing_folder(root)
    failed = [problem.place.path for problem in problems]
    problems += _unexpected_files(root)
    for path, required in _sources(root):
        file = root / path
        if not required and not os.path.lexists(file):
            continue
        raw, problem = _bytes_of(file, path)
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
    pages = _found(root / PAGES, "*.md")
    for page in pages:
        problems += _page_problems(page, f"{PAGES}/{page.name}")
    return HubFiles(
        tuple(documents), tuple(failed), frozenset(page.stem for page in pages), tuple(problems)
    )


def _sources(root: Path) -> Iterator[tuple[str, bool]]:
    """Yield each source's path, and whether it must be there."""
    for file in LIST_FILES:
        yield file.path, file.required
    for file_path in _found(root / QUESTIONS, "*.yaml"):
        yield f"{QUESTIONS}/{file_path.name}", True


def _found(folder: Path, pattern: str) -> list[Path]:
    """Return the files that match; none where the folder can't be read, which is told elsewhere."""
    try:
        return sorted(folder.glob(pattern))
    except OSError:
        return []


def _missing_folder(root: Path) -> list[Problem]:
    try:
        os.scandir(root / QUESTIONS).close()
    except (FileNotFoundError, NotADirectoryError):
        message = f"mappen mangler; spørsmålene i en hub ligger i «{QUESTIONS}»"
        return [Problem(Place(QUESTIONS), Code.MISSING_FILE, message)]
    except OSError:
        message = "mappen kan ikke leses; sjekk at du har lov til å lese den"
        return [Problem(Place(QUESTIONS), Code.UNREADABLE_FILE, message)]
    return []


def _bytes_of(file: Path, path: str) -> tuple[bytes, Problem | None]:
    """Return what stands in a file, or why that can't be had."""
    is_there = os.path.lexists(file)
    try:
        if file.is_file():  # what is none, such as a pipe, might never end
            return file.read_bytes(), None
    except OSError:
        is_there = True
    if is_there:
        message = "filen kan ikke leses; sjekk at den er en fil, og at du har lov til å lese den"
        return b"", Problem(Place(path), Code.UNREADABLE_FILE, message)
    message = f"filen mangler; en hub må ha «{path}»"
    return b"", Problem(Place(path), Code.MISSING_FILE, message)


def _page_problems(file: Path, path: str) -> list[Problem]:
    """Return why MkDocs could not show a hand-written page as it is meant."""
    raw, unreadable = _bytes_of(file, path)
    if unreadable:
        return [unreadable]
    text, not_text = decode(path, raw)
    if not_text:
        return [not_text]
    head, end, _ = text.partition("\n---\n")
    if not (head.startswith("---\n") and end and head.strip("-\n ")):
        return []
    # The line of dashes becomes a blank one, so that places are those of the page.
    _, problems = read(path, f"{head.removeprefix('---')}\n".encode())
    return problems


def _unexpected_files(root: Path) -> Iterator[Problem]:
    """Tell of files that look like sources or pages but would never be read."""
    meant = dict(_misplaced())
    for wrong, right in meant.items():
        if os.path.lexists(root / wrong):
            message = f"filen blir ikke lest; den skal hete «{right}»"
            yield Problem(Place(wrong), Code.UNEXPECTED_FILE, message)
    known = {*meant.keys(), *meant.values()}
    for file in _found(root / CONTENT, "**/*"):
        path = file.relative_to(root).as_posix()
        if file.is_dir() or file.name.startswith(".") or path in known:
            continue
        if advice := _why_not_read(PurePosixPath(path)):
            yield Problem(Place(path), Code.UNEXPECTED_FILE, advice)


def _misplaced() -> Iterator[tuple[str, str]]:
    """Yield (path, the path that was meant) of a list file with a wrong name or folder."""
    for right in (PurePosixPath(file.path) for file in LIST_FILES):
        elsewhere = PurePosixPath(right.name if right.parent.name else f"{CONTENT}/{right.name}")
        yield str(right.with_suffix(".yml")), str(right)
        yield str(elsewhere), str(right)


def _why_not_read(path: PurePosixPath) -> str | None:
    if path.is_relative_to(QUESTIONS):
        if path.suffix != ".yaml":
            return "filen blir ikke lest; et spørsmål ligger i en fil som slutter på «.yaml»"
        if str(path.parent) != QUESTIONS:
            return f"filen blir ikke lest; legg den rett i «{QUESTIONS}»"
    elif path.is_relative_to(PAGES):
        if path.suffix != ".md" or str(path.parent) != PAGES:
            return f"filen blir ikke publisert; en side er en .md-fil rett i «{PAGES}»"
    elif path.suffix in (".yaml", ".yml"):
        return f"filen blir ikke lest; et spørsmål ligger rett i «{QUESTIONS}»"
    elif path.suffix == ".md":
        return f"siden blir ikke publisert; flytt den til «{PAGES}»"
    return None
