"""The front page, the page of each role, and its list of links."""

import pytest

from tests.site.pages.rendered import page_of, published
from tests.site_fixtures import Node, Site, a_hub, a_question, a_role, built, hub


@pytest.mark.content
def test_the_front_page_has_a_card_for_each_role(name: str) -> None:
    """The cards are in the order of the roles, link to their pages and count their questions."""
    data = hub(name)
    cards = page_of(data, "").all("li", "card")
    counts = {
        role.id: sum(role.id in question.roles for question in published(data))
        for role in data.roles
    }
    assert [
        (card.one("a")["href"], card.one("a").text, card.one("p", "about").text) for card in cards
    ] == [(f"{role.id}/", role.name, f"{counts[role.id]} spørsmål") for role in data.roles]


@pytest.mark.content
def test_a_role_page_has_its_questions_and_no_others(name: str, site: Site) -> None:
    """The page has the role's published questions, in the order of the topics."""
    data = hub(name)
    by_id = data.question_by_id
    for role in data.roles:
        wanted = [
            (topic.title, id_, by_id[id_].title_for(role.id))
            for topic in data.topics
            for id_ in topic.order.get(role.id, topic.questions)
            if role.id in by_id[id_].roles and by_id[id_].is_published
        ]
        found = [
            (section.one("h2").text, article["id"], article.one("h3").text)
            for section in site.page(f"{role.id}/index.html").all("section", "topic")
            for article in section.all("article")
        ]
        assert found == wanted


@pytest.mark.content
def test_a_role_page_lists_its_contents(name: str, site: Site) -> None:
    """The table of contents links to each answer, in the same order."""
    for role in hub(name).roles:
        page = site.page(f"{role.id}/index.html")
        listed = [link["href"] for link in page.one("nav", "contents").all("a")]
        assert listed == [f"#{article['id']}" for article in page.all("article")]


def test_an_earlier_id_is_an_anchor_on_the_role_page() -> None:
    """An alias is an anchor inside the answer, on the page of every role that has it."""
    for role in hub("kaffe").roles:
        article = built("kaffe").page(f"{role.id}/index.html").one("article", id="hvor-mye-kaffe")
        assert article.one("span", id="kaffemengde").text == ""


def test_a_role_reads_its_own_variant_only() -> None:
    """The page of a role has that role's text, and not that of another role."""
    chief, barista = (
        built("kaffe").page(f"{role}/index.html").one("div", "answers").text
        for role in ("butikksjef", "barista")
    )
    assert "føres i loggen" in chief
    assert "skylles hver kveld" in chief
    assert "føres i loggen" not in barista
    assert "Godkjenn dagen i POS" in chief
    assert "Tell pengene" not in chief
    assert "Tell pengene" in barista


def test_a_role_reads_its_own_title_only() -> None:
    """A role's own title replaces the shared one in contents, heading and links."""
    own, shared = "Hvor mye kaffe tar jeg?", "Hvor mye kaffe går det i en kopp?"
    for role, title, other in (("ringevikar", own, shared), ("barista", shared, own)):
        page = built("kaffe").page(f"{role}/index.html")
        assert page.one("article", id="hvor-mye-kaffe").one("h3").text == title
        assert title in page.one("nav", "contents").text
        assert other not in [x.text for x in page.walk() if x.tag in ("a", "h3", "summary")]


def test_a_reference_stays_on_the_page_where_the_role_has_the_question() -> None:
    """A reference links to the answer on the same page, otherwise to the question's own page."""
    site = built("kaffe")
    to_own = "Hvordan gjør vi maskinen ren?"
    barista, stand_in = (
        site.page(f"{role}/index.html").one("article", id="hvor-mye-kaffe")
        for role in ("barista", "ringevikar")
    )
    inside = [link["href"] for link in barista.one("div", "text").all("a") if link.text == to_own]
    outside = [link["href"] for link in stand_in.one("div", "text").all("a") if link.text == to_own]
    assert inside == ["#rengjoring-av-maskinen"]
    assert outside == ["../sporsmal/rengjoring-av-maskinen/"]


def test_a_role_without_a_list_shows_the_links_of_its_answers() -> None:
    """Its link page shows the links of its answers and says so; the pages of other roles do not."""
    site = built("kaffe")
    pages = {role: site.page(f"{role}/lenker/index.html") for role in ("barista", "ringevikar")}
    notes = {role: [x.text for x in page.all("p", "notice")] for role, page in pages.items()}
    assert notes["barista"] == []
    assert len(notes["ringevikar"]) == 1
    assert "ingen egen lenkeliste" in notes["ringevikar"][0]
    listed = {
        role: [item["id"] for part in page.all("ul", "links") for item in part.all("li")]
        for role, page in pages.items()
    }
    assert listed == {
        "barista": ["maskinhandbok", "oppskriftsbok", "kassekurs"],
        "ringevikar": [
            "maskinhandbok", "oppskriftsbok", "kommunens-skjenkeregler", "kassekurs", "vaktliste",
        ],
    }  # fmt: skip


def test_a_role_without_questions_or_links_has_pages_that_say_so() -> None:
    """The pages say that there is nothing yet."""
    data = a_hub(a_question("a"), roles=[a_role("gjest"), a_role("ny")])
    assert page_of(data, "ny/").one("p", "empty").text.startswith("Ingen spørsmål")
    assert page_of(data, "ny/lenker/").one("p", "empty").text.startswith("Ingen lenker")


@pytest.mark.parametrize(
    ("reviewed", "said"),
    [
        ((None, None), ["Ingen av svarene er faglig gjennomgått ennå."]),
        (
            ("2025-01-05", None),
            ["1 av 2 svar er faglig gjennomgått. De har datoen for gjennomgangen."],
        ),
        (("2025-01-05", "2025-01-05"), []),
    ],
)
def test_one_line_says_that_answers_are_not_reviewed(
    reviewed: tuple[str | None, str | None], said: list[str]
) -> None:
    """It is above the answers, and only reviewed answers say more about it."""
    questions = [
        a_question(id_, reviewed=day) for id_, day in zip(("en", "to"), reviewed, strict=True)
    ]
    answers = page_of(a_hub(*questions), "gjest/").one("div", "answers")
    lines = [x.text for x in answers.children if isinstance(x, Node) and x.tag == "p"]
    assert lines == said
    assert [x.text for x in answers.all("span", "review")] == [
        "Sist faglig gjennomgått 5. januar 2025" for day in reviewed if day
    ]


def test_an_answer_names_the_roles_that_read_another_text() -> None:
    """A role with another title only reads the same answer."""
    variants = {"b": {"append": "Mer.", "why": "x"}, "c": {"question": "Hva?", "why": "x"}}
    data = a_hub(a_question("q", ["a", "b", "c"], variants=variants))
    assert [page_of(data, f"{role}/").one("article")["data-differs"] for role in "abc"] == [
        "b", "a c", "b",
    ]  # fmt: skip


def test_the_answers_can_be_reached_at_once() -> None:
    """A link before the contents skips them."""
    page = page_of(a_hub(a_question("q")), "gjest/")
    links = [x["href"] for x in page.all("a")]
    assert links.index(f"#{page.one('div', 'answers')['id']}") == links.index("#q") - 1
