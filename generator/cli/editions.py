"""Editions of a hub that an editor names: read, or the end of the program.

In: the folder of a hub, and the name of a revision or of another folder. Out: the edition, and a
line on stderr if another branch was read than the one that was named.
"""

from pathlib import Path

import click

from generator.cli.exits import Refused
from generator.editing.diff.revisions import Edition, UnreadableError, edition


def edition_named(root: Path, name: str) -> Edition:
    """Return the edition of the hub in `root` that a name stands for; raise Refused if none."""
    try:
        found = edition(root, name)
    except UnreadableError as error:
        raise Refused(str(error)) from error
    if found.name != name:
        click.echo(f"«{name}» finnes ikke her; bruker «{found.name}»", err=True)
    return found
