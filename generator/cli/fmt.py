"""`rollehub fmt`: the source files of a hub -> the same files in the canonical form.

In: the folder, and files in it. Out: rewritten files, the names of these, and exit codes.
"""

import sys
from pathlib import Path

import click

from generator.cli.exits import Exit, Refused
from generator.cli.problem_reports import as_text
from generator.editing.formatting import formattable, formatted
from generator.editing.migrate import Change, write
from generator.files import reason
from generator.hub.options_file import language_of_hub
from generator.language import say, say_count, speak
from generator.sources.edit import diff


@click.command()
@click.argument("places", metavar="[MAPPE] [FIL]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--check", "is_check", is_flag=True, help="Skriv ingenting; si hva som ville endres.")
@click.option("--diff", "is_diff", is_flag=True, help="Skriv ingenting; vis endringene.")
def fmt(places: tuple[Path, ...], is_check: bool, is_diff: bool) -> None:
    """Gi kildefilene i huben i MAPPE (ellers mappen du står i) samme form, eller bare noen FILer.

    Ingen tekst og ingen kommentar går tapt. En fil som ikke kan leses, får stå som den er.

    Avslutter med 3 når en fil ikke kan leses, og med --check når en fil ikke har formen.
    """
    root, files = _hub_and_files(places)
    speak(language_of_hub(root))
    made, problems = formatted(root, files)
    if not is_check and not is_diff:
        try:
            write(root, made)
        except OSError as error:
            raise Refused(f"{error.filename or root}: {reason(error)}") from error
    for change in made:
        if is_diff:
            click.echo(diff(change.old, change.new, change.path), nl=False)
        else:
            click.echo(change.path)
    click.echo(as_text(problems), nl=False, err=True)
    click.echo(_summary(made, len(problems), is_written=not is_check and not is_diff), err=is_diff)
    if problems or (is_check and made):
        sys.exit(Exit.CONTENT_PROBLEMS)


def _hub_and_files(places: tuple[Path, ...]) -> tuple[Path, list[str]]:
    """Return the folder of the hub, and the paths of the files in it."""
    root, files = Path(), list(places)
    if places and places[0].is_dir():
        root, *files = places
    known = set(formattable(root))
    names: list[str] = []
    for file in files:
        whole = file.resolve()
        inside = whole.is_relative_to(root.resolve())
        name = whole.relative_to(root.resolve()).as_posix() if inside else ""
        if name not in known:
            raise Refused(f"«{file}» er ingen kildefil i huben; skriv for eksempel roles.yaml")
        names.append(name)
    return root, names


def _summary(made: list[Change], problems: int, *, is_written: bool) -> str:
    """Return the last line: what was done, or what can be done."""
    count = say_count("%(num)s fil", "%(num)s filer", len(made))
    left = (
        say_count("%(num)s feil må rettes først.", "%(num)s feil må rettes først.", problems)
        if problems
        else ""
    )
    if not made:
        return left or say("Alle filene har den faste formen.")
    if is_written:
        done = say("%(count)s har fått den faste formen.", count=count)
    else:
        done = say(
            "%(count)s har ikke den faste formen. Kjør «rollehub fmt» for å rette.", count=count
        )
    return f"{done} {left}".rstrip()
