"""A list of links -> which role has which link, under which topic.

In: the lines of a document and its headings. Out: placements; each line that is used is noted.
"""

import re
from collections import Counter
from collections.abc import Sequence

from generator.editing.importing.contents import Level
from generator.editing.importing.lines import Account, Fate, Line
from generator.editing.importing.outline import Heading
from generator.editing.importing.placement import Placement, role_names
from generator.editing.importing.titles import heading_level, key, likeness, title_of

_ADDRESS = re.compile(r"^\s*(?:[-*•]\s+)?(?:\[[^\]]*\]\(|<)?(?:https?://|www\.)\S")
_LOST = re.compile(r"^\s*(?:[-*•]\s+)?\[([^\]]+)\]\(#?\)\s*$")
_WITH_TITLE = re.compile(
    r"^\s*(?:[-*•]\s+)?(?:\[(?!https?:|www\.)([^\]]+)\]\(|(\S[^\[<]*?)\s*[:–-]?\s+<?)"
    r"(?:https?://|www\.)\S+$"
)
_SHARE = 0.25
"""A document with at least this share of addresses among its lines is a list of links."""
_LIKE = 0.9


def is_link(line: Line) -> bool:
    """Whether a line is a link, with or without a title of its own."""
    return any(x.match(line.text) for x in (_ADDRESS, _LOST, _WITH_TITLE))


def is_link_list(lines: Sequence[Line], headings: Sequence[Heading]) -> bool:
    """Whether a document is a list of links: many addresses, and no questions."""
    words = [line for line in lines if line.text.strip()]
    if not words or any(x.level is Level.QUESTION for x in headings):
        return False
    return sum(1 for line in words if is_link(line)) >= _SHARE * len(words)


def links(
    lines: Sequence[Line], first: int, headings: Sequence[Heading], account: Account
) -> tuple[Placement, ...]:
    """Return the links. Without a title of its own, a link has the line above it as its title.

    What stands above that are headings: of roles, as the table of contents, the levels or the order
    say, and of topics.
    """
    reader = _Reader(lines, first, headings)
    for n in range(first, len(lines)):
        if lines[n].text.strip():
            reader.read(n, account)
    names = role_names(list(dict.fromkeys(x.role for x in reader.found)))
    spelled = {lines[x.index].number: x.entry.title for x in headings if x.entry}
    return tuple(
        Placement(
            names[x.role], x.topic, x.title, x.heading, x.lines,
            spelled.get(x.heading.number, "").rstrip(":"),
        )
        for x in reader.found
    )  # fmt: skip


class _Reader:
    """Reads line by line; keeps the lines that are the title of a link, or headings."""

    def __init__(self, lines: Sequence[Line], first: int, headings: Sequence[Heading]) -> None:
        self.found: list[Placement] = []
        self._lines = lines
        self._entries = {
            x.index: x.entry.title for x in headings if x.entry and x.level is Level.ROLE
        }
        self._role_level = 0 if self._entries else _role_level(lines[first:])
        self._above: list[int] = []
        self._role = self._topic = ""

    def read(self, n: int, account: Account) -> None:
        """Read one line."""
        line = self._lines[n]
        own = _WITH_TITLE.match(line.text) or _LOST.match(line.text)
        if not own and not _ADDRESS.match(line.text):
            self._above.append(n)
            return
        above, self._above = self._above, []
        heading, title = line, next((x for x in own.groups() if x), "") if own else ""
        if not own and above:
            heading = self._lines[above.pop()]
            title = title_of(heading.text).rstrip(":")
            account.note([heading], Fate.HEADING)
        for at in above:
            self._read_heading(at, is_first=len(above) > 1 and at == above[0])
            account.note([self._lines[at]], Fate.HEADING)
        account.note([line], Fate.IMPORTED)
        self.found.append(Placement(self._role, self._topic, title, heading, (line,)))

    def _read_heading(self, at: int, *, is_first: bool) -> None:
        text = title_of(self._lines[at].text)
        role = self._entries.get(at) or next(
            (x for x in self._entries.values() if likeness(key(text), key(x), _LIKE)), ""
        )
        level = _level(self._lines[at])
        if role:
            self._role = role
        elif self._role_level and level == self._role_level:
            self._role, self._topic = text, ""
        elif is_first and not self._entries and not self._role_level:
            self._role = text
        else:
            self._topic = text


def _level(line: Line) -> int:
    return line.level or heading_level(line.text)


def _role_level(lines: Sequence[Line]) -> int:
    """Return the level of the headings of roles; 0 if the headings have fewer than two levels.

    A level with one heading above two others is that of the title of the document.
    """
    counts = Counter(level for line in lines if (level := _level(line)))
    levels = sorted(counts)
    if len(levels) > 2 and counts[levels[0]] == 1:
        levels = levels[1:]
    return levels[0] if len(levels) > 1 else 0
