"""The command `rollehub offline`: the site in one ZIP, for use without a network.

In: arguments. Out: the ZIP, printed text and exit codes.
"""

import gc
import os
import sys
from pathlib import Path

import click

from generator.cli.exits import Exit, Refused
from generator.cli.hub_sources import settings_of
from generator.cli.hubs import FOLDER, check_surroundings
from generator.files import reason, write_whole
from generator.language import say, say_count, spoken
from generator.processes import usable_processors
from generator.shells.archive import SUMS, as_zip, with_checksum
from generator.shells.edition import edition_of
from generator.shells.folder import MARK
from generator.shells.offline import offline as copied
from generator.shells.reading import newest_run, read_sources
from generator.site.day import source_day
from generator.site.errors import SiteError


@click.command()
@click.argument("directory", metavar="[MAPPE]", default=".", type=FOLDER)
@click.argument(
    "target", metavar="[FIL]", required=False, type=click.Path(dir_okay=False, path_type=Path)
)
def offline(directory: Path, target: Path | None) -> None:
    """Lag en kopi av nettstedet til huben i MAPPE (ellers mappen du står i) til bruk uten nett.

    Skriver én ZIP-fil: FIL, ellers build/<nettstedets navn>.zip. Sjekksummen står i SHA256SUMS
    ved siden av.
    """
    gc.disable()  # what is read lives to the end of the command, and has no cycles
    directory = _hub_of(directory)
    check_surroundings(directory)
    jobs = usable_processors()
    sources = read_sources(directory, jobs=jobs)
    settings = settings_of(sources)
    run, unreadable = newest_run(settings)
    edition = edition_of(sources.hub, settings, source_day(os.environ.get("SOURCE_DATE_EPOCH", "")))
    try:
        files, warnings = copied(sources.hub, settings, edition, run, jobs=jobs)
    except SiteError as error:
        click.echo(say("Feil: Kopien kan ikke lages: %(error)s", error=error), err=True)
        sys.exit(Exit.CONTENT_PROBLEMS)
    for warning in filter(None, (unreadable, *warnings)):
        click.echo(warning, err=True)
    target = target or Path("build") / f"{edition.folder}.zip"
    try:
        data = as_zip(files, edition)
        write_whole(target, data)
        sums = target.with_name(SUMS)
        before = sums.read_text("utf-8", "replace") if sums.is_file() else ""
        write_whole(sums, with_checksum(before, target.name, data).encode())
    except OSError as error:
        raise Refused(f"{target} kan ikke skrives: {reason(error)}") from error
    except ValueError as error:
        raise Refused(f"{target} kan ikke lages: {error}") from error
    size = spoken().size(len(data))
    click.echo(
        say(
            "%(target)s: %(files)s, %(size)s, %(title)s. Pakk ut og åpne index.html.",
            target=target,
            files=say_count("%(num)s fil", "%(num)s filer", len(files)),
            size=size,
            title=edition.title,
        )
    )


def _hub_of(directory: Path) -> Path:
    """Return the folder of the hub; the folder of a site that was built inside it means it too."""
    return directory.resolve().parent if (directory / MARK).is_file() else directory
