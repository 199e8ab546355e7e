"""Characters that change the meaning of a text are found; those that are right are not."""

from itertools import product
from unicodedata import is_normalized

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.problems import Code
from generator.sources import characters
from generator.sources.characters import cured, find

HIDDEN = Code.INVISIBLE_CHARACTER


def found(text: str, *, is_page: bool = False) -> list[tuple[Code, int, str]]:
    """Return code, offset and message of each finding, by offset."""
    findings = sorted(find(text, is_page=is_page))
    return [(finding.code, finding.start, finding.message) for finding in findings]


def hard(where: str, number: str = "U+00A0") -> str:
    """Return the message about a hard space."""
    return f"hardt mellomrom ({number}) {where}; skriv et vanlig mellomrom"


@pytest.mark.parametrize(
    ("text", "offset", "message"),
    [
        ("a:\n\u00a0 - b", 3, hard("som innrykk")),
        ("a:\n  \u202f- b", 5, hard("som innrykk", "U+202F")),
        (
            "  a\n  \u00a0\n  b",
            6,
            "hardt mellomrom (U+00A0) på en linje som skulle vært tom; slett det",
        ),
        ("  -\u00a0to", 3, hard("etter «-»")),
        ("*\u2003to", 1, hard("etter «*»", "U+2003")),
        ("- -\u00a0to", 3, hard("etter «-»")),
        ("> -\u00a0to", 3, hard("etter «-»")),
        ("  ####\u00a0Tittel", 6, hard("etter «####»")),
        ("1. en\n2.\u00a0to", 8, hard("etter «2.»")),
        ("1)\u00a0en\n\n2) to", 2, hard("etter «1)»")),
        ("| a | b |\n|---|\u00a0---|", 15, hard("i linjen under overskriftene i tabellen")),
    ],
)
def test_a_hard_space_where_a_plain_one_is_needed(text: str, offset: int, message: str) -> None:
    """As indentation, after a mark and in a table's rule it would change what the text means."""
    assert found(text) == [(HIDDEN, offset, message)]
    assert found(cured(text, find(text))) == []


@pytest.mark.parametrize(
    "text",
    [
        "innen 31.\u00a0desember",
        "31.\u00a0desember er fristen.\n1.\u00a0mars er for sent.",
        "2.\u00a0ledd sier at kr\u00a0100 er nok.",
        "§\u00a026 gjelder.\nKl.\u00a012:\u00a030",
        "tekst \u2013\u00a0mer tekst\u00a0",
        "#\u00a0en kommentar i YAML",
        "| §\u00a026 | kr\u00a0100 |",
        "5\u202f000 – 10\u202f000",
    ],
)
def test_a_hard_space_inside_a_sentence_is_right(text: str) -> None:
    """Between a number and its word, a mark and its number, and wherever a line may not break."""
    assert found(text) == []


def test_a_page_can_have_a_heading_of_the_first_level() -> None:
    """What is a comment in YAML is a heading on a page."""
    assert found("#\u00a0Om oss", is_page=True) == [(HIDDEN, 1, hard("etter «#»"))]


@pytest.mark.parametrize(
    ("text", "offset", "message"),
    [
        ("\u200b#### Tittel", 0, "usynlig tegn U+200B ved «####»; slett det"),
        ("lærings\u200bmål", 7, "usynlig tegn U+200B ved «læringsmål»; slett det"),
        ("[lis\u200d]", 4, "usynlig tegn U+200D ved «lis»; slett det"),
        ("a \u2060\u2060 b", 2, "usynlig tegn U+2060; slett det"),
        ("lis\u200e", 3, "usynlig tegn U+200E ved «lis»; slett det"),
        ("a\u3164b", 1, "usynlig tegn U+3164 ved «ab»; slett det"),
        ("a\u202eb", 1, "usynlig tegn U+202E, som snur leseretningen; slett det"),
        ("\u2067a", 0, "usynlig tegn U+2067, som snur leseretningen; slett det"),
        ("سلام\u202e", 4, "usynlig tegn U+202E, som snur leseretningen; slett det"),
    ],
)
def test_an_invisible_character(text: str, offset: int, message: str) -> None:
    """Before a mark, in a word or an id, or turning the order of what is read."""
    assert found(text) == [(HIDDEN, offset, message)]
    assert found(cured(text, find(text))) == []


@pytest.mark.parametrize(
    "text",
    ["👩\u200d⚕\ufe0f", "❤\ufe0f\u200d🔥", "🏴\U000e0067\U000e0062\U000e007f", "👩🏽\u200d⚕",
     "می\u200cخواهم", "שלום\u200f!", "ភាសា\u200bខ្មែរ", "क्\u200dष", "1\ufe0f⃣"],
)  # fmt: skip
def test_an_invisible_character_that_belongs_to_the_writing(text: str) -> None:
    """Emoji are joined by them, and other scripts are written with them."""
    assert found(text) == []


def test_soft_hyphens_are_reported_once_a_word() -> None:
    """The message has the word as it should be."""
    message = (
        "myk bindestrek i «spesialistutdanning», som søk ikke finner; skriv ordet på nytt uten den"
    )
    assert found("en spesia\u00adlist\u00adutdanning, to") == [(Code.SOFT_HYPHEN, 9, message)]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("lÃ¦ring", "læring"), ("fÃ¸r", "før"), ("pÃ¥", "på"), ("Ã…pen", "Åpen"),
        ("Ã˜kt", "Økt"), ("Ã†re", "Ære"), ("Â§Â\u00a026", "§\u00a026"), ("1â€“2", "1–2"),
        ("â€™en", "’en"), ("â‚¬", "€"), ("Â«ordÂ»", "«ord»"), ("lÃƒÂ¦ring", "læring"),
        ("kafÃ©", "kafé"), ("Ã\u00a0", "à"), ("Å¡addat", "šaddat"), ("Ä\u0080", "Ā"),
        ("ðŸ˜€", "😀"), ("Ð¿Ñ€Ð¸", "при"), ("aÌŠr", "år"), ("ï»¿id", "id"),
        ("Ã\u0085pen", "Åpen"), ("Ã\u0098kt", "Økt"), ("â\u0080\u0093", "–"),
    ],
)  # fmt: skip
def test_a_word_in_the_wrong_encoding_is_reported_mended(word: str, meant: str) -> None:
    """UTF-8 that was read as Windows-1252 or Latin-1, once or twice, is reported mended."""
    first = next(offset for offset, letter in enumerate(word) if not letter.isascii())
    (finding,) = find(f"Om {word}, nå")
    assert (finding.code, finding.start) == (Code.MOJIBAKE, 3 + first)
    assert finding.message.endswith(f" har feil tegnkoding; skriv «{meant}»")


@pytest.mark.parametrize(
    "text",
    ["fra A til «Å»", "PÅ–AV", "BLÅ… og RØ", "«SE OGSÅ»", "Å’en", "PÅ\u00a02", "café»…",
     "Straß“", "å…»",
     "3×½ og 2×²", "MØ²", "ÆØÅ®", "É–È", "100 µg/m³", "Č, š og ž", "naïve", "São"],
)  # fmt: skip
def test_letters_before_marks_are_not_taken_for_a_wrong_encoding(text: str) -> None:
    """What Norwegian texts put after a letter could be bytes of another encoding, and is not."""
    assert found(text) == []


@pytest.mark.parametrize(("word", "offset"), [("l\ufffdring", 4), ("lï¿½ring", 4), ("\ufffd", 3)])
def test_a_lost_letter_is_reported_with_its_word(word: str, offset: int) -> None:
    """Nobody knows which letter it was, whether it was lost once or twice."""
    message = f"et tegn er gått tapt i «{word}»; skriv ordet på nytt"
    assert found(f"Om {word}.") == [(Code.LOST_CHARACTER, offset, message)]


@given(st.text("aå \u00a0\u200b\u00ad\u202eÃ¦»–1.-#|:\n\ufffd👩\u200d"))
def test_findings_lie_in_the_text(text: str) -> None:
    """Whatever the text, each finding is a part of it, and so are the cures."""
    findings = list(find(text))
    assert all(0 <= finding.start < finding.end <= len(text) for finding in findings)
    assert len(cured(text, findings)) <= len(text)


def test_nothing_is_wrong_with_any_ordinary_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text of them is not searched, so no two or three of them may be a finding, or not NFC."""
    ordinary = [x for x in map(chr, range(0x80, 0x3000)) if characters.is_ordinary(x)]
    monkeypatch.setattr(characters, "is_ordinary", lambda _: False)
    texts = ["".join(some) for length in (2, 3) for some in product(ordinary, repeat=length)]
    assert len(ordinary) > 20
    assert not list(find("\n".join(texts)))
    assert all(is_normalized("NFC", text) for text in texts)
