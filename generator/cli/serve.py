"""The command `rollehub serve`: the site in a browser, while its sources are edited.

In: arguments. Out: a server, printed text and exit codes.
"""

import gc
import signal
import sys
import time
from collections.abc import Collection
from pathlib import Path
from urllib.parse import urlsplit

import click

from generator.cli.exits import Exit, Refused
from generator.cli.hub_sources import settings_of
from generator.cli.hubs import FOLDER, check_surroundings
from generator.language import say, spoken
from generator.processes import usable_processors
from generator.shells.preview import Preview, Snapshot
from generator.shells.reading import read_sources
from generator.shells.server import PreviewServer, why_not
from generator.shells.watching import changes
from generator.site.errors import SiteError

_MANY = 3  # changed files that a line names


@click.command()
@click.argument("directory", metavar="[MAPPE]", default=".", type=FOLDER)
@click.option(
    "--port",
    metavar="PORT",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Porten på maskinen; 0 er en som er ledig.",
)
@click.option(
    "--host",
    metavar="ADRESSE",
    default="127.0.0.1",
    show_default=True,
    help="Adressen på maskinen; 0.0.0.0 er alle, så andre på nettet ser siden.",
)
def serve(directory: Path, port: int, host: str) -> None:
    """Vis nettstedet til huben i MAPPE (ellers mappen du står i) mens du redigerer.

    Nettleseren viser hver endring av seg selv. Når noe er galt, viser den siste gode utgave og hva
    som må rettes. Avslutt med Ctrl-C.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    check_surroundings(directory)
    try:
        with _listening(host, port) as server:
            _serve(directory, server)
    except KeyboardInterrupt:
        click.echo("\n" + say("Forhåndsvisningen er stoppet."))
    except SiteError as error:
        click.echo(say("Feil: Nettstedet kan ikke bygges: %(error)s", error=error), err=True)
        sys.exit(Exit.CONTENT_PROBLEMS)


def _listening(host: str, port: int) -> PreviewServer:
    try:
        return PreviewServer(host, port)
    except OSError as error:
        raise Refused(why_not(error, host, port)) from error


def _serve(directory: Path, server: PreviewServer) -> None:
    """Show the hub until somebody stops it. Raises KeyboardInterrupt, and SiteError at first."""
    jobs = usable_processors()
    sources = read_sources(directory, jobs=jobs)
    settings = settings_of(sources)
    first = time.time_ns() // 1_000_000
    preview = Preview(directory, sources, server.address, first=first, jobs=jobs)
    gc.freeze()  # what is there now lives as long as the preview
    gc.set_threshold(200_000, 20, 100)  # what each change brings is large, and has few cycles
    server.show(preview, urlsplit(settings.site_url).path)
    click.echo(say("Forhåndsvisning på %(address)s (avslutt med Ctrl-C)", address=server.address))
    for changed in changes(preview.places):
        start = time.monotonic()
        before = preview.snapshot
        snapshot = preview.update(changed)
        _tell(directory, changed, snapshot, before, time.monotonic() - start)


def _tell(
    directory: Path, changed: Collection[Path], snapshot: Snapshot, before: Snapshot, seconds: float
) -> None:
    """Print what changed, and what is wrong."""
    names = sorted(_name(directory, path) for path in changed)
    what = ", ".join(names[:_MANY])
    if len(names) > _MANY:
        what = say("%(shown)s og %(more)s til", shown=what, more=len(names) - _MANY)
    if snapshot.problems:
        for problem in snapshot.problems:
            click.echo(str(problem), err=True)
        click.echo(
            say("%(what)s: viser siste gode utgave til feilene er rettet.", what=what), err=True
        )
        return
    for warning in snapshot.warnings:
        if warning not in before.warnings:
            click.echo(str(warning), err=True)
    taken = spoken().number(seconds, "0.00")
    if before.problems:
        click.echo(say("%(what)s: rettet på %(taken)s sekunder.", what=what, taken=taken))
    else:
        click.echo(say("%(what)s: oppdatert på %(taken)s sekunder.", what=what, taken=taken))


def _name(directory: Path, path: Path) -> str:
    return str(path.relative_to(directory)) if path.is_relative_to(directory) else str(path)
