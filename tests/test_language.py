"""A language: dates, numbers, sizes, enumerations, the alphabet, names, and what it lacks."""

import pickle
from datetime import date
from threading import Thread

import pytest

from generator.language import (
    LANGUAGES,
    Language,
    UnknownLanguageError,
    language_of,
    lower_first,
    say,
    speak,
)

BOKMAL, NYNORSK, ENGLISH = Language("nb"), Language("nn"), Language("en")


def test_a_hub_is_in_bokmal_nynorsk_or_english() -> None:
    """The source language comes first."""
    assert LANGUAGES == ("nb", "en", "nn")


@pytest.mark.parametrize("tag", ["", "no", "NB", "de", "nb_NO", "../nb", "nb\n"])
def test_an_unknown_language_names_the_choices(tag: str) -> None:
    """It is one sentence, in bokmål."""
    with pytest.raises(UnknownLanguageError) as caught:
        language_of(tag)
    assert str(caught.value) == f"språket «{tag}» finnes ikke; velg nb, en eller nn"


def test_bokmal_is_written_in_the_code() -> None:
    """Its catalogue has nothing to say, so a text needs no second place."""
    assert BOKMAL.gettext("Alle spørsmål") == "Alle spørsmål"
    assert BOKMAL.pgettext("many", "Spørsmål") == "Spørsmål"
    assert BOKMAL.ngettext("%(num)s lenke", "%(num)s lenker", 1) == "1 lenke"
    assert BOKMAL.ngettext("%(num)s lenke", "%(num)s lenker", 0) == "0 lenker"


def test_a_percent_sign_in_a_value_is_kept() -> None:
    """Values are put in once: what they contain is never read as a place for another value."""
    assert BOKMAL.gettext("Kilde: %(source)s", source="100 % %(x)s") == "Kilde: 100 % %(x)s"


@pytest.mark.parametrize(
    ("day", "bokmal", "nynorsk", "english"),
    [
        (date(2026, 11, 21), "21. november 2026", "21. november 2026", "21 November 2026"),
        (date(2026, 1, 1), "1. januar 2026", "1. januar 2026", "1 January 2026"),
        (date(2025, 5, 17), "17. mai 2025", "17. mai 2025", "17 May 2025"),
        (date(1999, 12, 31), "31. desember 1999", "31. desember 1999", "31 December 1999"),
    ],
)
def test_dates(day: date, bokmal: str, nynorsk: str, english: str) -> None:
    """Days have no leading zero; only English months have a capital letter."""
    assert [x.date(day) for x in (BOKMAL, NYNORSK, ENGLISH)] == [bokmal, nynorsk, english]
    assert BOKMAL.day(f"{day}T23:59:59+00:00") == bokmal


@pytest.mark.parametrize(
    ("size", "bokmal", "english"),
    [
        (0, "1 kB", "1 kB"),
        (87_400, "87 kB", "87 kB"),
        (999_499, "999 kB", "999 kB"),
        (999_500, "1,0 MB", "1.0 MB"),
        (1_234_567, "1,2 MB", "1.2 MB"),
        (1_234_000_000, "1234,0 MB", "1234.0 MB"),
    ],
)
def test_sizes(size: int, bokmal: str, english: str) -> None:
    """A size has at most one decimal, after the language's own mark."""
    assert (BOKMAL.size(size), NYNORSK.size(size), ENGLISH.size(size)) == (bokmal, bokmal, english)


def test_numbers_in_texts_are_grouped() -> None:
    """Norwegian has a space that does not break, English a comma."""
    assert BOKMAL.ngettext("%(num)s lenke", "%(num)s lenker", 12_345) == "12\u00a0345 lenker"
    assert ENGLISH.number(12_345) == "12,345"


@pytest.mark.parametrize(
    ("words", "norwegian", "english"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a og b", "a and b"),
        (["a", "b", "c"], "a, b og c", "a, b and c"),
    ],
)
def test_enumerations(words: list[str], norwegian: str, english: str) -> None:
    """There is no comma before the last word."""
    found = [language.enumerated(iter(words)) for language in (BOKMAL, NYNORSK, ENGLISH)]
    assert found == [norwegian, norwegian, english]


def test_the_norwegian_alphabet() -> None:
    """Case and quotes do not matter; foreign letters sort with their Norwegian equivalents."""
    words = ["ål", "Øl", "ære", "zoo", "«bok»", "Ære være", "ale", "Äpple", "öl", "idé", "ide b"]
    for language in (BOKMAL, NYNORSK):
        assert sorted(words, key=language.sort_key) == [
            "ale", "«bok»", "idé", "ide b", "zoo", "Äpple", "ære", "Ære være", "Øl", "öl", "ål",
        ]  # fmt: skip


def test_the_english_alphabet() -> None:
    """Letters with marks sort as those without, and curly quotes do not matter either."""
    words = ["zoo", "Ål", "“bee”", "ale", "Äpple", "cafés", "café"]
    assert sorted(words, key=ENGLISH.sort_key) == [
        "Ål", "ale", "Äpple", "“bee”", "café", "cafés", "zoo",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("tag", "bokmal"),
    [
        ("nb", "bokmål"),
        ("nn", "nynorsk"),
        ("en", "engelsk"),
        ("se", "nordsamisk"),
        ("sv", "svensk"),
        ("de", "tysk"),
        ("tlh-KX", "tlh-KX"),
    ],
)
def test_names_of_languages(tag: str, bokmal: str) -> None:
    """A language that CLDR does not know keeps its tag."""
    assert BOKMAL.name_of(tag) == bokmal


@pytest.mark.parametrize(
    ("text", "inside"),
    [("Leder i kommune", "leder i kommune"), ("LIS", "LIS"), ("A", "a"), ("", "")],
)
def test_a_name_inside_a_sentence(text: str, inside: str) -> None:
    """A word loses its capital letter, while an abbreviation keeps it."""
    assert lower_first(text) == inside


def test_all_threads_of_a_run_speak_its_language() -> None:
    """A preview answers requests in threads of their own, which show problems too."""
    said: list[str] = []
    speak("en")
    thread = Thread(target=lambda: said.append(say("Fant ikke siden")))
    thread.start()
    thread.join()
    assert said == ["Page not found"]
    speak("de")
    assert say("Fant ikke siden") == "Fant ikke siden"


def test_a_language_can_be_sent_to_another_process() -> None:
    """It is only its tag; catalogues are read where they are used."""
    assert pickle.loads(pickle.dumps(NYNORSK)) == NYNORSK
