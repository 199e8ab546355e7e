"""Time the PDFs of a hub: pages, size and time of each, and of all, in threads or one by one.

The first PDF of a process also loads the fonts, and is reported separately. Serial and threaded
rounds alternate, so that a slow moment affects both.
Usage: python -m tests.benchmarks.paper [--rounds N] [--threads N] [--hub DIR]
"""

import argparse
import io
import statistics
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pypdf

from generator.hub.load import read_hub
from generator.site.content import Content
from generator.site.paper.pdf import Document, compile_pdf, documents
from generator.site.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
DATE = date(2026, 11, 21)
WANTED = 1.0  # seconds for all PDFs of this hub, one after another


def pdf(document: Document) -> bytes:
    """Return the PDF of a document."""
    return compile_pdf(document, day=DATE)


def seconds(job: Callable[..., object], *arguments: object) -> float:
    """Return how long a call takes."""
    start = time.perf_counter()
    job(*arguments)
    return time.perf_counter() - start


def in_turn(made: list[Document]) -> None:
    """Make all PDFs one after another."""
    for document in made:
        pdf(document)


def in_threads(made: list[Document], threads: int) -> None:
    """Make all PDFs in parallel threads."""
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(pdf, made))


def main() -> None:
    """Print a row for each document, then the totals of both methods."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--hub", type=Path, default=ROOT)
    options = parser.parse_args()
    hub, _, problems = read_hub(options.hub)
    if problems:
        sys.exit(f"{options.hub} has problems; run rollehub check")
    content = Content(hub, Settings(site_url="https://example.org/"))
    print(f"texts to data     {1000 * seconds(documents, content):6.0f} ms, fonts included")
    made = documents(content)
    print(f"first PDF         {1000 * seconds(pdf, made[0]):6.0f} ms\n")
    print("document                                       pages    kB     ms")
    for document in made:
        took = statistics.median(seconds(pdf, document) for _ in range(options.rounds))
        data = pdf(document)
        pages = len(pypdf.PdfReader(io.BytesIO(data)).pages)
        print(f"{document.path:46}{pages:6}{len(data) / 1000:6.0f}{1000 * took:7.0f}")
    serial, threaded = [], []
    for _ in range(options.rounds):
        serial.append(seconds(in_turn, made))
        threaded.append(seconds(in_threads, made, options.threads))
    print(
        f"\nall, in turn      {statistics.median(serial):6.2f} s, wanted <= {WANTED} for this hub"
    )
    print(f"all, {options.threads} threads    {statistics.median(threaded):6.2f} s")


if __name__ == "__main__":
    main()
