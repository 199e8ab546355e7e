"""A program that runs linkchecker, and lets it connect only where our own check would.

Run as `python -I -m generator.linkcheck.fetch.guard`. In: a JSON object on standard input, with
`allowed` (networks that may be connected to although they are not public), `fixed` (host name -> IP
address), `seconds` (a deadline), and `arguments` (linkchecker's). Out: linkchecker's output.
Nothing here is for other modules.

linkchecker follows redirects to anywhere, so connections are restricted twice. Its HTTP client gets
its connections from here, and only to IP addresses that our own resolver has checked. Beneath that,
an audit hook of Python refuses every other connection of this process, whatever client makes it;
such a hook can't be removed.
"""

import asyncio
import concurrent.futures.thread  # noqa: F401 - see below
import encodings.idna  # noqa: F401 - see below
import json
import resource
import runpy
import signal
import socket
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from ipaddress import ip_address, ip_network
from typing import Any

import urllib3.util.connection
from urllib3.exceptions import HTTPError

from generator.linkcheck.fetch.network import (
    IP,
    Network,
    NoSuchHostError,
    SafeResolver,
    UnsafeAddressError,
    is_allowed,
    literal_address,
)

# Python imports some modules on first use. linkchecker may have given up root's privileges by then,
# and with them perhaps the right to read Python's files. So they are imported above.

_MEMORY = 1 << 30
"""Bytes of address space, because linkchecker reads the whole body of a redirect, however long."""
_NEVER = frozenset(
    {
        "ftplib.connect",
        "os.exec",
        "os.fork",
        "os.forkpty",
        "os.posix_spawn",
        "os.spawn",
        "os.system",
        "socket.sendmsg",
        "socket.sendto",
        "subprocess.Popen",
        "urllib.Request",
    }
)
"""Audit events that a request for a page never needs: unguarded processes, and other protocols."""


# linkchecker's result begins with the name and the message of an HTTPError; here the message is the
# host. It wraps an OSError in a long sentence that it cuts off, so that no two can be told apart.


class NoHostError(HTTPError):
    """The host name does not exist."""


class RefusedError(HTTPError):
    """All IP addresses of the host refuse the connection."""


class ForbiddenError(HTTPError):
    """None of the host's IP addresses may be connected to."""


Connect = Callable[..., socket.socket]
"""Takes a host with a port, and the options of `urllib3.util.connection.create_connection`."""


def checked(connect: Connect, allowed: tuple[Network, ...], fixed: Mapping[str, IP]) -> Connect:
    """Return a function that connects only to IP addresses that may be connected to.

    It resolves the host itself, and calls `connect` with an IP address in place of the host. It
    raises NoHostError, RefusedError, ForbiddenError, or the last error of `connect`.
    """

    def connect_checked(
        address: tuple[str, int], *more: object, **options: object
    ) -> socket.socket:
        host, port = address
        try:
            found = asyncio.run(SafeResolver(allowed, fixed).addresses(host, port))
        except UnsafeAddressError as error:
            raise ForbiddenError(str(error)) from error
        except NoSuchHostError as error:
            raise NoHostError(host) from error
        errors: list[OSError] = []
        for one in found:
            try:
                return connect((str(one), port), *more, **options)
            except OSError as error:
                errors.append(error)  # the next one may answer
        if all(isinstance(error, ConnectionRefusedError) for error in errors):
            raise RefusedError(host)
        raise errors[-1]

    return connect_checked


def watcher(allowed: tuple[Network, ...]) -> Callable[[str, tuple[Any, ...]], None]:
    """Return an audit hook (PEP 578) that forbids connections to any other IP address.

    It raises UnsafeAddressError for them, and PermissionError for what a request never needs.
    """

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _NEVER:
            raise PermissionError(event)
        if event != "socket.connect":
            return
        place = arguments[1]
        # Only an IP address is connected to as it is; a name would be resolved after this check.
        literal = literal_address(str(place[0])) if isinstance(place, tuple) else None
        if literal is None or not is_allowed(literal, allowed):
            raise UnsafeAddressError(str(place))

    return watch


def main() -> None:
    """Restrict this process, then run linkchecker in it."""
    orders = json.load(sys.stdin)
    allowed = tuple(ip_network(network) for network in orders["allowed"])
    fixed = {host: ip_address(address) for host, address in orders["fixed"].items()}
    signal.alarm(orders["seconds"])  # ends this process even if the one that started it is gone
    with suppress(ValueError, OSError):  # not every system has this limit
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    connection = urllib3.util.connection
    connection.create_connection = checked(connection.create_connection, allowed, fixed)
    sys.addaudithook(watcher(allowed))
    sys.argv = ["linkchecker", *orders["arguments"]]
    runpy.run_module("linkcheck", run_name="__main__")


if __name__ == "__main__":
    main()
