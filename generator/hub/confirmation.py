"""A question -> the fingerprint of what a professional confirms, and whether that is still there.

In: questions, or a hub. Out: fingerprints, and questions without the confirmations that no longer
count. A fingerprint covers the title, the answer, the variants, what is uncertain and the cited
sections: what they say, not how they are written. It changes neither with line breaks, the marks of
lists, invisible characters nor the form of letters.
"""

import hashlib
import json
import re
import unicodedata
from enum import Enum, auto

from generator.hub.model import Hub
from generator.hub.questions import Question
from generator.sources.markdown import BLOCKS, Kind, Node, parse

_LETTERS = "bcdfghjklmnpqrstvwxz"  # neither a number, a word nor a date to any reader of YAML
_LENGTH = 12  # 20 ** 12 is 2 ** 51
_GROUP = 4
_BLOCKS = BLOCKS | {Kind.DOCUMENT, Kind.ITEM, Kind.HEAD, Kind.ROW, Kind.CELL}
_AROUND_A_BLOCK = re.compile(r" ?(\x02[^\x03]*\x03) ?")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))


class Confirmation(Enum):
    """What is known of whether a professional has confirmed an answer as it is."""

    NONE = auto()
    VALID = auto()
    UNBOUND = auto()
    """A date without a fingerprint: of which text is unknown."""
    VOID = auto()
    """Confirmed, and changed since."""


def fingerprint(question: Question) -> str:
    """Return the fingerprint of what is confirmed, such as `kdfg-tzbc-mnrs`."""
    variants = {
        role: [
            _plain(variant.question or ""),
            *(_said(text) if text else None for text in (variant.append, variant.replace)),
        ]
        for role, variant in question.variants.items()
    }
    cites = sorted({(cite.law, cite.section or "") for cite in question.cites})
    covered = [_plain(question.question), _said(question.answer), variants, cites]
    if question.uncertain:
        covered.append([_said(question.uncertain.what), _plain(question.uncertain.ask)])
    written = json.dumps(covered, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    number = int.from_bytes(hashlib.sha256(written.encode()).digest())
    letters = ""
    for _ in range(_LENGTH):
        number, letter = divmod(number, len(_LETTERS))
        letters += _LETTERS[letter]
    return "-".join(letters[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))


def confirmation(question: Question) -> Confirmation:
    """Return whether the answer is confirmed as it is."""
    if question.reviewed is None:
        return Confirmation.NONE
    if question.reviewed_text is None:
        return Confirmation.UNBOUND
    is_same = question.reviewed_text == fingerprint(question)
    return Confirmation.VALID if is_same else Confirmation.VOID


def as_readers_see(hub: Hub) -> Hub:
    """Return the hub without the dates of confirmations that do not hold for the text as it is."""
    questions = tuple(
        question
        if confirmation(question) in (Confirmation.NONE, Confirmation.VALID)
        else question.model_copy(update={"reviewed": None})
        for question in hub.questions
    )
    return hub if questions == hub.questions else hub.model_copy(update={"questions": questions})


def _plain(text: str) -> str:
    """Return the words of a text, as a reader sees them."""
    return " ".join(unicodedata.normalize("NFC", text.translate(_UNSEEN)).split())


def _said(text: str) -> str:
    """Return what a text in Markdown says, and as what, but not how that is written."""
    parts: list[str] = []
    waiting: list[Node | str] = [parse(text)]
    while waiting:  # no recursion: a text may be nested deeper than Python's stack
        node = waiting.pop()
        if isinstance(node, str):
            parts.append(node)
        elif node.kind in (Kind.TEXT, Kind.BREAK):
            parts.append(node.text or " ")
        else:
            is_block = node.kind in _BLOCKS
            about = (node.kind, node.level, node.number, node.address)
            parts.append(_mark(*about, "" if node.children else node.text, is_block=is_block))
            waiting += [_mark(is_block=is_block), *reversed(_children(node))]
    return _AROUND_A_BLOCK.sub(r"\1", _plain("".join(parts)))


def _children(node: Node) -> list[Node]:
    """Return what is in a node; whether a list has blank lines between its items is no matter."""
    first, *others = node.children or (None,)
    if first is None:
        return []
    if node.kind is Kind.ITEM and first.kind is Kind.PARAGRAPH:
        return [*first.children, *others]
    return [first, *others]


def _mark(*about: object, is_block: bool) -> str:
    """Return the start of a node as characters that no text contains; its end without `about`."""
    start, end = ("\2", "\3") if is_block else ("\0", "\1")
    return f"{start}{' '.join(str(x) for x in about if x not in (None, '', 0))}{end}"
