"""The command `rollehub check`: everything that is wrong in the sources.

In: arguments. Out: printed text and exit codes.
"""

import gc
import sys
from pathlib import Path

import click

from generator.cli.exits import Exit
from generator.cli.options import format_option
from generator.cli.output import show
from generator.cli.problem_reports import as_github, as_json, as_text, fixable_line
from generator.language import say, say_count
from generator.problems import count_line, errors
from generator.processes import usable_processors
from generator.shells.reading import read_sources

_FORMATS = {"text": as_text, "github": as_github, "json": as_json}


@click.command()
@click.argument(
    "directory",
    metavar="[MAPPE]",
    default=".",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@format_option(_FORMATS, "Linjer å lese, merknader for GitHub, eller JSON.")
@click.option("--strict", is_flag=True, help="Regn advarsler som feil.")
def check(directory: Path, format_: str, strict: bool) -> None:
    """Finn alt som er galt i kildene til huben i MAPPE (ellers mappen du står i).

    Avslutter med 0 når alt er i orden, og med 3 når noe må rettes.
    """
    gc.disable()  # what is read lives to the end of the command, and has no cycles
    sources = read_sources(directory, jobs=usable_processors())
    hub, found = sources.hub, sources.problems
    show(_FORMATS[format_](found), format_)
    if format_ == "text":
        if found:
            click.echo(count_line(found))
            click.echo(fixable_line(found), nl=False)
        else:
            click.echo(
                say(
                    "Alt i orden: %(questions)s, %(roles)s, %(links)s, %(terms)s.",
                    questions=say_count("%(num)s spørsmål", "%(num)s spørsmål", len(hub.questions)),
                    roles=say_count("%(num)s rolle", "%(num)s roller", len(hub.roles)),
                    links=say_count("%(num)s lenke", "%(num)s lenker", len(hub.links)),
                    terms=say_count(
                        "%(num)s ord i ordlisten", "%(num)s ord i ordlisten", len(hub.terms)
                    ),
                )
            )
    if errors(found) or (strict and found):
        sys.exit(Exit.CONTENT_PROBLEMS)
