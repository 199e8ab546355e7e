"""Compounds in titles can break at their joints, and nowhere else does anything change."""

import json
import re
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.site.text.joints import JOINT, Joints
from tests.site.pages.rendered import page_of
from tests.site_fixtures import Site, a_hub, a_question, built

_TEXTS = ["Kaffe er en drikk. Maskinen, traktere og kopper.", "Et mål. Å føre. Drikken. kompetanse"]


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("kaffemaskinen", "kaffe|maskinen"),
        ("Kaffemaskiner", "Kaffe|maskiner"),  # other forms of the words that are there
        ("vurderingskollegium", "vurderings|kollegium"),  # an «s» after such an ending joins
        ("utdanningsmål", "utdannings|mål"),
        ("kompetansemålene", "kompetanse|målene"),
        ("kaffemaskinkopper", "kaffe|maskin|kopper"),
        ("veiledningen", "veiledningen"),  # an ending is no word
        ("maskinene", "maskinene"),
        ("kaffekopp", "kaffekopp"),  # short enough for any line
        ("teknologihistorie", "teknologihistorie"),  # of words that the hub does not have
    ],
)
def test_a_word_breaks_between_its_parts(word: str, wanted: str) -> None:
    """The parts are words of the hub, or are joined as Norwegian joins them."""
    assert "|".join(Joints(_TEXTS, "nb").parts(word)) == wanted


@pytest.mark.parametrize(("language", "parts"), [("nn", 2), ("nb", 2), ("en", 1), ("el", 1)])
def test_other_languages_have_no_joints(language: str, parts: int) -> None:
    """The rules are those of Norwegian."""
    assert Joints(_TEXTS, language).html("kaffemaskinen").count(JOINT) == parts - 1


@given(st.text(), st.lists(st.text(), max_size=3))
def test_a_title_keeps_its_words(text: str, texts: list[str]) -> None:
    """Without the empty elements, it is the escaped text."""
    html = Joints([*texts, *_TEXTS], "nb").html(text)
    assert html.replace(JOINT, "") == escape(text)


def test_titles_have_joints_and_nothing_else_has() -> None:
    """Neither the title of the page nor its ids, and no text has a soft hyphen."""
    question = a_question("q", question="Kaffemaskinen?", answer="Maskin og kaffe.")
    page = page_of(a_hub(question), "sporsmal/q/")
    assert len(page.one("h1").all("span", "joint")) == 1
    assert page.one("h1").text == "Kaffemaskinen?"


def test_nothing_that_is_read_by_programs_has_a_joint(site: Site) -> None:
    """Data, the search, descriptions and the title of each page are plain."""
    for path, raw in site.files.items():
        if path.endswith((".html", ".json", ".xml", ".txt")):
            text = raw.decode()
            assert "\u00ad" not in text, path
            heads = re.findall(
                r"<title>.*?</title>|<meta[^>]*>|<script.*?</script>", text, re.DOTALL
            )
            assert not any("joint" in head for head in heads), path
    assert "joint" not in json.dumps(json.loads(site.files["data/hub.json"]))


def test_most_long_words_of_titles_can_break() -> None:
    """Of those in the questions of this hub, only some whose parts it never uses alone cannot."""
    html = built("own").files["sporsmal/index.html"].decode()
    titles = re.findall(r'<a href="[^"]*">([^/]*\?)</a>', html.replace(JOINT, "|"))
    found = {word for title in titles for word in re.findall(r"[\w|]{18,}", title)}
    assert {word for word in found if "|" not in word} == {
        "bedriftshelsetjeneste", "internundervisning",
    }  # fmt: skip
    assert {"utdannings|virksomhet", "vurderings|kollegium", "spesialist|utdanningen"} <= found
