"""Stamps in the lines of a page: when it was written, by whom, and how often it was read.

In: lines. Out: their texts without stamps («Sist oppdatert …»). Pure.
"""

import re
from collections.abc import Iterable, Iterator

from generator.linkcheck.page.fingerprint import WORD
from generator.linkcheck.page.lines import Line

_MONTH = (
    r"(?:jan(?:uar|uary)?|feb(?:ruar|ruary)?|mar(?:s|ch)?|apr(?:il)?|mai|may|jun[ie]?|jul[iy]?"
    r"|aug(?:ust)?|sept?(?:ember)?|o[kc]t(?:ober)?|nov(?:ember)?|de[sc](?:ember)?)\.?"
)
_DATE = re.compile(
    rf"""\b(?:
      (?:(?:m[åa]n|t[iy]rs|tys|ons|tors|fre|lør|laur|s[øu]n)dag,?\s
      | (?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s)?
      \d{{1,2}}\.?\s?{_MONTH}(?:\s\d{{2,4}})?
    | {_MONTH}\s(?:\d{{1,2}},\s)?\d{{4}}
    | \d{{1,2}}[./]\s?\d{{1,2}}[./]\s?\d{{2,4}} | \d{{4}}-\d\d-\d\d(?:t[\d:.]+z?)?
    | (?:for\s)?\d+\s(?:sekund|minutt|time|dag|uke|veke|måned|månad|år)\w*\ssid[ea]n
    | \d+\s(?:minute|hour|day|week|month|year)s?\sago | i\s(?:dag|går)
    )(?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
# A time of day alone may be an opening hour; only with a date or a label is it part of a stamp.
_CLOCK = re.compile(r"\b(?:kl(?:okken)?\b\.?\s?)?\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?!\w)", re.IGNORECASE)
# «Dato» is not among the labels: it is as often the date of what the page is about.
_DATE_LABEL = re.compile(
    r"""\b(?:sist|siste|faglige?|først|ble|vart|er|siden|sida|artikkelen|artikkel|nyhet|last
    | oppdatert|oppdatering|endr(?:et|a)|endring|publisert|revidert|redigert|vurdert|kontrollert
    | skrevet|skrive|opprettet|created|sendt\sinn|hentet|lastet\sned|utskriftsdato|skrevet\sut
    | \d+\smin(?:utter)?\slesetid|updated|published|modified|reviewed|revised|den|on|kl)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_BY = re.compile(r"\b(?:av|by)\s[\w .,()-]{1,60}$", re.IGNORECASE)
_STATUTE = re.compile(r"\b(?:lov|for|forskrift)\b|§", re.IGNORECASE)  # «Sist endret LOV-2024-…»
DATED = re.compile(
    r"frist|senest|inn[ae]n|kraft|gjeld|gyldig|start|begynn|slutt|opphør|opphev|utløp|eksamen|søk",
    re.IGNORECASE,
)
"""Words that ask for a date; a date after them is part of the text."""
_COUNTER = re.compile(
    r"""(?:(?:siden|artikkelen)\s(?:er|ble|har\sblitt)\s)?
    (?:(?:lest|vist|sett|besøkt|delt)\s[\d .]{1,20}(?:ganger)?(?:\s(?:i\sdag|totalt))?
    | (?:antall\s)?(?:sidevisninger|visninger|lesere|besøk|besøkende|views|treff)[: ]\s?[\d .]{1,20}
    | (?:©|copyright\b).{0,100} | (?:lesetid|reading\stime)[: ]\s?\d+\smin\w*
    | [\d .]{1,20}\s(?:sidevisninger|visninger|lesere|besøk|besøkende|delinger|kommentarer|views
      | liker\sdette)
    )[ .]?""",
    re.VERBOSE | re.IGNORECASE,
)
# Who is responsible for the page.
_OWNER = re.compile(
    r"""(?:(?:ansvarl[ie]g\s|nett|web)?redaktør|webmaster|foto(?:graf)?|photo
    | (?:side|innh[oa]lds|dokument)(?:ansvarl[ie]g|eier|eigar))\s?:\s?[^:|]{1,60}""",
    re.VERBOSE | re.IGNORECASE,
)
# The same in words that may be part of the message; they count only next to a stamp.
_BESIDE_STAMP = re.compile(
    r"""(?:\w+\s)?(?:ansvarl[ie]g|eier|eigar|owner|av|by|forfatt[ae]r|author|dato|date|revisjon|review)
    (?:\s\w+)?\s?:.{1,60} | (?:versjon|version)[: ]\s?[\d.]+""",
    re.VERBOSE | re.IGNORECASE,
)
_READ_ALSO = re.compile(r"les\s(?:også|òg)\s?:", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[|•·]\s*|(?<=\w\w\.)\s(?=[A-ZÆØÅ])")
_NO_DIGITS = re.compile(r"\D+")


def _is_stamp(text: str, *, asked: bool) -> bool:
    """Whether a text only says when the page was written, by whom, or how often it was read.

    A date alone is not a stamp if the line before it `asked` for one.
    """
    if len(text) > 160:
        return False
    if _COUNTER.fullmatch(text) or _OWNER.fullmatch(text) or _READ_ALSO.match(text):
        return True
    first = WORD.search(text)
    at = first.start() if first else len(text)
    if not (_DATE_LABEL.match(text, at) or _DATE.match(text, at) or _CLOCK.match(text, at)):
        return False  # rules out nearly every line before the slow part below
    rest, dates = _DATE.subn(" ", text)
    plain, labels = _DATE_LABEL.subn(" ", rest)
    if not dates + labels or (not labels and asked):
        return False
    plain = _CLOCK.sub(" ", plain)
    if labels and dates and not _STATUTE.search(text):
        plain = _BY.sub("", plain.strip())
    return not WORD.search(plain)


def _without_stamp(line: Line, *, asked: bool) -> str:
    """Return the text of a line without the parts that are stamps or belong to one."""
    text = line.text
    if _is_stamp(text, asked=asked):
        return ""
    if line.links and _is_stamp(line.plain, asked=asked) and not _has_digits_in_links(line):
        return ""  # «Sist endret 1. mars 2026. Se eldre utgaver»
    parts = _BETWEEN.split(text) if len(text) <= 200 else []
    kept = [part for part in parts if not _is_stamp(part, asked=True)] if len(parts) > 1 else parts
    if len(kept) == len(parts):
        return text
    return " | ".join(part for part in kept if not _BESIDE_STAMP.fullmatch(part))


def _has_digits_in_links(line: Line) -> bool:
    """Whether a number is in a link, and so more than a stamp."""
    return _NO_DIGITS.sub("", line.text) != _NO_DIGITS.sub("", line.plain)


def without_stamps(lines: Iterable[Line]) -> Iterator[str]:
    """Yield the text of each line without its stamps; lines that are all stamps are left out.

    A date is part of the text after a heading, a colon, or a word that asks for a date («frist»).
    """
    asked = False
    for line in lines:
        text = _without_stamp(line, asked=asked)
        if text:
            yield text
        is_date = bool(text) and asked and not WORD.search(_DATE.sub("", text[:160]))
        asked = (
            is_date or line.level > 1 or line.text.endswith(":") or bool(DATED.search(line.text))
        )
