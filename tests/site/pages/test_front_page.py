"""The front page: what the site is, who stands behind it, what to do, and everything there is."""

import pytest

from generator.hub.kinds import TASKS
from generator.hub.tasks import Task
from generator.site.pages.roles import MOST_TASKS
from generator.site.settings import Settings
from tests.site.pages.rendered import page_of
from tests.site_fixtures import a_hub, a_question, a_role, hub


@pytest.mark.parametrize("about", ["Svar om <kaffe>.", ""])
def test_the_front_page_says_what_the_site_is(about: str) -> None:
    """The name of the site is the heading, and its description comes below it."""
    settings = Settings(site_name="Kaffe & sånt", site_description=about)
    lead = page_of(a_hub(a_question("q")), "", settings).one("header", "lead")
    assert lead.one("h1").text == "Kaffe & sånt"
    choose = "Velg rollen din, så ser du det som gjelder deg."
    assert [p.text for p in lead.all("p")] == [x for x in (about, choose) if x]


def test_the_front_page_says_who_publishes_the_site() -> None:
    """Above the heading, if the settings name the publisher."""
    settings = Settings.model_validate({"publisher": {"name": "Fjellheim kommune"}})
    page = page_of(a_hub(a_question("q")), "", settings)
    assert page.one("p", "kicker").text == "Utgitt av Fjellheim kommune."
    assert page_of(a_hub(a_question("q")), "").all("p", "kicker") == []


def test_the_front_page_lists_tasks_with_their_roles() -> None:
    """Each leads to its page; with many, the rest is on the page of all tasks."""
    task = TASKS.of(hub("own"))[0]
    page = page_of(hub("own"), "")
    listed = page.one("section", **{"aria-labelledby": "side_steg"}).all("li")
    assert [(x.one("a")["href"], x.one("span", "about").text) for x in listed] == [
        (task.path, "Leder i kommune"),
        ("oppgaver/laeringsmal-godkjent/", "LIS · Veileder og supervisør i kommune"),
    ]
    many = tuple(Task.model_validate({**task.model_dump(), "id": f"t-{n}"}) for n in range(9))
    all_ = page_of(hub("own").model_copy(update={TASKS.name: many}), "")
    links = all_.one("section", **{"aria-labelledby": "side_steg"}).all("a")
    assert [a["href"] for a in links] == [
        *(f"oppgaver/t-{n}/" for n in range(MOST_TASKS)),
        "oppgaver/",
    ]


def test_a_hub_without_tasks_has_no_empty_list_of_them() -> None:
    """The list of everything is then alone."""
    page = page_of(a_hub(a_question("q"), roles=[a_role("gjest")]), "")
    assert [x["aria-labelledby"] for x in page.all("section")] == ["side_roller"]
    assert page.one("nav").one("h2").text == "Alt på nettstedet"
