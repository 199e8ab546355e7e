"""What `rollehub links` takes as the value of an option: text -> a value, or a message.

In: what somebody typed. Out: the value; click tells what is wrong and how it may be written.
"""

import math
from ipaddress import ip_address, ip_network
from typing import Any

import click

from generator.linkcheck.fetch.network import IP, Network
from generator.linkcheck.fetch.sessions import issuers


class ShardType(click.ParamType[tuple[int, int]]):
    """`I/N`, one part of several: (1, 4)."""

    name = "I/N"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        """Return the value; fail with what to write instead."""
        number, slash, count = str(value).partition("/")
        if slash and number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count):
            return int(number), int(count)
        self.fail(f"«{value}» er ingen del; skriv for eksempel 1/4", param, ctx)


class NumberType(click.FloatRange):
    """A number in a range; `nan` is none, though no range refuses it."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the number; fail where it is none."""
        number = super().convert(value, param, ctx)
        if math.isnan(number):
            self.fail(f"«{value}» er ikke et tall", param, ctx)
        return number


class NetworkType(click.ParamType[Network]):
    """A network in CIDR form."""

    name = "CIDR"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Network:
        """Return the value; fail with what to write instead."""
        try:
            return ip_network(str(value), strict=False)
        except ValueError:
            self.fail(f"«{value}» er ikke et nett; skriv for eksempel 10.0.0.0/8", param, ctx)


class IssuersType(click.Path):
    """A file of certificates that can be read."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the path; fail where there are no certificates."""
        path = str(super().convert(value, param, ctx))
        try:
            issuers(path)
        except OSError:  # ssl.SSLError is one
            self.fail(f"«{path}» har ingen sertifikater i PEM-form", param, ctx)
        return path


class HostType(click.ParamType[tuple[str, IP]]):
    """`VERT=ADRESSE`: a host's name in ASCII, and the address it is given."""

    name = "VERT=ADRESSE"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, IP]:
        """Return the value; fail with what to write instead."""
        host, _, address = str(value).partition("=")
        try:
            return host.lower().encode("idna").decode(), ip_address(address.strip("[]"))
        except (ValueError, UnicodeError):
            self.fail(f"«{value}» passer ikke; skriv for eksempel lovdata.no=192.0.2.1", param, ctx)
