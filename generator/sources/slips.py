"""What a slip in a YAML file is: a place, a message, and the lines as they were meant.

`slips_of_layout`, `slips_of_marks` and `slips_of_quotes` are tables of slips. Each row is a
function: in, a text that cannot be parsed; out, possible mends, the likeliest first. Whether a mend
helps is for `diagnosis` to find out.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from generator.language import say
from generator.sources.vocabulary import Vocabulary

Position = tuple[int, int]


class Broken(NamedTuple):
    """A text that cannot be parsed; positions are (line, column), counted from 0."""

    lines: list[str]
    at: Position
    """Where the parser gave up."""
    since: Position
    """The start of what it was reading."""
    words: Vocabulary

    @property
    def near(self) -> Iterator[tuple[int, str]]:
        """The lines that may hold the slip, with their numbers: those above the fault come last."""
        last = self.at[0]
        numbers = (last, self.since[0], *range(last - 1, max(last - 4, -1), -1))
        yield from ((number, self.lines[number]) for number in dict.fromkeys(numbers))

    def mended(self, number: int, *new: str, column: int | None = None, message: str) -> "Mend":
        """Return a mend that replaces one line.

        `column` is that of the slip, or else of the first letter. In `message`, `%(mended)s` was
        replaced already.
        """
        line = self.lines[number]
        if column is None:
            column = len(line) - len(line.lstrip())
        lines = [*self.lines[:number], *new, *self.lines[number + 1 :]]
        return Mend((number, column), message, lines)


class Mend(NamedTuple):
    """A possible mend: the place of the slip, what to say about it, and the mended lines."""

    at: Position
    message: str
    lines: list[str]
    is_sure: bool = False
    """Whether nobody needs to look at it: the parser gets further, and no word changes."""


Slip = Callable[[Broken], Iterator[Mend]]

KEY = re.compile(
    r"(?P<indent> *)(?P<dash>(?:- +)*)(?P<key>[^\s:#'\"\[{|>-][^:#]*?):(?:\s+(?P<value>\S.*)|\s*)$"
)
"""A line with a key, and a value or none."""
_LONGEST = 80  # characters of a line in a message


def shown(line: str) -> str:
    """Return a mended line as a message shows it: without indentation, and not too long."""
    line = line.strip()
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"


def indentation(line: str) -> int:
    """Return how many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def quoted(text: str) -> str:
    """Return a text in quotes that YAML reads as it is written."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def spaces(number: int) -> str:
    """Return `fire mellomrom` and the like."""
    if number == 1:
        return say("ett mellomrom")
    few = {2: say("to"), 4: say("fire"), 6: say("seks"), 8: say("åtte")}
    return say("%(number)s mellomrom", number=few.get(number, number))
