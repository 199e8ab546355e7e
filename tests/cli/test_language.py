"""`rollehub language`: notes that never stop anything, as lines, notices and data."""

import json
from pathlib import Path

import pytest

from tests.cli.test_confirm import FILE, hub, run

__all__ = ["hub"]


@pytest.fixture(autouse=True)
def heavy(hub: Path) -> None:
    """Let one answer use a word of offices."""
    text = (hub / FILE).read_text("utf-8")
    (hub / FILE).write_text(text.replace("Ja. ", "Ja, i henhold til avtalen. ", 1), "utf-8")


def test_the_notes_are_shown_and_nothing_is_wrong(hub: Path) -> None:
    """The exit code is 0, and the check says nothing of it."""
    result = run("language", hub, "--path", FILE)
    assert result.exit_code == 0
    first, *_, last = result.output.splitlines()
    assert first == (
        f"{FILE}:5:7: merknad: «i henhold til» er kontorspråk; skriv for eksempel: etter"
        " [official-word]"
    )
    assert last.startswith("Merknader: 1.")
    assert "kontorspråk" not in run("check", hub).output


def test_programs_get_the_same(hub: Path) -> None:
    """As JSON with the figures of each answer, and as notices of GitHub."""
    data = json.loads(run("language", hub, "--path", FILE, "--format", "json").output)
    (note,) = data["notes"]
    assert (data["format"], note["path"], note["line"], note["column"]) == (1, FILE, 5, 7)
    assert note["code"] == "official-word"
    (answer,) = data["answers"]
    assert answer["words"] > 30
    assert answer["longest"] <= answer["words"]
    notices = run("language", hub, "--path", FILE, "--format", "github").output
    assert notices.startswith(f"::notice file={FILE},line=5,col=7,title=official-word::")


def test_a_broken_hub_is_told_in_a_sentence(hub: Path) -> None:
    """The first error is named."""
    (hub / FILE).write_text("id: [", "utf-8")
    result = run("language", hub)
    assert (result.exit_code, "Rett feilene i kildene først" in result.output) == (2, True)
