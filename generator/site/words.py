"""The words for values of the models that pages, files and PDFs share: kinds, statuses, verdicts.

They are ids of the catalogues: `Language.gettext` returns them in the language of the site.
"""

from collections.abc import Mapping

from generator.hub.links import LinkKind, UrlStatus
from generator.language import msgid
from generator.linkcheck.results import Verdict

KIND_WORDS: Mapping[LinkKind, str] = {
    LinkKind.PAGE: msgid("nettside"),
    LinkKind.PDF: msgid("PDF"),
    LinkKind.LAW: msgid("regelverk"),
    LinkKind.VIDEO: msgid("video"),
    LinkKind.COURSE: msgid("kurs"),
    LinkKind.TOOL: msgid("verktøy"),
}
STATUS_WORDS: Mapping[UrlStatus, Mapping[str, str]] = {
    UrlStatus.CHECKED: {
        "name": msgid("kontrollert"),
        "meaning": msgid("En redaktør har åpnet siden og kopiert adressen."),
    },
    UrlStatus.FROM_SOURCE: {
        "name": msgid("fra kilden"),
        "meaning": msgid("Adressen sto slik i et kildedokument."),
    },
    UrlStatus.RECOVERED: {
        "name": msgid("gjenfunnet"),
        "meaning": msgid(
            "Adressen manglet i kilden, men er funnet i en lagret kopi av utgiverens sider."
        ),
    },
    UrlStatus.DERIVED: {
        "name": msgid("ikke bekreftet"),
        "meaning": msgid("Adressen er reparert eller satt sammen etter et kjent mønster."),
    },
    UrlStatus.MISSING: {
        "name": msgid("mangler"),
        "meaning": msgid("Adressen er tapt. Merknaden kan vise til en beslektet side."),
    },
}
DOUBTFUL = (UrlStatus.DERIVED, UrlStatus.MISSING)
"""The statuses that lists of links show: readers must be careful with these addresses."""
WELL = frozenset({Verdict.OK, Verdict.MOVED})
"""The verdicts that mean a reader gets the page."""
VERDICT_WORDS: Mapping[Verdict, tuple[str, str]] = {
    Verdict.DEAD: (
        msgid("Borte"),
        msgid("Siden finnes ikke. Det er sikkert først når det er sett to netter."),
    ),
    Verdict.UNSAFE: (
        msgid("Utrygge"),
        msgid("Adressen fører til et internt nett, og blir ikke hentet."),
    ),
    Verdict.SUSPICIOUS: (
        msgid("Usikre"),
        msgid("Siden svarer, men viser trolig noe annet enn den skal."),
    ),
    Verdict.TRANSIENT: (
        msgid("Svarte ikke"),
        msgid("Nettstedet svarte ikke i natt. Det kan virke i morgen."),
    ),
    Verdict.BLOCKED: (
        msgid("Slipper oss ikke inn"),
        msgid("Sier ingenting om siden; den virker trolig for folk."),
    ),
    Verdict.MOVED: (
        msgid("Flyttet"),
        msgid("Siden har fått ny adresse, og den gamle leder dit."),
    ),
    Verdict.SKIPPED: (
        msgid("Ikke sjekket"),
        msgid("Adresser som sjekken ikke skal eller kan hente."),
    ),
}
