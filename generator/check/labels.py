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

_VAGUE = frozenset(
    {
        "her", "klikk her", "trykk her", "klikk", "trykk", "les mer", "les mer her", "les her",
        "se her", "se mer", "mer", "mer her", "mer informasjon", "mer info", "lenke", "lenken",
        "link", "linken", "denne lenken", "denne siden", "denne linken", "nettsiden", "siden",
        "gå hit", "hit", "last ned", "last ned her", "følg lenken", "les meir",
        "sjå her", "meir", "meir informasjon", "lenkje", "lenkja", "here", "click here",
        "read more", "this link", "this page", "more", "tekst", "lenketekst",
    }
)  # fmt: skip
"""Words that say nothing to those who hear the links of a page one after the other."""
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\w+:[\w-]+(?:#\S*)?")
_SECTIONS = re.compile(r"§+\s*(\d[^()§]*)")
_NUMBER = re.compile(r"(\d+(?:-\d+)?)(?:\s?([a-z])\b)?")
_SPAN = re.compile(r"[–—,]|\b(?:til|og|flg|ff)\b")


def is_vague(words: str) -> bool:
    """Whether the words of a link do not say where it leads."""
    return words.strip(" .:!»«>→…").casefold() in _VAGUE


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
    written = number.group(1) + (number.group(2) or "")
    if section is None:
        message = say(
            "lenketeksten sier § %(written)s, men lenken fører til hele loven; skriv "
            "law:%(law)s#%(written)s",
            written=written,
            law=law,
        )
    elif section not in (written, number.group(1)):
        message = say(
            "lenketeksten sier § %(written)s, men lenken fører til § %(section)s; rett én av dem",
            written=written,
            section=section,
        )
    else:
        return None
    return Finding(node.start, Code.OTHER_SECTION, message)
