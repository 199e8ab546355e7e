"""`rollehub similar`: questions and links of a hub that say nearly the same, and are not one.

In: the folder of a hub. Out: a report. Nothing is written.
"""

from pathlib import Path

import click

from generator.cli.editions import edition_named
from generator.cli.options import FOLDER, format_option
from generator.cli.output import show
from generator.editing.similar.pairs import similar as similar_pairs
from generator.editing.similar.reports import as_github, as_json, as_text

_FORMATS = {"text": as_text, "github": as_github, "json": as_json}


@click.command()
@click.argument("directory", metavar="[MAPPE]", default=".", type=FOLDER)
@click.option("--base", metavar="FØR", help="Bare det som er nytt siden denne utgaven i git.")
@format_option(_FORMATS, "Linjer å lese, merknader for GitHub, eller JSON.")
def similar(directory: Path, base: str | None, format_: str) -> None:
    """Finn svar, titler og lenker i MAPPE som sier nesten det samme.

    Bøyning og skrivefeil spiller liten rolle. Det som skiller dem, er merket.
    """
    now = edition_named(directory, "")
    before = edition_named(directory, base).hub if base else None
    pairs = similar_pairs(now.hub, now.options.language, before)
    show(_FORMATS[format_](pairs, now.origins), format_)
