"""links-offer-moves, which opens a pull request, and the step that publishes the site."""

import re
from typing import Any

import yaml

from tests.workflows.check_output import LATE, leave, seen
from tests.workflows.world import WORKFLOWS, World, hub_of

_MOVED = seen(LATE, permanent="https://a.no/ny", times=3)
_BRANCH = "flyttede-lenker"


def offer(world: World, code: int = 0, **records: Any) -> str:
    """Find the moves of a history, and offer them, in one job; return what is logged."""
    tree = leave(world.job(), **records)
    log = world.run("links-find-moves", tree)
    return log + world.run("links-offer-moves", tree, code=code)


def test_moves_are_offered_as_one_commit_on_main(world: World) -> None:
    """They are offered once; without a change, branch and pull request are left alone."""
    of_another = {"head": _BRANCH, "state": "open", "isCrossRepository": True, "number": 5}
    ours_before = {**of_another, "state": "closed", "isCrossRepository": False, "number": 6}
    # If workflows may not open pull requests, the step fails, and the next night tries again.
    world.change(pulls=[of_another, ours_before], broken=["pr create"])
    offer(world, code=1, a=_MOVED)
    offered = world.git("rev-parse", _BRANCH)
    assert world.git("rev-parse", f"{_BRANCH}^") == world.git("rev-parse", "main")
    assert world.git("diff", "--unified=0", "main", _BRANCH).splitlines()[-2:] == [
        "-    url: https://a.no/", "+    url: https://a.no/ny",
    ]  # fmt: skip

    world.change(broken=[])
    offer(world, a=_MOVED)
    assert world.git("rev-parse", _BRANCH) == offered
    *_, request = world.known["pulls"]
    assert (request["head"], request["base"], request["state"]) == (_BRANCH, "main", "open")
    assert "Approve workflows to run" in request["body"]

    on_main = world.commit({"roles.yaml": "roles:\n  - id: lis\n    name: Lege\n"})
    offer(world, a=_MOVED)
    assert world.git("rev-parse", f"{_BRANCH}^") == on_main
    assert world.known["pulls"] == [of_another, ours_before, request]


def test_moves_to_another_host_are_named_first(world: World) -> None:
    """With old and new address, in the request and in the log, where no line is a command."""
    world.commit(hub_of("https://a.no/", "https://b.no/"))
    log = offer(world, a=_MOVED, b=seen(LATE, permanent="https://c.example/%0A::error::x", times=3))
    *_, request = world.known["pulls"]
    lines = [line for line in request["body"].splitlines() if "→" in line]
    assert "https://b.no/ → https://c.example/" in lines[0]
    assert "    https://a.no/ → https://a.no/ny" in lines[1:]
    assert all(line.startswith("    ") for line in lines)
    token = re.match(r"::stop-commands::(.+)\n", log)
    assert token
    shown = log.split(f"\n::{token[1]}::\n")[0]
    assert all(line in shown for line in lines)


def test_moves_are_not_offered_on_a_main_that_has_changed(world: World) -> None:
    """What an editor wrote in the meantime is never taken back; the next night offers them."""
    tree = leave(world.job(), a=_MOVED)
    world.run("links-find-moves", tree)
    world.commit({"roles.yaml": "roles:\n  - id: lis\n    name: Lege\n"})
    world.git("fetch", "--quiet", "origin", at=tree)
    assert "main has changed" in world.run("links-offer-moves", tree)
    assert world.known["calls"] == []


def test_without_moves_an_open_branch_is_left_alone(world: World) -> None:
    """Nothing is pushed, and GitHub is not asked at all."""
    world.commit({"links.yaml": "links: []\n"}, branch=_BRANCH)
    before = world.git("rev-parse", _BRANCH)
    offer(world, a=seen(LATE))
    assert world.git("rev-parse", _BRANCH) == before
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
