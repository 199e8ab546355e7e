"""What a run found, one Result per address, in a file that is whole after every result.

In: results as they come. Out: JSON, format 1, and the same values read back.
"""

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from generator.files import write_whole
from generator.problems import Place


class Verdict(StrEnum):
    """What an address is worth to a reader tonight."""

    OK = "ok"
    MOVED = "moved"
    DEAD = "dead"
    TRANSIENT = "transient"
    BLOCKED = "blocked"
    SUSPICIOUS = "suspicious"
    UNSAFE = "unsafe"
    SKIPPED = "skipped"


WORST_FIRST = (
    Verdict.UNSAFE,
    Verdict.DEAD,
    Verdict.SUSPICIOUS,
    Verdict.BLOCKED,
    Verdict.TRANSIENT,
    Verdict.MOVED,
    Verdict.OK,
    Verdict.SKIPPED,  # nothing was seen, so any other result knows more
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The outcome for one address as it was written."""

    url: str
    verdict: Verdict
    confirmed: bool
    """Whether a second observation bears the verdict out; only then is anybody called."""
    reason: str
    """A Norwegian sentence: what was seen."""
    status: int | None = None
    """The final HTTP status, where there was an answer."""
    target: str | None = None
    """For `moved`: where the leading permanent redirects end."""
    places: tuple[Place, ...] = ()
    link: str | None = None
    """Id of the link in `links.yaml`."""
    questions: tuple[str, ...] = ()
    """Ids of the questions whose answers rest on the address."""
    since: str | None = None
    """ISO date of the first night of the present run of failures."""
    nights: int = 0
    """Nights in a row with the present kind of failure, tonight included; 0 where all is well."""
    look: bool = False
    """Whether a human should look: confirmed dead, or unclear for too many nights."""
    recovered: bool = False
    """Whether it is well tonight after having been confirmed dead."""
    changed: bool = False
    """Whether the page's main text has changed noticeably since it was last read."""

    def as_json(self) -> dict[str, Any]:
        """Return the result's row of the JSON file."""
        return {
            "url": self.url,
            "verdict": self.verdict,
            "confirmed": self.confirmed,
            "reason": self.reason,
            "status": self.status,
            "target": self.target,
            "places": [
                {"path": place.path, "line": place.line, "column": place.column}
                for place in self.places
            ],
            "link": self.link,
            "questions": list(self.questions),
            "since": self.since,
            "nights": self.nights,
            "look": self.look,
            "recovered": self.recovered,
            "changed": self.changed,
        }

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Self:
        """Return a row of the JSON file. Raises KeyError or ValueError if it is none."""
        return cls(
            url=row["url"],
            verdict=Verdict(row["verdict"]),
            confirmed=row["confirmed"],
            reason=row["reason"],
            status=row["status"],
            target=row["target"],
            places=tuple(Place(x["path"], x["line"], x["column"]) for x in row["places"]),
            link=row.get("link"),
            questions=tuple(row.get("questions", ())),
            since=row.get("since"),
            nights=row.get("nights", 0),
            look=row.get("look", False),
            recovered=row.get("recovered", False),
            changed=row.get("changed", False),
        )


@dataclass(frozen=True, slots=True)
class Run:
    """A whole run: when it ended, whether it saw every address, and what it found."""

    finished: str | None
    """ISO date and time (UTC) of the end; None for a run that can't tell that all is well: it was
    cut off, ran out of time, or a part or the memory of it was lost."""
    results: tuple[Result, ...]


_START, _END = b'{"format": 1, "results": [', b"\n]}\n"


def _row(result: Result, *, first: bool) -> bytes:
    row = json.dumps(result.as_json(), ensure_ascii=False)
    return f"{'' if first else ','}\n{row}".encode("utf-8", "backslashreplace")


class ResultFile:
    """Writes results so that the file is whole JSON after each of them, whatever stops the run.

    Each result is one write over the closing brackets, so a run that is killed keeps what it had.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._first = True

    def __enter__(self) -> Self:
        """Begin the file, replacing an earlier one only now that there is something to say."""
        self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o644)
        self._end = os.write(self._file, _START)
        os.pwrite(self._file, _END, self._end)
        return self

    def add(self, result: Result) -> None:
        """Append one result."""
        row = _row(result, first=self._first)
        os.pwrite(self._file, row + _END, self._end)
        self._end += len(row)
        self._first = False

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        os.fsync(self._file)
        os.close(self._file)


def as_json(run: Run) -> bytes:
    """Return the whole result file; one without `finished` comes from a run that was cut off."""
    rows = (_row(result, first=not number) for number, result in enumerate(run.results))
    end = f'\n], "finished": {json.dumps(run.finished)}}}\n'.encode() if run.finished else _END
    return b"".join((_START, *rows, end))


def write_results(path: Path, results: Iterable[Result], finished: str | None) -> None:
    """Write a whole result file at once. Raises OSError."""
    write_whole(path, as_json(Run(finished, tuple(results))))


def read_results(path: Path) -> Run:
    """Read a result file. Raises OSError, or ValueError with a Norwegian reason."""
    try:
        data = json.loads(path.read_text("utf-8"))
        if data["format"] != 1:
            raise ValueError(f"formatet er {data['format']}, men dette programmet leser 1")
        rows: Sequence[dict[str, Any]] = data["results"]
        return Run(data.get("finished"), tuple(Result.from_json(row) for row in rows))
    except (KeyError, TypeError, json.JSONDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"filen er ikke et resultat av lenkesjekken ({error})") from error
