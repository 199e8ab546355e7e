"""`rollehub owners`: CODEOWNERS from the owners of answers, and nobody invented."""

from pathlib import Path

import pytest

from generator.editing.code_owners import PLACES, place_in, with_owners
from tests.cli.test_confirm import hub, run
from tests.site_fixtures import a_hub, a_question

__all__ = ["hub"]
HUB = a_hub(a_question("a", owner="gjest"), a_question("b"), a_question("c", owner="x@example.org"))
PEOPLE = {"gjest": "@org/gjester @kari", "sjef": "@org/sjefer"}
OURS = """\
# rollehub owners: skrevet av verktøyet, fra «owner» og innstillingene
/content/ @org/sjefer
/content/questions/a.yaml @org/gjester @kari
# rollehub owners: slutt
"""


@pytest.mark.parametrize("text", ["", "* @org/alle\n", "# Våre\n\n/docs/ @org/d\n"])
def test_our_lines_come_last_and_leave_the_others_alone(text: str) -> None:
    """Written again they are the same; without anybody in the settings they are gone."""
    made = with_owners(text, HUB, "sjef", PEOPLE)
    assert made == (f"{text}\n{OURS}" if text else OURS)
    assert with_owners(made, HUB, "sjef", PEOPLE) == made
    assert with_owners(made, HUB, "sjef", {}) == text


def test_the_owner_of_a_topic_counts_for_its_questions() -> None:
    """Who is not in the settings is not in the file."""
    (topic,) = HUB.topics
    made = HUB.model_copy(update={"topics": (topic.model_copy(update={"owner": "sjef"}),)})
    assert "/content/questions/b.yaml @org/sjefer" in with_owners("", made, "", PEOPLE)
    assert "c.yaml" not in with_owners("", made, "", PEOPLE)


def test_the_file_stays_where_it_is(tmp_path: Path) -> None:
    """A new one lies where the code host in use looks first."""
    assert place_in(tmp_path) == ".github/CODEOWNERS"
    (tmp_path / ".gitlab-ci.yml").touch()
    assert place_in(tmp_path) == ".gitlab/CODEOWNERS"
    for place in reversed(PLACES):
        (tmp_path / place).parent.mkdir(exist_ok=True)
        (tmp_path / place).touch()
        assert place_in(tmp_path) == place


def test_it_shows_checks_and_writes(hub: Path) -> None:
    """Nothing is written without consent, and afterwards the check is content."""
    (hub / "mkdocs.yml").unlink()
    settings = "site_name: K\ndefault_owner: barista\ncode_owners: {barista: '@kjeden/bar'}\n"
    (hub / "rollehub.yaml").write_text(settings, "utf-8")
    topics = hub / "content/topics.yaml"
    text = topics.read_text("utf-8").replace("title:", "owner: post@example.org\n    title:", 1)
    topics.write_text(text, "utf-8")
    file = hub / ".github/CODEOWNERS"
    shown = run("owners", hub)
    assert "+/content/ @kjeden/bar" in shown.output
    assert "«post@example.org» står ikke i «code_owners»" in shown.output
    assert shown.output.endswith("Ingenting er skrevet. Legg til --yes for å skrive.\n")
    assert not file.exists()
    assert run("owners", hub, "--check").exit_code == 3
    assert run("owners", hub, "--yes").exit_code == 0
    assert "/content/ @kjeden/bar\n" in file.read_text("utf-8")
    assert run("owners", hub, "--check").exit_code == 0


def test_a_hub_without_names_gets_no_file(hub: Path) -> None:
    """Nobody is invented."""
    assert run("owners", hub, "--yes").output == "CODEOWNERS er som den skal.\n"
    assert not (hub / ".github").exists()


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("default_owner: barsita", "mente du «barista»? [unknown-owner]"),
        ("code_owners: {sjefen: '@a/b'}", "eieren «sjefen» er verken en rolle"),
        ("code_owners: {barista: sjefen}", "skriv for eksempel @org/team [bad-value]"),
    ],
)
def test_wrong_settings_are_told(hub: Path, settings: str, told: str) -> None:
    """By the check, in the settings file."""
    (hub / "mkdocs.yml").unlink()
    (hub / "rollehub.yaml").write_text(f"site_name: K\n{settings}\n", "utf-8")
    result = run("check", hub)
    assert result.exit_code == 3
    assert [x for x in result.output.splitlines() if x.startswith("rollehub.yaml:") and told in x]
