"""A second opinion on dead addresses, from linkchecker in a process of its own.

In: addresses that were found dead, and the limits of the run. Out: for each, whether linkchecker
finds it dead too. It is run under a hard deadline, its streamed CSV is read as far as it came, and
a missing row means "unknown", never "dead".

linkchecker follows redirects wherever they lead, and a server may answer it otherwise than us; so
it runs behind `guard`, which lets it connect only where our own check would. What it was refused is
unknown, too: only the few results that mean "dead" to us as well confirm anything.
"""

import asyncio
import csv
import json
import math
import os
import re
import sys
import tempfile
from collections.abc import Collection, Iterable, Mapping
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

import certifi

from generator.linkcheck.fetch.engine import Limits
from generator.linkcheck.fetch.request_url import prepare

# Isolated: what stands in the folder or the settings of who runs it is no part of the program.
_COMMAND = (sys.executable, "-I", "-X", "utf8", "-m", "generator.linkcheck.fetch.guard")
# Nothing else is handed on: no proxy, which would connect in our stead, and no secret.
_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_COLUMNS = ("urlname", "result", "valid", "url")
# Only the addresses themselves, and nothing that they lead to.
_SETTINGS = """\
[checking]
allowedschemes=http,https
recursionlevel=0
threads=4
timeout=20
sslverify={verify}
useragent={agent}
[filtering]
checkextern=1
[output]
log=csv
status=0
verbose=1
[csv]
parts={columns}
"""
# A result begins with a status, or with the name of an exception: two of `guard`, one of requests.
_GONE = re.compile(r"(?:404|410) ")
_NO_HOST = re.compile(r"(?:NoHostError|RefusedError): (\S+)")
_RING = re.compile(r"TooManyRedirects\b")


async def also_dead(seen: Mapping[str, str], limits: Limits, *, seconds: float) -> dict[str, bool]:
    """Return, for the addresses that linkchecker judged in time, whether it found them dead.

    `seen` tells for each address where it was found dead: at itself, or where it leads. `seconds`
    is the deadline of the whole run. Never raises; an empty mapping where linkchecker is missing
    or fails.
    """
    asked: dict[str, list[str]] = {}
    for url in seen:
        if request := _sent(url):  # else no server can be asked
            asked.setdefault(request, []).append(url)
    if not asked or seconds <= 0:
        return {}
    try:
        with tempfile.TemporaryDirectory() as name:
            folder, out = Path(name), Path(name, "out.csv")
            await _run(_orders(asked, limits, folder, seconds), folder, out, seconds)
            rows = _rows(out)
    except (OSError, csv.Error):
        return {}
    return {
        url: dead
        for row in rows
        for url in asked.get(row["urlname"], ())
        if (dead := _judged(row, {row["urlname"], _sent(seen[url])})) is not None
    }


def _sent(url: str) -> str | None:
    """Return an address as our own check sends it."""
    request = prepare(url)
    return None if request is None else str(request)


def _judged(row: Mapping[str, str], places: Collection[str | None]) -> bool | None:
    """Return whether linkchecker found an address dead, or None where it proves nothing.

    It spells some addresses in its own way. That such a page or host is gone tells nothing about
    ours, so it has to be gone at one of the `places` that we mean.
    """
    if row["valid"] == "True":
        return False
    result = row["result"]
    if gone := _GONE.match(result) is not None:
        gone = row["url"] in places
    elif missing := _NO_HOST.match(result):
        gone = missing[1] in {urlsplit(place).hostname for place in places if place}
    return True if gone or _RING.match(result) else None


def _orders(asked: Iterable[str], limits: Limits, folder: Path, seconds: float) -> bytes:
    """Write what linkchecker reads, and return what `guard` reads."""
    config, issuers = folder / "linkcheckerrc", folder / "issuers.pem"
    verify = str(issuers) if limits.ca_file else "1"
    config.write_text(
        _SETTINGS.format(verify=verify, agent=limits.agent, columns=",".join(_COLUMNS)), "utf-8"
    )
    if limits.ca_file:
        files = (Path(certifi.where()), Path(limits.ca_file))
        issuers.write_bytes(b"\n".join(file.read_bytes() for file in files))
        issuers.chmod(0o644)
    folder.chmod(0o755)  # linkchecker gives up root's rights before it reads the issuers
    orders = {
        "allowed": [str(network) for network in limits.allowed],
        "fixed": {host: str(address) for host, address in limits.fixed.items()},
        "seconds": math.ceil(seconds) + 1,
        "arguments": ["--config", str(config), "--no-robots", "--", *asked],
    }
    return json.dumps(orders).encode()


async def _run(orders: bytes, folder: Path, out: Path, seconds: float) -> None:
    """Let linkchecker print to a file until it is done, or until its time is up."""
    kept = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    with out.open("wb") as stream:
        process = await asyncio.create_subprocess_exec(
            *_COMMAND,
            stdin=asyncio.subprocess.PIPE,
            stdout=stream,
            stderr=asyncio.subprocess.DEVNULL,
            cwd=folder,
            env=kept | {"HOME": str(folder), "LC_ALL": "C.UTF-8"},  # its results in English
            start_new_session=True,  # we stop it, not the terminal
        )
    try:
        await asyncio.wait_for(process.communicate(orders), seconds)
    except TimeoutError:
        pass  # what came until then counts
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def _rows(out: Path) -> list[dict[str, str]]:
    """Return the rows that linkchecker wrote whole."""
    text = out.read_text("utf-8", errors="replace")
    whole = text[: text.rfind("\n") + 1]  # the last one may have been cut off
    rows = csv.DictReader(StringIO(whole, newline=""), delimiter=";")
    return [row for row in rows if all(isinstance(row.get(name), str) for name in _COLUMNS)]
