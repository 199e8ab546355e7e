"""Plain data -> the lines of YAML that a person would write: no folded text, one item a line.

In: a mapping of texts, dates, numbers, lists and mappings. Out: lines without indentation.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from generator.sources.edit import scalar


def lines_of(data: Mapping[str, Any]) -> list[str]:
    """Return the lines of a mapping, its keys in order.

    A text of several lines, or one that ends in a line end, is written after `|`.
    """
    return [line for key, value in data.items() for line in _lines(key, value)]


def _lines(key: str, value: Any) -> Iterator[str]:
    match value:
        case None:
            yield f"{key}: null"
        case () | []:
            yield f"{key}: []"
        case str() if "\n" in value:
            yield f"{key}: |"
            yield from (f"  {line}" if line else "" for line in value.rstrip("\n").split("\n"))
        case str():
            yield f"{key}: {scalar(value)}"
        case Mapping():
            yield f"{key}:"
            yield from (f"  {line}" if line else "" for line in lines_of(value))
        case list() | tuple():
            yield f"{key}:"
            for item in value:
                yield from _item(item)
        case bool():
            yield f"{key}: {str(value).lower()}"
        case int() | date():
            yield f"{key}: {value}"


def _item(item: Any) -> Iterator[str]:
    if not isinstance(item, Mapping):
        yield f"  - {scalar(item)}"
        return
    first, *rest = lines_of(item)
    yield f"  - {first}"
    yield from (f"    {line}" if line else "" for line in rest)
