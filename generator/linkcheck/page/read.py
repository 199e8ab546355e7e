"""The bytes of a page -> what its HTML says.

In: bytes and a `Content-Type` header. Out: PageFacts. Nothing raises, whatever the bytes are, and
the work grows linearly with their number. The page is not judged here.
"""

import contextlib
from collections.abc import Collection
from dataclasses import replace
from html import unescape
from urllib.parse import urljoin

from generator.linkcheck.page.charset import decoded
from generator.linkcheck.page.directives import directives, found_in, spellings
from generator.linkcheck.page.facts import PageFacts
from generator.linkcheck.page.fingerprint import fingerprint_of, outline_of, words
from generator.linkcheck.page.parser import MOST_HEADINGS, PageParser
from generator.linkcheck.page.raw_html import ANY_ID, DOUBT, defused
from generator.linkcheck.page.walls import parked_by, wall_of

__all__ = (
    "MOST_HEADINGS",
    "SHORT",
    "PageParser",
    "may_be_a_message",
    "only_sought",
    "parsed",
    "read_page",
)

SHORT, _LONG = 40, 300
"""Words of a page that may be only a message, and of one that is more whatever it says."""


def parsed(text: str, *, keep_text: bool = False) -> PageParser:
    """Return a parser that has read the text of a page to its end. Never raises."""
    parser = PageParser()
    if keep_text:
        parser.keep_text()
    text, rest = defused(text)
    # The parser of some Python versions gives up with one of these errors; what came before counts.
    with contextlib.suppress(AssertionError, ValueError):
        # The line break makes the parser handle the last text. It is not closed: it would try every
        # unfinished tag again and again, and browsers do not show unfinished tags either.
        parser.feed(text + "\n")
    parser.end()
    parser.ids.update(unescape(one or two or three) for one, two, three in ANY_ID.findall(rest))
    return parser


def read_page(
    body: bytes, content_type: str, sought: Collection[str] = (), path: str = ""
) -> PageFacts:
    """Return what a page says. Never raises.

    `content_type` is its whole `Content-Type` header, `sought` are fragments whose texts are looked
    for, and `path` is where the page is: path and query of its address.
    """
    texts = frozenset(map(directives, sought)) - {""}
    parser = parsed(decoded(body, content_type), keep_text=bool(texts))
    main = parser.main_lines()
    lines = [words(text) for text in main]
    count = sum(len(line) for line in lines)
    sources = parser.scripts.sources
    doubtful = count <= _LONG and any(map(DOUBT.search, main))
    return PageFacts(
        title=parser.title or "",
        headings=tuple(parser.headings),
        ids=frozenset(parser.ids),
        scripts=parser.scripts.run,
        refresh=_refresh_address(parser),
        script_target=parser.scripts.target(count),
        words=count,
        password_field=parser.password_field,
        name_field=parser.name_field,
        pictures=parser.pictures,
        wall=wall_of(sources, parser.ids, words=count),
        parked=parked_by(sources),
        doubtful=doubtful,
        missing_texts=texts - found_in(parser.shown, texts),
        fingerprint=fingerprint_of(lines),
        outline=outline_of((parser.title or "", *parser.headings, *main), path)
        if may_be_a_message(count, doubtful=doubtful)
        else (),
    )


def may_be_a_message(words: int, *, doubtful: bool) -> bool:
    """Return whether a page may be an error message: it is short, or speaks like one."""
    return words < SHORT or (doubtful and words <= _LONG)


def only_sought(facts: PageFacts, sought: Collection[str]) -> PageFacts:
    """Return facts with those ids only that fragments point to, and one more: there are ids.

    A page may have a hundred thousand, and all facts of a run are kept until its end.
    """
    if not facts.ids:
        return facts
    wanted = frozenset(id_ for fragment in sought for id_ in spellings(fragment))
    return replace(facts, ids=frozenset(facts.ids & wanted | {min(facts.ids)}))


def _refresh_address(parser: PageParser) -> str | None:
    """Return the address of a refresh, resolved by the `base` of the page; None without one."""
    if not parser.refresh:
        return None
    try:
        return urljoin(parser.base.strip(), parser.refresh)
    except ValueError:
        return parser.refresh
