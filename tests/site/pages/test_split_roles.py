"""A role with many answers reads those of a topic on its page, and finds every one."""

import json
import re
from pathlib import Path

import pytest

from generator.hub.model import Change, Hub, Topic
from generator.hub.references import published
from generator.site import role_parts
from generator.site.build import build
from generator.site.content import Content
from generator.site.settings import Settings
from tests.site.pages.rendered import pages_of
from tests.site_fixtures import Site, a_hub, a_link, a_question, a_role

QUESTIONS = [f"q{number}" for number in range(6)]
TOPICS = {"om-kaffe": QUESTIONS[:3], "om-te": QUESTIONS[3:]}
LONG = Settings(most_answers=4, pdf=False, site_url="https://hub.example.org/")


def a_large_hub() -> Hub:
    """Return a hub in which `gjest` has six questions, and `kokk` has three of them."""
    made = [
        a_question(
            id_,
            ["gjest", "kokk"] if number % 2 else "gjest",
            answer=f"Se [neste](question:{QUESTIONS[(number + 1) % 6]}).",
            aliases=[f"for-{id_}"],
            links=["lenken"],
        )
        for number, id_ in enumerate(QUESTIONS)
    ]
    return a_hub(
        *made,
        topics=[Topic(id=id_, title=id_.title(), questions=ids) for id_, ids in TOPICS.items()],
        roles=[a_role("gjest"), a_role("kokk")],
        links=[a_link("lenken", topic="om-te", note="Se [q4](question:q4).")],
        changes=[Change(date="2026-11-01", title="Nytt", note="Nye svar.", new=["q1", "q4"])],
    )


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """The whole site of that hub."""
    made = build(a_large_hub(), LONG)
    for path, data in made.all_files():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return Site(tmp_path, "/")


def test_a_role_is_split_only_above_the_limit() -> None:
    """The limit counts the role's own answers."""
    content = Content(a_large_hub(), LONG)
    assert [content.is_split(role) for role in ("gjest", "kokk")] == [True, False]
    assert not Content(a_large_hub(), Settings(most_answers=6)).is_split("gjest")


def test_every_answer_of_a_role_is_on_one_page(site: Site) -> None:
    """In the order of the topics, each under its id."""
    found = [
        (path, article["id"])
        for path in ("gjest/om-kaffe/index.html", "gjest/om-te/index.html")
        for article in site.page(path).all("article")
    ]
    assert found == [(f"gjest/{id_}/index.html", q) for id_, ids in TOPICS.items() for q in ids]
    assert site.page("gjest/index.html").all("article") == []


def test_the_role_page_leads_to_each_answer(site: Site) -> None:
    """Also from an earlier id: the address `/gjest/#<id>` names an entry with a link."""
    page = site.page("gjest/index.html")
    entries = page.one("div", "entries").all("li")
    assert [entry["id"] for entry in entries] == QUESTIONS
    for entry in entries:
        path, anchor = site.target("gjest/index.html", entry.one("a")["href"]) or ("", "")
        assert anchor == entry["id"]
        assert anchor in site.ids(path)
        assert entry.one("span")["id"] == f"for-{anchor}"


def test_every_link_on_every_page_leads_to_something(site: Site) -> None:
    """References, roles, menus, changes and the next page."""
    missing = [
        (path, link["href"])
        for path in site.page_paths
        if path != "404.html" and not path.startswith("sporsmal/for-")
        for link in site.page(path).all("a")
        if (target := site.target(path, link["href"]))
        and (target[0] not in site.files or (target[1] and target[1] not in site.ids(target[0])))
    ]
    assert missing == []


def test_no_link_takes_the_way_over_the_contents(site: Site) -> None:
    """Pages, data, feeds and the search link to the answer itself, wherever it is."""
    answered = {
        (path, link["href"])
        for path in site.page_paths
        for link in site.page(path).all("a")
        if (target := site.target(path, link["href"]))
        and target[0] == "gjest/index.html"
        and target[1] in QUESTIONS
    }
    assert answered == set()
    for path in ("data/hub.json", "feed.xml", "gjest/feed.xml"):
        assert not re.search(r"gjest/#q\d", site.texts[path])


def test_an_answer_says_where_other_roles_read_it(site: Site) -> None:
    """The menu of roles keeps the reader on the question."""
    article = site.page("gjest/om-kaffe/index.html").one("article", id="q1")
    assert article["data-roles"] == "gjest:om-kaffe/ kokk"
    article = site.page("kokk/index.html").one("article", id="q5")
    assert article["data-roles"] == "gjest:om-te/ kokk"


def test_the_json_of_the_hub_links_to_the_answer_of_the_role(site: Site) -> None:
    """As its pages do."""
    data = json.loads(site.texts["data/hub.json"])
    answers = {question["id"]: question["answers"] for question in data["questions"]}
    assert 'href="gjest/om-te/#q3"' in answers["q2"]["gjest"]["html"]
    assert 'href="kokk/#q1"' not in answers["q0"]["gjest"]["html"]
    assert "(gjest/om-kaffe/#q0)" in answers["q5"]["gjest"]["markdown"]
    assert "(sporsmal/q0/)" in answers["q5"]["kokk"]["markdown"]


def test_the_sitemap_has_the_pages_of_topics(site: Site) -> None:
    """Search engines find the answers."""
    for id_ in TOPICS:
        assert f"<loc>https://hub.example.org/gjest/{id_}/</loc>" in site.texts["sitemap.xml"]


def test_a_long_topic_is_several_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each has as many answers as fit, and leads to the one before and the one after."""
    monkeypatch.setattr(role_parts, "MOST_OF_PART", 3_000)
    pages = pages_of(a_large_hub(), LONG)
    parts = [address for address in pages if address.startswith("gjest/om-")]
    assert parts == ["gjest/om-kaffe/", "gjest/om-kaffe/2/", "gjest/om-te/", "gjest/om-te/2/"]
    assert 'rel="prev" href="../../../gjest/om-kaffe/"' in pages["gjest/om-kaffe/2/"].html
    assert 'rel="next" href="../../../gjest/om-te/"' in pages["gjest/om-kaffe/2/"].html
    assert len({page.title for page in pages.values()}) == len(pages)


def test_a_question_has_the_same_address_on_both_sites() -> None:
    """Splitting changes no address of a question, and takes none."""
    whole, split = (set(pages_of(a_large_hub(), each)) for each in (Settings(), LONG))
    assert whole < split
    own = {f"sporsmal/{question.id}/" for question in published(a_large_hub())}
    assert own < whole
