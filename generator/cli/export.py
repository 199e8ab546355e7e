"""`rollehub export`: the texts of a hub -> a Word document or a spreadsheet for review.

In: the folder of a hub, and where to write. Out: the file, and what it holds.
"""

from pathlib import Path

import click

from generator.cli.options import FOLDER
from generator.editing.confirm import hub_in
from generator.editing.round_trip.fields import by_topic, fields_of
from generator.editing.round_trip.sheet import as_sheet
from generator.editing.round_trip.word_out import as_word
from generator.files import reason, write_whole
from generator.hub.options_file import language_of_hub, read_options
from generator.language import speak


@click.command()
@click.argument("directory", metavar="[MAPPE]", default=".", type=FOLDER)
@click.option(
    "--docx", "word", metavar="FIL", type=click.Path(dir_okay=False, path_type=Path),
    help="Skriv et Word-dokument å lese, kommentere og endre i.",
)  # fmt: skip
@click.option(
    "--xlsx", "sheet", metavar="FIL", type=click.Path(dir_okay=False, path_type=Path),
    help="Skriv et regneark med en rad for hver tekst.",
)  # fmt: skip
@click.option(
    "--only", metavar="ID", multiple=True, help="Bare dette emnet eller spørsmålet. Kan gjentas."
)
def export(directory: Path, word: Path | None, sheet: Path | None, only: tuple[str, ...]) -> None:
    """Skriv tekstene i huben i MAPPE til en fil som en fagperson kan gå gjennom.

    Filen kommer tilbake med «rollehub import FIL --back».
    """
    if not word and not sheet:
        message = "si hva som skal skrives: --docx FIL eller --xlsx FIL"
        raise click.UsageError(message)
    speak(language_of_hub(directory))
    try:
        hub = hub_in(directory)
        options, _ = read_options(directory, variables={})
        name = options.site_name if options else "Rollehub"
        questions = [x for _, found in by_topic(hub, only) for x in found]
        count = sum(1 for x in questions for _ in fields_of(x))
        for path, data in (
            (word, as_word(hub, name, only) if word else b""),
            (sheet, as_sheet(hub, only) if sheet else b""),
        ):
            if path:
                write_whole(path, data)
                click.echo(f"{path}: {len(questions)} spørsmål, {count} tekster.")
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        message = f"{error.filename or word or sheet}: filen kan ikke skrives ({reason(error)})"
        raise click.UsageError(message) from error
