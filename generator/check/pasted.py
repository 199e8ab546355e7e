"""What comes along when text is copied from a page, from Word or from a chat: buttons, footnotes.

In: a text. Out: findings. All words of buttons in a text get one finding, and so do all footnotes.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from generator.check.finding import Finding
from generator.check.positions import any_of
from generator.language import msgid, say, spoken
from generator.problems import Code
from generator.sources.markdown import Kind, Node

BUTTONS = (
    msgid("Foreslå endring"), msgid("Lenke hit"), msgid("Forrige i emnet"), msgid("Neste i emnet"),
    msgid("Kilder og mer å lese"), msgid("Svaret bygger på"), msgid("Flere spørsmål i emnet"),
    msgid("Ikke faglig gjennomgått ennå"), msgid("Skal gjennomgås innen"),
)  # fmt: skip
"""What our own pages say around an answer, in the words that the templates look up."""
_AROUND_TEXT = re.compile(
    r"hopp til (?:hoved)?innhold(?:et)?|til toppen(?: av siden)?|skriv ut(?: siden)?"
    r"|del(?: på facebook| denne siden| siden)?|vis (?:mer|mindre|alle)|lukk|les mer|last ned"
    r"|kopier lenke|godta (?:alle|informasjonskapsler)|fant du det du lette etter\?"
    r"|var (?:denne siden|dette|innholdet) nyttig\?|gi (?:oss )?tilbakemelding|tilbake til toppen"
    r"|(?:sist (?:faglig )?(?:oppdatert|endret|gjennomgått)|(?:først )?publisert)[: ].{1,30}"
    r"|skip to (?:main )?content|share|print|read more|show more|back to top",
    re.IGNORECASE,
)
"""What other sites say around a text, each in a paragraph."""
_PROGRAM = re.compile(
    r"Feil! (?:Fant ikke referansekilden|Bokmerke er ikke definert|Ukjent argument)[^\n.]{0,20}\.?"
    r"|Error! (?:Reference source not found|Bookmark not defined)\.?"
    r"|Klikk eller trykk her for å skrive inn (?:tekst|en dato)\.?"
    r"|Click or tap here to enter text\.?|【[^】\n]{0,40}】|:contentReference|oaicite"
    r"|(?:turn|cite)\d+(?:search|view|news)\d+"
)
_SIGNS = (
    "Feil!", "Error!", "for å skrive inn", "to enter text", "【", "contentRef", "oaicite", "turn0",
    "turn1", "cite0", "cite1",
)  # fmt: skip
"""One of these is in every text in which `_PROGRAM` finds something."""
_ANY_FOOTNOTE = re.compile(r"[\[¹²³⁴⁵⁶⁷⁸⁹](?:\d|(?<!\[))")
_FOOTNOTE = re.compile(
    r"(?<=[\w.,;:»)]) ?(?:\[\d{1,3}(?:[,–-] ?\d{1,3})*\])+(?![(:\[])"
    r"|(?m:^[ >]*\[\d{1,3}\](?= \w))"
    r"|(?<=[^\W\d_]{3})[¹²³⁴⁵⁶⁷⁸⁹](?=[\s.,;:)]|$)|(?<=[.»])[¹²³⁴⁵⁶⁷⁸⁹](?=\s|$)"
)


def findings(text: str, tree: Node) -> Iterator[Finding]:
    """Yield what was pasted along with a Markdown text."""
    if _ANY_FOOTNOTE.search(text):
        yield from _footnotes(text, tree)
    yield from plain_findings(text)
    for block in tree.children:
        if block.kind is Kind.PARAGRAPH and block.end - block.start <= 40:
            words = block.words.strip()
            if _AROUND_TEXT.fullmatch(words):
                yield Finding(block.start, Code.PASTED, _message(words))


def plain_findings(text: str) -> Iterator[Finding]:
    """Yield the words of programs and of our own buttons in any text."""
    any_sign, buttons = _buttons(spoken().tag)
    if not any_sign.search(text):
        return
    if found := list(buttons.finditer(text)):
        words = spoken().enumerated(dict.fromkeys(f"«{x.group()}»" for x in found))
        yield Finding(found[0].start(), Code.PASTED, _message(words, quoted=False))
    if program := _PROGRAM.search(text):
        yield Finding(program.start(), Code.PASTED, _message(program.group()))


def _message(words: str, *, quoted: bool = True) -> str:
    return say(
        "%(words)s fulgte med da teksten ble kopiert, og ville stått på siden; fjern det",
        words=f"«{words}»" if quoted else words,
    )


@lru_cache
def _buttons(_tag: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds that a text may have something, and what finds our own buttons.

    The buttons are in bokmål and in the language that the run speaks. Not inside «», where a text
    tells of them.
    """
    shown = dict.fromkeys(words for button in BUTTONS for words in (button, say(button)))
    words = "|".join(map(re.escape, shown))
    return any_of((*shown, *_SIGNS)), re.compile(rf"(?<![\w«])(?:{words})(?![\w»])")


def _footnotes(text: str, tree: Node) -> Iterator[Finding]:
    """Yield the first mark of a footnote that was copied from Word or from a web page."""
    for node in tree.walk():
        if node.kind is Kind.TEXT and (found := _FOOTNOTE.search(text, node.start, node.end)):
            message = say(
                "«%(mark)s» er et fotnotetegn, som ikke fører noe sted; skriv merknaden i "
                "teksten, eller legg kilden under «links»",
                mark=found.group().strip(" >"),
            )
            mark = found.start() + len(found.group()) - len(found.group().lstrip(" >"))
            yield Finding(mark, Code.MARKDOWN, message)
            return
