"""The keys that a file can have, for messages about texts that cannot be parsed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is known about the keys of the files."""

    keys: frozenset[str] = frozenset()
    """All keys."""
    texts: frozenset[str] = frozenset()
    """The keys whose values are texts of several lines, written after `|`."""
    holders: frozenset[str] = frozenset()
    """The keys whose values are lists or have keys of their own."""


NO_WORDS = Vocabulary()
