"""Every key and every fixed value has words for editors, and the examples are right."""

from collections.abc import Iterator
from enum import Enum
from typing import Annotated

import pytest
from pydantic import TypeAdapter

from generator.hub import keys
from generator.hub.field_types import Model, Shaped
from generator.hub.key_order import parts_of_type
from generator.hub.keys import label_of, said_of, words_of
from generator.hub.kinds import KINDS, file_model
from generator.hub.options import Options


def _found(model: type[Model], known: dict[type, None]) -> dict[type, None]:
    """Return a model, and all models and enumerations in it, in order."""
    known[model] = None
    for field in model.model_fields.values():
        for part in parts_of_type(field.annotation):
            if isinstance(part, type) and part not in known:
                if issubclass(part, Model):
                    _found(part, known)
                elif issubclass(part, Enum):
                    known[part] = None
    return known


TYPES: dict[type, None] = {}
for _kind in KINDS:
    _found(file_model(_kind), TYPES)
_found(Options, TYPES)
MODELS = [found for found in TYPES if issubclass(found, Model)]


def _keys() -> Iterator[tuple[type[Model], str]]:
    for model in MODELS:
        for key in model.model_fields:
            yield model, key


@pytest.mark.parametrize(("model", "key"), list(_keys()), ids=lambda x: getattr(x, "__name__", x))
def test_every_key_has_words(model: type[Model], key: str) -> None:
    """A title, a sentence of help, and an example that the model accepts."""
    words = words_of(model, key)
    assert words.title
    assert words.help.endswith(".")
    assert len(words.help) < 200
    if words.example is not None:
        field = model.model_fields[key]
        typed = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
        TypeAdapter(typed).validate_python(words.example)


def test_every_fixed_value_has_a_label() -> None:
    """A form shows it in place of the English word."""
    for found in TYPES:
        if issubclass(found, Enum):
            labels = [label_of(value) for value in found]
            assert len(set(labels)) == len(labels)


def test_every_form_of_a_text_has_words() -> None:
    """They are what an editor program says of a text in another form."""
    used = {
        part.name
        for model in MODELS
        for field in model.model_fields.values()
        for part in (*field.metadata, *parts_of_type(field.annotation))
        if isinstance(part, Shaped)
    }
    assert used == set(keys._words()["shapes"])
    assert all(said_of(name).endswith(".") for name in used)


def test_no_words_are_about_nothing() -> None:
    """A key that was removed has no words any longer."""
    written = keys._words()
    names = {base.__name__: base for model in MODELS for base in model.__mro__[:-1]}
    for name, about in written["keys"].items():
        if name != "common":
            assert set(about) <= set(names[name].model_fields), name
    used = {found.__name__: {x.value for x in found} for found in TYPES if issubclass(found, Enum)}
    assert {name: set(values) for name, values in written["values"].items()} == used
