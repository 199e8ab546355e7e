"""What a check leaves in `.rollehub`: its results and its history."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from generator.linkcheck.memory.history import History, Record, Sighting
from generator.linkcheck.memory.history_file import write_history
from generator.linkcheck.results import Result, Verdict, write_results

EARLY, LATE = "2026-11-20T02:30:00+00:00", "2026-11-21T02:30:00+00:00"
FINE = Result(url="https://a.no/", verdict=Verdict.OK, confirmed=False, reason="Sett.")
FIRST_NIGHT = replace(FINE, verdict=Verdict.DEAD, since="2026-11-21", nights=1)
DEAD = replace(FIRST_NIGHT, confirmed=True, look=True, nights=2)


def seen(at: str, status: int = 200, **more: Any) -> Record:
    """Return the record of an address that was seen once."""
    return Record(recent=(Sighting(at=at, until=at, status=status, **more),))


def leave(tree: Path, *results: Result, finished: str | None = LATE, **records: Record) -> Path:
    """Write what a check leaves in a job, with a record for each host; return the job.

    The host of the record `a` is `a.no`. `finished` is None for a run that was cut off.
    """
    folder = tree / ".rollehub"
    folder.mkdir(exist_ok=True)
    write_results(folder / "link-results.json", results, finished)
    write_history(folder / "link-history.json", history_of(**records))
    return tree


def history_of(**records: Record) -> History:
    """Return the records by address; that of `a` is `https://a.no/`."""
    return {f"https://{letter}.no/": record for letter, record in records.items()}
