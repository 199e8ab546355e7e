"""The command `rollehub build`: the site in a folder, without MkDocs.

In: arguments. Out: the folder, printed text and exit codes.
"""

import gc
import sys
import time
from pathlib import Path

import click

from generator.cli.exits import Exit
from generator.cli.hubs import FOLDER, check_surroundings, settings_of
from generator.language import say, say_count, spoken
from generator.processes import usable_processors
from generator.shells.folder import FolderError, Written, check_target, write_site
from generator.shells.reading import advice, newest_run, read_sources
from generator.site.build import build as build_site
from generator.site.errors import SiteError


@click.command()
@click.argument("directory", metavar="[MAPPE]", default=".", type=FOLDER)
@click.option(
    "--site",
    metavar="MAPPE",
    type=click.Path(path_type=Path),
    help="Hvor nettstedet skrives (ellers site i huben).",
)
@click.option("--strict", is_flag=True, help="Regn advarsler som feil.")
@click.option(
    "--jobs",
    metavar="ANTALL",
    type=click.IntRange(min=1),
    help="Hvor mye som gjøres på én gang (ellers det maskinen har prosessorer til).",
)
def build(directory: Path, site: Path | None, strict: bool, jobs: int | None) -> None:
    """Bygg nettstedet til huben i MAPPE (ellers mappen du står i).

    Bare filer som er endret, blir skrevet. Når noe er galt, står det forrige nettstedet urørt.
    """
    start = time.monotonic()
    gc.disable()  # what is read lives to the end of the command, and has no cycles
    jobs = jobs or usable_processors()
    site = site or directory / "site"
    check_surroundings(directory)
    try:
        check_target(site, directory)
        written = _built(directory, site, strict=strict, jobs=jobs)
    except FolderError as error:
        raise click.UsageError(str(error)) from error
    except SiteError as error:
        click.echo(say("Feil: Nettstedet kan ikke bygges: %(error)s", error=error), err=True)
        sys.exit(Exit.CONTENT_PROBLEMS)
    click.echo(_summary(site, written, time.monotonic() - start))


def _built(directory: Path, site: Path, *, strict: bool, jobs: int) -> Written:
    """Build the site and return what was written. Raises FolderError and SiteError."""
    sources = read_sources(directory, jobs=jobs)
    settings = settings_of(sources, strict=strict)
    run, unreadable = newest_run(settings)
    made = build_site(sources.hub, settings, run, jobs=jobs)
    warnings = [warning for warning in (unreadable, *made.printed.warnings) if warning]
    click.echo("".join(f"{warning}\n" for warning in warnings), nl=False, err=True)
    if strict and warnings:
        click.echo(say("Advarsler regnes som feil. Nettstedet er ikke bygget."), err=True)
        sys.exit(Exit.CONTENT_PROBLEMS)
    written = write_site(made.all_files(jobs=jobs), site)
    if told := advice(settings):
        click.echo(told, err=True)
    return written


def _summary(site: Path, written: Written, seconds: float) -> str:
    return say(
        "%(site)s: %(pages)s og %(others)s; skrev %(written)s, fjernet %(removed)s, "
        "på %(seconds)s sekunder.",
        site=site,
        pages=say_count("%(num)s side", "%(num)s sider", written.pages),
        others=say_count("%(num)s annen fil", "%(num)s andre filer", written.others),
        written=written.written,
        removed=written.removed,
        seconds=spoken().number(seconds, "0.0"),
    )
