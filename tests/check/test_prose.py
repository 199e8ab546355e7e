"""Sentences, words and LIX of Markdown, and the notes on plain language."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.check.language_notes import NoteCode, language_notes
from generator.check.plain_words import ABBREVIATION, EXPRESSION, PLAIN, WRITTEN_OUT
from generator.check.prose import lix, sentences
from generator.hub.load import read_hub
from tests.check.test_cases import CASES, read_case, write_hub


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Én setning. To setninger! Tre?", ["Én setning.", "To setninger!", "Tre?"]),
        ("Se f.eks. Helsedirektoratet, jf. Loven nr. 5 osv. Og så.", None),
        ("Etter § 2. ledd gjelder 3. punkt.", None),
        ("Han sa «nei». «Ja», sa hun.", ["Han sa «nei».", "«Ja», sa hun."]),
        (
            "Dette gjør du:\n\n- først\n- så [lenke](link:a)\n",
            ["Dette gjør du:", "først", "så lenke"],
        ),
        ("#### Tittel\n\nTekst over\nto linjer.", ["Tittel", "Tekst over to linjer."]),
        ("| a | b |\n| --- | --- |\n| c | d |", ["a", "b", "c", "d"]),
        ("```\nkode. Kode.\n```\n\nSkriv `a. B` her.", ["Skriv axxB her."]),
        ("**Fet.** Mager.", ["Fet.", "Mager."]),
        ("&amp; A. B", ["& A.", "B"]),
    ],
)
def test_a_text_has_these_sentences(text: str, wanted: list[str] | None) -> None:
    """The end of a block ends one; abbreviations and numbers do not."""
    found = [sentence.text.strip() for sentence in sentences(text)]
    assert found == (wanted or [text])


@given(st.text(alphabet="aB .!?\n-*_[]()#|>&;«»1", max_size=80))
def test_every_character_stands_where_it_is_said_to(text: str) -> None:
    """Letters are found in the Markdown at their offsets, whatever is around them."""
    for sentence in sentences(text):
        assert len(sentence.text) == len(sentence.offsets)
        for character, offset in zip(sentence.text, sentence.offsets, strict=True):
            assert 0 <= offset < len(text)
            if character in "aB":
                assert text[offset] == character


def test_deep_nesting_is_no_trouble() -> None:
    """A text nested deeper than Python's stack has sentences, too."""
    assert [x.text for x in sentences("> " * 5000 + "Ja.")] == ["Ja."]


def test_lix_is_words_a_sentence_plus_long_words_in_a_hundred() -> None:
    """10 words in 2 sentences, 3 of them with more than six letters: 5 + 30."""
    text = "Legen lærer mye. Veilederen vurderer hele tiden fremgangen til legen."
    assert lix(sentences(text)) == 35
    assert lix([]) is None


def test_the_tables_are_usable() -> None:
    """Each form is found by itself, has another text in its place, and none is there twice."""
    assert len(PLAIN) > 100
    for form, plain in {**PLAIN, **WRITTEN_OUT}.items():
        assert form != plain.strip()
        pattern = EXPRESSION if form in PLAIN else ABBREVIATION
        found = pattern.search(f"Vi {form} det")
        assert found is not None, form
        assert found[0] == form
    source = Path(__file__).parents[2] / "generator/check/plain_words.py"
    rows = re.findall(r"^(.+?) = .+$", source.read_text("utf-8"), re.MULTILINE)
    forms = [form for row in rows if row[0].islower() for form in row.split("/")]
    assert len(forms) == len(set(forms))


OFFICIAL = "«i henhold til» er kontorspråk; skriv for eksempel: etter [official-word]"
LONG = "Legen " + " ".join(["går"] * 25) + "."


@pytest.mark.parametrize(
    ("answer", "codes"),
    [
        ("Legen går.", []),
        (LONG, [NoteCode.LONG_SENTENCE]),
        (LONG.replace(" går", "", 1), []),
        ("I henhold til loven må du foreta valg.", [NoteCode.OFFICIAL_WORD] * 2),
        ("Loven gjelder bl.a. leger.", [NoteCode.ABBREVIATION]),
        ("Skriv s.u.n.n. her, og se nav.no. Ferdig.", [NoteCode.ABBREVIATION]),
        ("Spesialistutdanningen krever kompetansevurdering. " * 20, [NoteCode.HARD_TEXT]),
    ],
)
def test_an_answer_gets_these_notes(answer: str, codes: list[NoteCode], tmp_path: Path) -> None:
    """At their places, and no others."""
    write_hub(read_case(CASES / "check/clean.yaml"), tmp_path)
    path = "content/questions/hva-er-veiledning.yaml"
    (tmp_path / path).write_text(
        f"id: hva-er-veiledning\nquestion: Hva er veiledning?\nroles: all\nanswer: |\n  {answer}\n",
        "utf-8",
    )
    hub, origins, problems = read_hub(tmp_path)
    assert problems == []
    notes, readings = language_notes(hub, origins, "nb")
    mine = [note for note in notes if note.place.path == path]
    assert sorted(note.code for note in mine) == sorted(codes)
    assert {note.place.line for note in mine} <= {5}
    assert path in {reading.path for reading in readings}
    others, _ = language_notes(hub, origins, "nn")
    words = {NoteCode.OFFICIAL_WORD, NoteCode.ABBREVIATION}
    assert [x for x in others if x.code in words] == []


def test_a_note_stands_at_its_word(tmp_path: Path) -> None:
    """Line and column are those of the first letter, behind markup and links."""
    write_hub(read_case(CASES / "check/clean.yaml"), tmp_path)
    path = "content/questions/hva-er-veiledning.yaml"
    (tmp_path / path).write_text(
        "id: hva-er-veiledning\nquestion: Hva er veiledning?\nroles: all\n"
        "answer: |\n  Kort.\n\n  Dette er **fett**, og gjøres iht. loven\n  i henhold til den.\n",
        "utf-8",
    )
    hub, origins, _ = read_hub(tmp_path)
    notes, _ = language_notes(hub, origins, "nb")
    assert [str(note) for note in notes if note.place.path == path] == [
        f"{path}:7:32: merknad: «iht.» er en forkortelse; skriv: etter [abbreviation]",
        f"{path}:8:3: merknad: {OFFICIAL}",
    ]
