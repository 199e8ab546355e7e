"""Norwegian dates, alphabetical order, and names inside a sentence."""

from datetime import date

import pytest

from generator.site.words import alphabetical_key, lower_first, norwegian_date


def test_the_norwegian_alphabet() -> None:
    """Case and quotes do not matter; foreign letters sort with their Norwegian equivalents."""
    words = ["ål", "Øl", "ære", "zoo", "«bok»", "Ære være", "ale", "Äpple", "öl", "idé", "ide b"]
    assert sorted(words, key=alphabetical_key) == [
        "ale", "«bok»", "idé", "ide b", "zoo", "Äpple", "ære", "Ære være", "Øl", "öl", "ål",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 11, 21), "21. november 2026"),
        (date(2026, 1, 1), "1. januar 2026"),
        (date(2025, 5, 17), "17. mai 2025"),
        (date(1999, 12, 31), "31. desember 1999"),
    ],
)
def test_dates_are_norwegian(day: date, written: str) -> None:
    """Days have no leading zero, and months are in lower case."""
    assert norwegian_date(day) == written


@pytest.mark.parametrize(
    ("text", "inside"),
    [("Leder i kommune", "leder i kommune"), ("LIS", "LIS"), ("A", "a"), ("", "")],
)
def test_a_name_inside_a_sentence(text: str, inside: str) -> None:
    """A word loses its capital letter, while an abbreviation keeps it."""
    assert lower_first(text) == inside
