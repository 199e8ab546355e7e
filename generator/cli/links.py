"""`rollehub links …`: the link check on the command line. Only arguments, printing, exit codes."""

import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

import click

from generator import problems
from generator.check.checks import check as check_hub
from generator.check.checks import today
from generator.cli.exits import Exit
from generator.cli.options import HostType, IssuersType, NetworkType, NumberType, ShardType
from generator.files import write_whole
from generator.hub.load import read_hub
from generator.hub.model import Hub
from generator.hub.origins import Origins
from generator.linkcheck import fix
from generator.linkcheck.fetch.engine import Limits
from generator.linkcheck.memory.alarm import MOST_GAP_HOURS, Decision, Policy, is_whole
from generator.linkcheck.memory.history import moves_of, read_history, write_history
from generator.linkcheck.merge import merge as merge_runs
from generator.linkcheck.merge import merge_histories
from generator.linkcheck.reports import wording as report
from generator.linkcheck.results import Run, Verdict, as_json, read_results, write_results
from generator.linkcheck.run import Plan, Progress, check, shard
from generator.linkcheck.targets import Address, addresses_of, targets_of

HISTORY = Path(".rollehub/link-history.json")
RESULTS = Path(".rollehub/link-results.json")
_PLAIN_EVERY = 10.0  # seconds between progress lines where there is no terminal

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(dir_okay=False, path_type=Path)


def _table(run: Run) -> str:
    columns = os.get_terminal_size().columns if sys.stdout.isatty() else 0
    return report.as_table(run, columns or 80)  # a terminal may not know how wide it is


_REPORTS: Mapping[str, Callable[[Run], str]] = {
    "text": _table,
    "github": report.as_github,
    "junit": report.as_junit,
    "json": lambda run: as_json(run).decode(),
}


@click.group()
def links() -> None:
    """Sjekk adressene utenfor nettstedet."""


@links.command("check")
@click.argument("directory", metavar="[MAPPE]", default=".", type=_FOLDER)
@click.option(
    "--url", "urls", multiple=True, metavar="URL", help="Sjekk bare denne (flere ganger)."
)
@click.option(
    "--urls-from",
    metavar="FIL",
    type=click.File(encoding="utf-8-sig"),
    help="Sjekk bare adressene i filen, én på hver linje.",
)
@click.option(
    "--except-from",
    metavar="FIL",
    type=click.File(encoding="utf-8-sig"),
    help="Hopp over adressene i filen, én på hver linje.",
)
@click.option("--json", "json_file", type=_FILE, help="Skriv resultatene hit, etter hvert.")
@click.option("--history", "history_file", type=_FILE, help=f"Historikken (ellers {HISTORY}).")
@click.option("--no-history", is_flag=True, help="Husk ingenting, verken før eller etter.")
@click.option(
    "--allow-address",
    "allowed",
    multiple=True,
    type=NetworkType(),
    help="Tillat et nett som ikke er offentlig (flere ganger).",
)
@click.option(
    "--ca-file",
    type=IssuersType(exists=True, dir_okay=False),
    help="Stol på utstederne i denne filen også.",
)
@click.option(
    "--resolve",
    "fixed",
    multiple=True,
    type=HostType(),
    help="Bruk denne adressen for verten (flere ganger).",
)
@click.option(
    "--per-host",
    metavar="N",
    type=click.IntRange(1),
    default=2,
    show_default=True,
    help="Samtidige forespørsler til én vert.",
)
@click.option(
    "--delay",
    metavar="SEKUNDER",
    type=NumberType(0),
    default=0.5,
    show_default=True,
    help="Tid mellom starter på én vert.",
)
@click.option(
    "--timeout",
    metavar="SEKUNDER",
    type=NumberType(0, min_open=True),
    default=30.0,
    show_default=True,
    help="Frist for én adresse, alt medregnet.",
)
@click.option(
    "--run-timeout",
    metavar="SEKUNDER",
    type=NumberType(0, min_open=True),
    help="Frist for hele kjøringen.",
)
@click.option("--shard", "part", type=ShardType(), help="Sjekk bare del I av N.")
@click.option("--no-robots", is_flag=True, help="Spør ikke etter robots.txt.")
@click.option(
    "--cross-check",
    is_flag=True,
    help="La linkchecker bekrefte døde adresser samme natt. Den når bare det sjekken selv får nå.",
)
@click.option(
    "--min-gap",
    metavar="TIMER",
    type=NumberType(0, MOST_GAP_HOURS, max_open=True),
    default=0.0,
    show_default=True,
    help="Tid mellom to kjøringer før de regnes som to netter.",
)
@click.option(
    "--contact",
    metavar="ADRESSE",
    envvar=["ROLLEHUB_CONTACT", "ROLLEHUB_REPO_URL"],
    default="",
    help="Adressen som nettstedene kan klage til.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice([*_REPORTS]),
    default="text",
    show_default=True,
    help="Tabell, merknader for GitHub, JUnit, eller resultatfilen (JSON).",
)
def links_check(directory: Path, **options: Any) -> None:  # fmt: skip
    """Sjekk alle adressene i huben i MAPPE, eller dem du nevner.

    Avslutter med 4 når en død adresse er bekreftet, ellers med 0.
    """
    addresses, decisions = _addresses(directory, options)
    if options["except_from"]:
        left_out = set(_lines(options["except_from"]))
        addresses = [address for address in addresses if address.url not in left_out]
    if options["part"]:
        addresses = list(shard(addresses, *options["part"]))
    if not options["contact"]:
        _tell("nettstedene får ingen å klage til; sett --contact eller ROLLEHUB_CONTACT")
    path: Path = options["history_file"] or directory / HISTORY
    keeps = not options["no_history"]
    history, message = read_history(path) if keeps else ({}, None)
    _tell(message)
    json_file: Path | None = options["json_file"]
    with _writing(json_file):
        if json_file:
            json_file.parent.mkdir(parents=True, exist_ok=True)
        outcome = check(addresses, history, _plan(options, decisions), _progress())
        if outcome.finished is None and sys.stderr.isatty():
            click.echo(err=True)  # after the progress, which was not to its end
        # Where what was confirmed is forgotten, nobody can tell that all is well.
        whole = is_whole(outcome.results) and not message
        run = Run(outcome.finished if whole else None, outcome.results)
        if json_file:
            write_results(json_file, run.results, run.finished)
    click.echo(_REPORTS[options["format_"]](run), nl=False)
    if keeps:
        with _writing(path):
            _tell(write_history(path, outcome.history))
    if outcome.finished is None:
        click.echo("Kjøringen ble avbrutt; det som ble sjekket, er tatt vare på.", err=True)
        sys.exit(Exit.INTERRUPTED)
    if any(result.verdict is Verdict.DEAD and result.confirmed for result in run.results):
        sys.exit(Exit.DEAD_LINKS)


@contextmanager
def _writing(path: Path | None) -> Iterator[None]:
    """Tell of a file that can't be written as of any other wrong argument; None is no file."""
    try:
        yield
    except OSError as error:
        if path is None:
            raise
        raise click.UsageError(f"{path} kan ikke skrives ({error.strerror or error})") from error


def _plan(options: Mapping[str, Any], decisions: Mapping[str, Decision]) -> Plan:
    return Plan(
        limits=Limits(
            per_host=options["per_host"],
            delay=options["delay"],
            timeout=options["timeout"],
            robots=not options["no_robots"],
            allowed=options["allowed"],
            fixed=dict(options["fixed"]),
            ca_file=options["ca_file"],
            contact=options["contact"],
        ),
        policy=Policy(min_gap_hours=options["min_gap"]),
        decisions=decisions,
        seconds=options["run_timeout"],
        cross_check=options["cross_check"],
        json_file=options["json_file"],
    )


def _addresses(
    directory: Path, options: Mapping[str, Any]
) -> tuple[list[Address], Mapping[str, Decision]]:
    listed = [*options["urls"]]
    if options["urls_from"]:
        listed += _lines(options["urls_from"])
    if listed or options["urls_from"]:
        return [Address(url) for url in dict.fromkeys(listed)], {}
    hub, origins = _hub(directory)
    decisions = {
        link.id: Decision(
            verified_until=link.verified_until, known_blocked_until=link.known_blocked_until
        )
        for link in hub.links
    }
    return list(_unique(addresses_of(hub, origins))), decisions


def _hub(directory: Path) -> tuple[Hub, Origins]:
    hub, origins, found = read_hub(directory)
    wrong = problems.errors([*found, *check_hub(hub, origins, today())])
    if wrong:
        click.echo(problems.as_text(sorted(wrong)), nl=False, err=True)
        click.echo(f"{problems.count_line(wrong)} Rett feilene først.", err=True)
        sys.exit(Exit.CONTENT_PROBLEMS)
    return hub, origins


def _lines(file: TextIO) -> list[str]:
    """Return the lines of a list, blank ones and comments left out."""
    try:
        lines = [line.strip() for line in file]
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{file.name} er ikke tekst i UTF-8") from error
    return [line for line in lines if line and not line.startswith("#")]


def _unique(addresses: Iterator[Address]) -> Iterator[Address]:
    """Join the places of addresses that are written alike."""
    return (address for target in targets_of(addresses) for address in target.addresses)


def _tell(message: str | None) -> None:
    if message:
        click.echo(f"Merk: {message}", err=True)


def _progress() -> Callable[[Progress], None]:
    """Return what tells of progress: one line that changes on a terminal, few lines elsewhere."""
    live, last = sys.stderr.isatty(), time.monotonic()

    def tell(progress: Progress) -> None:
        nonlocal last
        now = time.monotonic()
        ended = progress.done == progress.total
        if not ended and now - last < (0.1 if live else _PLAIN_EVERY):
            return
        last = now
        left = progress.seconds / progress.done * (progress.total - progress.done)
        counts = ", ".join(
            f"{progress.counts[verdict]} {verdict}"
            for verdict in Verdict
            if progress.counts[verdict]
        )
        line = f"{progress.done} av {progress.total} sjekket ({counts})"
        line += "" if ended else f", omtrent {left:.0f} s igjen"
        if live:
            click.echo(f"\r\x1b[K{line}" + ("\n" if ended else ""), nl=False, err=True)
        elif not ended:
            click.echo(line, err=True)

    return tell


@links.command("report")
@click.argument("file", metavar="[FIL]", default=RESULTS, type=_FILE)
@click.option(
    "--format",
    "format_",
    type=click.Choice([*_REPORTS, "markdown"]),
    default="text",
    show_default=True,
    help="Tabell, merknader, JUnit, resultatfilen (JSON), eller teksten til en GitHub-sak.",
)
@click.option(
    "--repo-url",
    metavar="URL",
    envvar="ROLLEHUB_REPO_URL",
    default="",
    help="Kodelageret som stedene lenkes til.",
)
@click.option(
    "--needs-issue",
    is_flag=True,
    help="Avslutt med 4 når saken skal være åpen, med 0 når den kan lukkes, og med 130 når "
    "kjøringen er ufullstendig og ikke kan si det.",
)
def links_report(file: Path, format_: str, repo_url: str, needs_issue: bool) -> None:  # fmt: skip
    """Vis resultatene av siste sjekk, fra FIL."""
    run = _read(file)
    if format_ == "markdown":
        click.echo(report.as_markdown(run, repo_url or None), nl=False)
    else:
        click.echo(_REPORTS[format_](run), nl=False)
    if needs_issue and report.needs_issue(run):
        sys.exit(Exit.DEAD_LINKS)
    if needs_issue and not run.finished:
        sys.exit(Exit.INTERRUPTED)


def _read(file: Path) -> Run:
    try:
        return read_results(file)
    except OSError as error:
        raise click.UsageError(
            f"{file} kan ikke leses; kjør «rollehub links check» først"
        ) from error
    except ValueError as error:
        raise click.UsageError(f"{file}: {error}") from error


@links.command("fix")
@click.argument("directory", metavar="[MAPPE]", default=".", type=_FOLDER)
@click.option("--history", "history_file", type=_FILE, help=f"Historikken (ellers {HISTORY}).")
@click.option(
    "--nights",
    metavar="N",
    type=click.IntRange(1),
    default=3,
    show_default=True,
    help="Netter på rad som flyttingen må være sett.",
)
@click.option("--dry-run", is_flag=True, help="Vis endringen; skriv ingenting.")
def links_fix(
    directory: Path, history_file: Path | None, nights: int, dry_run: bool
) -> None:  # fmt: skip
    """Skriv varige flyttinger inn i links.yaml i MAPPE."""
    history, message = read_history(history_file or directory / HISTORY)
    _tell(message)
    path = directory / "links.yaml"
    try:
        # newline="" keeps the file's own line ends
        with path.open(encoding="utf-8", newline="") as file:
            old = file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(f"{path} kan ikke leses; kjør «rollehub check»") from error
    new = fix.fixes(old, moves_of(history, nights))
    if old == new:
        click.echo("Ingen varige flyttinger å skrive inn.")
        return
    click.echo(fix.diff(old, new, "links.yaml"), nl=False)
    if not dry_run:
        with _writing(path):
            write_whole(path, new.encode())


@links.command("list")
@click.argument("directory", metavar="[MAPPE]", default=".", type=_FOLDER)
def links_list(directory: Path) -> None:
    """Skriv alle adressene i huben i MAPPE, én på hver linje."""
    for address in _unique(addresses_of(*_hub(directory))):
        click.echo(address.url)


@links.command("merge")
@click.argument("files", nargs=-1, required=True, metavar="FIL...", type=_FILE)
@click.option("--json", "json_file", type=_FILE, required=True, help="Skriv det samlede hit.")
@click.option(
    "--history-from",
    "parts",
    multiple=True,
    type=_FILE,
    help="Historikken fra en del (flere ganger).",
)
@click.option("--history", "history_file", type=_FILE, help="Skriv den samlede historikken hit.")
def links_merge(
    files: Sequence[Path], json_file: Path, parts: Sequence[Path], history_file: Path | None
) -> None:  # fmt: skip
    """Slå sammen resultatene, og historikken, fra flere deler.

    Mangler en del, eller kan ikke historikken leses, regnes det hele som ufullstendig.
    """
    run = merge_runs(list(_parts(files)))
    memory = [read_history(part) for part in parts] if history_file else []
    for _, message in memory:
        _tell(message)
        if message:  # what was confirmed is forgotten, so nobody can tell that all is well
            run = replace(run, finished=None)
    with _writing(json_file):
        write_results(json_file, run.results, run.finished)
    click.echo(report.count_line(run))
    if history_file:
        with _writing(history_file):
            _tell(write_history(history_file, merge_histories([history for history, _ in memory])))


def _parts(files: Sequence[Path]) -> Iterator[Run]:
    """Yield the run of each part; one that can't be read counts as a run that was cut off."""
    lost = 0
    for file in files:
        try:
            yield read_results(file)
        except (OSError, ValueError):
            _tell(f"delen {file} mangler eller er skadet, så resultatet er ufullstendig")
            yield Run(None, ())
            lost += 1
    if lost == len(files):
        raise click.UsageError("ingen av delene kan leses")
