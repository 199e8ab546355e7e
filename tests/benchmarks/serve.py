"""Time how long a preview takes to show a changed answer, ours and that of MkDocs, in one run.

One answer is changed, and its page is asked for until it shows the change: of this repository's
own hub, and of generated ones. The two previews take turns, so that a slow moment affects both.
Prints a table of medians and their ratio.
Usage: python -m tests.benchmarks.serve [--rounds N] [SIZE ...]
"""

import argparse
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.benchmarks import generated
from tests.site_fixtures import ROOT, environment

OWN = 0  # the size that stands for this repository's own hub
# The project's goal, in seconds, by number of questions.
BARS = {OWN: 0.25, 1000: 0.4}
_DEADLINE = 60.0
_PARTS = ("content", "overrides", "roles.yaml", "links.yaml", "mkdocs.yml")


def write_hub(root: Path, size: int) -> None:
    """Write a hub of a size; MkDocs' preview makes PDFs at each change, so it has none."""
    if size != OWN:
        generated.write_hub(root, size, ROOT / "overrides")
        return
    root.mkdir()
    for name in _PARTS:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, root / name)
    config = root / "mkdocs.yml"
    text = config.read_text("utf-8").replace("- rollehub:\n", "- rollehub:\n      pdf: false\n")
    config.write_text(text, "utf-8")


def page(address: str) -> bytes:
    """Return a page; nothing while the server does not listen."""
    try:
        with urlopen(address, timeout=_DEADLINE) as answer:
            return bytes(answer.read())
    except URLError:
        return b""


def wait(address: str, words: bytes) -> float:
    """Return the seconds until a page contains these words."""
    start = time.perf_counter()
    while words not in page(address):
        assert time.perf_counter() - start < _DEADLINE, address
        time.sleep(0.005)
    return time.perf_counter() - start


@contextmanager
def previewing(*command: str | Path) -> Iterator[str]:
    """Run a preview of a hub on a free port, which is added to the command; yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    *most, last = command
    process = subprocess.Popen(
        [*most, f"{last}{port}"], env=environment(), stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait(f"http://127.0.0.1:{port}/", b"</html>")
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(_DEADLINE)


def measure(size: int, rounds: int, folder: Path) -> tuple[float, float]:
    """Return the medians of ours and of MkDocs, in seconds, without the first change of each."""
    hubs = [folder / "ours", folder / "theirs"]
    for hub in hubs:
        write_hub(hub, size)
    name = min(path.name for path in (hubs[0] / "content/questions").glob("*.yaml"))
    text = (hubs[0] / "content/questions" / name).read_text("utf-8")
    ours = (Path(sys.executable).with_name("rollehub"), "serve", hubs[0], "--port=")
    mkdocs = (sys.executable, "-m", "mkdocs", "serve", "-q")
    theirs = (*mkdocs, "-f", hubs[1] / "mkdocs.yml", "-a", "127.0.0.1:")
    times: list[list[float]] = []
    with previewing(*ours) as one, previewing(*theirs) as other:
        for number in range(rounds + 1):
            said = f"Dette er endring nummer {number}."
            times.append([])
            for hub, address in zip(hubs, (one, other), strict=True):
                changed = text.replace("answer: |\n", f"answer: |\n  {said}\n\n", 1)
                (hub / "content/questions" / name).write_text(changed, "utf-8")
                page_address = f"{address}sporsmal/{name.removesuffix('.yaml')}/"
                times[-1].append(wait(page_address, said.encode()))
    return statistics.median(x[0] for x in times[1:]), statistics.median(x[1] for x in times[1:])


def main() -> None:
    """Measure each size and print a row."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=list(BARS), metavar="SIZE")
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    print("questions   rollehub serve s   mkdocs serve s   ratio   wanted s")
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            ours, theirs = measure(size, options.rounds, Path(folder))
        name = str(size) if size != OWN else "own hub"
        bar = f"<= {BARS[size]}" if size in BARS else "-"
        print(f"{name:>9}{ours:19.2f}{theirs:17.2f}{ours / theirs:8.2f}   {bar}")


if __name__ == "__main__":
    main()
