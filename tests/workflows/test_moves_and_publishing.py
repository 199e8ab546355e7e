"""The pull request with moved links, here and in a new hub, and the publishing of the site."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.editing.new_hubs import new_hub, texts
from tests.workflows.check_output import LATE, leave, seen
from tests.workflows.world import WORKFLOWS, World, hub_of

_MOVED = seen(LATE, permanent="https://a.no/ny", times=3)


@dataclass(frozen=True, slots=True)
class Nightly:
    """The part of a nightly check that offers moves."""

    branch: str
    handed_over: str
    """The folder that the first job leaves to the second."""
    find: str
    """The script or the step that finds the moves, in the first job."""
    offer: str
    """The one that offers them, in the second job."""

    @property
    def is_ours(self) -> bool:
        """Whether it is that of this repository."""
        return self.branch == "flyttede-lenker"

    def found(self, world: World, tree: Path) -> str:
        """Find the moves of a history; return what is logged."""
        (tree / self.handed_over).mkdir(exist_ok=True)
        return world.run(self._script(self.find, tree), tree)

    def offered(self, world: World, tree: Path, code: int = 0) -> str:
        """Offer in a fresh clone what was found; return what is logged."""
        job = world.job()
        shutil.copytree(tree / self.handed_over, job / self.handed_over)
        return world.run(self._script(self.offer, job), job, code=code)

    def both(self, world: World, code: int = 0, **records: Any) -> str:
        """Find the moves of a history, and offer them; return what is logged."""
        tree = leave(world.job(), **records)
        return self.found(world, tree) + self.offered(world, tree, code)

    def _script(self, name: str, tree: Path) -> str:
        if self.is_ours:
            return name
        workflow: Any = yaml.safe_load(texts(new_hub())[".github/workflows/links.yml"])
        steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
        (run,) = (step["run"] for step in steps if step.get("name") == name)
        script = tree / ".git/step"
        script.write_text(f"set -eo pipefail\n{run}", "utf-8")
        return str(script)


_NIGHTLY = {
    "here": Nightly("flyttede-lenker", ".rollehub", "links-find-moves", "links-offer-moves"),
    "new-hub": Nightly("moved-links", "report", "Find moved links", "Offer moved links"),
}


@pytest.fixture(params=_NIGHTLY)
def nightly(request: pytest.FixtureRequest) -> Nightly:
    """The scripts of this repository, and the steps of a new hub."""
    return _NIGHTLY[request.param]


def test_moves_are_offered_as_one_commit_on_main(world: World, nightly: Nightly) -> None:
    """They are offered once; without a change, branch and pull request are left alone."""
    of_another = {"head": nightly.branch, "state": "open", "isCrossRepository": True, "number": 5}
    ours_before = {**of_another, "state": "closed", "isCrossRepository": False, "number": 6}
    # If workflows may not open pull requests, the step fails, and the next night tries again.
    world.change(pulls=[of_another, ours_before], broken=["pr create"])
    nightly.both(world, code=1, a=_MOVED)
    offered = world.git("rev-parse", nightly.branch)
    assert world.git("rev-parse", f"{nightly.branch}^") == world.git("rev-parse", "main")
    assert world.git("diff", "--unified=0", "main", nightly.branch).splitlines()[-2:] == [
        "-    url: https://a.no/", "+    url: https://a.no/ny",
    ]  # fmt: skip

    world.change(broken=[])
    nightly.both(world, a=_MOVED)
    assert world.git("rev-parse", nightly.branch) == offered
    *_, request = world.known["pulls"]
    assert (request["head"], request["base"], request["state"]) == (nightly.branch, "main", "open")
    assert "Approve workflows to run" in request["body"]

    on_main = world.commit({"roles.yaml": "roles:\n  - id: lis\n    name: Lege\n"})
    nightly.both(world, a=_MOVED)
    assert world.git("rev-parse", f"{nightly.branch}^") == on_main
    assert world.known["pulls"] == [of_another, ours_before, request]


def test_moves_to_another_host_are_named_first(world: World, nightly: Nightly) -> None:
    """With old and new address, in the request and in the log, where no line is a command."""
    world.commit(hub_of("https://a.no/", "https://b.no/"))
    log = nightly.both(
        world, a=_MOVED, b=seen(LATE, permanent="https://c.example/%0A::error::x", times=3)
    )
    *_, request = world.known["pulls"]
    lines = [line for line in request["body"].splitlines() if "→" in line]
    assert "https://b.no/ → https://c.example/" in lines[0]
    assert "    https://a.no/ → https://a.no/ny" in lines[1:]
    assert all(line.startswith("    ") for line in lines)
    token = re.match(r"::stop-commands::(.+)\n", log)
    assert token
    shown = log.split(f"\n::{token[1]}::\n")[0]
    assert all(line in shown for line in lines)


def test_moves_are_not_offered_on_a_main_that_has_changed(world: World, nightly: Nightly) -> None:
    """What an editor wrote in the meantime is never taken back; the next night offers them."""
    tree = leave(world.job(), a=_MOVED)
    nightly.found(world, tree)
    world.commit({"roles.yaml": "roles:\n  - id: lis\n    name: Lege\n"})
    assert "main has changed" in nightly.offered(world, tree)
    assert world.known["calls"] == []


def test_a_symbolic_link_is_not_written_to(world: World, nightly: Nightly) -> None:
    """If links.yaml on main leads elsewhere, nothing is pushed."""
    editor = world.job()
    (editor / "links.yaml").rename(editor / "other.yaml")
    (editor / "links.yaml").symlink_to("other.yaml")
    world.git("add", "--all", at=editor)
    world.git("commit", "--quiet", "--message", "By hand", at=editor)
    world.git("push", "--quiet", "origin", "main", at=editor)
    assert "links.yaml" in nightly.both(world, code=1, a=_MOVED)
    assert world.known["calls"] == []
    assert world.git("branch", "--list", nightly.branch) == ""


def test_without_moves_an_open_branch_is_left_alone(world: World, nightly: Nightly) -> None:
    """Nothing is pushed, and GitHub is not asked at all."""
    world.commit({"links.yaml": "links: []\n"}, branch=nightly.branch)
    before = world.git("rev-parse", nightly.branch)
    nightly.both(world, a=seen(LATE))
    assert world.git("rev-parse", nightly.branch) == before
    assert world.known["calls"] == []


def test_the_site_is_published_with_the_new_status(world: World) -> None:
    """The workflow is started explicitly, as a push by a workflow starts no other one."""
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
    assert "workflow_dispatch" in started[True]  # YAML 1.1 reads the key `on` as true
