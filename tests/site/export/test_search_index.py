"""The index for the search in the browser: one record for each item, without markup."""

import json
from typing import Any

import pytest

from generator.hub.model import Hub, SameWords, Term
from generator.hub.pages import WrittenPage
from generator.hub.tasks import Task
from generator.site.content import Content
from generator.site.export.search_index import ADDRESS, search_index
from generator.site.settings import Settings
from tests.site_fixtures import a_hub, a_link, a_question, a_role, built, hub

BEGINNING = "(globalThis.rollehub??={}).index="


def index_of(hub_: Hub) -> dict[str, Any]:
    """Return the data that the index script sets."""
    script = search_index(Content(hub_, Settings()))
    assert script.startswith(BEGINNING)
    found: dict[str, Any] = json.loads(script.removeprefix(BEGINNING))
    return found


def records(hub_: Hub) -> list[dict[str, Any]]:
    """Return the index's records."""
    return list(index_of(hub_)["records"])


@pytest.mark.content
def test_each_thing_has_one_record(name: str) -> None:
    """Published questions, terms, links, tasks and hand-written pages have one record each."""
    data = hub(name)
    pages = built(name).texts[ADDRESS]
    found = json.loads(pages.removeprefix(BEGINNING))["records"]
    kinds = {
        kind: [record["id"] for record in found if record["k"] == kind]
        for kind in ("question", "term", "link", "task", "page")
    }
    assert kinds["question"] == [x.id for x in data.questions if x.is_published]
    assert kinds["term"] == [term.id for term in data.terms]
    assert kinds["link"] == [link.id for link in data.links]
    assert kinds["task"] == [x.path for x in data.tasks if x.is_published]
    assert len(set(kinds["page"])) == len(kinds["page"]) > 0
    assert len(found) == sum(map(len, kinds.values()))


@pytest.mark.content
def test_every_address_of_the_index_exists(name: str) -> None:
    """The page of every record exists, and its fragment is an id on that page."""
    site = built(name)
    for record in json.loads(site.texts[ADDRESS].removeprefix(BEGINNING))["records"]:
        path, _, fragment = record["u"].partition("#")
        assert f"{path}index.html" in site.files
        assert not fragment or fragment in site.ids(f"{path}index.html")


def test_a_question_says_whom_it_is_for_and_under_which_titles() -> None:
    """Roles and topic are list indexes, and a role's own title is stored besides the title."""
    question = a_question(
        "te", ["a", "c"], question="Hva er te?", terms=["chai"], aliases=["teen"],
        variants={"c": {"question": "Hva er Deres te?", "why": "høflighet"}},
    )  # fmt: skip
    data = index_of(a_hub(question, roles=[a_role("a"), a_role("b"), a_role("c")]))
    assert [role for role, _ in data["roles"]] == ["a", "b", "c"]
    assert data["topics"] == [["emne", "Emne"]]
    assert data["records"] == [
        {
            "k": "question", "id": "te", "u": "sporsmal/te/", "t": "Hva er te?",
            "v": {"2": "Hva er Deres te?"}, "r": [0, 2], "e": 0, "w": ["chai", "teen"],
            "x": "Svar om te.",
        }
    ]  # fmt: skip


def test_a_text_is_plain_and_contains_every_variant_once() -> None:
    """Texts have no markup, contain every variant once, and leave out what no role sees."""
    question = a_question(
        "te", ["a", "b"],
        answer="**Te** & [kaffe](link:bar) <3.\n\n#### Slag\n\n- én\n- **to**\n- tre!\n- fire\n",
        variants={"b": {"append": "Bare **b**.", "why": "annet utstyr"}},
    )  # fmt: skip
    (record, _) = records(a_hub(question, links=[a_link("bar", roles=["a"])]))
    assert record["x"] == "Te & kaffe <3. Slag: én, to, tre! fire. Bare b."


def test_drafts_are_not_found() -> None:
    """A draft has no record."""
    draft = a_question("utkast", status="draft", answer="hemmelig")
    assert "hemmelig" not in search_index(Content(a_hub(draft), Settings()))


def test_a_question_is_found_by_its_glossary_terms() -> None:
    """A glossary entry that names a question adds its term and synonyms, each once."""
    term = Term(id="te", term="Te", expansion="varm drikk", synonyms=("chai", "tea"), question="te")
    found = records(a_hub(a_question("te", terms=["chai"]), terms=(term,)))
    assert found[0]["w"] == ["chai", "Te", "tea"]


def test_cited_sections_are_words_of_the_question() -> None:
    """«§ 26» finds a question that cites it or refers to it."""
    law = a_link("lov", kind="law", law_reference="L")
    question = a_question(
        "te", answer="Se [§ 3](law:lov#3).", cites=[{"law": "lov", "section": "26"}, {"law": "lov"}]
    )
    (record, _) = records(
        a_hub(question, links=[law], law_section_url="https://l.example.org/{reference}/{section}")
    )
    assert record["l"] == ["26", "3"]


def test_a_link_is_found_by_its_publisher_and_host() -> None:
    """A link is found by publisher and host; a missing address has no host."""
    found = records(a_hub(links=[a_link("a"), a_link("b", url=None, url_status="missing")]))
    assert [record["w"] for record in found] == [
        ["Utgiver", "nettside", "a.example.org"],
        ["Utgiver", "nettside"],
    ]


def test_synonyms_are_grouped() -> None:
    """An abbreviation, its expansion and readers' synonyms form a group."""
    terms = (
        Term(id="lis1", term="LIS1", expansion="lege i del 1", synonyms=("turnus",)),
        Term(id="te", term="te", definition="En drikk."),
    )
    data = index_of(a_hub(terms=terms))
    assert data["synonyms"] == [["LIS1", "lege i del 1", "turnus"]]
    assert data["records"][0]["t"] == "LIS1 – lege i del 1"
    assert data["records"][1]["x"] == "En drikk."


def test_words_of_equal_meaning_are_synonyms_too() -> None:
    """The groups of `content/synonyms.yaml` come after those of the glossary."""
    term = Term(id="te", term="te", synonyms=("chai",))
    groups = (SameWords(words=("leder", "sjef")), SameWords(words=("penger", "støtte", "midler")))
    data = index_of(a_hub(terms=(term,)).model_copy(update={"synonyms": groups}))
    assert data["synonyms"] == [["te", "chai"], ["leder", "sjef"], ["penger", "støtte", "midler"]]


def test_a_task_is_found_by_its_own_words() -> None:
    """Its search words weigh more than what its steps say, which is its text."""
    steps = (
        {"title": "Finn koppen", "text": "Den er **hvit**."},
        {"title": "Hell i", "text": "Te."},
    )
    task = Task.model_validate(
        {"id": "te", "title": "Lage te", "roles": ["gjest"], "intro": "Te på minutter.",
         "steps": steps, "terms": ["brygge te", "tekanne"]}
    )  # fmt: skip
    (record,) = records(a_hub().model_copy(update={"tasks": (task,)}))
    assert record["w"] == ["brygge te", "tekanne"]
    assert record["x"] == "Te på minutter. Finn koppen Den er hvit. Hell i Te."


def test_english_names_are_with_what_the_word_is_called() -> None:
    """A search for them finds the word, and says what it is called here."""
    terms = (
        Term(id="te", term="te", definition="En drikk.", english=("tea", "cup of tea")),
        Term(id="saft", term="saft", definition="En drikk."),
    )
    assert index_of(a_hub(terms=terms))["english"] == [["te", "tea", "cup of tea"]]


def test_hostile_texts_stay_texts() -> None:
    """No text ends the script or becomes code."""
    nasty = "</script><script>alert(1)</script> \u2028 \" ' \\ `${x}` <!--"
    pages = (WrittenPage(id="om", title=nasty, description="", text=""),)
    data = a_hub(a_question("te", question=nasty)).model_copy(update={"pages": pages})
    (record, page) = records(data)
    assert record["t"] == page["t"] == nasty
    script = search_index(Content(a_hub(a_question("te", question=nasty)), Settings()))
    assert "</script" not in script


def test_equal_hubs_give_equal_bytes() -> None:
    """The index depends on the hub alone."""
    one, two = (search_index(Content(hub("kaffe"), Settings())) for _ in range(2))
    assert one == two
