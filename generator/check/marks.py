"""Marks of Markdown that remain as text on the page: stars, brackets, references, addresses.

In: a text, and a text node of its tree, whose pieces show which marks the parser did not use. Out:
findings.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.check.finding import Finding
from generator.problems import Code
from generator.sources.markdown import Kind, Node

ADDRESS = "adresse rett i teksten; legg den i links.yaml og skriv [tekst](link:id)"
IMAGE = "bilde; svar har bare tekst, så vis til en lenke i links.yaml"
FOOTNOTE = "fotnoter kan ikke brukes; skriv merknaden i teksten, eller legg kilden under «links»"

_ANY = re.compile(r"[*_~`\[\]{=:]|www\.")  # most texts have none and need no further tests
_ADDRESS = re.compile(r"\b(?:(?i:https?|ftp)://|www\.[a-z])")
_REFERENCE = re.compile(r"(?<![\w/])(?:link|law|question|mailto):(?=\w)")
_LINK_TARGET = re.compile(r"\(\s*<?([^\s()<>]*)")
_LONE_STARS = re.compile(r"(?<!\S)\*{2,}(?!\S)")
_HIGHLIGHT = re.compile(r"==(?=\S)[^=\n]*\S==")
_ATTRIBUTES = re.compile(r"\{[:#.][^}\n]*\}")
_CHECKBOX = re.compile(r"\[[ xX]\] ")
_BOX = re.compile(r"\[![A-Z]+\]")
_MARKS = frozenset("*_~`")
_RUN = re.compile(r"(\\?)([*_~`])\2*")
_NOTE = re.compile(r"\[\^[^\]\n]+\]")


def findings(text: str, node: Node) -> Iterator[Finding]:
    """Yield the marks that remain in a text node; nothing for other nodes."""
    if node.kind is not Kind.TEXT or not _ANY.search(text, node.start, node.end):
        return
    reported_to = 0  # the end of a broken link, which gets one finding
    for piece, following in pairwise((*node.pieces, None)):
        assert piece is not None
        if piece.text == "]" and following and text.startswith("(", following.start):
            yield _broken_link(text, following.start)
            reported_to = _end_of_link(text, following.start)
        if piece.start >= reported_to:
            yield from _in_piece(text, piece)
    yield from _delimiters(text, node)


def _in_piece(text: str, piece: Node) -> Iterator[Finding]:
    written = text[piece.start : piece.end]
    if written == "![":
        yield Finding(piece.start, Code.IMAGE, IMAGE)
    elif written == "[":
        yield from _brackets(text, piece.start)
    if written != piece.text:
        return  # an entity
    for match in _ADDRESS.finditer(written):
        yield Finding(piece.start + match.start(), Code.INLINE_ADDRESS, ADDRESS)
    for match in _REFERENCE.finditer(written):
        message = (
            f"«{match.group()}» utenfor en lenke; skriv [tekst](link:id), "
            "med parentesen rett etter «]»"
        )
        yield Finding(piece.start + match.start(), Code.LINK_SYNTAX, message)
    for pattern in (_HIGHLIGHT, _ATTRIBUTES):
        for match in pattern.finditer(written):
            message = f"«{match.group()}» kan ikke brukes, og ville stått slik på siden; fjern det"
            yield Finding(piece.start + match.start(), Code.MARKDOWN, message)
    for match in _LONE_STARS.finditer(written):
        yield _unpaired(piece.start + match.start(), match.group())


def _broken_link(text: str, opening: int) -> Finding:
    target = _LINK_TARGET.match(text, opening)
    offset, written = (target.start(1), target.group(1)) if target else (opening, "")
    message = (
        f"parentesen skal lukkes rett etter id-en («{written}»); "
        "skriv [tekst](link:id) uten mellomrom"
    )
    return Finding(offset, Code.LINK_SYNTAX, message)


def _end_of_link(text: str, opening: int) -> int:
    """Return where a link whose parenthesis opens here was meant to end."""
    line_end = text.find("\n", opening)
    line_end = len(text) if line_end < 0 else line_end
    closing = text.find(")", opening, line_end)
    return line_end if closing < 0 else closing + 1


def _brackets(text: str, offset: int) -> Iterator[Finding]:
    """Yield footnotes, checkboxes and alerts, which code hosts support and answers do not."""
    before = text[text.rfind("\n", 0, offset) + 1 : offset]
    if _NOTE.match(text, offset):
        yield Finding(offset, Code.MARKDOWN, FOOTNOTE)
    elif _CHECKBOX.match(text, offset) and before.strip(" >").rstrip("0123456789.)") in "-*+":
        message = "avkrysningsbokser kan ikke brukes; skriv punktet uten «[ ]»"
        yield Finding(offset, Code.MARKDOWN, message)
    elif (box := _BOX.match(text, offset)) and before.strip() == ">":
        message = f"«{box.group()}» kan ikke brukes, og ville stått slik på siden; fjern linjen"
        yield Finding(offset, Code.MARKDOWN, message)


def _delimiters(text: str, node: Node) -> Iterator[Finding]:
    """Yield the first unpaired run of each mark for emphasis and code."""
    runs = list(_runs(text, node.pieces))
    reported: set[str] = set()
    for start, end in runs:
        mark = text[start:end]
        same = [run for run in runs if text[slice(*run)] == mark]
        if mark in reported or not _looks_meant(text, start, end, len(same)):
            continue
        reported.add(mark)
        spaced = next((run for run in same if run[0] > start and text[run[0] - 1] == " "), None)
        if mark[0] == "`" and text[text.rfind("\n", 0, start) + 1 :].lstrip().startswith("|"):
            message = "«`» uten make i cellen; skal «|» stå inni kode, skriver du «\\|»"
            yield Finding(start, Code.MARKDOWN, message)
        elif spaced:
            yield Finding(spaced[0] - 1, Code.MARKDOWN, _spaced(text, (start, end), spaced))
        else:
            yield _unpaired(start, mark)


def _runs(text: str, pieces: Sequence[Node]) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each run of the same mark that is not escaped."""
    covered = {piece.start for piece in pieces if piece.text in _MARKS}
    for match in _RUN.finditer(text, max(pieces[0].start - 1, 0), pieces[-1].end):
        backslash = match.start() if match.group(1) else -1
        is_escaped = backslash >= 0 and not any(
            piece.start <= backslash < piece.end for piece in pieces
        )
        if match.start(2) in covered and not is_escaped:
            yield match.start(2), match.end()


def _looks_meant(text: str, start: int, end: int, same: int) -> bool:
    """Whether a mark was meant as markup; those in `5*3`, `fil_navn` and `____` were not."""
    mark = text[start:end]
    inside_word = text[start - 1 : start].isalnum() and text[end : end + 1].isalnum()
    match mark[0]:
        case "_":
            return not inside_word and len(mark) < 3
        case "~":
            return len(mark) == 2
        case "*":
            return len(mark) > 1 or not inside_word or same > 1
    return True


def _unpaired(offset: int, mark: str) -> Finding:
    message = f"«{mark}» uten make i avsnittet; sett det både foran og bak teksten, eller fjern det"
    return Finding(offset, Code.MARKDOWN, message)


def _spaced(text: str, opening: tuple[int, int], closing: tuple[int, int]) -> str:
    mark = text[slice(*opening)]
    words = " ".join(text[opening[1] : closing[0]].split())
    return (
        f"«{mark}» ville stått på siden, for det er mellomrom foran det siste; "
        f"skriv «{mark}{words}{mark}», og sett mellomrommet etter"
    )
