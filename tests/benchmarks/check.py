"""Measure time and peak memory of whole `rollehub check` processes, on a hub and on generated ones.

Usage: python -m tests.benchmarks.check [--rounds N] [--hub DIR] [SIZE ...]
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

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [str(Path(sys.executable).parent / "rollehub"), "check"]


def run(folder: Path) -> tuple[float, float]:
    """Return the wall seconds and peak memory, in MiB, of one process."""
    start = time.perf_counter()
    process = subprocess.Popen([*COMMAND, str(folder)], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"rollehub check failed on {folder} with {process.returncode}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def report(name: str, folder: Path, rounds: int) -> None:
    """Print the median time and the peak memory of some runs."""
    results = [run(folder) for _ in range(rounds)]
    seconds = statistics.median(seconds for seconds, _ in results)
    memory = max(memory for _, memory in results)
    print(f"{name:24}{seconds:8.2f} s{memory:9.0f} MiB", flush=True)


def main() -> None:
    """Measure the hub and each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[1000, 10_000], metavar="SIZE")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--hub", type=Path, default=ROOT)
    options = parser.parse_args()
    report("this hub", options.hub, options.rounds)
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            hub = Path(folder) / "hub"
            generated.write_hub(hub, size, ROOT / "overrides")
            report(f"{size} questions", hub, options.rounds)


if __name__ == "__main__":
    main()
