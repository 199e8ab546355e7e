"""The forms of answers, kept between builds in one file of SQLite.

In: the forms that `answer.Answer` makes, and what else decides them. Out: the same forms, as long
as nothing of that has changed. The file may be deleted at any time. One that is damaged, that is
from another version of the program, or that cannot be written, only costs time.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from generator.site.text.targets import Place

Forms = Mapping[Any, Any]
_TABLES = """
create table if not exists made_by (fingerprint text);
create table if not exists forms (answer text primary key, data text, digest text);
"""
_AT_ONCE = 500  # fewer than the variables that a statement may have


class KeptForms:
    """The forms in one file. `fingerprint` stands for all that decides them beside the texts."""

    def __init__(self, file: Path, fingerprint: str) -> None:
        self._file = file
        self._fingerprint = fingerprint

    def read(self, texts: Iterable[str]) -> dict[str, Forms]:
        """Return text -> forms, of the texts whose forms are kept."""
        wanted = {_digest(text): text for text in texts}
        found: dict[str, Forms] = {}
        with suppress(sqlite3.Error, OSError), self._opened() as database:
            for keys in _batches(list(wanted)):
                marks = ",".join("?" * len(keys))
                query = f"select answer, data, digest from forms where answer in ({marks})"  # noqa: S608
                for key, data, digest in database.execute(query, keys):
                    if _digest(f"{key}{data}") == digest:
                        found[wanted[key]] = _decoded(data)
        return found

    def write(self, made: Mapping[str, Forms], all_texts: Iterable[str]) -> None:
        """Keep more forms, and drop those of texts that are not among `all_texts`."""
        wanted = {_digest(text) for text in all_texts}
        rows = ((_digest(text), _encoded(forms)) for text, forms in made.items())
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._opened() as database:
                database.executemany(
                    "insert or replace into forms values (?, ?, ?)",
                    ((key, data, _digest(f"{key}{data}")) for key, data in rows),
                )
                kept = {key for (key,) in database.execute("select answer from forms")}
                stale = [(key,) for key in kept - wanted]
                database.executemany("delete from forms where answer = ?", stale)
        except sqlite3.Error:
            with suppress(OSError):  # damaged: the next build begins anew
                self._file.unlink()
        except OSError:
            return

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        """Open the file, empty it if it is of another version, and commit what is done.

        Raises sqlite3.Error and OSError.
        """
        if not self._file.parent.is_dir():
            raise FileNotFoundError(self._file)
        with closing(sqlite3.connect(self._file, timeout=1)) as database, database:
            # No care for a power cut: what is damaged is made again.
            database.executescript(f"pragma journal_mode=off; pragma synchronous=off; {_TABLES}")
            rows = database.execute("select fingerprint from made_by").fetchall()
            if rows != [(self._fingerprint,)]:
                database.execute("delete from forms")
                database.execute("delete from made_by")
                database.execute("insert into made_by values (?)", (self._fingerprint,))
            yield database


def _batches(keys: list[str]) -> Iterator[list[str]]:
    return (keys[start : start + _AT_ONCE] for start in range(0, len(keys), _AT_ONCE))


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _encoded(forms: Forms) -> str:
    return json.dumps(list(forms.items()), ensure_ascii=False, separators=(",", ":"))


def _decoded(data: str) -> Forms:
    return {
        tuple(key) if isinstance(key, list) else key: _form(value)
        for key, value in json.loads(data)
    }


def _form(value: Any) -> Any:
    """Return a form; JSON has lists for tuples and places."""
    if not isinstance(value, list):
        return value
    return tuple(part if isinstance(part, str) else Place(*part) for part in value)
