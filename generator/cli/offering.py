"""What `new`, `rename` and `retire` do with their changes: show them, ask, and write them.

In: changes that are not written yet. Out: printed text, and the changed files.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from generator.cli.exits import Refused
from generator.editing.drafts import Draft, refuse_mistakes, write_together
from generator.editing.migrate import Change
from generator.files import reason
from generator.sources.edit import diff

YES = click.option("--yes", "is_sure", is_flag=True, help="Skriv uten å spørre.")


def has_terminal() -> bool:
    """Whether a person can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def offer(draft: Draft, *, is_sure: bool) -> bool:
    """Show what a draft changes, and write it if that is wanted; return whether it was written.

    Raises click's errors for what cannot be written.
    """
    made = draft.changes()
    try:
        warnings = refuse_mistakes(draft.root, made)
        if not is_sure:
            click.echo(_shown_changes(draft, made), nl=False)
            if not is_wanted():
                return False
        write_together(draft.root, made)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        name = error.filename or draft.root
        raise Refused(f"{name} kan ikke skrives: {reason(error)}; ingenting er endret") from error
    for change in made:
        verb = "endret" if change.old and change.new else "slettet" if change.old else "ny"
        click.echo(f"{verb}: {_shown(draft.root, change.path)}")
    for warning in warnings:
        click.echo(warning)
    return True


def _shown_changes(draft: Draft, made: Sequence[Change]) -> str:
    """Return the changes as a diff; a file with another name is shown as git shows it."""
    by_path = {change.path: change for change in made}
    shown = []
    for old, new in draft.moved.items():
        before, after = by_path.pop(old).old, by_path.pop(new).new
        lines = diff(before, after, new).replace(f"--- a/{new}", f"--- a/{old}", 1)
        shown.append(f"diff --git a/{old} b/{new}\nrename from {old}\nrename to {new}\n{lines}")
    shown += [diff(x.old, x.new, x.path) for x in by_path.values()]
    return "".join(shown)


def is_wanted() -> bool:
    """Ask whether to write the changes; without a terminal, say how to."""
    if has_terminal():
        answers = click.Choice(["ja", "j", "nei", "n"], case_sensitive=False)
        asked = "Skrive dette, ja eller nei?"
        answer: str = click.prompt(asked, default="ja", type=answers, show_choices=False)
        if answer in ("ja", "j"):
            return True
        click.echo("Ingenting er skrevet.")
        return False
    click.echo("Ingenting er skrevet. Legg til --yes for å skrive.")
    return False


def _shown(root: Path, path: str) -> str:
    return path if root == Path() else str(root / path)
