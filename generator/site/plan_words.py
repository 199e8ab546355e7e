"""What pages, files and PDFs of education plans share: the words for values, and rows of tables.

The words are ids of the catalogues, as those in `words`.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from generator.hub.plans import Basis, Bound, Extent, Fate, Owner, Requirement, Service, Supervision
from generator.language import Language, msgid
from generator.plans.goals import How
from generator.plans.outline import Outline, Result, UsedSet
from generator.plans.requirements import PERCENTS, months_at
from generator.plans.writing import ranges

_Found = TypeVar("_Found")

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
_BOUNDS = {
    Bound.LEAST: msgid("minst %(num)s måneder"),
    Bound.MOST: msgid("høyst %(num)s måneder"),
    Bound.EXACTLY: msgid("%(num)s måneder i alt"),
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


def bound_words(language: Language, rule: Requirement) -> str:
    """Return how many months a requirement demands, such as `minst 6 måneder`."""
    return language.gettext(_BOUNDS[rule.bound], num=language.number(rule.months))


def time_words(language: Language, rule: Requirement) -> str:
    """Return how many months a requirement demands, and in how large a position."""
    if not rule.least_percent:
        return bound_words(language, rule)
    least = language.number(rule.least_percent)
    position = language.gettext("i minst %(num)s prosent stilling", num=least)
    return f"{bound_words(language, rule)}, {position}"


def basis_words(language: Language, rule: Requirement) -> str:
    """Return the section of a requirement, its source, and how sure it is if that is not sure."""
    _ = language.gettext
    if rule.section:
        basis = f"{'§§' if ',' in rule.section else '§'}\u00a0{rule.section}"
    else:
        basis = _("Anbefaling") if rule.recommended else _("Kilden oppgir ingen paragraf")
    note = f" ({rule.source.note})" if rule.source.note else ""
    said = f"{basis}. {_('Kilde: %(source)s', source=rule.source.name)}{note}."
    sure = rule.basis is Basis.FROM_SOURCE
    return said if sure else f"{said} {_(BASIS_WORDS[rule.basis]).capitalize()}."


def by_reading(outline: Outline, value: Callable[[Result], _Found]) -> list[tuple[str, _Found]]:
    """Return (how the plan is read, what follows), or one with no word where all follow alike."""
    found = [(HOW_WORDS[result.how], value(result)) for result in outline.results]
    return [("", found[0][1])] if all(x == found[0][1] for _, x in found) else found


def fates(used: UsedSet) -> Iterator[tuple[str, str]]:
    """Yield what became of goals, and the goals of which that is so."""
    for fate, word in FATE_WORDS.items():
        numbers = {each.number for each in used.traced if each.fate is fate}
        if numbers:
            yield word, ranges(numbers, used.goals)


def part_time(language: Language, outline: Outline) -> list[tuple[str, list[str]]]:
    """Return the title of each requirement, and the time it takes in smaller positions."""
    none = language.gettext("teller ikke")
    rows = []
    for item in outline.served:
        times = [months_at(item.requirement, percent) for percent in PERCENTS]
        texts = [none if time is None else months(language, time) for time in times]
        rows.append((item.requirement.title, texts))
    return rows
