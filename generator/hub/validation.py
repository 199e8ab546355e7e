"""pydantic's errors -> problems in Norwegian, each at its place in the file.

In: a document, the model of the whole file, and pydantic's error. Out: problems. Also finds the
field that a location in a file belongs to.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from generator.hub.field_types import Model, Written
from generator.hub.spelling import nearest, suggestion
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
    document: Document, prefix: Location, model: type[Model], error: ValidationError
) -> list[Problem]:
    """Return the problems that pydantic found in the data at `prefix` of a document.

    `model` is that of the whole document. An unknown key and a missing one of nearly the same name
    give one problem.
    """
    details = error.errors(include_url=False)
    # A list with nothing but wrong items is not empty.
    holders = {detail["loc"][:size] for detail in details for size in range(len(detail["loc"]))}
    details = [x for x in details if x["type"] != "too_short" or x["loc"] not in holders]
    missing = {detail["loc"] for detail in details if detail["type"] == "missing"}
    misspelt = {
        (*detail["loc"][:-1], nearest(str(detail["loc"][-1]), _names(missing, detail["loc"][:-1])))
        for detail in details
        if detail["type"] == "extra_forbidden"
    }
    return [
        _shape_problem(document, prefix, model, detail)
        for detail in details
        if detail["type"] != "missing" or detail["loc"] not in misspelt
    ]


def _names(locations: Iterable[Location], parent: Location) -> list[str]:
    return [str(location[-1]) for location in locations if location[:-1] == parent]


def _shape_problem(
    document: Document, prefix: Location, model: type[Model], detail: Any
) -> Problem:
    kind: str = detail["type"]
    location: Location = (*prefix, *(step for step in detail["loc"] if step != "[key]"))
    name = next((str(step) for step in reversed(detail["loc"]) if isinstance(step, str)), "")
    if kind == "missing":
        return _missing_key(document, location)
    if kind == "extra_forbidden":
        return _unknown_key(document, model, location)
    place = document.place(location)
    if kind in set(Code):
        return Problem(place, Code(kind), f"{about(name)}{detail['msg']}")
    found = say(_TYPE_WORDS.get(type(detail["input"]), _OTHER))
    if kind == "too_short":
        return Problem(
            place, Code.BAD_VALUE, about(name) + say("listen er tom; skriv minst ett ledd")
        )
    if kind in _BOUNDS:
        name_of_bound, message = _BOUNDS[kind]
        bound = f"{detail['ctx'][name_of_bound]:g}"
        return Problem(place, Code.BAD_VALUE, about(name) + say(message, bound=bound))
    if kind == "enum" and isinstance(detail["input"], str):
        allowed = _enum_values(detail)
        near = suggestion(detail["input"], allowed)
        message = say(
            "ukjent verdi «%(value)s»%(near)s (lov: %(allowed)s)",
            value=detail["input"],
            near=near,
            allowed=", ".join(allowed),
        )
        return Problem(place, Code.BAD_VALUE, f"{about(name)}{message}")
    if kind in ("tuple_type", "roles_type") and (item := _glued_to_dash(detail["input"])):
        message = about(name) + say(
            "mellomrom mangler etter bindestreken; skriv «- %(item)s»", item=item
        )
        return Problem(place, Code.WRONG_TYPE, message)
    if kind in _EXPECTED:
        empty = say(_EMPTY[kind]) if kind in _EMPTY and detail["input"] is None else ""
        keys = ", ".join(f"«{key}: …»" for key in _keys_of(_model_at(model, location)))
        expected = say(_EXPECTED[kind], keys=keys) + empty
        message = about(name) + say(
            "fant %(found)s; her skal det stå %(expected)s", found=found, expected=expected
        )
        return Problem(place, Code.WRONG_TYPE, message)
    return Problem(
        place, Code.BAD_VALUE, about(name) + say("verdien kan ikke brukes her; se håndboken")
    )


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


def _missing_key(document: Document, location: Location) -> Problem:
    name, parent = location[-1], location[:-1]
    place = document.place(parent, key=bool(parent) and isinstance(parent[-1], str))
    if name == "why" and "variants" in parent:
        message = say(
            "varianten for «%(role)s» mangler «why»; skriv hvorfor rollen trenger en egen tekst",
            role=parent[-1],
        )
        return Problem(place, Code.VARIANT_WITHOUT_WHY, message)
    return Problem(
        place, Code.MISSING_KEY, say("nøkkelen «%(name)s» mangler; legg den til", name=name)
    )


def _unknown_key(document: Document, model: type[Model], location: Location) -> Problem:
    name = str(location[-1])
    known = list(_model_at(model, location[:-1]).model_fields)
    advice = suggestion(name, known) or say("; rett stavingen, eller fjern den")
    message = say("ukjent nøkkel «%(name)s»%(advice)s", name=" ".join(name.split()), advice=advice)
    return Problem(document.place(location, key=True), Code.UNKNOWN_KEY, message)


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
