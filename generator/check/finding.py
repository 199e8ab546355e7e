"""What is wrong at one point of a text, before it is known which file the text is in."""

from typing import NamedTuple

from generator.problems import Code


class Finding(NamedTuple):
    """A finding: the offset in the text, in characters, the kind, and the Norwegian message."""

    offset: int
    code: Code
    message: str
