"""What the commands of `rollehub links` have in common: reading the hub, notices and reports."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import click

from generator.cli.exits import Exit
from generator.cli.problem_reports import as_text
from generator.hub.field_types import today
from generator.hub.load import read_hub
from generator.hub.model import Hub
from generator.hub.options_file import language_of_hub, newer_format, read_options
from generator.language import say, speak
from generator.linkcheck.observations import Address
from generator.linkcheck.reports.programs import as_github, as_junit
from generator.linkcheck.reports.table import as_table
from generator.linkcheck.results import Run, as_json
from generator.linkcheck.targets import addresses_of, targets_of
from generator.problems import count_line, errors


def _table(run: Run) -> str:
    columns = os.get_terminal_size().columns if sys.stdout.isatty() else 0
    return as_table(run, columns or 80)  # a terminal may not know how wide it is


REPORTS: Mapping[str, Callable[[Run], str]] = {
    "text": _table,
    "github": as_github,
    "junit": as_junit,
    "json": lambda run: as_json(run).decode(),
}
"""Name of a format -> the function that makes the report."""


def hub_addresses(directory: Path) -> tuple[Hub, list[Address]]:
    """Return the hub in a folder, and its external addresses, each once with all its places.

    If the hub has errors, they are printed, and the program ends with `Exit.CONTENT_PROBLEMS`.
    """
    # Not needed where the addresses come from elsewhere, and slow to import.
    from generator.check.checks import check  # noqa: PLC0415

    speak(language_of_hub(directory))
    hub, origins, found = read_hub(directory)
    options, wrong_options = read_options(directory)
    newer = newer_format(wrong_options)
    public = options.known_contacts if options else ()
    checked = check(hub, origins, today(), public=public)
    wrong = [newer] if newer else errors([*found, *checked])
    if wrong:
        click.echo(as_text(sorted(wrong)), nl=False, err=True)
        click.echo(say("%(count)s Rett feilene først.", count=count_line(wrong)), err=True)
        sys.exit(Exit.CONTENT_PROBLEMS)
    targets = targets_of(addresses_of(hub, origins))
    return hub, [address for target in targets for address in target.addresses]


def notice(message: str | None, mark: str = "Merk: ") -> None:
    """Print a notice to stderr, if there is one; it does not matter whether anybody reads it."""
    if message is not None:
        with suppress(OSError):
            click.echo(f"{mark}{message}", err=True)


@contextmanager
def writing(path: Path | None) -> Iterator[None]:
    """Report an OSError as wrong usage: this file cannot be written. None means no file."""
    try:
        yield
    except OSError as error:
        if path is None:
            raise
        raise click.UsageError(f"{path} kan ikke skrives ({error.strerror or error})") from error
