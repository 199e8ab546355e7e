"""The shell of the nightly link check, for real: bash, git, rollehub and a server on loopback.

Only GitHub is a stand-in (`gh_stub`). A job begins, as on GitHub, with a fresh clone.
"""

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.linkcheck.memory.history import History, Record, Sighting
from generator.linkcheck.memory.history_file import read_history, write_history
from generator.linkcheck.reports.issue import MOST_CHARACTERS
from generator.linkcheck.results import Result, Verdict, read_results, write_results

SCRIPTS = Path(__file__).parents[2] / ".github/scripts"
WORKFLOWS = SCRIPTS.with_name("workflows")
VENV = Path(sys.executable).parent.parent
RUN = "4711"
EARLY, LATE = "2026-11-20T02:30:00+00:00", "2026-11-21T02:30:00+00:00"
GIT = ("git", "-c", "user.name=Kari", "-c", "user.email=kari@example.no")

_LINK = """\
  - id: {id}
    title: Lenke {id}
    url: {url}
    url_status: from-source
    publisher: Prøve
    kind: page
    language: nb
    topic: ansvar
    roles: [lis]
    note: null
"""


def _hub(*urls: str) -> dict[str, str]:
    links = [_LINK.format(id=f"nr{number}", url=url) for number, url in enumerate(urls, 1)]
    named = ", ".join(f"nr{number}" for number, _ in enumerate(urls, 1))
    return {
        "roles.yaml": "roles:\n  - id: lis\n    name: LIS\n",
        "content/topics.yaml": "topics:\n  - id: ansvar\n    title: Ansvar\n    questions: [hva]\n",
        "content/glossary.yaml": "terms:\n  - id: lis\n    term: LIS\n",
        "content/questions/hva.yaml": (
            f"id: hva\nquestion: Hva?\nroles: all\nanswer: Svar.\nlinks: [{named}]\n"
        ),
        "links.yaml": "links:\n" + "".join(links),
        ".gitignore": ".rollehub/\n.venv\n",
    }


class World:
    """A repository at `origin`, what GitHub knows of it, and the jobs that work on it.

    What works on results alone, such as `links-issue`, needs no repository, only a desk.
    """

    def __init__(self, folder: Path) -> None:
        self.origin = folder / "origin.git"
        self._folder = folder
        self._state = folder / "github.json"
        self._environment = {
            "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(folder),
            "LC_ALL": "C.UTF-8",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GH_STATE": str(self._state),
            "GH_TOKEN": "secret",
            "GITHUB_RUN_ID": RUN,
            "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
            "ROLLEHUB_REPO_URL": "https://github.com/o/r",
        }
        gh = folder / "bin/gh"
        gh.parent.mkdir()
        stub = Path(__file__).with_name("gh_stub.py")
        gh.write_text(f'#!/bin/sh\nexec "{sys.executable}" -IS "{stub}" "$@"\n', "utf-8")
        gh.chmod(0o755)
        self.change(
            labels=[], issues=[], pulls=[], dispatched=[], artifacts={RUN: {}}, broken=[], calls=[]
        )

    @property
    def known(self) -> dict[str, Any]:
        """What GitHub knows."""
        return json.loads(self._state.read_text("utf-8"))

    def change(self, **more: Any) -> None:
        """Let GitHub know something else."""
        known = self.known if self._state.exists() else {}
        self._state.write_text(json.dumps({**known, **more}), "utf-8")

    def git(self, *arguments: str | Path, at: Path | None = None) -> str:
        """Return what git says, at origin or elsewhere."""
        return subprocess.run(
            [*GIT, *arguments],
            cwd=at or self.origin,
            env=self._environment,
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()

    def commit(self, files: Mapping[str, str], branch: str = "main") -> str:
        """Push a commit as a human would; return it."""
        if not self.origin.exists():
            options = ("--quiet", "--bare", "--initial-branch=main")
            self.git("init", *options, self.origin, at=self._folder)
        tree = self.job()
        if self.git("ls-remote", "origin", branch, at=tree):
            self.git("switch", "--quiet", branch, at=tree)
        else:
            self.git("switch", "--quiet", "--orphan", branch, at=tree)
        for name, text in files.items():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            (tree / name).write_text(text, "utf-8")
        self.git("add", "--all", at=tree)
        self.git("commit", "--quiet", "--message", "By hand", at=tree)
        self.git("push", "--quiet", "origin", branch, at=tree)
        return self.git("rev-parse", "HEAD", at=tree)

    def job(self) -> Path:
        """Return the clone in which a job begins."""
        tree = self._folder / f"job{sum(1 for _ in self._folder.glob('job*'))}"
        self.git("clone", "--quiet", self.origin, tree, at=self._folder)
        return _installed(tree)

    def desk(self) -> Path:
        """Return a folder that is no clone."""
        tree = self._folder / "desk"
        (tree / ".rollehub").mkdir(parents=True)
        return _installed(tree)

    @property
    def summary(self) -> str:
        """What stands on the page of the run."""
        return (self._folder / "summary.md").read_text("utf-8")

    def run(
        self, script: str, tree: Path, *arguments: str, code: int | None = 0, **more: str
    ) -> str:
        """Run a script of a job; return what it prints. A `code` of None is any but 0."""
        ran = subprocess.run(
            ["bash", SCRIPTS / script, *arguments],
            cwd=tree,
            env=self._environment | more,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=60,
        )
        assert ran.returncode == code if code is not None else ran.returncode, ran.stdout
        return ran.stdout

    def upload(self, shard: int, tree: Path) -> None:
        """Keep what a shard found for the job that joins them."""
        kept = self.known["artifacts"]
        kept[RUN][f"shard-{shard}"] = str(tree / ".rollehub")
        self.change(artifacts=kept)

    def forget_artifacts(self) -> None:
        """Begin another run."""
        self.change(artifacts={RUN: {}})

    def remembered(self, name: str = "link-history.json") -> Any:
        """Return a file of the branch."""
        return json.loads(self.git("show", f"link-status:{name}"))

    @property
    def issue(self) -> dict[str, Any]:
        """The only issue there is."""
        (issue,) = self.known["issues"]
        return issue


def _installed(tree: Path) -> Path:
    (tree / ".venv").symlink_to(VENV)
    return tree


@pytest.fixture
def github(tmp_path: Path) -> World:
    """GitHub alone, without a repository."""
    return World(tmp_path)


@pytest.fixture
def world(tmp_path: Path) -> World:
    """An origin with a hub of one link."""
    world = World(tmp_path)
    world.commit(_hub("https://a.no/"))
    return world


@dataclass
class Site:
    """Two hosts that answer alike, each asked by another shard."""

    hosts: tuple[str, ...]
    answers: dict[str, tuple[int, str]]
    """Path -> status and title; what is not here is a good page."""


@pytest.fixture
def site() -> Iterator[Site]:
    """Serve on loopback."""
    answers: dict[str, tuple[int, str]] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, title = answers.get(self.path, (200, "Læringsmål"))
            text = f"<title>{title}</title><h1>{title}</h1><p>{'Et svar. ' * 50}</p>"
            body = f"<!doctype html><html lang=nb><meta charset=utf-8>{text}".encode()
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_HEAD = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    with ExitStack() as stack:
        hosts = []
        for address in ("127.0.0.4", "127.0.0.1"):  # in shard 2 of 2, and in shard 1
            server = stack.enter_context(ThreadingHTTPServer((address, 0), Handler))
            threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
            stack.callback(server.shutdown)
            hosts.append(f"http://{address}:{server.server_port}")
        yield Site(tuple(reversed(hosts)), answers)


def _result(url: str, verdict: Verdict = Verdict.OK, **more: Any) -> Result:
    return replace(Result(url=url, verdict=verdict, confirmed=False, reason="Sett."), **more)


FINE = _result("https://a.no/")
FIRST_NIGHT = _result("https://a.no/", Verdict.DEAD, since="2026-11-21", nights=1)
DEAD = replace(FIRST_NIGHT, confirmed=True, look=True, nights=2)


def _seen(at: str, status: int = 200, **more: Any) -> Record:
    return Record(recent=(Sighting(at=at, until=at, status=status, **more),))


def _leave(tree: Path, *results: Result, finished: str | None = LATE, **records: Record) -> Path:
    """Write what a check leaves, with the records of hosts by their first letter."""
    folder = tree / ".rollehub"
    folder.mkdir(exist_ok=True)
    write_results(folder / "link-results.json", results, finished)
    write_history(folder / "link-history.json", _history(**records))
    return tree


def _history(**records: Record) -> History:
    return {f"https://{letter}.no/": record for letter, record in records.items()}


# --- Memory


_QUICKLY = (
    "--min-gap", "0", "--delay", "0", "--no-robots", "--timeout", "5",
    "--allow-address", "127.0.0.0/8",
)  # fmt: skip


def _night(world: World, *, lost: int | None = None) -> tuple[Path, str]:
    """Check in two shards, join and remember; return the last job, and the log of the checks."""
    world.forget_artifacts()
    trees = {shard: world.job() for shard in (1, 2) if shard != lost}

    def check(shard: int) -> str:
        world.run("links-recall", trees[shard], "link-history.json")
        return world.run("links-check", trees[shard], *_QUICKLY, SHARD=f"{shard}/2")

    with ThreadPoolExecutor() as pool:
        log = "".join(pool.map(check, trees))
    for shard, tree in trees.items():
        world.upload(shard, tree)
    tree = world.job()
    world.run("links-recall", tree, "link-history.json")
    world.run("links-join", tree, SHARDS="1 2")
    world.run("links-remember", tree)
    return tree, log


def test_three_nights_in_two_shards_one_of_which_fails(tmp_path: Path, site: Site) -> None:
    """A death needs two nights of its own shard; a night that a shard lost costs no memory."""
    world = World(tmp_path)
    here, there = (f"{host}/borte" for host in site.hosts)
    world.commit(_hub(here, there, *(f"{host}/her" for host in site.hosts)))
    site.answers["/borte"] = (404, "Borte\n::error::\n::stop-commands::x")

    tree, log = _night(world)
    first = read_results(tree / ".rollehub/link-results.json")
    assert {x.url for x in first.results if x.verdict is Verdict.DEAD} == {here, there}
    assert len(first.results) == 4
    assert first.finished
    assert not any(result.confirmed for result in first.results)
    assert len(world.remembered()["addresses"]) == 4
    assert world.git("rev-list", "--count", "link-status") == "1"

    tree, _ = _night(world, lost=2)
    second = read_results(tree / ".rollehub/link-results.json")
    assert {x.url for x in second.results if x.confirmed} == {here}
    assert len(second.results) == 2
    assert second.finished is None
    assert len(world.remembered()["addresses"]) == 4

    tree, log = _night(world)
    third = read_results(tree / ".rollehub/link-results.json")
    assert {x.url: x.nights for x in third.results if x.confirmed} == {here: 3, there: 2}
    assert third.finished
    assert world.git("rev-list", "--count", "link-status") == "3"
    assert world.remembered("link-results.json")["finished"] == third.finished
    # What a server says stands where GitHub takes no commands.
    token = re.match(r"::stop-commands::(.+)\n", log)
    assert token
    assert f"\n::{token[1]}::\n" in log

    world.run("links-issue", tree)
    assert here in world.issue["body"]
    assert there in world.issue["body"]


def test_a_check_that_fails_for_another_reason_than_dead_links_fails(world: World) -> None:
    """Such as wrong usage; and commands are taken again afterwards."""
    log = world.run("links-check", world.job(), SHARD="3/2", code=2)
    token = re.match(r"::stop-commands::(.+)\n", log)
    assert token
    assert log.endswith(f"::{token[1]}::\n")


def test_recalling_what_was_never_remembered(world: World) -> None:
    """The first night begins with nothing, and so does a branch that lacks a file."""
    tree = world.job()
    assert "Nothing is remembered" in world.run("links-recall", tree, "link-history.json")
    world.commit({"link-results.json": "{}"}, branch="link-status")
    tree = world.job()
    world.run("links-recall", tree, "link-history.json", "link-results.json")
    assert [path.name for path in (tree / ".rollehub").iterdir()] == ["link-results.json"]


def test_the_branch_grows_by_one_commit_and_only_where_something_changed(world: World) -> None:
    """It begins without a parent, holds two files, and is left alone the second time."""
    tree = _leave(world.job(), FINE, a=_seen(LATE))
    world.run("links-remember", tree)
    first = world.git("rev-parse", "link-status")
    assert world.git("rev-list", "--parents", "link-status") == first
    assert world.git("ls-tree", "-r", "--name-only", "link-status").split() == [
        "link-history.json", "link-results.json",
    ]  # fmt: skip
    world.run("links-remember", tree)
    world.run("links-remember", _leave(world.job(), FINE, a=_seen(LATE)))
    assert world.git("rev-parse", "link-status") == first
    world.run("links-remember", _leave(world.job(), DEAD, a=_seen(LATE)))
    assert world.git("rev-parse", "link-status^") == first


def test_who_comes_second_keeps_what_the_first_saw(world: World) -> None:
    """A push in between is no loss: of each address, the newest record counts."""
    world.run("links-remember", _leave(world.job(), FINE, e=_seen(EARLY)))
    slow, quick = world.job(), world.job()
    _leave(slow, FINE, a=_seen(EARLY), b=_seen(LATE), c=_seen(EARLY))
    _leave(quick, DEAD, a=_seen(LATE, 404), b=_seen(EARLY, 404), d=_seen(EARLY))
    world.run("links-remember", quick)
    before = world.git("rev-parse", "link-status")
    world.run("links-remember", slow)
    assert world.git("rev-parse", "link-status^") == before
    found, message = read_history(slow / ".rollehub/link-history.json")
    assert message is None
    assert found == _history(a=_seen(LATE, 404), b=_seen(LATE), c=_seen(EARLY), d=_seen(EARLY))
    text = (slow / ".rollehub/link-history.json").read_text("utf-8")
    assert world.remembered() == json.loads(text)


def test_a_push_that_is_refused_twice_is_a_failure(world: World) -> None:
    """And the branch stands as it was."""
    world.run("links-remember", _leave(world.job(), FINE, a=_seen(EARLY)))
    before = world.git("rev-parse", "link-status")
    hook = world.origin / "hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    world.run("links-remember", _leave(world.job(), DEAD, a=_seen(LATE)), code=1)
    assert world.git("rev-parse", "link-status") == before


def test_without_results_nothing_is_remembered_or_deleted(world: World) -> None:
    """A step that came to nothing leaves the branch alone."""
    world.run("links-remember", _leave(world.job(), FINE, a=_seen(EARLY)))
    before = world.git("rev-parse", "link-status")
    world.run("links-remember", world.job(), code=None)
    world.run("links-join", world.job(), SHARDS="1 2", code=1)
    assert world.git("rev-parse", "link-status") == before


def test_the_links_of_a_lost_shard_keep_their_history(world: World) -> None:
    """Also where the shards that are left have lost theirs."""
    world.run("links-remember", _leave(world.job(), a=_seen(EARLY), b=_seen(EARLY)))
    shard = _leave(world.job(), FINE)
    (shard / ".rollehub/link-history.json").unlink()
    world.upload(1, shard)
    tree = world.job()
    world.run("links-recall", tree, "link-history.json")
    log = world.run("links-join", tree, SHARDS="1 2")
    assert "shard-2/link-results.json mangler" in log
    run = read_results(tree / ".rollehub/link-results.json")
    assert run == replace(run, finished=None, results=(FINE,))
    world.run("links-remember", tree)
    assert set(world.remembered()["addresses"]) == {"https://a.no/", "https://b.no/"}


def test_a_damaged_history_is_told_of_and_kept(world: World) -> None:
    """The night counts as unfinished, and the commit says where the damaged bytes are."""
    old = world.commit(
        {"link-history.json": '{"format": 1, "addr', "link-results.json": "{}"}, "link-status"
    )
    shard = _leave(world.job(), FINE, a=_seen(LATE))
    world.upload(1, shard)
    tree = world.job()
    world.run("links-recall", tree, "link-history.json")
    world.run("links-join", tree, SHARDS="1")
    assert read_results(tree / ".rollehub/link-results.json").finished is None
    log = world.run("links-remember", tree)
    assert re.search(rf"^::warning .*{old}", log, re.MULTILINE)
    assert old in world.git("log", "-1", "--format=%b", "link-status")
    assert world.git("show", f"{old}:link-history.json") == '{"format": 1, "addr'
    assert set(world.remembered()["addresses"]) == {"https://a.no/"}


def test_the_history_of_a_newer_program_stays_as_it_is(world: World) -> None:
    """Nothing is lost by going back to an older version, and no issue is closed meanwhile."""
    newer = '{"format": 99, "what": "ever"}'
    world.commit({"link-history.json": newer, "link-results.json": "{}"}, "link-status")
    tree = world.job()
    world.run("links-recall", tree, "link-history.json")
    shard = _leave(world.job())
    write_results(shard / ".rollehub/link-results.json", [FINE], LATE)
    (shard / ".rollehub/link-history.json").write_text(newer, "utf-8")
    world.upload(1, shard)
    world.run("links-join", tree, SHARDS="1")
    assert read_results(tree / ".rollehub/link-results.json").finished is None
    world.run("links-remember", tree)
    assert world.git("show", "link-status:link-history.json") == newer


# --- The issue


def _issue(number: int, state: str, **more: Any) -> dict[str, Any]:
    body = f"Sak {number}"
    return {"number": number, "state": state, "labels": ["lenkesjekk"], "body": body, **more}


def test_nobody_is_called_while_nothing_is_confirmed(github: World) -> None:
    """Neither an issue nor a label is made; the run's summary tells what was seen."""
    github.run(
        "links-issue", _leave(github.desk(), FINE, replace(FIRST_NIGHT, url="https://b.no/"))
    )
    assert github.known["issues"] == github.known["labels"] == []
    assert "<!-- rollehub-links -->" in github.summary


def test_an_issue_that_is_closed_stays_as_it_was(github: World) -> None:
    """Nobody is told again every night that all is well."""
    github.change(labels=["lenkesjekk"], issues=[_issue(7, "closed")])
    github.run("links-issue", _leave(github.desk(), FINE))
    assert github.issue == _issue(7, "closed")


def test_one_issue_is_opened_updated_closed_and_reopened(github: World) -> None:
    """The same one all its life; a run that was cut off neither closes nor changes it."""
    tree = github.desk()
    github.run("links-issue", _leave(tree, DEAD))
    opened = github.issue
    assert (opened["state"], opened["labels"]) == ("open", ["lenkesjekk"])
    assert "<https://a.no/>" in opened["body"]

    github.run("links-issue", _leave(tree, replace(DEAD, nights=3)))
    assert github.issue == {**opened, "body": opened["body"].replace("2 netter", "3 netter")}
    assert github.issue != opened
    kept = github.issue

    log = github.run("links-issue", _leave(tree, FINE, finished=None))
    assert "::warning" in log
    assert github.issue == kept

    github.run("links-issue", _leave(tree, replace(FINE, recovered=True)))
    assert github.issue["state"] == "closed"
    assert "Friske igjen" in github.issue["body"]

    github.run("links-issue", _leave(tree, DEAD, finished=None))
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
    """The oldest open one, else the oldest; never a pull request or another label's."""
    others = [_issue(1, "open", pull_request={}), _issue(9, "open", labels=["annet"])]
    ours = [_issue(number, state) for number, state in enumerate(states, 2)]
    github.change(labels=["annet", "lenkesjekk"], issues=[*others, *ours])
    github.run("links-issue", _leave(github.desk(), DEAD))
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
    """Whatever stands in addresses and reasons, the issue gets the report and nothing else."""
    tree = github.desk()
    results = [
        replace(DEAD, url=f"https://a.no/{text}", reason=text, questions=(text,), changed=True)
        for text in EVIL
    ]
    log = github.run("links-issue", _leave(tree, *results))
    assert sorted(path.name for path in tree.iterdir() if path.name.startswith("ran")) == []
    assert "::" not in log
    assert github.issue["title"] == "Lenker som må ses på"
    assert github.issue["body"] == (tree / ".rollehub/issue.md").read_text("utf-8")
    assert github.issue["body"] == github.summary
    assert all(text.strip()[:5] in github.issue["body"] for text in EVIL[:3])


def test_a_report_that_is_too_long_is_cut_and_says_so(github: World) -> None:
    """GitHub takes no more than 65,536 characters."""
    many = [replace(DEAD, url=f"https://a.no/{number}/{'æ' * 90}") for number in range(2000)]
    github.run("links-issue", _leave(github.desk(), *many))
    body = github.issue["body"]
    assert MOST_CHARACTERS - 1000 < len(body) <= MOST_CHARACTERS
    assert re.search(r"og \d+ til, som ikke får plass", body)


@pytest.mark.parametrize(
    ("broken", "state"),
    [
        ("api", None),
        ("issue reopen", "closed"),
    ],
)
def test_a_step_fails_when_github_does(github: World, broken: str, state: str | None) -> None:
    """So that somebody sees it, and no second issue is opened because a first was not found."""
    there = [_issue(7, state)] if state else []
    github.change(broken=[broken], labels=["lenkesjekk"] if there else [], issues=there)
    github.run("links-issue", _leave(github.desk(), DEAD), code=1)
    assert len(github.known["issues"]) == len(there)


def test_without_results_no_issue_is_touched(github: World) -> None:
    """A missing result file is a fault, not good news."""
    github.change(labels=["lenkesjekk"], issues=[_issue(7, "open")])
    github.run("links-issue", github.desk(), code=2)
    assert github.issue == _issue(7, "open")


# --- Moves

_MOVED = _seen(LATE, permanent="https://a.no/ny", times=3)
_BRANCH = "flyttede-lenker"


def test_moves_are_offered_as_one_commit_on_main(world: World) -> None:
    """Once: where nothing has changed, branch and request are left alone."""
    of_another = {"head": _BRANCH, "state": "open", "isCrossRepository": True, "number": 5}
    ours_before = {**of_another, "state": "closed", "isCrossRepository": False, "number": 6}
    # Where the repository lets no workflow open requests, the step fails, and the next night tries.
    world.change(pulls=[of_another, ours_before], broken=["pr create"])
    world.run("links-offer-moves", _leave(world.job(), a=_MOVED), code=1)
    offered = world.git("rev-parse", _BRANCH)
    assert world.git("rev-parse", f"{_BRANCH}^") == world.git("rev-parse", "main")
    assert world.git("diff", "--unified=0", "main", _BRANCH).splitlines()[-2:] == [
        "-    url: https://a.no/", "+    url: https://a.no/ny",
    ]  # fmt: skip

    world.change(broken=[])
    world.run("links-offer-moves", _leave(world.job(), a=_MOVED))
    assert world.git("rev-parse", _BRANCH) == offered
    *_, request = world.known["pulls"]
    assert (request["head"], request["base"], request["state"]) == (_BRANCH, "main", "open")
    assert "Approve workflows to run" in request["body"]

    on_main = world.commit({"roles.yaml": "roles:\n  - id: lis\n    name: Lege\n"})
    world.run("links-offer-moves", _leave(world.job(), a=_MOVED))
    assert world.git("rev-parse", f"{_BRANCH}^") == on_main
    assert world.known["pulls"] == [of_another, ours_before, request]


def test_without_moves_an_open_branch_is_left_alone(world: World) -> None:
    """Nothing is pushed, and GitHub is not even asked."""
    world.commit({"links.yaml": "links: []\n"}, branch=_BRANCH)
    before = world.git("rev-parse", _BRANCH)
    world.run("links-offer-moves", _leave(world.job(), a=_seen(LATE)))
    assert world.git("rev-parse", _BRANCH) == before
    assert world.known["calls"] == []


# --- The site


def test_the_site_is_published_with_the_new_status(world: World) -> None:
    """By hand, so to say: what a workflow pushes starts no other workflow."""
    workflow: Any = yaml.safe_load((WORKFLOWS / "links.yml").read_text("utf-8"))
    (line,) = (
        step["run"]
        for step in workflow["jobs"]["report"]["steps"]
        if step.get("run", "").startswith("gh ")
    )
    step = world.job() / "step"
    step.write_text(line, "utf-8")
    world.run(str(step), step.parent)
    (name,) = world.known["dispatched"]
    started: Any = yaml.safe_load((WORKFLOWS / name).read_text("utf-8"))
    assert "workflow_dispatch" in started[True]  # YAML 1.1 reads the key `on` so
