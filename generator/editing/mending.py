"""The files of a hub -> the same files with the slips mended that need no decision.

In: the folder of a hub. Out: the old and the new text of each file that changes, and the problems
that are left. Works on a copy, again and again until nothing more can be mended, since one slip may
hide another. The hub itself is not written to.
"""

import codecs
import shutil
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.check.checks import check
from generator.editing.empty_keys import empty_keys
from generator.editing.formatting import formattable
from generator.editing.migrate import Change
from generator.hub.files import is_behind, names_in, symbolic_links
from generator.hub.kinds import CONTENT, OPTIONS_FILE
from generator.hub.load import read_hub
from generator.hub.options_file import MKDOCS_FILES
from generator.hub.pages import PAGES
from generator.problems import Code, Fix, Problem
from generator.sources.edit import without_keys
from generator.sources.lines import line_starts
from generator.sources.reader import read

_MOST_ROUNDS = 100
_FILES = ("roles.yaml", "links.yaml", OPTIONS_FILE, *MKDOCS_FILES)
# The fixes of these count in the text as it is written, all others in the text after these cures.
_CHARACTERS = {
    Code.INVISIBLE_CHARACTER, Code.SOFT_HYPHEN, Code.MOJIBAKE, Code.CONTROL_CHARACTER,
}  # fmt: skip


def mended(root: Path, day: date) -> tuple[list[Change], list[Problem]]:
    """Return what can be mended in the hub in folder `root`, and the problems that are left.

    `day` is the date of today. Raises OSError.
    """
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "hub"
        _copy(root, copy)
        paths = list(_mendable(root))
        before = {path: (root / path).read_bytes() for path in paths}
        for path in paths:
            (copy / path).write_bytes(_plain(before[path]))
        for _ in range(_MOST_ROUNDS):
            hub, origins, found = read_hub(copy)
            problems = sorted([*found, *check(hub, origins, day)])
            if not _mend(copy, paths, problems):
                break
        for path, keys in empty_keys(hub, origins).items():
            text = (copy / path).read_bytes().decode()
            (copy / path).write_bytes(without_keys(text, keys).encode())
        after = {path: (copy / path).read_bytes() for path in paths}
    made = [
        Change(path, before[path].decode(), after[path].decode())
        for path in paths
        if before[path] != after[path]
    ]
    return made, problems


def _copy(root: Path, copy: Path) -> None:
    """Copy what the check reads."""
    copy.mkdir()
    if (root / CONTENT).is_dir():
        shutil.copytree(root / CONTENT, copy / CONTENT, symlinks=True)
    for name in _FILES:
        if (root / name).is_file():
            shutil.copy(root / name, copy / name, follow_symlinks=False)


def _mendable(root: Path) -> Iterator[str]:
    """Yield the path of each source file and hand-written page that can be read as a file."""
    linked = symbolic_links(root)
    pages = (f"{PAGES}/{name}" for name in names_in(root / PAGES, ".md"))
    for path in (*formattable(root), *(x for x in pages if not is_behind(x, linked))):
        if (root / path).is_file():
            yield path


def _plain(raw: bytes) -> bytes:
    """Return a file in Unicode normal form C, with line feeds and without a byte-order mark."""
    try:
        text = raw.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError:
        return raw
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text).encode()


def _mend(copy: Path, paths: Iterable[str], problems: Iterable[Problem]) -> bool:
    """Apply a round of fixes to the copy; return whether any text changed."""
    known, changed = set(paths), False
    with_fix = sorted((x.fix.place, x.code, x.fix) for x in problems if x.fix)
    for path, group in groupby(with_fix, key=lambda each: each[0].path):
        if path not in known:
            continue
        text = (copy / path).read_bytes().decode()
        new = _with_fixes(text, [(code, fix) for _, code, fix in group])
        if new != text and _is_no_worse(path, text, new):
            (copy / path).write_bytes(new.encode())
            changed = True
    return changed


def _with_fixes(text: str, fixes: list[tuple[Code, Fix]]) -> str:
    """Return a text with the fixes applied that fit; of each line only those of one reading."""
    starts = line_starts(text)
    at_once: list[tuple[int, Fix]] = []
    for line, group in groupby(fixes, key=lambda each: each[1].place.line):
        here = list(group)
        chosen = [fix for code, fix in here if code in _CHARACTERS] or [here[0][1]]
        if line <= len(starts):
            at_once += [(starts[line - 1] + fix.place.column - 1, fix) for fix in chosen]
    done = len(text)
    for start, fix in sorted(at_once, reverse=True):
        end = start + len(fix.old)
        if end <= done and text.startswith(fix.old, start):
            text = text[:start] + fix.new + text[end:]
            done = start
    return text


def _is_no_worse(path: str, text: str, new: str) -> bool:
    """Whether a file that can be read still can."""
    if not path.endswith(".yaml") or read(path, text.encode())[0] is None:
        return True
    return read(path, new.encode())[0] is not None
