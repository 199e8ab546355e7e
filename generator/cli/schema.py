"""`rollehub schema`: the hub -> a JSON Schema for each kind of source file.

In: the folder. Out: the files of the schemas.
"""

from pathlib import Path

import click

from generator.cli.exits import Refused
from generator.cli.options import FOLDER
from generator.editing.schema import SCHEMAS, schemas
from generator.files import reason, write_whole
from generator.hub.options_file import language_of_hub
from generator.language import say, say_count, speak


@click.command()
@click.argument("directory", metavar="[MAPPE]", default=".", type=FOLDER)
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="MAPPE",
    help="Mappen som skjemaene blir skrevet i.  [standard: .rollehub/schema i huben]",
)
def schema(directory: Path, into: Path | None) -> None:
    """Skriv JSON Schema for kildefilene i huben i MAPPE.

    Med dem fullfører og forklarer et skriveprogram nøkler og id-er mens du skriver. VS Code bruker
    dem av seg selv. Kjør kommandoen på nytt når det er kommet nye id-er.
    """
    speak(language_of_hub(directory))
    folder = into or directory / SCHEMAS
    made = schemas(directory)
    try:
        for name, text in made.items():
            write_whole(folder / name, text.encode())
    except OSError as error:
        raise Refused(f"{error.filename or folder}: {reason(error)}") from error
    count = say_count("%(num)s fil", "%(num)s filer", len(made))
    click.echo(say("%(count)s er skrevet i %(folder)s.", count=count, folder=folder))
