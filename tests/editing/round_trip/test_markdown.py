"""Markdown becomes pieces of a word processor, and these become the same Markdown."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.editing.confirm import hub_in
from generator.editing.round_trip.fields import fields_of
from generator.editing.round_trip.markdown import as_markdown, changed
from generator.editing.round_trip.pieces import pieces
from generator.editing.round_trip.word_back import read_word
from generator.editing.round_trip.word_out import as_word
from tests.site_fixtures import HUBS

SAMPLES = [
    "Et avsnitt med **fet**, *kursiv*, ***begge*** og `kode`.",
    "- ett\n- to\n  - under to\n    - under der\n- tre",
    "1. ett\n2. to\n   - punkt\n   - punkt\n3. tre",
    "3. begynner på tre\n4. fire",
    "- ett\n\n  Mer om ett.\n- to",
    "| A | B |\n| :--- | ---: |\n| **1** | [x](link:y) |\n|  | \\| |",
    "#### Mellomtittel\n\nTekst.",
    "> Et sitat.\n>\n> I to avsnitt.",
    "[tekst](link:id), [§ 26](law:lov#26) og [et *annet* svar](question:svar)",
    "Skriv til [oss](mailto:post@example.org).",
    "**[§ 5](law:lov#5)** er lenket.",
    "Linje én\\\nlinje to",
    "1\\. mars er en dato, og \\- er en strek.",
    "Stjerne \\* og _ og [klammer] og 3 < 4 og a_b_c.",
    "~~strøket~~",
    "*:~1~*",
    "*:~~1~~* og ~~strøket **fet**~~",
    "**fet *begge* fet** og *kursiv **begge***",
    "```\nkode\n```",
    "- punkt\n\n1. nummer",
    "§ 4, «sitat» – og 055 og 1-6.",
    "<!-->\n\n1",
]


@pytest.mark.parametrize("text", SAMPLES)
def test_a_text_comes_back(text) -> None:
    """What it says is the same, and an unchanged text is the same to the letter."""
    found = pieces(text)
    assert pieces(as_markdown(found)) == found
    assert changed(text, found) == text


def test_every_answer_of_this_hub_comes_back_from_word(tmp_path: Path) -> None:
    """Bullets, numbers, bold, italics, links and tables, by way of a file."""
    hub = hub_in(HUBS["own"])
    path = tmp_path / "hub.docx"
    path.write_bytes(as_word(hub, "Hub"))
    back, parts = read_word(path)
    texts = [item for question in hub.questions for item in fields_of(question)]
    assert set(back.marks) == {item.key for item in texts} == set(parts)
    for item in texts:
        if not item.is_title:
            assert parts[item.key] == pieces(item.text), item.key
            assert changed(item.text, parts[item.key]) == item.text.strip("\n")


def test_only_the_changed_block_is_written_anew() -> None:
    """The spelling of the others stays: another mark of lists, a needless escape."""
    old = "* ett\n* to\n\nEt avsnitt\\.\n\nEt til."
    new = changed(old, pieces("- ett\n- to\n\nEt avsnitt.\n\nEt annet."))
    assert new == "* ett\n* to\n\nEt avsnitt\\.\n\nEt annet."


WORDS = st.text(alphabet="ab æ.*_[]()<>`#-+1|\\~!:", min_size=1, max_size=12)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=4))
def test_any_paragraphs_come_back(words) -> None:
    """Whatever letters they have: what was read once is read the same again."""
    found = pieces("\n\n".join(words))
    assert changed("\n\n".join(words), found) is not None
    once = as_markdown([x for x in found if x.kind == "paragraph"])
    again = [x for x in pieces(once) if x.kind == "paragraph"]
    assert [x.runs for x in again] == [x.runs for x in pieces(as_markdown(again))]
