"""Checks of texts that readers see exactly as written, such as titles and the glossary.

In: the context of a check. Out: problems with the line and column of the first wrong character.
"""

import re
from collections.abc import Iterator

from generator.check import notes, pasted
from generator.check.context import Context
from generator.check.finding import Finding, Mend
from generator.check.labels import is_vague
from generator.language import say
from generator.problems import Code, Problem
from generator.sources.document import Location
from generator.sources.scalars import spelling

_MARKDOWN = re.compile(
    r"\*\*|\]\(|(?<![\w/])(?:link|law|question):(?=\w)"
    r"|</?[a-z][a-z0-9]{0,10}(?:\s[^<>\n]{0,200})?/?>|\bhttps?://[^\s«»<>]+|\bwww\.[a-z][^\s«»<>]+"
    r"|(?m:^[•◦▪·●\ue000-\uf8ff])(?=[\s])",
    re.IGNORECASE,
)
_ANY_SIGN = re.compile("[*\\]:<.•◦▪·●\ue000-\uf8ff]")
"""One of these is in every text in which `_MARKDOWN` finds something."""
_AROUND_QUESTION = re.compile(
    r"(?P<before>^(?:\d{1,2}[.)](?= )|[-–—•·*>…]|\.{3}|«(?=[^«»]*»$)))"
    r"|(?P<after>(?:…|\.{2,}|[?!]\.|(?<!\w)[.]|[,;:]|(?<=[?!.])»)$)"
)
"""What comes along with a question from a list or a sentence."""
_SEARCHED = {
    "questions": ("terms.*",),
    "tasks": ("terms.*",),
    "terms": ("forms.*", "synonyms.*"),
    "synonyms": ("words.*",),
}
"""Kind -> words that only the search knows."""
_QUOTED = re.compile(r"\s*([\"“”„‟'‘’‚«])([^\"“”„‟‘’‚«»]*)([\"“”„'‘’»])[.,;]?\s*")


def check_plain_texts(context: Context) -> Iterator[Problem]:
    """Yield what plain texts can't have: Markdown, notes, marks around the whole text."""
    origins = context.origins
    for kind, id_, location, text in context.plain_texts():
        for found in (*_findings(text), *_of_title(kind, location, text)):
            place = origins.place_in_text(kind, id_, location, found.offset)
            fix = origins.fix_in_text(kind, id_, location, found.mends)
            yield Problem(place, found.code, found.message, fix)
    for searched in (kind for kind in origins.kinds if kind.name in _SEARCHED):
        for id_, item in searched.keyed(context.hub):
            for location, text in searched.texts(item, _SEARCHED[searched.name]):
                if wrapped := in_quotes(text):
                    place = origins.place(searched.name, id_, *location)
                    fix = origins.fix_in_text(searched.name, id_, location, wrapped.mends)
                    yield Problem(place, Code.QUOTED, wrapped.message, fix)


def _findings(text: str) -> Iterator[Finding]:
    if _ANY_SIGN.search(text) and (markdown := _MARKDOWN.search(text)):
        message = say(
            "«%(found)s» i en ren tekst, uten lenker og fet skrift; fjern det",
            found=markdown.group(),
        )
        yield Finding(markdown.start(), Code.MARKDOWN, message)
    yield from notes.plain_findings(text)
    yield from pasted.plain_findings(text)
    if wrapped := in_quotes(text):
        yield wrapped


def _of_title(kind: str, location: Location, text: str) -> Iterator[Finding]:
    """Yield what is wrong with a text as the title of a question or a link."""
    if kind == "links" and location == ("title",) and is_vague(text):
        message = say(
            "tittelen «%(words)s» sier ikke hvor lenken fører; skriv hva leseren kommer til",
            words=text,
        )
        yield Finding(0, Code.LINK_TEXT, message)
    if location[-1] == "question" and (found := _AROUND_QUESTION.search(text)):
        message = say(
            "%(found)s hører ikke til spørsmålet, og ville stått på siden; fjern det",
            found="«…»" if found.group() == "«" else f"«{found.group()}»",
        )
        yield Finding(found.start(), Code.PASTED, message)


def in_quotes(text: str) -> Finding | None:
    """Return a finding if a whole text is in quotation marks, which readers would see."""
    found = _QUOTED.fullmatch(text)
    if not found or found[1] == "«" or not found[2].strip():
        return None
    message = say(
        "%(opening)s…%(closing)s rundt hele teksten ville stått på siden; fjern dem",
        opening=found[1],
        closing=found[3],
    )
    mends: tuple[Mend, ...] = ()
    if text == found[0].strip() and spelling(found[2]) == found[2]:  # it needs no quotes of YAML
        mends = (Mend(found.start(1), found[1], ""), Mend(found.start(3), found[3], ""))
    return Finding(found.start(1), Code.QUOTED, message, mends=mends)
