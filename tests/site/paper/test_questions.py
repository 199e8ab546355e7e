"""The document with a role's questions: bookmarks, answers, references and the glossary."""

import re
from datetime import date
from html import unescape
from typing import Any

import pytest

from generator.hub.audience import RoleView
from generator.hub.source_list import Source
from tests.site.paper.printed import (
    GLOSSARY,
    each_view,
    printed_questions,
    questions_of,
    renderer,
    squeezed,
)
from tests.site.text.converting import as_written
from tests.site_fixtures import a_link, a_question


@each_view
def test_bookmarks_are_the_topics_and_questions(name: str, view: RoleView) -> None:
    """The bookmarks are the role's topics and questions in the role's order, and no others."""
    wanted = []
    for section in view.sections:
        wanted.append((1, section.topic.title))
        wanted += [(2, entry.title) for entry in section.entries]
    made = questions_of(name, view)
    if made.data["terms"]:
        wanted.append((1, GLOSSARY))
    assert [(level, title) for level, title, _ in made.outline] == wanted


@each_view
def test_every_answer_is_there_in_full(name: str, view: RoleView) -> None:
    """Every paragraph, list item and table cell of each answer is printed, by role."""
    made = questions_of(name, view)
    for entry in view.entries:
        html = renderer(name).texts.answer(entry.markdown).html(as_written)
        assert squeezed(entry.title) in made.text
        # The text between two tags is contiguous on paper too.
        for words in re.split(r"<[^>]+>", html):
            plain = squeezed(unescape(words))
            assert plain in made.text or plain in made.flow, (entry.question.id, plain)


@each_view
def test_references_between_questions_give_the_page(name: str, view: RoleView) -> None:
    """«(side 14)» names the page on which the referenced question begins."""
    made = questions_of(name, view)
    of = renderer(name)
    titles = {entry.question.id: entry.title for entry in view.entries}
    pages = {title: page for level, title, page in made.outline if level == 2}
    for entry in view.entries:
        for node in of.texts.answer(entry.markdown).tree.walk():
            id_ = node.address.removeprefix("question:")
            if node.address.startswith("question:") and id_ in titles:
                assert f"{squeezed(node.words)}(side{pages[titles[id_]]})" in made.text


@each_view
def test_the_glossary_has_the_terms_of_the_answers(name: str, view: RoleView) -> None:
    """The glossary at the end explains exactly the terms that the answers use."""
    made = questions_of(name, view)
    of = renderer(name)
    used = {id_ for entry in view.entries for id_ in of.texts.answer(entry.markdown).terms}
    assert len(made.data["terms"]) == len(used)
    last = squeezed("".join(made.pages[-3:])).rpartition(squeezed(GLOSSARY))[0] + made.text
    for term in of.hub.terms:
        if term.id in used:
            assert squeezed(term.definition or term.expansion or "") in last


def test_what_belongs_together_is_on_one_page() -> None:
    """No page ends with a heading or the introduction of a list, and none begins with sources."""
    sentence = "Legen skal ha veiledning og supervisjon hver uke. "
    questions = [
        a_question(
            f"nummer-{number}",
            answer=f"{sentence * (number % 17 + 1)}\n\n#### Underoverskrift {number}\n\n"
            f"Dette gjelder:\n\n- {sentence}\n- punkt\n\n"
            f"{sentence * (number % 11 + 1) if number % 3 else ''}",
            links=["a", "b"][: number % 3],
        )
        for number in range(80)
    ]
    made = printed_questions(*questions, links=[a_link("a"), a_link("b")])
    first = min(page for _, _, page in made.outline)
    assert len(made.pages) > first + 20
    for number, body in enumerate(made.bodies, start=1):
        if number >= first:
            assert not re.search(r"(?:Hvaernummer\d+\?|Underoverskrift\d+|Dettegjelder:)$", body)
        if number > first:
            assert not body.startswith(("Kilder", "Ikkefaglig", "1.Tittel"))


@pytest.mark.parametrize(
    ("more", "wanted"),
    [
        ({}, "Ikke faglig gjennomgått ennå."),
        ({"reviewed": date(2026, 1, 2)}, "Sist faglig gjennomgått 2. januar 2026."),
        (
            {"reviewed": date(2026, 1, 2), "review_by": date(2027, 3, 4)},
            "Sist faglig gjennomgått 2. januar 2026. Skal gjennomgås innen 4. mars 2027.",
        ),
    ],
)
def test_an_answer_states_its_review(more: dict[str, Any], wanted: str) -> None:
    """Each answer says whether and when it was reviewed."""
    assert squeezed(wanted) in printed_questions(a_question("x", **more)).text


def test_an_answer_names_its_sources_and_their_years() -> None:
    """What is printed can be checked where it comes from."""
    sources = (Source(document="Planen"), Source(document="Rundskrivet", year=2019))
    wanted = "Svaret bygger på: Planen og Rundskrivet (2019)."
    assert squeezed(wanted) in printed_questions(a_question("x", source=sources)).text


def test_the_title_page_sums_up_the_reviews() -> None:
    """The title page says whether none or some of the answers have been reviewed."""
    new, old = a_question("ny"), a_question("gammel", reviewed=date(2026, 1, 2))
    assert "Ingenavsvareneerfagliggjennomgåttennå." in printed_questions(new).text
    assert "1av2svarerfagliggjennomgått." in printed_questions(new, old).text
    assert "svarerfaglig" not in printed_questions(old).text
