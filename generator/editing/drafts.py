"""Changes to a hub that are not written yet: shown first, checked together, written together.

In: the folder of a hub. Out: the changed files. Raises ValueError, with a sentence for editors, for
what cannot be done, and OSError.
"""

import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from generator.check.checks import check
from generator.editing.migrate import Change, text_of
from generator.files import write_whole
from generator.hub.field_types import today
from generator.hub.key_order import KeysInOrder
from generator.hub.kinds import CONTENT, KINDS, OPTIONS_FILE, Kind
from generator.hub.load import read_hub
from generator.hub.model import Hub
from generator.hub.options_file import (
    MKDOCS_FILES,
    language_of_hub,
    newer_format,
    read_options,
)
from generator.hub.origins import Origins
from generator.hub.spelling import suggestion
from generator.language import speak
from generator.problems import Problem, errors
from generator.sources.canonical import canonical
from generator.sources.document import Document, Location

KIND_OF = {
    "question": "questions", "link": "links", "term": "terms", "topic": "topics", "role": "roles",
    "plan": "plans", "guide": "guides", "form": "forms",
    "task": "tasks",
}  # fmt: skip
"""The word for a kind on the command line -> its name."""
WORDS = {
    "question": "spørsmålet", "link": "lenken", "term": "ordet", "topic": "emnet",
    "role": "rollen", "plan": "planen", "guide": "veiledningen", "form": "skjemaet",
    "task": "oppgaven",
}  # fmt: skip


class Draft:
    """The files of a hub, with changes that are not written yet."""

    def __init__(self, root: Path) -> None:
        """Read a hub. Raises ValueError if its files have mistakes."""
        speak(language_of_hub(root))
        _, wrong = read_options(root, variables={})
        if newer := newer_format(wrong):
            raise ValueError(newer.message)
        self.root = root
        self.hub: Hub
        self.origins: Origins
        self.hub, self.origins, found = read_hub(root)
        for problem in errors(found):
            raise ValueError(f"{problem}. Rett feilene i kildene først")
        self.moved: dict[str, str] = {}
        """The path of each file that has another one -> the new path."""
        self._old: dict[str, str] = {}
        self._new: dict[str, str] = {}

    def text(self, path: str) -> str:
        """Return a file as it will be; empty if there is none."""
        if path not in self._new:
            file = self.root / path
            self._old[path] = self._new[path] = text_of(file) if file.exists() else ""
        return self._new[path]

    def put(self, path: str, text: str | None, why: str = "") -> None:
        """Give a file another text; an empty one removes it.

        Raises ValueError for None, which is what `sources.edit_items` returns for a change that it
        cannot make; `why` says what to do by hand.
        """
        if text is None:
            raise ValueError(
                f"{path}: {why or 'filen er skrevet på en uvanlig måte'}; gjør det selv"
            )
        self.text(path)
        self._new[path] = text

    def move(self, path: str, to: str) -> None:
        """Give a file another path."""
        self.put(to, self.text(path))
        self.put(path, "")
        self.moved[path] = to

    def item(self, word: str, id_: str) -> tuple[Document, Location]:
        """Return where an item is written. Raises ValueError, with a suggestion, if it is not."""
        name = KIND_OF[word]
        place = self.origins.places.get((name, id_))
        if place is None:
            near = suggestion(id_, self.origins.known[name])
            raise ValueError(f"fant ikke {WORDS[word]} «{id_}»{near}")
        return place

    def written(self, path: str, data: Mapping[str, Any]) -> str:
        """Return data as the text of a file, in the form that all source files have."""
        order = KeysInOrder(path, [role.id for role in self.hub.roles])
        # JSON is YAML, too; a date is written as year-month-day.
        return canonical(json.dumps(data, ensure_ascii=False, default=str), order, order.is_or_one)

    def changes(self) -> list[Change]:
        """Return what differs from the files on the disk, new files first."""
        made = [Change(path, self._old[path], new) for path, new in self._new.items()]
        return sorted((x for x in made if x.old != x.new), key=lambda x: (bool(x.old), x.path))


def kind_of(word: str) -> Kind[Any]:
    """Return the kind that a word on the command line names."""
    return next(kind for kind in KINDS if kind.name == KIND_OF[word])


def refuse_mistakes(root: Path, made: Sequence[Change]) -> list[Problem]:
    """Return the warnings that a hub would get from its changes.

    Raises ValueError for an error that they make. The changes are tried on a copy.
    """
    before, after = _tried(root, made)
    for problem in errors(before):
        raise ValueError(f"{problem}. Rett feilene i kildene først")
    for problem in errors(after):
        raise ValueError(f"huben ville ikke bli godkjent: {problem}")
    return _added(before, after)


def new_problems(root: Path, made: Sequence[Change]) -> list[Problem]:
    """Return the problems that a hub would get from its changes, errors too.

    The changes are tried on a copy.
    """
    return _added(*_tried(root, made))


def _tried(root: Path, made: Sequence[Change]) -> tuple[list[Problem], list[Problem]]:
    """Return the problems of a hub before its changes, and after them."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for path in (OPTIONS_FILE, *MKDOCS_FILES, *(kind.path for kind in KINDS)):
            if (root / path).is_file():
                (copy / path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(root / path, copy / path)
        shutil.copytree(root / CONTENT, copy / CONTENT, dirs_exist_ok=True, symlinks=True)
        before = _problems(copy)
        for change in made:
            if change.new:
                write_whole(copy / change.path, change.new.encode())
            else:
                (copy / change.path).unlink()
        return before, _problems(copy)


def _added(before: Sequence[Problem], after: Sequence[Problem]) -> list[Problem]:
    known = {(x.place.path, x.code, x.message) for x in before}
    return [x for x in after if (x.place.path, x.code, x.message) not in known]


def _problems(root: Path) -> list[Problem]:
    hub, origins, found = read_hub(root)
    options, _ = read_options(root, variables={})
    public = options.known_contacts if options else ()
    return sorted([*found, *check(hub, origins, today(), public=public)])


def write_together(root: Path, made: Sequence[Change]) -> None:
    """Write all changed files, or none: what was written is put back if one cannot be.

    Raises ValueError if a file has changed since the changes were made, and OSError.
    """
    for change in made:
        file = root / change.path
        if (text_of(file) if file.exists() else "") != change.old:
            raise ValueError(f"{change.path} er endret i mellomtiden; prøv igjen")
    done: list[Change] = []
    try:
        for change in made:
            done.append(change)
            _write(root / change.path, change.new)
    except BaseException:
        for change in reversed(done):
            _write(root / change.path, change.old)
        raise


def _write(file: Path, text: str) -> None:
    if text:
        write_whole(file, text.encode())
    else:
        file.unlink(missing_ok=True)
