"""Goals as editors write them -> the goals that are meant. `writing` turns them back into text.

In: a text such as `Alle ALM, bortsett fra 055, 067 og 085` or `ALM 001-004, 008`, and the set of
goals that it is about. Out: numbers of goals, and each part of the text that can be read in more
than one way or in none. Nothing is guessed: an unclear part counts as no goals until `readings` or
the editor settles it.

    text   = "ingen" [prefix] | "alle" [prefix] [("bortsett fra" | "unntatt" | …) list] | list
    list   = item ((("," | ";") ["og"] | "og" | "samt") item)*
    item   = goal [("-" | "til") goal]
    goal   = [prefix ["-"]] number
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from generator.language import say


@dataclass(frozen=True, slots=True)
class GoalSet:
    """A numbered set of goals, such as the clinical goals `ALM`, 1 to 85."""

    prefix: str
    """The letters before the number, in capitals."""
    last: int
    """The goals are numbered from 1 to this."""
    other_prefixes: tuple[str, ...] = ()
    """What editors also write in place of the prefix, in capitals, such as `LM`."""

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers of all goals."""
        return frozenset(range(1, self.last + 1))

    def number(self, goal: int) -> str:
        """Return a goal's number as it is written: three digits."""
        return f"{goal:03}"

    def id(self, goal: int) -> str:
        """Return the id of a goal, such as `ALM-001`."""
        return f"{self.prefix}-{self.number(goal)}"


class How(StrEnum):
    """The ways to read an unclear part of a text."""

    LIST = "list"
    """The numbers are single goals."""
    RANGE = "range"
    """The numbers are the first and the last of a row of goals."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """A part of a text that has several readings, or none."""

    token: str
    """The part as it is written, without outer blanks."""
    offset: int
    """Where the part begins in the text, in characters."""
    message: str
    """What is wrong and what to do, in Norwegian."""
    readings: Mapping[How, frozenset[int]] = field(default_factory=dict)
    """The goals of each possible reading; empty if the part cannot be read at all."""


@dataclass(frozen=True, slots=True)
class Goals:
    """What a text says."""

    goals: frozenset[int]
    unclear: tuple[Unclear, ...] = ()


def parse(text: str, goals: GoalSet, readings: Mapping[str, How] | None = None) -> Goals:
    """Return the goals that a text names, and what is unclear in it.

    `readings` tells how to read single parts: `{"028,-030": How.RANGE}`. A part that it settles is
    not unclear. Blanks do not matter in its keys.
    """
    return _Parser(text, goals, readings or {}).parsed()


_PART = re.compile(
    r"(?P<number>[0-9]+)|(?P<dash>[-‐-―−])|(?P<comma>[,;])|(?P<dot>[.:/])"
    r"|(?P<word>[^\W\d_]+)|(?P<blank>\s+)|(?P<other>.)"
)
_EXCEPT = re.compile(
    r"[\s,]*(?:bortsett fra|unntatt|med unntak av|utenom|foruten)\b", re.IGNORECASE
)
_WHOLE = re.compile(r"\s*(?P<word>alle|samtlige|ingen)\b", re.IGNORECASE)
_GOALS = re.compile(r"\s*læringsmål(?:ene|a)?\b", re.IGNORECASE)
_JOINING = {"og", "samt"}
_TO = "til"


@dataclass(frozen=True, slots=True)
class _Part:
    kind: str
    text: str
    start: int
    end: int


class _Parser:
    """Reads one text; what is unclear is collected, and reading goes on behind it."""

    def __init__(self, text: str, goals: GoalSet, readings: Mapping[str, How]) -> None:
        self._text = text
        self._goals = goals
        self._readings = {_squeezed(token): how for token, how in readings.items()}
        self._unclear: list[Unclear] = []

    def parsed(self) -> Goals:
        whole = _WHOLE.match(self._text)
        if not whole:
            return self._made(self._listed(0))
        end = self._after_set_name(whole.end())
        if whole["word"].casefold() == "ingen":
            self._expect_end(end, say("etter «ingen» kan ikke noe følge; fjern resten"))
            return self._made(frozenset())
        excepted = _EXCEPT.match(self._text, end)
        if not excepted:
            self._expect_end(
                end, say("etter «alle» må det stå «bortsett fra» før målene som mangler")
            )
            return self._made(self._goals.numbers)
        return self._made(self._goals.numbers - self._listed(excepted.end()))

    def _made(self, numbers: frozenset[int]) -> Goals:
        return Goals(numbers, tuple(self._unclear))

    def _after_set_name(self, start: int) -> int:
        """Return where the text goes on after the name of the set, if that stands at `start`."""
        names = "|".join(map(re.escape, (self._goals.prefix, *self._goals.other_prefixes)))
        found = re.compile(rf"\s*(?:{names})\b", re.IGNORECASE).match(self._text, start)
        end = found.end() if found else start
        more = _GOALS.match(self._text, end)
        return more.end() if more else end

    def _expect_end(self, start: int, message: str) -> None:
        rest = self._text[start:].strip(" .\n\t")
        if rest:
            self._unclear.append(Unclear(rest, self._text.index(rest, start), message))

    def _listed(self, start: int) -> frozenset[int]:
        """Return the goals of the list that begins at `start`."""
        parts = [part for part in self._parts(start) if part.kind != "blank"]
        found: set[int] = set()
        for group in _groups(parts):
            found |= self._group(group)
        if not parts:
            self._unclear.append(Unclear("", start, say("målene mangler; skriv numrene")))
        return frozenset(found)

    def _parts(self, start: int) -> Iterator[_Part]:
        end = len(self._text.rstrip().rstrip("."))
        for match in _PART.finditer(self._text, start, max(start, end)):
            yield _Part(str(match.lastgroup), match[0], match.start(), match.end())

    def _group(self, group: list[_Part]) -> frozenset[int]:
        """Return the goals of what stands between two clear separators."""
        token = self._text[group[0].start : group[-1].end]
        stranger = next((part for part in group if self._is_strange(part)), None)
        if stranger:
            known = say("målene heter %(prefix)s og et nummer", prefix=self._goals.prefix)
            return self._cannot(
                token,
                group,
                say("«%(text)s» hører ikke hjemme her; %(known)s", text=stranger.text, known=known),
            )
        parts = self._without_prefixes(group)
        numbers = [int(part.text) for part in parts if part.kind == "number"]
        if outside := [number for number in numbers if number not in self._goals.numbers]:
            last = self._goals.number(self._goals.last)
            message = say(
                "mål %(outside)s finnes ikke; %(prefix)s går fra 001 til %(last)s",
                outside=f"{outside[0]:03}",
                prefix=self._goals.prefix,
                last=last,
            )
            return self._cannot(token, group, message)
        shape = "".join(_SHAPE.get(part.kind, "?") for part in parts)
        if shape == "n":
            return frozenset(numbers)
        if shape in ("n-n", "ntn") and numbers[0] < numbers[1]:
            return frozenset(range(numbers[0], numbers[1] + 1))
        if shape.strip("n") == shape or shape[-1] != "n" or shape[0] != "n":
            message = say(
                "et tall mangler ved «%(token)s»; skriv «028-030» eller «028, 030»", token=token
            )
            return self._cannot(token, group, message)
        return self._settled(token, group, numbers)

    def _is_strange(self, part: _Part) -> bool:
        if part.kind == "word":
            names = (self._goals.prefix, *self._goals.other_prefixes)
            return part.text.upper() not in names and not _is_to(part)
        return part.kind == "other"

    def _without_prefixes(self, group: list[_Part]) -> list[_Part]:
        """Return the parts without prefixes, and without a dash that joins one: `ARB-014`."""
        kept: list[_Part] = []
        prefix_end = None
        for part in group:
            if part.kind == "word" and not _is_to(part):
                prefix_end = part.end
            elif part.kind != "dash" or part.start != prefix_end:
                kept.append(part)
        return kept

    def _settled(self, token: str, group: list[_Part], numbers: list[int]) -> frozenset[int]:
        """Return the goals of an unclear part by the reading that is set for it, if any."""
        low, high = min(numbers), max(numbers)
        readings = {
            How.LIST: frozenset(numbers),
            How.RANGE: frozenset(range(low, high + 1)),
        }
        how = self._readings.get(_squeezed(token))
        if how or (readings[How.LIST] == readings[How.RANGE] and numbers == sorted(numbers)):
            return readings[how or How.LIST]
        number = self._goals.number
        listed = ", ".join(map(number, dict.fromkeys(numbers)))
        message = say(
            "«%(token)s» kan leses på flere måter: målene %(listed)s, eller alle fra "
            "%(low)s til %(high)s; skriv «%(listed)s» eller «%(low)s-%(high)s», eller "
            "velg med «reading»",
            token=token,
            listed=listed,
            low=number(low),
            high=number(high),
        )
        self._unclear.append(Unclear(token, group[0].start, message, readings))
        return frozenset()

    def _cannot(self, token: str, group: list[_Part], message: str) -> frozenset[int]:
        self._unclear.append(Unclear(token, group[0].start, message))
        return frozenset()


_SHAPE = {"number": "n", "dash": "-", "comma": ",", "dot": ".", "word": "t"}


def _groups(parts: list[_Part]) -> Iterator[list[_Part]]:
    """Yield what stands between separators; a separator with nothing before or behind it too.

    A comma beside a dash separates nothing, as in `028,-030`.
    """
    group: list[_Part] = []
    for part, neighbours in zip(parts, _neighbours(parts), strict=True):
        joins = part.kind == "word" and part.text.casefold() in _JOINING
        comma = part.kind == "comma" and "dash" not in neighbours
        if not joins and not comma:
            group.append(part)
        elif group:
            yield group
            group = []
        elif comma:
            yield [part]
    if group or (parts and parts[-1].kind == "comma"):
        yield group or parts[-1:]


def _neighbours(parts: list[_Part]) -> Iterator[tuple[str, str]]:
    kinds = ["", *(part.kind for part in parts), ""]
    return zip(kinds, kinds[2:], strict=False)


def _is_to(part: _Part) -> bool:
    return part.text.casefold() == _TO


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
