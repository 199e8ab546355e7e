"""The history as a JSON file that survives a crash, and never loses what it cannot read.

In: the path of the file, and a history. Out: the file, and the same history read back. Both
directions return a Norwegian message for the user where something went wrong. Nothing is judged.
"""

import json
import os
from collections.abc import Collection, Iterator
from dataclasses import fields
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from generator.files import locked, write_whole
from generator.linkcheck.memory.clock import clamped, is_behind
from generator.linkcheck.memory.history import History, Record, Sighting
from generator.linkcheck.memory.joining import merge_histories
from generator.linkcheck.results import Text

FORMAT = 1
KEPT_DAYS = 90  # an address that no run asked for in this time is no longer in the hub


def read_history(path: Path) -> tuple[History, str | None]:
    """Read a history file. Never raises.

    Returns the history, and None or a message that says why the history is empty although it should
    not be. A missing file is an empty history. A damaged file is moved aside. A file of a newer
    program stays where it is, and `write_history` will not touch it.
    """
    try:
        history = _read(path)
    except _NewerError as error:
        return {}, str(error)
    except OSError as error:
        return {}, f"historikken {path} kan ikke leses ({_why(error)})"
    if history is None:
        return {}, _put_aside(path)
    return history, None


def write_history(path: Path, history: History) -> str | None:
    """Replace the file, whole or not at all, even if the program is killed. Raises OSError.

    Returns None or a message. The present file is checked again: one of a newer program is never
    overwritten, and a damaged one is moved aside first. Addresses that no run has asked for in
    `KEPT_DAYS` are left out.
    """
    with locked(path):
        _, message = _present(path)
        if message is None or not path.exists():
            _write(path, pruned(history))
    return message


def update_history(
    path: Path, history: History, now: str, asked: Collection[str] = ()
) -> str | None:
    """Write the file as `write_history` does, but keep what another run has written meanwhile.

    Of two records of an address the newer one counts. `now` is the time of the run (ISO, UTC): no
    later time is written. The addresses in `asked` are never left out, since the hub still has
    them, even if their site lets no run in. Raises OSError.
    """
    with locked(path):
        present, message = _present(path)
        if message is None or not path.exists():
            whole = dict(clamped(merge_histories([present, history], now), now)[0])
            if is_behind(present, now):  # tomorrow, what was not asked now must not look old
                whole |= {url: record for url, record in present.items() if url not in asked}
            _write(path, pruned(whole, _newest(present), asked))
    return message


def _present(path: Path) -> tuple[dict[str, Record], str | None]:
    """Return the records in the file, and None or why it is not one of ours; move a damaged one."""
    try:
        history = _read(path)
    except _NewerError as error:
        return {}, str(error)
    return ({}, _put_aside(path)) if history is None else (history, None)


def _write(path: Path, history: History) -> None:
    # UTF-8 has no lone surrogates, but servers send them; backslashreplace makes JSON escapes.
    write_whole(path, as_text(history).encode("utf-8", "backslashreplace"))


class _NewerError(Exception):
    """The file was written by a newer program."""


@cache  # built on first use: it takes some milliseconds
def _adapter() -> TypeAdapter[dict[str, Record]]:
    return TypeAdapter(dict[Text, Record])


def _read(path: Path) -> dict[str, Record] | None:
    """Return the records; None if the file is damaged. Raises _NewerError or OSError."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return {}
    try:
        data = json.loads(raw)
        version = data["format"]
        if type(version) is int and version > FORMAT:
            raise _NewerError(
                f"historikken {path} er skrevet av en nyere utgave av programmet (format {version},"
                f" denne utgaven kan {FORMAT}); filen står urørt, og kjøringen lagrer ingenting"
            )
        if type(version) is not int or version != FORMAT:
            return None
        return _adapter().validate_python(data["addresses"])
    except (ValueError, KeyError, TypeError, RecursionError):  # pydantic raises a ValueError
        return None


def _why(error: OSError) -> str:
    return error.strerror or type(error).__name__


def _put_aside(path: Path) -> str:
    number = 1
    while os.path.lexists(aside := path.with_name(f"{path.name}.damaged-{number}")):
        number += 1
    try:
        path.rename(aside)
    except OSError as error:
        return f"historikken {path} er skadet og kan ikke flyttes unna ({_why(error)})"
    return f"historikken {path} er skadet og flyttet til {aside.name}; en ny er begynt"


def pruned(
    history: History, before: datetime | None = None, asked: Collection[str] = ()
) -> History:
    """Return the history without addresses that no run has asked for in `KEPT_DAYS`.

    The days are counted back from the newest run in the history, or from `before`, the newest of
    the history before this run, if that is earlier: one night whose clock is years ahead must not
    make all else look old. Addresses in `asked` are kept.
    """
    newest = _newest(history)
    if newest and before:
        newest = min(newest, before)
    return {
        url: record
        for url, record in history.items()
        if (record.recent and newest and newest - _last(record) <= timedelta(days=KEPT_DAYS))
        or (url in asked and record.recent)
    }


def _newest(history: History) -> datetime | None:
    return max((_last(record) for record in history.values() if record.recent), default=None)


def _last(record: Record) -> datetime:
    return datetime.fromisoformat(record.recent[-1].until)


def as_text(history: History) -> str:
    """Return the text of the file: sorted, one line per fact, so that a night is a small diff."""
    rows = ",\n".join(
        f"{_json(url)}: {{\n" + ",\n".join(_lines(history[url])) + "\n}" for url in sorted(history)
    )
    return f'{{\n"format": {FORMAT},\n"addresses": {{\n{rows}\n}}\n}}\n'


def _lines(record: Record) -> Iterator[str]:
    for name in sorted(item.name for item in fields(Record)):
        value = getattr(record, name)
        if name == "recent":
            rows = ",\n".join(f"  {_json(_sighting_row(seen))}" for seen in value)
            yield f' "recent": [\n{rows}\n ]' if rows else ' "recent": []'
        elif value:
            yield f" {_json(name)}: {_json(value)}"


def _sighting_row(seen: Sighting) -> dict[str, Any]:
    row = {item.name: getattr(seen, item.name) for item in fields(Sighting)}
    if seen.times == 1:
        del row["times"]
    if seen.until == seen.at:
        del row["until"]
    return {name: value for name, value in row.items() if value is not None}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
