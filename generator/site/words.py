"""Norwegian words and rules that pages, files and PDFs share: names, dates, sizes, the alphabet.

In: values of the models. Out: the words that a reader sees. Nothing here depends on a hub.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from generator.hub.links import LinkKind, UrlStatus
from generator.linkcheck.results import Verdict
from generator.sources.characters import MONTHS

KIND_WORDS: Mapping[LinkKind, str] = {
    LinkKind.PAGE: "nettside",
    LinkKind.PDF: "PDF",
    LinkKind.LAW: "regelverk",
    LinkKind.VIDEO: "video",
    LinkKind.COURSE: "kurs",
    LinkKind.TOOL: "verktøy",
}
STATUS_WORDS: Mapping[UrlStatus, Mapping[str, str]] = {
    UrlStatus.FROM_SOURCE: {
        "name": "fra kilden",
        "meaning": "Adressen sto slik i et kildedokument.",
    },
    UrlStatus.RECOVERED: {
        "name": "gjenfunnet",
        "meaning": "Adressen manglet i kilden, men er funnet i en lagret kopi av utgiverens sider.",
    },
    UrlStatus.DERIVED: {
        "name": "ikke bekreftet",
        "meaning": "Adressen er reparert eller satt sammen etter et kjent mønster.",
    },
    UrlStatus.MISSING: {
        "name": "mangler",
        "meaning": "Adressen er tapt. Merknaden kan vise til en beslektet side.",
    },
}
LANGUAGE_WORDS: Mapping[str, str] = {
    "nn": "nynorsk",
    "en": "engelsk",
    "se": "nordsamisk",
    "sv": "svensk",
    "da": "dansk",
}
WELL = frozenset({Verdict.OK, Verdict.MOVED})
"""The verdicts that mean a reader gets the page."""
VERDICT_WORDS: Mapping[Verdict, tuple[str, str]] = {
    Verdict.DEAD: ("Borte", "Siden finnes ikke. Det er sikkert først når det er sett to netter."),
    Verdict.UNSAFE: ("Utrygge", "Adressen fører til et internt nett, og blir ikke hentet."),
    Verdict.SUSPICIOUS: ("Usikre", "Siden svarer, men viser trolig noe annet enn den skal."),
    Verdict.TRANSIENT: ("Svarte ikke", "Nettstedet svarte ikke i natt. Det kan virke i morgen."),
    Verdict.BLOCKED: (
        "Slipper oss ikke inn",
        "Sier ingenting om siden; den virker trolig for folk.",
    ),
    Verdict.MOVED: ("Flyttet", "Siden har fått ny adresse, og den gamle leder dit."),
    Verdict.SKIPPED: ("Ikke sjekket", "Adresser som sjekken ikke skal eller kan hente."),
}
_ALPHABET = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "é": "e"})


def norwegian_date(day: date) -> str:
    """Return `21. november 2026`."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def norwegian_day(moment: str) -> str:
    """Return the date in an ISO 8601 date, or date and time, as `21. november 2026`."""
    return norwegian_date(datetime.fromisoformat(moment).date())


def norwegian_size(size: int) -> str:
    """Return a size in bytes as `87 kB` or `1,2 MB`."""
    if size < 999_500:
        return f"{max(1, round(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


def alphabetical_key(text: str) -> str:
    """Return a key that sorts a text by the Norwegian alphabet, without outer quotation marks."""
    return text.casefold().strip('«»" ').translate(_ALPHABET)


def enumerated(words: Iterable[str]) -> str:
    """Return `a`, `a og b` or `a, b og c`; an empty string for no words."""
    *others, last = [*words] or [""]
    return f"{', '.join(others)} og {last}" if others else last


def lower_first(text: str) -> str:
    """Return the text as it is written inside a sentence; an abbreviation keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
