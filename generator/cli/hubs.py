"""What `build` and `serve` have in common: the folder of the hub, and its problems in the terminal.

In: arguments and sources. Out: values, or printed text and the end of the program.
"""

import os
import sys
from pathlib import Path

import click

from generator.cli.exits import Exit
from generator.cli.problem_reports import as_text
from generator.language import say
from generator.problems import count_line
from generator.shells.reading import Sources
from generator.site.day import source_day
from generator.site.settings import Settings

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_SIGNS = ("roles.yaml", "links.yaml", "content")


def check_surroundings(directory: Path) -> None:
    """End with wrong usage if the folder is no hub, or if the environment has no valid date."""
    if not any((directory / name).exists() for name in _SIGNS):
        named = f"mappen {directory}" if directory.name else "mappen du står i"
        raise click.UsageError(f"{named} er ingen hub: den har ikke «{_SIGNS[0]}»")
    try:
        source_day(os.environ.get("SOURCE_DATE_EPOCH", ""))
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def settings_of(sources: Sources, *, strict: bool = False) -> Settings:
    """Print the problems of a hub, and return the settings to build it with.

    Ends with `Exit.CONTENT_PROBLEMS` if there are errors, or, if `strict`, any problems.
    """
    found = sources.problems
    click.echo(as_text(found), nl=False, err=True)
    settings = sources.buildable
    if settings is None or (strict and found):
        click.echo(say("%(count)s Nettstedet er ikke bygget.", count=count_line(found)), err=True)
        sys.exit(Exit.CONTENT_PROBLEMS)
    if found:
        click.echo(count_line(found), err=True)
    return settings
