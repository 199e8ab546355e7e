"""Headings and lines -> which role has which question or link, under which topic, with its lines.

In: the lines of one document. Out: placements; every line that is used is noted in the account.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.editing.importing.contents import Contents, Level, find_contents
from generator.editing.importing.lines import Account, Fate, Findings, Line
from generator.editing.importing.link_lists import is_link_list, links
from generator.editing.importing.outline import Heading, aligned, marked
from generator.editing.importing.page_marks import note_page_marks
from generator.editing.importing.placement import Placement, role_names
from generator.editing.importing.titles import key, likeness, title_of, upper_first
from generator.editing.importing.word import BESIDE


@dataclass(frozen=True, slots=True)
class Placed:
    """What a document holds."""

    name: str
    """Its title, or its file name."""
    questions: tuple[Placement, ...]
    links: tuple[Placement, ...]
    topics: tuple[str, ...]


def placed(lines: Sequence[Line], account: Account, findings: Findings) -> Placed:
    """Return the placements of a document."""
    beside = [x for x in lines if x.text.startswith(BESIDE)]
    account.note(beside, Fate.REPORTED, "fotnote eller tekstboks, som ikke hører til noen linje")
    contents = find_contents(lines)
    first = contents.end if contents else 0
    _note_contents(lines, contents, account)
    if contents:
        headings, missing = aligned(lines, contents)
        for entry in missing:
            text = f"«{entry.title}» står i innholdsfortegnelsen, men ikke i teksten"
            findings.add("missing", ", ".join(x.place for x in entry.lines), text)
    else:
        headings = marked(lines, first)
    if is_link_list(lines[first:], headings):
        found = links(lines, first, headings, account)
        topics = tuple(dict.fromkeys(x.topic for x in found))
        return Placed(_name(lines, first, account), (), found, topics)
    note_page_marks(lines, first, headings, account)
    found = _questions(lines, headings, account)
    topics = tuple(dict.fromkeys(x.title for x in headings if x.level is Level.TOPIC))
    return Placed(_name(lines, first, account), found, (), topics)


def _note_contents(lines: Sequence[Line], contents: Contents | None, account: Account) -> None:
    if not contents:
        return
    used = [x for x in lines[contents.first : contents.end] if x.text.strip()]
    known = {x.number for entry in contents.entries for x in entry.lines}
    account.note([x for x in used if x.number in known or x == used[0]], Fate.CONTENTS)
    others = [x for x in used if account.of(x) is None]
    account.note(others, Fate.REPORTED, "står i innholdsfortegnelsen, men er ingen overskrift")


def _name(lines: Sequence[Line], first: int, account: Account) -> str:
    """Return the title of a document: its first line, above the contents."""
    top = next((x for x in lines if x.text.strip()), None)
    if top is None or account.of(top) is not None or top.number > max(first, 1):
        return ""
    account.note([top], Fate.HEADING)
    title = title_of(top.text)
    return upper_first(title.lower()) if title.isupper() else title


def _questions(
    lines: Sequence[Line], headings: list[Heading], account: Account
) -> tuple[Placement, ...]:
    """Return the questions below the headings; a question without a role is everybody's."""
    names = role_names([x.title for x in headings if x.level is Level.ROLE])
    found: list[Placement] = []
    role, topic = "", ""
    if not headings:
        return ()
    if headings[0].level is Level.ROLE:
        above = [x for x in lines[: headings[0].index] if _is_free(account, x)]
        _without_divider(above, names[headings[0].title], headings[0].title, account)
    ends = [*(x.index for x in headings[1:]), len(lines)]
    for heading, end in zip(headings, ends, strict=True):
        line = lines[heading.index]
        account.note([line], Fate.HEADING)
        below = [x for x in lines[heading.index + 1 : end] if _is_free(account, x)]
        next_role = next((x for x in headings if x.index == end and x.level is Level.ROLE), None)
        if next_role:
            below = _without_divider(below, names[next_role.title], next_role.title, account)
        if heading.level is Level.ROLE:
            role, topic = names[heading.title], ""
            _without_divider(below, role, heading.title, account)
        elif heading.level is Level.TOPIC:
            topic = heading.title
            _without_divider(below, topic, topic, account)
        else:
            spelled = heading.entry.title if heading.entry else ""
            found.append(Placement(role, topic, heading.title, line, tuple(below), spelled))
            account.note([x for x in below if x.text.strip()], Fate.IMPORTED)
    return tuple(found)


def _is_free(account: Account, line: Line) -> bool:
    found = account.of(line)
    return found is None or found[0] is Fate.BLANK


def _without_divider(below: list[Line], name: str, title: str, account: Account) -> list[Line]:
    """Return the lines without the last one if it says the name of the role that follows."""
    texts = [x for x in below if x.text.strip()]
    for line in texts[-1:] + texts[:1]:
        spelled = key(title_of(line.text))
        if likeness(spelled, key(name), 0.85) or likeness(spelled, key(title), 0.9):
            account.note([line], Fate.HEADING)
            return [x for x in below if x != line]
    return below
