"""The work of `rollehub build`, and what it prints, apart from the command.

In: folders and options. Out: the site on the disk, and what was written.
"""

import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import click

from generator.cli.exits import Exit
from generator.cli.hub_sources import problems_of, settings_of
from generator.language import say
from generator.linkcheck.results import Run
from generator.problems import errors
from generator.processes import beside
from generator.shells.folder import MARK, Written, listed, write_site
from generator.shells.reading import Unchecked, advice, newest_run, read_unchecked
from generator.shells.unchanged import forget, remember, state
from generator.site.build import Edition, editions_made, site_of
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
    unchecked = read_unchecked(directory, jobs=jobs)
    run, unreadable = newest_run(unchecked.settings) if unchecked.settings else (None, None)
    half = max(1, jobs // 2)  # checking the sources takes about as long as making their texts
    with beside(partial(unchecked.check, half), jobs) as checks:
        ahead = _made_ahead(unchecked, run, half)
        sources = unchecked.sources(checks())
    settings = settings_of(sources, strict=strict)
    made = site_of(ahead or editions_made(sources.hub, settings, run), jobs=jobs)
    warnings = [warning for warning in (unreadable, *made.printed.warnings) if warning]
    told = "".join(f"{warning}\n" for warning in warnings)
    click.echo(told, nl=False, err=True)
    if strict and warnings:
        click.echo(say("Advarsler regnes som feil. Nettstedet er ikke bygget."), err=True)
        sys.exit(Exit.CONTENT_PROBLEMS)
    forget(directory)
    written = write_site(partial(made.put_all, jobs=jobs), site)
    if advised := advice(settings):
        click.echo(advised, err=True)
    said = [problems_of(sources), told, f"{advised}\n" if advised else ""]
    more = [settings.overrides, settings.link_results]
    files = [*listed(site), MARK]
    remember(directory, site, strict=strict, files=files, more=more, said=said, before=before)
    return written


def _made_ahead(unchecked: Unchecked, run: Run | None, jobs: int) -> Mapping[str, Edition] | None:
    """Return what the site is built from, its texts ready; None if the hub has errors."""
    settings = unchecked.settings
    if settings is None or errors(unchecked.problems):
        return None
    try:
        editions = editions_made(unchecked.hub, settings, run)
        for edition in editions.values():
            edition.content.prepare(jobs)
    except Exception:  # noqa: BLE001 - the checks find out why, or it is raised after them
        return None
    return editions
