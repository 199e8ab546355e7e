"""Time the cards and handouts of hubs: made for the first time, and taken from those that are kept.

Prints seconds of wall and of CPU, milliseconds of CPU for one, and megabytes of all. `kept` is a
second build on the same day, `new day` one on the next, which has the same cards. A size of 0 is
the hub of this repository.
Usage: python -m tests.benchmarks.prints [--threads N] [SIZE ...]
"""

import argparse
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.hub.load import read_hub
from generator.hub.model import Hub
from generator.processes import usable_processors
from generator.site.content import Content
from generator.site.prints import Prints
from generator.site.settings import Settings
from tests.benchmarks import generated

ROOT = Path(__file__).resolve().parents[2]
_DAY = 86_400


@contextmanager
def hub_of(size: int) -> Iterator[Hub]:
    """Give a generated hub, or that of this repository."""
    with tempfile.TemporaryDirectory() as name:
        folder = ROOT
        if size:
            folder = Path(name)
            generated.write_hub(folder, size, ROOT / "overrides")
        hub, _, problems = read_hub(folder)
        assert not problems
        yield hub


def row(size: int, what: str, hub: Hub, settings: Settings, threads: int) -> None:
    """Make all that is missing, and print what it took."""
    start, before = time.perf_counter(), time.process_time()
    prints = Prints(Content(hub, settings))
    prints.prepare(threads)
    length = sum(len(data) for data in prints.values())
    wall, cpu = time.perf_counter() - start, time.process_time() - before
    each = 1000 * cpu / max(1, len(prints))
    print(
        f"{size or len(hub.questions):9} {what:10}{len(prints):7}{wall:8.2f}{cpu:8.2f}{each:8.1f}"
        f"{length / 1e6:8.1f}",
        flush=True,
    )


def main() -> None:
    """Measure each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[0, 300, 1000], metavar="SIZE")
    parser.add_argument("--threads", type=int, default=usable_processors())
    options = parser.parse_args()
    print("questions what        files  wall s   CPU s  ms each      MB")
    for size in options.sizes:
        with hub_of(size) as hub, tempfile.TemporaryDirectory() as name:
            known = {"site_url": "https://hub.example.org/", "root": Path(name)}
            own = Settings(**known, most_handouts=10**6)
            for what, cards, pdf in (("cards", True, False), ("handouts", False, True)):
                os.environ["SOURCE_DATE_EPOCH"] = str(20_000 * _DAY)
                settings = own.model_copy(update={"cards": cards, "pdf": pdf})
                row(size, what, hub, settings, options.threads)
                row(size, "  kept", hub, settings, options.threads)
                os.environ["SOURCE_DATE_EPOCH"] = str(20_001 * _DAY)
                row(size, "  new day", hub, settings, options.threads)
            large = Settings(**known)
            row(size, "by default", hub, large, options.threads)


if __name__ == "__main__":
    main()
