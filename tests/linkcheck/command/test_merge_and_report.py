"""`links merge` and `links report`: joining the parts of a run, and whether an issue is needed."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from click.testing import Result as Answer

from generator.cli.main import main
from generator.linkcheck.memory.history import Record, Sighting
from generator.linkcheck.memory.history_file import read_history, write_history
from generator.linkcheck.results import Result, Run, Verdict, read_results, write_results

END = "2026-11-21T02:30:00+00:00"
FINE = Result(url="https://a.no/", verdict=Verdict.OK, confirmed=False, reason="Sett.")
LOOK = Result(
    url="https://b.no/", verdict=Verdict.SUSPICIOUS, confirmed=False, reason="Å.", look=True
)
MEMORY = {"https://a.no/": Record(recent=(Sighting(at=END, until=END, status=200),))}


def _links(*arguments: str | Path) -> Answer:
    return CliRunner().invoke(main, ["links", *map(str, arguments)])


@pytest.mark.parametrize(
    ("results", "finished", "code"),
    [
        ((FINE,), END, 0),
        ((FINE,), None, 130),
        ((), None, 130),
        ((FINE, LOOK), END, 4),
        ((FINE, LOOK), None, 4),
    ],
)
def test_only_a_finished_run_may_close_the_issue(
    tmp_path: Path, results: tuple[Result, ...], finished: str | None, code: int
) -> None:
    """Any run may open the issue; `--needs-issue` changes the exit code, not the report."""
    file = tmp_path / "r.json"
    write_results(file, results, finished)
    for more in ((), ("--format", "markdown")):
        shown = _links("report", file, "--needs-issue", *more)
        assert shown.exit_code == code
        assert shown.output == _links("report", file, *more).output != ""
    assert _links("report", file).exit_code == 0


@pytest.mark.parametrize("text", [None, "", '{"format": 1, "results": [{"url"', "[]", '{"a": 1}'])
def test_a_part_that_is_lost_leaves_the_whole_unfinished(tmp_path: Path, text: str | None) -> None:
    """The other parts count; without any part nothing is joined and nothing is written."""
    good, lost, out = (tmp_path / name for name in ("1.json", "2.json", "out.json"))
    if text is not None:
        lost.write_text(text, "utf-8")
    alone = _links("merge", lost, "--json", out)
    assert (alone.exit_code, out.exists()) == (2, False)
    write_results(good, [FINE], END)
    joined = _links("merge", good, lost, "--json", out)
    assert joined.exit_code == 0
    assert f"{lost} mangler eller er skadet" in joined.output
    assert read_results(out) == Run(None, (FINE,))


@pytest.mark.parametrize("text", ['{"format": 99}', '{"format": 1, "addr'])
def test_a_memory_that_is_lost_leaves_the_whole_unfinished(tmp_path: Path, text: str) -> None:
    """A damaged or newer history may have had confirmations; its bytes are kept."""
    good, out, part, memory = (tmp_path / name for name in ("1", "out", "part", "memory"))
    write_results(good, [FINE], END)
    write_history(part, MEMORY)
    usual = ("merge", good, "--json", out, "--history", memory)
    assert _links(*usual, "--history-from", memory, "--history-from", part).exit_code == 0
    assert read_results(out).finished == END
    assert read_history(memory) == (MEMORY, None)
    memory.write_text(text, "utf-8")
    joined = _links(*usual, "--history-from", memory, "--history-from", part)
    assert joined.exit_code == 0
    assert "Merk: historikken" in joined.output
    assert read_results(out) == Run(None, (FINE,))
    kept = [path for path in tmp_path.glob("memory*") if path.read_text("utf-8") == text]
    assert len(kept) == 1
