"""`rollehub suggest`: an issue that was written in a form -> a change to the files of the hub.

In: a file with GitHub's event. Out: changed files, and what to say about them. Nothing of what was
written in the form is printed, as a line of a log may be a command.
"""

import json
import sys
from pathlib import Path

import click

from generator.cli.exits import Exit
from generator.cli.options import FILE, FOLDER
from generator.editing.drafts import Draft, refuse_mistakes, write_together
from generator.editing.suggestion import MOST_CHARACTERS, UnusableError
from generator.editing.suggestion import suggest as suggested
from generator.files import write_whole
from generator.language import say


@click.command()
@click.argument("file", metavar="FIL", type=FILE)
@click.option(
    "--hub", "directory", metavar="MAPPE", default=".", type=FOLDER,
    help="Mappen til huben, ellers mappen du står i.",
)  # fmt: skip
@click.option(
    "--into", "folder", metavar="MAPPE", required=True, type=click.Path(path_type=Path),
    help="Mappen for det som skal sies om forslaget.",
)  # fmt: skip
def suggest(file: Path, directory: Path, folder: Path) -> None:
    """Gjør en sak som er skrevet i et skjema, om til en endring i filene.

    FIL er hendelsen fra GitHub. Kan forslaget ikke brukes, står grunnen i answer.md i mappen, og
    kommandoen avslutter med 3.
    """
    number, text = _issue(file)
    try:
        draft = Draft(directory)
        found = suggested(draft, text, number)
        if found is None:
            click.echo("Saken er ikke skrevet i et skjema. Ingenting er endret.")
            return
        made = draft.changes()
        try:
            warnings = refuse_mistakes(directory, made)
        except ValueError as error:
            raise UnusableError(str(error)) from error
        write_together(directory, made)
    except UnusableError as error:
        _say(folder / "answer.md", [
            say("Takk for forslaget. Det kan ikke brukes slik det står:"), "",
            f"    {_line(error)}", "", say("Rett saken, så prøver vi igjen."),
        ])  # fmt: skip
        click.echo("Forslaget kan ikke brukes. Ingenting er endret.")
        sys.exit(Exit.CONTENT_PROBLEMS)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    about = (
        say("Et nytt spørsmål, foreslått i #%(number)s.", number=number)
        if found.is_new
        else say("En endring i et svar, foreslått i #%(number)s.", number=number)
    )
    notes = [f"    {_line(warning)}" for warning in warnings]
    _say(folder / "body.md", [
        f"{about} Closes #{number}.", "",
        f"`content/questions/{found.id}.yaml`", "",
        *([say("Kontrollen sier:"), "", *notes, ""] if notes else []),
        say("Les teksten som om du ikke vet hvem som har skrevet den: Stemmer den, og hva er "
            "kilden?"),
        say("Kjører ikke sjekkene, lukker du forespørselen og åpner den igjen."),
    ])  # fmt: skip
    for change in made:
        click.echo(change.path)


def _issue(file: Path) -> tuple[int, str]:
    """Return the number and the text of the issue in an event."""
    try:
        raw = file.read_bytes()
        event = json.loads(raw)
        number, text = event["issue"]["number"], event["issue"]["body"] or ""
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise click.UsageError(f"{file} er ikke en hendelse om en sak") from error
    if not isinstance(number, int) or not isinstance(text, str):
        raise click.UsageError(f"{file} er ikke en hendelse om en sak")
    return number, text[: MOST_CHARACTERS + 1]


def _line(text: object) -> str:
    """Return a text as one line that is code, whatever it contains."""
    return " ".join(str(text).split())[:2000]


def _say(file: Path, lines: list[str]) -> None:
    write_whole(file, "".join(f"{line}\n" for line in lines).encode())
