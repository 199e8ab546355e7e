"""`rollehub import`: documents that were written elsewhere -> a new hub.

In: files and a folder. Out: the files of the hub, with a report of all that a person must look at.
"""

from pathlib import Path

import click

from generator.editing.create import create
from generator.editing.importing.hub_files import REPORT, imported_files
from generator.editing.importing.importer import import_documents
from generator.editing.importing.lines import UnusableError
from generator.editing.importing.report import summary
from generator.editing.tool import installed
from generator.files import reason
from generator.hub.field_types import today
from generator.problems import count_line


@click.command("import")
@click.argument(
    "files",
    metavar="FIL...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option(
    "--into",
    metavar="MAPPE",
    required=True,
    type=click.Path(path_type=Path),
    help="Mappen til den nye huben. Den må være ny eller tom.",
)
@click.option("--name", metavar="NAVN", default="", help="Navnet på nettstedet.")
def import_(files: tuple[Path, ...], into: Path, name: str) -> None:
    """Lag en ny hub av dokumenter: Word (.docx), Markdown (.md) eller ren tekst (.txt).

    Et dokument er ordnet etter rolle, emne, spørsmål og svar, eller er en liste med lenker. Like
    svar blir ett, og det som et menneske må avgjøre, står i import-report.md i mappen.
    """
    try:
        made = import_documents(files)
    except UnusableError as error:
        raise click.UsageError(str(error)) from error
    hub = imported_files(made, name or next(iter(made.names.values())), installed(), today())
    try:
        warnings = create(into, hub)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.UsageError(f"{into} kan ikke skrives ({reason(error)})") from error
    click.echo(f"{into}: {summary(made)}.")
    if warnings:
        click.echo(f"{count_line(warnings)} Se dem med «rollehub check {into}».")
    left = len(list(made.account.reported()))
    report = into / f"{REPORT}.md"
    click.echo(f"{len(made.findings)} ting å se på, og {left} linjer som ikke er i huben: {report}")
