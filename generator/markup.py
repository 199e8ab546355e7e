"""What stands in the Markdown of an answer, with offsets; found without rendering it.

In: Markdown as editors write it. Out: references, headings, images, raw HTML and bare addresses,
in order. `prose` renders the same text; a property test holds the two together.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

# Code stays on its line; `prose` renders by the same pattern, so that both see the same links.
CODE = r"(?<!\\)(?<!`)(`+)(?!`)([^\n]+?)(?<!`)\1(?!`)"
_CODE = re.compile(CODE)
_ESCAPED = re.compile(r"\\[\\`*_{}\[\]()#+\-.!<>|]")
_BLANK = "\0"  # what stands for an escaped character: no letter, no space, no mark-up
_PIECES = re.compile(
    r"""
      (?P<image>!\[(?:[^\]\n]*\]\([^)\n]*\))?)
    | \]\(\s*<?(?P<target>[^()\s<>]*(?:\([^()\s<>]*\)[^()\s<>]*)*)
    | (?P<definition>^[ ]{0,3}\[[^\]\n]+\]:[ ]*\S*)
    | (?P<stray>(?<![\w/\0])(?:link|law|question|mailto):(?=\w))
    | <?(?P<address>\b(?:(?i:https?|ftp)://|www\.[a-z]))
    | (?P<html></?[A-Za-z][^<>\n]*>|<!--|<[!?])
    | ^(?:[ >]|[-*+][ ]|[0-9]+\.[ ])*(?P<heading>\#{1,6})
    """,
    re.VERBOSE | re.MULTILINE,
)

# What ends a link: its parenthesis, with a title before it at the most.
_LINK_END = re.compile(r"""[>]?(?:\s+(?:"[^"\n]*"|'[^'\n]*'))?\s*\)""")
_REST_OF_LINK = re.compile(r"[^)\n]*\)?")

REFERENCE_SCHEMES = ("link", "law", "question", "mailto")
HEADING_LEVEL = 4  # a question is a third-level heading on a role's page


@dataclass(frozen=True, slots=True)
class Reference:
    """`[text](scheme:target#fragment)`; `written` is what stands in the parentheses.

    The scheme is empty where there is none.
    """

    offset: int
    written: str
    scheme: str
    target: str
    fragment: str | None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and its level, 1 to 6."""

    offset: int
    level: int


@dataclass(frozen=True, slots=True)
class Forbidden:
    """Something answers may not hold.

    `kind` is `image`, `html`, `definition`, `address`, or a link gone wrong: `stray` (outside a
    link's parenthesis), `unended` (its parenthesis goes on, or is not closed) or `wordless`.
    """

    offset: int
    kind: str
    text: str


def split_reference(written: str) -> tuple[str, str, str | None]:
    """Return scheme, target and fragment of a link's destination."""
    scheme, colon, rest = written.partition(":")
    if not colon:
        return "", written, None
    if scheme not in REFERENCE_SCHEMES:
        return scheme, rest, None
    target, hash_, fragment = rest.partition("#")
    return scheme, target, fragment if hash_ else None


@lru_cache(maxsize=50_000)  # a run looks at each text several times
def scan(text: str) -> tuple[Reference | Heading | Forbidden, ...]:
    """Return what stands in an answer, in order; code and escaped characters left out."""
    return tuple(_scan(text))


def _scan(text: str) -> Iterator[Reference | Heading | Forbidden]:
    seen = _blank(text)
    told = 0  # where a link that is refused as a whole ends
    for match in _PIECES.finditer(seen):
        kind, offset = match.lastgroup, match.start(match.lastgroup or 0)
        written = match.group(kind or 0)
        if kind == "target":
            opening = len(text[: match.start()].rstrip()) - 1
            if not _LINK_END.match(seen, match.end()):
                rest = _REST_OF_LINK.match(seen, match.end())
                told = rest.end() if rest else match.end()
                yield Forbidden(offset, "unended", written)
            elif seen[opening : opening + 1] == "[":
                yield Forbidden(opening, "wordless", written)
            else:
                yield Reference(offset, written, *split_reference(written))
        elif kind == "heading":
            yield Heading(offset, written.count("#"))
        elif kind != "stray" or offset >= told:
            yield Forbidden(offset, str(kind), written)


def visible(text: str) -> str:
    """Return the text with link destinations and code blanked out, offsets kept."""
    text = _blank(text).replace(_BLANK, " ")
    return re.sub(r"\]\([^)\n]*\)", lambda match: " " * len(match.group()), text)


def _blank(text: str) -> str:
    if "`" in text:
        text = _CODE.sub(lambda match: " " * len(match.group()), text)
    if "\\" in text:
        text = _ESCAPED.sub(_BLANK * 2, text)
    return text
