"""`rollehub admin`: a hub -> the folder of a web form for its sources.

In: arguments. Out: the files of the form, printed text and exit codes.
"""

from pathlib import Path

import click

from generator.cli.exits import Refused
from generator.cli.hub_sources import settings_of
from generator.cli.hubs import FOLDER, check_surroundings
from generator.editing.admin.backend import backend_of
from generator.editing.admin.config import config_text, shown_as_text
from generator.editing.admin.packages import PackagesError, installed
from generator.editing.admin.page import form_files
from generator.editing.admin.saved import changed_by_saving
from generator.files import reason, write_whole
from generator.hub.kinds import KINDS
from generator.hub.model import Hub
from generator.hub.options_file import options_name
from generator.shells.reading import read_sources

_PACKAGES = ".rollehub/admin"


@click.command()
@click.argument("directory", metavar="[MAPPE]", default=".", type=FOLDER)
@click.option(
    "--into",
    "target",
    metavar="MAPPE",
    type=click.Path(file_okay=False, path_type=Path),
    help="Mappen skjemaet skrives i (ellers build/admin i huben).",
)
@click.option(
    "--branch", metavar="GREN", help="Lagre rett i denne grenen, ikke som ett forslag for hver fil."
)
def admin(directory: Path, target: Path | None, branch: str | None) -> None:
    """Lag et skjema i nettleseren for å redigere huben i MAPPE (ellers mappen du står i).

    Skjemaet er Sveltia CMS, som npm henter og en låsefil låser. Det lagrer i depotet som «repo_url»
    i innstillingene viser til. Legg mappen på nettstedet, under /admin/, for å ta det i bruk.
    """
    check_surroundings(directory)
    sources = read_sources(directory)
    settings = settings_of(sources)
    target = target or directory / "build/admin"
    try:
        backend = backend_of(settings.repo_url, settings.edit_path, branch)
        files = form_files(installed(directory / _PACKAGES), backend.origins)
    except (PackagesError, ValueError) as error:
        raise Refused(str(error)) from error
    except OSError as error:
        raise Refused(f"{error.filename}: {reason(error)}") from error
    files["config.yml"] = config_text(
        sources.hub,
        backend.settings,
        proposals=branch is None,
        settings_file=options_name(directory),
    ).encode()
    try:
        for path, data in files.items():
            write_whole(target / path, data)
    except OSError as error:
        raise Refused(f"{target} kan ikke skrives: {reason(error)}") from error
    click.echo(_report(directory, sources.hub), nl=False, err=True)
    click.echo(
        f"{target}: skjemaet lagrer i grenen {backend.settings['branch']} i "
        f"{settings.repo_url}. Legg mappen på nettstedet som admin/."
    )


def _report(root: Path, hub: Hub) -> str:
    """Return what the form has no fields for, and what it changes beside what somebody edits."""
    lines = [
        f"{kind.path}: skjemaet viser hver av disse filene som én tekst, uten felt"
        for kind in shown_as_text(hub)
    ]
    changed = [
        file for kind in KINDS if kind.of(hub) for file in changed_by_saving(root, hub, kind)
    ]
    lines += [
        f"{file.path}: advarsel: kommentarene med # går tapt når noen lagrer filen i skjemaet; "
        "flytt dem til «comment» eller «editorial_note»"
        for file in changed
        if file.loses_comments
    ]
    if changed:
        lines.append(
            f"Første gang noen lagrer, skriver skjemaet {len(changed)} filer på en annen måte, for "
            f"eksempel {changed[0].path}. Kjør «rollehub fix» og «rollehub fmt» først, og skriv "
            "«roles: all» som en liste."
        )
    return "".join(f"{line}\n" for line in lines)
