"""What is remembered of an address, and the file that holds it."""

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

from generator.linkcheck.judge.addresses import permanent_end
from generator.linkcheck.judge.judgement import Judgement
from generator.linkcheck.memory.history import (
    CUT,
    GONE,
    MOST_SIGHTINGS,
    UNLIKE,
    WALL,
    Record,
    Sighting,
    moves_of,
    remember,
)
from generator.linkcheck.memory.history_file import as_text, pruned, read_history, write_history
from generator.linkcheck.page.fingerprint import changed as is_changed
from generator.linkcheck.page.read import read_page
from generator.linkcheck.results import Verdict
from generator.linkcheck.targets import (
    Answered,
    Failure,
    Hop,
    Observation,
    PageFacts,
    Unreachable,
)

URL = "https://a.no/side"
NIGHTS = [f"2026-11-{day:02}T02:00:00+00:00" for day in range(1, 31)]
GOOD = Judgement(Verdict.OK, "Siden svarer.", 200, None)
BAD = Judgement(Verdict.DEAD, "Siden finnes ikke (404).", 404, None)


def _answer(status: int = 200, page: PageFacts | None = None) -> Answered:
    return Answered((Hop(URL, status),), page=page)


def _moved(*statuses: int, to: str = "https://b.no/ny") -> Answered:
    """Return an answer of the new page behind redirects through steps of the old site."""
    asked = [URL, *(f"{URL}/{number}" for number in range(1, len(statuses))), to]
    hops = [Hop(url, x, on) for url, x, on in zip(asked, statuses, asked[1:], strict=False)]
    return Answered((*hops, Hop(to, 200)))


def _record(*nights: tuple[Observation, Judgement], confirmed: bool = False) -> Record:
    record = None
    for at, (seen, judgement) in zip(NIGHTS, nights, strict=False):
        record = remember(record, seen, at, judgement, confirmed=confirmed)
    assert record
    return record


def _judged(verdict: Verdict) -> Judgement:
    return Judgement(verdict, "Sett.", None, None)


# --- Remembering


def test_first_and_last_good_night() -> None:
    """The first good night stays, the last one follows."""
    record = _record(*[(_answer(), GOOD)] * 3)
    assert (record.first_good, record.last_good, record.first_bad) == (NIGHTS[0], NIGHTS[2], None)
    assert record.recent == (Sighting(at=NIGHTS[0], until=NIGHTS[2], times=3, status=200),)


def test_a_run_of_failures_has_a_start_and_ends_with_a_good_night() -> None:
    """The start of the run stays while it lasts, and is gone when all is well."""
    timeout = (Unreachable(Failure.TIMEOUT, url=URL), _judged(Verdict.TRANSIENT))
    nights = [(_answer(), GOOD), (_answer(404), BAD), timeout, (_answer(404), BAD)]
    record = _record(*nights)
    assert (record.last_good, record.first_bad) == (NIGHTS[0], NIGHTS[1])
    assert record.failures == 3
    assert [(x.status, x.failure, x.times) for x in record.recent] == [
        (200, None, 1),
        (404, None, 1),
        (None, Failure.TIMEOUT, 1),
        (404, None, 1),
    ]
    well = _record(*nights, (_answer(), GOOD))
    assert (well.first_bad, well.failures) == (None, 0)


def test_at_most_ten_sightings_are_kept() -> None:
    """The newest ten that differ; alike nights in a row are one, however many."""
    nights = [(_answer(404 if day % 2 else 503), BAD) for day in range(15)]
    record = _record(*nights)
    assert len(record.recent) == MOST_SIGHTINGS
    assert record.recent[-1].until == NIGHTS[14]
    assert _record(*[(_answer(403), _judged(Verdict.BLOCKED))] * 20).recent[0].times == 20


@pytest.mark.parametrize("failure", [Failure.RUN_ENDED, Failure.SCHEME, Failure.ROBOTS])
def test_nothing_seen_is_nothing_remembered(failure: Failure) -> None:
    """A night on which nothing was asked leaves the record as it was."""
    seen = Unreachable(failure, url=URL)
    skipped = _judged(Verdict.SKIPPED)
    assert remember(None, seen, NIGHTS[5], skipped, confirmed=False) is None
    record = _record((_answer(404), BAD))
    assert remember(record, seen, NIGHTS[5], skipped, confirmed=False) == record
    assert remember(None, Answered(()), NIGHTS[5], skipped, confirmed=False) is None


@pytest.mark.parametrize(
    ("status", "verdict", "code"),
    [
        (200, Verdict.OK, None),
        (200, Verdict.SUSPICIOUS, UNLIKE),
        (200, Verdict.BLOCKED, WALL),
        (200, Verdict.TRANSIENT, CUT),
        (200, Verdict.DEAD, GONE),
        (204, Verdict.SUSPICIOUS, UNLIKE),
        (400, Verdict.SUSPICIOUS, UNLIKE),
        (404, Verdict.DEAD, None),
        (403, Verdict.BLOCKED, None),
        (503, Verdict.TRANSIENT, None),
    ],
)
def test_a_code_tells_what_the_status_does_not(
    status: int, verdict: Verdict, code: str | None
) -> None:
    """A status that speaks for itself needs none; a good status without a good page does."""
    (seen,) = _record((_answer(status), _judged(verdict))).recent
    assert (seen.status, seen.suspect) == (status, code)
    assert seen.good is (verdict is Verdict.OK)


def test_an_alarm_is_remembered_until_the_page_is_well() -> None:
    """Once confirmed it stays so through nights that prove nothing."""
    record = _record((_answer(404), BAD), confirmed=True)
    assert record.was_confirmed
    again = remember(record, _answer(503), NIGHTS[1], _judged(Verdict.TRANSIENT), confirmed=False)
    assert again
    assert again.was_confirmed
    well = remember(again, _answer(), NIGHTS[2], GOOD, confirmed=False)
    assert well
    assert not well.was_confirmed


def _page(text: str) -> PageFacts:
    return read_page(f"<title>x</title><main><p>{text}</p></main>".encode(), "text/html")


def test_the_fingerprint_is_replaced_only_by_a_changed_text() -> None:
    """It is that of the last good page whose text was new, with its night."""
    words = "Kommunen skal legge til rette for veiledning av leger i spesialisering hver uke. " * 5
    old, new = _page(f"{words}Minst 70 timer."), _page(f"{words}Minst 80 timer.")
    record = _record(*[(_answer(page=old), GOOD)] * 2)
    assert (record.fingerprint, record.fingerprint_at) == (old.fingerprint, NIGHTS[0])
    nights = [(_answer(page=old), GOOD), (_answer(page=new), _judged(Verdict.SUSPICIOUS))]
    assert _record(*nights).fingerprint == old.fingerprint
    changed = _record(nights[0], (_answer(page=new), GOOD), (_answer(page=PageFacts()), GOOD))
    assert (changed.fingerprint, changed.fingerprint_at) == (new.fingerprint, NIGHTS[1])


# --- Permanent moves


@pytest.mark.parametrize(
    ("statuses", "end"),
    [
        ((), None),
        ((301,), "https://b.no/ny"),
        ((308, 301), "https://b.no/ny"),
        ((301, 302), f"{URL}/1"),
        ((302, 301), None),
        ((308, 301, 307), f"{URL}/2"),
    ],
)
def test_where_the_leading_permanent_hops_end(statuses: tuple[int, ...], end: str | None) -> None:
    """A temporary hop ends the walk: what is behind it may be elsewhere tomorrow."""
    assert permanent_end(_moved(*statuses).hops) == end


MOVED = Judgement(Verdict.MOVED, "Adressen har fått varig ny plass.", 200, "https://b.no/ny")


def test_a_move_counts_when_it_was_seen_alike_on_every_night() -> None:
    """Another target, or a night that failed, begins the count anew."""
    to_b, to_c = (_moved(301), MOVED), (_moved(301, to="https://c.no/"), MOVED)
    for nights, moves in [
        ([to_b] * 3, {URL: "https://b.no/ny"}),
        ([to_b] * 2, {}),
        ([to_c, to_b, to_b], {}),
        ([to_b, to_b, (_answer(503), BAD), to_b], {}),
        ([to_b] * 3 + [(_answer(), GOOD)], {}),
        ([(_moved(301), _judged(Verdict.SUSPICIOUS))] * 3, {}),
        ([(_moved(302), GOOD)] * 3, {}),
    ]:
        assert moves_of({URL: _record(*nights)}, 3) == moves


@pytest.mark.parametrize(
    ("url", "to", "moved"),
    [
        ("https://a.no/side#del-2", "https://b.no/ny", "https://b.no/ny#del-2"),
        ("https://a.no/side#del-2", "https://b.no/ny#annet", "https://b.no/ny#annet"),
        ("http://a.no/side", "https://a.no/side", "https://a.no/side"),
        ("https://a.no/side", "http://a.no/side", None),
        ("https://a.no/side", "https://a.no/side", None),
        ("https://a.no/side", "https:///side", None),
        ("https://a.no/side", "https://b.no/a b", None),
        ("https://a.no/side", "https://[b.no/", None),
        ("https://lovdata.no/forskrift/2016-12-08-1482/§26", "https://lovdata.no/x", None),
    ],
)
def test_only_an_address_worth_writing_is_a_move(url: str, to: str, moved: str | None) -> None:
    """A fragment goes along; a step back to http, or an address that its site keeps, is left."""
    seen = Sighting(at=NIGHTS[0], until=NIGHTS[3], times=4, status=200, permanent=to)
    assert moves_of({url: Record(recent=(seen,))}, 3) == ({url: moved} if moved else {})


# --- The file

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
    seen = Sighting(at=NIGHTS[0], until=NIGHTS[0], status=status)
    return {f"https://{number}.no/": Record(recent=(seen,)) for number in range(addresses)}


@_IN_ONE_FOLDER
@given(_HISTORIES)
def test_what_is_written_is_read_back(tmp_path: Path, history: dict[str, Record]) -> None:
    """Every value survives, even a surrogate that a server sent; and the same is the same bytes."""
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
    """Any file is read, kept aside with its bytes, or left untouched; never lost."""
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
    """The first night has nothing to tell; the folder is made when there is something to write."""
    path = tmp_path / "ny" / "historikk.json"
    assert read_history(path) == ({}, None)
    write_history(path, _simple(200))
    assert read_history(path) == (_simple(200), None)


def test_damaged_files_are_kept_aside_each_under_its_own_name(tmp_path: Path) -> None:
    """None is overwritten, and the run begins a new one."""
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
    """Writing looks at what stands there, whatever reading said."""
    path = tmp_path / "historikk.json"
    path.write_text("{")
    assert "er skadet og flyttet" in str(write_history(path, _simple(200)))
    assert read_history(path) == (_simple(200), None)
    assert (tmp_path / "historikk.json.damaged-1").read_text() == "{"


def test_a_newer_file_is_never_overwritten(tmp_path: Path) -> None:
    """It is left as it is, by reading and by writing, and a message says why."""
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
    """A folder in its place is no history, and is not written over."""
    path = tmp_path / "historikk.json"
    path.mkdir()
    history, message = read_history(path)
    assert history == {}
    assert str(message).startswith(f"historikken {path} kan ikke leses (")
    with pytest.raises(OSError, match="directory"):
        write_history(path, _simple(200))


def test_a_night_is_a_small_diff() -> None:
    """Of an address that is as it was, two lines change; of no other address any."""
    before = _simple(200, addresses=50)
    url = "https://7.no/"
    later = remember(before[url], _answer(), NIGHTS[1], GOOD, confirmed=False)
    assert later
    again = remember(later, _answer(), NIGHTS[2], GOOD, confirmed=False)
    assert again
    one, two = as_text({**before, url: later}), as_text({**before, url: again})
    pairs = zip(one.splitlines(), two.splitlines(), strict=True)
    assert sum(x != y for x, y in pairs) == 2


def test_the_form_of_the_file() -> None:
    """One address per group of lines, one fact per line, in order."""
    record = replace(_record((_answer(404), BAD)), fingerprint=(1, 2), fingerprint_at=NIGHTS[0])
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
    """After ninety days without a run that asked; one day less, and it is kept."""
    now = datetime(2026, 11, 21, tzinfo=UTC)

    def seen(days: int) -> Record:
        at = (now - timedelta(days=days)).isoformat()
        return Record(recent=(Sighting(at=at, until=at, status=200),))

    history = {"a": seen(0), "b": seen(90), "c": seen(91), "d": Record()}
    assert list(pruned(history)) == ["a", "b"]


_WRITER = """
import sys
from pathlib import Path
from generator.linkcheck.memory.history import Record, Sighting
from generator.linkcheck.memory.history_file import write_history
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


def test_a_fingerprint_of_an_older_program_is_unknown_and_made_anew() -> None:
    """It is never called changed, and does not stay: the next change must be seen again."""
    old, new = _page("Minst 70 timer."), _page("Minst 80 timer.")
    before = Record(first_good=NIGHTS[0], fingerprint=(1, *old.fingerprint[1:]))
    assert not is_changed(before.fingerprint, new.fingerprint)
    record = remember(before, _answer(page=new), NIGHTS[1], GOOD, confirmed=False)
    assert record
    assert (record.fingerprint, record.fingerprint_at) == (new.fingerprint, NIGHTS[1])
    assert is_changed(record.fingerprint, old.fingerprint)
