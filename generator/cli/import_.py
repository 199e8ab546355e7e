"""`rollehub import`: documents -> a new hub; or a file that was sent out -> changes of the hub.

In: files and a folder. Out: the files of the hub, with a report of all that a person must look at;
or a diff, and with the consent of a person the changed files.
"""

import sys
from pathlib import Path

import click

from generator.cli.exits import Exit
from generator.cli.options import FOLDER
from generator.cli.problem_reports import as_text
from generator.editing.confirm import hub_in
from generator.editing.create import create
from generator.editing.importing.hub_files import REPORT, imported_files
from generator.editing.importing.importer import import_documents
from generator.editing.importing.lines import UnusableError
from generator.editing.importing.report import summary
from generator.editing.migrate import write
from generator.editing.round_trip.compare import Conflict, Outcome, compare
from generator.editing.round_trip.fields import Returned, plain
from generator.editing.round_trip.pieces import Piece
from generator.editing.round_trip.sheet import read_sheet
from generator.editing.round_trip.word_back import is_sent, read_word
from generator.editing.tool import installed
from generator.files import reason
from generator.hub.field_types import today
from generator.hub.options_file import language_of_hub
from generator.language import speak
from generator.problems import count_line, errors
from generator.shells.reading import read_sources
from generator.sources.edit import diff


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
@click.option("--back", is_flag=True, help="Filen er sendt ut med «rollehub export»; les den inn.")
@click.option(
    "--hub", "directory", metavar="MAPPE", default=".", type=FOLDER,
    help="Med --back: mappen til huben, ellers mappen du står i.",
)  # fmt: skip
@click.option("--yes", "is_sure", is_flag=True, help="Med --back: skriv uten å spørre.")
def import_(  # noqa: PLR0913, PLR0917 - the options of the command
    files: tuple[Path, ...],
    into: Path | None,
    name: str,
    back: bool,
    directory: Path,
    is_sure: bool,
) -> None:
    """Lag en ny hub av dokumenter: Word (.docx), Markdown (.md) eller ren tekst (.txt).

    Et dokument er ordnet etter rolle, emne, spørsmål og svar, eller er en liste med lenker. Like
    svar blir ett, og det som et menneske må avgjøre, står i import-report.md i mappen.

    Med --back kommer det en fagperson har endret i en fil fra «rollehub export», inn i huben. Alt
    vises først. Det som er endret i huben i mellomtiden, blir aldri skrevet over.
    """
    if back == (into is not None):
        message = (
            "velg én: --into MAPPE lager en ny hub, og --back henter inn en fil som ble sendt ut"
        )
        raise click.UsageError(message)
    try:
        if into is not None:
            _new_hub(files, into, name)
        else:
            _back(files, directory, is_sure=is_sure)
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def _new_hub(files: tuple[Path, ...], into: Path, name: str) -> None:
    for path in files:
        if path.suffix.lower() == ".docx" and is_sent(path):
            raise UnusableError(f"{path}: filen er sendt ut med «rollehub export»; bruk --back")
    made = import_documents(files)
    hub = imported_files(made, name or next(iter(made.names.values())), installed(), today())
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


def _back(files: tuple[Path, ...], directory: Path, *, is_sure: bool) -> None:
    """Show what files change in a hub, and write it if a person agrees."""
    if len(files) > 1:
        message = "les inn én fil om gangen med --back"
        raise click.UsageError(message)
    speak(language_of_hub(directory))
    back, parts = _read(files[0])
    outcome = compare(directory, hub_in(directory), back, parts, today())
    _show(outcome, back)
    if not outcome.changes:
        click.echo("Ingenting å skrive.")
    elif is_sure or (sys.stdin.isatty() and click.confirm("Skrive dette?", default=True)):
        try:
            write(directory, outcome.changes)
        except OSError as error:
            raise click.UsageError(f"{directory} kan ikke skrives ({reason(error)})") from error
        for change in outcome.changes:
            click.echo(change.path)
        click.echo(f"Endret: {len(outcome.changes)}. Bekreftet: {len(outcome.reviewed)}.")
        paths = {change.path for change in outcome.changes}
        found = [x for x in read_sources(directory).problems if x.place.path in paths]
        click.echo(as_text(found), nl=False)
    else:
        click.echo("Ingenting er skrevet. Legg til --yes for å skrive.")
    if outcome.conflicts:
        sys.exit(Exit.CONTENT_PROBLEMS)


def _read(path: Path) -> tuple[Returned, dict[str, list[Piece]]]:
    if path.suffix.lower() == ".xlsx":
        return read_sheet(path), {}
    if path.suffix.lower() == ".docx":
        return read_word(path)
    raise UnusableError(f"{path}: filen er ikke .docx eller .xlsx; bare slike sendes ut")


def _show(outcome: Outcome, back: Returned) -> None:
    for change in outcome.changes:
        click.echo(diff(change.old, change.new, change.path), nl=False)
    for key, author, text in back.comments:
        click.echo(f"merknad til {key or 'dokumentet'} ({author or 'uten navn'}): {text}")
    for note in outcome.notes:
        click.echo(f"advarsel: {note}")
    for conflict in outcome.conflicts:
        click.echo(_conflict(conflict), nl=False)


def _conflict(conflict: Conflict) -> str:
    """Return a conflict with what both sides did to the text that was sent."""
    lines = [f"konflikt: {conflict.key}: {conflict.why}; avgjør selv, og endre filen\n"]
    sides = (("i huben nå", conflict.here), ("i filen som kom tilbake", conflict.returned))
    for words, text in sides:
        if text is None:
            continue
        lines.append(f"--- {words}:\n")
        if conflict.sent is None:
            lines.append(f"{plain(text)}\n")
        else:
            lines.append(diff(f"{plain(conflict.sent)}\n", f"{plain(text)}\n", conflict.key))
    return "".join(lines)
