"""How far a run of the link check has come, on standard error.

In: the progress of the run. Out: a changing line on a terminal, else a line now and then.
"""

import sys
import time
from collections.abc import Callable
from contextlib import suppress

import click

from generator.linkcheck.results import Verdict
from generator.linkcheck.run import Progress

_PLAIN_EVERY = 10.0  # seconds between progress lines if there is no terminal
_LIVE_EVERY = 0.1  # the same on a terminal


def progress_reporter() -> Callable[[Progress], None]:
    """Return what reports progress; a standard error that nobody reads does not end the run."""
    live, last = sys.stderr.isatty(), time.monotonic()

    def report(progress: Progress) -> None:
        nonlocal last
        now = time.monotonic()
        ended = progress.done == progress.total
        if not ended and now - last < (_LIVE_EVERY if live else _PLAIN_EVERY):
            return
        last = now
        with suppress(OSError):
            if live:
                end = "\n" if ended else ""
                click.echo(f"\r\x1b[K{_line(progress)}{end}", nl=False, err=True)
            elif not ended:
                click.echo(_line(progress), err=True)

    return report


def _line(progress: Progress) -> str:
    counts = ", ".join(
        f"{progress.counts[verdict]} {verdict}" for verdict in Verdict if progress.counts[verdict]
    )
    line = f"{progress.done} av {progress.total} sjekket ({counts})"
    if progress.done == progress.total:
        return line
    left = progress.seconds / progress.done * (progress.total - progress.done)
    return f"{line}, omtrent {left:.0f} s igjen"
