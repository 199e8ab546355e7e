"""Asks a person in a terminal for what was not given as an option.

In: questions and what can be chosen. Out: answers. Without a terminal, an option that is needed and
not given is wrong usage.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

import click

from generator.cli.offering import has_terminal
from generator.hub.field_types import ALL_ROLES
from generator.hub.spelling import suggestion

AnswerT = TypeVar("AnswerT")
Choices = Sequence[tuple[str, str]]
"""The ids that can be chosen, with their names."""


def text(given: str, option: str, question: str, *, default: str | None = None) -> str:
    """Return what was given, or an answer; `default` is that of a question that may be skipped."""
    if given or (default is not None and not has_terminal()):
        return given or default or ""
    _need_terminal(option)
    answer: str = click.prompt(question, default=default, show_default=bool(default))
    return answer.strip()


def one(given: str, option: str, question: str, choices: Choices) -> str:
    """Return the id that was given, or the one that a person chooses by number or id."""
    return given or _asked(option, question, choices, lambda typed: _one(typed, choices))


def several(given: Sequence[str], option: str, question: str, choices: Choices) -> Sequence[str]:
    """Return the ids that were given, or those that a person chooses; `all` is all of them."""
    return given or _asked(
        option, f"{question}, med komma imellom, eller «{ALL_ROLES[0]}» for alle", choices,
        lambda typed: listed(typed) if listed(typed) == ALL_ROLES
        else tuple(_one(part, choices) for part in listed(typed)),
    )  # fmt: skip


def listed(text: str) -> tuple[str, ...]:
    """Return the parts of a list with commas."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _need_terminal(option: str) -> None:
    if not has_terminal():
        raise click.UsageError(f"oppgi {option}, for uten terminal kan du ikke bli spurt")


def _asked(option: str, question: str, choices: Choices, read: Callable[[str], AnswerT]) -> AnswerT:
    """Show what can be chosen, and ask until an answer can be used."""
    _need_terminal(option)
    for number, (id_, name) in enumerate(choices, 1):
        click.echo(f"{number:3}  {name} ({id_})")
    while True:
        try:
            return read(click.prompt(question))
        except ValueError as error:
            click.echo(f"Feil: {error}.")


def _one(typed: str, choices: Choices) -> str:
    """Return the id that a number or an id means. Raises ValueError."""
    ids = [id_ for id_, _ in choices]
    typed = typed.strip()
    if typed.isdecimal() and 1 <= int(typed) <= len(ids):
        return ids[int(typed) - 1]
    if typed not in ids:
        raise ValueError(f"«{typed}» er ikke på listen{suggestion(typed, ids)}; skriv et nummer")
    return typed
