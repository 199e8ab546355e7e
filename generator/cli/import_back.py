"""`rollehub import --back`: a file that was sent out -> changes of the hub.

In: a file, and the folder of a hub. Out: all that the file brings, shown first; and with the
consent of a person the changed files.
"""

import json
import sys
from pathlib import Path

import click

from generator.cli.exits import Exit, Refused
from generator.cli.output import show
from generator.cli.problem_reports import rows
from generator.editing.confirm import hub_in
from generator.editing.drafts import new_problems, write_together
from generator.editing.importing.lines import UnusableError
from generator.editing.round_trip.compare import compare
from generator.editing.round_trip.fields import Returned
from generator.editing.round_trip.pieces import Piece
from generator.editing.round_trip.reports import Report, as_data, as_text
from generator.editing.round_trip.sheet import read_sheet
from generator.editing.round_trip.word_back import read_word
from generator.files import reason
from generator.hub.field_types import today
from generator.hub.options_file import language_of_hub
from generator.language import speak
from generator.problems import errors


def take_back(file: Path, directory: Path, *, is_sure: bool, is_json: bool) -> None:
    """Show what a file changes in a hub, and write it if a person agrees.

    Raises ValueError, with a Norwegian sentence, for a file that cannot be used.
    """
    speak(language_of_hub(directory))
    back, parts = _read(file)
    outcome = compare(directory, hub_in(directory), back, parts, today())
    report = Report(outcome, back, new_problems(directory, outcome.changes))
    if not is_json:
        click.echo(as_text(report), nl=False)
    is_written = bool(outcome.changes) and (is_sure or (not is_json and _is_wanted(report)))
    if is_written:
        _write(directory, report)
    if is_json:
        data = as_data(report, is_written=is_written) | {"problems": rows(report.problems)}
        show(json.dumps(data, ensure_ascii=False, indent=2) + "\n", "json")
    else:
        click.echo(_end(report, is_written=is_written), nl=False)
    if outcome.conflicts:
        sys.exit(Exit.CONTENT_PROBLEMS)


def _read(path: Path) -> tuple[Returned, dict[str, list[Piece]]]:
    if path.suffix.lower() == ".xlsx":
        return read_sheet(path), {}
    if path.suffix.lower() == ".docx":
        return read_word(path)
    raise UnusableError(f"{path}: filen er ikke .docx eller .xlsx; bare slike sendes ut")


def _is_wanted(report: Report) -> bool:
    """Ask whether to write; what would have errors is not written by pressing Enter."""
    is_good = not errors(report.problems)
    return sys.stdin.isatty() and click.confirm("Skrive dette?", default=is_good)


def _write(directory: Path, report: Report) -> None:
    try:
        write_together(directory, report.outcome.changes)
    except OSError as error:
        raise Refused(f"{directory} kan ikke skrives ({reason(error)})") from error


def _end(report: Report, *, is_written: bool) -> str:
    """Return the last lines of the output."""
    outcome = report.outcome
    if not outcome.changes:
        return "Ingenting å skrive.\n"
    if not is_written:
        return "Ingenting er skrevet. Legg til --yes for å skrive.\n"
    paths = "".join(f"{change.path}\n" for change in outcome.changes)
    return f"{paths}Endret: {len(outcome.changes)}. Bekreftet: {len(outcome.reviewed)}.\n"
