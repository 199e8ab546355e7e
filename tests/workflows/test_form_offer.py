"""form-offer: what was saved in the branch of the form becomes one pull request."""

from tests.workflows.world import World

_SAVED = {"content/questions/hva.yaml": "id: hva\nquestion: Hva?\nroles: all\nanswer: Nytt svar.\n"}


def offered(world: World) -> str:
    """Run the script after a push; return what is logged."""
    return world.run("form-offer", world.job())


def test_what_is_saved_becomes_one_pull_request(world: World) -> None:
    """The first change opens it, and later ones are in it; the next one follows its merge."""
    world.git("branch", "skjema", "main")
    world.commit(_SAVED, branch="skjema")
    offered(world)
    (request,) = world.known["pulls"]
    assert (request["head"], request["base"]) == ("skjema", "main")
    assert "Approve workflows to run" in request["body"]
    world.commit({"roles.yaml": "roles:\n  - id: lis\n    name: Lege\n"}, branch="skjema")
    assert f"Pull request {request['number']} has" in offered(world)
    assert world.known["pulls"] == [request]
    world.git("branch", "--force", "main", "skjema")
    world.change(pulls=[{**request, "state": "closed"}])
    assert "main has all" in offered(world)
    world.commit({"roles.yaml": "roles:\n  - id: lis\n    name: LIS\n"}, branch="skjema")
    offered(world)
    assert [row["state"] for row in world.known["pulls"]] == ["closed", "open"]


def test_a_branch_of_the_same_name_in_a_fork_does_not_count(world: World) -> None:
    """Its pull request has none of what was saved here."""
    world.git("branch", "skjema", "main")
    world.commit(_SAVED, branch="skjema")
    fork = {"number": 3, "head": "skjema", "state": "open", "isCrossRepository": True}
    world.change(pulls=[fork])
    offered(world)
    assert [row["isCrossRepository"] for row in world.known["pulls"]] == [True, False]
