"""One question, or one link, of one role, as it stood in a document.

In: headings of roles. Out: their names.
"""

from dataclasses import dataclass

from generator.editing.importing.lines import Line
from generator.editing.importing.titles import shared_start, upper_first


@dataclass(frozen=True, slots=True)
class Placement:
    """One question, or one link, of one role."""

    role: str
    topic: str
    title: str
    heading: Line
    lines: tuple[Line, ...]
    """Of a question: its answer. Of a link: its address."""
    contents_title: str = ""
    """How the table of contents spells the title; empty if it has none."""


def role_names(titles: list[str]) -> dict[str, str]:
    """Return heading -> name of the role: without the words that all these headings begin with."""
    start = shared_start(titles)
    return {title: upper_first(title[len(start) :].strip()) for title in titles}
