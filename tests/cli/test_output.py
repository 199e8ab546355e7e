"""Every command prints in any encoding, and what programs read means the same in all."""

import json
import os
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import click
import pytest

from generator.cli.main import main
from tests import warm

SEEN = "Borte – «æ» \u2026 👩"
RESULT = {"url": "https://a.no/\u2028ø", "verdict": "dead", "confirmed": True, "reason": SEEN}
ENCODINGS = ["cp1252", "latin-1", "ascii", "utf-8", "cp437"]


def run(encoding: str, *arguments: str, at: Path) -> subprocess.CompletedProcess[bytes]:
    """Run the command with an encoding of its output."""
    environment = {"PATH": os.environ["PATH"], "PYTHONIOENCODING": encoding}
    return warm.run("rollehub", *arguments, at=at, environment=environment)


def commands(group: click.Group, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Return the path of every command, and of every group of commands."""
    context = click.Context(group)
    found = [path]
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        inner = (*path, name)
        found += commands(command, inner) if isinstance(command, click.Group) else [inner]
    return found


@pytest.mark.parametrize("path", commands(main), ids=" ".join)
def test_every_command_can_explain_itself_in_ascii(path: tuple[str, ...], tmp_path: Path) -> None:
    """Help, and a message about wrong usage."""
    told = run("ascii", *path, "--help", at=tmp_path)
    assert (told.returncode, told.stderr) == (0, b"")
    assert told.stdout.isascii()
    wrong = run("ascii", *path, "--finnes-ikke-æ", at=tmp_path)
    assert wrong.returncode == 2
    assert b"Traceback" not in wrong.stderr


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("format_", ["text", "markdown", "github", "junit", "json"])
def test_reports_of_the_link_check_are_complete(
    tmp_path: Path, encoding: str, format_: str
) -> None:
    """A character that cannot be shown is escaped; XML and JSON are right in every encoding."""
    file = tmp_path / "r.json"
    file.write_text(json.dumps({"format": 1, "results": [RESULT]}), "utf-8")
    result = run(encoding, "links", "report", str(file), "--format", format_, at=tmp_path)
    assert (result.returncode, result.stderr) == (0, b"")
    text = result.stdout.decode(encoding)
    if format_ == "json":
        assert json.loads(result.stdout)["results"][0]["reason"] == SEEN
    elif format_ == "junit":
        (failure,) = ET.fromstring(result.stdout).iter("failure")
        assert failure.attrib["message"] == SEEN
    else:
        assert "Borte" in text
        assert ("👩" in text) == (encoding == "utf-8")
        assert ("\\ud83d\\udc69" in text) == (encoding != "utf-8")
