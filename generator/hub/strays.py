"""Files of a hub's folder that nothing reads or publishes -> problems that name them.

In: the folder and the kinds of its files. Out: problems. A file in `content` is a source, a
hand-written page or an image, or it is an error: its author expects to see it on the site, and a
build that leaves it out must not look well. The files of editors and operating systems are left
out without a word (`files.is_ignored`).
"""

import os
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from generator.hub.files import contents, is_behind
from generator.hub.images import IMAGES, image_fault
from generator.hub.kinds import CONTENT, OPTIONS_FILE, Kind
from generator.hub.pages import PAGES
from generator.language import say
from generator.problems import Code, Place, Problem

Kinds = Sequence[Kind[Any]]


def stray_problems(root: Path, kinds: Kinds, linked: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each file that looks like a source or page but would not be read.

    `linked` are the paths of symbolic links, which are not followed.
    """
    for path in sorted(linked):
        message = say("symbolsk lenke, som kan føre ut av huben; legg selve filen eller mappen her")
        yield Problem(Place(path), Code.SYMBOLIC_LINK, message)
    lists = [PurePosixPath(kind.path) for kind in kinds if not kind.is_folder]
    lists.append(PurePosixPath(OPTIONS_FILE))
    meant = {wrong: str(right) for right in lists for wrong in _misplaced(right)}
    for wrong, right in meant.items():
        if os.path.lexists(root / wrong) and not is_behind(wrong, linked):
            message = say("filen blir ikke lest; den skal hete «%(right)s»", right=right)
            yield Problem(Place(wrong), Code.UNEXPECTED_FILE, message)
    known = {*meant.keys(), *meant.values()}
    folders = [kind for kind in kinds if kind.is_folder]
    read = {kind.path for kind in folders}
    for inside, entry in contents(root / CONTENT):
        path = f"{CONTENT}/{inside}"
        folder, _, name = path.rpartition("/")
        is_source = folder in read and name.endswith(".yaml")
        if is_source or path in known or is_behind(path, linked) or entry.is_dir():
            continue
        if advice := _why_not_read(root, PurePosixPath(path), folders):
            yield Problem(Place(path), Code.UNEXPECTED_FILE, advice)


def _misplaced(right: PurePosixPath) -> Iterator[str]:
    """Yield the paths at which an editor may have put a list file by mistake."""
    yield str(right.with_suffix(".yml"))
    yield right.name if right.parent.name else f"{CONTENT}/{right.name}"


def _why_not_read(root: Path, path: PurePosixPath, folders: Kinds) -> str | None:
    """Return why a file in `content` would not be read and what to do; None for one that is."""
    for kind in folders:
        if path.is_relative_to(kind.path):
            if path.suffix != ".yaml":
                word = say(kind.words[0])
                return say(
                    "filen blir ikke lest; %(word)s ligger i en fil som slutter på «.yaml»",
                    word=word,
                )
            if str(path.parent) != kind.path:
                return say("filen blir ikke lest; legg den rett i «%(path)s»", path=kind.path)
    if path.is_relative_to(PAGES):
        if path.suffix != ".md" or str(path.parent) != PAGES:
            return say(
                "filen blir ikke publisert; en side er en .md-fil rett i «%(pages)s»", pages=PAGES
            )
    elif path.suffix in (".yaml", ".yml"):
        used = [kind for kind in folders if kind.required or (root / kind.path).is_dir()]
        places = ", ".join(
            say("%(words)s ligger rett i «%(path)s»", words=say(kind.words[0]), path=kind.path)
            for kind in used
        )
        return say("filen blir ikke lest; %(places)s", places=places)
    elif path.suffix == ".md":
        return say("siden blir ikke publisert; flytt den til «%(pages)s»", pages=PAGES)
    elif path.is_relative_to(IMAGES):
        return image_fault(root / IMAGES, root / path)
    else:
        return say(
            "filen blir ikke publisert; flytt bilder til «%(images)s», og annet ut av "
            "«%(content)s»",
            images=IMAGES,
            content=CONTENT,
        )
    return None
