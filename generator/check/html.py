"""HTML in a text -> what to write instead.

In: a text, and a node with HTML. Out: at most one finding; none for a tag that closes another.
"""

import re

from generator.check.finding import Finding
from generator.language import msgid, say, spoken
from generator.problems import Code
from generator.sources.markdown import Node

_TAG = re.compile(r"<[^>\n]*>?")
_NAME = re.compile(r"<(!--|/?[A-Za-z][A-Za-z0-9:]*)")
_NEAR = 2_000
"""How far in front of a closing tag the opening one is looked for, in characters."""

_WORDS = {
    msgid("**…** for fet skrift"): ("b", "strong"),
    msgid("*…* for kursiv"): ("i", "em"),
    msgid("en tom linje for nytt avsnitt"): ("p", "br", "div", "section", "article"),
    msgid("«- » eller «1. » foran hvert punkt"): ("ul", "ol", "li"),
    msgid("[tekst](link:id) for en lenke"): ("a",),
    msgid("«#### » foran en mellomtittel"): ("h1", "h2", "h3", "h4", "h5", "h6"),
    msgid("| celle | celle | for en tabell"): ("table", "thead", "tbody", "tr", "td", "th"),
    msgid("tegnet selv (m², CO₂)"): ("sup", "sub"),
    msgid("`…` for kode"): ("code", "pre", "kbd", "tt"),
    msgid("~~…~~ for gjennomstreking"): ("s", "del", "strike"),
    msgid("«> » foran et sitat"): ("blockquote", "q"),
    msgid("«---» på egen linje for en strek"): ("hr",),
    msgid("et notat i «editorial_note»"): ("!--",),
    msgid("bare teksten"): ("span", "font", "u", "center", "small", "big", "mark", "label", "o:p"),
}
_CURES = {name: cure for cure, names in _WORDS.items() for name in names}


def finding(text: str, node: Node) -> Finding | None:
    """Return what to write in place of HTML, or None for the end of what was reported."""
    names = [name.casefold() for name in _NAME.findall(node.text)]
    if len(names) == 1 and names[0].startswith("/"):
        near = text[max(0, node.start - _NEAR) : node.start].casefold()
        if f"<{names[0][1:]}" in near:
            return None
    tag = _TAG.match(node.text)
    shown = tag.group() if tag else node.text.strip()
    cures = dict.fromkeys(_CURES[name] for x in names if (name := x.lstrip("/")) in _CURES)
    if cures:
        message = say(
            "HTML («%(tag)s»); skriv %(cures)s",
            tag=shown,
            cures=spoken().enumerated(say(cure) for cure in cures),
        )
    else:
        message = say(
            "HTML («%(tag)s»); skriv det som Markdown, eller sett «\\» foran «<»", tag=shown
        )
    return Finding(node.start, Code.RAW_HTML, message)
