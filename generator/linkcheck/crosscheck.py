"""A second opinion on dead addresses, from linkchecker in a process of its own.

In: addresses that were found dead. Out: for each, whether linkchecker can't reach it either. It is
run under a hard deadline, its streamed CSV is read as far as it came, and a missing row means
"unknown", never "dead".

linkchecker follows redirects wherever they lead, without our look at each address. A server that
answers us 404 and it with a redirect could send it into a private network; so this is asked for by
hand, for addresses that are trusted, and no workflow uses it.
"""

import csv
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

# Only the addresses themselves; nothing that they lead to, and no look-up of mail servers.
_SETTINGS = """\
[checking]
recursionlevel=0
threads=4
timeout=20
aborttimeout=30
sslverify={verify}
useragent={agent}
[filtering]
checkextern=1
ignore=^mailto:
[output]
log=csv
status=0
verbose=1
"""
_COLUMNS = ("valid", "urlname", "result")


def program() -> str | None:
    """Return the path of linkchecker, or None where it is not installed."""
    beside = Path(sys.executable).with_name("linkchecker")
    return str(beside) if beside.exists() else shutil.which("linkchecker")


def also_dead(
    urls: Sequence[str], *, seconds: float, agent: str, ca_file: str | None = None
) -> dict[str, bool]:
    """Return, for the addresses that linkchecker judged in time, whether it found them dead.

    `seconds` is the deadline of the whole run. Never raises; an empty mapping where linkchecker
    is missing or fails.
    """
    command = program()
    if command is None or not urls:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        config, out = Path(folder) / "linkcheckerrc", Path(folder) / "out.csv"
        config.write_text(_SETTINGS.format(verify=ca_file or "1", agent=agent), "utf-8")
        config.chmod(0o644)
        Path(folder).chmod(0o755)  # linkchecker gives up root's rights before it reads
        # What came until the deadline counts.
        with out.open("wb") as stream, suppress(subprocess.TimeoutExpired, OSError):
            subprocess.run(  # noqa: S603 - a fixed program; addresses stand behind «--»
                    [command, "--config", str(config), "--no-robots", "--", *urls],
                    stdout=stream, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
                    timeout=seconds, check=False,
                )  # fmt: skip
        return dict(_rows(out.read_text("utf-8", errors="replace"), set(urls)))


def _rows(text: str, wanted: set[str]) -> Iterator[tuple[str, bool]]:
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    for row in csv.DictReader(lines, delimiter=";"):
        if all(row.get(column) for column in _COLUMNS) and row["urlname"] in wanted:
            yield row["urlname"], row["valid"].strip().lower() == "false"
