"""What editors are told about each key and each fixed value of the sources, in bokmål.

In: `keys.yaml` beside this module. Out: words by model and key, for the JSON Schemas,
the web form and the handbook.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from generator.hub.field_types import Model
from generator.sources.reader import read

_FILE = Path(__file__).with_suffix(".yaml")
_COMMON = "common"


@dataclass(frozen=True, slots=True)
class KeyWords:
    """The words about one key."""

    title: str
    """What the key is called in a form."""
    help: str
    """What to write there."""
    example: Any = None
    """A value that could be written there; None if it would be too long."""
    handbook: str = ""
    """What the handbook says in place of the help, in Markdown; empty if it says the same."""


def words_of(model: type[Model], key: str) -> KeyWords:
    """Return the words about a key of a model. Raises LookupError if there are none.

    A model without words of its own for the key has those of the model that it is made from, or the
    ones that many models have in common.
    """
    words = _words()["keys"]
    names = [base.__name__ for base in model.__mro__ if issubclass(base, Model)]
    for name in (*names, _COMMON):
        if key in words.get(name, {}):
            return KeyWords(**words[name][key])
    message = f"{_FILE.name} has no words about {model.__name__}.{key}"
    raise LookupError(message)


def label_of(value: Enum) -> str:
    """Return what a fixed value is called in a form. Raises LookupError if it has no name."""
    label: str = _words()["values"][type(value).__name__][value.value]
    return label


def said_of(shape: str) -> str:
    """Return what is said of a text that has not this form. Raises LookupError."""
    said: str = _words()["shapes"][shape]
    return said


@cache
def _words() -> Mapping[str, Any]:
    document, problems = read(_FILE.name, _FILE.read_bytes())
    assert document, problems
    words: Mapping[str, Any] = document.data
    return words
