"""`rollehub translations`: what it lists, and how a translation is bound to its original."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli.main import main

KAFFE = Path(__file__).parents[1] / "hubs/kaffe"
FILE = "content/questions/bytte-vakt.yaml"
NYNORSK = (
    "translations:\n  nn:\n    question: Korleis byter eg vakt?\n    answer: |-\n      Spør.\n"
)


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """Return a copy of a hub in which an answer is in nynorsk too."""
    root = Path(shutil.copytree(KAFFE, tmp_path / "kaffe"))
    with (root / FILE).open("a", encoding="utf-8") as file:
        file.write(NYNORSK)
    return root


def run(hub: Path, *arguments: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["translations", str(hub), *arguments])


def states(hub: Path) -> dict[str, str]:
    """Return the state of each answer."""
    data = json.loads(run(hub, "--format", "json").stdout)
    (language,) = data["languages"]
    assert (data["format"], language["language"]) == (1, "nn")
    return {answer["id"]: answer["state"] for answer in language["answers"]}


def test_a_hub_in_one_language(tmp_path: Path) -> None:
    """Nothing is translated; a language that is asked for lacks everything."""
    assert run(KAFFE).stdout == "Ingen svar er oversatt.\n"
    assert json.loads(run(KAFFE, "--format", "json").stdout)["languages"] == []
    asked = run(KAFFE, "--language", "nn").stdout
    assert asked.startswith("Nynorsk: 0 av ")
    assert f"  {FILE}  " in asked
    assert run(tmp_path).exit_code == 2


def test_binding_and_falling_behind(hub: Path) -> None:
    """The mark is written once asked for, and no longer fits when the original changes."""
    assert states(hub)["bytte-vakt"] == "unbound"
    before = (hub / FILE).read_text("utf-8")
    shown = run(hub, "--matches", "bytte-vakt")
    assert "+    original_text: " in shown.stdout
    assert (hub / FILE).read_text("utf-8") == before

    assert run(hub, "--matches", "bytte-vakt", "--yes").exit_code == 0
    after = (hub / FILE).read_text("utf-8")
    assert after.startswith(before)
    assert after.removeprefix(before).startswith("    original_text: ")
    assert states(hub)["bytte-vakt"] == "current"
    assert run(hub, "--matches", "bytte-vakt", "--yes").stdout == "Ingenting å skrive.\n"

    changed = after.replace("answer: |\n", "answer: |\n  Først dette.\n\n", 1)
    assert changed != after
    (hub / FILE).write_text(changed, "utf-8")
    assert states(hub)["bytte-vakt"] == "behind"
    assert "Henger etter: svaret er endret siden det ble oversatt (1):\n" in run(hub).stdout
    assert run(hub, "--matches", "bytte-vakt", "--yes").exit_code == 0
    assert states(hub)["bytte-vakt"] == "current"


def test_ids_that_cannot_be_bound(hub: Path) -> None:
    """One that nothing has, and one without a translation."""
    assert "ukjent spørsmål «bytte-vat»; mente du" in run(hub, "--matches", "bytte-vat").output
    assert run(hub, "--matches", "hvor-mye-kaffe").exit_code == 2


def test_roles_and_topics_without_a_name_are_listed(hub: Path) -> None:
    """As data, with the file they are in."""
    names = json.loads(run(hub, "--format", "json").stdout)["languages"][0]["names"]
    assert {"path": "roles.yaml", "id": "barista"} in names
    assert {x["path"] for x in names} == {"roles.yaml", "content/topics.yaml"}
