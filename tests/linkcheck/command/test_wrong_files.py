"""Files that `rollehub links` cannot read or write: one message, never a traceback."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from click.testing import Result as Answer

from generator.cli.main import main
from generator.linkcheck.memory.history import Record, Sighting
from generator.linkcheck.memory.history_file import write_history
from generator.linkcheck.results import Result, Verdict, read_results, write_results

END = "2026-11-21T02:30:00+00:00"
MAIL = "mailto:post@kommune.example"  # never requested
FINE = Result(url="https://a.no/", verdict=Verdict.OK, confirmed=False, reason="Sett.")


def _links(*arguments: str | Path) -> Answer:
    answer = CliRunner().invoke(main, ["links", *map(str, arguments)])
    assert answer.exception is None or isinstance(answer.exception, SystemExit)
    return answer


@pytest.fixture
def wall(tmp_path: Path) -> Path:
    """A path inside a regular file, where nothing can be written."""
    (tmp_path / "fil").write_text("")
    return tmp_path / "fil/under.json"


def test_results_that_cannot_be_written_are_told_before_anybody_is_asked(wall: Path) -> None:
    """The message names the file, and nothing is checked."""
    answer = _links("check", "--url", MAIL, "--no-history", "--json", wall)
    assert answer.exit_code == 2
    assert f"{wall} kan ikke skrives" in answer.output
    assert "1 adresse" not in answer.output


def test_a_fault_of_ours_is_not_blamed_on_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of the system that concerns no output file is not caught."""

    def refused(*_: object) -> None:
        raise OSError(24, "Too many open files")

    monkeypatch.setattr("generator.cli.links_check.check", refused)
    answer = CliRunner().invoke(main, ["links", "check", "--url", MAIL, "--no-history"])
    assert answer.exit_code == 1
    assert isinstance(answer.exception, OSError)


def test_a_memory_that_cannot_be_written_costs_the_memory_alone(wall: Path, tmp_path: Path) -> None:
    """The results are kept and shown, and the run fails."""
    out = tmp_path / "ut.json"
    answer = _links("check", "--url", MAIL, "--json", out, "--history", wall)
    assert answer.exit_code == 2
    assert f"{wall} kan ikke skrives" in answer.output
    assert "1 adresse: 1 ikke sjekket." in answer.output
    assert [result.verdict for result in read_results(out).results] == [Verdict.SKIPPED]


def test_a_whole_that_cannot_be_written_is_told(wall: Path, tmp_path: Path) -> None:
    """Neither file can be written into a wall; a lost history costs no results."""
    good, out = tmp_path / "1.json", tmp_path / "ut.json"
    write_results(good, [FINE], END)
    for more in (("--json", wall), ("--json", out, "--history", wall)):
        answer = _links("merge", good, *more)
        assert answer.exit_code == 2
        assert f"{wall} kan ikke skrives" in answer.output
    assert read_results(out).results == (FINE,)


def test_a_list_that_is_no_text_is_told(tmp_path: Path) -> None:
    """Both lists of addresses must be text in UTF-8."""
    listed = tmp_path / "liste.txt"
    listed.write_bytes("https://a.no/æ".encode("latin-1"))
    for option in ("--urls-from", "--except-from"):
        answer = _links("check", "--url", MAIL, "--no-history", option, listed)
        assert answer.exit_code == 2
        assert f"{listed} er ikke tekst i UTF-8" in answer.output


def test_a_file_without_certificates_is_told(tmp_path: Path) -> None:
    """The file of certificates is read before any request."""
    file = tmp_path / "ca.pem"
    file.write_text("ikke et sertifikat")
    answer = _links("check", "--url", MAIL, "--no-history", "--ca-file", file)
    assert answer.exit_code == 2
    assert f"«{file}» har ingen sertifikater i PEM-form" in answer.output


@pytest.mark.parametrize("value", ["²/3", "1/٣x", "/", "2/1", "x"])
def test_a_part_that_is_no_number_is_told(value: str) -> None:
    """Digits of other scripts are no numbers here."""
    answer = _links("check", "--url", MAIL, "--no-history", "--shard", value)
    assert answer.exit_code == 2
    assert f"«{value}» er ingen del; skriv for eksempel 1/4" in answer.output


def test_moves_that_cannot_be_written_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The links file stays as it was."""
    links, memory = tmp_path / "links.yaml", tmp_path / "minne.json"
    links.write_text("links:\n  - id: a\n    url: https://a.no/\n")
    seen = Sighting(at=END, until=END, times=3, status=200, permanent="https://www.a.no/")
    write_history(memory, {"https://a.no/": Record(recent=(seen,))})

    def full(path: Path, _: bytes) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr("generator.cli.links.write_whole", full)
    answer = _links("fix", tmp_path, "--history", memory)
    assert answer.exit_code == 2
    assert "links.yaml kan ikke skrives (No space left on device)" in answer.output
    assert "https://a.no/" in links.read_text()


def test_the_results_can_be_printed_as_json(tmp_path: Path) -> None:
    """`--format json` prints a run, or a file, exactly as it is written."""
    out = tmp_path / "ut.json"
    answer = _links("check", "--url", MAIL, "--no-history", "--json", out, "--format", "json")
    assert answer.exit_code == 0
    assert answer.stdout == out.read_text("utf-8")
    assert json.loads(answer.stdout)["format"] == 1
    assert _links("report", out, "--format", "json").stdout == out.read_text("utf-8")
