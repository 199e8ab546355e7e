"""Every page has its promised address, a title and a description."""

import pytest

from generator.site.pages.render import Renderer, Settings, rooted
from tests.site.pages.rendered import pages_of, published
from tests.site_fixtures import hub


def test_a_hub_has_one_page_per_promised_address(name: str) -> None:
    """A hub has a front page, two pages for each role, one for each question, and six indexes."""
    data = hub(name)
    wanted = {"": "home"}
    for role in data.roles:
        wanted |= {f"{role.id}/": "role", f"{role.id}/lenker/": "role_links"}
    wanted |= {f"sporsmal/{question.id}/": "question" for question in published(data)}
    wanted |= {"sporsmal/": "questions", "lenker/": "links", "ordliste/": "glossary"}
    wanted |= {"regelverk/": "laws", "endringer/": "changes", "lenkestatus/": "link_status"}
    assert {address: page.kind for address, page in pages_of(data).items()} == wanted
    assert len(list(Renderer(data, Settings()).pages())) == len(wanted)


def test_pages_of_a_role_say_so(name: str) -> None:
    """Only the page of a role and its list of links belong to the role."""
    for page in pages_of(hub(name)).values():
        first = page.address.split("/")[0]
        assert page.role == (first if page.kind in ("role", "role_links") else None)


def test_every_page_has_a_title_and_all_but_the_first_a_description(name: str) -> None:
    """Every page has a title, and every page but the front page has a plain-text description."""
    for page in pages_of(hub(name)).values():
        assert page.title.strip()
        assert page.kind == "home" or page.description.strip()
        assert "<" not in page.description


@pytest.mark.parametrize(
    ("address", "to_root", "to_page"),
    [("", "./", "lis/"), ("lis/", "../", "../lis/"), ("a/b/", "../../", "../../lis/")],
)
def test_addresses_from_the_root_become_relative(address: str, to_root: str, to_page: str) -> None:
    """`~/` becomes the relative path to the root, and `~/x/` that to a page, at any depth."""
    assert rooted('<a href="~/">', address) == f'<a href="{to_root}">'
    assert rooted('<a href="~/lis/">', address) == f'<a href="{to_page}">'
