"""`rollehub due`: what professionals should look at, by owner.

In: the folder of a hub. Out: a report, or the issue of each owner as a file in a folder.
"""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from generator.cli.exits import Refused
from generator.cli.options import FOLDER, DayType, format_option
from generator.cli.output import show
from generator.editing.confirm import hub_in
from generator.editing.due import Due
from generator.editing.due import due as due_in
from generator.editing.due_reports import as_issue, as_json, as_markdown, as_text, title_of
from generator.files import reason, write_whole
from generator.hub.field_types import today
from generator.hub.options import Options
from generator.hub.options_file import language_of_hub, read_options
from generator.language import speak
from generator.problems import errors

_FORMATS = ("text", "markdown", "json")


@click.command()
@click.argument("directory", metavar="[MAPPE]", default=".", type=FOLDER)
@click.option(
    "--within", metavar="DAGER", default=31, show_default=True, type=click.IntRange(0, 3650),
    help="Hvor langt fram det skal sees.",
)  # fmt: skip
@click.option("--owner", metavar="EIER", help="Bare det denne eieren har ansvar for.")
@click.option("--on", metavar="DATO", type=DayType(), help="Regn fra denne dagen, ellers i dag.")
@format_option(_FORMATS, "Linjer å lese, Markdown, eller JSON.")
@click.option(
    "--into", metavar="MAPPE", type=click.Path(file_okay=False, path_type=Path),
    help="Skriv også teksten til en sak for hver eier, i en mappe som er tom eller ny.",
)  # fmt: skip
def due(  # noqa: PLR0913, PLR0917 - the options of the command
    directory: Path, within: int, owner: str | None, on: date | None, format_: str,
    into: Path | None,
) -> None:  # fmt: skip
    """Vis hva fagpersoner bør se på i huben i MAPPE, for hver eier.

    Det er det som skal bekreftes innen fristen, det som er endret etter at det ble bekreftet, og
    en passe del av det ingen har bekreftet: så mye at alt er sett på innen et år.
    """
    speak(language_of_hub(directory))
    try:
        hub = hub_in(directory)
    except ValueError as error:
        raise Refused(str(error)) from error
    options = options_in(directory)
    found = due_in(hub, options.default_owner, on or today(), within)
    if owner is not None:
        found = replace(found, shares=tuple(x for x in found.shares if x.owner == owner))
    if into is not None:
        _write(found, options, into)
    if format_ == "markdown":
        show(as_markdown(found, options.site_url, options.code_owners), format_)
    else:
        show(as_json(found) if format_ == "json" else as_text(found), format_)


def options_in(directory: Path) -> Options:
    """Return the settings of a hub; end with one sentence if they have mistakes."""
    options, wrong = read_options(directory)
    for problem in errors(wrong):
        raise Refused(str(problem))
    assert options is not None  # without errors there are settings
    return options


def _write(found: Due, options: Options, into: Path) -> None:
    """Write the issue of each owner: its title, an empty line, its text."""
    if into.exists() and any(into.iterdir()):
        message = f"«{into}» har filer fra før; velg en tom mappe"
        raise Refused(message)
    try:
        into.mkdir(parents=True, exist_ok=True)
        for number, share in enumerate(found.shares, 1):
            body = as_issue(share, options.site_url, options.code_owners.get(share.owner))
            name = re.sub(r"[^a-z0-9]+", "-", share.owner.lower()).strip("-")
            file = into / f"{number:02}-{name or 'uten-eier'}.md"
            write_whole(file, f"{title_of(share)}\n\n{body}".encode())
            click.echo(file, err=True)
    except OSError as error:
        message = f"{error.filename or into}: {reason(error)}"
        raise Refused(message) from error
