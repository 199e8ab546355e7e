"""The fields of a web form, from the models of the sources.

In: a pydantic model. Out: the fields of Sveltia CMS and Decap CMS, as both read them from
`config.yml`. Each key of the model is one field, in the order of the model, which is also the order
in which the form writes the keys. A value that no field leaves as it is raises `NoFieldError`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from generator.hub.field_types import ALL_ROLES, Model, Refers, Written
from generator.hub.keys import label_of, words_of

_NUMBERS = {int: "int", float: "float"}
_LIMITS = {"ge": "min", "le": "max"}
_LONG = frozenset({"comment", "definition", "description", "editorial_note", "note", "why"})
"""The keys of plain text that may have several lines."""
_MOST_BOXES = 12
"""Up to so many roles are shown as boxes to tick."""
_ID = "^[a-z0-9]+(-[a-z0-9]+)*$"
_DAY = {
    "widget": "datetime", "format": "YYYY-MM-DD", "date_format": "YYYY-MM-DD", "time_format": False,
}  # fmt: skip

Field = dict[str, Any]


class NoFieldError(Exception):
    """No field leaves such a value as it is, for instance a mapping whose keys are data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ids:
    """The ids that a value can have, and where the form finds them."""

    collection: str
    file: str | None = None
    id_path: str
    title_path: str
    """Where what the form shows for an id is."""
    titles: Mapping[str, str]
    """What to show for each id that there is now."""
    is_text: bool = False
    """Whether the form shows the files with the ids as text, so that it finds no id in them."""

    def relation(self) -> Field:
        """Return a field in which one of the ids is chosen."""
        if self.is_text:
            options = [{"label": title, "value": id_} for id_, title in self.titles.items()]
            return {"widget": "select", "options": options}
        return {
            "widget": "relation",
            "collection": self.collection,
            **({"file": self.file} if self.file else {}),
            "value_field": self.id_path,
            "display_fields": [self.title_path],
            "search_fields": [self.title_path, self.id_path],
        }


@dataclass(frozen=True, slots=True)
class _Shape:
    """A type without what is wrapped around it."""

    type: Any
    marks: tuple[Any, ...]
    """What the type is annotated with."""

    @property
    def refers_to(self) -> str | None:
        """What the value is an id of, if it is one."""
        return next((mark.to for mark in self.marks if isinstance(mark, Refers)), None)


def fields_of(model: type[Model], ids: Mapping[str, Ids]) -> list[Field]:
    """Return the fields of a model; `ids` are by what values can refer to."""
    return [_named(model, name, ids) for name in model.model_fields]


def title_key(model: type[Model]) -> str:
    """Return the key of what an item is called: its first text or list of texts, or its id."""
    for name, info in model.model_fields.items():
        found = _shape(info.annotation, info.metadata)
        if get_origin(found.type) is tuple:
            found = _shape(get_args(found.type)[0])
        if Written.AS_TEXT in found.marks:
            return name
    return "id"


def _named(model: type[Model], name: str, ids: Mapping[str, Ids]) -> Field:
    info, words = model.model_fields[name], words_of(model, name)
    found = _field(name, _shape(info.annotation, info.metadata), ids)
    if found["widget"] != "hidden":
        found |= {"required": info.is_required(), "hint": found.get("hint") or _plain(words.help)}
    return {"name": name, "label": words.title, **found}


def _plain(text: str) -> str:
    """Return a text as the form shows it unchanged; it takes hints for Markdown."""
    return re.sub(r"([\\`*_\[\]])", r"\\\1", text)


def _shape(annotation: Any, marks: Iterator[Any] | list[Any] | tuple[Any, ...] = ()) -> _Shape:
    """Return the shape of a type; `| None` and `Annotated` are taken off."""
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        return _shape(inner, (*marks, *more))
    if get_origin(annotation) in (Union, UnionType):
        parts = [part for part in get_args(annotation) if part is not NoneType]
        if len(parts) == 1:
            return _shape(parts[0], marks)
    return _Shape(annotation, tuple(marks))


def _field(name: str, found: _Shape, ids: Mapping[str, Ids]) -> Field:
    """Return what a field is, without its name and words."""
    kind = found.type
    if get_origin(kind) is tuple:
        return _list(name, _shape(get_args(kind)[0]), ids)
    if get_origin(kind) is dict:
        keys, values = get_args(kind)
        return _mapping(name, _shape(keys), _shape(values), ids)
    if found.refers_to:
        return ids[found.refers_to].relation()
    if not isinstance(kind, type):
        raise NoFieldError(f"{name}: {kind}")
    if issubclass(kind, Model):
        return {"widget": "object", "collapsed": True, "fields": fields_of(kind, ids)}
    if issubclass(kind, Enum):
        options = [{"label": label_of(value), "value": value.value} for value in kind]
        return {"widget": "select", "options": options}
    return _simple(name, kind, found.marks)


def _simple(name: str, kind: type, marks: tuple[Any, ...]) -> Field:
    """Return the field of a value without parts."""
    if kind is bool:
        # A field for yes and no would write "no" wherever the key is left out.
        return {"widget": "hidden"}
    if kind in _NUMBERS:
        return {"widget": "number", "value_type": _NUMBERS[kind], **dict(_limits(marks))}
    if kind is date:
        return dict(_DAY)
    if kind is not str:
        raise NoFieldError(f"{name}: {kind}")
    if name == "id":
        wanted = "små bokstaver a–z, tall og bindestrek"
        return {"widget": "string", "pattern": [_ID, wanted]}
    is_long = Written.AS_MARKDOWN in marks or name in _LONG
    return {"widget": "text" if is_long else "string"}


def _list(name: str, item: _Shape, ids: Mapping[str, Ids]) -> Field:
    if item.refers_to == "roles":
        # A relation cannot offer "all", and would show no role as chosen where it is.
        titles = {ALL_ROLES[0]: "Alle roller", **ids["roles"].titles}
        options = [{"label": title, "value": id_} for id_, title in titles.items()]
        return {
            "widget": "select", "multiple": True, "options": options,
            "dropdown_threshold": _MOST_BOXES, "hint": "Velg én eller flere roller, eller alle.",
        }  # fmt: skip
    if item.refers_to:
        return ids[item.refers_to].relation() | {"multiple": True}
    if isinstance(item.type, type) and issubclass(item.type, Model):
        shown = f"{{{{fields.{title_key(item.type)}}}}}"
        fields = fields_of(item.type, ids)
        return {"widget": "list", "collapsed": True, "summary": shown, "fields": fields}
    return {"widget": "list", "field": {"name": "item", "label": " ", **_field(name, item, ids)}}


def _mapping(name: str, keys: _Shape, values: _Shape, ids: Mapping[str, Ids]) -> Field:
    """Return the field of a mapping from the ids that there are when the form is made."""
    if keys.refers_to != "roles":
        raise NoFieldError(f"{name}: {keys.type}")
    fields = [
        {"name": id_, "label": title, **_field(name, values, ids), "required": False}
        for id_, title in ids["roles"].titles.items()
    ]
    return {"widget": "object", "collapsed": True, "fields": fields}


def _limits(marks: tuple[Any, ...]) -> Iterator[tuple[str, float]]:
    for mark in marks:
        for ours, theirs in _LIMITS.items():
            if getattr(mark, ours, None) is not None:
                yield theirs, getattr(mark, ours)
