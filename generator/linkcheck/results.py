"""What a run found, one Result per address, in a file that is valid JSON after every result.

In: results as they come. Out: JSON, format 1, and the same values read back.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self

from pydantic import InstanceOf, StrictInt, TypeAdapter, ValidationError

from generator.files import write_whole
from generator.problems import Place

Text = InstanceOf[str]
"""Text in a JSON file. Unlike pydantic's `str` it may contain the lone surrogates that servers and
command lines send."""


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
    """The outcome for one address as it was written. The fields are the keys of its JSON row."""

    url: Text
    verdict: Verdict
    confirmed: bool
    """Whether the address is dead for certain: only then is there an alarm."""
    reason: Text
    """A Norwegian sentence that says what was seen."""
    status: StrictInt | None = None
    """The final HTTP status; None if there was no answer."""
    target: Text | None = None
    """For `moved`: where the leading permanent redirects end."""
    places: tuple[Place, ...] = ()
    """Where the address is written in the sources."""
    link: Text | None = None
    """Id of the link in `links.yaml`."""
    questions: tuple[Text, ...] = ()
    """Ids of the questions whose answers use the address."""
    since: Text | None = None
    """ISO date of the first night of the present run of failures."""
    nights: StrictInt = 0
    """Nights in a row with the present kind of failure, including tonight; 0 if all is well."""
    look: bool = False
    """Whether a human should look: confirmed dead, or unclear for too many nights."""
    recovered: bool = False
    """Whether it is well tonight after having been confirmed dead."""
    changed: bool = False
    """Whether the main text of the page has changed noticeably since it was last read."""


@dataclass(frozen=True, slots=True)
class Run:
    """A whole run: when it ended, and what it found."""

    finished: Text | None
    """ISO date and time (UTC) of the end. None if the run cannot say that all is well: it was
    interrupted, ran out of time, or a part of it or the history was lost."""
    results: tuple[Result, ...]


_KEYS = tuple(field.name for field in fields(Result))
_START, _END = b'{"format": 1, "results": [', b"\n]}\n"


def _row(result: Result, *, first: bool) -> bytes:
    row = {name: getattr(result, name) for name in _KEYS}
    text = json.dumps(row, ensure_ascii=False, default=asdict)  # a Place is the one nested value
    # UTF-8 has no lone surrogates; backslashreplace makes JSON escapes of them.
    return f"{'' if first else ','}\n{text}".encode("utf-8", "backslashreplace")


class ResultFile:
    """Writes results to a file that is valid JSON after each of them, even if the run is killed.

    Each result is one write over the closing brackets. Methods raise OSError.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._first = True

    def __enter__(self) -> Self:
        """Create the file, or empty it."""
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
        """Close the file when it is on the disk."""
        os.fsync(self._file)
        os.close(self._file)


def as_json(run: Run) -> bytes:
    """Return the whole result file; it has no key `finished` if the run has no such time."""
    rows = (_row(result, first=not number) for number, result in enumerate(run.results))
    end = f'\n], "finished": {json.dumps(run.finished)}}}\n'.encode() if run.finished else _END
    return b"".join((_START, *rows, end))


def write_results(path: Path, results: Iterable[Result], finished: str | None) -> None:
    """Write a whole result file at once. Raises OSError."""
    write_whole(path, as_json(Run(finished, tuple(results))))


@cache  # built on first use: it takes some milliseconds
def _adapter() -> TypeAdapter[Run]:
    return TypeAdapter(Run)


def read_results(path: Path) -> Run:
    """Read a result file. Raises OSError, or ValueError with a Norwegian message."""
    wrong = "filen er ikke et resultat av lenkesjekken"
    try:
        data = json.loads(path.read_text("utf-8"))
        version = data["format"]
        if version == 1:
            return _adapter().validate_python({"finished": None, **data})
    except ValidationError as error:
        where = ".".join(map(str, error.errors()[0]["loc"]))
        raise ValueError(f"{wrong} (feil i {where})") from error
    except (KeyError, TypeError, json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ValueError(f"{wrong} ({error})") from error
    raise ValueError(f"formatet er {version}, men dette programmet leser 1")
