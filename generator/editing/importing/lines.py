"""The lines of a document, and what became of each of them.

Every line of every source has a fate: the report lists them all, so nothing is lost in silence.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class UnusableError(ValueError):
    """A file that cannot be imported. The message is a Norwegian sentence."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text, or one paragraph or row of a Word document, as Markdown."""

    file: str
    number: int
    """Counted from 1."""
    text: str
    level: int = 0
    """The level of a heading that the file itself marks; 0 if it marks none."""
    contents_level: int = 0
    """The level in a table of contents that the file itself marks; 0 if it is not in one."""

    @property
    def place(self) -> str:
        """Where the line stands, as `file:number`."""
        return f"{self.file}:{self.number}"


class Fate(StrEnum):
    """What became of a line."""

    BLANK = "blank"
    """It has no text."""
    CONTENTS = "contents"
    """An entry of the table of contents, which the body repeats."""
    HEADING = "heading"
    """A role, a topic, a question, or the title of a link."""
    IMPORTED = "imported"
    """It stands in an answer, or is the address of a link."""
    MERGED = "merged"
    """Its text is that of another copy, which stands in the hub."""
    REPORTED = "reported"
    """It is not in the hub; the report has its text."""


class Account:
    """The fates of lines. A later fate of a line replaces an earlier one."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.lines = tuple(lines)
        self._fates: dict[tuple[str, int], tuple[Fate, str]] = {}
        self.note((line for line in self.lines if not line.text.strip()), Fate.BLANK)

    def note(self, lines: Iterable[Line], fate: Fate, why: str = "") -> None:
        """Note what became of some lines; `why` is for those that are reported."""
        for line in lines:
            self._fates[line.file, line.number] = fate, why

    def of(self, line: Line) -> tuple[Fate, str] | None:
        """Return what became of a line, and why; None if nothing was noted."""
        return self._fates.get((line.file, line.number))

    def settle(self) -> None:
        """Report every line that nothing was noted of."""
        left = [line for line in self.lines if self.of(line) is None]
        self.note(left, Fate.REPORTED, "står utenfor roller, emner og spørsmål")

    def reported(self) -> Iterator[tuple[Line, str]]:
        """Yield the lines that are only in the report, and why."""
        for line in self.lines:
            fate, why = self._fates[line.file, line.number]
            if fate is Fate.REPORTED:
                yield line, why

    def counts(self, file: str) -> dict[str, int]:
        """Return fate -> number of lines of a file; the sum is the number of its lines."""
        found = Counter(self._fates[x.file, x.number][0] for x in self.lines if x.file == file)
        return {fate.value: found[fate] for fate in Fate}


@dataclass(slots=True)
class Finding:
    """Something that a person must look at."""

    kind: str
    """One of the keys of `report.KINDS`."""
    place: str
    """`file:line`, or several with commas."""
    text: str
    """What was found, and what was done with it, in Norwegian."""
    found: str = ""
    """The wrong form, for programs."""
    mended: str = ""
    """The form that stands in the hub, for programs; empty if nothing was changed."""


@dataclass(slots=True)
class Findings:
    """The findings of an import, in the order they were made; equal ones become one."""

    all: list[Finding] = field(default_factory=list)

    def add(self, kind: str, place: str, text: str, found: str = "", mended: str = "") -> None:
        """Add a finding; the place is added to an equal one."""
        for other in self.all:
            if (other.kind, other.text) == (kind, text):
                if place not in other.place.split(", "):
                    other.place = f"{other.place}, {place}"
                return
        self.all.append(Finding(kind, place, text, found, mended))
