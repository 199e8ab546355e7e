"""Where the files of a hub have optional keys that say nothing, such as `links: []`.

In: an item of a hub and its data. Out: locations.
"""

from collections.abc import Iterator
from typing import Any

from generator.hub.field_types import Model
from generator.hub.kinds import KINDS
from generator.hub.model import Hub
from generator.hub.origins import Origins
from generator.sources.document import Location

_EMPTY: tuple[Any, ...] = (None, "", [], {})


def empty_keys(hub: Hub, origins: Origins) -> dict[str, list[Location]]:
    """Return path -> the locations of its optional keys without a value.

    Without them, the hub is the same.
    """
    found: dict[str, list[Location]] = {}
    for kind in KINDS:
        for id_, item in kind.keyed(hub):
            document, at = origins.places[kind.name, id_]
            data = document.data
            for step in at:
                data = data[step]
            inside = [(*at, *rest) for rest in _in_item(item, data)]
            found.setdefault(document.path, []).extend(inside)
    return found


def _in_item(item: Model, data: Any) -> Iterator[Location]:
    """Yield the location of each such key of an item and of what is in it."""
    for name, field in type(item).model_fields.items():
        if not isinstance(data, dict) or name not in data:
            continue
        value, written = getattr(item, name), data[name]
        if written in _EMPTY and not field.is_required():
            if value == field.get_default(call_default_factory=True):
                yield (name,)
        else:
            yield from ((name, *rest) for rest in _in_value(value, written))


def _in_value(value: Any, data: Any) -> Iterator[Location]:
    if isinstance(value, tuple) and isinstance(data, dict):  # one item without its list
        yield from _in_item(value[0], data)
    elif isinstance(value, Model):
        yield from _in_item(value, data)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from ((str(key), *rest) for rest in _in_value(inner, data[str(key)]))
    elif isinstance(value, tuple) and isinstance(data, list):
        # A hub has the roles themselves where the file has `all`.
        for number, (inner, written) in enumerate(zip(value, data, strict=False)):
            yield from ((number, *rest) for rest in _in_value(inner, written))
