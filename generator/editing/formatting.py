"""The source files of a hub -> the same files in the canonical form.

In: the folder of a hub. Out: the old and the new text of each file that changes, and the problems
of files that cannot be read as YAML, which are left alone. Writes nothing.
"""

import os
from collections.abc import Collection, Iterator
from pathlib import Path

from generator.editing.migrate import Change
from generator.hub.files import is_behind, symbolic_links
from generator.hub.folder import bytes_of, source_paths
from generator.hub.key_order import KeysInOrder
from generator.hub.kinds import OPTIONS_FILE, ROLES
from generator.problems import Problem, errors
from generator.sources.canonical import canonical
from generator.sources.reader import read


def formatted(root: Path, only: Collection[str] = ()) -> tuple[list[Change], list[Problem]]:
    """Return what formatting changes in the hub in folder `root`, and why some files stay.

    `only` are the paths, relative to the hub, of the files to format; without any, all are.
    """
    made: list[Change] = []
    problems: list[Problem] = []
    order = _roles(root)
    for path in formattable(root):
        if only and path not in only:
            continue
        raw, problem = bytes_of(root / path, path)
        if problem:
            problems.append(problem)
            continue
        document, found = read(path, raw)
        if document is None or errors(found):
            problems += errors(found)
            continue
        keys = KeysInOrder(path, order)
        new = canonical(document.text, keys, keys.is_or_one)
        if new.encode() != raw:
            made.append(Change(path, raw.decode(), new))
    return made, problems


def formattable(root: Path) -> Iterator[str]:
    """Yield the path of each source file of a hub that is there, and of its own settings file."""
    linked = symbolic_links(root)
    for path in (*source_paths(root), OPTIONS_FILE):
        if os.path.lexists(root / path) and not is_behind(path, linked):
            yield path


def _roles(root: Path) -> list[str]:
    """Return the ids of the roles in their order; none if they cannot be read."""
    raw, problem = bytes_of(root / ROLES.path, ROLES.path)
    document = None if problem else read(ROLES.path, raw)[0]
    rows = document.data.get(ROLES.name) if document and isinstance(document.data, dict) else None
    return [
        row["id"]
        for row in (rows if isinstance(rows, list) else [])
        if isinstance(row, dict) and isinstance(row.get("id"), str)
    ]
