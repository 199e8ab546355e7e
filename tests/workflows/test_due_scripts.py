"""due-list and due-issues: one open issue for each owner who has something to confirm."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.workflows.world import RUN, World, hub_of

LIS = "Svar som skal bekreftes: lis"
POST = "Svar som skal bekreftes: post@example.org"


def question(id_: str, **keys: str) -> dict[str, str]:
    """Return the file of a question."""
    written = {"id": id_, "question": f"{id_}?", "roles": "all", "answer": "Svar.", **keys}
    text = "".join(f"{key}: {value}\n" for key, value in written.items())
    return {f"content/questions/{id_}.yaml": text}


def hub(*questions: dict[str, str]) -> dict[str, str]:
    """Return the files of a hub with these questions."""
    files = hub_of("https://a.no/")
    for file in questions:
        files |= file
    ids = ", ".join(Path(path).stem for path in files if path.startswith("content/questions/"))
    files["content/topics.yaml"] = (
        f"topics:\n  - id: ansvar\n    title: Ansvar\n    owner: lis\n    questions: [{ids}]\n"
    )
    return files


def month(world: World) -> str:
    """Run both jobs; return what the second one prints."""
    tree = world.job()
    world.run("due-list", tree)
    kept = tree.parent / f"artifact-{len(world.known['calls'])}"
    shutil.copytree(tree / ".rollehub/due", kept)
    world.change(artifacts={RUN: {"due": str(kept)}})
    return world.run("due-issues", tree)


def open_issues(world: World) -> dict[str, Any]:
    """Return title -> the open issue with it."""
    return {row["title"]: row for row in world.known["issues"] if row["state"] == "open"}


def test_each_owner_has_one_issue(world: World) -> None:
    """It is opened, updated and closed; running again changes nothing."""
    world.commit(hub(question("to", owner="post@example.org")))
    month(world)
    first = open_issues(world)
    assert set(first) == {LIS, POST}
    assert "`content/questions/hva.yaml`" in first[LIS]["body"]
    assert "`content/questions/to.yaml`" in first[POST]["body"]
    assert "`content/questions/to.yaml`" not in first[LIS]["body"]
    assert first[LIS]["labels"] == ["gjennomgang"]
    month(world)
    assert open_issues(world) == first

    world.commit(hub(question("to", owner="lis")))
    month(world)
    second = open_issues(world)
    assert set(second) == {LIS}
    assert second[LIS]["number"] == first[LIS]["number"]
    states = {row["title"]: row["state"] for row in world.known["issues"]}
    assert states == {LIS: "open", POST: "closed"}


def test_an_issue_that_somebody_closed_is_left_alone(world: World) -> None:
    """What still remains comes in a new one; those of others are never touched."""
    old = {"number": 3, "state": "closed", "title": LIS, "body": "x", "labels": ["gjennomgang"]}
    other = {"number": 4, "state": "open", "title": LIS, "body": "x", "labels": ["annet"]}
    world.change(labels=["annet", "gjennomgang"], issues=[old, other])
    world.commit(hub())
    month(world)
    found = {row["number"]: row for row in world.known["issues"]}
    assert (found[3], found[4]) == (old, other)
    assert (found[5]["title"], found[5]["state"]) == (LIS, "open")


def test_nothing_to_do_is_no_issue(world: World) -> None:
    """A hub whose only question is a draft has nothing to confirm, and open issues are closed."""
    issue = {"number": 3, "state": "open", "title": LIS, "body": "x", "labels": ["gjennomgang"]}
    world.change(labels=["gjennomgang"], issues=[issue])
    world.commit(hub(question("hva", status="draft")))
    month(world)
    assert [row["state"] for row in world.known["issues"]] == ["closed"]


@pytest.mark.parametrize("title", ["$(touch ran)", "`touch ran`", "'; touch ran; '", "@org/team"])
def test_what_a_hub_contains_is_never_run(world: World, title: str) -> None:
    """Titles are code in the issue: they run nothing, and mention nobody."""
    written = title.replace("'", "''")
    world.commit(hub(question("hva", question=f"'{written}'")))
    log = month(world)
    assert "::" not in log
    body = open_issues(world)[LIS]["body"]
    assert title in body
    assert f"`{title}`" in body or f"`` {title} ``" in body
