"""A repository, a stand-in for GitHub, and the jobs that run the scripts of the nightly check.

Bash, git and rollehub are real; only GitHub's program `gh` is replaced (see `gh_stub`).
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests import warm

SCRIPTS = Path(__file__).parents[2] / ".github/scripts"
WORKFLOWS = SCRIPTS.with_name("workflows")
RUN = "4711"
"""The id of the workflow run."""
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


def hub_of(*urls: str) -> dict[str, str]:
    """Return the files of a hub with these links."""
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

    Scripts that read only results, such as `links-issue`, need no repository; they run in a `desk`.
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
        self._rollehub = gh.with_name("rollehub")
        warm.program("rollehub", self._rollehub, self._environment)
        self.change(
            labels=[], issues=[], pulls=[], comments=[], dispatched=[], artifacts={RUN: {}},
            broken=[], calls=[],
        )  # fmt: skip

    @property
    def known(self) -> dict[str, Any]:
        """What GitHub knows."""
        return json.loads(self._state.read_text("utf-8"))

    def change(self, **more: Any) -> None:
        """Change what GitHub knows."""
        known = self.known if self._state.exists() else {}
        self._state.write_text(json.dumps({**known, **more}), "utf-8")

    def git(self, *arguments: str | Path, at: Path | None = None) -> str:
        """Run git, in `origin` or in `at`; return what it prints."""
        return subprocess.run(
            [*GIT, *arguments],
            cwd=at or self.origin,
            env=self._environment,
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()

    def commit(self, files: Mapping[str, str], branch: str = "main") -> str:
        """Push a commit with these files, as a human would; return its id."""
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
        """Return a fresh clone, in which a job begins as it does on GitHub."""
        tree = self._folder / f"job{sum(1 for _ in self._folder.glob('job*'))}"
        self.git("clone", "--quiet", self.origin, tree, at=self._folder)
        return self._installed(tree)

    def desk(self) -> Path:
        """Return a folder that is not a clone."""
        tree = self._folder / "desk"
        (tree / ".rollehub").mkdir(parents=True)
        return self._installed(tree)

    @property
    def summary(self) -> str:
        """The summary on the page of the workflow run."""
        return (self._folder / "summary.md").read_text("utf-8")

    def run(
        self, script: str, tree: Path, *arguments: str, code: int | None = 0, **more: str
    ) -> str:
        """Run a script in a job and return what it prints.

        `code` is the exit code that is expected, where None means any but 0. `more` are variables
        of the environment.
        """
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
        """Keep the results of a shard for the job that joins them."""
        kept = self.known["artifacts"]
        kept[RUN][f"shard-{shard}"] = str(tree / ".rollehub")
        self.change(artifacts=kept)

    def forget_artifacts(self) -> None:
        """Begin another workflow run, which has no artifacts yet."""
        self.change(artifacts={RUN: {}})

    def remembered(self, name: str = "link-history.json") -> Any:
        """Return a file of the branch `link-status`, read as JSON."""
        return json.loads(self.git("show", f"link-status:{name}"))

    @property
    def issue(self) -> dict[str, Any]:
        """The only issue; fail if there are more or none."""
        (issue,) = self.known["issues"]
        return issue

    def _installed(self, tree: Path) -> Path:
        """Make the virtual environment of a job, with the programs that scripts use."""
        programs = tree / ".venv/bin"
        programs.mkdir(parents=True)
        (programs / "rollehub").symlink_to(self._rollehub)
        (programs / "python").symlink_to(sys.executable)
        return tree
