"""What holds for every page of a site: links, ids, headings, well-formed HTML, escaping."""

import re
from collections import Counter
from itertools import pairwise

import pytest

from generator.site.settings import Settings
from tests.site.pages.rendered import page_of, pages_of, pages_of_hub
from tests.site_fixtures import Node, Site, a_hub, a_link, a_question, a_role, hub, parse_strictly

pytestmark = pytest.mark.content

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def is_redirect(page: Node) -> bool:
    """Return whether a page only redirects to another."""
    return bool(page.all("meta", **{"http-equiv": "refresh"}))


def test_no_link_is_broken(site: Site) -> None:
    """Every href, src and action points to an existing file, and to an id that exists in it."""
    broken = []
    followed = 0
    for path in site.page_paths:
        for node in site.page(path).walk():
            for attribute in ("href", "src", "action"):
                target = (
                    site.target(path, node[attribute]) if attribute in node.attributes else None
                )
                if target is None:
                    continue
                followed += 1
                file, fragment = target
                if file not in site.files or (fragment and fragment not in site.ids(file)):
                    broken.append((path, node[attribute]))
    assert broken == []
    assert followed > 100


def test_pages_refer_to_no_missing_element(site: Site) -> None:
    """Every id in a `for` or aria attribute exists on the same page."""
    lost = [
        (path, id_)
        for path in site.page_paths
        for node in site.page(path).walk()
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls")
        for id_ in node[name].split()
        if id_ not in site.ids(path)
    ]
    assert lost == []


def test_addresses_of_the_site_are_relative(site: Site) -> None:
    """No page except 404 uses an address from the host's root, so a site can be moved."""
    absolute = [
        (path, node[name])
        for path in site.page_paths
        if path != "404.html"
        for node in site.page(path).walk()
        for name in ("href", "src", "action")
        if node[name].startswith("/")
    ]
    assert absolute == []


def test_no_placeholder_is_left(site: Site) -> None:
    """No attribute of any page still contains `~/` or a reference by id."""
    left = re.compile(r"^(?:~/|link:|law:|question:)")
    found = [
        (path, value)
        for path in site.page_paths
        for node in site.page(path).walk()
        for value in node.attributes.values()
        if left.match(value)
    ]
    assert found == []


def test_ids_are_unique_on_a_page(site: Site) -> None:
    """No page uses an id twice."""
    for path in site.page_paths:
        ids = Counter(node["id"] for node in site.page(path).walk() if node["id"])
        assert (path, [id_ for id_, times in ids.items() if times > 1]) == (path, [])


def test_ids_of_the_frame_can_not_be_ids_of_authors(name: str, site: Site) -> None:
    """The ids of the templates are none that an editor could give a question, link or term."""
    data = hub(name)
    given_ids = {question.id for question in data.questions}
    given_ids |= {link.id for link in data.links} | {term.id for term in data.terms}
    given_ids |= {alias for question in data.questions for alias in question.aliases}
    pages = pages_of_hub(name).values()
    generated = {f"{page.address}index.html" for page in pages if page.kind != "text"}
    taken = {
        id_
        for path in generated
        for id_ in site.ids(path)
        if ID.fullmatch(id_) and id_ not in given_ids
    }
    assert taken == set()


def test_every_page_has_one_main_heading_and_skips_no_level(site: Site) -> None:
    """Each page begins with its only h1, and no heading is two levels below the previous one."""
    for path in site.page_paths:
        page = site.page(path)
        if is_redirect(page):
            continue
        levels = [int(node.tag[1]) for node in page.walk() if re.fullmatch("h[1-6]", node.tag)]
        assert (path, levels.count(1), levels[0]) == (path, 1, 1)
        skips = [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]
        assert (path, skips) == (path, [])


def test_every_tag_is_closed(name: str) -> None:
    """The HTML of every rendered page is well-formed."""
    for page in pages_of_hub(name).values():
        assert (page.address, parse_strictly(page.html)[1]) == (page.address, [])


def test_every_link_has_words(site: Site) -> None:
    """Every link has a text that a screen reader can read aloud."""
    mute = [
        (path, node["href"])
        for path in site.page_paths
        for node in site.page(path).all("a")
        if not node.text
    ]
    assert mute == []


NASTY = "<b>&\"'</b>"


def test_words_of_authors_are_never_markup() -> None:
    """HTML in names, titles, publishers and terms is shown as text on every page."""
    data = a_hub(
        a_question("q", question=NASTY, terms=[NASTY], links=["l"], source={"document": NASTY}),
        roles=[a_role("gjest", name=NASTY, description=NASTY)],
        topics=[{"id": "emne", "title": NASTY, "questions": ["q"]}],
        links=[a_link("l", title=NASTY, publisher=NASTY, note="Tekst", url='https://x.no/?a="<b>')],
        terms=[
            {"id": "t", "term": NASTY, "expansion": NASTY, "definition": NASTY, "source": NASTY}
        ],
        changes=[{"date": "2025-01-01", "title": NASTY, "note": NASTY, "questions": ["q"]}],
    )
    for page in pages_of(data, Settings.model_construct(contact='"<b>@x.no')).values():
        tree, misfits = parse_strictly(page.html)
        assert misfits == []
        assert tree.all("b") == []
    assert page_of(data, "sporsmal/q/").one("h1").text == NASTY
    assert page_of(data, "gjest/").one("h3").text == NASTY
