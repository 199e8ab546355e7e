"""What a new hub on GitHub does with proposals: issue forms, and what a change does to readers."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.editing.new_hub import LANGUAGES
from generator.editing.suggestion import CHANGE, NEW
from generator.language import language_of
from tests.editing.new_hubs import new_hub, texts
from tests.workflows.world import RUN, World

FORMS = {
    ".github/ISSUE_TEMPLATE/new-question.yml": NEW,
    ".github/ISSUE_TEMPLATE/change.yml": CHANGE,
}
BRANCH, SHA, URL = "endring", "c7", "https://github.com/o/r"


def steps(name: str, language: str) -> dict[str, str]:
    """Return name of a step of a workflow -> what its shell runs."""
    workflow: Any = yaml.safe_load(
        texts(new_hub(language=language))[f".github/workflows/{name}.yml"]
    )
    return {
        step["name"]: step["run"]
        for job in workflow["jobs"].values()
        for step in job["steps"]
        if "run" in step and "name" in step
    }


class NewHub:
    """A new hub in a repository, with a stand-in for GitHub."""

    def __init__(self, folder: Path, language: str) -> None:
        self.language = language
        self.world = World(folder)
        files = texts(new_hub(language=language))
        files[".gitignore"] += ".venv\n"  # which is a link here
        self.world.commit(files)
        self._bin = folder / "bin"
        self._scripts = folder / "steps"
        self._scripts.mkdir()

    def run(self, workflow: str, step: str, tree: Path, code: int = 0, **more: str) -> str:
        """Run a step of a workflow, and return what it logs."""
        script = self._scripts / f"{workflow}.sh"
        script.write_text(f"set -eo pipefail\n{steps(workflow, self.language)[step]}", "utf-8")
        path = os.pathsep.join([str(self._bin), os.environ["PATH"]])
        return self.world.run(str(script), tree, code=code, PATH=path, **more)


@pytest.fixture(params=LANGUAGES)
def hub(request: pytest.FixtureRequest, tmp_path: Path) -> NewHub:
    """Return a new hub in each language."""
    return NewHub(tmp_path, request.param)


def form(hub: NewHub, fields: dict[str, str], **written: str) -> str:
    """Return the text that GitHub makes of a form."""
    say = language_of(hub.language).gettext
    return "\n".join(
        f"### {say(heading)}\n\n{written.get(name) or '_No response_'}\n"
        for name, heading in fields.items()
    )


def suggested(hub: NewHub, body: str) -> str:
    """Open an issue, and run both jobs of the workflow; return what is logged."""
    world = hub.world
    world.change(issues=[{"number": 7, "state": "open", "title": "x", "body": body, "labels": []}])
    tree = world.job()
    event = tree.parent / "event.json"
    event.write_text(json.dumps({"issue": {"number": 7, "body": body}}), "utf-8")
    read = hub.run("suggestions", "Turn the form into a change", tree, GITHUB_EVENT_PATH=str(event))
    job = world.job()
    shutil.copytree(tree / "suggestion", job / "suggestion")
    offer = "Offer the change, or say why there is none"
    return read + hub.run("suggestions", offer, job, ISSUE="7")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", FORMS)
def test_the_forms_have_the_fields_that_are_read(language: str, path: str) -> None:
    """With the headings of the hub's language, and the label that the workflow looks for."""
    made: Any = yaml.safe_load(texts(new_hub(language=language))[path])
    shown = [x["attributes"]["label"] for x in made["body"] if x["type"] != "markdown"]
    say = language_of(language).gettext
    assert shown == [say(heading) for heading in FORMS[path].values()]
    workflow = texts(new_hub(language=language))[".github/workflows/suggestions.yml"]
    assert made["labels"] == ["suggestion"]
    assert "labels.*.name, 'suggestion')" in workflow
    assert {"name", "description", "title", "body"} <= set(made)


def test_a_form_becomes_a_pull_request(hub: NewHub) -> None:
    """Nothing of what was written is run or logged."""
    text = "Svar: $(touch stjalet) `touch stjalet`\n::error::stjalet"
    log = suggested(hub, form(hub, NEW, title="Hva er nytt?", topic="Kasse", answer=text))
    assert "stjalet" not in log
    world = hub.world
    changed = world.git("diff", "--name-status", "main", "suggestion-7").split("\n")
    assert changed == ["A\tcontent/questions/hva-er-nytt.yaml", "M\tcontent/topics.yaml"]
    (request,) = world.known["pulls"]
    assert request["title"] == f"{LANGUAGES[hub.language].proposals.title} 7"
    assert "Closes #7." in request["body"]
    before = world.git("rev-parse", "suggestion-7")
    suggested(hub, form(hub, NEW, title="Hva nå?", topic="Kasse"))
    assert world.git("rev-parse", "suggestion-7") == before


def test_a_form_that_cannot_be_used_gets_an_answer(hub: NewHub) -> None:
    """In the language of the hub, with the topics that there are."""
    suggested(hub, form(hub, NEW, title="Hva?", topic="@alle **x**"))
    (issue,) = hub.world.known["issues"]
    (comment,) = issue["comments"]
    word = {"nb": "ukjent emne «", "nn": "ukjent emne «", "en": "unknown topic “"}[hub.language]
    assert f"    {word}@alle **x**" in comment
    assert "Brygging, Kasse, Vakter" in comment
    assert hub.world.known["pulls"] == []


def test_another_issue_changes_nothing(hub: NewHub) -> None:
    """GitHub is asked for nothing."""
    suggested(hub, "Hei!")
    assert hub.world.known["calls"] == []


def checked(hub: NewHub) -> Path:
    """Change an answer in a pull request, and run what tells of it; return the job's folder."""
    world = hub.world
    (path,) = [
        x for x in texts(new_hub(language=hub.language))
        if x.startswith("content/questions/") and x.endswith((
            "en-endring.yaml", "ei-endring.yaml", "a-change.yaml",
        ))
    ]  # fmt: skip
    tree = world.job()
    world.git("switch", "--quiet", "--create", BRANCH, at=tree)
    file = tree / path
    file.write_text(file.read_text("utf-8").replace("answer: |\n", "answer: |\n  Helt nytt.\n\n"))
    world.git("commit", "--quiet", "--all", "--message", "Endring", at=tree)
    world.git("switch", "--quiet", "main", at=tree)
    world.git("merge", "--quiet", "--no-ff", "--message", "Merge", BRANCH, at=tree)
    hub.run("check", "Tell what readers will notice", tree)
    return tree


def commented(hub: NewHub, report: Path, preview: Path) -> str:
    """Run the workflow that comments, and return the comment."""
    world = hub.world
    pull = {"number": 7, "head": BRANCH, "state": "open", "headRefOid": SHA}
    world.change(pulls=[pull], artifacts={RUN: {"change": str(report), "preview": str(preview)}})
    desk = report.parent / "tom"
    desk.mkdir(exist_ok=True)
    given = {"RUN": RUN, "SHA": SHA, "BRANCH": BRANCH, "REPO_URL": URL}
    hub.run("change-comment", "Write the comment", desk, **given)
    (comment,) = world.known["comments"]
    assert comment["issue"] == 7
    return str(comment["body"])


def test_a_pull_request_gets_one_comment(hub: NewHub) -> None:
    """What the change does to readers, and the way to a preview; later it is updated."""
    words = LANGUAGES[hub.language].proposals
    tree = checked(hub)
    hub.run("check", "Make the preview", tree)
    assert (tree / "preview/change.html").is_file()
    (index,) = (tree / "preview").glob("*/index.html")
    assert 'href="barista/index.html"' in index.read_text("utf-8")
    body = commented(hub, tree / "change", tree / "preview")
    assert body.startswith(f"<!-- for-readers -->\n{words.told}\n\n``````````\nBarista: 1 ")
    assert f"[{words.preview}]({URL}/actions/runs/{RUN}/artifacts/" in body
    (tree / "change/report.txt").write_text("")
    again = commented(hub, tree / "change", tree / "preview")
    assert f"\n{words.unnoticed}\n" in again


def test_a_hostile_report_stays_inside_the_code(tmp_path: Path) -> None:
    """However long it is, and whatever is in it."""
    hub = NewHub(tmp_path, "nb")
    report = tmp_path / "change"
    report.mkdir()
    text = "``````````\n@alle [x](y)\n" + "æ" * 5_000_000
    (report / "report.txt").write_text(text, "utf-8")
    body = commented(hub, report, report)
    fence = "\n``````````\n"
    assert body.count(fence) == 2
    assert "@alle" in body.partition(fence)[2].partition(fence)[0]
    assert len(body) < 65_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_gitlab_shows_the_change(language: str) -> None:
    """Under a name that GitLab takes, which has letters from a to z and spaces only."""
    check: Any = yaml.safe_load(texts(new_hub(language=language))[".gitlab-ci.yml"])["check"]
    name = check["artifacts"]["expose_as"]
    assert name.replace(" ", "").isascii()
    assert name.replace(" ", "").isalpha()
    assert "change/change.html" in check["artifacts"]["paths"]
    subprocess.run(["bash", "-n"], input="\n".join(check["script"]).encode(), check=True)
