"""Every page has its promised address, a title and a description."""

from itertools import combinations

import pytest

from generator.hub.kinds import FORMS, GUIDES, PLANS, TASKS
from generator.site.addresses import Addresses
from generator.site.content import Content
from generator.site.pages.render import site_pages
from generator.site.pages.templates import Templates
from generator.site.settings import Settings
from generator.site.text.targets import Place
from tests.site.pages.rendered import pages_of_hub, published
from tests.site_fixtures import hub


@pytest.mark.content
def test_a_hub_has_one_page_per_promised_address(name: str) -> None:
    """A hub has a front page, two pages for each role, one for each question, and six indexes."""
    data = hub(name)
    wanted = {"": "home"}
    for role in data.roles:
        wanted |= {f"{role.id}/": "role", f"{role.id}/lenker/": "role_links"}
    wanted |= {f"sporsmal/{question.id}/": "question" for question in published(data)}
    wanted |= {"sporsmal/": "questions", "lenker/": "links", "ordliste/": "glossary"}
    wanted |= {"regelverk/": "laws", "endringer/": "changes", "lenkestatus/": "link_status"}
    wanted |= {f"{page.id}/": "text" for page in data.pages}
    plans = [plan.id for plan in PLANS.of(data)]
    wanted |= {"planer/": "plans"} | {f"planer/{plan}/": "plan" for plan in plans}
    wanted |= {guide.path: "guide" for guide in GUIDES.of(data)}
    wanted |= {form.path: "form" for form in FORMS.of(data)}
    tasks = [task for task in TASKS.of(data) if task.is_published]
    wanted |= {"oppgaver/": "tasks"} if tasks else {}
    wanted |= {task.path: "task" for task in tasks}
    pairs = combinations(plans, 2)
    wanted |= {f"planer/{one}/{other}/": "plan_comparison" for one, other in pairs}
    assert {address: page.kind for address, page in pages_of_hub(name).items()} == wanted
    content = Content(data, Settings())
    assert len(site_pages(content, Templates(content), {})) == len(wanted)


@pytest.mark.content
def test_pages_of_a_role_say_so(name: str) -> None:
    """The page of a role, its list of links, and a task that no other role has."""
    owners = {task.path: task.roles[0] for task in TASKS.of(hub(name)) if len(task.roles) == 1}
    for page in pages_of_hub(name).values():
        first = page.address.split("/")[0]
        wanted = first if page.kind in ("role", "role_links") else owners.get(page.address)
        assert page.role == wanted, page.address


@pytest.mark.content
def test_every_page_has_a_title_and_all_but_the_first_a_description(name: str) -> None:
    """Every page has a title, and every page but the front page has a plain-text description."""
    for page in pages_of_hub(name).values():
        assert page.title.strip()
        assert page.kind == "home" or page.description.strip()
        assert "<" not in page.description


@pytest.mark.parametrize(
    ("address", "to_root", "to_page"),
    [("", "./", "lis/"), ("lis/", "../", "../lis/"), ("a/b/", "../../", "../../lis/")],
)
def test_addresses_from_the_root_become_relative(address: str, to_root: str, to_page: str) -> None:
    """A page links to the root and to other pages by relative paths, at any depth."""
    href = Addresses().href(address)
    assert href(Place("")) == to_root
    assert href(Place("lis/")) == to_page


@pytest.mark.parametrize(
    ("address", "path", "way"),
    [
        ("", "", "./"),
        ("", "lis/", "lis/"),
        ("lis/", "lis/", "./"),
        ("lis/", "lis/#hva", "#hva"),
        ("lis/", "lis/feed.xml", "feed.xml"),
        ("lis/lenker/", "lis/", "../"),
        ("lis/lenker/", "lenker/", "../../lenker/"),
        ("sporsmal/a/", "sporsmal/b/#c", "../b/#c"),
        ("om/", "assets/hub.css", "../assets/hub.css"),
    ],
)
def test_the_frame_takes_the_shortest_way(address: str, path: str, way: str) -> None:
    """The frame links to a path by the shortest relative address, so that pages stay small."""
    assert Addresses().relative(address, path) == way
