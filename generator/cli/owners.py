"""`rollehub owners`: who keeps answers right -> who approves changes on the code host.

In: the folder of a hub. Out: the change of CODEOWNERS as a diff, and with consent the file.
"""

import sys
from pathlib import Path

import click

from generator.cli.due import options_in
from generator.cli.exits import Exit, Refused
from generator.cli.offering import YES, is_wanted
from generator.cli.options import FOLDER
from generator.editing.code_owners import place_in, unmapped, with_owners
from generator.editing.confirm import hub_in
from generator.editing.migrate import text_of
from generator.files import reason, write_whole
from generator.hub.options_file import language_of_hub
from generator.language import speak
from generator.sources.edit import diff


@click.command()
@click.argument("directory", metavar="[MAPPE]", default=".", type=FOLDER)
@click.option(
    "--check", "is_check", is_flag=True, help="Skriv ingenting; avslutt med 3 om noe må endres."
)
@YES
def owners(directory: Path, is_check: bool, is_sure: bool) -> None:
    """Skriv filen CODEOWNERS, så den som eier et svar, blir bedt om å godkjenne endringer i det.

    Eierne står i «owner» i spørsmål og emner, og i «default_owner» i innstillingene. Hvem de er på
    kodetjenesten, står i «code_owners».
    """
    speak(language_of_hub(directory))
    try:
        hub = hub_in(directory)
        options = options_in(directory)
        place = place_in(directory)
        old = text_of(directory / place) if (directory / place).exists() else ""
        new = with_owners(old, hub, options.default_owner, options.code_owners)
        for owner in unmapped(hub, options.default_owner, options.code_owners):
            click.echo(
                f"«{owner}» står ikke i «code_owners» i innstillingene, og er ikke tatt med."
            )
        click.echo(diff(old, new, place), nl=False)
        if old == new:
            click.echo("CODEOWNERS er som den skal.")
        elif is_check:
            sys.exit(Exit.CONTENT_PROBLEMS)
        elif is_sure or is_wanted():
            if new:
                write_whole(directory / place, new.encode())
            else:
                (directory / place).unlink()
            click.echo(place)
    except ValueError as error:
        raise Refused(str(error)) from error
    except OSError as error:
        message = f"{error.filename or directory}: {reason(error)}"
        raise Refused(message) from error
