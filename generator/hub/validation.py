"""pydantic's errors -> problems in Norwegian, each at its place in the file.

In: a document, the model of the whole file, and pydantic's error. Out: problems. Also finds the
field that a location in a file belongs to.
"""

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any, get_args

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from generator.hub.field_types import Model, Written
from generator.hub.key_slips import missing_keys, moved_out, unknown_keys
from generator.hub.norwegian import value_meant
from generator.hub.shape_slips import (
    NO_NAMES,
    Names,
    Wrong,
    group_meant,
    list_meant,
    number_meant,
    text_meant,
    yes_or_no_meant,
)
from generator.hub.source_list import as_written
from generator.hub.types_at import refers_at, values_at
from generator.language import msgid, say
from generator.problems import Code, Problem
from generator.sources.document import Document, Location

# The words for the types of YAML values in messages.
_TYPE_WORDS: Mapping[type, str] = {
    str: msgid("tekst"), int: msgid("et tall"), float: msgid("et tall"), bool: msgid("true/false"),
    list: msgid("en liste"), dict: msgid("en gruppe med nøkler"), type(None): msgid("ingen verdi"),
}  # fmt: skip
_OTHER = msgid("noe annet")

_LIST = msgid("en liste (skriv «[…]», eller «- » foran hvert ledd)")
_EXPECTED = {
    "string_type": msgid('tekst (sett verdien i hermetegn: "…")'),
    "tuple_type": _LIST,
    "roles_type": msgid(
        "en liste (skriv «[…]», eller «- » foran hvert ledd), eller «all» for alle roller"
    ),
    "model_type": msgid("en gruppe med nøkler (skriv %(keys)s)"),
    "model_attributes_type": msgid("en gruppe med nøkler (skriv %(keys)s)"),
    "dict_type": msgid("en gruppe med nøkler (skriv «nøkkel: verdi»)"),
    "date_type": msgid("en dato (skriv år-måned-dag, for eksempel 2026-11-21)"),
    "int_type": msgid("et helt tall"),
    "bool_type": msgid("true eller false"),
    "bool_parsing": msgid("true eller false"),
    "enum": msgid("tekst"),
}


_BOUNDS = {
    "greater_than": ("gt", msgid("tallet skal være over %(bound)s")),
    "greater_than_equal": ("ge", msgid("tallet skal være minst %(bound)s")),
    "less_than": ("lt", msgid("tallet skal være under %(bound)s")),
    "less_than_equal": ("le", msgid("tallet skal være høyst %(bound)s")),
}
_EMPTY = {
    "tuple_type": msgid("; en tom liste skrives «[]»"),
    "dict_type": msgid("; en tom gruppe skrives «{}»"),
}
_FEW = 4  # keys


def shape_problems(
    document: Document,
    prefix: Location,
    model: type[Model],
    error: ValidationError,
    names: Names = NO_NAMES,
) -> list[Problem]:
    """Return the problems that pydantic found in the data at `prefix` of a document.

    `model` is that of the whole document; `names` are the items that the files name. One slip gives
    one problem: an unknown key and the missing one that it stands for, several missing keys, all
    keys that left their group.
    """
    details = error.errors(include_url=False)
    # A list with nothing but wrong items is not empty.
    holders = {detail["loc"][:size] for detail in details for size in range(len(detail["loc"]))}
    at = {
        as_written(document.data, (*prefix, *_steps(detail))): detail
        for detail in details
        if detail["type"] != "too_short" or detail["loc"] not in holders
    }
    problems: list[Problem] = []
    for problem, explained in moved_out(document, model, list(at)):
        problems.append(problem)
        at = {location: detail for location, detail in at.items() if location not in explained}
    missing = [location for location, detail in at.items() if detail["type"] == "missing"]
    unknown = [location for location, detail in at.items() if detail["type"] == "extra_forbidden"]
    renamed, missing = unknown_keys(document, model, unknown, missing)
    problems += renamed
    problems += [
        _shape_problem(document, location, model, detail, names)
        for location, detail in at.items()
        if detail["type"] not in ("missing", "extra_forbidden")
    ]
    return [*problems, *missing_keys(document, model, missing)]


def _steps(detail: Any) -> Location:
    return tuple(step for step in detail["loc"] if step != "[key]")


def _shape_problem(
    document: Document, location: Location, model: type[Model], detail: Any, names: Names
) -> Problem:
    kind: str = detail["type"]
    name = next((str(step) for step in reversed(detail["loc"]) if isinstance(step, str)), "")
    place = document.place(location)
    if kind in set(Code):
        return Problem(place, Code(kind), f"{about(name)}{detail['msg']}")
    if kind == "too_short":
        message = say("listen er tom; skriv minst ett ledd")
        if detail["ctx"]["actual_length"]:
            least = detail["ctx"]["min_length"]
            message = say("listen har for få ledd; skriv minst %(least)d", least=least)
        return Problem(place, Code.BAD_VALUE, about(name) + message)
    if kind in _BOUNDS:
        name_of_bound, message = _BOUNDS[kind]
        bound = f"{detail['ctx'][name_of_bound]:g}"
        return Problem(place, Code.BAD_VALUE, about(name) + say(message, bound=bound))
    if kind == "enum" and isinstance(detail["input"], str):
        message = _unknown_value(detail, name, values_at(model, location))
        return Problem(place, Code.BAD_VALUE, f"{about(name)}{message}")
    if kind in ("tuple_type", "roles_type") and (item := _glued_to_dash(detail["input"])):
        message = about(name) + say(
            "mellomrom mangler etter bindestreken; skriv «- %(item)s»", item=item
        )
        return Problem(place, Code.WRONG_TYPE, message)
    if kind in _EXPECTED:
        message = about(name) + _expected(document, location, model, detail, names)
        return Problem(place, Code.WRONG_TYPE, message)
    return Problem(
        place, Code.BAD_VALUE, about(name) + say("verdien kan ikke brukes her; se håndboken")
    )


def _unknown_value(detail: Any, name: str, values: type[Enum] | None) -> str:
    """Return the message about a value that is none of the fixed ones."""
    allowed = _enum_values(detail)
    meant = value_meant(detail["input"], allowed, values)
    return say(
        "ukjent verdi «%(value)s»%(near)s (tillatt: %(allowed)s)",
        value=detail["input"],
        near=say("; skriv «%(mended)s»", mended=f"{name}: {meant}") if meant else "",
        allowed=", ".join(allowed),
    )


def _expected(
    document: Document, location: Location, model: type[Model], detail: Any, names: Names
) -> str:
    """Return the message about a value of the wrong type."""
    kind, value = detail["type"], detail["input"]
    found = say(_TYPE_WORDS.get(type(value), _OTHER))
    inner = _model_at(model, location)
    refers = "roles" if kind == "roles_type" else refers_at(model, location)
    wrong = Wrong(document, location, value, inner, refers, names)
    match kind:
        case "tuple_type" | "roles_type":
            meant = list_meant(wrong)
        case "string_type":
            meant = text_meant(wrong, written_as(model, location))
        case "model_type" | "model_attributes_type" | "dict_type":
            meant = group_meant(wrong)
        case "int_type":
            meant = number_meant(wrong)
        case "bool_parsing":
            meant = yes_or_no_meant(wrong)
        case _:
            meant = None
    if meant:
        return meant
    empty = say(_EMPTY[kind]) if kind in _EMPTY and value is None else ""
    keys = ", ".join(f"«{key}: …»" for key in _keys_of(inner))
    expected = say(_EXPECTED[kind], keys=keys) + empty
    return say("fant %(found)s; her skal det stå %(expected)s", found=found, expected=expected)


def _glued_to_dash(value: Any) -> str | None:
    """Return the first item of a list that YAML read as text, since a dash lacks its space."""
    text = next(iter(value), None) if isinstance(value, dict) else value
    if not isinstance(text, str) or not re.match(r"-[^\s-]", text):
        return None
    return text[1:].partition(" -")[0] + (": …" if isinstance(value, dict) else "")


def about(name: str) -> str:
    """Return the start of a message that says which key it is about; nothing without a name."""
    return say("«%(name)s»: ", name=" ".join(name.split())) if name else ""


def _enum_values(detail: Any) -> list[str]:
    """Return the allowed values from pydantic's `'a', 'b' or 'c'`."""
    return [
        part.strip("' ") for part in detail["ctx"]["expected"].replace(" or ", ", ").split(", ")
    ]


def written_as(model: type[Model], location: Location) -> Written | None:
    """Return how the words at a location of a file are written; None if there are no words.

    `model` is that of the whole file.
    """
    field, _ = _field_at(model, location)
    if field is None:
        return None
    parts = (*field.metadata, *_inside(field.annotation))
    return next((part for part in parts if isinstance(part, Written)), None)


def _model_at(model: type[Model], location: Location) -> type[Model]:
    """Return the model of the data at a location."""
    return _field_at(model, location)[1]


def _field_at(model: type[Model], location: Location) -> tuple[FieldInfo | None, type[Model]]:
    """Return the innermost field on the way to a location, and the model of its data."""
    field = None
    for step in location:
        if isinstance(step, str) and step in model.model_fields:
            field = model.model_fields[step]
            model = next(_models_in(field.annotation), model)
    return field, model


def _keys_of(model: type[Model]) -> list[str]:
    """Return the keys that a message suggests: all if they are few, else the required ones."""
    fields = {name: field for name, field in model.model_fields.items() if name != "comment"}
    required = [name for name, field in fields.items() if field.is_required()]
    return list(fields) if len(fields) <= _FEW else required


def _models_in(annotation: Any) -> Iterator[type[Model]]:
    for part in _inside(annotation):
        if isinstance(part, type) and issubclass(part, Model):
            yield part


def _inside(annotation: Any) -> Iterator[Any]:
    """Yield a type and all its arguments, of `Annotated` too."""
    yield annotation
    for argument in get_args(annotation):
        yield from _inside(argument)
