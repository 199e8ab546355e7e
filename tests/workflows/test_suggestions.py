"""suggestion-read and suggestion-offer: an issue written in a form becomes a pull request."""

import json
from pathlib import Path

from tests.workflows.world import RUN, World

_NEW = """\
### Spørsmålet

{title}

### Hvem spørsmålet er for

_No response_

### Emnet

Ansvar

### Svaret

Svaret: $(touch stjalet) `touch stjalet`
::error::stjalet

### Kilden

_No response_
"""


def suggested(world: World, body: str, number: int = 7, code: int = 0) -> str:
    """Open an issue, and run both jobs; return what is logged."""
    issues = [{"number": number, "state": "open", "title": "x", "body": body, "labels": []}]
    world.change(issues=[*world.known["issues"], *issues])
    tree = world.job()
    event = tree / ".rollehub/event.json"
    event.parent.mkdir(exist_ok=True)
    event.write_text(json.dumps({"issue": {"number": number, "body": body}}), "utf-8")
    log = world.run("suggestion-read", tree, GITHUB_EVENT_PATH=str(event))
    world.change(artifacts={RUN: {"suggestion": str(tree / ".rollehub/suggestion")}})
    return log + world.run("suggestion-offer", world.job(), code=code, ISSUE=str(number))


def test_a_form_becomes_one_commit_and_a_pull_request(world: World) -> None:
    """Nothing of what was written is run or logged; once offered, it is edited in the request."""
    log = suggested(world, _NEW.format(title="Hva er nytt?"))
    assert "stjalet" not in log
    assert world.git("rev-parse", "forslag-7^") == world.git("rev-parse", "main")
    changed = world.git("diff", "--name-status", "main", "forslag-7").split("\n")
    assert changed == ["A\tcontent/questions/hva-er-nytt.yaml", "M\tcontent/topics.yaml"]
    text = world.git("show", "forslag-7:content/questions/hva-er-nytt.yaml")
    assert "  Svaret: $(touch stjalet) `touch stjalet`\n  ::error::stjalet\n" in text
    (request,) = world.known["pulls"]
    assert (request["head"], request["base"]) == ("forslag-7", "main")
    assert request["title"] == "Forslag fra sak 7"
    assert "Closes #7." in request["body"]
    assert "stjalet" not in request["body"]
    before = world.git("rev-parse", "forslag-7")
    assert "offered already" in suggested(world, _NEW.format(title="Hva nå?"))
    assert world.git("rev-parse", "forslag-7") == before


def test_a_form_that_cannot_be_used_gets_an_answer(world: World) -> None:
    """As code, so that nobody is called and nothing is formatted."""
    suggested(world, _NEW.format(title="Hva?").replace("Ansvar", "@alle **x**"))
    (issue,) = world.known["issues"]
    (comment,) = issue["comments"]
    assert "    ukjent emne «@alle **x**» (nettstedet har Ansvar)\n" in comment
    assert world.known["pulls"] == []
    assert world.git("branch", "--list", "forslag-*") == ""


def test_other_issues_are_left_alone(world: World) -> None:
    """GitHub is asked for nothing but the artifact."""
    suggested(world, "Hei!")
    assert world.known["calls"] == ["api", "api"]


def test_only_files_of_questions_are_changed(world: World, tmp_path: Path) -> None:
    """A patch with anything else is refused, or what else it has is left out."""
    folder = tmp_path / "suggestion"
    folder.mkdir()
    (folder / "body.md").write_text("x", "utf-8")
    for mode, code in (("100644", 1), ("120000", 1), ("100755", 1)):
        (folder / "change.patch").write_text(
            f"diff --git a/.github/x b/.github/x\nnew file mode {mode}\n--- /dev/null\n"
            "+++ b/.github/x\n@@ -0,0 +1 @@\n+x\n",
            "utf-8",
        )
        world.change(artifacts={RUN: {"suggestion": str(folder)}})
        world.run("suggestion-offer", world.job(), code=code, ISSUE="7")
    world.run("suggestion-offer", world.job(), code=1, ISSUE="7; touch x")
    assert world.known["pulls"] == []
