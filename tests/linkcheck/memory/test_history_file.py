"""The file of the history: its form, and what happens to a damaged or newer one."""

import json
import random
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator.linkcheck.memory.history import MOST_SIGHTINGS, Record, Sighting, remember
from generator.linkcheck.memory.history_file import as_text, pruned, read_history, write_history
from generator.linkcheck.observations import Failure
from tests.linkcheck.memory.nights import BAD, GOOD, NIGHTS, URL, answer, record_of

_TEXT = st.text(st.characters(), max_size=12)
_TIMES = st.integers(0, 60 * 24 * 3600).map(
    lambda x: (datetime(2026, 10, 1, tzinfo=UTC) + timedelta(seconds=x)).isoformat()
)
_SIGHTINGS = st.builds(
    Sighting,
    at=_TIMES,
    until=_TIMES,
    times=st.integers(1, 400),
    status=st.none() | st.integers(0, 999),
    failure=st.none() | st.sampled_from(Failure),
    url=st.none() | _TEXT,
    permanent=st.none() | _TEXT,
    suspect=st.none() | _TEXT,
)
_RECORDS = st.builds(
    Record,
    first_good=st.none() | _TIMES,
    last_good=st.none() | _TIMES,
    first_bad=st.none() | _TIMES,
    failures=st.integers(0, 400),
    recent=st.lists(_SIGHTINGS, min_size=1, max_size=MOST_SIGHTINGS).map(tuple),
    fingerprint=st.lists(st.integers(0, 2**32 - 1), max_size=5).map(tuple),
    fingerprint_at=st.none() | _TIMES,
    was_confirmed=st.booleans(),
)
_HISTORIES = st.dictionaries(_TEXT, _RECORDS, max_size=4)
_IN_ONE_FOLDER = settings(
    deadline=None,  # a disk may be slow
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def _simple(status: int, addresses: int = 2) -> dict[str, Record]:
    """Return a history in which each address was seen once, with this status."""
    seen = Sighting(at=NIGHTS[0], until=NIGHTS[0], status=status)
    return {f"https://{number}.no/": Record(recent=(seen,)) for number in range(addresses)}


@_IN_ONE_FOLDER
@given(_HISTORIES)
def test_what_is_written_is_read_back(tmp_path: Path, history: dict[str, Record]) -> None:
    """Every value survives, even a lone surrogate, and equal histories are equal bytes."""
    path = tmp_path / "historikk.json"
    assert write_history(path, history) is None
    raw = path.read_bytes()
    assert read_history(path) == (history, None)
    assert write_history(path, dict(reversed(history.items()))) is None
    assert path.read_bytes() == raw
    assert list(tmp_path.iterdir()) == [path]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | _TIMES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["format", "addresses", "recent", "at", "status", "failure", "fingerprint", "x"]
            ),
            inner,
            max_size=4,
        )
    ),
)


@_IN_ONE_FOLDER
@given(
    st.binary()
    | _JSON.map(lambda data: json.dumps(data).encode())
    | _JSON.map(lambda data: json.dumps({"format": 1, "addresses": {URL: data}}).encode())
    | _JSON.map(
        lambda data: json.dumps({"format": 1, "addresses": {URL: {"recent": [data]}}}).encode()
    )
)
@example(b"[" * 100_000)
@example(b'{"format": ' + b"9" * 5000 + b"}")
@example(b'{"format": true, "addresses": {}}')
@example(b'{"format": 1, "addresses": []}')
@example(b"\xff\xfe{\x00")
def test_no_bytes_make_reading_raise(tmp_path: Path, raw: bytes) -> None:
    """Any file is read, moved aside, or left untouched; none is lost."""
    path = tmp_path / "historikk.json"
    path.write_bytes(raw)
    history, message = read_history(path)
    kept = [file for file in tmp_path.iterdir() if file.read_bytes() == raw]
    if message:
        assert kept
        assert history == {}
    elif history:
        write_history(path, history)
        assert read_history(path) == (pruned(history), None)
    for file in tmp_path.iterdir():
        file.unlink()


def test_a_missing_file_is_an_empty_history(tmp_path: Path) -> None:
    """The first night has no history; the folder is created when one is written."""
    path = tmp_path / "ny" / "historikk.json"
    assert read_history(path) == ({}, None)
    write_history(path, _simple(200))
    assert read_history(path) == (_simple(200), None)


def test_damaged_files_are_kept_aside_each_under_its_own_name(tmp_path: Path) -> None:
    """A damaged file is moved, never overwritten, and a new history begins."""
    path = tmp_path / "historikk.json"
    for number in (1, 2):
        path.write_text(f"skadet {number}")
        history, message = read_history(path)
        aside = f"historikk.json.damaged-{number}"
        assert history == {}
        assert message == f"historikken {path} er skadet og flyttet til {aside}; en ny er begynt"
    assert (tmp_path / "historikk.json.damaged-1").read_text() == "skadet 1"
    assert not path.exists()


def test_a_file_that_was_damaged_during_the_run_is_kept_aside_too(tmp_path: Path) -> None:
    """Writing checks the file again, whatever reading found."""
    path = tmp_path / "historikk.json"
    path.write_text("{")
    assert "er skadet og flyttet" in str(write_history(path, _simple(200)))
    assert read_history(path) == (_simple(200), None)
    assert (tmp_path / "historikk.json.damaged-1").read_text() == "{"


def test_a_newer_file_is_never_overwritten(tmp_path: Path) -> None:
    """Reading and writing leave it as it is, and a message says why."""
    path = tmp_path / "historikk.json"
    raw = b'{"format": 2, "nytt": []}'
    path.write_bytes(raw)
    history, message = read_history(path)
    assert history == {}
    assert message == (
        f"historikken {path} er skrevet av en nyere utgave av programmet (format 2, denne utgaven "
        "kan 1); filen står urørt, og kjøringen lagrer ingenting"
    )
    assert write_history(path, _simple(200)) == message
    assert path.read_bytes() == raw
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """A folder in its place is reported and not replaced."""
    path = tmp_path / "historikk.json"
    path.mkdir()
    history, message = read_history(path)
    assert history == {}
    assert str(message).startswith(f"historikken {path} kan ikke leses (")
    with pytest.raises(OSError, match="directory"):
        write_history(path, _simple(200))


def test_a_night_is_a_small_diff() -> None:
    """Two lines change for an address that is unchanged, and none for other addresses."""
    before = _simple(200, addresses=50)
    url = "https://7.no/"
    later = remember(before[url], answer(), NIGHTS[1], GOOD, confirmed=False)
    assert later
    again = remember(later, answer(), NIGHTS[2], GOOD, confirmed=False)
    assert again
    one, two = as_text({**before, url: later}), as_text({**before, url: again})
    pairs = zip(one.splitlines(), two.splitlines(), strict=True)
    assert sum(x != y for x, y in pairs) == 2


def test_the_form_of_the_file() -> None:
    """Each address is a group of lines, with one fact per line, in order."""
    record = replace(record_of((answer(404), BAD)), fingerprint=(1, 2), fingerprint_at=NIGHTS[0])
    assert as_text({"https://ø.no/": record}) == (
        '{\n"format": 1,\n"addresses": {\n"https://ø.no/": {\n'
        ' "failures": 1,\n'
        ' "fingerprint": [1, 2],\n'
        ' "fingerprint_at": "2026-11-01T02:00:00+00:00",\n'
        ' "first_bad": "2026-11-01T02:00:00+00:00",\n'
        ' "recent": [\n  {"at": "2026-11-01T02:00:00+00:00", "status": 404}\n ]\n'
        "}\n}\n}\n"
    )


def test_addresses_that_nobody_asks_for_are_forgotten() -> None:
    """An address is dropped after more than ninety days without a check."""
    now = datetime(2026, 11, 21, tzinfo=UTC)

    def seen(days: int) -> Record:
        at = (now - timedelta(days=days)).isoformat()
        return Record(recent=(Sighting(at=at, until=at, status=200),))

    history = {"a": seen(0), "b": seen(90), "c": seen(91), "d": Record()}
    assert list(pruned(history)) == ["a", "b"]


_WRITER = """
import sys
from pathlib import Path
from generator.linkcheck.memory.history_file import Record, Sighting, write_history
at = "2026-11-01T02:00:00+00:00"
def history(status):
    seen = Sighting(at=at, until=at, status=status)
    return {f"https://{n}.no/": Record(recent=(seen,)) for n in range(3000)}
both = history(200), history(404)
print("ready", flush=True)
for turn in range(10**9):
    write_history(Path(sys.argv[1]), both[turn % 2])
"""


def test_a_kill_in_the_middle_of_writing_leaves_a_whole_file(tmp_path: Path) -> None:
    """Whenever the program is killed, the file is the old one or the new one, never a part."""
    path = tmp_path / "historikk.json"
    write_history(path, _simple(200, addresses=3000))
    chance = random.Random(7)
    for _ in range(6):
        command = [sys.executable, "-c", _WRITER, str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
            assert writer.stdout
            assert writer.stdout.readline() == b"ready\n"
            time.sleep(chance.uniform(0.02, 0.3))
            writer.kill()
        history, message = read_history(path)
        assert message is None
        assert history in (_simple(200, addresses=3000), _simple(404, addresses=3000))
