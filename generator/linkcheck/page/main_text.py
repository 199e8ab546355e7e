"""The lines of a page -> those of its main text.

Left out are stamps («Sist oppdatert …»), lists of links to other pages, and what a reader can do
with this one («Skriv ut»). In: lines, and the blocks they stand in. Out: texts. Pure.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from generator.linkcheck.page.fingerprint import WORD

# What holds the text. The first of these that has words is the main text, else all of the body.
MAIN, ARTICLE = 1, 2


class Line(NamedTuple):
    """Words that a reader sees together."""

    text: str
    plain: str
    """The text outside links."""
    links: int
    region: int
    level: int
    in_form: bool
    block: int
    """Number of the innermost block around it; blocks are numbered in the order of the page."""
    named: int
    """Number of the innermost block whose name says that it is no main text, 0 for none."""


# --- stamps

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
# A time alone may be an opening hour: only with a date or a label is it part of a stamp.
_CLOCK = re.compile(r"\b(?:kl(?:okken)?\b\.?\s?)?\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?!\w)", re.IGNORECASE)
# «Dato» is no label: it is as often the date of what the page is about.
_DATE_LABEL = re.compile(
    r"""\b(?:sist|siste|faglige?|først|ble|vart|er|siden|sida|artikkelen|artikkel|nyhet|last
    | oppdatert|oppdatering|endr(?:et|a)|endring|publisert|revidert|redigert|vurdert|kontrollert
    | skrevet|skrive|opprettet|created|sendt\sinn|hentet|lastet\sned|utskriftsdato|skrevet\sut
    | \d+\smin(?:utter)?\slesetid|updated|published|modified|reviewed|revised|den|on|kl)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_BY = re.compile(r"\b(?:av|by)\s[\w .,()-]{1,60}$", re.IGNORECASE)
_STATUTE = re.compile(r"\b(?:lov|for|forskrift)\b|§", re.IGNORECASE)  # «Sist endret LOV-2024-…»
# A date on a line of its own is part of what the page says after such words, a heading, or a colon.
_DATED = re.compile(
    r"frist|senest|inn[ae]n|kraft|gjeld|gyldig|start|begynn|slutt|opphør|opphev|utløp|eksamen|søk",
    re.IGNORECASE,
)
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
# Who answers for the page; and in words that may be the message too, which count beside a stamp.
_OWNER = re.compile(
    r"""(?:(?:ansvarl[ie]g\s|nett|web)?redaktør|webmaster|foto(?:graf)?|photo
    | (?:side|innh[oa]lds|dokument)(?:ansvarl[ie]g|eier|eigar))\s?:\s?[^:|]{1,60}""",
    re.VERBOSE | re.IGNORECASE,
)
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

    A date is no stamp where the line before it `asked` for one.
    """
    if len(text) > 160:
        return False
    if _COUNTER.fullmatch(text) or _OWNER.fullmatch(text) or _READ_ALSO.match(text):
        return True
    first = WORD.search(text)
    at = first.start() if first else len(text)
    if not (_DATE_LABEL.match(text, at) or _DATE.match(text, at) or _CLOCK.match(text, at)):
        return False  # soon told of nearly every line; what follows takes its time
    rest, dates = _DATE.subn(" ", text)
    plain, labels = _DATE_LABEL.subn(" ", rest)
    if not dates + labels or (not labels and asked):
        return False
    plain = _CLOCK.sub(" ", plain)
    if labels and dates and not _STATUTE.search(text):
        plain = _BY.sub("", plain.strip())
    return not WORD.search(plain)


def _without_stamp(line: Line, *, asked: bool) -> str:
    """Return the text of a line without its parts that are stamps or stand beside one."""
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
    return _NO_DIGITS.sub("", line.text) != _NO_DIGITS.sub("", line.plain)


def _without_stamps(lines: Iterable[Line]) -> Iterator[str]:
    asked = False
    for line in lines:
        text = _without_stamp(line, asked=asked)
        if text:
            yield text
        is_date = bool(text) and asked and not WORD.search(_DATE.sub("", text[:160]))
        asked = (
            is_date or line.level > 1 or line.text.endswith(":") or bool(_DATED.search(line.text))
        )


# --- what leads elsewhere

_RELATED = re.compile(
    r"""(?:relater\w+(?:\s\w+){0,2}|related(?:\s\w+)?|(?:les|se|sjå)\s(?:også|òg|meir|mer)
    | (?:read|see)\salso | mest\sleste?|most\sread | siste\s(?:nytt|nyheter|innlegg)
    | nyheter(?:\sfra\s\w+)?|latest\snews|aktuelt|aktuelle\ssaker|flere\s(?:saker|nyheter|artikler)
    | (?:andre|folk)\s(?:har\slest|leste)(?:\sogså)?|del\s(?:siden|artikkelen|dette)|annonser?
    )\s?:?""",
    re.VERBOSE | re.IGNORECASE,
)
# What stands over a list of links, on a switch, or asks what the reader thinks of the page.
_PAGE_WORDS = re.compile(
    r"""(?:innh[oa]ld(?:\spå\ssid(?:en|a))?|på\sdenne\ssid(?:en|a)|on\sthis\spage|contents
    | (?:\w+\s)?lenkj?er
    | (?:vis|skjul|åpne|opne|lukk|les|show|hide|open|close|expand|collapse|read)
      \s(?:alle?|alt|mer|meir|mindre|flere|færre|all|more|less|fewer)
    | (?:fant|fann|fikk|fekk)\sdu\s.{0,30}(?:lette|leita|svar|hjelp).{0,30}\?
    | (?:var|er)\s(?:denne\s|dette\s)?(?:siden|sida|artikkelen|innh[oa]ldet|nyttig).{0,40}\?
    | (?:was\sthis|did\syou\sfind)\s.{0,50}\?)\s?:?""",
    re.VERBOSE | re.IGNORECASE,
)
_TOOL = re.compile(
    r"""(?:skriv\sut|print|del|share|lytt|listen|kopier|copy|tips|rediger|edit|foreslå|abonner
    | til\stoppen|tilbake|back|følg|follow|logg\sinn|log\sin)\b(?:\s\w+){0,4}""",
    re.VERBOSE | re.IGNORECASE,
)
_CRUMBS = re.compile(r"(?:[^:]{1,30}:)?[\s/›»>|·•→–-]+(?:[^\W\d]\S*(?:\s|$)){0,8}")
_LONGEST_LINK = 15  # words; what is longer is a text that happens to be a link


def _leads_elsewhere(line: Line) -> bool:
    """Whether a line is all links, or the words over them; one with a deadline is text."""
    text = line.text[:200]
    if not line.links:
        is_word = _RELATED.fullmatch(text) or _PAGE_WORDS.fullmatch(text)
        return bool(is_word) and (not line.level or text.endswith("?"))
    if line.text.count(" ") >= _LONGEST_LINK or (_DATED.search(text) and re.search(r"\d", text)):
        return False
    return not WORD.search(line.plain) or (line.links > 1 and bool(_CRUMBS.fullmatch(line.plain)))


def _without_links(lines: Sequence[Line]) -> Sequence[Line]:
    """Leave out lists of links and the headings over them, unless the page is such a list.

    A link alone is text («Meld deg på»), unless it is a tool or repeated all over the page. A list
    that a sentence with a colon leads to is text too.
    """
    times = Counter(line.text for line in lines if line.links)
    kept: list[Line] = []
    heading_alone = False
    for leads, group in groupby(lines, key=_leads_elsewhere):
        run = list(group)
        first, before = run[0], kept[-1] if kept else None
        is_list = len(run) > 1 or first.links != 1 or times[first.text] > 2
        is_led_to = before is not None and before.text.endswith(":") and " " in before.text
        if leads and (is_list or _TOOL.fullmatch(first.text)) and not is_led_to:
            heading_alone = before is not None and before.level > 1
            continue
        if heading_alone and first.level:
            kept.pop()
        heading_alone = False
        kept += run
    if heading_alone:
        kept.pop()
    return kept if 2 * _count(kept) >= _count(lines) else lines


def _count(lines: Iterable[Line]) -> int:
    return sum(1 + line.text.count(" ") for line in lines)


# --- where the main text stands

_MOST = 3 / 4  # of the words; anything from a half to 0.8 judges the tuning pairs alike


def _prose(line: Line) -> int:
    """Return about how many words a line has outside headings and links."""
    return 0 if line.level or not line.plain else 1 + line.plain.count(" ")


class _Blocks:
    """How the blocks of a page lie in each other, by the number of the block around each."""

    def __init__(self, parents: Sequence[int]) -> None:
        self._parents = parents
        self._ends = list(range(1, len(parents) + 1))
        for block in range(len(parents) - 1, 0, -1):
            parent = parents[block]
            self._ends[parent] = max(self._ends[parent], self._ends[block])

    def hold(self, block: int, line: Line) -> bool:
        """Whether a line stands in a block."""
        return block <= line.block < self._ends[block]

    def around(self, one: int, other: int) -> int:
        """Return the innermost block around two."""
        while one != other:
            one, other = min(one, other), self._parents[max(one, other)]
        return one

    def narrowed(self, lines: Sequence[Line]) -> list[Line]:
        """Return the lines of the innermost block that holds the title and most of the text."""
        words, rows = [0] * len(self._parents), [0] * len(self._parents)
        for line in lines:
            words[line.block] += _prose(line)
            rows[line.block] += 1
        for block in range(len(words) - 1, 0, -1):
            words[self._parents[block]] += words[block]
            rows[self._parents[block]] += rows[block]
        most = _MOST * words[0]
        top = min((line.level for line in lines if line.level), default=0)
        if top:
            block = next(line.block for line in lines if line.level == top)
        else:  # one long line is no region
            held = (x for x, count in enumerate(words) if count >= most and rows[x] > 1)
            block = max(held, default=0)
        while words[block] < most:
            block = self._parents[block]
        return [line for line in lines if self.hold(block, line)]


def _without_related(lines: Sequence[Line], blocks: _Blocks) -> Iterator[Line]:
    """Leave out what stands under a heading such as «Les også».

    It ends with the next such heading, or with the block around the heading and the next line.
    """
    under = block = 0
    for line, following in zip(lines, (*lines[1:], *lines[-1:]), strict=True):
        if not blocks.hold(block, line) or 0 < line.level <= under:
            under = 0
        if not under and line.level > 1 and _RELATED.fullmatch(line.text[:80]):
            under, block = line.level, blocks.around(line.block, following.block)
        if not under:
            yield line


def _without_named(lines: Sequence[Line]) -> list[Line]:
    """Leave out blocks that are no main text by their names, but not one that is the whole page."""
    words: Counter[int] = Counter()
    for line in lines:
        words[line.named] += _prose(line)
    titled = {line.named for line in lines if line.level == 1}
    kept = {0} | {block for block in titled if 2 * words[block] > words.total()}
    return [line for line in lines if line.named in kept]


def main_lines(lines: Sequence[Line], parents: Sequence[int], *, form_is_page: bool) -> list[str]:
    """Return the main text: that of the first region which has any.

    Teasers of other pages are articles too, so articles are a region only with half of the text.
    Where a page has no region, the block with the title and most of the text stands for one.
    `parents` has the number of the block around each block.
    """
    blocks = _Blocks(parents)
    lines = _without_named(lines)
    outside_forms = [line for line in lines if not line.in_form]
    main, article = (
        [line for line in outside_forms if line.region & region] for region in (MAIN, ARTICLE)
    )
    if 2 * sum(map(_prose, article)) < sum(map(_prose, outside_forms)):
        article = []
    whole = [lines] if form_is_page else [outside_forms, lines]
    narrowed = (blocks.narrowed(candidate) for candidate in (article, *whole))
    for candidate in (main, *narrowed):
        found = list(_without_stamps(_without_links(list(_without_related(candidate, blocks)))))
        if any(WORD.search(text) for text in found):
            return found
    return []
