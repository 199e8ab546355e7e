"""The lines of a page -> those of its main text, without stamps such as «Sist oppdatert …».

In: lines with the region they stand in. Out: texts. Pure.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from generator.linkcheck.fingerprint import WORD

# What holds the text. The first of these that has words is the main text, else all of the body.
MAIN, ARTICLE, ROLE_MAIN = 1, 2, 4


class Line(NamedTuple):
    """Words that a reader sees together."""

    text: str
    region: int
    level: int
    in_form: bool


_MONTH = (
    r"(?:jan(?:uar|uary)?|feb(?:ruar|ruary)?|mars|march|apr(?:il)?|mai|may|jun[ie]?|jul[iy]?"
    r"|aug(?:ust)?|sept?(?:ember)?|o[kc]t(?:ober)?|nov(?:ember)?|de[sc](?:ember)?)\.?"
)
_DATE = re.compile(
    rf"""\b(?:
      (?:(?:man|tirs|ons|tors|fre|lør|søn)dag,?\s)?\d{{1,2}}\.?\s?{_MONTH}(?:\s\d{{2,4}})?
    | {_MONTH}\s(?:\d{{1,2}},\s)?\d{{4}}
    | \d{{1,2}}[./]\s?\d{{1,2}}[./]\s?\d{{2,4}} | \d{{4}}-\d\d-\d\d(?:t[\d:.]+z?)?
    | (?:for\s)?\d+\s(?:sekund|minutt|time|dag|uke|måned|år)\w*\ssiden | i\s(?:dag|går)
    )(?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
# A time alone may be an opening hour: only with a date or a label is it part of a stamp.
_CLOCK = re.compile(r"\b(?:kl(?:okken)?\b\.?\s?)?\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?!\w)", re.IGNORECASE)
_DATE_LABEL = re.compile(
    r"""\b(?:sist|siste|faglig|først|ble|er|siden|artikkelen|artikkel|nyhet|last
    | oppdatert|oppdatering|endr(?:et|a)|endring|publisert|revidert|redigert|vurdert|kontrollert
    | skrevet|hentet|lastet\sned|utskriftsdato|skrevet\sut|dato|\d+\smin(?:utter)?\slesetid
    | date|updated|published|modified|reviewed|den|on|kl)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_BY = re.compile(r"\b(?:av|by)\s[\w .,-]{1,60}$", re.IGNORECASE)
_STATUTE = re.compile(r"\b(?:lov|for|forskrift)\b|§", re.IGNORECASE)  # «Sist endret LOV-2024-…»
# A date on a line of its own is part of what the page says after such words, a heading, or a colon.
_DATED = re.compile(
    r"frist|senest|innen|kraft|gjeld|gyldig|start|begynn|slutt|opphør|opphev|utløp|eksamen|søk",
    re.IGNORECASE,
)
_COUNTER = re.compile(
    r"""(?:(?:siden|artikkelen)\s(?:er|ble|har\sblitt)\s)?
    (?:(?:lest|vist|sett|besøkt|delt)\s[\d .]{1,20}(?:ganger)?(?:\s(?:i\sdag|totalt))?
    | (?:antall\s)?(?:sidevisninger|visninger|lesere|besøk|besøkende|views|treff)[: ]\s?[\d .]{1,20}
    | (?:©|copyright\b).{0,100}
    | [\d .]{1,20}\s(?:sidevisninger|visninger|lesere|besøk|besøkende|delinger|kommentarer|views)
    )[ .]?""",
    re.VERBOSE | re.IGNORECASE,
)
_RELATED = re.compile(
    r"""(?:relater\w+(?:\s\w+){0,2}|related(?:\s\w+)?|les\s(?:også|mer|òg)|se\s(?:også|òg)|mest\sleste?
    | siste\snytt|siste\snyheter|nyheter|aktuelt|aktuelle\ssaker|flere\s(?:saker|nyheter|artikler)
    | andre\s(?:har\slest|leste)(?:\sogså)?|del\s(?:siden|artikkelen)|annonser?)\s?:?""",
    re.VERBOSE | re.IGNORECASE,
)
_READ_ALSO = re.compile(r"les\s(?:også|òg)\s?:", re.IGNORECASE)


def _is_stamp(text: str, *, asked: bool) -> bool:
    """Whether a line only says when the page was written, or how often it was read.

    A date is no stamp where the line before it `asked` for one.
    """
    if len(text) > 160:
        return False
    if _COUNTER.fullmatch(text) or _READ_ALSO.match(text):
        return True
    rest, dates = _DATE.subn(" ", text)
    plain, labels = _DATE_LABEL.subn(" ", rest)
    if not dates + labels or (not labels and asked):
        return False
    plain = _CLOCK.sub(" ", plain)
    if labels and dates and not _STATUTE.search(text):
        plain = _BY.sub("", plain.strip())
    return not WORD.search(plain)


def _without_stamps(lines: Iterable[Line]) -> Iterator[str]:
    asked = False
    for line in lines:
        stamp = _is_stamp(line.text, asked=asked)
        if not stamp:
            yield line.text
        is_date = not stamp and asked and not WORD.search(_DATE.sub("", line.text[:160]))
        asked = (
            is_date or line.level > 1 or line.text.endswith(":") or bool(_DATED.search(line.text))
        )


def _without_related(lines: Iterable[Line]) -> Iterator[Line]:
    """Leave out what stands under a heading such as «Les også», up to the next such heading."""
    under = 0
    for line in lines:
        if line.level:
            if line.level <= under:
                under = 0
            if not under and line.level > 1 and _RELATED.fullmatch(line.text[:80]):
                under = line.level
        if not under:
            yield line


def main_lines(lines: Sequence[Line], *, form_is_page: bool) -> list[str]:
    """Return the main text: that of the first region which has any, without stamps."""
    outside_forms = [line for line in lines if not line.in_form]
    regions = [
        [line for line in outside_forms if line.region & region]
        for region in (MAIN, ARTICLE, ROLE_MAIN)
    ]
    whole = [lines] if form_is_page else [outside_forms, lines]
    for candidate in (*regions, *whole):
        found = list(_without_stamps(_without_related(candidate)))
        if any(WORD.search(text) for text in found):
            return found
    return []
