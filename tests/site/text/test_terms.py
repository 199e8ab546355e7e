"""The glossary's terms in answers: which are marked, where, and what is shown at them."""

import pytest

from generator.hub.model import ExpansionBasis
from generator.language import language_of
from generator.site.text.terms import term_explanation
from tests.site.text.converting import HUB, Converter, as_written, marked, words
from tests.site_fixtures import parse


@pytest.fixture(scope="module")
def prose() -> Converter:
    """A converter that knows a few links, laws and terms."""
    return Converter(HUB)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("En LIS til.", [("LIS", "lis")]),
        ("To LIS-er her, og LIS igjen.", [("LIS-er", "lis")]),
        ("Målene og mål.", [("Målene", "mal")]),
        ("Mål er bra.", [("Mål", "mal")]),
        ("Se en individuell plan.", [("individuell plan", "plan")]),
        ("Individuell plan først.", [("Individuell plan", "plan")]),
        ("LIS med mål og LIS", [("LIS", "lis"), ("mål", "mal")]),
        ("**LIS** *mål*", [("LIS", "lis"), ("mål", "mal")]),
        ("- LIS\n- mål", [("LIS", "lis"), ("mål", "mal")]),
        ("(LIS), «mål»!", [("LIS", "lis"), ("mål", "mal")]),
        ("læringsarena og arena", [("læringsarena", "arena")]),
        ("a *b* LIS *c* mål d", [("LIS", "lis"), ("mål", "mal")]),
    ],
)
def test_the_first_use_of_a_term_is_marked(
    prose: Converter, text: str, wanted: list[tuple[str, str]]
) -> None:
    """A term or one of its forms is marked once in an answer, where it first stands."""
    html = prose.convert(text)
    assert marked(html) == wanted
    assert words(html) == words(prose.convert(text, on_site=False))
    assert list(prose.texts.answer(text).terms) == [id_ for _, id_ in wanted]


@pytest.mark.parametrize(
    "text",
    [
        "lis", "Lis", "LISA", "ALIS", "LIS2", "xLIS", "LIS-kontor", "del-LIS", "formål", "måle",
        "læringsmål", "MÅL", "individuell  planlegging", "individuell planen",
        "individuell plan-arbeid", "Del 1", "del",
        "`LIS`", "#### LIS", "[LIS](link:side)", "[om **LIS**](question:hva)",
        "| LIS |\n| --- |\n| x |",
    ],
)  # fmt: skip
def test_what_is_no_term_is_left_alone(prose: Converter, text: str) -> None:
    """Parts of words, other capitals, code, headings, links and quiet terms are not marked."""
    assert marked(prose.convert(text)) == []


def test_a_term_is_marked_after_a_link_that_names_it(prose: Converter) -> None:
    """What stands in a link or in code doesn't count as the first use."""
    assert marked(prose.convert("[LIS](link:side), `LIS` og LIS")) == [("LIS", "lis")]


def test_a_term_leads_to_the_glossary(prose: Converter) -> None:
    """The mark is a link to the term's place in the glossary."""
    [term] = parse(prose.convert("LIS")).all("a", "term")
    assert term["href"] == "~/ordliste/#lis"


def test_a_multi_word_term_may_be_broken_over_lines(prose: Converter) -> None:
    """A line break in the source inside a term is a blank."""
    assert [id_ for _, id_ in marked(prose.convert("en individuell\nplan her"))] == ["plan"]


def test_each_answer_marks_anew(prose: Converter) -> None:
    """What one answer has marked doesn't keep the next from marking it."""
    assert marked(prose.convert("LIS én")) == marked(prose.convert("LIS to")) == [("LIS", "lis")]


def test_explanations_are_escaped() -> None:
    """Expansion and definition stand together, as text."""
    terms, language = {term.id: term for term in HUB.terms}, language_of("nb")
    assert term_explanation(terms["lis"], language) == "lege i spesialisering"
    assert term_explanation(terms["plan"], language) == "En &lt;plan&gt; &amp; mer."
    looked_up = terms["lis"].model_copy(update={"expansion_basis": ExpansionBasis.LOOKED_UP})
    assert term_explanation(looked_up, language) == (
        "lege i spesialisering (slått opp, står ikke i kildene)"
    )


def test_a_note_is_one_line_without_terms(prose: Converter) -> None:
    """A note's Markdown is rendered without a paragraph and without marks."""
    assert prose.texts.answer("En *LIS*").inline_html(as_written) == "En <em>LIS</em>"


def test_a_description_is_plain_text(prose: Converter) -> None:
    """The first paragraph, without tags and line breaks."""
    assert prose.texts.answer("En **LIS**\nher.\n\nMer.").summary == "En LIS her."


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("#### Slik\n\n- en\n- to\n\nSlutt", "Slik: en, to. Slutt"),
        ("- a.\n  - b\n- c", "a. b. c."),
        ("| A | B |\n| - | - |\n| 1 | 2 |", "A B 1 2"),
        ("Se [boken](link:tapt)  \nog *mer*", "Se boken (lenken mangler) og mer"),
        ("> Sitat\n\n---\n\nSlutt!", "Sitat Slutt!"),
    ],
)
def test_the_search_reads_one_line(prose: Converter, text: str, line: str) -> None:
    """Where only a line break separates things on the page, a mark does in plain text."""
    assert prose.texts.answer(text).plain == line
