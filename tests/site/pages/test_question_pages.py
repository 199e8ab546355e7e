"""The page of a question: roles, variants, sources, review, related questions."""

import pytest

from tests.site.pages.rendered import page_of
from tests.site_fixtures import Node, a_hub, a_link, a_question, a_role, built


def question_page(id_: str) -> Node:
    """Return the main part of a question's page in the coffee hub."""
    return built("kaffe").page(f"sporsmal/{id_}/index.html").one("*", "page")


def facts(page: Node) -> dict[str, str]:
    """Return the rows of the list of facts, by their label."""
    rows = page.one("div", "side").one("dl", "facts").all("div")
    return {row.one("dt").text: row.one("dd").text for row in rows}


def sources(page: Node) -> Node:
    """Return the list of sources below an answer."""
    return page.one("div", "split__text").one("dl", "facts")


def test_a_question_lists_its_roles() -> None:
    """It lists its roles in order, each with a link to the answer on the page of the role."""
    links = question_page("stenge-kassen").one("ul", "tags").all("a")
    assert [(link.text, link["href"]) for link in links] == [
        (name, f"../../{name.lower()}/#stenge-kassen")
        for name in ("Barista", "Butikksjef", "Ringevikar")
    ]


@pytest.mark.parametrize(
    ("roles", "named"), [(["a"], "a"), (["a", "b"], "a og b"), (["a", "b", "c"], "a, b og c")]
)
def test_a_note_names_the_roles_that_have_the_question(roles: list[str], named: str) -> None:
    """The note names the roles that have the question, joined as in a sentence."""
    data = a_hub(a_question("q", roles), roles=[a_role(x) for x in ("a", "b", "c", "d")])
    note = page_of(data, "sporsmal/q/").all("p", "notfor")[-1]
    assert note["id"] == "ikke_for_d"
    assert f"Svaret under gjelder for {named}." in note.text


def test_a_role_with_another_question_is_sent_there() -> None:
    """The notice names the question that answers it for the role, in the role's own words."""
    other = a_question("r", ["c", "d"], variants={"d": {"question": "Hva da?", "why": "x"}})
    question = a_question("q", ["a"], see_instead={"c": "r", "d": "r"})
    notes = page_of(a_hub(question, other), "sporsmal/q/").all("p", "notfor")
    assert [(x["id"], x.text, x.one("a")["href"]) for x in notes] == [
        ("ikke_for_c", "C har svaret under et annet spørsmål: Hva er r?", "../../c/#r"),
        ("ikke_for_d", "D har svaret under et annet spørsmål: Hva da?", "../../d/#r"),
    ]


def test_a_draft_answers_nothing() -> None:
    """A role whose other question is not published gets the usual notice."""
    question = a_question("q", ["a"], see_instead={"c": "r"})
    data = a_hub(question, a_question("r", ["c"], status="draft"), a_question("s", ["c"]))
    assert "har ikke dette spørsmålet" in page_of(data, "sporsmal/q/").one("p", "notfor").text


def test_an_added_text_follows_the_shared_one() -> None:
    """`append` shows the shared answer «for alle», and the addition under the role's name."""
    parts = question_page("rengjoring-av-maskinen").one("div", "variants").all("section")
    assert [part.one("h2").text for part in parts] == ["For alle", "I tillegg for butikksjef"]
    assert "skylles hver kveld" in parts[0].text
    assert "føres i loggen" not in parts[0].text
    assert "skylles hver kveld" not in parts[1].text
    assert "føres i loggen" in parts[1].text


def test_a_replaced_text_follows_the_shared_one() -> None:
    """`replace` shows the shared answer for the other roles, followed by the role's own."""
    parts = question_page("stenge-kassen").one("div", "variants").all("section")
    assert [part.one("h2").text for part in parts] == [
        "For barista og ringevikar",
        "For butikksjef",
    ]
    assert "Tell pengene" in parts[0].text
    assert "Godkjenn dagen" in parts[1].text


def test_another_title_is_shown() -> None:
    """A title that only one role uses is shown below the shared one."""
    page = question_page("hvor-mye-kaffe")
    assert page.one("h1").text == "Hvor mye kaffe går det i en kopp?"
    assert page.one("p", "othertitle").text == (
        "For ringevikar heter spørsmålet «Hvor mye kaffe tar jeg?»"
    )
    assert page.all("div", "variants") == []


def test_a_question_where_every_role_has_its_own_text_shows_no_shared_one() -> None:
    """If all roles have a replacement, the shared answer is not shown."""
    variants = {role: {"replace": f"For {role}.", "why": "x"} for role in ("a", "b")}
    page = page_of(a_hub(a_question("q", ["a", "b"], variants=variants)), "sporsmal/q/")
    assert [x.one("h2").text for x in page.one("div", "variants").all("section")] == [
        "For a",
        "For b",
    ]
    assert "Svar om q" not in page.text


def test_sources_have_publisher_and_kind() -> None:
    """Links and laws are listed with publisher, kind, language and doubts about the address."""
    rows = [item.text for item in sources(question_page("rengjoring-av-maskinen")).all("li")]
    assert rows == [
        "Håndbok for espressomaskinen Maskinfabrikken · PDF · engelsk · adressen er ikke bekreftet",
        (
            "Oppskriftsboken (lenken mangler) Kaffekjeden · nettside"
            " Adressen er tapt. Håndboken har de viktigste målene."
        ),
        "Renholdsloven § 2 Lovsamlingen · regelverk",
    ]


def test_a_link_in_the_text_is_not_repeated_among_the_sources() -> None:
    """The list has what no shown text links to; for a lost link, its note is the difference."""
    lost = {"url": None, "url_status": "missing"}
    links = [a_link("told"), a_link("left"), a_link("lost", **lost),
             a_link("noted", note="Spør utgiveren.", **lost)]  # fmt: skip
    answer = "[Her](link:told), [der](link:lost) og [borte](link:noted)."
    variants = {"b": {"append": "Også [dette](link:left).", "why": "x"}}
    question = a_question(
        "q", ["a", "b"], answer=answer, variants=variants, links=[x.id for x in links]
    )
    data = a_hub(question, links=links)
    assert [x.text for x in sources(page_of(data, "sporsmal/q/")).all("li")] == [
        "Tittel noted (lenken mangler) Utgiver · nettside Spør utgiveren."
    ]
    assert "Tittel left" in page_of(data, "a/").one("dl", "facts").text
    assert "Tittel left" not in page_of(data, "b/").one("dl", "facts").text


def test_a_title_that_ends_in_the_publisher_does_not_repeat_it() -> None:
    """«Kontorene (KS)» by KS is shown without «KS» behind it."""
    link = a_link("l", title="Kontorene (KS)", publisher="KS")
    page = page_of(a_hub(a_question("q", links=["l"]), links=[link]), "sporsmal/q/")
    assert sources(page).one("li").text == "Kontorene (KS) nettside"


def test_a_law_links_to_its_section_or_to_the_whole() -> None:
    """A cited section links to the address by the pattern, a law without section addresses to the
    law.
    """
    of_section = sources(question_page("arlig-kontroll")).all("a", rel="external")
    assert [link["href"] for link in of_section] == [
        "https://lov.example.org/lov/renhold/paragraf/9"
    ]
    whole = built("kaffe").page("barista/index.html").one("article", id="stenge-kassen")
    assert "https://kommune.example.org/skjenking" in [
        link["href"] for link in whole.one("dl", "facts").all("a", rel="external")
    ]


def test_the_way_to_the_question_is_above_it() -> None:
    """The list of all questions and the topic are linked above the heading, outermost first."""
    way = question_page("stenge-kassen").one("nav", "crumbs").all("a")
    assert [(x.text, x["href"]) for x in way] == [
        ("Alle spørsmål", "../../sporsmal/"), ("Kasse og vakter", "../../sporsmal/#emne_kasse"),
    ]  # fmt: skip


def test_below_the_heading_stands_what_the_answer_is_worth() -> None:
    """One line has the review, the day of the newest change if it is known, and the roles."""
    changed, unknown = question_page("hvor-mye-kaffe"), question_page("bytte-vakt")
    assert [x.text for x in changed.one("p", "standing").all("span")][-2:] == [
        "Oppdatert 10. februar 2025", "For alle roller",
    ]  # fmt: skip
    assert unknown.one("p", "standing").text == (
        "Ikke faglig gjennomgått ennå For barista og ringevikar"
    )


def test_the_review_is_explained_beside_the_answer() -> None:
    """The column says who has confirmed the answer and when, or that nobody has."""
    review = "Faglig gjennomgang"
    assert facts(question_page("hvor-mye-kaffe"))[review] == (
        "En fagperson bekreftet svaret 5. januar 2025."
    )
    assert facts(question_page("bytte-vakt"))[review] == (
        "Ingen fagperson har bekreftet svaret ennå."
    )


def test_an_answer_says_whether_it_was_reviewed() -> None:
    """The page shows the date of the review in Norwegian, or that there was none."""
    never, confirmed = question_page("bytte-vakt"), question_page("hvor-mye-kaffe")
    assert never.one("span", "review").text == "Ikke faglig gjennomgått ennå"
    assert confirmed.all("span", "review")[0].text == "Sist faglig gjennomgått 5. januar 2025"
    assert confirmed.all("time")[0]["datetime"] == "2025-01-05"


def test_a_question_names_its_source_but_not_the_note() -> None:
    """The source document is named, while the note to editors is left out."""
    assert facts(question_page("hvor-mye-kaffe"))["Svaret bygger på"] == "Kaffekjedens håndbok"


def test_a_question_names_all_its_sources_with_their_years() -> None:
    """A document without a date has no year."""
    named = facts(question_page("rengjoring-av-maskinen"))["Svaret bygger på"]
    assert named == "Kaffekjedens håndbok og Renholdsplanen (2024)"


def test_related_questions_are_published_ones() -> None:
    """«Les også» links to other published questions, never to the page itself or a draft."""
    related = question_page("hvor-mye-kaffe").one("section", "related").all("a")
    assert [link["href"] for link in related] == [
        "../../sporsmal/rengjoring-av-maskinen/",
        "../../sporsmal/arlig-kontroll/",
    ]


def test_headings_of_an_answer_follow_its_page() -> None:
    """A heading in an answer is an h4 on a role's page and an h2 on the question's own page."""
    site = built("kaffe")
    assert "Når cremaen er tynn" in [x.text for x in site.page("barista/index.html").all("h4")]
    alone = site.page("sporsmal/hvor-mye-kaffe/index.html")
    assert "Når cremaen er tynn" in [x.text for x in alone.all("h2")]


@pytest.mark.parametrize("variant", ["append", "replace"])
def test_headings_of_variants_are_below_the_roles_name(variant: str) -> None:
    """On a page with variants, the headings of an answer are one level below «For …»."""
    text = "#### Del\n\nTekst."
    question = a_question("q", ["a", "b"], answer=text, variants={"b": {variant: text, "why": "x"}})
    page = page_of(a_hub(question), "sporsmal/q/")
    levels = [(x.tag, x.text) for x in page.walk() if x.tag in ("h2", "h3", "h4")]
    assert [tag for tag, words in levels if words == "Del"] == ["h3", "h3"]


def test_an_answer_can_be_sent_to_each_of_its_roles() -> None:
    """The links lead to the answer on the page of the role; the buttons need scripts."""
    page = question_page("stenge-kassen")
    links = page.one("details", "share").all("a")
    assert [(link.text, link["href"]) for link in links] == [
        (name, f"../../{name.lower()}/#stenge-kassen")
        for name in ("Barista", "Butikksjef", "Ringevikar")
    ]
    assert [
        button.attributes for button in page.all("button") if "hidden" not in button.attributes
    ] == []


def test_an_answer_offers_its_sheet() -> None:
    """A PDF; in a hub without them, nothing."""
    (link,) = [x for x in question_page("stenge-kassen").all("a") if x["href"].endswith(".pdf")]
    assert link["href"] == "../../sporsmal/stenge-kassen/stenge-kassen.pdf"
    assert link.text == "PDF til utskrift: Ønsker du hjelp til å stenge kassen?"
