"""Play ten years of nights with the code of the link check, in virtual time.

3,650 nights over 200 addresses on 20 hosts, once without and once with `--cross-check`: outages of
hosts, of our network, of a part of it and of its name service, portals and filters, walls,
robots.txt, moves, pages and hosts that die and come back, servers that slip for a night, wrong
clocks, missed and doubled runs, shards and runs that are cut short. The world, and what never
happens in it, is described in `tests/linkcheck/decade/world.py`.

False alarms, false all-clears, deaths that are not confirmed in time (two nights of good network;
seven where the host is missing), and nights that are wrongly called an outage, must all be 0.

Usage: python -m tests.benchmarks.nights [--seeds A,B] [--nights N] [--hosts N] [--pages N]
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.linkcheck.decade.play import Decade, Score
from tests.linkcheck.decade.world import World


def _play(seed: str, options: argparse.Namespace, *, cross_check: bool) -> Score:
    # A server that slips does so for linkchecker too, which would then confirm it the same night.
    world = World(seed, options.hosts, options.pages, strict=not cross_check)
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        return Decade(world, Path(folder), cross_check=cross_check).play(options.nights)


def main() -> None:
    """Play, and print what happened; end with 1 if anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", default="1")
    parser.add_argument("--nights", type=int, default=3650)
    parser.add_argument("--hosts", type=int, default=20)
    parser.add_argument("--pages", type=int, default=10, help="of each host")
    options = parser.parse_args()
    wrong = 0
    for seed in options.seeds.split(","):
        for cross_check in (False, True):
            began = time.process_time()
            score = _play(seed, options, cross_check=cross_check)
            seconds = time.process_time() - began
            how = "with" if cross_check else "without"
            print(f"seed {seed}, {how} --cross-check, {seconds:.0f} s")
            for name, number in sorted(score.counts.items()):
                print(f"  {number:7} {name}")
            for name in ("false_alarms", "missed", "false_all_clears", "false_outages"):
                found = getattr(score, name)
                wrong += len(found)
                print(f"  {len(found):7} {name.replace('_', ' ')}", *found[:5], sep="\n          ")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
