"""`rollehub fix`: slips that need no decision -> the mended files, after a look at the difference.

In: the folder. Out: the changes as a diff, and the changed files if the answer is yes.
"""

import sys
from pathlib import Path

import click

from generator.cli.exits import Refused
from generator.cli.options import FOLDER
from generator.editing.mending import mended
from generator.editing.migrate import write
from generator.files import reason
from generator.hub.field_types import today
from generator.hub.options_file import language_of_hub
from generator.language import say, say_count, speak
from generator.problems import count_line
from generator.sources.edit import diff


@click.command()
@click.argument("directory", metavar="[MAPPE]", default=".", type=FOLDER)
@click.option("--yes", "is_sure", is_flag=True, help="Skriv uten å spørre.")
@click.option("--dry-run", "is_dry", is_flag=True, help="Vis endringene, og skriv ingenting.")
def fix(directory: Path, is_sure: bool, is_dry: bool) -> None:
    """Rett det i kildene til huben i MAPPE som kan rettes uten å velge, og vis det først.

    Det er skilletegn og usynlige tegn fra Word, tabulatorer, ødelagte bokstaver, mellomrom som
    mangler etter «-» og «:», og nøkler som ikke sier noe.
    """
    speak(language_of_hub(directory))
    try:
        made, left = mended(directory, today())
        for change in made:
            click.echo(diff(change.old, change.new, change.path), nl=False)
        if not made:
            click.echo(say("Ingenting å rette."))
        elif not is_dry and (is_sure or _agreed()):
            write(directory, made)
            count = say_count("%(num)s fil", "%(num)s filer", len(made))
            click.echo(say("%(count)s er rettet.", count=count))
        else:
            click.echo(say("Ingenting er skrevet. Legg til --yes for å skrive."))
    except OSError as error:
        raise Refused(f"{error.filename or directory}: {reason(error)}") from error
    if left:
        count = count_line(left)
        click.echo(say("Resten må du rette selv: %(count)s Kjør «rollehub check».", count=count))


def _agreed() -> bool:
    return sys.stdin.isatty() and click.confirm(say("Skrive dette?"), default=True)
