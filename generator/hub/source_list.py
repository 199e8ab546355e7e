"""The documents that facts come from: one, or a list of several.

In: a value from YAML, either a list of groups or one group alone. Out: a tuple. `rollehub fmt`
writes every list as a list.
"""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema

from generator.hub.field_types import Handler, Model, Schema, Text
from generator.sources.document import Location


class Source(Model):
    """A document that facts come from."""

    document: Text
    year: Annotated[int, Field(strict=True, ge=1800, le=2100)] | None = None
    """The year that the document itself is dated; None if it has no date."""
    note: Text | None = None

    @property
    def name(self) -> str:
        """What readers are told: the name of the document, and its year in brackets."""
        return f"{self.document} ({self.year})" if self.year else self.document


@dataclass(frozen=True, slots=True)
class OrOne:
    """Says that the one item of a list may be written without the list."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: Handler) -> Schema:
        written = handler(core)
        return {"anyOf": [written, written["items"], {"type": "null"}]}


def _as_list(value: Any) -> Any:
    if value is None:
        return ()
    return value if isinstance(value, list | tuple) else (value,)


Sources = Annotated[tuple[Source, ...], BeforeValidator(_as_list), OrOne()]


def is_or_one(field: FieldInfo | None) -> bool:
    """Whether a field is a list whose one item may be written without the list."""
    return field is not None and any(isinstance(mark, OrOne) for mark in field.metadata)


def as_written(data: Any, location: Location) -> Location:
    """Return where a value is in a file, from where it is in a model.

    They differ below an item that is written without its list. `data` is that of the whole file.
    """
    written: list[str | int] = []
    for step in location:
        if isinstance(step, int) and not isinstance(data, list):
            continue
        written.append(step)
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            data = None
    return tuple(written)
