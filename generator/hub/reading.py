"""The bytes of a source file -> a document, with messages that know the keys of the models."""

from typing import Any, get_args, get_origin

from generator.hub.field_types import Model, Written
from generator.hub.kinds import KINDS, file_model
from generator.problems import Problem
from generator.sources.document import Document
from generator.sources.reader import read
from generator.sources.vocabulary import Vocabulary

_LONG = frozenset({"definition", "description", "editorial_note", "why"})
"""Keys whose plain texts often have several lines."""


def read_source(path: str, raw: bytes) -> tuple[Document | None, list[Problem]]:
    """Read one file of a hub, as `sources.reader.read` does."""
    return read(path, raw, words=VOCABULARY)


def _vocabulary() -> Vocabulary:
    keys: set[str] = set()
    texts: set[str] = set()
    holders: set[str] = set()
    models: list[type[Model]] = [file_model(kind) for kind in KINDS]
    seen: set[type[Model]] = set()
    while models:
        model = models.pop()
        if model in seen:
            continue
        seen.add(model)
        for name, field in model.model_fields.items():
            parts = [*field.metadata, *_inside(field.annotation)]
            field_models = [x for x in parts if isinstance(x, type) and issubclass(x, Model)]
            models += field_models
            keys.add(name)
            if field_models or any(get_origin(part) in (tuple, dict) for part in parts):
                holders.add(name)
            if Written.AS_MARKDOWN in parts or name in _LONG:
                texts.add(name)
    return Vocabulary(frozenset(keys), frozenset(texts), frozenset(holders))


def _inside(annotation: Any) -> list[Any]:
    return [annotation, *(x for argument in get_args(annotation) for x in _inside(argument))]


VOCABULARY = _vocabulary()
