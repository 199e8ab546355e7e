"""What a source file becomes when the form saves it.

In: the folder of a hub. Out: the files that would look different, though nobody changed a word:
comments of YAML go, and so do keys without a value and spaces around texts. Of a file that is one
text, only blank lines around it go. Writes nothing.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.editing.admin.config import shown_as_text
from generator.hub.field_types import ALL_ROLES
from generator.hub.folder import bytes_of
from generator.hub.key_order import KeysInOrder
from generator.hub.kinds import Kind
from generator.hub.model import Hub
from generator.sources.canonical import canonical
from generator.sources.document import Document
from generator.sources.reader import read

_EMPTY: tuple[Any, ...] = (None, "", [], {})


@dataclass(frozen=True, slots=True)
class Resaved:
    """A file that the form changes, though nobody changes a word."""

    path: str
    loses_comments: bool


def changed_by_saving(root: Path, hub: Hub, kind: Kind[Any]) -> Iterator[Resaved]:
    """Yield each file of a kind that changes when it is saved without a change."""
    roles = [role.id for role in hub.roles]
    is_text = kind in shown_as_text(hub)
    folder = root / kind.path
    for file in sorted(folder.glob("*.yaml")) if kind.is_folder else [folder]:
        path = file.relative_to(root).as_posix()
        raw, _ = bytes_of(file, path)
        if is_text:
            if b"\r" in raw or raw != raw.strip() + b"\n":
                yield Resaved(path, loses_comments=False)
            continue
        document = read(path, raw)[0]
        if document and saved(document, kind, roles).encode() != raw:
            order = KeysInOrder(path, roles)
            bare = canonical(json.dumps(document.data), order, order.is_or_one)
            yield Resaved(path, canonical(document.text, order, order.is_or_one) != bare)


def saved(document: Document, kind: Kind[Any], roles: Sequence[str]) -> str:
    """Return the text of a file after it was saved in the form."""
    data = _saved(document.data)
    if not kind.is_folder:
        data |= {kind.name: data.get(kind.name, [])}  # the form asks for it
    order = KeysInOrder(document.path, roles)
    return canonical(json.dumps(data), order, order.is_or_one)


def _saved(value: Any, key: str = "") -> Any:
    """Return a value as the form writes it."""
    if key == "roles" and value == ALL_ROLES[0]:
        return [value]
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return [_saved(item) for item in value]
    if isinstance(value, dict):
        kept = {name: _saved(inner, name) for name, inner in value.items()}
        return {name: inner for name, inner in kept.items() if inner not in _EMPTY}
    return value
