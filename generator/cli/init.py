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
from generator.problems import count_line

_YES_NO = ("ja", "nei")


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
        raise click.UsageError(f"{folder} kan ikke skrives: {error.strerror or error}") from error
    for path in files:
        click.echo(folder / path)
    for problem in warnings:
        click.echo(problem)
    if warnings:
        click.echo(count_line(warnings))
    for word, items in (("Rollene", hub.roles), ("Emnene", hub.topics)):
        click.echo(f"{word}: {_listed(items)}")
    click.echo(
        f"Huben «{hub.name}» er klar: {len(files)} filer. "
        f"Se den med «rollehub serve {folder}», og les {folder / 'README.md'}."
    )


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

    def names(self, what: str, question: str, default: Sequence[str]) -> tuple[Named, ...]:
        """Return the names in an answer; asks again until they can be used."""
        while True:
            text = self.answer(f"{question}, med komma imellom", ",".join(default))
            try:
                return named([text], what)
            except ValueError as error:
                if not self._has_terminal:
                    raise
                click.echo(f"Feil: {error}.")

    def address(self, question: str) -> str:
        """Return an e-mail address, or nothing; asks again until it can be used.

        Whoever has given all that a hub needs is not asked for it.
        """
        while self.was_asked:
            address = self.answer(question, "").strip()
            if not address or not (reason := bad_mail(address)):
                return address
            click.echo(f"Feil: {reason}.")
        return ""


def _asked_for(given: _Options, person: _Person) -> NewHub:
    """Return the hub that a person wants. Raises ValueError for an option that cannot be used."""
    words = ", ".join(f"{tag} er {language.name}" for tag, language in LANGUAGES.items())
    name = given.name or person.answer("Navnet på nettstedet", _name_of(given.directory))
    language = given.language or person.answer(f"Språket ({words})", "nb", [*LANGUAGES])
    usual = LANGUAGES[language]
    hub = NewHub(
        name=plain(name, "navnet"),
        language=language,
        roles=named(given.roles, "en rolle")
        if given.roles
        else person.names("en rolle", "Rollene", usual.roles),
        topics=named(given.topics, "et emne")
        if given.topics
        else person.names("et emne", "Emnene", usual.topics),
        owner=given.owner and plain(given.owner, "eieren"),
        contact=given.contact or person.address("E-postadressen for forslag, hvis dere har en"),
    )
    if person.was_asked:
        click.echo("Id-ene blir en del av adressene. Skriv id=Navn for å velge en annen.")
        for item in (*hub.roles, *hub.topics):
            click.echo(f"  {item.id}  ({item.name})")
        if person.answer(f"Lage huben i {given.directory}, ja eller nei?", "ja", _YES_NO) != "ja":
            raise click.Abort
    return hub


def _name_of(directory: Path) -> str:
    """Return a name for a hub in a folder."""
    words = directory.resolve().name.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] or "Rollehub"


def _listed(items: Sequence[Named]) -> str:
    return ", ".join(f"{item.name} ({item.id})" for item in items)
