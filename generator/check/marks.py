"""Marks of Markdown that remain as text on the page: brackets, references, addresses.

In: a text, and a text node of its tree, whose pieces show which marks the parser did not use. Out:
findings.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.check.finding import Finding
from generator.check.positions import line_start
from generator.language import msgid, say
from generator.problems import Code
from generator.sources.markdown import Node

ADDRESS = msgid("adresse rett i teksten; legg den i links.yaml og skriv [tekst](link:id)")
IMAGE = msgid("bilde; svar har bare tekst, så vis til en lenke i links.yaml")
FOOTNOTE = msgid(
    "fotnoter kan ikke brukes; skriv merknaden i teksten, eller legg kilden under «links»"
)

# Most texts have none of these and need no further tests. A search for one of some characters is
# fast; what must stand around some of them comes after.
_ANY = re.compile(
    r"[\[\]{:&=+^%$@•wW/\\](?:(?<![wW/\\])|(?<=\.[a-zA-Z]{2}/)|(?<=\.[a-zA-Z]{3}/)"
    r"|(?<=[wW])[wW]{2}\.|(?<=\\)\\)"
)
_ADDRESS = re.compile(r"\b(?:(?:https?|ftp):/|www\.[a-z])[^\s<>«»\"“”]*", re.IGNORECASE)
_ANY_ADDRESS = re.compile(
    rf"(?P<web>{_ADDRESS.pattern})"
    r"|(?P<bare>(?<![\w./@:-])(?:[\w-]{1,63}\.){1,5}(?:no|com|org|net|eu)/[^\s<>«»\"“”]*)"
    r"|(?P<file>(?<!\w)(?:[A-Z]:\\|\\\\)[\w.-]+\\[^\s<>«»\"“”]*)"
    r"|(?<![\w.+:-])[\w.+-]{1,64}@[\w-]{2,63}(?:\.[\w-]{2,63})+",
    re.IGNORECASE,
)
_AFTER_ADDRESS = ".,;:!?)]*_'’"
_REFERENCE = re.compile(r"(?<![\w/])(?:link|law|question|mailto):(?=\w)", re.IGNORECASE)
_LINK_TARGET = re.compile(r"\(\s*<?([^\s()<>]*)")
_SPACE_AFTER_SCHEME = re.compile(r"((?:link|law|question|mailto):)\s+(\S+)")
_LONGEST_TITLE = 200
_INLINE_BULLETS = re.compile(r"(?<=\S )[•▪●◦] ?(?=\S[^•▪●◦\n]{0,200} [•▪●◦] ?\S)")
# What other dialects and templates give a meaning: highlighting, mathematics, attributes, emoji by
# name, and entities that do not exist.
_FOREIGN = re.compile(
    r"(?<![\w=+^%$])(([=+^%$])\2+)[^\s=+^%$|](?:[^=+^%$|\n]*[^\s=+^%$|])?\1(?!\w)"
    r"|\{[:#.{%][^{}\n\w]{0,9}\w[^{}\n]{0,80}\}+"
    r"|(?<![\w:]):[a-z+-][\w+-]*:(?![\w:/])"
    r"|&[a-z]{2,};|&nbsp\b"
)
_CHECKBOX = re.compile(r"\[[ xX]?\] ")
_CHECKBOX_LINE = re.compile(r"[ >]*(?:(?:[-*+]|\d+[.)]) +)?\[[ xX]?\] ")
_BOX = re.compile(r"\[![A-Za-z]+\]")
_IMAGE = re.compile(r"!\[\[|!\[[^[\]\n]*\]\s?\(")
_WIKI_LINK = re.compile(r"\[\[[^[\]\n:]+\]\]")
_NOTE = re.compile(r"\[\^[^[\]\n]+\]")


def findings(text: str, node: Node) -> Iterator[Finding]:
    """Yield the marks that remain in a text node."""
    if not _ANY.search(text, node.start, node.end):
        return
    reported_to = 0  # the end of a broken link, which gets one finding
    broken: list[range] = []
    for piece, following in pairwise((*node.pieces, None)):
        assert piece is not None
        if piece.text == "]" and following and text.startswith("(", following.start):
            yield _broken_link(text, following.start)
            reported_to = _end_of_link(text, following.start)
            broken.append(range(following.start, reported_to))
        if piece.start >= reported_to:
            yield from _in_piece(text, piece)
    yield from _addresses(text, node, broken)
    if bullets := _INLINE_BULLETS.search(text, node.start, node.end):
        message = say("punktene ville stått på én linje; skriv hvert på egen linje, med «- » foran")
        yield Finding(bullets.start(), Code.MARKDOWN, message)


def _addresses(text: str, node: Node, broken: Sequence[range]) -> Iterator[Finding]:
    """Yield the addresses of the web and of mailboxes in a text node, without broken links."""
    if text.startswith("](", node.end):
        return  # the words of a link
    spans = iter(broken)
    span = next(spans, None)
    for match in _ANY_ADDRESS.finditer(text, node.start, node.end):
        while span and span.stop <= match.start():
            span = next(spans, None)
        if span and match.start() in span:
            continue
        written = match.group().rstrip(_AFTER_ADDRESS)
        if match["file"]:
            message = say(
                "«%(file)s» er en fil som leserne ikke når; legg den ut på nettet, eller fjern det",
                file=written,
            )
            yield Finding(match.start(), Code.INLINE_ADDRESS, message)
        elif match["web"] or match["bare"]:
            yield Finding(match.start(), Code.INLINE_ADDRESS, say(ADDRESS), written)
        else:
            message = say(
                "e-postadressen blir ingen lenke; skriv [%(address)s](mailto:%(address)s)",
                address=written,
            )
            yield Finding(match.start(), Code.MARKDOWN, message)


def _in_piece(text: str, piece: Node) -> Iterator[Finding]:
    written = text[piece.start : piece.end]
    if written == "![" and _IMAGE.match(text, piece.start):
        yield Finding(piece.start, Code.IMAGE, say(IMAGE))
    elif written == "[":
        yield from _brackets(text, piece.start)
    if written != piece.text:
        return  # an entity
    for match in _REFERENCE.finditer(written):
        message = say(
            "«%(written)s» utenfor en lenke; skriv [tekst](link:id), med parentesen rett etter «]»",
            written=match.group(),
        )
        yield Finding(piece.start + match.start(), Code.LINK_SYNTAX, message)
    for match in _FOREIGN.finditer(written):
        message = say(
            "«%(written)s» kan ikke brukes, og ville stått slik på siden; fjern det",
            written=match.group(),
        )
        yield Finding(piece.start + match.start(), Code.MARKDOWN, message)


def _broken_link(text: str, opening: int) -> Finding:
    target = _LINK_TARGET.match(text, opening)
    offset, written = (target.start(1), target.group(1)) if target else (opening, "")
    end = min(_end_of_link(text, opening), offset + _LONGEST_TITLE)
    inside = text[offset:end].rstrip().removesuffix(")").strip()
    if spaced := _SPACE_AFTER_SCHEME.fullmatch(inside):
        message = say(
            "mellomrom etter «%(scheme)s»; skriv [tekst](%(scheme)s%(target)s)",
            scheme=spaced[1],
            target=spaced[2],
        )
        return Finding(offset, Code.LINK_SYNTAX, message)
    message = say(
        "parentesen skal lukkes rett etter id-en («%(written)s»); skriv "
        "[tekst](link:id) uten mellomrom",
        written=written,
    )
    return Finding(offset, Code.LINK_SYNTAX, message, inside)


def _end_of_link(text: str, opening: int) -> int:
    """Return where a link whose parenthesis opens here was meant to end."""
    line_end = text.find("\n", opening)
    line_end = len(text) if line_end < 0 else line_end
    closing = text.find(")", opening, line_end)
    return line_end if closing < 0 else closing + 1


def _brackets(text: str, offset: int) -> Iterator[Finding]:
    """Yield footnotes, checkboxes and alerts, which code hosts support and answers do not."""
    line = line_start(text, offset)
    before = text[line:offset]
    if _NOTE.match(text, offset):
        yield Finding(offset, Code.MARKDOWN, say(FOOTNOTE))
    elif _CHECKBOX.match(text, offset) and before.strip(" >").rstrip("0123456789.)") in "-*+":
        above = line_start(text, max(line - 1, 0))
        if line == 0 or not _CHECKBOX_LINE.match(text, above):
            message = say("avkrysningsbokser kan ikke brukes; skriv punktene uten «[ ]»")
            yield Finding(offset, Code.MARKDOWN, message)
    elif (box := _BOX.match(text, offset)) and before.strip() == ">":
        message = say(
            "«%(box)s» kan ikke brukes, og ville stått slik på siden; fjern linjen", box=box.group()
        )
        yield Finding(offset, Code.MARKDOWN, message)
    elif _WIKI_LINK.match(text, offset):
        message = say("«[[ ]]» lager ingen lenke; skriv [tekst](link:id)")
        yield Finding(offset, Code.LINK_SYNTAX, message)


def is_address(destination: str) -> bool:
    """Whether a link goes to an address of the web, which is reported where it is written."""
    return bool(_ADDRESS.match(destination))
