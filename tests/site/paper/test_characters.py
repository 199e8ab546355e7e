"""Characters: those that the fonts have, and warnings about those that they lack."""

import pytest

from tests.site.paper.printed import papers, printed, printed_questions, squeezed
from tests.site_fixtures import HUBS, a_hub, a_link, a_question

SIGNS = "æøå ÆØÅ éèêóòôäöüàç «» “” ‘’ – — … § · • ○ ● ✓ ✗ → ← ↔ ≤ ≥ ± × ½ ° € čđŋšŧž ČĐŊŠŦŽ □"


def test_the_characters_that_we_use_are_in_the_fonts() -> None:
    """Norwegian and Sámi letters, quotes, dashes and symbols are printed as they are."""
    made = printed_questions(a_question("x", answer=SIGNS, question=f"**{SIGNS}** `{SIGNS}`"))
    assert made.document.warnings == ()
    assert made.text.count(squeezed(SIGNS)) >= 3


@pytest.mark.parametrize("name", HUBS)
def test_the_fonts_have_every_character_of_the_hubs(name: str) -> None:
    """No document of the two hubs contains a character that the fonts lack."""
    assert [x.document.warnings for x in papers(name).values() if x.document.warnings] == []


def test_a_character_that_no_font_has_is_reported() -> None:
    """The PDF is made with a replacement character, and the editor is warned with the file name."""
    link = a_link("a", url="https://a.example.org/日", title="En 日", roles=["gjest"])
    made = printed(
        a_hub(a_question("x", answer="God 😀 dag\ufeff\u202e\u0600, se [a](link:a)"), links=[link])
    )
    answers, links = made["gjest/gjest-sporsmal.pdf"], made["gjest/gjest-lenker.pdf"]
    assert "God□dag,sea[1]" in answers.text
    assert "En□" in links.text
    assert "https://a.example.org/%E6%97%A5" in links.text
    assert "https://a.example.org/%E6%97%A5" in links.addresses
    lost = "finnes ikke i skriftene for papir, og står som «□» i PDF-en; skriv det med ord"
    left_out = "kan ikke stå i en PDF, og er utelatt der; slett det"
    assert answers.document.warnings == (
        f"content/questions/x.yaml: advarsel: usynlig tegn U+0600 {left_out}",
        f"content/questions/x.yaml: advarsel: tegnet «😀» (U+1F600) {lost}",
        f"links.yaml: advarsel: tegnet «日» (U+65E5) {lost}",
    )
    assert links.document.warnings == answers.document.warnings[2:]
