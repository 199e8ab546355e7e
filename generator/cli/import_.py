"""`rollehub import`: documents -> a new hub; or a file that was sent out -> changes of the hub.

In: files and a folder. Out: the files of the hub, with a report of all that a person must look at;
`import_back` has the other way.
"""

import sys
from pathlib import Path

import click

from generator.cli.exits import Exit
from generator.cli.import_back import take_back
from generator.cli.options import FOLDER, format_option
from generator.editing.create import create
from generator.editing.importing.hub_files import REPORT, imported_files
from generator.editing.importing.importer import import_documents
from generator.editing.importing.lines import UnusableError
from generator.editing.importing.report import summary
from generator.editing.new_hub import LANGUAGES
from generator.editing.round_trip.word_back import is_sent
from generator.editing.tool import installed
from generator.files import reason
from generator.hub.field_types import today
from generator.language import speak
from generator.problems import count_line, errors


@click.command("import")
@click.argument(
    "files", metavar="FIL...", nargs=-1, required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)  # fmt: skip
@click.option(
    "--into", metavar="MAPPE", type=click.Path(path_type=Path),
    help="Mappen til den nye huben. Den må være ny eller tom.",
)  # fmt: skip
@click.option("--name", metavar="NAVN", default="", help="Navnet på den nye huben.")
@click.option(
    "--language",
    type=click.Choice(list(LANGUAGES)),
    default="nb",
    show_default=True,
    help="Språket i den nye huben: bokmål, nynorsk eller engelsk.",
)
@click.option("--back", is_flag=True, help="Filen er sendt ut med «rollehub export»; les den inn.")
@click.option(
    "--hub", "directory", metavar="MAPPE", default=".", type=FOLDER,
    help="Med --back: mappen til huben, ellers mappen du står i.",
)  # fmt: skip
@click.option("--yes", "is_sure", is_flag=True, help="Med --back: skriv uten å spørre.")
@format_option(
    ["text", "json"],
    "Med --back: linjer å lese, eller JSON. Med JSON blir ingenting skrevet uten --yes.",
)
def import_(  # noqa: PLR0913, PLR0917 - the options of the command
    files: tuple[Path, ...],
    into: Path | None,
    name: str,
    language: str,
    back: bool,
    directory: Path,
    is_sure: bool,
    format_: str,
) -> None:
    """Lag en ny hub av dokumenter: Word (.docx), Markdown (.md) eller ren tekst (.txt).

    Et dokument er ordnet etter rolle, emne, spørsmål og svar, eller er en liste med lenker. Like
    svar blir ett, og det som et menneske må avgjøre, står i import-report.md i mappen.

    Med --back kommer det en fagperson har endret i en fil fra «rollehub export», inn i huben. Alt
    vises først, også det som ville være feil etterpå. Det som er endret i huben i mellomtiden, blir
    aldri skrevet over.
    """
    if back == (into is not None):
        message = (
            "velg én: --into MAPPE lager en ny hub, og --back henter inn en fil som ble sendt ut"
        )
        raise click.UsageError(message)
    try:
        if into is not None:
            _new_hub(files, into, name, language)
        elif len(files) > 1:
            message = "les inn én fil om gangen med --back"
            raise click.UsageError(message)
        else:
            take_back(files[0], directory, is_sure=is_sure, is_json=format_ == "json")
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def _new_hub(files: tuple[Path, ...], into: Path, name: str, language: str) -> None:
    speak(language)
    for path in files:
        if path.suffix.lower() == ".docx" and is_sent(path):
            raise UnusableError(f"{path}: filen er sendt ut med «rollehub export»; bruk --back")
    made = import_documents(files)
    title = name or next(iter(made.names.values()))
    hub = imported_files(made, title, installed(), today(), language)
    try:
        found = create(into, hub, may_have_errors=True)
    except OSError as error:
        raise click.UsageError(f"{into} kan ikke skrives ({reason(error)})") from error
    click.echo(f"{into}: {summary(made)}.")
    if found:
        click.echo(f"{count_line(found)} Se dem med «rollehub check {into}».")
    left = len(list(made.account.reported()))
    report = into / f"{REPORT}.md"
    click.echo(f"{len(made.findings)} ting å se på, og {left} linjer som ikke er i huben: {report}")
    if errors(found):
        sys.exit(Exit.CONTENT_PROBLEMS)
