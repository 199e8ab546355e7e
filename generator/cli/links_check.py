"""`rollehub links check`: options in, the report and an exit code out."""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TextIO

import click

from generator.cli.exits import Exit
from generator.cli.links_io import REPORTS, hub_addresses, notice, writing
from generator.cli.links_progress import progress_reporter
from generator.cli.options import (
    FILE,
    FOLDER,
    HISTORY,
    ContactType,
    HostType,
    IssuersType,
    NetworkType,
    NumberType,
    ShardType,
    format_option,
)
from generator.cli.output import show
from generator.linkcheck.fetch.limits import Limits
from generator.linkcheck.fetch.network import IP, Network
from generator.linkcheck.memory.alarm import MOST_GAP_HOURS, Decision, Policy
from generator.linkcheck.memory.history_file import read_history, update_history
from generator.linkcheck.observations import Address
from generator.linkcheck.results import Run, Verdict, write_run
from generator.linkcheck.run import Outcome, check, now_in_utc, shard
from generator.linkcheck.settle import Plan

_LIMITS = Limits()  # the defaults of options
_POLICY = Policy()  # the same


@dataclass(frozen=True, slots=True, kw_only=True)
class _Options:
    """The arguments of the command, under the names that click gives them."""

    directory: Path
    urls: tuple[str, ...]
    urls_from: TextIO | None
    except_from: TextIO | None
    json_file: Path | None
    history_file: Path | None
    no_history: bool
    allowed: tuple[Network, ...]
    ca_file: str | None
    fixed: tuple[tuple[str, IP], ...]
    per_host: int
    delay: float
    timeout: float
    run_timeout: float | None
    part: tuple[int, int] | None
    no_robots: bool
    cross_check: bool
    min_gap: float
    missing_nights: int
    contact: str
    format_: str

    @property
    def history(self) -> Path | None:
        """The file of the history; None if nothing is to be remembered."""
        return None if self.no_history else self.history_file or self.directory / HISTORY


@click.command("check")
@click.argument("directory", metavar="[MAPPE]", default=".", type=FOLDER)
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
@click.option("--json", "json_file", type=FILE, help="Skriv resultatene hit, etter hvert.")
@click.option("--history", "history_file", type=FILE, help=f"Historikken (ellers {HISTORY}).")
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
    default=_LIMITS.per_host,
    show_default=True,
    help="Samtidige forespørsler til én vert.",
)
@click.option(
    "--delay",
    metavar="SEKUNDER",
    type=NumberType(0),
    default=_LIMITS.delay,
    show_default=True,
    help="Tid mellom starter på én vert.",
)
@click.option(
    "--timeout",
    metavar="SEKUNDER",
    type=NumberType(0, min_open=True),
    default=_LIMITS.timeout,
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
    default=_POLICY.min_gap_hours,
    show_default=True,
    help="Tid mellom to kjøringer før de regnes som to netter.",
)
@click.option(
    "--missing-nights",
    metavar="N",
    type=click.IntRange(_POLICY.dead_nights),
    default=_POLICY.missing_nights,
    show_default=True,
    help="Netter før en vert som ikke finnes eller avviser forbindelser, regnes som borte.",
)
@click.option(
    "--contact",
    metavar="ADRESSE",
    type=ContactType(),
    envvar=["ROLLEHUB_CONTACT", "ROLLEHUB_REPO_URL"],
    default="",
    help="Adressen som nettstedene kan klage til.",
)
@format_option([*REPORTS], "Tabell, merknader for GitHub, JUnit, eller resultatfilen (JSON).")
def links_check(**arguments: Any) -> None:
    """Sjekk alle adressene i huben i MAPPE, eller dem du nevner.

    Avslutter med 4 når en død adresse er bekreftet, med 5 når ingenting kunne nås, så feilen trolig
    er i nettet her, ellers med 0.
    """
    options = _Options(**arguments)
    addresses, decisions = _addresses(options)
    if not options.contact:
        notice("lenkesjekken mangler kontaktadresse; sett --contact eller ROLLEHUB_CONTACT")
    history, message = read_history(options.history) if options.history else ({}, None)
    notice(message)
    with writing(options.json_file):
        if options.json_file:
            options.json_file.parent.mkdir(parents=True, exist_ok=True)
        outcome = check(addresses, history, _plan(options, decisions), progress_reporter())
    if outcome.finished is None and sys.stderr.isatty():
        notice("", mark="")  # ends the line of the progress
    notice(outcome.clock)
    run = outcome.run
    if message:  # earlier alarms are lost, so the run cannot say that all is well
        run = replace(run, finished=None)
    problems = tuple(_not_saved(options, outcome, run))
    show(REPORTS[options.format_](run), options.format_)
    for problem in problems:
        raise problem
    _exit(outcome)


def _not_saved(options: _Options, outcome: Outcome, run: Run) -> Iterator[click.UsageError]:
    """Write results and history before anything is printed; yield what cannot be written."""
    try:
        if options.json_file:
            with writing(options.json_file):
                write_run(options.json_file, run)
    except click.UsageError as error:
        yield error
    try:
        if options.history and not outcome.reach.blind:
            asked = {result.url for result in outcome.results}
            with writing(options.history):
                notice(update_history(options.history, outcome.history, now_in_utc(), asked))
    except click.UsageError as error:
        yield error


def _exit(outcome: Outcome) -> None:
    """End the program with the code of the outcome, unless all is fine."""
    if outcome.finished is None:
        notice("Kjøringen ble avbrutt; det som ble sjekket, er tatt vare på.", mark="")
        sys.exit(Exit.INTERRUPTED)
    if any(result.verdict is Verdict.DEAD and result.confirmed for result in outcome.results):
        sys.exit(Exit.DEAD_LINKS)
    if outcome.reach.void:
        sys.exit(Exit.NO_NETWORK)


def _plan(options: _Options, decisions: Mapping[str, Decision]) -> Plan:
    return Plan(
        limits=Limits(
            per_host=options.per_host,
            delay=options.delay,
            timeout=options.timeout,
            robots=not options.no_robots,
            allowed=options.allowed,
            fixed=dict(options.fixed),
            ca_file=options.ca_file,
            contact=options.contact,
        ),
        policy=Policy(
            missing_nights=options.missing_nights,
            min_gap_hours=options.min_gap,
        ),
        decisions=decisions,
        seconds=options.run_timeout,
        cross_check=options.cross_check,
        json_file=options.json_file,
    )


def _addresses(options: _Options) -> tuple[list[Address], Mapping[str, Decision]]:
    """Return the addresses to check, and the decisions about them by id of the link."""
    addresses, decisions = _all_addresses(options)
    if options.except_from:
        left_out = set(_lines(options.except_from))
        addresses = [address for address in addresses if address.url not in left_out]
    if options.part:
        addresses = list(shard(addresses, *options.part))
    return addresses, decisions


def _all_addresses(options: _Options) -> tuple[list[Address], Mapping[str, Decision]]:
    listed = [*options.urls]
    if options.urls_from:
        listed += _lines(options.urls_from)
    if listed or options.urls_from:
        return [Address(url) for url in dict.fromkeys(listed)], {}
    hub, addresses = hub_addresses(options.directory)
    decisions = {
        link.id: Decision(
            verified_until=link.verified_until, known_blocked_until=link.known_blocked_until
        )
        for link in hub.links
    }
    return addresses, decisions


def _lines(file: TextIO) -> list[str]:
    """Return the lines of a list, without blank lines and comments."""
    try:
        lines = [line.strip() for line in file]
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{file.name} er ikke tekst i UTF-8") from error
    return [line for line in lines if line and not line.startswith("#")]
