"""The command `rollehub` with `check` and `offline`; `links` is in another module.

In: arguments. Out: printed text and exit codes.
"""

import gc
import gettext
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from generator.cli.exits import Exit
from generator.cli.output import escape_what_cannot_be_shown, show
from generator.cli.problem_reports import as_github, as_json, as_text
from generator.language import LOCALE, say, say_count
from generator.problems import count_line, errors
from generator.processes import usable_processors
from generator.shells.reading import read_sources

# click's help and its messages about wrong usage are Norwegian on every machine. It looks up some
# of its words when a command is defined, so the translation is set up before that.
gettext.bindtextdomain("click", str(LOCALE))
gettext.textdomain("click")
os.environ["LANGUAGE"] = "nb"

_FORMATS = {"text": as_text, "github": as_github, "json": as_json}


_IMPORTED_WHEN_USED = {
    "build": "generator.cli.build",
    "init": "generator.cli.init",
    "links": "generator.cli.links",
    "migrate": "generator.cli.migrate",
    "offline": "generator.cli.offline",
    "serve": "generator.cli.serve",
}


class _Commands(click.Group):
    """The commands; those that need large libraries are imported only when used."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command; a character that cannot be printed is escaped."""
        escape_what_cannot_be_shown()
        return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; Ctrl-C is neither a fault of the program nor one of its user."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo(gettext.gettext("Aborted!"), err=True)  # as click says it
            sys.exit(Exit.INTERRUPTED)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*super().list_commands(ctx), *_IMPORTED_WHEN_USED]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _IMPORTED_WHEN_USED:
            return super().get_command(ctx, cmd_name)
        module = import_module(_IMPORTED_WHEN_USED[cmd_name])
        return getattr(module, cmd_name)  # type: ignore[no-any-return]


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="rollehub", prog_name="rollehub")
def main() -> None:
    """Rollehub: spørsmål, svar og lenker for hver rolle."""


@main.command()
@click.argument(
    "directory",
    metavar="[MAPPE]",
    default=".",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(_FORMATS)),
    default="text",
    show_default=True,
    help="Linjer å lese, merknader for GitHub, eller JSON.",
)
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
