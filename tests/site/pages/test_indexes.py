"""The index pages: all questions, links, laws and terms."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.hub.model import Hub, Term
from tests.site.pages.rendered import page_of, pages_of
from tests.site_fixtures import INDEX_PAGES, Site, a_hub, a_link, a_question, built


def test_all_questions_are_listed_by_topic_with_their_roles() -> None:
    """The first list contains every published question once, by topic, with its roles."""
    sections = built("kaffe").page("sporsmal/index.html").one("div", id="etter_emne").all("section")
    assert [
        (section.one("h3").text, [item.text for item in section.all("li")]) for section in sections
    ] == [
        (
            "Brygging & renhold",
            [
                "Hvor mye kaffe går det i en kopp? Alle roller",
                "Hvordan gjør vi maskinen ren? Barista · Butikksjef",
                "Årlig kontroll av espressomaskinen? Butikksjef",
            ],
        ),
        (
            "Kasse og vakter",
            [
                "Ønsker du hjelp til å stenge kassen? Alle roller",
                "Ærlig talt, kan jeg bytte vakt? Barista · Ringevikar",
            ],
        ),
    ]


def test_questions_are_sorted_alphabetically() -> None:
    """Æ, Ø and Å come last, in that order; a role's own title is listed besides the shared one."""
    rows = built("kaffe").page("sporsmal/index.html").one("section", id="a_til_a").all("li")
    assert [row.text for row in rows] == [
        "Hvor mye kaffe går det i en kopp?",
        "Hvor mye kaffe tar jeg?",
        "Hvordan gjør vi maskinen ren?",
        "Ærlig talt, kan jeg bytte vakt?",
        "Ønsker du hjelp til å stenge kassen?",
        "Årlig kontroll av espressomaskinen?",
    ]


def test_links_show_the_addresses_to_be_careful_with() -> None:
    """The list of all links contains every link once, and says which addresses are doubtful."""
    rows = {
        item["id"]: [x.text for x in item.all("span", "state")]
        for part in built("kaffe").page("lenker/index.html").all("ul", "links")
        for item in part.all("li")
    }
    assert rows == {
        "renholdsloven": [],
        "maskinhandbok": ["ikke bekreftet"],
        "oppskriftsbok": ["mangler"],
        "kommunens-skjenkeregler": [],
        "kassekurs": [],
        "vaktliste": [],
    }


def test_sections_of_a_law_are_sorted_by_number() -> None:
    """§ 2 comes before § 9 and § 10, and § 10 before § 10-1; the whole law has its own heading."""
    page = built("kaffe").page("regelverk/index.html")
    assert [
        (law.one("h2").text, [x.text for x in law.all("h3")])
        for law in page.all("section", "topic")
    ] == [
        ("Renholdsloven", ["§ 2", "§ 9", "§ 10", "§ 10-1"]),
        ("Kommunens skjenkeregler", ["Som helhet"]),
    ]


@settings(max_examples=15, deadline=None)
@given(st.permutations(["2", "2a", "2b", "3", "9", "10", "10-1", "10-2", "10-12", "11"]))
def test_any_order_of_citations_gives_the_same_sections(sections: list[str]) -> None:
    """The order of sections depends on their numbers alone."""
    law = a_link("loven", kind="law", law_reference="lov/x")
    cites = [{"law": "loven", "section": section} for section in sections]
    data = a_hub(
        a_question("q", cites=cites), links=[law], law_section_url="https://l.no/{section}"
    )
    found = [x.text.removeprefix("§ ") for x in page_of(data, "regelverk/").all("h3")]
    assert found == ["2", "2a", "2b", "3", "9", "10", "10-1", "10-2", "10-12", "11"]


def test_a_section_lists_each_answer_that_cites_it_once() -> None:
    """A question that cites a section twice, in data and in text, is listed once."""
    page = built("kaffe").page("regelverk/index.html")
    section = page.one("section", "topic", **{"aria-labelledby": "lov_renholdsloven"})
    lists = [[item.text for item in part.all("li")] for part in section.all("ul")]
    cleaning, yearly = "Hvordan gjør vi maskinen ren?", "Årlig kontroll av espressomaskinen?"
    assert lists == [[cleaning], [yearly], [cleaning], [cleaning]]


def test_the_glossary_explains_every_term() -> None:
    """Each term has its id as anchor, with expansion, definition, question and source."""
    rows = built("kaffe").page("ordliste/index.html").one("dl", "glossary").all("div")
    assert [(row["id"], row.one("dt").text, row.one("dd").text) for row in rows] == [
        (
            "crema",
            "crema",
            (
                "Det gylne skummet øverst på en espresso. Hvor mye kaffe går det i en kopp?"
                " Kilde: Kaffekjedens håndbok"
            ),
        ),
        (
            "pos",
            "POS point of sale",
            "Kassen med tilhørende program. Brukt i: Ønsker du hjelp til å stenge kassen?",
        ),
    ]


def test_an_empty_hub_has_pages_that_say_so() -> None:
    """A hub without questions, links and terms still has every index page."""
    pages = pages_of(Hub())
    assert set(pages) == {"", *(f"{name}/" for name in INDEX_PAGES)}
    assert "Ingen svar viser til regelverk" in pages["regelverk/"].html
    assert "Ingen endringer er beskrevet" in pages["endringer/"].html


def test_each_topic_offers_its_sheet(site: Site) -> None:
    """A PDF of its questions, in the list of all questions."""
    page = site.page("sporsmal/index.html")
    for topic in page.one("*", id="etter_emne").all("section", "topic"):
        (link,) = topic.one("p", "files").all("a")
        id_ = topic["aria-labelledby"].removeprefix("emne_")
        assert site.target("sporsmal/index.html", link["href"]) == (f"emner/{id_}/{id_}.pdf", "")
        assert site.files[f"emner/{id_}/{id_}.pdf"].startswith(b"%PDF-")
        assert link.text == f"PDF til utskrift: {topic.one('h3').text}"


def test_the_glossary_says_where_a_term_is_used() -> None:
    """Not where it is explained, nor where only a link's label has it; a plan counts too."""
    questions = [
        *(a_question(f"bruker-{n}", question=f"Bruk {n}?", answer="Om HMS.") for n in range(5)),
        a_question("hva-er-hms", question="Hva er HMS?", answer="HMS er dette."),
        a_question("lenker", answer="Se [HMS](question:hva-er-hms)."),
    ]
    terms = [
        {"id": "hms", "term": "HMS", "definition": "Trygghet.", "question": "hva-er-hms"},
        {"id": "tbd", "term": "TBD", "definition": "Uten bruk."},
    ]
    page = page_of(a_hub(*questions, terms=terms), "ordliste/")
    used = page.one("div", id="hms").one("p", "uses")
    assert used.text == "Brukt i: Bruk 0? · Bruk 1? · Bruk 2? og 2 sider til"
    assert used.all("a")[0]["href"] == "../sporsmal/bruker-0/"
    assert not page.one("div", id="tbd").all("p", "uses")


def test_the_glossary_marks_what_was_looked_up() -> None:
    """An expansion that a source gives has no mark."""
    terms = [
        {"id": "a", "term": "AB", "expansion": "a b", "expansion_basis": "looked-up"},
        {"id": "c", "term": "CD", "expansion": "c d"},
    ]
    page = page_of(a_hub(a_question("x"), terms=terms), "ordliste/")
    marked = page.one("div", id="a").one("dt")
    assert marked.text == "AB a b slått opp, står ikke i kildene"
    assert page.one("div", id="c").one("dt").text == "CD c d"


def test_a_letter_of_the_glossary_leads_to_its_first_term() -> None:
    """In the language's alphabet; a glossary of one letter needs none."""
    names = ("Årsplan", "«Hjort»", "hals", "alis", "Øre", "42 timer")
    terms = tuple(Term(id=f"t{n}", term=name, definition="x") for n, name in enumerate(names))
    page = page_of(a_hub(terms=terms), "ordliste/")
    links = page.one("nav", "letters").all("a")
    wanted = [("4", "#t5"), ("A", "#t3"), ("H", "#t2"), ("Ø", "#t4"), ("Å", "#t0")]
    assert [(link.text, link["href"]) for link in links] == wanted
    assert page_of(a_hub(terms=terms[:1]), "ordliste/").all("nav", "letters") == []


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("gjest/", "../sporsmal/"),
        ("gjest/lenker/", "../../lenker/"),
        ("lenker/", "../sporsmal/"),
        ("ordliste/", "../sporsmal/"),
        ("regelverk/", "../lenker/"),
        ("endringer/", "../sporsmal/"),
    ],
)
def test_a_page_with_nothing_says_so_and_leads_on(address: str, leads_to: str) -> None:
    """No page of an empty hub is a dead end."""
    told = page_of(a_hub(), address).one("p", "empty")
    assert told.text.count(".") == 1
    assert told.one("a")["href"] == leads_to
