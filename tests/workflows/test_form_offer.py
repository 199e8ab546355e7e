"""form-offer: what was saved in the branch of the form becomes one pull request."""

import pytest

from generator.hub.confirmation import fingerprint
from generator.hub.questions import Question
from generator.sources.edit import parse
from tests.workflows.world import RUN, World

_SAVED = {"content/questions/hva.yaml": "id: hva\nquestion: Hva?\nroles: all\nanswer: Nytt svar.\n"}


def offered(world: World, before: str = "0" * 40) -> str:
    """Run both jobs after a push; return what is logged."""
    tree = world.job()
    world.git("switch", "--quiet", "--detach", "origin/skjema", at=tree)
    log = world.run("form-bind", tree, BEFORE=before)
    world.change(artifacts={RUN: {"bound": str(tree / ".rollehub/bound")}})
    return log + world.run("form-offer", world.job())


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


PATH = "content/questions/hva.yaml"


def saved(*lines: str) -> dict[str, str]:
    """Return the file of a question as the form writes it."""
    return {
        PATH: "".join(f"{line}\n" for line in ("id: hva", "question: Hva?", "roles: all", *lines))
    }


def in_branch(world: World) -> Question:
    """Return the question as it is in the branch of the form."""
    document = parse(world.git("show", f"skjema:{PATH}") + "\n")
    assert document is not None
    return Question.model_validate(document.data)


def mark_of(*lines: str) -> str:
    """Return the fingerprint of a question."""
    document = parse(saved(*lines)[PATH])
    assert document is not None
    return fingerprint(Question.model_validate(document.data))


@pytest.mark.parametrize("mark", [[], ["reviewed_text: kdfg-tzbc-mnrs"]])
def test_a_day_that_was_set_in_the_form_confirms_the_text(world: World, mark: list[str]) -> None:
    """Whether the answer was confirmed before or not; the commit is in the pull request."""
    world.commit(saved("answer: Svar.", *(["reviewed: 2026-01-02", *mark] if mark else [])))
    world.git("branch", "skjema", "main")
    world.commit(saved("answer: Svar.", "reviewed: 2026-11-02", *mark), branch="skjema")
    offered(world)
    assert in_branch(world).reviewed_text == mark_of("answer: Svar.")
    (request,) = world.known["pulls"]
    assert request["head"] == "skjema"
    changed = world.git("diff", "--name-only", "main", "skjema")
    assert changed == PATH


def test_a_text_that_is_changed_later_is_not_confirmed_with_it(world: World) -> None:
    """Only the push that sets the day confirms; the mark stays that of the text then."""
    world.git("branch", "skjema", "main")
    world.commit(saved("answer: Svar.", "reviewed: 2026-11-02"), branch="skjema")
    offered(world)
    mark = in_branch(world).reviewed_text
    before = world.git("rev-parse", "skjema")
    lines = ("answer: Et annet svar.", "reviewed: 2026-11-02", f"reviewed_text: {mark}")
    world.commit(saved(*lines), branch="skjema")
    offered(world, before)
    assert in_branch(world).reviewed_text == mark == mark_of("answer: Svar.")


def test_a_hub_with_mistakes_is_offered_all_the_same(world: World) -> None:
    """The check of the pull request says what is wrong."""
    world.git("branch", "skjema", "main")
    world.commit(saved("answer: [", "reviewed: 2026-11-02"), branch="skjema")
    assert "Nothing is bound." in offered(world)
    assert len(world.known["pulls"]) == 1
