"""`rollehub diff`: two editions of a hub -> what the change does to its readers.

In: revisions in git, or folders. Out: a report. Nothing is written, and the work tree stays as it
is.
"""

import sys
from pathlib import Path

import click

from generator.cli.editions import edition_named
from generator.cli.exits import Exit
from generator.cli.options import FOLDER, format_option
from generator.cli.output import show
from generator.editing.diff.compare import compare
from generator.editing.diff.page import as_html
from generator.editing.diff.reports import as_json, as_markdown, as_text

_FORMATS = {"text": as_text, "markdown": as_markdown, "json": as_json, "html": as_html}


@click.command()
@click.argument("base", metavar="FØR")
@click.argument("head", metavar="[ETTER]", default="")
@click.option("--hub", "root", default=".", type=FOLDER, help="Mappen med huben.")
@format_option(_FORMATS, "Linjer å lese, Markdown for en kommentar, JSON, eller en side i HTML.")
@click.option("--strict", is_flag=True, help="Avslutt med 3 hvis noe kan være gjort ved et uhell.")
def diff(base: str, head: str, root: Path, format_: str, strict: bool) -> None:
    """Vis hva en endring gjør for leserne, rolle for rolle.

    FØR og ETTER er utgaver i git (som main eller HEAD~1) eller mapper; en mappe går foran. Uten
    ETTER blir FØR sammenlignet med filene slik de er nå. Finnes ikke grenen her, brukes den med
    samme navn i origin. Ingenting skrives ut når leserne ikke merker noe.
    """
    found = compare(edition_named(root, base), edition_named(root, head))
    show(_FORMATS[format_](found), format_)
    if strict and found.warned:
        sys.exit(Exit.CONTENT_PROBLEMS)
