"""`rollehub due`: what each owner should look at, when, and as which report."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from generator.cli.main import main
from generator.editing.diff.reports import MOST_CHARACTERS
from generator.editing.due import Item, Reason, Share, due
from generator.editing.due_reports import as_issue, as_json, as_text
from generator.hub.confirmation import fingerprint
from generator.hub.questions import Question
from tests.cli.test_confirm import confirmed, hub
from tests.site_fixtures import a_hub, a_question

__all__ = ["hub"]
TODAY = date(2026, 11, 30)


def run(*arguments: str | Path) -> Result:
    """Run the command line."""
    return CliRunner().invoke(main, [*map(str, arguments)])


def sure(id_: str, **more: Any) -> Question:
    """Return a question that is confirmed as it is."""
    made = a_question(id_, reviewed="2026-01-01", **more)
    return made.model_copy(update={"reviewed_text": fingerprint(made)})


def reasons(*questions: Question, within: int = 31) -> dict[str, str]:
    """Return id -> why it is on the list."""
    shares = due(a_hub(*questions), "", TODAY, within).shares
    return {item.id: item.reason.value for share in shares for item in share.items}


def test_each_reason_is_told() -> None:
    """What is confirmed and not due yet, and drafts, are left out."""
    assert reasons(
        sure("forbi", review_by="2026-11-29"),
        sure("idag", review_by="2026-11-30"),
        sure("snart", review_by="2026-12-31"),
        sure("siden", review_by="2027-01-01"),
        sure("uten-frist"),
        sure("endret", review_by="2029-01-01").model_copy(update={"answer": "Nytt."}),
        a_question("dato", reviewed="2026-11-01", review_by="2029-01-01"),
        a_question("aldri"),
        a_question("utkast", status="draft"),
    ) == {
        "dato": "unbound", "endret": "changed", "forbi": "overdue", "idag": "due",
        "snart": "due", "aldri": "never",
    }  # fmt: skip


def test_without_a_deadline_a_year_is_the_deadline() -> None:
    """A confirmation of 1 January is due on 1 January."""
    assert reasons(sure("q"), within=31) == {}
    assert reasons(sure("q"), within=32) == {"q": "due"}


def test_what_nobody_has_confirmed_comes_in_portions() -> None:
    """They are never all there at once; those that are confirmed make room for the next ones."""
    questions = [a_question(f"q{number:02}") for number in range(46)]
    seen: list[int] = []
    left = questions
    for month in range(1, 13):
        found = due(a_hub(*questions), "", TODAY + timedelta(month * 31), 31).shares
        if not found:
            break
        items = [x for x in found[0].items if x.reason is Reason.NEVER]
        assert [x.id for x in items] == [x.id for x in left[: len(items)]]
        assert found[0].later == len(left) - len(items)
        seen.append(len(items))
        done = {item.id for item in items}
        questions = [sure(x.id, review_by="2030-01-01") if x.id in done else x for x in questions]
        left = [x for x in left if x.id not in done]
    assert left == []
    assert max(seen) == 4
    assert len(seen) == 12


def test_the_owner_of_a_question_comes_before_that_of_its_topic_and_of_the_hub() -> None:
    """What has none is listed last, as nobody's."""
    made = a_hub(a_question("a", owner="gjest"), a_question("b"), a_question("c"))
    (topic,) = made.topics
    topics = (topic.model_copy(update={"owner": "post@example.org", "questions": ("a", "b")}),)
    made = made.model_copy(update={"topics": topics})

    def owners(default: str) -> dict[str, list[str]]:
        shares = due(made, default, TODAY, 3650).shares
        return {share.owner: [item.id for item in share.items] for share in shares}

    assert owners("leder") == {"gjest": ["a"], "leder": ["c"], "post@example.org": ["b"]}
    assert list(owners("")) == ["gjest", "post@example.org", ""]


def test_the_reports_say_the_same(hub: Path) -> None:
    """As lines, as data, and as Markdown; also of one owner alone."""
    confirmed(hub, "--yes", "--until", "2026-12-24")
    settings = "site_name: K\ndefault_owner: barista\ncode_owners: {barista: '@kjeden/bar'}\n"
    (hub / "rollehub.yaml").write_text(settings, "utf-8")
    (hub / "mkdocs.yml").unlink()
    day = ("--on", "2026-12-01")
    text = run("due", hub, *day)
    assert text.exit_code == 0
    assert "  2026-12-24  content/questions/bytte-vakt.yaml: Ærlig talt" in text.output
    data = json.loads(run("due", hub, *day, "--format", "json").output)
    assert (data["format"], data["on"], data["within"]) == (1, "2026-12-01", 31)
    (share,) = data["owners"]
    assert share["owner"] == "barista"
    first = next(item for item in share["items"] if item["id"] == "bytte-vakt")
    assert (first["due"], first["reason"], first["kind"]) == ("2026-12-24", "due", "questions")
    markdown = run("due", hub, *day, "--format", "markdown").output
    assert "Ansvarlig: `barista` (@kjeden/bar)" in markdown
    assert "rollehub confirm forste-vakt bytte-vakt" in markdown
    assert run("due", hub, *day, "--owner", "ingen").output == (
        "Ingenting skal bekreftes innen 31 dager.\n"
    )


def test_each_owner_gets_a_file(hub: Path, tmp_path: Path) -> None:
    """The title, an empty line, and the text; a folder with other files is refused."""
    into = tmp_path / "saker"
    assert run("due", hub, "--into", into).exit_code == 0
    (file,) = into.iterdir()
    title, empty, about, *_ = file.read_text("utf-8").split("\n")
    assert (title, empty, about) == (
        "Svar som skal bekreftes: uten eier", "", "Ansvarlig: uten eier",
    )  # fmt: skip
    again = run("due", hub, "--into", into)
    assert (again.exit_code, "velg en tom mappe" in again.output) == (2, True)


def test_an_issue_has_room_on_the_code_host() -> None:
    """What does not fit is counted."""
    items = tuple(
        Item("questions", f"q{x}", f"`{'æ' * 90}`", "p", Reason.NEVER, None, None)
        for x in range(2000)
    )
    body = as_issue(Share("lis", items, 0), "https://a.no/")
    assert MOST_CHARACTERS - 3000 < len(body) <= MOST_CHARACTERS
    assert "som ikke får plass her." in body


@pytest.mark.parametrize("name", ["due", "owners"])
def test_a_broken_hub_is_told_in_a_sentence(hub: Path, name: str) -> None:
    """And so are broken settings."""
    (hub / "content/questions/bytte-vakt.yaml").write_text("id: [", "utf-8")
    result = run(name, hub)
    assert (result.exit_code, "Rett feilene i kildene først" in result.output) == (2, True)


def test_what_is_uncertain_is_listed_with_whom_to_ask() -> None:
    """Each owner gets all doubts that readers see, also of answers that are confirmed."""
    doubt = {"what": "Den ene sier ja.", "ask": "Direktoratet", "since": "2026-11-01"}
    older = {**doubt, "since": "2026-10-01"}
    found = due(
        a_hub(
            sure("sikker", review_by="2029-01-01"),
            sure("tvil", review_by="2029-01-01", uncertain=doubt, owner="gjest"),
            sure("eldre", review_by="2029-01-01", uncertain=older, owner="gjest"),
            a_question("utkast", status="draft", uncertain=doubt, owner="gjest"),
        ),
        "", TODAY, 31,
    )  # fmt: skip
    (share,) = found.shares
    assert share.owner == "gjest"
    assert share.items == ()
    assert [item.id for item in share.uncertain] == ["eldre", "tvil"]
    text = as_text(found)
    assert "  2026-11-01  content/questions/tvil.yaml: Hva er tvil? (spør: Direktoratet)" in text
    assert json.loads(as_json(found))["owners"][0]["uncertain"][0]["since"] == "2026-10-01"
    assert "spør: Direktoratet" in as_issue(share)
