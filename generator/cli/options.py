"""The types and defaults of options: text -> a value, or a message.

In: what somebody typed. Out: the value; click prints the message and ends with wrong usage.
"""

import math
from collections.abc import Callable, Iterable
from datetime import date
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any, TypeVar

import click

from generator.hub.addresses import bad_address, bad_mail
from generator.linkcheck.fetch.network import IP, Network
from generator.linkcheck.fetch.sessions import issuers

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)
HISTORY = Path(".rollehub/link-history.json")
"""Where the history is kept, relative to the hub."""
RESULTS = Path(".rollehub/link-results.json")
"""Where the results of the last check are kept, relative to the working folder."""

Command = TypeVar("Command", bound=Callable[..., Any])


def format_option(formats: Iterable[str], help_: str) -> Callable[[Command], Command]:
    """Return the option `--format` of a command that prints in these formats, first as text."""
    return click.option(
        "--format", "format_", type=click.Choice(list(formats)), default="text",
        show_default=True, help=help_,
    )  # fmt: skip


class ShardType(click.ParamType[tuple[int, int]]):
    """`I/N`, one part of several: (1, 4)."""

    name = "I/N"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        """Return the part and the number of parts; fail with an example."""
        number, slash, count = str(value).partition("/")
        if slash and number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count):
            return int(number), int(count)
        self.fail(f"«{value}» er ingen del; skriv for eksempel 1/4", param, ctx)


class NumberType(click.FloatRange):
    """A number in a range. `nan` is refused, which no range does."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the number; fail if it is not a number or not in the range."""
        number = super().convert(value, param, ctx)
        if math.isnan(number):
            self.fail(f"«{value}» er ikke et tall", param, ctx)
        return number


class DayType(click.ParamType[date]):
    """A day as year, month and day: 2026-11-21."""

    name = "DATO"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day; fail with an example."""
        if isinstance(value, date):
            return value
        try:
            if len(str(value)) == len("2026-11-21"):
                return date.fromisoformat(str(value))
        except ValueError:
            pass  # gets the same message as text of another length
        self.fail(f"«{value}» er ikke en dato; skriv for eksempel 2026-11-21", param, ctx)


class NetworkType(click.ParamType[Network]):
    """A network in CIDR form."""

    name = "CIDR"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Network:
        """Return the network; fail with an example."""
        try:
            return ip_network(str(value), strict=False)
        except ValueError:
            self.fail(f"«{value}» er ikke et nett; skriv for eksempel 10.0.0.0/8", param, ctx)


class IssuersType(click.Path):
    """A readable file of certificates in PEM form."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the path; fail if the file contains no certificates."""
        path = str(super().convert(value, param, ctx))
        try:
            issuers(path)
        except OSError:  # includes ssl.SSLError
            self.fail(f"«{path}» har ingen sertifikater i PEM-form", param, ctx)
        return path


class ContactType(click.ParamType[str]):
    """An address of the web, or of a mailbox unless `is_web`; empty for none."""

    name = "ADRESSE"

    def __init__(self, *, is_web: bool = False) -> None:
        self._is_web = is_web

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the address; fail with what is wrong with it."""
        text = str(value)
        is_mail = not self._is_web and "://" not in text
        fault = bad_mail(text) if is_mail else bad_address(text, local=True)
        if text and fault:
            self.fail(f"«{text}» passer ikke; {fault}", param, ctx)
        return text


class HostType(click.ParamType[tuple[str, IP]]):
    """`VERT=ADRESSE`: the name of a host, and the address to use for it."""

    name = "VERT=ADRESSE"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, IP]:
        """Return the name in ASCII and the address; fail with an example."""
        host, _, address = str(value).partition("=")
        try:
            return host.lower().encode("idna").decode(), ip_address(address.strip("[]"))
        except (ValueError, UnicodeError):
            self.fail(
                f"«{value}» passer ikke; skriv for eksempel example.org=192.0.2.1", param, ctx
            )
