"""The work of `rollehub build`, and what it prints, apart from the command.

In: folders and options. Out: the site on the disk, and what was written.
"""

import sys
from pathlib import Path

import click

from generator.cli.exits import Exit
from generator.cli.hub_sources import problems_of, settings_of
from generator.language import say
from generator.shells.folder import MARK, Written, listed, write_site
from generator.shells.reading import advice, newest_run, read_sources
from generator.shells.unchanged import forget, remember, state
from generator.site.build import build as build_site
from generator.site.errors import SiteError


def built(directory: Path, site: Path, *, strict: bool, jobs: int) -> Written:
    """Build the site of a hub, print what is wrong, and return what was written.

    Ends with `Exit.CONTENT_PROBLEMS` if the site cannot be built. Raises FolderError.
    """
    try:
        return _built(directory, site, strict=strict, jobs=jobs)
    except SiteError as error:
        click.echo(say("Feil: Nettstedet kan ikke bygges: %(error)s", error=error), err=True)
        sys.exit(Exit.CONTENT_PROBLEMS)


def _built(directory: Path, site: Path, *, strict: bool, jobs: int) -> Written:
    before = state(directory)
    sources = read_sources(directory, jobs=jobs)
    settings = settings_of(sources, strict=strict)
    run, unreadable = newest_run(settings)
    made = build_site(sources.hub, settings, run, jobs=jobs)
    warnings = [warning for warning in (unreadable, *made.printed.warnings) if warning]
    told = "".join(f"{warning}\n" for warning in warnings)
    click.echo(told, nl=False, err=True)
    if strict and warnings:
        click.echo(say("Advarsler regnes som feil. Nettstedet er ikke bygget."), err=True)
        sys.exit(Exit.CONTENT_PROBLEMS)
    forget(directory)
    written = write_site(made.all_in_pieces(jobs=jobs), site)
    if advised := advice(settings):
        click.echo(advised, err=True)
    said = [problems_of(sources), told, f"{advised}\n" if advised else ""]
    more = [settings.overrides, settings.link_results]
    files = [*listed(site), MARK]
    remember(directory, site, strict=strict, files=files, more=more, said=said, before=before)
    return written
