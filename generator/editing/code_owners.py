"""`rollehub owners`: who approves changes on the code host, from the owners of answers.

In: a hub, and its settings. Out: the text of the file CODEOWNERS. Only lines between two marks are
ours; nobody is named there whom the settings do not name.
https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.hub.kinds import CONTENT, QUESTIONS
from generator.hub.model import Hub
from generator.hub.owners import owners_of

PLACES = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS")
"""Where code hosts look for the file."""
_START = "# rollehub owners: skrevet av verktøyet, fra «owner» og innstillingene"
_END = "# rollehub owners: slutt"


def place_in(root: Path) -> str:
    """Return the path of the file: the one that is there, or that of the code host in use."""
    there = next((place for place in PLACES if (root / place).is_file()), None)
    is_gitlab = (root / ".gitlab-ci.yml").exists() and not (root / ".github").exists()
    return there or PLACES[-1 if is_gitlab else 0]


def with_owners(text: str, hub: Hub, default: str, people: Mapping[str, str]) -> str:
    """Return the text of the file with our lines; without them if the settings name nobody.

    They come last, where they count: the last line that fits a file decides.
    """
    before, start, rest = text.partition(_START)
    after = rest.partition(_END)[2].lstrip("\n") if start else ""
    kept = before.rstrip("\n") + ("\n" if before.strip() else "") + after
    lines = [f"{path} {names}" for path, names in _rows(hub, default, people)]
    if not lines:
        return kept
    ours = "\n".join([_START, *lines, _END])
    return f"{kept}\n{ours}\n" if kept else f"{ours}\n"


def unmapped(hub: Hub, default: str, people: Mapping[str, str]) -> list[str]:
    """Return the owners of answers of whom the settings do not say who they are."""
    return sorted({*owners_of(hub, default).values()} - {"", *people})


def _rows(hub: Hub, default: str, people: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (path, names): all content first, then each question with an owner of its own."""
    if default in people:
        yield f"/{CONTENT}/", people[default]
    for id_, owner in sorted(owners_of(hub, default).items()):
        if owner != default and owner in people:
            yield f"/{QUESTIONS.path}/{id_}.yaml", people[owner]
