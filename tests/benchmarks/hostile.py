"""What malicious pages cost a run of `rollehub links check`, and the pages beside them.

A hundred good pages on twenty hosts are checked alone, and together with 1, 10 and 100 malicious
ones, each on a host of its own: headers and pages that once stopped a run (`charset=` and spaces,
a refresh of spaces), the pages of `tests/linkcheck/page/test_hostile.py`, each at its full size and
as the largest that counts as small, bombs, and robots.txt files with many names. The table shows
the seconds of the run, the seconds until the last good page had its result, the ratio of both to
the run without malice, the memory of all processes, and how many verdicts of good pages are not
`ok`. The best of some rounds counts.

With `--other FOLDER`, another checkout of Rollehub is measured in the same run: give it that of an
earlier revision. A run that takes longer than a minute is stopped.

Only loopback is asked. Usage: python -m tests.benchmarks.hostile [--rounds N] [--other FOLDER]
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import brotli
from aiohttp import web

from generator.linkcheck.fetch.reading import SMALL
from tests.linkcheck.bed.handlers import html
from tests.linkcheck.page.test_hostile import HOSTILE

GOOD, HOSTS = 100, 20
MALICIOUS = (0, 1, 10, 100)
DEADLINE = 60.0
"""Seconds after which a run is stopped."""
ROOT = Path(__file__).parent.parent.parent
REFRESH = "<meta http-equiv=refresh content='" + " " * 4000 + "'>"
AGENTS = "".join(f"User-agent: a{n}\n" for n in range(15_000)) + "Disallow: /b\n" * 15_000


@cache
def malicious() -> Sequence[tuple[Mapping[str, str], bytes]]:
    """Return the headers and the body of each malicious answer."""
    plain = {"Content-Type": "text/html"}
    bomb = brotli.compress(html().encode() + b" " * (64 << 20), quality=1)
    return [
        ({"Content-Type": "text/html; charset=" + " " * 60_000}, html().encode()),
        (plain, (REFRESH * 500).encode()),
        (plain, ("<meta charset = ' " + REFRESH * 500).encode()),
        ({**plain, "Content-Encoding": "br"}, bomb),
        ({**plain, "Refresh": " " * 60_000}, html().encode()),
        *(
            (plain, text.encode("utf-8", "surrogatepass")[:size])
            for text in HOSTILE.values()
            for size in (None, SMALL)
        ),
    ]


async def serve() -> None:
    """Serve good and malicious hosts until the process is stopped; print the port first."""

    async def answer(request: web.Request) -> web.Response:
        host = request.host.partition(":")[0]
        number = int(host.rpartition(".")[2])
        if not host.startswith("127.0.2."):
            return web.Response(text=html(f"Kurs {request.path}"), content_type="text/html")
        if request.path == "/robots.txt":
            return web.Response(text=AGENTS if number % 10 == 0 else "")
        headers, body = malicious()[number % len(malicious())]
        return web.Response(body=body, headers=headers)

    app = web.Application()
    app.router.add_get("/{path:.*}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    hosts = [f"127.0.1.{number + 1}" for number in range(HOSTS)]
    hosts += [f"127.0.2.{number + 1}" for number in range(max(MALICIOUS))]
    port = 0
    for host in hosts:
        await web.TCPSite(runner, host, port, backlog=256).start()
        port = runner.addresses[0][1]
    malicious()
    print(port, flush=True)
    await asyncio.Event().wait()


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run cost."""

    seconds: float
    good: float
    """Seconds until the last good page had its result."""
    mib: float
    """Most memory of all its processes together."""
    wrong: int
    """Good pages that are not `ok`."""


def memory(root: int) -> float:
    """Return the memory of a process and its children now, in MiB."""
    total = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            rows = dict(line.split(":", 1) for line in status.read_text("utf-8").splitlines())
        except (OSError, ValueError):
            continue
        if root in (int(rows["Pid"]), int(rows["PPid"])):
            total += int(rows.get("VmRSS", "0 kB").split()[0])
    return total / 1024


def run(folder: Path, urls: Sequence[str], program: Path) -> Cost:
    """Check addresses with the Rollehub in a folder."""
    listed, out = folder / "urls.txt", folder / "out.json"
    listed.write_text("\n".join(urls), encoding="utf-8")
    out.unlink(missing_ok=True)
    good = {url for url in urls if "//127.0.1." in url}
    command = [
        sys.executable,
        "-c",
        "from generator.cli.main import main; main()",
        "links",
        "check",
    ]
    began = time.perf_counter()
    process = subprocess.Popen(
        [
            *(*command, "--urls-from", str(listed), "--json", str(out), "--no-history"),
            *("--allow-address", "127.0.0.0/16", "--delay", "0", "--per-host", "4"),
        ],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(program)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    rows: dict[str, str] = {}
    good_at = most = 0.0
    while process.poll() is None:
        most = max(most, memory(process.pid))
        if len(good & rows.keys()) < len(good):
            rows = verdicts(out) or rows
            good_at = time.perf_counter() - began
        if time.perf_counter() - began > DEADLINE:
            process.kill()
        time.sleep(0.01)
    seconds = time.perf_counter() - began
    rows = verdicts(out) or rows
    return Cost(seconds, good_at, most, sum(rows.get(url) != "ok" for url in good))


def verdicts(out: Path) -> dict[str, str]:
    """Return the verdicts in a result file, as far as it is written."""
    try:
        return {row["url"]: row["verdict"] for row in json.loads(out.read_bytes())["results"]}
    except (OSError, ValueError):
        return {}


def compare(programs: Mapping[str, Path], rounds: int, port: int) -> None:
    """Print the table."""
    good = [f"http://127.0.1.{n % HOSTS + 1}:{port}/{n}" for n in range(GOOD)]
    with tempfile.TemporaryDirectory() as name:
        for title, program in programs.items():
            print(f"{title}\nmalicious       s  ratio  good s  ratio    MB  wrong")
            first: Cost | None = None
            for count in MALICIOUS:
                bad = [f"http://127.0.2.{n + 1}:{port}/a" for n in range(count)]
                costs = [run(Path(name), [*bad, *good], program) for _ in range(rounds)]
                best = min(costs, key=lambda cost: cost.seconds)
                first = first or best
                stopped = "  (stopped)" if best.seconds > DEADLINE else ""
                print(
                    f"{count:9}{best.seconds:8.2f}{best.seconds / first.seconds:7.2f}"
                    f"{best.good:8.2f}{best.good / first.good:7.2f}{best.mib:6.0f}"
                    f"{max(cost.wrong for cost in costs):7}{stopped}",
                    flush=True,
                )
            print()


def main() -> None:
    """Serve in another process, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--other", type=Path, help="another checkout to measure as well")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        asyncio.run(serve())
        return
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.hostile", "--serve"], stdout=subprocess.PIPE
    )
    try:
        assert server.stdout
        port = int(server.stdout.readline())
        programs = {"this": ROOT} | ({"other": options.other} if options.other else {})
        compare(programs, options.rounds, port)
    finally:
        server.kill()
        server.wait()


if __name__ == "__main__":
    main()
