"""The words of links: they say where the link leads, and say the same as its address.

In: a link of a tree. Out: at most one finding, at the start of the link.
"""

import re

from generator.check.finding import Finding
from generator.hub.field_types import SECTION
from generator.hub.markup import split_reference
from generator.language import say
from generator.problems import Code
from generator.sources.markdown import Node

_VAGUE = re.compile(
    r"(?:(?:klikk|trykk|(?:(?:les|se|sjå) )?(?:mer|meir)|les|se|sjå|finnes|last ned|gå) )?"
    r"(?:her|hit)"
    r"|klikk|trykk|(?:les |se |sjå )?(?:mer|meir|more)|(?:mer|meir) info(?:rmasjon)?|last ned"
    r"|(?:(?:klikk|trykk) på |se |følg )?(?:denne |dette )?(?:lenken?|lenkj[ea]|link(?:en)?)"
    r"|(?:denne |dette )?(?:siden?|nettsiden?|nettstedet)|denne|dette|tekst|lenketekst"
    r"|(?:click )?here|read more|this (?:link|page)",
    re.IGNORECASE,
)
"""Words that say nothing to those who hear the links of a page one after the other."""
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\w+:[\w-]+(?:#\S*)?")
_SECTIONS = re.compile(r"(?:§+|\bparagraf(?:en)?)\s*(\d[^()§]*)", re.IGNORECASE)
# «§ 2 i forskriften» has no letter.
_NUMBER = re.compile(r"(\d+(?:-\d+)?)(?:([a-z])\b|\s([a-hj-z])\b(?!\.))?")
_SPAN = re.compile(r"[–—,]|\b(?:til|og|flg|ff)\b")


def is_vague(words: str) -> bool:
    """Whether the words of a link do not say where it leads."""
    return _VAGUE.fullmatch(words.strip(" .:!»«>→…")) is not None


def finding(node: Node) -> Finding | None:
    """Return what is wrong with the words of an inline link, or None."""
    words = " ".join(node.words.split())
    scheme, target, section = split_reference(node.address)
    if scheme not in ("link", "law", "question"):
        return None  # an address, which is reported
    if is_vague(words):
        message = say(
            "lenketeksten «%(words)s» sier ikke hvor lenken fører; skriv hva leseren kommer til",
            words=words,
        )
        return Finding(node.start, Code.LINK_TEXT, message)
    if _ADDRESS.fullmatch(words):
        message = say(
            "lenketeksten er en adresse («%(words)s»); skriv hva leseren kommer til", words=words
        )
        return Finding(node.start, Code.LINK_TEXT, message)
    return _other_section(node, target, section) if scheme == "law" else None


def _other_section(node: Node, law: str, section: str | None) -> Finding | None:
    """Return a finding if the words of a link name another section than its address."""
    if section is not None and not SECTION.fullmatch(section):
        return None  # which is reported
    named = _SECTIONS.search(node.words)
    if not named or _SPAN.search(named.group(1)):
        return None
    number = _NUMBER.match(named.group(1))
    if number is None:
        return None
    written = number.group(1) + (number.group(2) or number.group(3) or "")
    if section is None:
        message = say(
            "lenketeksten sier § %(written)s, men lenken fører til hele loven; skriv "
            "law:%(law)s#%(written)s",
            written=written,
            law=law,
        )
    elif section != written:
        message = say(
            "lenketeksten sier § %(written)s, men lenken fører til § %(section)s; rett én av dem",
            written=written,
            section=section,
        )
    else:
        return None
    return Finding(node.start, Code.OTHER_SECTION, message)
