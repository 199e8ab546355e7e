"""A new hub has no mistakes, says nothing that is true only of another hub, and is complete."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from generator.check.checks import check
from generator.cli.main import main
from generator.editing.formatting import formatted
from generator.editing.new_hub import LANGUAGES, Moves
from generator.editing.tool import Tool
from generator.hub.field_types import today
from generator.hub.load import read_hub
from generator.hub.options_file import read_options
from generator.shells.reading import read_sources
from tests.editing.new_hubs import new_hub, texts, written

ROOT = Path(__file__).parents[2]
WORKFLOWS = [path for path in texts(new_hub()) if path.startswith(".github/workflows/")]
COMMENT = ".github/workflows/change-comment.yml"
"""It runs nothing but gh."""
GITLAB = ".gitlab-ci.yml"
FOREIGN = re.compile(
    r"\b(?:leg(?:e|en|er|ene)|lis|alis|spesialist\w*|helse\w*|sykehus\w*|medisin\w*|pasient\w*"
    r"|kommun\w*|supervis\w*|læringsm\w*|doctor\w*|physician\w*|patient\w*|hospital\w*|medic\w*"
    r"|health\w*|lovdata\w*|kaffe\w*|mkdocs)\b",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"https?://[^\s\"')>]+")
HOSTILE = "«A»: *b* [c](d) # {e} 'f' \"g\" \\ <i> & | `j` 12:30"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topics", ["A", "A,B", "A,B,C,D"])
def test_a_new_hub_has_no_mistakes(tmp_path: Path, language: str, topics: str) -> None:
    """Neither errors nor warnings, with one topic or many."""
    hub, origins, found = read_hub(written(tmp_path, new_hub(language=language, topics=topics)))
    assert [*found, *check(hub, origins, today())] == []
    assert [topic.name for topic in new_hub(topics=topics).topics] == [x.title for x in hub.topics]
    assert len(hub.pages) == 4
    assert len([x for x in hub.questions if x.is_published]) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_has_the_one_form(tmp_path: Path, language: str) -> None:
    """So `rollehub fmt` and the web form change only what an editor changes."""
    asked = new_hub(language=language, name=HOSTILE, roles=f"a={HOSTILE}", topics=f"a={HOSTILE}")
    assert formatted(written(tmp_path, asked)) == ([], [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_stay_as_they_are_written(tmp_path: Path, language: str) -> None:
    """Characters that mean something to YAML or Markdown are part of the name."""
    asked = new_hub(name=HOSTILE, language=language, roles=f"a={HOSTILE}", topics=f"a={HOSTILE}",
                    owner=HOSTILE)  # fmt: skip
    hub, _, found = read_hub(written(tmp_path, asked))
    assert [str(problem) for problem in found] == []
    assert [hub.roles[0].name, hub.topics[0].title] == [HOSTILE, HOSTILE]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_hub_has_nothing_of_another(language: str) -> None:
    """No word of medicine, of this hub or of the hub in the tests, and no address but one."""
    found = texts(new_hub(name="Hjelpen", language=language, roles="A", topics="B"))
    assert {x[0] for text in found.values() for x in FOREIGN.finditer(text)} == set()
    kept = [text for path, text in found.items() if "example.org" not in text or "yaml" in path]
    addresses = {x for text in kept for x in ADDRESS.findall(text) if "example.org" not in x}
    assert addresses == {"https://www.w3.org/TR/WCAG21/"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_handbook_shows_a_message_as_it_is(tmp_path: Path, language: str) -> None:
    """The words of the example are those of the check in the language of the hub."""
    files = texts(new_hub(language=language))
    (handbook,) = [text for path, text in files.items() if "/for-" in path]
    (example,) = re.findall(r"^content/.*\[unknown-role\]$", handbook, flags=re.MULTILINE)
    wrong, right = re.findall(r"[«“](\w+)[»”]", example)
    hub = written(tmp_path, new_hub(language=language, roles=f"{right}=A"))
    name = example.partition(":")[0]
    text = f"id: {Path(name).stem}\nquestion: A\nroles: [{wrong}]\nanswer: A\n"
    (hub / name).write_text(text, "utf-8")
    assert example in [str(problem) for problem in read_sources(hub).problems]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_setting_that_is_offered_is_one(tmp_path: Path, language: str) -> None:
    """Without the # before it, each line of the settings file is right."""
    offered = re.sub(r"^# (?=[a-z_]+: )", "", texts(new_hub(language=language))["rollehub.yaml"],
                     flags=re.MULTILINE)  # fmt: skip
    (tmp_path / "rollehub.yaml").write_text(offered, "utf-8")
    options, problems = read_options(tmp_path, variables={})
    assert problems == []
    assert options
    assert options.logo
    assert options.accent
    assert options.publisher
    assert options.language == language


def test_every_language_has_the_same_files() -> None:
    """The names of questions and pages differ, and nothing else."""
    kinds = {
        tag: sorted(re.sub(r"(questions|pages)/[^/.]+", r"\1/x", x) for x in texts(hub))
        for tag, hub in ((tag, new_hub(language=tag)) for tag in LANGUAGES)
    }
    assert kinds["nb"] == kinds["nn"] == kinds["en"]
    assert {"README.md", "requirements.txt", ".gitignore", GITLAB, "rollehub.yaml"} < set(
        kinds["nb"]
    )


def test_the_pages_say_who_is_behind_the_site_if_that_is_known() -> None:
    """Without an owner and a contact there is no such section."""
    about = "content/pages/om.md"
    known = texts(new_hub(owner="Kaffe_kjeden", contact="hjelp@example.org"))[about]
    assert "gis ut av Kaffe\\_kjeden." in known
    assert "[hjelp@example.org](mailto:hjelp@example.org)" in known
    assert "Hvem som står bak" not in texts(new_hub())[about]


def test_the_version_is_locked() -> None:
    """A package from a file is kept in the hub; else the version is written down."""
    assert texts(new_hub())["requirements.txt"].splitlines()[-1] == "rollehub==1.2.3"
    tool = Tool("1.2.3", "./packages/x.whl", Path(__file__))
    files = texts(new_hub(), tool)
    assert files["requirements.txt"].splitlines()[-1] == "./packages/x.whl"
    assert files[f"packages/{Path(__file__).name}"] == Path(__file__).read_text("utf-8")


def _runs(path: str) -> Iterator[str]:
    """Yield each piece of shell in a file of continuous integration."""
    made: Any = yaml.safe_load(texts(new_hub())[path])
    if path == GITLAB:
        jobs = [job for job in made.values() if isinstance(job, dict)]
        for job in jobs:
            yield from (x for key, value in job.items() if "script" in key for x in value)
    else:
        yield from (x["run"] for job in made["jobs"].values() for x in job["steps"] if "run" in x)


def _calls(shell: str) -> Iterator[list[str]]:
    """Yield the arguments of each call of `rollehub`."""
    for line in shell.replace("\\\n", " ").splitlines():
        if found := re.match(r"\s*rollehub ([^|>&]*)", line):
            yield found[1].split()


@pytest.mark.parametrize("path", [*WORKFLOWS, GITLAB])
def test_each_piece_of_shell_is_well_formed(path: str) -> None:
    """Bash reads it without running it."""
    assert [*_runs(path)]
    for shell in _runs(path):
        subprocess.run(["bash", "-n"], input=shell.encode(), check=True, capture_output=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_the_pull_request_are_only_words_to_the_shell(language: str) -> None:
    """They are pasted into the workflow between quotation marks, and come out as they are."""
    for field in fields(Moves):
        word = getattr(LANGUAGES[language].moves, field.name)
        shell = f'printf %s "{word}"'
        assert shell[10:] in texts(new_hub(language=language))[".github/workflows/links.yml"]
        ran = subprocess.run(["bash"], input=shell.encode(), check=True, capture_output=True)
        assert ran.stdout.decode() == word


@pytest.mark.parametrize("path", [*sorted({*WORKFLOWS} - {COMMENT}), GITLAB])
def test_each_command_exists_with_its_options(path: str) -> None:
    """Continuous integration calls only what the command line has."""
    calls = [call for shell in _runs(path) for call in _calls(shell)]
    assert calls
    for arguments in calls:
        command, context, rest = main, click.Context(main), arguments
        while isinstance(command, click.Group):
            name, *rest = rest
            found = command.get_command(context, name)
            assert found is not None, arguments
            command, context = found, click.Context(found)
        known = {option for parameter in command.params for option in parameter.opts}
        assert {x for x in rest if x.startswith("--")} <= known, arguments


@pytest.mark.parametrize("path", WORKFLOWS)
def test_a_workflow_is_as_safe_as_those_of_this_repository(path: str) -> None:
    """No permission but those of a job, a limit of time, and the actions that are used here."""
    text = texts(new_hub())[path]
    workflow: Any = yaml.safe_load(text)
    assert workflow["permissions"] == {}
    assert all({"permissions", "timeout-minutes"} <= set(job) for job in workflow["jobs"].values())
    ours = "".join(x.read_text("utf-8") for x in (ROOT / ".github/workflows").glob("*.yml"))
    for action in re.findall(r"uses: (\S+@\S+) # v[\d.]+", text):
        assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action)
        assert action in ours or action.startswith("actions/cache/")
    assert text.count("uses: ") == len(re.findall(r"uses: \S+@[0-9a-f]{40} # v[\d.]+", text))


@pytest.mark.parametrize("path", WORKFLOWS)
def test_a_job_that_may_write_installs_and_runs_no_packages(path: str) -> None:
    """A package could otherwise use the rights of the job."""
    workflow: Any = yaml.safe_load(texts(new_hub())[path])
    for job in workflow["jobs"].values():
        assert "github.token" not in str(job.get("env", ""))
        run = " ".join(step.get("run", "") for step in job["steps"])
        if "write" in job["permissions"].values():
            assert not re.search(r"\bpip\b|\brollehub\b", run)
        else:
            assert "github.token" not in str(job)


def test_both_services_check_publish_and_look_at_links_at_night() -> None:
    """The three tasks, on pull requests, on the main branch, and by a schedule."""
    github = {
        Path(path).stem: yaml.load(texts(new_hub())[path], yaml.BaseLoader)["on"]
        for path in WORKFLOWS
    }
    assert "pull_request" in github["check"]
    assert github["publish"]["push"] == {"branches": ["main"]}
    assert github["links"]["schedule"]
    gitlab: Any = yaml.safe_load(texts(new_hub())[GITLAB])
    assert "merge_request_event" in str(gitlab["check"]["rules"])
    assert "$CI_DEFAULT_BRANCH" in str(gitlab["pages"]["rules"])
    assert gitlab["pages"]["artifacts"]["paths"] == ["public"]
    assert '"schedule"' in str(gitlab["links"]["rules"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_readme_names_commands_and_files_that_exist(language: str) -> None:
    """Whatever it says in code is a file of the hub, a setting or a command."""
    found = texts(new_hub(language=language))
    for words in re.findall(r"`(rollehub [^`]+)`", found["README.md"]):
        name = words.split()[1]
        assert main.get_command(click.Context(main), name) is not None
    for path in re.findall(r"`([\w./-]+/[\w./-]*|[\w-]+\.(?:yaml|txt|yml))`", found["README.md"]):
        assert any(x == path or x.startswith(path.rstrip("/")) for x in found) or "venv" in path
    assert all(path in found for path in re.findall(r"\]\((content/[^)]+)\)", found["README.md"]))
