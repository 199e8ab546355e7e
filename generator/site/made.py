"""A mapping whose values are made when they are asked for, and not kept.

A large site has more pages and larger files than fit in memory, and a preview shows few of them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TypeVar

Value_co = TypeVar("Value_co", covariant=True)


class Made(Mapping[str, Value_co]):
    """Name -> value, in the order in which the makers are given."""

    def __init__(self, makers: Iterable[tuple[str, Callable[[], Value_co]]]) -> None:
        self._makers = dict(makers)

    def with_values(self, values: Mapping[str, Value_co]) -> "Made[Value_co]":
        """Return a mapping in which these values replace those of the same names."""
        made = ((name, partial(values.__getitem__, name)) for name in values)
        return Made([*self._makers.items(), *made])

    def joined(self, folder: str, others: Mapping[str, Value_co]) -> "Made[Value_co]":
        """Return a mapping with the values of another one too, whose names are in a folder."""
        made = ((f"{folder}{name}", partial(others.__getitem__, name)) for name in others)
        return Made([*self._makers.items(), *made])

    def __getitem__(self, name: str) -> Value_co:
        return self._makers[name]()

    def __contains__(self, name: object) -> bool:
        return name in self._makers

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)
