"""The file of results: what is written is read back, and a wrong file is named with its fault."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.linkcheck import results
from generator.linkcheck.results import (
    Result,
    Run,
    Verdict,
    read_results,
    usable_results,
    write_results,
)
from generator.problems import Place

END = "2026-11-21T02:30:00+00:00"
_TEXT = st.text(st.characters(), max_size=9)
_RUNS = st.builds(
    Run,
    st.sampled_from([None, END]),
    st.lists(
        st.builds(
            Result,
            url=_TEXT,
            verdict=st.sampled_from(Verdict),
            confirmed=st.booleans(),
            reason=_TEXT,
            status=st.none() | st.integers(100, 999),
            target=st.none() | _TEXT.map("https://a.no/{}".format),
            places=st.lists(st.builds(Place, st.just("links.yaml"), st.integers(1, 99))).map(tuple),
            link=st.none() | _TEXT,
            questions=st.lists(_TEXT, max_size=2).map(tuple),
            since=st.none() | st.just(END[:10]),
            nights=st.integers(0, 99),
            look=st.booleans(),
            recovered=st.booleans(),
            changed=st.booleans(),
        ),
        max_size=3,
    ).map(tuple),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_RUNS)
def test_what_is_written_is_read_back(tmp_path: Path, run: Run) -> None:
    """Every field, even a lone surrogate that a server sent."""
    path = tmp_path / "resultat.json"
    write_results(path, run.results, run.finished)
    assert read_results(path) == run


ROW = {"url": "https://a.no/", "verdict": "ok", "confirmed": False, "reason": "Sett."}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"format": 2}, "formatet er 2, men dette programmet leser 1"),
        ({}, "filen er ikke et resultat av lenkesjekken"),
        ({"format": 1}, "filen er ikke et resultat av lenkesjekken (feil i results)"),
        (
            {"format": 1, "results": [ROW, {**ROW, "verdict": "bra"}]},
            "filen er ikke et resultat av lenkesjekken (feil i results.1.verdict)",
        ),
        (
            {"format": 1, "results": [{**ROW, "places": [{"line": 1}]}]},
            "filen er ikke et resultat av lenkesjekken (feil i results.0.places.0.path)",
        ),
        (
            {"format": 1, "results": [{**ROW, "status": "404"}]},
            "filen er ikke et resultat av lenkesjekken (feil i results.0.status)",
        ),
    ],
)
def test_a_wrong_file_is_named_with_its_first_fault(
    tmp_path: Path, data: dict[str, Any], message: str
) -> None:
    """In Norwegian, and with the place of the value."""
    path = tmp_path / "resultat.json"
    path.write_text(json.dumps(data), "utf-8")
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        read_results(path)


@pytest.mark.parametrize("raw", [b"", b"[1]", b"\xff", b"[" * 100_000])
def test_a_file_that_is_not_ours_is_refused(tmp_path: Path, raw: bytes) -> None:
    """Whatever it contains, the message is the same sentence."""
    path = tmp_path / "resultat.json"
    path.write_bytes(raw)
    with pytest.raises(ValueError, match="filen er ikke et resultat av lenkesjekken"):
        read_results(path)


HOSTILE: dict[str, list[Any]] = {
    "url": [None, 5, ["https://a.no/"], {"a": 1}],
    "verdict": ["", "OK", None, 1, ["ok"]],
    "confirmed": [None, "true", 1, "javascript:alert(1)"],
    "reason": [None, 5, ["Sett."]],
    "status": ["404", -1, 1000, 1.5, True, 10**30],
    "target": ["", "javascript:alert(1)", "JavaScript:https://a.no/", "data:text/html,x", "//a", 5],
    "places": [5, "links.yaml:1:1", [5], [{}], [{"path": 5}], [{"path": "../x"}],
               [{"path": "/etc/passwd"}], [{"path": "a", "line": -1}],
               [{"path": "a", "column": 0}]],
    "link": [5, ["a"], {}],
    "questions": [5, "a", [5], [None]],
    "since": ["", "i går", "2026-13-01", "2026-11-21T02:30", 20261121, "<script>"],
    "nights": [-1, "2", 1.5, None, True, 10**30],
    "look": [None, "ja", 1],
    "recovered": [None, "ja", 1],
    "changed": [None, "ja", 1],
}  # fmt: skip


@pytest.mark.parametrize("key, value", [(key, x) for key in HOSTILE for x in HOSTILE[key]])
def test_a_value_of_another_type_is_named(tmp_path: Path, key: str, value: Any) -> None:
    """No value is turned into another, and no address becomes anything but one of the web."""
    path = tmp_path / "resultat.json"
    path.write_text(json.dumps({"format": 1, "results": [{**ROW, key: value}]}), "utf-8")
    with pytest.raises(ValueError, match=rf"\(feil i results\.0\.{key}"):
        read_results(path)


@pytest.mark.parametrize(
    "raw",
    [
        b"null", b"1", b'"a"', b"{}", b'{"format": true, "results": []}',
        b'{"format": "1", "results": []}', b'{"format": 1.0, "results": []}',
        b'{"format": 1, "results": {}}', b'{"format": 1, "results": [[]]}',
        b'{"format": 1, "results": [], "finished": "i natt"}',
        b'{"format": 1, "results": [], "finished": "2026-11-21T02:30:00"}',
        b'{"format": 1, "results": [], "finished": 5}',
        b'{"format": ' + b"1" * 5000 + b"}", b'{"format": 1, "results": ' + b"[" * 50_000,
        b'{"a":' * 50_000, b"\x1f\x8b", b"PK\3\4", b'{"format": 1, "results": [',
    ],
)  # fmt: skip
def test_a_damaged_file_gives_one_sentence(tmp_path: Path, raw: bytes) -> None:
    """Without a run, and the sentence says what to do."""
    path = tmp_path / "resultat.json"
    path.write_bytes(raw)
    run, warning = usable_results(path)
    assert run is None
    assert warning is not None
    assert warning.endswith("kjør «rollehub links check» på nytt, eller slett filen")
    assert "\n" not in warning


def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    """A folder, a pipe and a link to nothing; a missing file is no fault."""
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe"):
        run, warning = usable_results(path)
        assert (run, bool(warning)) == (None, True)
    assert usable_results(tmp_path / "borte.json") == (None, None)


def test_a_file_that_is_too_large_is_not_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Anyone who may write to the branch could otherwise fill the memory of the build."""
    path = tmp_path / "resultat.json"
    write_results(path, (), END)
    size = path.stat().st_size
    monkeypatch.setattr(results, "MOST_BYTES", size)
    assert read_results(path) == Run(END, ())
    monkeypatch.setattr(results, "MOST_BYTES", size - 1)
    with pytest.raises(ValueError, match="filen er større enn"):
        read_results(path)
