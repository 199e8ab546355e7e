"""`rollehub links …`: the link check on the command line. Only arguments, printing, exit codes."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click

from generator.cli.exits import Exit
from generator.cli.links_check import links_check
from generator.cli.links_io import REPORTS, hub_addresses, notice, writing
from generator.cli.options import FILE, FOLDER, HISTORY, RESULTS, ContactType, format_option
from generator.cli.output import show
from generator.files import write_whole
from generator.hub.options_file import language_of_hub
from generator.language import speak
from generator.linkcheck.fix import fixes
from generator.linkcheck.memory.clock import clamped
from generator.linkcheck.memory.history_file import read_history, update_history
from generator.linkcheck.memory.joining import merge_histories
from generator.linkcheck.merge import merge as merge_runs
from generator.linkcheck.moves import Move, weighed
from generator.linkcheck.reports.issue import as_markdown, needs_issue
from generator.linkcheck.reports.wording import clean, count_line
from generator.linkcheck.results import Run, read_results, write_run
from generator.linkcheck.run import now_in_utc
from generator.sources.edit import diff


@click.group()
def links() -> None:
    """Sjekk adressene utenfor nettstedet."""
    # Reports are in the language of the hub; a command that names another hub changes that.
    speak(language_of_hub(Path()))


links.add_command(links_check)


@links.command("report")
@click.argument("file", metavar="[FIL]", default=RESULTS, type=FILE)
@format_option(
    [*REPORTS, "markdown"],
    "Tabell, merknader, JUnit, resultatfilen (JSON), eller teksten til en GitHub-sak.",
)
@click.option(
    "--repo-url",
    metavar="URL",
    type=ContactType(is_web=True),
    envvar="ROLLEHUB_REPO_URL",
    default="",
    help="Kodelageret som stedene lenkes til.",
)
@click.option(
    "--needs-issue",
    "asks_issue",
    is_flag=True,
    help="Avslutt med 4 når saken skal være åpen, med 0 når den kan lukkes, og med 130 når "
    "kjøringen er ufullstendig og ikke kan si det.",
)
def links_report(file: Path, format_: str, repo_url: str, asks_issue: bool) -> None:
    """Vis resultatene av siste sjekk, fra FIL."""
    run = _saved_run(file)
    is_markdown = format_ == "markdown"
    show(as_markdown(run, repo_url or None) if is_markdown else REPORTS[format_](run), format_)
    if asks_issue and needs_issue(run):
        sys.exit(Exit.DEAD_LINKS)
    if asks_issue and not run.finished:
        sys.exit(Exit.INTERRUPTED)


def _saved_run(file: Path) -> Run:
    try:
        return read_results(file)
    except OSError as error:
        raise click.UsageError(
            f"{file} kan ikke leses; kjør «rollehub links check» først"
        ) from error
    except ValueError as error:
        raise click.UsageError(f"{file}: {error}") from error


@links.command("fix")
@click.argument("directory", metavar="[MAPPE]", default=".", type=FOLDER)
@click.option("--history", "history_file", type=FILE, help=f"Historikken (ellers {HISTORY}).")
@click.option(
    "--nights",
    metavar="N",
    type=click.IntRange(1),
    default=3,
    show_default=True,
    help="Netter på rad som flyttingen må være sett.",
)
@click.option(
    "--other-hosts",
    is_flag=True,
    help="Ta med flyttinger til en annen vert. Uten dette vises de bare.",
)
@click.option("--dry-run", is_flag=True, help="Vis endringen; skriv ingenting.")
def links_fix(
    directory: Path, history_file: Path | None, nights: int, other_hosts: bool, dry_run: bool
) -> None:
    """Skriv varige flyttinger inn i links.yaml i MAPPE.

    Først står flyttinger til en annen vert, og de som er overlatt til deg, med grunnen.
    """
    history, message = read_history(history_file or directory / HISTORY)
    notice(message)
    path = directory / "links.yaml"
    try:
        # newline="" keeps the line ends of the file
        with path.open(encoding="utf-8", newline="") as file:
            old = file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(f"{path} kan ikke leses; kjør «rollehub check»") from error
    moves = weighed(history, nights, other_hosts=other_hosts)
    new = fixes(old, {move.old: move.new for move in moves if not move.refusal})
    for line in _remarks(old, moves):
        show(line, "text")
    if old == new:
        click.echo("Ingen varige flyttinger å skrive inn.")
        return
    show(diff(old, new, "links.yaml"), "text")
    if not dry_run:
        with writing(path):
            write_whole(path, new.encode())


def _remarks(text: str, moves: Sequence[Move]) -> Iterator[str]:
    """Yield a line for each move of a link that a human should know of; `git apply` skips them."""
    for move in moves:
        if fixes(text, {move.old: move.new}) == text:  # not in links.yaml, or there already
            continue
        what = f"{clean(move.old)} → {clean(move.new)}"
        if move.refusal:
            yield f"# Ikke skrevet inn: {what} ({clean(move.refusal)})\n"
        elif move.is_to_another_host:
            yield f"# Til en annen vert: {what}\n"


@links.command("list")
@click.argument("directory", metavar="[MAPPE]", default=".", type=FOLDER)
def links_list(directory: Path) -> None:
    """Skriv alle adressene i huben i MAPPE, én på hver linje."""
    _, addresses = hub_addresses(directory)
    for address in addresses:
        click.echo(address.url)


@links.command("merge")
@click.argument("files", nargs=-1, required=True, metavar="FIL...", type=FILE)
@click.option("--json", "json_file", type=FILE, required=True, help="Skriv det samlede hit.")
@click.option(
    "--history-from",
    "parts",
    multiple=True,
    type=FILE,
    help="Historikken fra en del (flere ganger).",
)
@click.option("--history", "history_file", type=FILE, help="Skriv den samlede historikken hit.")
def links_merge(
    files: Sequence[Path], json_file: Path, parts: Sequence[Path], history_file: Path | None
) -> None:
    """Slå sammen resultatene, og historikken, fra flere deler.

    Mangler en del, eller kan ikke historikken leses, regnes det hele som ufullstendig.
    """
    run = merge_runs(list(_parts(files)))
    memory = [read_history(part) for part in parts] if history_file else []
    for _, message in memory:
        notice(message)
        if message:  # earlier alarms are lost, so the whole cannot say that all is well
            run = replace(run, finished=None)
    with writing(json_file):
        write_run(json_file, run)
    notice(run.outage)
    if history_file:
        now = now_in_utc()
        asked = {result.url for result in run.results}
        whole, clock = clamped(merge_histories([history for history, _ in memory], now), now)
        notice(clock)
        with writing(history_file):
            notice(update_history(history_file, whole, now, asked))
    show(f"{count_line(run)}\n", "text")


def _parts(files: Sequence[Path]) -> Iterator[Run]:
    """Yield the run of each part; one that cannot be read counts as unfinished."""
    lost = 0
    for file in files:
        try:
            yield read_results(file)
        except (OSError, ValueError):
            notice(f"delen {file} mangler eller er skadet, så resultatet er ufullstendig")
            yield Run(None, ())
            lost += 1
    if lost == len(files):
        raise click.UsageError("ingen av delene kan leses")
