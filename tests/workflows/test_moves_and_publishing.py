"""links-offer-moves, which opens a pull request, and the step that publishes the site."""

from typing import Any

import yaml

from tests.workflows.check_output import LATE, leave, seen
from tests.workflows.world import WORKFLOWS, World

_MOVED = seen(LATE, permanent="https://a.no/ny", times=3)
_BRANCH = "flyttede-lenker"


def test_moves_are_offered_as_one_commit_on_main(world: World) -> None:
    """They are offered once; without a change, branch and pull request are left alone."""
    of_another = {"head": _BRANCH, "state": "open", "isCrossRepository": True, "number": 5}
    ours_before = {**of_another, "state": "closed", "isCrossRepository": False, "number": 6}
    # If workflows may not open pull requests, the step fails, and the next night tries again.
    world.change(pulls=[of_another, ours_before], broken=["pr create"])
    world.run("links-offer-moves", leave(world.job(), a=_MOVED), code=1)
    offered = world.git("rev-parse", _BRANCH)
    assert world.git("rev-parse", f"{_BRANCH}^") == world.git("rev-parse", "main")
    assert world.git("diff", "--unified=0", "main", _BRANCH).splitlines()[-2:] == [
        "-    url: https://a.no/", "+    url: https://a.no/ny",
    ]  # fmt: skip

    world.change(broken=[])
    world.run("links-offer-moves", leave(world.job(), a=_MOVED))
    assert world.git("rev-parse", _BRANCH) == offered
    *_, request = world.known["pulls"]
    assert (request["head"], request["base"], request["state"]) == (_BRANCH, "main", "open")
    assert "Approve workflows to run" in request["body"]

    on_main = world.commit({"roles.yaml": "roles:\n  - id: lis\n    name: Lege\n"})
    world.run("links-offer-moves", leave(world.job(), a=_MOVED))
    assert world.git("rev-parse", f"{_BRANCH}^") == on_main
    assert world.known["pulls"] == [of_another, ours_before, request]


def test_without_moves_an_open_branch_is_left_alone(world: World) -> None:
    """Nothing is pushed, and GitHub is not asked at all."""
    world.commit({"links.yaml": "links: []\n"}, branch=_BRANCH)
    before = world.git("rev-parse", _BRANCH)
    world.run("links-offer-moves", leave(world.job(), a=seen(LATE)))
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
