"""A mistake at an offset of a text, before its place in a file is known."""

from typing import NamedTuple

from generator.problems import Code


class Finding(NamedTuple):
    """A finding: the offset in the text, in characters, the kind, and the Norwegian message."""

    offset: int
    code: Code
    message: str
