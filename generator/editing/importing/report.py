"""What an import found -> a report in Markdown for a person, and in JSON for programs.

In: an `Import`. Out: texts. Every line of every document is counted, and those that are not in the
hub are shown.
"""

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from generator.editing.importing.importer import Import
from generator.editing.importing.lines import Fate, Line

FORMAT = 1
KINDS = {
    "variant": "Ulike svar, som et menneske må velge mellom",
    "two-answers": "To ulike svar på samme spørsmål for samme rolle",
    "similar": "Spørsmål som kanskje er ett",
    "two-topics": "Det samme under to emner",
    "missing": "I innholdsfortegnelsen, men ikke i teksten",
    "subheading": "Mellomtitler som ligner spørsmål",
    "spelling": "Mistenkte skrivefeil",
    "wording": "Små forskjeller mellom kopiene",
    "paragraphs": "Avsnitt som er delt ulikt",
    "page-break": "Setninger som et sideskift hadde delt",
    "repeated": "Tekst som sto to ganger",
    "placeholder": "Ikke fylt ut",
    "address": "Skadde adresser",
    "lost-address": "Lenker uten adresse",
    "reading": "Tegn og filer",
}
"""Kind of finding -> its heading."""
_FATES = {
    Fate.BLANK: "uten tekst",
    Fate.CONTENTS: "innholdsfortegnelse",
    Fate.HEADING: "overskrifter: roller, emner, spørsmål og titler",
    Fate.IMPORTED: "i huben",
    Fate.MERGED: "slått sammen med en kopi i huben",
    Fate.REPORTED: "bare her i rapporten",
}


def summary(made: Import) -> str:
    """Return the sizes of an import as one sentence."""
    counts = [
        (len(made.roles), "rolle", "roller"),
        (len({x.topic for x in made.questions}) or len(made.topics), "emne", "emner"),
        (len(made.questions), "spørsmål", "spørsmål"),
        (len(made.placements), "plassering", "plasseringer"),
        (len(made.listed), "lenke i lister", "lenker i lister"),
        (len(made.links), "adresse", "adresser"),
    ]
    return ", ".join(f"{n} {one if n == 1 else many}" for n, one, many in counts)


def as_markdown(made: Import) -> str:
    """Return the report for a person."""
    return "\n".join(_markdown(made)).rstrip() + "\n"


def _markdown(made: Import) -> Iterator[str]:
    yield "# Rapport fra importen"
    yield f"\n{summary(made)}.\n"
    yield "Slett denne filen når alt er sett på.\n"
    yield "## Linjene i kildene\n"
    files = list(dict.fromkeys(x.file for x in made.account.lines))
    yield f"| | {' | '.join(files)} |"
    yield f"| --- |{' ---: |' * len(files)}"
    counts = {file: made.account.counts(file) for file in files}
    for fate, words in _FATES.items():
        yield f"| {words} | {' | '.join(str(counts[x][fate]) for x in files)} |"
    yield f"| **alle** | {' | '.join(str(sum(counts[x].values())) for x in files)} |"
    for kind, heading in KINDS.items():
        found = [x for x in made.findings if x.kind == kind]
        if found:
            yield f"\n## {heading} ({len(found)})\n"
            yield from (f"- {x.text}{f' ({_short(x.place)})' if x.place else ''}" for x in found)
    reported = list(made.account.reported())
    if reported:
        yield f"\n## Linjer som ikke er i huben ({len(reported)})\n"
        yield from (f"- {line.place}, {why}: `{line.text.strip()}`" for line, why in reported)


def _short(place: str) -> str:
    """Return places with the name of a file only where it changes."""
    parts, last = [], ""
    for part in place.split(", "):
        file, _, number = part.rpartition(":")
        parts.append(number if file == last else part)
        last = file
    return ", ".join(parts)


def as_json(made: Import) -> str:
    """Return the report for programs."""
    files = dict.fromkeys(x.file for x in made.account.lines)
    data: dict[str, Any] = {
        "format": FORMAT,
        "roles": len(made.roles),
        "topics": len(made.topics),
        "questions": len(made.questions),
        "placements": len(made.placements),
        "listed_links": len(made.listed),
        "links": len(made.links),
        "documents": [
            {
                "file": file,
                "lines": sum(made.account.counts(file).values()),
                "fates": made.account.counts(file),
                "lines_of": _lines_of(made, file),
            }
            for file in files
        ],
        "findings": [
            {"kind": x.kind, "place": x.place, "text": x.text, "found": x.found, "mended": x.mended}
            for x in made.findings
        ],
        "reported": [
            {"place": line.place, "text": line.text, "why": why}
            for line, why in made.account.reported()
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _lines_of(made: Import, file: str) -> dict[str, str]:
    """Return fate -> the numbers of its lines, as `3-5, 8`."""
    by_fate: dict[Fate, list[int]] = {fate: [] for fate in Fate}
    for line in made.account.lines:
        if line.file == file:
            by_fate[_fate(made, line)].append(line.number)
    return {fate.value: _ranges(numbers) for fate, numbers in by_fate.items()}


def _fate(made: Import, line: Line) -> Fate:
    found = made.account.of(line)
    assert found is not None  # `settle` has noted every line
    return found[0]


def _ranges(numbers: list[int]) -> str:
    parts = []
    for _, group in groupby(enumerate(numbers), key=lambda x: x[1] - x[0]):
        run = [n for _, n in group]
        parts.append(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}")
    return ", ".join(parts)
