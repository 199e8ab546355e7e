"""A second opinion on dead addresses, from linkchecker in a separate process.

In: addresses that were found dead, and the limits of the run. Out: for each, whether linkchecker
finds it dead too. linkchecker runs with a deadline. Its CSV output is read as far as it was
written, and an address without a row is unknown, not dead.

linkchecker follows redirects to anywhere, and a server may answer it differently. So it runs inside
`guard`, which lets it connect only where our own check would. An address that `guard` refused is
unknown as well: only the few results that mean "dead" to our check confirm anything. A host that
is missing or refuses is not among them. linkchecker shares our network, and if that is out, it
finds every host missing, too.
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

import certifi

from generator.linkcheck.fetch.limits import Limits
from generator.linkcheck.fetch.request_url import prepare

# Isolated (-I), so that neither the current folder nor the user's settings can change the program.
COMMAND = (sys.executable, "-I", "-X", "utf8", "-m", "generator.linkcheck.fetch.guard")
# The only variables that are passed on: no proxy, which would make the connections, and no secret.
_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_COLUMNS = ("urlname", "result", "valid", "url")
# recursionlevel=0: only the addresses themselves, and not the links on their pages.
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
# A result begins with a status or the name of an exception, from `guard` or from requests.
_GONE = re.compile(r"(?:404|410) ")
_LOOP = re.compile(r"TooManyRedirects\b")


async def also_dead(seen: Mapping[str, str], limits: Limits, *, seconds: float) -> dict[str, bool]:
    """Return, for each address that linkchecker has an opinion on, whether it is dead.

    `seen` maps each address to the one that was found dead: itself, or what it redirects to.
    `seconds` is the time that linkchecker gets. Returns an empty mapping if linkchecker is missing
    or fails.
    """
    asked: dict[str, list[str]] = {}
    for url in seen:
        if request := _as_sent(url):  # else no server can be asked
            asked.setdefault(request, []).append(url)
    if not asked or seconds <= 0:
        return {}
    try:
        with tempfile.TemporaryDirectory() as name:
            folder, out = Path(name), Path(name, "out.csv")
            await _run_guard(_orders(asked, limits, folder, seconds), folder, out, seconds)
            rows = _complete_rows(out)
    except (OSError, csv.Error):
        return {}
    return {
        url: dead
        for row in rows
        for url in asked.get(row["urlname"], ())
        if (dead := _is_dead(row, {row["urlname"], _as_sent(seen[url])})) is not None
    }


def _as_sent(url: str) -> str | None:
    """Return an address as our own check sends it."""
    request = prepare(url)
    return None if request is None else str(request)


def _is_dead(row: Mapping[str, str], places: Collection[str | None]) -> bool | None:
    """Whether a row of linkchecker says that an address is dead; None where it proves nothing.

    linkchecker rewrites some addresses. A page that is missing at a rewritten address says nothing
    about ours, so only one that is missing at one of `places` counts.
    """
    if row["valid"] == "True":
        return False
    result = row["result"]
    is_dead = _LOOP.match(result) or (_GONE.match(result) and row["url"] in places)
    return True if is_dead else None


def _orders(asked: Iterable[str], limits: Limits, folder: Path, seconds: float) -> bytes:
    """Write linkchecker's settings into a folder, and return the orders for `guard`: see there."""
    config, issuers = folder / "linkcheckerrc", folder / "issuers.pem"
    verify = str(issuers) if limits.ca_file else "1"
    config.write_text(
        _SETTINGS.format(verify=verify, agent=limits.agent, columns=",".join(_COLUMNS)), "utf-8"
    )
    if limits.ca_file:
        files = (Path(certifi.where()), Path(limits.ca_file))
        issuers.write_bytes(b"\n".join(file.read_bytes() for file in files))
        issuers.chmod(0o644)
    folder.chmod(0o755)  # linkchecker gives up root's privileges before it reads the issuers
    orders = {
        "allowed": [str(network) for network in limits.allowed],
        "fixed": {host: str(address) for host, address in limits.fixed.items()},
        "seconds": math.ceil(seconds) + 1,
        "arguments": ["--config", str(config), "--no-robots", "--", *asked],
    }
    return json.dumps(orders).encode()


async def _run_guard(orders: bytes, folder: Path, out: Path, seconds: float) -> None:
    """Let linkchecker write its output to a file until it is done, or its time is up."""
    kept = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    with out.open("wb") as stream:
        process = await asyncio.create_subprocess_exec(
            *COMMAND,
            stdin=asyncio.subprocess.PIPE,
            stdout=stream,
            stderr=asyncio.subprocess.DEVNULL,
            cwd=folder,
            env=kept | {"HOME": str(folder), "LC_ALL": "C.UTF-8"},  # for results in English
            start_new_session=True,  # so that Ctrl+C in the terminal does not reach it
        )
    try:
        await asyncio.wait_for(process.communicate(orders), seconds)
    except TimeoutError:
        pass  # the rows that are written by now count
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def _complete_rows(out: Path) -> list[dict[str, str]]:
    """Return the rows that linkchecker wrote to the end; the last one may be cut off."""
    text = out.read_text("utf-8", errors="replace")
    complete = text[: text.rfind("\n") + 1]
    rows = csv.DictReader(StringIO(complete, newline=""), delimiter=";")
    return [row for row in rows if all(isinstance(row.get(name), str) for name in _COLUMNS)]
