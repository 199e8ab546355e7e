"""The file of results: what is written is read back, and a wrong file is named with its fault."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.linkcheck.results import Result, Run, Verdict, read_results, write_results
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
            target=st.none() | _TEXT,
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
        ({}, "filen er ikke et resultat av lenkesjekken ('format')"),
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
