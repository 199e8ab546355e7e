"""`rollehub check`: its output and its exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from generator.cli.main import main
from tests.site_fixtures import HUBS

ROLES = "roles:\n  - id: lis\n    name: LIS\n"
TOPICS = "topics:\n  - id: ansvar\n    title: Ansvar\n    questions: [hva]\n"
GLOSSARY = "terms:\n  - id: lis\n    term: LIS\n    expansion: lege i spesialisering\n"
QUESTION = "id: hva\nquestion: Hva?\nroles: all\nanswer: Svar.\n"


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """Return a folder with a small hub without problems."""
    _write(tmp_path, "roles.yaml", ROLES)
    _write(tmp_path, "content/topics.yaml", TOPICS)
    _write(tmp_path, "links.yaml", "links: []\n")
    _write(tmp_path, "content/glossary.yaml", GLOSSARY)
    _write(tmp_path, "content/questions/hva.yaml", QUESTION)
    return tmp_path


def _write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def _check(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["check", *map(str, arguments)])


def _spoil(root: Path) -> None:
    """Add one error and two warnings to the hub."""
    text = QUESTION.replace("all", "[lis, liss]").replace("Svar.", "HOD og DPS.")
    _write(root, "content/questions/hva.yaml", text)


def _doubt(root: Path) -> None:
    """Add one warning to the hub."""
    _write(root, "content/questions/hva.yaml", QUESTION.replace("Svar.", "HOD svarer."))


def test_a_clean_hub_ends_with_0_and_says_what_was_read(hub: Path) -> None:
    """A clean hub gives one line that counts what was read."""
    result = _check(hub)
    assert result.exit_code == 0
    assert result.output == "Alt i orden: 1 spørsmål, 1 rolle, 0 lenker, 1 ord i ordlisten.\n"


def test_a_large_hub_is_clean() -> None:
    """The hub that was imported has neither errors nor warnings."""
    result = _check(HUBS["own"], "--strict")
    assert (result.exit_code, result.output.count("\n")) == (0, 1), result.output
    assert result.output.startswith("Alt i orden: 46 spørsmål, 5 roller, ")


def test_errors_end_with_3_and_a_count(hub: Path) -> None:
    """Errors and warnings are sorted, one a line, and followed by their count."""
    _spoil(hub)
    result = _check(hub)
    assert result.exit_code == 3
    lines = result.output.splitlines()
    assert lines[0] == (
        "content/questions/hva.yaml:3:14: feil: ukjent rolle «liss»; mente du «lis»? [unknown-role]"
    )
    assert [line.rpartition(" ")[2] for line in lines[1:3]] == ["[undefined-abbreviation]"] * 2
    assert lines[3:] == ["1 feil og 2 advarsler."]


def test_warnings_alone_end_with_0(hub: Path) -> None:
    """A warning is shown and counted, and is not an error."""
    _doubt(hub)
    result = _check(hub)
    assert result.exit_code == 0
    assert result.output.splitlines()[1:] == ["0 feil og 1 advarsel."]


def test_strict_takes_warnings_as_errors(hub: Path) -> None:
    """With `--strict` a warning gives exit code 3, and a clean hub still 0."""
    assert _check(hub, "--strict").exit_code == 0
    _doubt(hub)
    assert _check(hub, "--strict").exit_code == 3


@pytest.mark.parametrize("path", ["content/questions/borte.yaml", "content/changes.yaml"])
def test_what_is_no_file_is_unreadable(hub: Path, path: str) -> None:
    """A pipe, which might never end, is not taken as a file, and not as a missing one."""
    os.mkfifo(hub / path)
    result = _check(hub)
    assert result.exit_code == 3
    assert result.output.splitlines()[0].startswith(f"{path}:1:1: feil: filen kan ikke leses; ")
    assert "1 feil og 0 advarsler." in result.output


def test_an_unreadable_folder_is_reported_once(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that may not be read gives one line, and no guesses at its contents."""
    real = os.scandir

    def refuse(folder: Any) -> Any:
        if Path(folder) == hub / "content/questions":
            raise PermissionError(folder)
        return real(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    lines = _check(hub).output.splitlines()
    assert lines[0].startswith("content/questions:1:1: feil: mappen kan ikke leses; ")
    assert lines[1:] == ["1 feil og 0 advarsler."]


@pytest.mark.parametrize(
    "arguments",
    [["finnes-ikke"], ["--format", "xml"], ["--finnes-ikke"], [".", "."], [__file__]],
)
def test_wrong_usage_ends_with_2(arguments: list[str]) -> None:
    """A missing folder, a file, an unknown option and an unknown format are wrong usage."""
    assert _check(*arguments).exit_code == 2


def test_an_empty_folder_lacks_the_files_of_a_hub(tmp_path: Path) -> None:
    """Each file that a hub must have is reported."""
    result = _check(tmp_path)
    assert result.exit_code == 3
    assert result.output.count("[missing-file]") == 4
    assert result.output.splitlines()[-1] == "4 feil og 0 advarsler."


def test_json_is_format_1(hub: Path) -> None:
    """The JSON report has exactly these keys, one object per problem, and no count line."""
    _spoil(hub)
    result = _check(hub, "--format", "json")
    assert result.exit_code == 3
    report = json.loads(result.output)
    assert list(report) == ["format", "problems"]
    assert report["format"] == 1
    assert report["problems"][0] == {
        "path": "content/questions/hva.yaml",
        "line": 3,
        "column": 14,
        "severity": "error",
        "code": "unknown-role",
        "message": "ukjent rolle «liss»; mente du «lis»?",
    }
    assert [item["severity"] for item in report["problems"]] == ["error", "warning", "warning"]
    assert {tuple(item) for item in report["problems"]} == {
        ("path", "line", "column", "severity", "code", "message")
    }


def test_json_of_a_clean_hub_is_an_empty_list(hub: Path) -> None:
    """Without problems the output is still valid JSON."""
    result = _check(hub, "--format", "json")
    assert (result.exit_code, json.loads(result.output)) == (0, {"format": 1, "problems": []})


def test_github_annotations_name_the_line(hub: Path) -> None:
    """Each problem is one workflow command, and nothing else is printed."""
    _spoil(hub)
    result = _check(hub, "--format", "github")
    assert result.exit_code == 3
    lines = result.output.splitlines()
    assert lines[0] == (
        "::error file=content/questions/hva.yaml,line=3,col=14,title=unknown-role"
        "::ukjent rolle «liss»; mente du «lis»?"
    )
    assert [line.partition(" ")[0] for line in lines] == ["::error", "::warning", "::warning"]


def test_github_annotations_are_escaped(hub: Path) -> None:
    """Percent signs, line breaks, commas and colons cannot end or forge an annotation."""
    _write(hub, "content/questions/a,b%25:c.txt", "x\n")
    _write(hub, "roles.yaml", ROLES + 'gal: x\n"a%\\n::error::b": 1\n')
    lines = _check(hub, "--format", "github").output.splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("::error file=content/questions/a%2Cb%2525%3Ac.txt,line=1,col=1,")
    assert [line for line in lines if "«a%25 ::error::b»" in line] == lines[2:]


def test_a_message_is_one_line(hub: Path) -> None:
    """A line end in a text from a file does not break a message in two."""
    _write(hub, "roles.yaml", ROLES + '"a\\nb": 1\n')
    assert len(_check(hub).output.splitlines()) == 2


@pytest.mark.parametrize(
    "environment",
    [{"PYTHONIOENCODING": "cp1252"}, {"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C"}, {}],
    ids=str,
)
@pytest.mark.parametrize("format_", ["text", "github", "json"])
def test_a_character_that_cannot_be_printed_is_escaped(
    hub: Path, environment: dict[str, str], format_: str
) -> None:
    """The report is complete in any output encoding, such as that of a pipe on Windows."""
    _write(hub, "content/questions/hva.yaml", QUESTION.replace("all", '["lis\\u200b", "👩"]'))
    (hub / "content/questions" / os.fsdecode(b"hva\xff.txt")).write_text("x")
    command = [Path(sys.executable).parent / "rollehub", "check", "--format", format_]
    result = subprocess.run(
        command,
        cwd=hub,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (result.returncode, result.stderr) == (3, b"")
    encoding = environment.get("PYTHONIOENCODING", "utf-8")
    output = result.stdout.decode(encoding)
    if format_ == "json":
        messages = {problem["message"] for problem in json.loads(output)["problems"]}
        assert (
            "ukjent rolle «lis\u200b»; skriv «lis» på nytt, uten usynlige tegn og mellomrom"
            in messages
        )
        assert any("«👩»" in message for message in messages)
    elif encoding == "utf-8":
        assert "«lis\u200b»" in output
    elif encoding == "cp1252":
        assert "ukjent rolle «lis\\u200b»" in output
        assert "«\\ud83d\\udc69»" in output
    else:
        assert "\\u00ablis\\u200b\\u00bb" in output


def test_the_installed_command_checks_the_current_folder(hub: Path) -> None:
    """`rollehub check` without a folder reads the current one, and prints UTF-8."""
    _spoil(hub)
    command = Path(sys.executable).parent / "rollehub"
    result = subprocess.run(
        [command, "check"], cwd=hub, capture_output=True, timeout=60, check=False
    )
    assert result.returncode == 3
    assert "ukjent rolle «liss»" in result.stdout.decode("utf-8")
    assert result.stderr == b""
