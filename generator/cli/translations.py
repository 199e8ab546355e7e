"""`rollehub translations`: which answers are in other languages, and which of those are behind.

In: the folder of a hub, and the ids of questions whose translation says what the question says now.
Out: a report; or the change as a diff, and with consent the files.
"""

from pathlib import Path

import click

from generator.cli.exits import Refused
from generator.cli.offering import YES, is_wanted
from generator.cli.options import FOLDER, format_option
from generator.cli.output import show
from generator.editing.confirm import hub_in
from generator.editing.migrate import write
from generator.editing.translated import as_json, as_text, matching, parities
from generator.files import reason
from generator.hub.model import Hub
from generator.hub.options_file import language_of_hub
from generator.hub.spelling import suggestion
from generator.language import LANGUAGES, say, speak
from generator.sources.edit import diff

_FORMATS = ("text", "json")


@click.command()
@click.argument("directory", metavar="[MAPPE]", default=".", type=FOLDER)
@click.option(
    "--language", "languages", type=click.Choice(LANGUAGES), multiple=True,
    help="Bare dette språket, også om ingen svar er oversatt til det. Kan gjentas.",
)  # fmt: skip
@click.option(
    "--matches", metavar="ID", multiple=True,
    help="Merk at oversettelsen av svaret sier det svaret sier nå. Kan gjentas.",
)  # fmt: skip
@format_option(_FORMATS, "Linjer å lese, eller JSON.")
@YES
def translations(
    directory: Path, languages: tuple[str, ...], matches: tuple[str, ...], format_: str,
    is_sure: bool,
) -> None:  # fmt: skip
    """Vis hvilke svar i huben i MAPPE som er oversatt, og hvilke som henger etter.

    En oversettelse henger etter når svaret er endret siden den ble skrevet. Rett den, og merk med
    --matches at den stemmer.
    """
    speak(language_of_hub(directory))
    try:
        hub = hub_in(directory)
        if matches:
            _bind(directory, hub, matches, is_sure=is_sure)
            return
    except ValueError as error:
        raise Refused(str(error)) from error
    except OSError as error:
        message = f"{error.filename or directory}: {reason(error)}"
        raise Refused(message) from error
    found = parities(hub, languages)
    show(as_json(found) if format_ == "json" else as_text(found), format_)


def _bind(directory: Path, hub: Hub, ids: tuple[str, ...], *, is_sure: bool) -> None:
    known = hub.question_by_id
    for id_ in ids:
        if id_ not in known:
            near = suggestion(id_, known)
            raise click.UsageError(say("ukjent spørsmål «%(id)s»%(near)s", id=id_, near=near))
    made = list(matching(directory, [known[id_] for id_ in dict.fromkeys(ids)]))
    made = [change for change in made if change.old != change.new]
    for change in made:
        click.echo(diff(change.old, change.new, change.path), nl=False)
    if not made:
        click.echo(say("Ingenting å skrive."))
    elif is_sure or is_wanted():
        write(directory, made)
        for change in made:
            click.echo(change.path)
