"""`rollehub new`: options, or answers in a terminal -> a new question, link, word, role and so on.

In: arguments. Out: the changed files of the hub, each of them named, and what to do next.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from generator.cli import asking
from generator.cli.exits import Refused
from generator.cli.offering import YES, has_terminal, offer
from generator.cli.options import FOLDER
from generator.editing.drafts import Draft
from generator.editing.new_items import (
    Link,
    Question,
    Role,
    Term,
    new_link,
    new_question,
    new_role,
    new_term,
    new_topic,
)  # fmt: skip
from generator.editing.new_plan import Plan, new_plan
from generator.editing.new_task import Task, new_task
from generator.files import reason
from generator.hub.field_types import today
from generator.hub.links import LinkKind

_MOST = 100_000
"""The most characters of an answer that is read from a file."""


@click.group()
def new() -> None:
    """Lag et nytt spørsmål, en ny lenke, et nytt ord, emne, en rolle, plan eller oppgave.

    I en terminal blir du spurt om det du ikke har oppgitt. Endringene vises før de blir skrevet.
    """


def _common(command: Callable[..., None]) -> Callable[..., None]:
    """Add the arguments that all commands have."""
    for add in (
        YES,
        click.option("--after", metavar="ID", default="", help="Den nye skal stå etter denne."),
        click.option("--id", "id", metavar="ID", default="", help="Id-en; ellers av navnet."),
        click.argument("directory", metavar="[MAPPE]", default=".", type=FOLDER),
    ):
        command = add(command)
    return command


def _list(name: str, *, help_: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option(
        name, metavar="A,B", default="", help=help_,
        callback=lambda _context, _option, value: asking.listed(value),
    )  # fmt: skip


def _draft(directory: Path) -> Draft:
    try:
        return Draft(directory)
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def _make(
    draft: Draft, is_sure: bool, make: Callable[[], str], next_: Callable[[str], str]
) -> None:
    """Make an item, offer its changes, and say what comes next."""
    try:
        id_ = make()
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    if offer(draft, is_sure=is_sure):
        click.echo(next_(id_))


def _roles(draft: Draft) -> asking.Choices:
    return [(role.id, role.name) for role in draft.hub.roles]


def _topics(draft: Draft) -> asking.Choices:
    return [(topic.id, topic.title) for topic in draft.hub.topics]


@new.command()
@_common
@click.option("--title", metavar="TEKST", default="", help="Spørsmålet, slik leserne ser det.")
@_list("--roles", help_="Rollene som har spørsmålet, eller «all».")
@click.option("--topic", metavar="ID", default="", help="Emnet spørsmålet hører til.")
@click.option(
    "--answer", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
    help="En fil med svaret («-» er standard inn); uten den blir spørsmålet et utkast.",
)  # fmt: skip
@_list("--links", help_="Lenker som vises under svaret.")
@_list("--terms", help_="Andre ord som folk søker etter.")
@click.option("--source", metavar="TEKST", default="", help="Dokumentet svaret bygger på.")
def question(directory: Path, is_sure: bool, answer: Path | None, **given: Any) -> None:
    """Lag et spørsmål, og legg det i et emne."""
    draft = _draft(directory)
    written = _read(answer) if answer else ""
    given["title"] = asking.text(given["title"], "--title", "Spørsmålet")
    given["roles"] = asking.several(given["roles"], "--roles", "Rollene", _roles(draft))
    given["topic"] = asking.one(given["topic"], "--topic", "Emnet", _topics(draft))
    wanted = Question(answer=written, **given)

    def next_(id_: str) -> str:
        path = f"content/questions/{id_}.yaml"
        if not written.strip():
            return f"Skriv svaret i {path}, og slett linjen «status: draft»."
        return f"Les svaret i {path} én gang til, og kjør «rollehub serve» for å se siden."

    _make(draft, is_sure, lambda: new_question(draft, wanted), next_)


@new.command()
@_common
@click.option("--url", metavar="ADRESSE", default="", help="Adressen, som du nettopp har åpnet.")
@click.option("--title", metavar="TEKST", default="", help="Tittelen leserne ser.")
@click.option("--publisher", metavar="NAVN", default="", help="Hvem som har laget siden.")
@click.option("--topic", metavar="ID", default="", help="Emnet lenken står under.")
@click.option(
    "--kind", type=click.Choice([str(kind) for kind in LinkKind]), default="page",
    show_default=True, help="Hva lenken fører til.",
)  # fmt: skip
@_list("--roles", help_="Rollene som har lenken på lenkesiden sin, eller «all».")
@click.option("--language", metavar="KODE", default="", help="Språket, hvis det er et annet.")
@click.option("--note", metavar="TEKST", default="", help="Det leserne bør vite.")
def link(directory: Path, is_sure: bool, **given: Any) -> None:
    """Legg en lenke i links.yaml, til en side du nettopp har åpnet."""
    draft = _draft(directory)
    given["url"] = asking.text(given["url"], "--url", "Adressen, kopiert fra nettleseren")
    given["title"] = asking.text(given["title"], "--title", "Tittelen")
    given["publisher"] = asking.text(given["publisher"], "--publisher", "Utgiveren")
    given["topic"] = asking.one(given["topic"], "--topic", "Emnet", _topics(draft))
    wanted = Link(checked=today(), **given)

    def next_(id_: str) -> str:
        return f"Vis til lenken i et svar: [tekst](link:{id_})."

    _make(draft, is_sure, lambda: new_link(draft, wanted), next_)


@new.command()
@_common
@click.option("--term", metavar="ORD", default="", help="Ordet eller forkortelsen.")
@click.option("--expansion", metavar="TEKST", default="", help="Det forkortelsen står for.")
@click.option("--definition", metavar="TEKST", default="", help="Hva ordet betyr.")
@_list("--forms", help_="Andre skrivemåter av ordet.")
@click.option("--question", metavar="ID", default="", help="Spørsmålet som forklarer mer.")
def term(directory: Path, is_sure: bool, **given: Any) -> None:
    """Legg et ord i ordlisten."""
    draft = _draft(directory)
    given["term"] = asking.text(given["term"], "--term", "Ordet")
    if not given["definition"]:
        given["expansion"] = asking.text(
            given["expansion"], "--expansion", "Hva det står for (tomt hvis det ikke er forkortet)",
            default="",
        )  # fmt: skip
    if not given["expansion"]:
        given["definition"] = asking.text(given["definition"], "--definition", "Hva det betyr")
    wanted = Term(**given)
    _make(
        draft, is_sure, lambda: new_term(draft, wanted),
        lambda _: "Ordet blir forklart der svarene bruker det. Bøyninger legger du i «forms».",
    )  # fmt: skip


@new.command()
@_common
@click.option("--title", metavar="TEKST", default="", help="Tittelen på emnet.")
def topic(directory: Path, is_sure: bool, title: str, after: str, **given: Any) -> None:
    """Legg til et emne, uten spørsmål."""
    draft = _draft(directory)
    title = asking.text(title, "--title", "Tittelen")
    _make(
        draft, is_sure, lambda: new_topic(draft, title, id_=given["id"], after=after),
        lambda id_: f"Gi emnet et spørsmål: rollehub new question --topic {id_}",
    )  # fmt: skip


@new.command()
@_common
@click.option("--name", metavar="NAVN", default="", help="Navnet leserne ser.")
@click.option("--description", metavar="TEKST", default="", help="Én setning om hvem den er for.")
@click.option("--group", metavar="ORD", default="", help="Ordet rollen deler med andre.")
@click.option("--like", metavar="ROLLE", default="", help="Gi rollen alt som denne rollen har.")
def role(directory: Path, is_sure: bool, **given: Any) -> None:
    """Legg til en rolle."""
    draft = _draft(directory)
    given["name"] = asking.text(given["name"], "--name", "Navnet")
    given["description"] = asking.text(
        given["description"], "--description", "Hvem rollen er for, i én setning", default=""
    )
    wanted = Role(**given)

    def next_(id_: str) -> str:
        own = [x.id for x in draft.hub.questions if wanted.like and wanted.like in x.variants]
        if own:
            return f"Rollen «{wanted.like}» har egen tekst i {', '.join(own)}. Trenger «{id_}» det?"
        return f"Legg «{id_}» til i «roles» i det rollen skal ha, eller bruk «roles: all»."

    _make(draft, is_sure, lambda: new_role(draft, wanted), next_)


@new.command()
@_common
@click.option("--municipality", metavar="NAVN", default="", help="Kommunen planen gjelder for.")
@click.option("--title", metavar="TEKST", default="", help="Navnet på planen.")
@_list("--roles", help_="Rollene som ser planen; ellers de som ser de andre planene.")
@_list("--arenas", help_="Navnene på læringsarenaene.")
@_list("--goal-sets", help_="Sett og versjon, som alm=2019; ellers alle som gjelder i dag.")
def plan(directory: Path, is_sure: bool, after: str, **given: Any) -> None:
    """Lag utkastet til en kommunes utdanningsplan."""
    draft = _draft(directory)
    if after:
        raise click.UsageError("planene står i rekkefølge etter id, så --after har ingen mening")
    given["municipality"] = asking.text(given["municipality"], "--municipality", "Kommunen")
    if not given["arenas"] and has_terminal():
        asked = click.prompt("Læringsarenaene, med komma imellom", default="", show_default=False)
        given["arenas"] = asking.listed(asked)
    pairs = [pair.partition("=") for pair in given.pop("goal_sets")]
    wanted = Plan(goal_sets={set_: version for set_, _, version in pairs}, **given)

    def next_(id_: str) -> str:
        return (
            f"Skriv målene på hver arena i content/plans/{id_}.yaml (se «Utdanningsplaner» i "
            "håndboken), og slett til slutt linjen «status: draft»."
        )

    _make(draft, is_sure, lambda: new_plan(draft, wanted, today()), next_)


@new.command()
@_common
@click.option("--title", metavar="TEKST", default="", help="Det leseren skal få til.")
@_list("--roles", help_="Rollene som har oppgaven, eller «all».")
@_list("--questions", help_="Spørsmålene stegene viser til, i rekkefølge.")
def task(directory: Path, is_sure: bool, after: str, **given: Any) -> None:
    """Lag utkastet til en oppgave: det som skal gjøres, steg for steg."""
    draft = _draft(directory)
    if after:
        raise click.UsageError("oppgavene står i rekkefølge etter id, så --after har ingen mening")
    given["title"] = asking.text(given["title"], "--title", "Det leseren skal få til")
    given["roles"] = asking.several(given["roles"], "--roles", "Rollene", _roles(draft))
    wanted = Task(**given)

    def next_(id_: str) -> str:
        return f"Skriv stegene i content/tasks/{id_}.yaml, og slett linjen «status: draft»."

    _make(draft, is_sure, lambda: new_task(draft, wanted), next_)


def _read(file: Path) -> str:
    """Return the answer in a file. Raises click's error if it cannot be one."""
    try:
        raw = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise Refused(f"{file} kan ikke leses: {reason(error)}") from error
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{file} er ikke ren tekst; lagre den som UTF-8") from error
    if len(text) > _MOST:
        raise click.UsageError(f"{file} er for lang for et svar; høyst {_MOST} tegn")
    if not text.strip():
        raise click.UsageError(f"{file} er tom; skriv svaret i den, eller utelat --answer")
    return text
