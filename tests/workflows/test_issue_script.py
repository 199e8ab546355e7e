"""links-issue: one issue, which is open as long as somebody has something to do."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.linkcheck.reports.issue import MOST_CHARACTERS
from tests.workflows.check_output import DEAD, FINE, FIRST_NIGHT, leave
from tests.workflows.world import World


def tell(github: World, tree: Path, code: int = 0) -> str:
    """Run what writes the report, and what tells GitHub; return what the latter prints."""
    said = github.run("links-report", tree)
    assert "::" not in said
    return github.run("links-issue", tree, code=code)


def _issue(number: int, state: str, **more: Any) -> dict[str, Any]:
    body = f"Sak {number}"
    return {"number": number, "state": state, "labels": ["lenkesjekk"], "body": body, **more}


def test_nobody_is_called_while_nothing_is_confirmed(github: World) -> None:
    """No issue and no label is made; the summary of the run has the report."""
    tell(github, leave(github.desk(), FINE, replace(FIRST_NIGHT, url="https://b.no/")))
    assert github.known["issues"] == github.known["labels"] == []
    assert "<!-- rollehub-links -->" in github.summary


def test_an_issue_that_is_closed_stays_as_it_was(github: World) -> None:
    """A closed issue is not edited every night to say that all is well."""
    github.change(labels=["lenkesjekk"], issues=[_issue(7, "closed")])
    tell(github, leave(github.desk(), FINE))
    assert github.issue == _issue(7, "closed")


def test_one_issue_is_opened_updated_closed_and_reopened(github: World) -> None:
    """It is always the same one; a run that was cut off does not close it."""
    tree = github.desk()
    tell(github, leave(tree, DEAD))
    opened = github.issue
    assert (opened["state"], opened["labels"]) == ("open", ["lenkesjekk"])
    assert "<https://a.no/>" in opened["body"]

    tell(github, leave(tree, replace(DEAD, nights=3)))
    assert github.issue == {**opened, "body": opened["body"].replace("2 netter", "3 netter")}
    assert github.issue != opened
    kept = github.issue

    log = tell(github, leave(tree, FINE, finished=None))
    assert "::warning" in log
    assert github.issue == kept

    tell(github, leave(tree, replace(FINE, recovered=True)))
    assert github.issue["state"] == "closed"
    assert "Friske igjen" in github.issue["body"]

    tell(github, leave(tree, DEAD, finished=None))
    assert github.issue["state"] == "open"
    assert "<https://a.no/>" in github.issue["body"]
    assert github.issue["number"] == opened["number"]


@pytest.mark.parametrize(
    ("states", "chosen"),
    [
        (("closed", "open", "open"), 3),
        (("closed", "closed", "closed"), 2),
    ],
)
def test_of_several_issues_one_is_used(github: World, states: tuple[str, ...], chosen: int) -> None:
    """The oldest open one, else the oldest; never a pull request or another label's issue."""
    others = [_issue(1, "open", pull_request={}), _issue(9, "open", labels=["annet"])]
    ours = [_issue(number, state) for number, state in enumerate(states, 2)]
    github.change(labels=["annet", "lenkesjekk"], issues=[*others, *ours])
    tell(github, leave(github.desk(), DEAD))
    found = {row["number"]: row for row in github.known["issues"]}
    assert len(found) == 5
    assert found[chosen]["state"] == "open"
    assert "<https://a.no/>" in found[chosen]["body"]
    for row in (*others, *ours):
        assert row["number"] == chosen or found[row["number"]] == row


EVIL = (
    "$(touch ran-1)", "`touch ran-2`", "'; touch ran-3; '", '"; touch ran-4; "', "\n::error::x\n",
    "%0A::error::x", "\\$(touch ran-5)", "--body-file=/etc/passwd", "${IFS}touch${IFS}ran-6",
    "\r\x1b",
)  # fmt: skip


def test_what_strangers_wrote_is_never_run(github: World) -> None:
    """Whatever addresses and reasons contain, the issue gets the report and nothing else."""
    tree = github.desk()
    results = [
        replace(DEAD, url=f"https://a.no/{text}", reason=text, questions=(text,), changed=True)
        for text in EVIL
    ]
    log = tell(github, leave(tree, *results))
    assert sorted(path.name for path in tree.iterdir() if path.name.startswith("ran")) == []
    assert "::" not in log
    assert github.issue["title"] == "Lenker som må ses på"
    assert github.issue["body"] == (tree / ".rollehub/issue.md").read_text("utf-8")
    assert github.issue["body"] == github.summary
    assert all(text.strip()[:5] in github.issue["body"] for text in EVIL[:3])


def test_a_report_that_is_too_long_is_cut_and_says_so(github: World) -> None:
    """GitHub accepts at most 65,536 characters."""
    many = [replace(DEAD, url=f"https://a.no/{number}/{'æ' * 90}") for number in range(2000)]
    tell(github, leave(github.desk(), *many))
    body = github.issue["body"]
    assert MOST_CHARACTERS - 1000 < len(body) <= MOST_CHARACTERS
    assert re.search(r"og [\d\s]+ til, som ikke får plass", body)


@pytest.mark.parametrize(
    ("broken", "state"),
    [
        ("api", None),
        ("issue reopen", "closed"),
    ],
)
def test_a_step_fails_when_github_does(github: World, broken: str, state: str | None) -> None:
    """The failure is visible, and no second issue is opened because the first was not found."""
    there = [_issue(7, state)] if state else []
    github.change(broken=[broken], labels=["lenkesjekk"] if there else [], issues=there)
    tell(github, leave(github.desk(), DEAD), code=1)
    assert len(github.known["issues"]) == len(there)


def test_without_results_no_issue_is_touched(github: World) -> None:
    """A missing result file is an error, not good news."""
    github.change(labels=["lenkesjekk"], issues=[_issue(7, "open")])
    tree = github.desk()
    github.run("links-report", tree, code=2)
    github.run("links-issue", tree, code=1)
    assert github.issue == _issue(7, "open")
