"""`rollehub init`: the answers to a few questions -> a new hub.

In: options, or answers in a terminal. Out: the files of the hub, each of them listed. Without a
terminal nothing is asked, and what is not given has a default.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from generator.editing.create import create, refuse_if_taken
from generator.editing.names import Named, named, plain
from generator.editing.new_hub import LANGUAGES, NewHub, hub_files
from generator.editing.tool import installed
from generator.hub.addresses import bad_mail
from generator.hub.field_types import today
from generator.language import say, say_count, speak
from generator.problems import count_line


@click.command()
@click.argument("directory", metavar="MAPPE", type=click.Path(path_type=Path))
@click.option("--name", metavar="NAVN", default="", help="Navnet på nettstedet.")
@click.option(
    "--language",
    type=click.Choice(list(LANGUAGES)),
    help="Språket i huben: bokmål, nynorsk eller engelsk.",
)
@click.option(
    "--roles",
    metavar="A,B",
    multiple=True,
    help="Rollene, med komma imellom. Skriv id=Navn for å velge id-en selv.",
)
@click.option("--topics", metavar="C,D", multiple=True, help="Emnene, skrevet på samme måte.")
@click.option("--owner", metavar="NAVN", default="", help="Den som gir ut nettstedet.")
@click.option("--contact", metavar="ADRESSE", default="", help="E-postadressen for forslag.")
def init(**arguments: Any) -> None:
    """Lag en ny hub i MAPPE, som er ny eller tom.

    I en terminal blir du spurt om det du ikke har oppgitt. Ellers gjelder vanlige verdier.
    """
    given = _Options(**arguments)
    folder = given.directory
    try:
        refuse_if_taken(folder, {})
        hub = _asked_for(given, _Person(sys.stdin.isatty() and sys.stdout.isatty()))
        files = hub_files(hub, installed(), today())
        warnings = create(folder, files)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        reason = error.strerror or str(error)
        message = say("%(folder)s kan ikke skrives: %(reason)s", folder=folder, reason=reason)
        raise click.UsageError(message) from error
    for path in files:
        click.echo(folder / path)
    for problem in warnings:
        click.echo(problem)
    if warnings:
        click.echo(count_line(warnings))
    for item in (*hub.roles, *hub.topics):
        click.echo(f"{item.name}: {item.id}")
    click.echo(
        say(
            "Huben «%(name)s» er klar: %(count)s. Se den med «%(command)s», og les %(readme)s.",
            name=hub.name, count=say_count("%(num)s fil", "%(num)s filer", len(files)),
            command=f"rollehub serve {folder}", readme=folder / "README.md",
        )
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Options:
    """What was given on the command line."""

    directory: Path
    name: str
    language: str | None
    roles: tuple[str, ...]
    topics: tuple[str, ...]
    owner: str
    contact: str


class _Person:
    """Asks a person for what was not given; without a terminal, takes the default."""

    def __init__(self, has_terminal: bool) -> None:
        self.was_asked = False
        self._has_terminal = has_terminal

    def answer(self, question: str, default: str, choices: Sequence[str] = ()) -> str:
        """Return an answer to a question."""
        if not self._has_terminal:
            return default
        self.was_asked = True
        type_ = click.Choice(choices, case_sensitive=False) if choices else None
        answer: str = click.prompt(
            question, default=default, type=type_, show_choices=False,
            show_default=bool(default),
        )  # fmt: skip
        return answer

    def names(self, question: str, default: Sequence[str]) -> tuple[Named, ...]:
        """Return the names in an answer; asks again until they can be used."""
        while True:
            try:
                return named([self.answer(question, ",".join(default))])
            except ValueError as error:
                if not self._has_terminal:
                    raise
                _complain(error)

    def address(self, question: str) -> str:
        """Return an e-mail address, or nothing; asks again until it can be used.

        Whoever has given all that a hub needs is not asked for it.
        """
        while self.was_asked:
            address = self.answer(question, "").strip()
            if not address or not (reason := bad_mail(address)):
                return address
            _complain(reason)
        return ""


def _asked_for(given: _Options, person: _Person) -> NewHub:
    """Return the hub that a person wants. Raises ValueError for an option that cannot be used.

    From the second question on, all messages are in the language of the hub.
    """
    tags = ", ".join(LANGUAGES)
    language = given.language or person.answer(f"Språk / language ({tags})", "nb", [*LANGUAGES])
    speak(language)
    usual = LANGUAGES[language]
    name = given.name or person.answer(say("Navnet på nettstedet"), _name_of(given.directory))
    hub = NewHub(
        name=plain(name),
        language=language,
        roles=named(given.roles)
        if given.roles
        else person.names(say("Rollene, med komma imellom"), usual.roles),
        topics=named(given.topics)
        if given.topics
        else person.names(say("Emnene, med komma imellom"), usual.topics),
        owner=given.owner and plain(given.owner),
        contact=given.contact
        or person.address(say("E-postadressen for forslag, hvis dere har en")),
    )
    if person.was_asked:
        click.echo(say("Id-ene blir en del av adressene. Skriv id=Navn for å velge en annen."))
        for item in (*hub.roles, *hub.topics):
            click.echo(f"  {item.id}  ({item.name})")
        yes, no = say("ja"), say("nei")
        question = say("Lage huben i %(folder)s, ja eller nei?", folder=given.directory)
        if person.answer(question, yes, [yes, no]) != yes:
            raise click.Abort
    return hub


def _complain(reason: object) -> None:
    click.echo(say("Feil: %(reason)s.", reason=reason))


def _name_of(directory: Path) -> str:
    """Return a name for a hub in a folder."""
    words = directory.resolve().name.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] or "Rollehub"
