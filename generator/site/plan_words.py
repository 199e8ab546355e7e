"""The words for values of education plans, which pages, files and PDFs share.

They are ids of the catalogues, as those in `words`.
"""

from collections.abc import Mapping

from generator.hub.plans import Basis, Bound, Extent, Fate, Owner, Service, Supervision
from generator.language import Language, msgid
from generator.plans.goals import How

EXTENT_WORDS: Mapping[Extent, str] = {
    Extent.FULL: msgid("helt"),
    Extent.PARTIAL: msgid("delvis"),
    Extent.UNKNOWN: msgid("ukjent"),
    Extent.NONE: msgid("nei"),
}
EXTENT_MEANINGS: Mapping[Extent, str] = {
    Extent.FULL: msgid("Målet kan nås helt på arenaen."),
    Extent.PARTIAL: msgid("Målet kan nås helt eller delvis; minst en del er sikker."),
    Extent.UNKNOWN: msgid("Planen sier ikke om målet kan nås der."),
    Extent.NONE: msgid("Planen nevner ikke målet for arenaen."),
}
EXTENT_SIGNS: Mapping[Extent, str] = {Extent.FULL: "●", Extent.PARTIAL: "◐", Extent.UNKNOWN: "?"}
"""What a narrow table shows; those who hear the table get the words."""
SERVICE_WORDS: Mapping[Service, str] = {
    Service.TOTAL: msgid("hele utdanningen"),
    Service.OPEN_PRACTICE: msgid("åpen uselektert allmennpraksis"),
    Service.OTHER_PRACTICE: msgid("annen allmennmedisinsk tjeneste"),
    Service.INSTITUTION: msgid("institusjonstjeneste"),
}
SUPERVISION_WORDS: Mapping[Supervision, str] = {
    Supervision.PRESENT: msgid("supervisøren er til stede"),
    Supervision.REMOTE: msgid("telefon eller digitalt"),
    Supervision.OTHER: msgid("på annen måte"),
}
OWNER_WORDS: Mapping[Owner, str] = {
    Owner.OWN: msgid("kommunens egen"),
    Owner.AGREEMENT: msgid("etter avtale"),
}
BASIS_WORDS: Mapping[Basis, str] = {
    Basis.FROM_SOURCE: msgid("fra kilden"),
    Basis.LOOKED_UP: msgid("slått opp, må kontrolleres"),
    Basis.CONTRADICTED: msgid("kildene er uenige"),
}
BOUND_WORDS: Mapping[Bound, str] = {
    Bound.LEAST: msgid("minst"),
    Bound.MOST: msgid("høyst"),
    Bound.EXACTLY: msgid("i alt"),
}
FATE_WORDS: Mapping[Fate | None, str] = {
    Fate.KEPT: msgid("beholdt"),
    Fate.MERGED: msgid("slått sammen med andre"),
    Fate.GONE: msgid("tatt ut"),
    None: msgid("ukjent"),
}
HOW_WORDS: Mapping[How, str] = {
    How.LIST: msgid("lest som enkeltmål"),
    How.RANGE: msgid("lest som en rekke"),
}


def months(language: Language, time: float) -> str:
    """Return a number of months in words, such as `2 år og 6 måneder`; part of a month is kept."""
    years, rest = divmod(time, 12)
    parts = []
    if years:
        parts.append(language.ngettext("%(num)s år", "%(num)s år", int(years)))
    if rest or not years:
        whole = round(rest) if abs(rest - round(rest)) < 0.05 else round(rest, 1)
        parts.append(
            language.gettext("%(num)s måneder", num=language.number(whole))
            if whole != 1
            else language.gettext("1 måned")
        )
    return language.enumerated(parts)
