"""The files of an older hub -> the same hub in the newest format.

In: the folder of a hub. Out: the old and the new text of each file that changes; `write` alone
writes. Comments, and the order and spelling of everything else, stay as they are.

How the formats differ:

1. A link without `language` is in bokmål.
2. A link without `language` is in the language of the hub. Optional keys without a value are left
   out, though they may still be written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.editing.empty_keys import empty_keys
from generator.files import write_whole
from generator.hub.kinds import LINKS, OPTIONS_FILE
from generator.hub.load import read_hub
from generator.hub.model import Hub
from generator.hub.options import NEWEST_FORMAT
from generator.hub.options_file import (
    MKDOCS_FILES,
    PLUGIN,
    newer_format,
    plugin_at,
    read_options,
)
from generator.hub.origins import Origins
from generator.language import SOURCE, say
from generator.problems import errors
from generator.sources.document import Location
from generator.sources.edit import parse, with_key, without_keys


@dataclass(frozen=True, slots=True)
class Change:
    """One file before and after; `old` is empty for a new file, and `new` for one to remove."""

    path: str
    old: str
    new: str


def changes(root: Path) -> list[Change]:
    """Return what must change in a hub; nothing if it is in the newest format.

    Raises ValueError, with a Norwegian sentence, if the hub cannot be brought forward, and OSError.
    """
    options, wrong = read_options(root, variables={})
    if newer := newer_format(wrong):
        raise ValueError(newer.message)
    hub, origins, found = read_hub(root)
    for problem in errors([*wrong, *found]):
        raise ValueError(say("%(problem)s. Rett feilene i kildene først", problem=problem))
    assert options is not None  # without errors there are settings
    if options.format == NEWEST_FORMAT:
        return []
    return [*_to_2(root, hub, origins, options.language), _with_format(root)]


def _to_2(root: Path, hub: Hub, origins: Origins, language: str) -> Iterator[Change]:
    """Yield the changes of sources from format 1 to 2."""
    for path, locations in sorted(empty_keys(hub, origins).items()):
        old = text_of(root / path)
        new = without_keys(old, locations)
        if path == LINKS.path and language != SOURCE:
            new = _with_languages(new)
        if new != old:
            yield Change(path, old, new)


def _with_languages(text: str) -> str:
    """Return the text of `links.yaml` with the language that format 1 gave links without one."""
    document = parse(text)
    assert document is not None
    for number, link in enumerate(document.data[LINKS.name]):
        if not link.get("language"):
            at = (LINKS.name, number)
            changed = with_key(text, at, "language", SOURCE, after="kind")
            if changed is None:
                message = say(
                    "%(place)s: skriv «language: %(tag)s» i lenken «%(link)s», og prøv igjen",
                    place=document.place(at), tag=SOURCE, link=link["id"],
                )  # fmt: skip
                raise ValueError(message)
            text = changed
    return text


def _with_format(root: Path) -> Change:
    """Return the change that writes the number of the format into the settings."""
    name = next((x for x in (*MKDOCS_FILES, OPTIONS_FILE) if (root / x).exists()), None)
    if name is None:
        return Change(OPTIONS_FILE, "", f"format: {NEWEST_FORMAT}\nsite_name: Rollehub\n")
    old = text_of(root / name)
    document = parse(old, foreign=True)
    group = plugin_at(document) if document and name != OPTIONS_FILE else ()
    if group is None:  # mkdocs.yml without our plugin
        name, group = OPTIONS_FILE, ()
        old = text_of(root / name)
    new = with_key(old, group, "format", NEWEST_FORMAT) or _with_options(old, group)
    if new is None:
        message = say(
            "%(file)s: skriv «format: %(format)s» blant innstillingene selv",
            file=name, format=NEWEST_FORMAT,
        )  # fmt: skip
        raise ValueError(message)
    return Change(name, old, new)


def _with_options(text: str, group: Location) -> str | None:
    """Return `mkdocs.yml` with the first option of our plugin; None if it has another form."""
    bare = re.compile(rf"^( *)- {PLUGIN}:?[ ]*(?=\r?$)", re.MULTILINE)
    changed = bare.sub(rf"\1- {PLUGIN}:\n\1    format: {NEWEST_FORMAT}", text, count=1)
    document = parse(changed, foreign=True)
    if document is None or document.data.get("plugins") is None:
        return None
    at = plugin_at(document)
    is_there = at is not None and (*at, "format") in document.marks
    return changed if is_there and group else None


def text_of(path: Path) -> str:
    """Return a file as it is, line ends and byte-order mark included."""
    return path.read_bytes().decode()


def write(root: Path, made: list[Change]) -> None:
    """Write the changed files, the one with the number of the format last. Raises OSError.

    A run that is stopped has changed some files as a whole, and can be repeated.
    """
    for change in made:
        if change.new:
            write_whole(root / change.path, change.new.encode())
        else:
            (root / change.path).unlink()
