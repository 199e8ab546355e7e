"""The order of the keys in the files of a hub: that of the fields of their models.

In: the path of a file, and the ids of the roles in their order. Out: the order of the keys at each
location of the file. Keys that are roles have the order of the roles.
"""

from collections.abc import Iterator, Sequence
from typing import Any, get_args, get_origin

from generator.hub.field_types import Model, Refers
from generator.hub.kinds import KINDS, OPTIONS_FILE, file_model
from generator.hub.options import Options
from generator.hub.source_list import is_or_one
from generator.hub.types_at import type_at
from generator.sources.document import Location

_NUMBERS = [str(number) for number in range(1, 1000)]


class KeysInOrder:
    """Answers for one file which keys belong at a location, in their order."""

    def __init__(self, path: str, roles: Sequence[str]) -> None:
        self._model = model_of(path)
        self._roles = roles

    def __call__(self, location: Location) -> Sequence[str]:
        """Return the keys of the mapping at a location; none if any are as good."""
        found = self._model if self._model is None else type_at(self._model, location)
        if isinstance(found, type) and issubclass(found, Model):
            return list(found.model_fields)
        if get_origin(found) is dict:
            key = get_args(found)[0]
            if key is int:
                return _NUMBERS
            if Refers("roles") in get_args(key):
                return self._roles
        return ()

    def is_or_one(self, location: Location) -> bool:
        """Whether a group at a location belongs in a list, which it may be written without."""
        if self._model is None or not location:
            return False
        holder = type_at(self._model, location[:-1])
        is_model = isinstance(holder, type) and issubclass(holder, Model)
        return is_model and is_or_one(holder.model_fields.get(str(location[-1])))


def model_of(path: str) -> type[Model] | None:
    """Return the model of a source file; None if the path is that of no kind."""
    if path == OPTIONS_FILE:
        return Options
    kind = next((kind for kind in KINDS if kind.has(path)), None)
    return None if kind is None else file_model(kind)


def parts_of_type(annotation: Any) -> Iterator[Any]:
    """Yield a type and everything that it is made of."""
    yield annotation
    for part in get_args(annotation):
        yield from parts_of_type(part)
