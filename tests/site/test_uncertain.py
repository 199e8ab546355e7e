"""What is uncertain about an answer is told wherever the answer is: pages, PDF, search and JSON."""

import json

from generator.hub.model import Hub
from generator.hub.references import links_of
from generator.site.content import Content
from generator.site.export.hub_json import hub_json
from generator.site.export.search_index import search_index
from tests.site.pages.rendered import page_of
from tests.site.paper.printed import SITE, printed, squeezed
from tests.site_fixtures import a_hub, a_link, a_question, a_role

DOUBT = {
    "what": "Den ene [kilden](link:kilde) sier **daglig**, se [den andre](question:andre).",
    "ask": "Direktoratet",
    "since": "2026-11-29",
}


def a_doubtful_hub() -> Hub:
    """Return a hub with one uncertain answer for two roles, and one that is sure."""
    doubtful = a_question("tvil", ["a", "b"], uncertain=DOUBT)
    return a_hub(
        doubtful,
        a_question("andre", ["a"]),
        roles=[a_role("a"), a_role("b")],
        links=[a_link("kilde", url="https://kilde.example.org/", roles=[])],
    )


def test_each_page_with_the_answer_has_one_box() -> None:
    """The box says what is uncertain, whom to ask and since when, with links that work there."""
    hub = a_doubtful_hub()
    for address, other in (
        ("sporsmal/tvil/", "../../sporsmal/andre/"),
        ("a/", "#andre"),
        ("b/", "../sporsmal/andre/"),
    ):
        (box,) = page_of(hub, address).all("div", "uncertain")
        assert box["role"] == "note"
        said = " ".join(box.text.split())
        assert said.startswith("Usikkert: Den ene kilden sier daglig, se den andre.")
        assert said.endswith("Spør: Direktoratet. Notert 29. november 2026.")
        assert box.one("time")["datetime"] == "2026-11-29"
        links = {link.text: link["href"] for link in box.all("a")}
        assert links == {"kilden": "https://kilde.example.org/", "den andre": other}
    assert not page_of(hub, "sporsmal/andre/").all("div", "uncertain")


def test_the_box_is_printed() -> None:
    """In the PDF it stands between the answer and its sources, with the same words."""
    paper = printed(a_doubtful_hub())["a/a-sporsmal.pdf"]
    box = squeezed("Usikkert: Den ene kilden")
    assert paper.text.index(squeezed("Svar om tvil.")) < paper.text.index(box)
    assert paper.text.index(box) < paper.text.index(squeezed("Kilder og mer å lese"))
    assert squeezed("Spør: Direktoratet. Notert 29. november 2026.") in paper.text
    assert "https://kilde.example.org/" in paper.addresses


def test_search_finds_the_words_of_a_doubt() -> None:
    """A reader who has heard of the other claim finds the answer by it."""
    content = Content(a_doubtful_hub(), SITE)
    text = search_index(content)
    records = json.loads(text[text.index("{", text.index("index")) : text.rindex("}") + 1])
    (record,) = [each for each in records["records"] if each.get("id") == "tvil"]
    assert "Den ene kilden sier daglig" in record["x"]


def test_programs_get_the_doubt_beside_the_answer() -> None:
    """It is null where nothing is known to be uncertain."""
    data = json.loads(b"".join(hub_json(Content(a_doubtful_hub(), SITE))))
    told = {question["id"]: question["uncertain"] for question in data["questions"]}
    assert told["andre"] is None
    assert told["tvil"]["ask"] == "Direktoratet"
    assert told["tvil"]["since"] == "2026-11-29"
    assert "**daglig**" in told["tvil"]["markdown"]
    assert "<strong>daglig</strong>" in told["tvil"]["html"]


def test_links_of_a_doubt_are_links_of_the_answer() -> None:
    """A role without a list of links sees them too, and the link check knows their places."""
    (question, _) = a_doubtful_hub().questions
    assert list(links_of(question, "a")) == ["kilde"]
