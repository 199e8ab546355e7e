"""The type of the data at a location of a file, as its model says."""

from enum import Enum
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from generator.hub.field_types import Model, Refers
from generator.hub.source_list import is_or_one
from generator.sources.document import Location


def type_at(annotation: Any, location: Location) -> Any:
    """Return the type of the data at a location, without `Annotated` and `None`.

    Of a list whose one item may be written without the list, it is that of the item.
    """
    for step, after in zip(location, (*location[1:], None), strict=False):
        bare = plain_type(annotation)
        if isinstance(bare, type) and issubclass(bare, Model):
            field = bare.model_fields.get(str(step))
            annotation = None if field is None else field.annotation
            if is_or_one(field) and not isinstance(after, int):
                annotation = get_args(annotation)[0]
        else:
            annotation = next(iter(get_args(bare)[-1 if get_origin(bare) is dict else 0 :]), None)
    return plain_type(annotation)


def plain_type(annotation: Any) -> Any:
    """Return a type without `Annotated` around it and without `None` beside it."""
    while True:
        if get_origin(annotation) is Annotated:
            annotation = get_args(annotation)[0]
        elif get_origin(annotation) in (Union, UnionType):
            annotation = next(x for x in get_args(annotation) if x is not type(None))
        else:
            return annotation


def model_at(annotation: Any, location: Location) -> type[Model] | None:
    """Return the model of the data at a location, if it has one of its own."""
    found = type_at(annotation, location)
    return found if isinstance(found, type) and issubclass(found, Model) else None


def values_at(annotation: Any, location: Location) -> type[Enum] | None:
    """Return the fixed values that the data at a location may have, if there are such."""
    found = type_at(annotation, location)
    return found if isinstance(found, type) and issubclass(found, Enum) else None


def refers_at(annotation: Any, location: Location) -> str | None:
    """Return the kind of item whose ids a list at a location has, if it is a list of ids."""
    item = next(iter(get_args(type_at(annotation, location))), None)
    parts = get_args(item) if get_origin(item) is Annotated else ()
    return next((part.to for part in parts if isinstance(part, Refers)), None)
