"""Time whole builds of Rollehub and of plain mkdocs-material on the same pages, in one run.

Prints a table of medians and their ratio. The two alternate, so that a slow moment affects both.
Usage: python -m tests.benchmarks.build [--rounds N] [SIZE ...]
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks import generated

OVERRIDES = Path(__file__).resolve().parents[2] / "overrides"
# The project's goal: our time as a share of the plain site's, by number of questions.
BARS = {70: 0.7, 1000: 0.4}


def build(folder: Path) -> tuple[float, float]:
    """Return the wall and CPU seconds of one whole `mkdocs build` process."""
    before = os.times()
    start = time.perf_counter()
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=folder, check=True, env=environment)
    wall = time.perf_counter() - start
    after = os.times()
    cpu = (
        after.children_user + after.children_system - before.children_user - before.children_system
    )
    return wall, cpu


def measure(size: int, rounds: int, folder: Path) -> dict[str, float]:
    """Return the medians of both for one size, in seconds, without the first build of each."""
    ours, plain = folder / "ours", folder / "plain"
    generated.write_hub(ours, size, OVERRIDES)
    generated.write_plain(plain, size)
    times: dict[str, list[tuple[float, float]]] = {"ours": [], "plain": []}
    for number in range(rounds + 1):
        for name, site in (("ours", ours), ("plain", plain)):
            taken = build(site)
            if number:
                times[name].append(taken)
    return {
        "ours": statistics.median(wall for wall, _ in times["ours"]),
        "plain": statistics.median(wall for wall, _ in times["plain"]),
        "ratio": statistics.median(
            ours[0] / plain[0] for ours, plain in zip(times["ours"], times["plain"], strict=True)
        ),
        "cpu ratio": statistics.median(
            ours[1] / plain[1] for ours, plain in zip(times["ours"], times["plain"], strict=True)
        ),
    }


def main() -> None:
    """Measure each size and print a row."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=list(BARS), metavar="SIZE")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    memory = Path("/dev/shm")  # a RAM file system, so that the disk does not affect the measurement
    print("questions   ours s   plain s   ratio   CPU ratio   wanted")
    for size in options.sizes:
        with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
            row = measure(size, options.rounds, Path(folder))
        bar = BARS.get(size)
        print(
            f"{size:9}{row['ours']:9.2f}{row['plain']:10.2f}{row['ratio']:8.2f}"
            f"{row['cpu ratio']:12.2f}   {f'<= {bar}' if bar else '-'}"
        )


if __name__ == "__main__":
    main()
