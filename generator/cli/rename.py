"""`rollehub rename` and `rollehub retire`: another id for an item, or none, in all files at once.

In: a kind and ids. Out: the changes as a diff, and the changed files.
"""

from pathlib import Path

import click

from generator.cli.offering import YES, offer
from generator.cli.options import FOLDER
from generator.editing.drafts import KIND_OF, Draft
from generator.editing.renaming import WITH_ALIASES
from generator.editing.renaming import rename as renamed
from generator.editing.renaming import retire as retired

_KIND = click.Choice(list(KIND_OF))
_HUB = click.option(
    "--hub", "directory", metavar="MAPPE", default=".", type=FOLDER,
    help="Mappen til huben, ellers mappen du står i.",
)  # fmt: skip


@click.command()
@click.argument("kind", metavar="SLAG", type=_KIND)
@click.argument("old", metavar="GAMMEL")
@click.argument("new", metavar="NY")
@_HUB
@YES
def rename(kind: str, old: str, new: str, directory: Path, *, is_sure: bool) -> None:
    """Gi et spørsmål, en lenke, en rolle eller noe annet en ny id, i alle filene.

    SLAG er question, link, term, topic, role, plan, guide eller form. Den gamle adressen virker
    fortsatt.
    """
    try:
        draft = Draft(directory)
        renamed(draft, kind, old, new)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    if offer(draft, is_sure=is_sure):
        click.echo(f"«{old}» heter nå «{new}».")


@click.command()
@click.argument("kind", metavar="SLAG", type=_KIND)
@click.argument("old", metavar="ID")
@click.option("--into", metavar="ID", default="", help="Det som skal ta over, med adressene.")
@_HUB
@YES
def retire(kind: str, old: str, into: str, directory: Path, *, is_sure: bool) -> None:
    """Ta bort et spørsmål, en lenke, en rolle eller noe annet, fra alle filene.

    Uten --into slutter adressen å virke, og lenker i tekster blir til vanlige ord.
    """
    try:
        draft = Draft(directory)
        lost = retired(draft, kind, old, into)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    if not offer(draft, is_sure=is_sure):
        return
    for place in lost:
        click.echo(f"{place}: lenken er borte; les setningen på nytt")
    if into:
        click.echo(f"«{old}» er borte, og «{into}» har tatt over.")
    elif kind in WITH_ALIASES:
        click.echo(f"«{old}» er borte, og adressen virker ikke lenger.")
    else:
        click.echo(f"«{old}» er borte.")
