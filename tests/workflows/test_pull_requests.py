"""Pull requests: what a change does to readers, the preview, which tests run, and the comment."""

from pathlib import Path
from typing import Any

import pytest

from tests.workflows.world import RUN, World, hub_of

QUESTION = "content/questions/hva.yaml"
URL = "https://github.com/o/r"
FENCE = "`" * 10


@pytest.fixture
def hub(github: World) -> World:
    """Return the world with a hub on its main branch."""
    github.commit(hub_of("https://a.no/"))
    return github


def merged(world: World, files: dict[str, str], *, gone: str = "") -> Path:
    """Return a checkout of the merge of a pull request with these files, as GitHub makes it.

    The main branch has moved on since the branch was made.
    """
    tree = world.job()
    world.git("switch", "--quiet", "--create", "endring", at=tree)
    for name, text in files.items():
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text(text, "utf-8")
    if gone:
        (tree / gone).unlink()
    world.git("add", "--all", at=tree)
    world.git("commit", "--quiet", "--message", "Endring", at=tree)
    world.git("switch", "--quiet", "main", at=tree)
    (tree / "roles.yaml").write_text("roles:\n  - id: lis\n    name: Leger\n", "utf-8")
    world.git("commit", "--quiet", "--all", "--message", "Noe annet", at=tree)
    world.git("switch", "--quiet", "--detach", at=tree)
    world.git("merge", "--quiet", "--no-ff", "--message", "Merge", "endring", at=tree)
    return tree


def an_answer(text: str) -> dict[str, str]:
    """Return the files of a change of the answer."""
    return {QUESTION: hub_of("https://a.no/")[QUESTION].replace("Svar.", text)}


def kind_of(world: World, tree: Path) -> str:
    """Return what the script says has changed."""
    out = tree.parent / "output"
    out.write_text("")
    world.run("changed-kind", tree, GITHUB_OUTPUT=str(out))
    return out.read_text().strip()


# --- which tests are run


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (QUESTION, "content"),
        ("content/pages/om.md", "content"),
        ("content/assets/bilde på øya.png", "content"),
        ("links.yaml", "content"),
        ("content/pages/for-redaktorer.md", "code"),
        ("content/assets/handbok/svar.webp", "code"),
        ("mkdocs.yml", "code"),
        ("generator/x.py", "code"),
        ("contents/x.yaml", "code"),
        (".github/workflows/x.yml", "code"),
    ],
)
def test_what_editors_write_is_content(hub: World, path: str, kind: str) -> None:
    """The handbook documents the code, so it is no content."""
    assert kind_of(hub, merged(hub, {path: "x"})) == f"kind={kind}"


def test_content_moved_into_the_code_is_code(hub: World) -> None:
    """A file that is gone counts too, and so does one line of code among much content."""
    assert kind_of(hub, merged(hub, {"setup.py": "x"}, gone=QUESTION)) == "kind=code"


def test_a_change_that_cannot_be_seen_is_no_content(hub: World) -> None:
    """Without the parents of the merge the script fails, and says nothing."""
    tree = hub.job()
    out = tree.parent / "output"
    out.write_text("")
    hub.run("changed-kind", tree, code=None, GITHUB_OUTPUT=str(out))
    assert out.read_text() == ""


# --- the report and the preview


def test_the_report_tells_of_the_pull_request_alone(hub: World) -> None:
    """What has changed on the main branch meanwhile is no part of it."""
    tree = merged(hub, an_answer("Nytt svar."))
    said = hub.run("change-report", tree)
    assert said.startswith("Leger: 1 svar endret\n")
    assert (tree / "change/report.txt").read_text("utf-8") == said
    assert "<ins>Nytt svar</ins>" in (tree / "change/endring.html").read_text("utf-8")
    assert hub.git("status", "--short", "--untracked-files=no", at=tree) == ""


def test_a_change_of_code_has_an_empty_report(hub: World) -> None:
    """It is uploaded all the same."""
    tree = merged(hub, {"setup.py": "x"})
    assert hub.run("change-report", tree) == ""
    assert (tree / "change/report.txt").read_text() == ""


def test_sources_with_mistakes_give_a_sentence(hub: World) -> None:
    """The step does not fail: the check that follows says what is wrong, at its line."""
    said = hub.run("change-report", merged(hub, {QUESTION: "id: ["}))
    assert "utgaven «HEAD» kan ikke leses: content/questions/hva.yaml:1:" in said


def test_the_preview_opens_from_disk(hub: World) -> None:
    """It is the offline copy, with the whole change beside it."""
    tree = merged(hub, an_answer("Nytt svar."))
    hub.run("change-report", tree)
    hub.run("preview", tree)
    (index,) = (tree / "preview").glob("*/index.html")
    text = index.read_text("utf-8")
    assert 'href="lis/index.html"' in text
    assert (index.parent / "search/index.js").is_file()
    assert (tree / "preview/endring.html").is_file()


# --- the comment


def uploaded(world: World, report: bytes, *, preview: bool = True) -> None:
    """Keep a report, and perhaps a preview, as artifacts of the run."""
    folder = world.origin.parent / "opplastet"
    folder.mkdir(exist_ok=True)
    (folder / "report.txt").write_bytes(report)
    names = {"endring": str(folder)} | ({"forhandsvisning": str(folder)} if preview else {})
    world.change(artifacts={RUN: names})


def opened(*numbers: int, branch: str = "endring") -> list[dict[str, Any]]:
    """Return pull requests from branches with one name, perhaps in forks."""
    return [{"number": x, "head": branch, "state": "open", "headRefOid": f"c{x}"} for x in numbers]


def comment(world: World, number: int = 7) -> str:
    """Run the script for the commit of a pull request, and return what it prints."""
    given = {"RUN": RUN, "SHA": f"c{number}", "BRANCH": "endring", "REPO_URL": URL}
    desk = world.origin.parent / "desk"
    tree = desk if desk.exists() else world.desk()
    return world.run("change-comment", tree, **given)


def test_one_comment_is_written_and_updated(github: World) -> None:
    """It has the report and the way to the preview, and is on the pull request of the commit."""
    github.change(pulls=opened(6, 7))
    uploaded(github, b"LIS: 1 svar endret\n")
    comment(github)
    (written,) = github.known["comments"]
    assert written["issue"] == 7
    assert written["body"] == (
        "<!-- rollehub-diff -->\nDette gjør endringen for leserne:\n\n"
        f"{FENCE}\nLIS: 1 svar endret\n\n{FENCE}\n\n"
        f"[Last ned forhåndsvisningen]({URL}/actions/runs/{RUN}/artifacts/99{RUN}), pakk den ut og "
        "åpne **index.html**. Hele endringen står i **endring.html**.\n"
    )
    report = Path(github.known["artifacts"][RUN]["endring"]) / "report.txt"
    report.write_text("")
    comment(github)
    (again,) = github.known["comments"]
    assert again["id"] == written["id"]
    assert "\nLeserne merker ikke denne endringen.\n" in again["body"]


def test_comments_of_others_are_left_alone(github: World) -> None:
    """Anybody may write our mark, and our other workflows have marks of their own."""
    others = [
        {"id": 1, "issue": 7, "user": {"login": "kari"}, "body": "<!-- rollehub-diff -->"},
        {"id": 2, "issue": 7, "user": {"login": "github-actions[bot]"}, "body": "Hei"},
    ]
    github.change(pulls=opened(7), comments=others)
    uploaded(github, b"a")
    comment(github)
    assert github.known["comments"][:2] == others
    assert len(github.known["comments"]) == 3


@pytest.mark.parametrize(
    "report",
    [
        b"```\n@alle <script>\n````` \n" + FENCE.encode() + b"\n# Hei @alle\n" + b"`" * 5000,
        b"\xff\xfe\x00a\x1b[31m\x7f" + "æ".encode()[:1],
        b"x" * 59_999 + "æøå".encode() * 1000,
        b"\r" + FENCE.encode() + b"\r@alle\r",
    ],
)
def test_a_hostile_report_stays_inside_the_code(github: World, report: bytes) -> None:
    """Its author may have made the artifact by hand: fences, bytes, and a text without end."""
    github.change(pulls=opened(7))
    uploaded(github, report)
    comment(github)
    (written,) = github.known["comments"]
    body = written["body"]
    assert len(body.encode()) < 65_536
    before, inside, after = body.split(FENCE)
    assert "@alle" not in before + after
    assert not any(ord(x) < 32 and x not in "\t\n" for x in inside)
    assert after.endswith("**endring.html**.\n")
    assert ("har ikke plass" in after) == (len(report) > 60_000)


def test_nothing_is_written_without_a_report_or_a_pull_request(github: World) -> None:
    """A run that failed early has uploaded nothing; a commit may be replaced by a newer one."""
    github.change(pulls=opened(7))
    assert f"Kjøringen {RUN} har ingen rapport." in comment(github)
    uploaded(github, b"a")
    assert "Ingen åpen pull request har endringen c8." in comment(github, number=8)
    assert github.known["comments"] == []


def test_a_report_that_leads_elsewhere_is_not_read(github: World) -> None:
    """A link to another file could show what is on the machine."""
    github.change(pulls=opened(7))
    uploaded(github, b"a")
    report = Path(github.known["artifacts"][RUN]["endring"]) / "report.txt"
    secret = report.with_name("hemmelig.txt")
    secret.write_text("hemmelig")
    report.unlink()
    report.symlink_to(secret)
    assert "har ingen rapport" in comment(github)
    assert github.known["comments"] == []
