"""Compare `rollehub links check` with other link checkers, and its speed with the best possible.

Quality: all tools check the cases of the test bed that can be given to each of them, as links on a
page, with the best sensible options of each. The table shows how many verdicts are right, how many
are false alarms, whether a forbidden address was asked, and the time and memory needed. The same
follows for endless bodies, where a tool is stopped at a limit.

Speed: 2,000 links to servers that answer in 50 ms, at most four requests at once to a host.

Only loopback is asked. linkchecker is installed with the test tools; lychee is used if found.
Usage: python -m tests.benchmarks.linkcheck [--part quality|speed] [--lychee FILE] [--wrong]
"""

import argparse
import asyncio
import csv
import html
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web

from tests.linkcheck.bed.addresses import ALLOWED
from tests.linkcheck.bed.case import Case
from tests.linkcheck.bed.server import Bed
from tests.linkcheck.bed.table import CASES

BIN = Path(sys.executable).parent
GIB = 1 << 30
MEMORY_LIMIT = 4 * GIB
"""The address space of each tool, in bytes; a tool that needs more fails."""
FINE, PROBLEM, UNSURE = "fine", "problem", "unsure"
CLASSES = {
    "ok": FINE,
    "moved": FINE,
    "skipped": FINE,
    "dead": PROBLEM,
    "suspicious": PROBLEM,
    "unsafe": PROBLEM,
    "transient": UNSURE,
    "blocked": UNSURE,
}
"""Our verdicts -> what tools with fewer verdicts can say."""
HEAVY = (
    *("endless", "endless-anchor", "endless-chunked", "terabyte", "gzip-bomb", "gzip-bomb-anchor"),
    *("deflate-bomb", "header-bomb", "headers-bomb", "100-forever", "redirect-endless-body"),
    *("robots-endless", "robots-huge", "anchor-3mib-start", "anchor-3mib-end"),
)
LINKS, PACE, PER_HOST = 2000, 0.05, 4
"""Links in all, seconds for an answer, and requests at once to a host."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process cost."""

    seconds: float
    cpu: float
    """Seconds of the processor."""
    mib: float
    """Peak memory."""
    ended: bool
    """Whether it ended without being stopped or killed."""


def run(command: Sequence[str | Path], deadline: float, **more: str) -> Cost:
    """Run a process until it ends or the deadline, in seconds, has passed.

    `more` are variables of the environment.
    """

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))

    start = time.perf_counter()
    process = subprocess.Popen(
        list(map(str, command)),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **more},
        preexec_fn=limit,  # noqa: PLW1509 - our other thread holds no lock that the child needs
    )
    ended = True
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            break
        if ended and time.perf_counter() - start > deadline:
            process.kill()
            ended = False
        time.sleep(0.01)
    process.returncode = os.waitstatus_to_exitcode(status)
    cpu = usage.ru_utime + usage.ru_stime
    ended = ended and process.returncode >= 0
    return Cost(time.perf_counter() - start, cpu, usage.ru_maxrss / 1024, ended)


# --- quality -----------------------------------------------------------------------------------

Said = Mapping[str, str]
"""A verdict or a class by host and port, which are different for every case."""
Tool = Callable[[Path, Sequence[str], Bed, float], tuple[Cost, Said]]


def ours(folder: Path, urls: Sequence[str], bed: Bed, deadline: float) -> tuple[Cost, Said]:
    """Run our own check."""
    listed, out = folder / "urls.txt", folder / "ours.json"
    listed.write_text("\n".join(urls), encoding="utf-8")
    out.unlink(missing_ok=True)
    cost = run(
        [
            *(BIN / "rollehub", "links", "check", "--urls-from", listed, "--json", out),
            *("--no-history", "--allow-address", ALLOWED, "--timeout", "12", "--delay", "0"),
            *("--ca-file", bed.certificates.authority),
        ],
        deadline,
    )
    rows = json.loads(out.read_text("utf-8"))["results"]
    return cost, {_key(row["url"]): row["verdict"] for row in rows}


def lychee(program: Path) -> Tool:
    """Return the tool that runs lychee."""

    def ask(folder: Path, urls: Sequence[str], bed: Bed, deadline: float) -> tuple[Cost, Said]:
        out = folder / "lychee.json"
        out.unlink(missing_ok=True)
        cost = run(
            [
                *(program, "--no-progress", "--format", "json", "--output", out, "-vv"),
                *("--timeout", "8", "--max-retries", "2", "--retry-wait-time", "1"),
                *("--include-fragments", "--max-redirects", "10", _page(folder, urls)),
            ],
            deadline,
            SSL_CERT_FILE=str(bed.certificates.authority),
        )
        said: dict[str, str] = {}
        data = json.loads(out.read_text("utf-8")) if out.exists() else {}
        for name, meaning in (
            ("success_map", FINE),
            ("excluded_map", FINE),
            ("timeout_map", UNSURE),
            ("error_map", PROBLEM),
        ):
            for rows in data.get(name, {}).values():
                for row in rows:
                    busy = (row.get("status") or {}).get("code") == 429
                    said[_key(row["url"])] = UNSURE if busy else meaning
        return cost, said

    return ask


_LINKCHECKER = """\
[checking]
threads=100
timeout=8
maxrequestspersecond=100
sslverify={authority}
recursionlevel=1
[filtering]
checkextern=1
ignorewarnings=http-redirected,http-rate-limited,url-content-size-zero
[AnchorCheck]
"""


def linkchecker(folder: Path, urls: Sequence[str], bed: Bed, deadline: float) -> tuple[Cost, Said]:
    """Run linkchecker; if it is stopped, what it has written counts."""
    settings, out = folder / "linkcheckerrc", folder / "linkchecker.csv"
    settings.write_text(_LINKCHECKER.format(authority=bed.certificates.authority))
    out.unlink(missing_ok=True)
    out.touch()
    out.chmod(0o666)  # linkchecker drops its rights when it runs as root
    cost = run(
        [
            *(BIN / "linkchecker", "--config", settings, "--no-status", "--verbose"),
            *("--output", "none", f"--file-output=csv/utf-8/{out}", _page(folder, urls)),
        ],
        deadline,
    )
    said = {}
    with out.open(encoding="utf-8", errors="replace", newline="") as file:
        lines = [line.replace("\0", "") for line in file if not line.startswith("#")]
    for row in csv.DictReader(lines, delimiter=";"):
        if row.get("valid") not in ("True", "False"):
            continue
        result, warned = row["result"] or "", row["warningstring"] or ""
        bad = row["valid"] == "False" or "Anchor" in warned
        unsure = "imeout" in result or "timed out" in result or "429" in result
        said[_key(row["urlname"])] = (UNSURE if unsure else PROBLEM) if bad else FINE
    return cost, said


def _page(folder: Path, urls: Iterable[str]) -> Path:
    """Write a page of links, the one form that all tools accept unchanged."""
    path = folder / "links.html"
    rows = "\n".join(f'<p><a href="{html.escape(url)}">x</a></p>' for url in urls)
    path.write_text(f'<meta charset="utf-8"><title>x</title>\n{rows}\n', encoding="utf-8")
    path.chmod(0o644)
    return path


def _key(url: str) -> str:
    try:
        return urlsplit(url).netloc
    except ValueError:
        return ""


def can_be_handed(case: Case) -> bool:
    """Whether every tool can be given a case, and whether no other case has its host."""
    own = case.url.startswith(("{me}", "HTTP://{host}")) and not case.host
    return (own or case.name == "refused") and not case.lan and case.name != "unsafe-to-name"


def quality(tools: Mapping[str, Tool], *, wrong: bool) -> None:
    """Print how well each tool judges the cases."""
    usual = [case for case in CASES if can_be_handed(case)]
    heavy = [case for case in usual if case.name in HEAVY]
    usual = [case for case in usual if case.name not in HEAVY]
    with tempfile.TemporaryDirectory() as name, Bed(Path(name)) as bed:
        folder = Path(name)
        folder.chmod(0o755)
        for title, cases, deadline in (
            (f"{len(usual)} cases", usual, 180.0),
            (f"{len(heavy)} endless bodies, heads and pages", heavy, 40.0),
        ):
            print(
                f"{title}\n{'':14}right  false alarms  missed  silent  refused asked      s    MB"
            )
            for tool, ask in tools.items():
                bed.forget()
                cost, said = ask(folder, [bed.url(case) for case in cases], bed, deadline)
                _row(tool, cases, bed, cost, said, wrong=wrong)
            print()


def _row(
    tool: str, cases: Sequence[Case], bed: Bed, cost: Cost, said: Said, *, wrong: bool
) -> None:
    right = false = missed = silent = 0
    for case in cases:
        word = said.get(_key(bed.url(case)))
        good = {case.verdict, *case.also}
        classes = {CLASSES[verdict] for verdict in good}
        kind = CLASSES.get(word or "", word)
        if kind in classes if word not in CLASSES else word in good:
            right += 1
            continue
        silent += word is None
        false += kind == PROBLEM and PROBLEM not in classes
        missed += kind == FINE and FINE not in classes
        if wrong:
            print(f"    {case.name}: {case.verdict}, not {word}")
    stopped = "" if cost.ended else "  (stopped)"
    print(
        f"{tool:14}{right:5}{false:14}{missed:8}{silent:8}{len(bed.canaries):15}"
        f"{cost.seconds:7.1f}{cost.mib:6.0f}{stopped}",
        flush=True,
    )


# --- speed -------------------------------------------------------------------------------------


async def serve() -> None:
    """Serve 127.0.1.1 to 127.0.1.20 until the process is stopped; print the port first."""

    async def answer(request: web.Request) -> web.Response:
        await asyncio.sleep(PACE)
        # A host that shows one page for all addresses has no pages, and is found out.
        number = request.path.strip("/")
        if not number.isdecimal():
            return web.Response(status=404)
        text = f"<title>Side {number}</title><h1>Side {number}</h1><p>En side med noen ord.</p>"
        return web.Response(text=text, content_type="text/html")

    app = web.Application()
    app.router.add_get("/{path:.*}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    port = 0
    for number in range(1, 21):
        site = web.TCPSite(runner, f"127.0.1.{number}", port, backlog=1024)
        await site.start()
        port = runner.addresses[0][1]
    print(port, flush=True)
    await asyncio.Event().wait()


def speed(programs: Mapping[str, Path], rounds: int) -> None:
    """Print what 2,000 links cost on twenty hosts and on one."""
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.linkcheck", "--serve"], stdout=subprocess.PIPE
    )
    try:
        assert server.stdout
        port = int(server.stdout.readline())
        with tempfile.TemporaryDirectory() as name:
            for hosts in (20, 1):
                _speed_on(hosts, port, programs, rounds, Path(name))
    finally:
        server.kill()
        server.wait()


def _speed_on(
    hosts: int, port: int, programs: Mapping[str, Path], rounds: int, folder: Path
) -> None:
    least = LINKS * PACE / PER_HOST / hosts
    print(f"{LINKS} links on {hosts} host(s), no spacing: at least {least:.2f} s")
    print(f"{'':24}     s  ratio  CPU s    MB")
    urls = [f"http://127.0.1.{n % hosts + 1}:{port}/{n}" for n in range(LINKS)]
    listed, out = folder / "urls.txt", folder / "out.json"
    listed.write_text("\n".join(urls), encoding="utf-8")
    check = [
        *(BIN / "rollehub", "links", "check", "--urls-from", listed, "--json", out),
        *("--no-history", "--allow-address", "127.0.1.0/24", "--delay", "0"),
        *("--per-host", str(PER_HOST)),
    ]
    commands = {"rollehub": check, "rollehub --no-robots": [*check, "--no-robots"]}
    if program := programs.get("lychee"):
        commands["lychee"] = [
            *(program, "--no-progress", "--format", "json", "--output", out),
            *("--max-concurrency", "128", "--host-concurrency", str(PER_HOST)),
            *("--host-request-interval", "0ms", listed),
        ]
    for name, command in commands.items():
        costs = [run(command, 120) for _ in range(rounds if hosts > 1 else 1)]
        if "rollehub" in name:
            rows = json.loads(out.read_text("utf-8"))["results"]
            assert [row["verdict"] for row in rows] == ["ok"] * LINKS
        seconds = statistics.median(cost.seconds for cost in costs)
        cpu = statistics.median(cost.cpu for cost in costs)
        mib = max(cost.mib for cost in costs)
        print(f"{name:24}{seconds:6.2f}{seconds / least:7.2f}{cpu:7.2f}{mib:6.0f}", flush=True)
    print()


def main() -> None:
    """Run the parts that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=["quality", "speed"])
    parser.add_argument("--lychee", type=Path, help="where lychee is, if not on the path")
    parser.add_argument(
        "--wrong", action="store_true", help="list the cases that each tool gets wrong"
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        asyncio.run(serve())
        return
    found = options.lychee or shutil.which("lychee") or shutil.which("lychee", path=str(BIN))
    tools: dict[str, Tool] = {"rollehub": ours, "linkchecker": linkchecker}
    if found:
        tools["lychee"] = lychee(Path(found))
    if options.part != "speed":
        quality(tools, wrong=options.wrong)
    if options.part != "quality":
        speed({"lychee": Path(found)} if found else {}, options.rounds)


if __name__ == "__main__":
    main()
