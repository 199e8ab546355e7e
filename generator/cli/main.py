"""The command `rollehub`; each of its commands has its own module.

In: arguments. Out: printed text and exit codes.
"""

import gettext
import sys
from importlib import import_module
from keyword import iskeyword
from typing import Any

import click
from click.exceptions import NoSuchCommand

from generator.cli.exits import Exit
from generator.cli.output import escape_what_cannot_be_shown

_STOPPED = "Aborted!"  # an id in the catalogue of click, and what it says itself
_IMPORTED_WHEN_USED = {
    "admin": "generator.cli.admin",
    "build": "generator.cli.build",
    "check": "generator.cli.check",
    "confirm": "generator.cli.confirm",
    "diff": "generator.cli.diff",
    "due": "generator.cli.due",
    "export": "generator.cli.export",
    "fix": "generator.cli.fix",
    "fmt": "generator.cli.fmt",
    "import": "generator.cli.import_",
    "init": "generator.cli.init",
    "language": "generator.cli.language",
    "links": "generator.cli.links",
    "migrate": "generator.cli.migrate",
    "new": "generator.cli.new",
    "offline": "generator.cli.offline",
    "owners": "generator.cli.owners",
    "rename": "generator.cli.rename",
    "retire": "generator.cli.rename",
    "schema": "generator.cli.schema",
    "serve": "generator.cli.serve",
    "suggest": "generator.cli.suggest",
    "similar": "generator.cli.similar",
    "translations": "generator.cli.translations",
}


class _Commands(click.Group):
    """The commands; those that need large libraries are imported only when used."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # For the list in the help, and for what a misspelt name may mean.
        self.commands.update({name: click.Command(name) for name in _IMPORTED_WHEN_USED})

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command; a character that cannot be printed is escaped."""
        escape_what_cannot_be_shown()
        return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; Ctrl-C is neither a fault of the program nor one of its user."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo(gettext.gettext(_STOPPED), err=True)
            sys.exit(Exit.INTERRUPTED)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _IMPORTED_WHEN_USED:
            return super().get_command(ctx, cmd_name)
        module = import_module(_IMPORTED_WHEN_USED[cmd_name])
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        return getattr(module, name)  # type: ignore[no-any-return]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command; for a misspelt one, suggest those that are not imported yet too."""
        try:
            return super().resolve_command(ctx, args)
        except NoSuchCommand as error:
            known = self.list_commands(ctx)
            raise NoSuchCommand(args[0], possibilities=known, ctx=ctx) from error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="rollehub", prog_name="rollehub")
def main() -> None:
    """Rollehub: spørsmål, svar og lenker for hver rolle."""
