"""A program that reads pages for another process, so that a page can be given up.

`fetch.reading` starts it with the number of SECONDS as argument. In, on standard input, for each
page: a number of four bytes (big-endian) and so many bytes of JSON (`content_type`, `sought`,
`path`), then a number and the body. Out: a number and the facts of the page, as `facts.packed`
writes them.

A page that takes more than SECONDS of the processor ends this process, by a signal of the system
that Python code cannot delay: a regular expression holds Python's lock until it is done. The limit
counts the processor and not the clock, so a busy machine does not make a good page unreadable.
"""

import json
import resource
import signal
import struct
import sys
from contextlib import suppress
from typing import BinaryIO

from generator.linkcheck.page.facts import packed
from generator.linkcheck.page.read import only_sought, read_page

_MEMORY = 1 << 30
"""Bytes of address space: a page of two megabytes needs a tenth of it."""
_SIZE = struct.Struct(">I")


def framed(data: bytes) -> bytes:
    """Return bytes with their number before them."""
    return _SIZE.pack(len(data)) + data


def _piece(stream: BinaryIO) -> bytes | None:
    """Return the next piece; None if the stream has ended."""
    size = stream.read(_SIZE.size)
    if len(size) < _SIZE.size:
        return None
    wanted = _SIZE.unpack(size)[0]
    data = stream.read(wanted)
    return data if len(data) == wanted else None


def main() -> None:
    """Read pages until the input ends."""
    seconds = float(sys.argv[1])
    with suppress(ValueError, OSError):  # not every system has this limit
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    while (head := _piece(sys.stdin.buffer)) is not None:
        body = _piece(sys.stdin.buffer)
        if body is None:
            break
        order = json.loads(head)
        signal.setitimer(signal.ITIMER_PROF, seconds)  # SIGPROF ends the process
        facts = read_page(body, order["content_type"], order["sought"], order["path"])
        facts = only_sought(facts, order["sought"])
        signal.setitimer(signal.ITIMER_PROF, 0)
        sys.stdout.buffer.write(framed(packed(facts)))
        sys.stdout.buffer.flush()
