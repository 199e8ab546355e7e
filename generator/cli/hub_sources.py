"""What `build` and `serve` print about the problems of a hub.

In: sources. Out: the settings to build with, or printed text and the end of the program.
"""

import sys

import click

from generator.cli.exits import Exit
from generator.cli.problem_reports import as_text
from generator.language import say
from generator.problems import count_line
from generator.shells.reading import Sources
from generator.site.settings import Settings


def settings_of(sources: Sources, *, strict: bool = False) -> Settings:
    """Print the problems of a hub, and return the settings to build it with.

    Ends with `Exit.CONTENT_PROBLEMS` if there are errors, or, if `strict`, any problems.
    """
    found = sources.problems
    settings = sources.buildable
    if settings is None or (strict and found):
        click.echo(as_text(found), nl=False, err=True)
        click.echo(say("%(count)s Nettstedet er ikke bygget.", count=count_line(found)), err=True)
        sys.exit(Exit.CONTENT_PROBLEMS)
    click.echo(problems_of(sources), nl=False, err=True)
    return settings


def problems_of(sources: Sources) -> str:
    """Return the lines about the problems of a hub, and their count; nothing if it has none."""
    found = sources.problems
    return f"{as_text(found)}{count_line(found)}\n" if found else ""
