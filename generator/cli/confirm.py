"""`rollehub confirm`: a professional has confirmed answers -> their files say so.

In: the ids of questions, plans, guides and forms, and days. Out: what is confirmed, the change as a
diff, and the files.
"""

from datetime import date
from pathlib import Path

import click

from generator.cli.editions import edition_named
from generator.cli.offering import YES, is_wanted
from generator.cli.options import FOLDER, DayType
from generator.editing.confirm import (
    binding,
    chosen,
    confirming,
    hub_in,
    newly_confirmed,
    path_of,
    unbound,
)
from generator.editing.migrate import Change, write
from generator.hub.confirmation import CONFIRMABLE, Confirmable
from generator.hub.field_types import today
from generator.hub.options_file import language_of_hub
from generator.hub.questions import Question
from generator.language import speak
from generator.sources.edit import diff


@click.command()
@click.argument("ids", metavar="ID…", nargs=-1)
@click.option(
    "--hub", "directory", metavar="MAPPE", default=".", type=FOLDER,
    help="Mappen til huben, ellers mappen du står i.",
)  # fmt: skip
@click.option(
    "--date", "day", metavar="DATO", type=DayType(),
    help="Dagen svarene ble bekreftet, ellers i dag.",
)  # fmt: skip
@click.option(
    "--until", metavar="DATO", type=DayType(),
    help="Dagen svarene skal sees på igjen. Ellers spres de på virkedager, 9–12 måneder fram.",
)  # fmt: skip
@click.option(
    "--bind", "is_binding", is_flag=True,
    help="Behold datoene, og knytt dem til teksten slik den er nå. Uten ID: alle som mangler det.",
)  # fmt: skip
@click.option(
    "--since", metavar="FØR", default="",
    help="Med --bind: bare det som har fått en ny dato siden denne utgaven i git.",
)  # fmt: skip
@YES
def confirm(  # noqa: PLR0913, PLR0917 - the options of the command
    ids: tuple[str, ...], directory: Path, day: date | None, until: date | None,
    is_binding: bool, since: str, is_sure: bool,
) -> None:  # fmt: skip
    """Skriv at en fagperson har lest og bekreftet svarene, planene, veiledningene eller skjemaene.

    Viser først det som blir bekreftet; av et svar tittel, tekst, varianter og paragrafer. Endres
    noe av det senere, gjelder ikke bekreftelsen lenger.
    """
    speak(language_of_hub(directory))
    _refuse_mixed(is_binding=is_binding, has_day=bool(day or until), ids=ids, since=since)
    try:
        hub = hub_in(directory)
        if since:
            ids = tuple(newly_confirmed(hub, edition_named(directory, since).hub))
        items = chosen(hub, ids or (unbound(hub) if is_binding and not since else ()))
        if not items and not is_binding:
            message = "si hva som er bekreftet; skriv id-ene"
            raise click.UsageError(message)
        if is_binding:
            _refuse_without_date(items)
            made = list(binding(directory, items))
        else:
            made = list(confirming(directory, hub, items, _past(day), until))
        _show(items, made)
        made = [change for change in made if change.old != change.new]
        if not made:
            click.echo("Ingenting å skrive.")
        elif is_sure or is_wanted():
            write(directory, made)
            for change in made:
                click.echo(change.path)
            click.echo(f"Bekreftet: {len(made)}.")
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        message = f"{error.filename or directory}: {error.strerror or error}"
        raise click.UsageError(message) from error


def _refuse_mixed(*, is_binding: bool, has_day: bool, ids: tuple[str, ...], since: str) -> None:
    """Raise click's error for options that exclude each other."""
    if is_binding and has_day:
        message = "--bind beholder datoene; ta bort --date og --until"
        raise click.UsageError(message)
    if since and (ids or not is_binding):
        message = "--since hører til --bind, og velger selv hva som blir knyttet; ta bort id-ene"
        raise click.UsageError(message)


def _past(day: date | None) -> date:
    """Return the day, today if there is none. Raises ValueError for one that has not come yet."""
    now = today()
    if day and day > now:
        message = f"{day} er i fremtiden; skriv dagen svarene ble bekreftet"
        raise ValueError(message)
    return day or now


def _refuse_without_date(items: list[Confirmable]) -> None:
    for item in items:
        if item.reviewed is None:
            message = f"«{item.id}» har ingen dato i «reviewed»; bekreft uten --bind"
            raise ValueError(message)


def _show(items: list[Confirmable], made: list[Change]) -> None:
    """Show what is confirmed, and how the files change."""
    for item in items:
        kind = next(kind for kind in CONFIRMABLE if isinstance(item, kind.model))
        click.echo(f"{path_of(item)}\n")
        for location, text in kind.texts(item, (*kind.plain, *kind.markdown, *kind.notes)):
            if location[0] != "translations":  # nobody has confirmed those
                where = ".".join(map(str, location))
                click.echo(f"{where}: {text.rstrip()}\n")
        if isinstance(item, Question) and item.cites:
            cites = (f"{x.law} § {x.section}" if x.section else x.law for x in item.cites)
            click.echo(f"cites: {', '.join(cites)}\n")
    for change in made:
        click.echo(diff(change.old, change.new, change.path), nl=False)
