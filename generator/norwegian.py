"""Norwegian words and rules that templates and pages share: dates, the alphabet, kinds, marks.

In: values of the model. Out: what a reader sees. Nothing here depends on a hub.
"""

from collections.abc import Mapping
from datetime import date

from generator.model import LinkKind, UrlStatus

KIND_WORDS: Mapping[LinkKind, str] = {
    LinkKind.PAGE: "nettside",
    LinkKind.PDF: "PDF",
    LinkKind.LAW: "regelverk",
    LinkKind.VIDEO: "video",
    LinkKind.COURSE: "kurs",
    LinkKind.TOOL: "verktøy",
}
STATUS_WORDS: Mapping[UrlStatus, Mapping[str, str]] = {
    UrlStatus.FROM_SOURCE: {"name": "fra kilden", "meaning": "Adressen sto i kildedokumentet."},
    UrlStatus.RECOVERED: {
        "name": "gjenfunnet",
        "meaning": "Adressen var tapt, og er funnet igjen i en lagret kopi av utgiverens sider.",
    },
    UrlStatus.DERIVED: {
        "name": "ikke bekreftet",
        "meaning": "Adressen er reparert eller satt sammen etter et kjent mønster.",
    },
    UrlStatus.MISSING: {
        "name": "mangler",
        "meaning": "Adressen er tapt. Merknaden viser til nærmeste bekreftede side.",
    },
}
LANGUAGE_WORDS = {
    "nn": "nynorsk",
    "en": "engelsk",
    "se": "nordsamisk",
    "sv": "svensk",
    "da": "dansk",
}
_MONTHS = (
    "januar", "februar", "mars", "april", "mai", "juni",
    "juli", "august", "september", "oktober", "november", "desember",
)  # fmt: skip
_ALPHABET = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "é": "e"})


def norwegian_date(day: date) -> str:
    """Return `21. november 2026`."""
    return f"{day.day}. {_MONTHS[day.month - 1]} {day.year}"


def alphabetical_key(text: str) -> str:
    """Return a key that sorts by the Norwegian alphabet, quotes left out."""
    return text.casefold().strip('«»" ').translate(_ALPHABET)


def lower_first(text: str) -> str:
    """Return the text as it stands inside a sentence; an abbreviation keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
