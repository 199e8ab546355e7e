"""What a run found, one Result per address, in a file that is valid JSON after every result.

In: results as they come. Out: JSON, format 1, and the same values read back.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    Field,
    InstanceOf,
    StrictBool,
    StrictInt,
    TypeAdapter,
    ValidationError,
)

from generator.files import write_whole
from generator.hub.addresses import is_web
from generator.language import say
from generator.problems import Place

MOST_BYTES = 64_000_000
"""Size of the largest result file that is read; one address takes about 500 bytes."""

Text = InstanceOf[str]
"""Text in a JSON file. Unlike pydantic's `str` it may contain the lone surrogates that servers and
command lines send."""


def _a_time(text: str) -> str:
    if datetime.fromisoformat(text).tzinfo is None:
        raise ValueError("a time without its zone")
    return text


def _a_day(text: str) -> str:
    date.fromisoformat(text)
    return text


def _of_the_web(url: str) -> str:
    if not is_web(url):
        raise ValueError("not an address of the web")
    return url


Time = Annotated[Text, AfterValidator(_a_time)]
"""An ISO date and time with its zone; we write UTC."""
Day = Annotated[Text, AfterValidator(_a_day)]
"""An ISO date."""


def _in_a_hub(places: tuple[Place, ...]) -> tuple[Place, ...]:
    for place in places:
        path = PurePosixPath(place.path)
        if path.is_absolute() or ".." in path.parts or min(place.line, place.column) < 1:
            raise ValueError("a place outside the hub")
    return places


Number = Annotated[StrictInt, Field(ge=0, le=999_999)]
Status = Annotated[StrictInt, Field(ge=0, le=999)]


def clean(text: str) -> str:
    """Return the text on one line; characters that are not printable become U+FFFD.

    Lone surrogates, control characters and changes of the reading direction are such characters.
    """
    one_line = " ".join(text.split())
    if one_line.isprintable():
        return one_line
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in one_line)


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
    """The address; one that is not of the web was never fetched, and must not become a link."""
    verdict: Verdict
    confirmed: StrictBool
    """Whether the address is dead for certain: only then is there an alarm."""
    reason: Text
    """A Norwegian sentence that says what was seen."""
    status: Status | None = None
    """The final HTTP status; None if there was no answer."""
    target: Annotated[Text, AfterValidator(_of_the_web)] | None = None
    """For `moved`: where the leading permanent redirects end."""
    places: Annotated[tuple[Place, ...], AfterValidator(_in_a_hub)] = ()
    """Where the address is written in the sources."""
    link: Text | None = None
    """Id of the link in `links.yaml`."""
    questions: tuple[Text, ...] = ()
    """Ids of the questions whose answers use the address."""
    since: Day | None = None
    """ISO date of the first night of the present run of failures."""
    nights: Number = 0
    """Nights in a row with the present kind of failure, including tonight; 0 if all is well."""
    look: StrictBool = False
    """Whether a human should look: confirmed dead, or unclear for too many nights."""
    recovered: StrictBool = False
    """Whether it is well tonight after having been confirmed dead."""
    changed: StrictBool = False
    """Whether the main text of the page has changed noticeably since it was last read."""
    away: Text | None = None
    """The name of the host, if nothing at all came from it; reports show such a host once."""


@dataclass(frozen=True, slots=True)
class Run:
    """A whole run: when it ended, and what it found."""

    finished: Time | None
    """ISO date and time (UTC) of the end. None if the run cannot say that all is well: it was
    interrupted, ran out of time, or a part of it or the history was lost."""
    results: tuple[Result, ...]
    outage: Text | None = None
    """A Norwegian sentence, if our own network was out or may have been: such a run is not finished
    either."""


_KEYS = tuple(field.name for field in fields(Result))
_START, _END = b'{"format": 1, "results": [', b"\n]}\n"


def _row(result: Result, *, first: bool) -> bytes:
    row = {name: getattr(result, name) for name in _KEYS}
    text = json.dumps(row, ensure_ascii=False, default=asdict)  # a Place is the one nested value
    # UTF-8 has no lone surrogates; backslashreplace makes JSON escapes of them.
    return f"{'' if first else ','}\n{text}".encode("utf-8", "backslashreplace")


class ResultFile:
    """Writes results to a file that is valid JSON after each of them, even if the run is killed.

    Each result is one write over the closing brackets; one that does not fit on the disk is taken
    back. Methods raise OSError.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._first = True

    def __enter__(self) -> Self:
        """Replace the file by one without results; if that fails, the old one stays."""
        write_whole(self._path, _START + _END)
        self._file = os.open(self._path, os.O_RDWR)
        self._end = len(_START)
        return self

    def add(self, result: Result) -> None:
        """Append one result."""
        row = _row(result, first=self._first)
        try:
            _write_all(self._file, row + _END, self._end)
        except OSError:
            # The old end has its place on the disk, even a full one.
            _write_all(self._file, _END, self._end)
            os.ftruncate(self._file, self._end + len(_END))
            raise
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


def _write_all(file: int, data: bytes, at: int) -> None:
    """Write all of the data at a place; the system may write less than it is given."""
    while data:
        written = os.pwrite(file, data, at)
        data, at = data[written:], at + written


def as_json(run: Run) -> bytes:
    """Return the whole result file; `finished` and `outage` are left out if the run has none."""
    rows = (_row(result, first=not number) for number, result in enumerate(run.results))
    more = {"finished": run.finished, "outage": run.outage}
    keys = "".join(f', "{name}": {json.dumps(value)}' for name, value in more.items() if value)
    return b"".join((_START, *rows, f"\n]{keys}}}\n".encode()))


def write_results(path: Path, results: Iterable[Result], finished: str | None) -> None:
    """Write the results of a run without an outage. Raises OSError."""
    write_run(path, Run(finished, tuple(results)))


def write_run(path: Path, run: Run) -> None:
    """Write a whole result file at once. Raises OSError."""
    write_whole(path, as_json(run))


@cache  # built on first use: it takes some milliseconds
def _adapter() -> TypeAdapter[Run]:
    return TypeAdapter(Run)


def read_results(path: Path) -> Run:
    """Read a result file. Raises OSError, or ValueError with a Norwegian message.

    The file is kept on a branch that others may write to, so nothing in it is trusted: neither its
    size nor the type of a value, nor an address.
    """
    wrong = say("filen er ikke et resultat av lenkesjekken")
    if path.exists() and not path.is_file():  # reading a pipe might never end
        raise ValueError(wrong)
    with path.open("rb") as file:
        raw = file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise ValueError(say("filen er større enn %(most)s MB", most=MOST_BYTES // 1_000_000))
    try:
        data = json.loads(raw.decode())
        version = data["format"]
        if type(version) is int and version == 1:
            return _adapter().validate_python({"finished": None, **data})
    except ValidationError as error:
        where = ".".join(map(str, error.errors(include_input=False)[0]["loc"]))
        raise ValueError(say("%(wrong)s (feil i %(where)s)", wrong=wrong, where=where)) from error
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise ValueError(wrong) from error
    newer = say("formatet er %(version)s, men dette programmet leser 1", version=version)
    raise ValueError(newer if type(version) is int else wrong)


def usable_results(path: Path) -> tuple[Run | None, str | None]:
    """Return the run in a result file that a site shows, and None or a warning in Norwegian.

    The run is None if the file is missing or cannot be used: a site is built without it.
    """
    try:
        return read_results(path), None
    except FileNotFoundError:
        return None, None
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        cure = say("nettstedet bygges uten; kjør «rollehub links check» på nytt, eller slett filen")
        return None, f"{why}; {cure}"
