"""`rollehub migrate`: the folder of an older hub -> the same hub in the newest format.

In: the folder. Out: the changes as a diff, and with `--write` the changed files.
"""

from pathlib import Path

import click

from generator.cli.options import FOLDER
from generator.editing.migrate import changes, write
from generator.hub.options import NEWEST_FORMAT
from generator.language import say, say_count
from generator.sources.edit import diff


@click.command()
@click.argument("directory", metavar="[MAPPE]", default=".", type=FOLDER)
@click.option("--write", "is_writing", is_flag=True, help="Skriv endringene i filene.")
def migrate(directory: Path, is_writing: bool) -> None:
    """Vis hva som må endres i huben i MAPPE for at den skal få det nyeste formatet.

    Kommentarer, rekkefølge og skrivemåte blir stående.
    """
    try:
        made = changes(directory)
        if is_writing:
            write(directory, made)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.UsageError(
            f"{error.filename or directory}: {error.strerror or error}"
        ) from error
    if not made:
        click.echo(
            say(
                "Huben er i format %(format)s, som er det nyeste. Ingenting må endres.",
                format=NEWEST_FORMAT,
            )
        )
        return
    for change in made:
        click.echo(
            change.path if is_writing else diff(change.old, change.new, change.path), nl=is_writing
        )
    count = say_count("%(num)s fil", "%(num)s filer", len(made))
    if is_writing:
        click.echo(
            say(
                "Huben er nå i format %(format)s. %(count)s er endret.",
                format=NEWEST_FORMAT,
                count=count,
            )
        )
    else:
        click.echo(
            say(
                "%(count)s må endres for format %(format)s. Ingenting er skrevet. "
                "Kjør «rollehub migrate --write» for å endre dem.",
                count=count,
                format=NEWEST_FORMAT,
            )
        )
