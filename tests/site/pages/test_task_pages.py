"""The pages of tasks: each step with its way, whom the task is for, and where it is listed."""

from functools import cache

import pytest

from generator.hub.kinds import TASKS
from generator.hub.questions import Status
from generator.hub.tasks import Task
from tests.site.pages.rendered import page_of, pages_of
from tests.site_fixtures import Node, hub

WEEK, GOAL = "oppgaver/forste-uke-som-leder/", "oppgaver/laeringsmal-godkjent/"


@cache
def page(address: str) -> Node:
    """Return a page of the frozen hub."""
    return page_of(hub("own"), address)


def steps(address: str) -> list[Node]:
    """Return the steps on the page of a task."""
    return page(address).one("ol", **{"class": "steps"}).all("li")


def test_each_step_says_what_to_do_and_leads_on() -> None:
    """To the answer for the role, a plan, a form, a guide, a link, or nowhere."""
    task = next(x for x in TASKS.of(hub("own")) if x.path == WEEK)
    shown = [x for x in steps(WEEK) if x.all("h2")]
    assert [x.one("h2").text for x in shown] == [step.title for step in task.steps]
    ways = [[a["href"] for p in x.all("p") if p["class"] == "steps__way" for a in p.all("a")]
            for x in shown]  # fmt: skip
    assert ways == [
        ["../../leder-kommune/#kommunens-ansvar-og-plikter"],
        ["../../leder-kommune/#hva-er-veiledning"],
        ["../../planer/asnes/"],
        ["../../planer/individuell/"],
        ["../../veiledninger/registrering/"],
        [next(x.url for x in hub("own").links if x.id == "brukerveileder-leder-i-kommune")],
        [],
    ]


def test_a_task_of_several_roles_leads_to_the_pages_of_questions() -> None:
    """No role's own page would be right for all of them."""
    (way, *_) = [a["href"] for a in steps(GOAL)[0].all("a") if "term" not in a["class"]]
    assert way == "../../sporsmal/hva-er-kompetansevurdering/"
    tags = page(GOAL).one("ul", **{"class": "tags"})
    assert [a["href"] for a in tags.all("a")] == ["../../lis/", "../../veileder-kommune/"]


def test_a_task_is_listed_for_each_of_its_roles() -> None:
    """On the page of all tasks, and on the role's own page."""
    index = page("oppgaver/")
    for role in hub("own").roles:
        wanted = [x for x in TASKS.of(hub("own")) if role.id in x.roles]
        sections = [x for x in index.all("section") if x["aria-labelledby"] == f"rolle_{role.id}"]
        listed = [a["href"] for x in sections for a in x.all("a")]
        assert listed == [f"../{task.path}" for task in wanted]
        box = page(f"{role.id}/").all("div", **{"class": "starts"})
        assert [a["href"] for x in box for a in x.all("a")] == listed


@pytest.mark.parametrize("tasks", [(), "drafts"])
def test_a_hub_without_published_tasks_has_no_page_of_them(tasks: str | tuple[Task, ...]) -> None:
    """A draft has no page, and is in no list."""
    drafts = tuple(x.model_copy(update={"status": Status.DRAFT}) for x in TASKS.of(hub("own")))
    data = hub("own").model_copy(update={TASKS.name: drafts if tasks else ()})
    made = pages_of(data)
    assert not [address for address in made if address.startswith("oppgaver/")]
    assert not [x for x in made.values() if "oppgaver/" in x.html]
