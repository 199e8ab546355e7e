"""The command `rollehub build`: the site in a folder, without MkDocs.

In: arguments. Out: the folder, printed text and exit codes.
"""

import gc
import time
from importlib import import_module
from pathlib import Path

import click

from generator.cli.exits import Refused
from generator.cli.hubs import FOLDER, check_surroundings
from generator.language import say, say_count, spoken
from generator.processes import usable_processors
from generator.shells.folder import FolderError, Written, check_target, unchanged
from generator.shells.unchanged import last_words

_BUILDING = "generator.cli.building"


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
        if (said := last_words(directory, site, strict=strict)) is not None:
            click.echo("".join(said), nl=False, err=True)
            written = unchanged(site)
        else:
            # Only a build needs the large libraries that it imports.
            written = import_module(_BUILDING).built(directory, site, strict=strict, jobs=jobs)
    except FolderError as error:
        raise Refused(str(error)) from error
    click.echo(_summary(site, written, time.monotonic() - start))


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
