"""The pages on which a role reads its answers, and where each of its questions is.

In: what a role sees. Out: the parts, one a page. A role with few answers reads them all on its own
page. One with many reads those of a topic on a page of the topic, or on several if they are long;
its own page then has the contents. Nothing else decides where a question of a role is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.hub.audience import Entry, RoleView, Section
from generator.hub.model import Topic

MOST_OF_PART = 150_000
"""Characters of Markdown, with `_BESIDE` for each answer, on one page of a topic: about 200 kB."""
_BESIDE = 1_300  # characters of HTML around an answer: its title, sources and links


@dataclass(frozen=True, slots=True)
class Part:
    """One page with answers of a role."""

    address: str
    sections: tuple[Section, ...]
    topic: Topic | None = None
    """The topic of all its answers; None on the role's own page."""
    number: int = 1
    """Which page of the topic it is."""


def parts_of(view: RoleView, most: int) -> tuple[Part, ...]:
    """Return the pages with a role's answers; more than `most` of them are split by topic."""
    home = f"{view.role.id}/"
    if sum(len(section.entries) for section in view.sections) <= most:
        return (Part(home, view.sections),)
    return tuple(
        Part(
            f"{home}{section.topic.id}/" + (f"{number}/" if number > 1 else ""),
            (Section(section.topic, entries),),
            section.topic,
            number,
        )
        for section in view.sections
        for number, entries in enumerate(_in_runs(section.entries), 1)
    )


def _in_runs(entries: tuple[Entry, ...]) -> Iterator[tuple[Entry, ...]]:
    """Yield consecutive entries, each time as many as fit on a page, and at least one."""
    run: list[Entry] = []
    size = 0
    for entry in entries:
        weight = len(entry.markdown) + _BESIDE
        if run and size + weight > MOST_OF_PART:
            yield tuple(run)
            run, size = [], 0
        run.append(entry)
        size += weight
    yield tuple(run)


def places_of(parts: tuple[Part, ...]) -> Mapping[str, str]:
    """Return question id -> the path of its answer from the site's root, with the anchor."""
    return {
        entry.question.id: f"{part.address}#{entry.question.id}"
        for part in parts
        for section in part.sections
        for entry in section.entries
    }
