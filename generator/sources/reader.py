"""The bytes of a YAML file -> a Document, and everything wrong with the file as YAML.

Values are resolved under the YAML 1.2 core schema (`core_schema`).
Stricter
than YAML on purpose: no tabs, aliases, tags, duplicate keys or second documents. Knows nothing
about questions and roles.
"""

from collections.abc import Iterator
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from generator.language import say
from generator.problems import Code, Fix, Place, Problem
from generator.sources import yaml_errors
from generator.sources.core_schema import plain_value
from generator.sources.decode import conflicts, decode
from generator.sources.diagnosis import diagnose
from generator.sources.document import Document, Location, Mark
from generator.sources.events import error_in, events, fault, position
from generator.sources.repeated import Repeated, repeated_problems
from generator.sources.slips_of_quotes import sign_first
from generator.sources.tabs import tabs
from generator.sources.vocabulary import NO_WORDS, Vocabulary

MAX_DEPTH = 20  # nested lists and mappings; the model needs five


def read(
    path: str,
    raw: bytes,
    *,
    pure: bool = False,
    foreign: bool = False,
    words: Vocabulary = NO_WORDS,
) -> tuple[Document | None, list[Problem]]:
    """Read one YAML file.

    `path` is what problems name; `raw` the bytes of the file; `pure` leaves libyaml out (for
    tests); `foreign` accepts tags, anchors and aliases, for the file of another program; `words`
    are the keys that messages know. Returns the document, or None where the file as a whole can't
    be used, and all problems found. Never raises.
    """
    text, problems = decode(path, raw)
    if text is None:
        return None, problems
    document, found = parse(path, text, pure=pure, foreign=foreign, words=words)
    return document, [*problems, *found]


def parse(
    path: str,
    text: str,
    *,
    pure: bool = False,
    foreign: bool = False,
    words: Vocabulary = NO_WORDS,
) -> tuple[Document | None, list[Problem]]:
    """Parse the text of a YAML file, decoded; otherwise as `read`."""
    if not text.strip():
        message = say("filen er tom; skriv innholdet, eller slett filen")
        return None, [Problem(Place(path), Code.EMPTY_FILE, message)]
    if unusable := [*tabs(path, text), *conflicts(path, text)]:
        return None, unusable
    builder = _Builder(path, text.split("\n"), is_foreign=foreign)
    try:
        builder.build(events(text, pure=pure))
    except yaml.MarkedYAMLError as error:
        return None, [*builder.problems, _syntax_problem(path, text, error, words)]
    except _StopReading:
        return None, builder.problems
    if not builder.complete:
        message = say("filen inneholder bare kommentarer; skriv innholdet, eller slett filen")
        return None, [Problem(Place(path), Code.EMPTY_FILE, message)]
    return Document(path, text, builder.data, builder.marks, builder.tags), builder.problems


def _syntax_problem(
    path: str, text: str, error: yaml.MarkedYAMLError, words: Vocabulary
) -> Problem:
    """Return a parser's error as a problem, worded by PyYAML's own parser whichever failed."""
    error = error_in(text, pure=True) or error
    start = error.context_mark
    at = position(error.problem_mark or start) or (0, 0)
    since = position(start)
    found = diagnose(text, at, since, fault, words)
    if found is None:
        message, (line, column) = yaml_errors.explain(str(error.problem or ""), text, at, since)
        return Problem(Place(path, line + 1, column + 1), Code.YAML_SYNTAX, message)
    line, column = found.at
    fix = _fix(path, text.rstrip("\n").split("\n"), found.lines) if found.is_sure else None
    return Problem(Place(path, line + 1, column + 1), Code.YAML_SYNTAX, found.message, fix)


def _fix(path: str, old: list[str], new: list[str]) -> Fix | None:
    """Return the fix that makes these lines of the others; None if there is nothing to replace."""
    first = next((n for n, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), 0)
    most = min(len(old), len(new)) - first
    same = next((n for n in range(most) if old[-1 - n] != new[-1 - n]), most)
    replaced = "\n".join(old[first : len(old) - same])
    place = Place(path, first + 1)
    return Fix(place, replaced, "\n".join(new[first : len(new) - same])) if replaced else None


class _StopReading(Exception):  # noqa: N818 - not an error of the program
    """Raised after a problem that makes the rest of the file meaningless."""


class _Builder:
    """Builds data and marks from events; uses a stack, so that deep nesting can't overflow it."""

    def __init__(self, path: str, lines: list[str], *, is_foreign: bool = False) -> None:
        self.path = path
        self._problems: list[Problem] = []
        self.marks: dict[Location, Mark] = {}
        self.tags: dict[Location, str] = {}
        self._is_foreign = is_foreign
        self.data: Any = None
        self.complete = False
        self._stack: list[tuple[Location, Any]] = []
        self._key: tuple[str, Any] | None = None
        self._lines = lines
        self._repeated: list[Repeated] = []
        self._skipping = 0  # depth inside the value of a duplicate key

    @property
    def problems(self) -> list[Problem]:
        """What is wrong in what was built."""
        return [*repeated_problems(self._repeated), *self._problems]

    def build(self, events: Iterator[yaml.Event]) -> None:
        for event in events:
            match event:
                case ScalarEvent():
                    self._scalar(event)
                case MappingStartEvent():
                    self._start(event, {})
                case SequenceStartEvent():
                    self._start(event, [])
                case MappingEndEvent() | SequenceEndEvent():
                    self._end()
                case AliasEvent() if self._is_foreign:
                    self._alias(event)
                case AliasEvent():
                    self._stop(event, Code.ALIAS, say("YAML-referanse (*); skriv verdien helt ut"))
                case DocumentStartEvent() if self.complete:
                    second = next(events, None)
                    is_last = isinstance(second, ScalarEvent) and not second.value
                    message = (
                        say("«---» til slutt i filen starter et nytt dokument; fjern linjen «---»")
                        if is_last
                        else say(
                            "«---» starter et nytt dokument, som ikke blir lest; fjern linjen, og "
                            "gi det som står under, en nøkkel eller en egen fil"
                        )
                    )
                    self._stop(event, Code.YAML_SYNTAX, message)

    def _stop(self, event: yaml.Event, code: Code, message: str) -> None:
        mark: Any = event.start_mark
        if code in (Code.ALIAS, Code.TAG):
            message = sign_first(self._lines[mark.line], mark.column) or message
        self._problems.append(Problem(self._place(mark), code, message))
        raise _StopReading

    def _place(self, mark: Any) -> Place:
        return Place(self.path, mark.line + 1, mark.column + 1)

    def _refuse_extras(self, event: ScalarEvent | MappingStartEvent | SequenceStartEvent) -> None:
        if self._is_foreign:
            return
        if event.anchor is not None:
            self._stop(
                event, Code.ALIAS, say("YAML-anker (&); skriv verdien helt ut der den trengs")
            )
        if event.tag is not None:
            message = say("merkelapp (!) foran verdien; fjern den, eller sett teksten i hermetegn")
            self._stop(event, Code.TAG, message)

    def _at_key(self) -> bool:
        return bool(self._stack) and isinstance(self._stack[-1][1], dict) and self._key is None

    def _scalar(self, event: ScalarEvent) -> None:
        self._refuse_extras(event)
        if self._skipping:
            return
        if self._at_key():
            self._take_key(event)
            return
        plain = not event.style
        value = plain_value(event.value) if plain else event.value
        self._tag(self._place_value(event, value, event.style or ""), event.tag)

    def _alias(self, event: AliasEvent) -> None:
        if self._skipping:
            return
        if self._at_key():
            self._key = ("*", event.start_mark)
            return
        self._tag(self._place_value(event, None, ""), "*")

    def _tag(self, location: Location | None, tag: str | None) -> None:
        if location is not None and tag is not None:
            self.tags[location] = tag

    def _take_key(self, event: ScalarEvent) -> None:
        self._key = (event.value, event.start_mark)

    def _start(self, event: MappingStartEvent | SequenceStartEvent, container: Any) -> None:
        self._refuse_extras(event)
        if self._skipping:
            self._skipping += 1
            return
        if len(self._stack) >= MAX_DEPTH:
            message = say(
                "mer enn %(max_depth)s nivåer inni hverandre; skriv det enklere",
                max_depth=MAX_DEPTH,
            )
            self._stop(event, Code.TOO_DEEP, message)
        if self._at_key():
            self._stop(
                event, Code.WRONG_TYPE, say("nøkkelen er en liste eller gruppe; en nøkkel er tekst")
            )
        location = self._place_value(event, container, "")
        self._tag(location, event.tag)
        if location is None:
            self._skipping = 1
        else:
            self._stack.append((location, container))

    def _end(self) -> None:
        if self._skipping:
            self._skipping -= 1
        else:
            self._stack.pop()

    def _place_value(self, event: yaml.Event, value: Any, style: str) -> Location | None:
        """Add a value to its parent; return its location, or None if its key is taken."""
        mark: Any = event.start_mark
        key_mark = mark
        if not self._stack:
            self.data, self.complete = value, True
            location: Location = ()
        else:
            parent, container = self._stack[-1]
            if isinstance(container, list):
                location = (*parent, len(container))
                container.append(value)
            else:
                assert self._key is not None
                (key, key_mark), self._key = self._key, None
                location = (*parent, key)
                if key in container and not self._repeat(event, key, key_mark):
                    return None
                parent, container = self._stack[-1]
                location = (*parent, key)
                container[key] = value
        has_end = isinstance(event, ScalarEvent) and event.value and style not in ("|", ">")
        end: Any = event.end_mark if has_end else mark
        self.marks[location] = Mark(
            mark.line, mark.column, key_mark.line, key_mark.column, style, end.line
        )
        return location

    def _repeat(self, event: yaml.Event, key: str, key_mark: Any) -> bool:
        """Note that a key is repeated; return whether a new item of a list was begun for it."""
        parent, container = self._stack[-1]
        is_first = key == next(iter(container))
        mark: Any = event.start_mark
        is_list = isinstance(event, SequenceStartEvent) and mark.line > key_mark.line
        self._repeated.append(
            Repeated(
                parent, key, self._place(key_mark), self.marks[*parent, key].key_line + 1,
                is_first, is_list, self._lines[key_mark.line],
            )
        )  # fmt: skip
        if not (is_first and parent and isinstance(parent[-1], int)):
            return False
        siblings = self._stack[-2][1]
        new: dict[str, Any] = {}
        parent = (*parent[:-1], len(siblings))
        siblings.append(new)
        self._stack[-1] = (parent, new)
        line, column = key_mark.line, key_mark.column
        self.marks[parent] = Mark(line, column, line, column, "", line)
        return True
