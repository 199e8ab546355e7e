"""linkchecker in a process of its own that can connect only where our own check would.

Run as `python -I -m generator.linkcheck.fetch.guard`. In, as JSON on standard input: the networks
that are allowed, the addresses given for names, and linkchecker's arguments. Out: what linkchecker
prints. Nothing here is for other modules.

linkchecker follows redirects wherever they lead, so its way out is closed twice. Its HTTP client
gets connections from us: to addresses that our own resolver has checked, and to no others. Beneath
that, an audit hook of Python refuses every connection from this process, by whatever client, to an
address that may not be asked; such a hook can't be taken off again.
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

# linkchecker gives up root's rights, and with them perhaps the right to read Python's own files; so
# what is else imported on first use is imported above.

_MEMORY = 1 << 30
"""Bytes of address space: linkchecker reads the whole body of a redirect, however long it is."""
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
"""What asking for a page never needs: files, other protocols, and processes without this guard."""


# linkchecker begins its result with the name of an exception of this family, and its words: here
# the host that was asked. One of the system's it wraps in a long sentence and cuts off, so that
# nobody can tell them apart.


class NoHostError(HTTPError):
    """The name does not exist."""


class RefusedError(HTTPError):
    """Nothing listens on any of the host's addresses."""


class ForbiddenError(HTTPError):
    """None of the host's addresses may be asked."""


Connect = Callable[..., socket.socket]


def _checked(connect: Connect, allowed: tuple[Network, ...], fixed: Mapping[str, IP]) -> Connect:
    """Return a way to connect that looks up names by itself and hands on only safe addresses."""

    def checked(address: tuple[str, int], *more: Any, **options: Any) -> socket.socket:
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

    return checked


def _watcher(allowed: tuple[Network, ...]) -> Callable[[str, tuple[Any, ...]], None]:
    """Return an audit hook that lets connections through only to addresses that may be asked."""

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _NEVER:
            raise PermissionError(event)
        if event != "socket.connect":
            return
        place = arguments[1]
        # A name or a path would be looked up behind our back; an address is connected to as it is.
        literal = literal_address(str(place[0])) if isinstance(place, tuple) else None
        if literal is None or not is_allowed(literal, allowed):
            raise UnsafeAddressError(str(place))

    return watch


def main() -> None:
    """Close the ways out, then be linkchecker."""
    orders = json.load(sys.stdin)
    allowed = tuple(ip_network(network) for network in orders["allowed"])
    fixed = {host: ip_address(address) for host, address in orders["fixed"].items()}
    signal.alarm(orders["seconds"])  # ends it even where nobody is left to
    with suppress(ValueError, OSError):  # not every system can
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    connection = urllib3.util.connection
    connection.create_connection = _checked(connection.create_connection, allowed, fixed)
    sys.addaudithook(_watcher(allowed))
    sys.argv = ["linkchecker", *orders["arguments"]]
    runpy.run_module("linkcheck", run_name="__main__")


if __name__ == "__main__":
    main()
