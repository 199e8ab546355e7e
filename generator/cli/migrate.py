"""`rollehub migrate`: the folder of an older hub -> the same hub in the newest format.

In: the folder. Out: the changes as a diff, and with `--write` the changed files.
"""

from pathlib import Path

import click

from generator.cli.options import FOLDER
from generator.editing.leave_mkdocs import leaving_mkdocs
from generator.editing.migrate import Change, changes, write
from generator.hub.options import NEWEST_FORMAT
from generator.hub.options_file import language_of_hub
from generator.language import say, say_count, speak
from generator.sources.edit import diff


@click.command()
@click.argument("directory", metavar="[MAPPE]", default=".", type=FOLDER)
@click.option(
    "--leave-mkdocs",
    is_flag=True,
    help="Flytt innstillingene fra mkdocs.yml til rollehub.yaml, og ta mkdocs.yml bort.",
)
@click.option("--write", "is_writing", is_flag=True, help="Skriv endringene i filene.")
def migrate(directory: Path, leave_mkdocs: bool, is_writing: bool) -> None:
    """Vis hva som må endres i huben i MAPPE for at den skal få det nyeste formatet.

    Kommentarer, rekkefølge og skrivemåte blir stående.
    """
    speak(language_of_hub(directory))
    try:
        made = leaving_mkdocs(directory) if leave_mkdocs else changes(directory)
        if is_writing:
            write(directory, made)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.UsageError(
            f"{error.filename or directory}: {error.strerror or error}"
        ) from error
    for change in made:
        if is_writing:
            click.echo(change.path)
        else:
            click.echo(diff(change.old, change.new, change.path), nl=False)
    click.echo(_summary(made, leave_mkdocs, is_writing))


def _summary(made: list[Change], leave_mkdocs: bool, is_writing: bool) -> str:
    """Return the last line: what was done, or what can be done."""
    count = say_count("%(num)s fil", "%(num)s filer", len(made))
    command = f"rollehub migrate {'--leave-mkdocs ' * leave_mkdocs}--write"
    if not made:
        return say(
            "Huben er i format %(format)s, som er det nyeste. Ingenting må endres.",
            format=NEWEST_FORMAT,
        )
    if not is_writing:
        return say(
            "%(count)s må endres. Ingenting er skrevet. Kjør «%(command)s» for å endre.",
            count=count,
            command=command,
        )
    if leave_mkdocs:
        return say("Innstillingene er nå i rollehub.yaml, og huben bygges med «rollehub build».")
    return say(
        "Huben er nå i format %(format)s. %(count)s er endret.", format=NEWEST_FORMAT, count=count
    )
