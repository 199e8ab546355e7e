"""A mistake at an offset of a text, before its place in a file is known."""

from typing import NamedTuple

from generator.problems import Code


class Mend(NamedTuple):
    """What to write in place of something at an offset of the text."""

    offset: int
    old: str
    new: str


class Finding(NamedTuple):
    """A finding: the offset in the text, in characters, the kind, and the message."""

    offset: int
    code: Code
    message: str
    written: str = ""
    """An address, or what is written in place of an id, for which the hub may know better."""
    label: str = ""
    """The words of the link with that address, if it is one."""
    mends: tuple[Mend, ...] = ()
    """What `rollehub fix` writes, in the order of the text; nothing if it needs a decision."""
