"""`rollehub language`: what could be said more plainly in the texts of a hub.

In: the folder of a hub. Out: notes and figures. Nothing is ever wrong: the exit code is 0.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import median

import click

from generator.check.language_notes import MOST_LIX, Note, Reading, language_notes
from generator.cli.exits import Refused
from generator.cli.options import FOLDER, format_option
from generator.cli.output import show
from generator.hub.load import read_hub
from generator.hub.options_file import language_of_hub
from generator.language import speak
from generator.problems import annotation, errors

_FORMATS = ("text", "github", "json")


@click.command()
@click.argument("directory", metavar="[MAPPE]", default=".", type=FOLDER)
@click.option(
    "--path", "paths", metavar="FIL", multiple=True,
    help="Bare merknader til denne filen, slik den heter i huben. Kan gjentas.",
)  # fmt: skip
@format_option(_FORMATS, "Linjer å lese, merknader for GitHub, eller JSON.")
def language(directory: Path, paths: tuple[str, ...], format_: str) -> None:
    """Vis hva som kan sies enklere i tekstene i huben i MAPPE.

    Lange setninger, tunge svar, kontorspråk og forkortelser. Det er råd, ikke feil: de stopper
    ingenting.
    """
    tag = language_of_hub(directory)
    speak(tag)
    hub, origins, found = read_hub(directory)
    for problem in errors(found):
        message = f"{problem}. Rett feilene i kildene først"
        raise Refused(message)
    notes, readings = language_notes(hub, origins, tag)
    if paths:
        notes = [note for note in notes if note.place.path in paths]
        readings = [reading for reading in readings if reading.path in paths]
    if format_ == "json":
        show(_as_json(notes, readings), format_)
    elif format_ == "github":
        show("".join(annotation("notice", x.place, x.code, x.message) for x in notes), format_)
    else:
        show("".join(f"{note}\n" for note in notes) + _summary(notes, readings), format_)


def _as_json(notes: Sequence[Note], readings: Sequence[Reading]) -> str:
    rows = [
        {
            "path": note.place.path,
            "line": note.place.line,
            "column": note.place.column,
            "code": note.code,
            "message": note.message,
        }
        for note in notes
    ]
    data = {"format": 1, "notes": rows, "answers": [asdict(reading) for reading in readings]}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _summary(notes: Sequence[Note], readings: Sequence[Reading]) -> str:
    """Return the figures of all answers in one line."""
    figures = sorted(reading.lix for reading in readings if reading.lix is not None)
    if not figures:
        return f"Merknader: {len(notes)}.\n"
    above = sum(figure > MOST_LIX for figure in figures)
    return (
        f"Merknader: {len(notes)}. LIX i {len(figures)} svar: {figures[0]}–{figures[-1]}, "
        f"midterst {median(figures):.0f}; {above} over {MOST_LIX}.\n"
    )
