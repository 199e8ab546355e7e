"""The scripts that keep the history on a branch: links-recall, links-join, links-remember."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from generator.linkcheck.results import read_results, write_results
from tests.workflows.check_output import DEAD, EARLY, FINE, LATE, leave, seen
from tests.workflows.world import World


def recalled(world: World) -> Path:
    """Return a job that has recalled the history."""
    tree = world.job()
    world.run("links-recall", tree, "link-history.json")
    return tree


def test_recalling_what_was_never_remembered(world: World) -> None:
    """A missing branch is an empty history, and so is a branch without the file."""
    tree = world.job()
    assert "Nothing is remembered" in world.run("links-recall", tree, "link-history.json")
    world.commit({"link-results.json": "{}"}, branch="link-status")
    tree = world.job()
    world.run("links-recall", tree, "link-history.json", "link-results.json")
    names = sorted(path.name for path in (tree / ".rollehub").iterdir())
    assert names == ["link-results.json", "recalled"]


@pytest.mark.parametrize("kind", ["link", "folder", "large"])
def test_a_branch_that_somebody_else_wrote_is_not_trusted(world: World, kind: str) -> None:
    """Only plain files of a sensible size are taken, and only those that are asked for."""
    tree = world.job()
    world.git("switch", "--quiet", "--orphan", "link-status", at=tree)
    (tree / "andre.sh").write_text("touch ran", "utf-8")
    file = tree / "link-history.json"
    if kind == "link":
        file.symlink_to("/etc/passwd")
    elif kind == "folder":
        file.mkdir()
        (file / "x").write_text("x", "utf-8")
    else:
        with file.open("wb") as opened:
            opened.truncate(65 * 1024 * 1024)
    world.git("add", "andre.sh", "link-history.json", at=tree)
    world.git("commit", "--quiet", "--message", "Hostile", at=tree)
    world.git("push", "--quiet", "origin", "link-status", at=tree)
    job = world.job()
    said = world.run("links-recall", job, "link-history.json", code=1)
    assert "::error title=Lenkesjekk::link-history.json" in said
    assert [path.name for path in (job / ".rollehub").iterdir()] == ["recalled"]


def test_the_branch_grows_by_one_commit_and_only_where_something_changed(world: World) -> None:
    """It begins without a parent, has two files, and gets no commit without a change."""
    tree = leave(recalled(world), FINE, a=seen(LATE))
    world.run("links-remember", tree)
    first = world.git("rev-parse", "link-status")
    assert world.git("rev-list", "--parents", "link-status") == first
    assert world.git("ls-tree", "-r", "--name-only", "link-status").split() == [
        "link-history.json", "link-results.json",
    ]  # fmt: skip
    world.run("links-remember", tree)
    world.run("links-remember", leave(recalled(world), FINE, a=seen(LATE)))
    assert world.git("rev-parse", "link-status") == first
    world.run("links-remember", leave(recalled(world), DEAD, a=seen(LATE)))
    assert world.git("rev-parse", "link-status^") == first


def test_who_comes_second_loses_nothing_of_the_first(world: World) -> None:
    """After a push of another run the step fails, and the branch stays as the other left it."""
    slow, quick = (recalled(world) for _ in range(2))
    leave(slow, FINE, a=seen(EARLY))
    leave(quick, DEAD, b=seen(LATE, 404))
    world.run("links-remember", quick)
    before = world.git("rev-parse", "link-status")
    world.git("fetch", "--quiet", "origin", at=slow)
    assert "En annen kjøring" in world.run("links-remember", slow, code=1)
    assert world.git("rev-parse", "link-status") == before
    # Nor where the push came after this job's clone.
    late = recalled(world)
    leave(late, FINE, a=seen(EARLY))
    leave(again := recalled(world), DEAD, b=seen(LATE, 410))
    world.run("links-remember", again)
    world.run("links-remember", late, code=1)
    assert world.git("rev-list", "--count", "link-status") == "2"


def test_a_push_that_is_refused_is_a_failure(world: World) -> None:
    """The step fails, and the branch stays as it was."""
    world.run("links-remember", leave(recalled(world), FINE, a=seen(EARLY)))
    before = world.git("rev-parse", "link-status")
    hook = world.origin / "hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    world.run("links-remember", leave(recalled(world), DEAD, a=seen(LATE)), code=1)
    assert world.git("rev-parse", "link-status") == before


def test_without_results_nothing_is_remembered_or_deleted(world: World) -> None:
    """A job without results leaves the branch alone."""
    world.run("links-remember", leave(recalled(world), FINE, a=seen(EARLY)))
    before = world.git("rev-parse", "link-status")
    world.run("links-remember", world.job(), code=None)
    world.run("links-join", world.job(), SHARDS="1 2", code=1)
    assert world.git("rev-parse", "link-status") == before


def test_the_links_of_a_lost_shard_keep_their_history(world: World) -> None:
    """This is so even if the other shards have lost theirs."""
    world.run("links-remember", leave(recalled(world), a=seen(EARLY), b=seen(EARLY)))
    shard = leave(recalled(world), FINE)
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
    """The night counts as unfinished, and the commit says where the damaged file is."""
    old = world.commit(
        {"link-history.json": '{"format": 1, "addr', "link-results.json": "{}"}, "link-status"
    )
    shard = leave(recalled(world), FINE, a=seen(LATE))
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
    """An older version changes nothing, and closes no issue."""
    newer = '{"format": 99, "what": "ever"}'
    world.commit({"link-history.json": newer, "link-results.json": "{}"}, "link-status")
    tree = world.job()
    world.run("links-recall", tree, "link-history.json")
    shard = leave(recalled(world))
    write_results(shard / ".rollehub/link-results.json", [FINE], LATE)
    (shard / ".rollehub/link-history.json").write_text(newer, "utf-8")
    world.upload(1, shard)
    world.run("links-join", tree, SHARDS="1")
    assert read_results(tree / ".rollehub/link-results.json").finished is None
    world.run("links-remember", tree)
    assert world.git("show", "link-status:link-history.json") == newer
