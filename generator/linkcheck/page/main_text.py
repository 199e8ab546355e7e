"""The lines of a page -> the lines of its main text.

In: lines, and how the blocks that they are in are nested. Out: texts. Left out are stamps («Sist
oppdatert …»), lists of links to other pages, and what a reader can do with the page («Skriv ut»).
Pure.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from generator.linkcheck.page.elements import ARTICLE, MAIN
from generator.linkcheck.page.fingerprint import WORD
from generator.linkcheck.page.lines import Line
from generator.linkcheck.page.stamps import DATED, without_stamps

# --- links to other pages

_RELATED = re.compile(
    r"""(?:relater\w+(?:\s\w+){0,2}|related(?:\s\w+)?|(?:les|se|sjå)\s(?:også|òg|meir|mer)
    | (?:read|see)\salso | mest\sleste?|most\sread | siste\s(?:nytt|nyheter|innlegg)
    | nyheter(?:\sfra\s\w+)?|latest\snews|aktuelt|aktuelle\ssaker|flere\s(?:saker|nyheter|artikler)
    | (?:andre|folk)\s(?:har\slest|leste)(?:\sogså)?|del\s(?:siden|artikkelen|dette)|annonser?
    )\s?:?""",
    re.VERBOSE | re.IGNORECASE,
)
# Headings of lists of links, labels of switches, and questions about what the reader thinks.
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
# What a line with a breadcrumb trail has outside its links.
_CRUMBS = re.compile(r"(?:[^:]{1,30}:)?[\s/›»>|·•→–-]+(?:[^\W\d]\S*(?:\s|$)){0,8}")
_DIGIT = re.compile(r"\d")
_LONGEST_LINK = 15  # words; anything longer is text that happens to be a link


def _is_navigation(line: Line) -> bool:
    """Whether a line is only links to other pages, or the heading of a list of them.

    A link with a deadline is text.
    """
    text = line.text[:200]
    if not line.links:
        is_word = _RELATED.fullmatch(text) or _PAGE_WORDS.fullmatch(text)
        return bool(is_word) and (not line.level or text.endswith("?"))
    if line.text.count(" ") >= _LONGEST_LINK or (DATED.search(text) and _DIGIT.search(text)):
        return False
    return not WORD.search(line.plain) or (line.links > 1 and bool(_CRUMBS.fullmatch(line.plain)))


def _without_links(lines: Sequence[Line]) -> Sequence[Line]:
    """Leave out lists of links and their headings, unless the page is mostly links.

    A single link is text («Meld deg på»), unless it is a tool or repeated all over the page. A list
    after a sentence that ends with a colon is text too.
    """
    times = Counter(line.text for line in lines if line.links)
    kept: list[Line] = []
    heading_alone = False
    for is_navigation, group in groupby(lines, key=_is_navigation):
        run = list(group)
        first, before = run[0], kept[-1] if kept else None
        is_list = len(run) > 1 or first.links != 1 or times[first.text] > 2
        is_introduced = before is not None and before.text.endswith(":") and " " in before.text
        is_left_out = is_list or _TOOL.fullmatch(first.text)
        if is_navigation and is_left_out and not is_introduced:
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
    """Return about how many words lines have."""
    return sum(1 + line.text.count(" ") for line in lines)


# --- blocks

# The share of the words that the block of the main text has. Anything from 0.5 to 0.8 gives the
# same result for the pages in `tests/linkcheck/page_pairs/tuning`.
_MOST = 3 / 4


def _prose(line: Line) -> int:
    """Return about how many words a line has outside headings and links."""
    return 0 if line.level or not line.plain else 1 + line.plain.count(" ")


class _Blocks:
    """How the blocks of a page are nested. `parents` has the number of the block around each."""

    def __init__(self, parents: Sequence[int]) -> None:
        self._parents = parents
        self._ends = list(range(1, len(parents) + 1))
        for block in range(len(parents) - 1, 0, -1):
            parent = parents[block]
            self._ends[parent] = max(self._ends[parent], self._ends[block])

    def contains(self, block: int, line: Line) -> bool:
        """Whether a block contains a line."""
        return block <= line.block < self._ends[block]

    def around(self, one: int, other: int) -> int:
        """Return the innermost block that contains two blocks."""
        while one != other:
            one, other = min(one, other), self._parents[max(one, other)]
        return one

    def narrowed(self, lines: Sequence[Line]) -> list[Line]:
        """Return the lines of the innermost block with the title and most of the text."""
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
        else:  # one long line is not a region
            large = (x for x, count in enumerate(words) if count >= most and rows[x] > 1)
            block = max(large, default=0)
        while words[block] < most:
            block = self._parents[block]
        return [line for line in lines if self.contains(block, line)]


def _without_related(lines: Sequence[Line], blocks: _Blocks) -> Iterator[Line]:
    """Leave out headings such as «Les også», and the section below each of them.

    A section ends at the next heading of the same or a higher level, or at the end of the innermost
    block that contains its heading and the line after it.
    """
    under = block = 0
    for line, following in zip(lines, (*lines[1:], *lines[-1:]), strict=True):
        if not blocks.contains(block, line) or 0 < line.level <= under:
            under = 0
        if not under and line.level > 1 and _RELATED.fullmatch(line.text[:80]):
            under, block = line.level, blocks.around(line.block, following.block)
        if not under:
            yield line


def _without_named(lines: Sequence[Line]) -> list[Line]:
    """Leave out blocks whose names say that they are not main text.

    One with the title and most of the text is kept, for its name must be wrong.
    """
    words: Counter[int] = Counter()
    for line in lines:
        words[line.named] += _prose(line)
    titled = {line.named for line in lines if line.level == 1}
    kept = {0} | {block for block in titled if 2 * words[block] > words.total()}
    return [line for line in lines if line.named in kept]


def main_lines(lines: Sequence[Line], parents: Sequence[int], *, form_is_page: bool) -> list[str]:
    """Return the lines of the main text: those of the first region that has any words.

    The regions are, in this order: `main`; articles, if they have half of the text, because teasers
    of other pages are articles too; the page outside its forms; all of the page. Of any but `main`,
    only the block with the title and most of the text counts.

    `parents` has the number of the block around each block. `form_is_page` says that a form is
    around the title, so that the page has nothing to offer outside its forms.
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
        found = list(without_stamps(_without_links(list(_without_related(candidate, blocks)))))
        if any(WORD.search(text) for text in found):
            return found
    return []
