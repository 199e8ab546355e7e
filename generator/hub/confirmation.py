"""What a professional confirms -> its fingerprint, and whether that is still there.

In: questions, plans, guides, forms and tasks, or a hub. Out: fingerprints, and the hub without the
confirmations that no longer count. The fingerprint of a question covers the title, the answer, the
variants, what is uncertain and the cited sections: what they say, not how they are written. It
changes neither with line breaks, the marks of lists, invisible characters nor the form of letters.
That of a plan, guide, form or task covers all of its content, in which blanks and the form of
letters do not count either.
"""

import hashlib
import json
import re
import unicodedata
from enum import Enum, auto
from typing import Any

from generator.hub.forms import Form
from generator.hub.guides import Guide
from generator.hub.kinds import FORMS, GUIDES, PLANS, QUESTIONS, TASKS, Kind
from generator.hub.model import Hub
from generator.hub.plans import Plan
from generator.hub.questions import Question
from generator.hub.tasks import Task
from generator.sources import markdown
from generator.sources.markdown import BLOCKS, Node, parse

Confirmable = Question | Plan | Guide | Form | Task
CONFIRMABLE: tuple[Kind[Any], ...] = (QUESTIONS, PLANS, GUIDES, FORMS, TASKS)
"""The kinds of files that a professional confirms."""

_LETTERS = "bcdfghjklmnpqrstvwxz"  # neither a number, a word nor a date to any reader of YAML
_LENGTH = 12  # 20 ** 12 is 2 ** 51
_GROUP = 4
_BLOCKS = BLOCKS | {
    markdown.Kind.DOCUMENT, markdown.Kind.ITEM, markdown.Kind.HEAD, markdown.Kind.ROW,
    markdown.Kind.CELL,
}  # fmt: skip
_AROUND_A_BLOCK = re.compile(r" ?(\x02[^\x03]*\x03) ?")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))


_UPKEEP = {
    "id", "address", "aliases", "roles", "source", "reviewed", "reviewed_text", "review_by",
    "status", "editorial_note",
}  # fmt: skip


class Confirmation(Enum):
    """What is known of whether a professional has confirmed something as it is."""

    NONE = auto()
    VALID = auto()
    UNBOUND = auto()
    """A date without a fingerprint: of which text is unknown."""
    VOID = auto()
    """Confirmed, and changed since."""


def fingerprint(item: Confirmable) -> str:
    """Return the fingerprint of what is confirmed, such as `kdfg-tzbc-mnrs`."""
    covered = _in_question(item) if isinstance(item, Question) else _in_tool(item)
    written = json.dumps(covered, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    number = int.from_bytes(hashlib.sha256(written.encode()).digest())
    letters = ""
    for _ in range(_LENGTH):
        number, letter = divmod(number, len(_LETTERS))
        letters += _LETTERS[letter]
    return "-".join(letters[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))


def _in_question(question: Question) -> list[Any]:
    variants = {
        role: [
            _plain(variant.question or ""),
            *(_said(text) if text else None for text in (variant.append, variant.replace)),
        ]
        for role, variant in question.variants.items()
    }
    cites = sorted({(cite.law, cite.section or "") for cite in question.cites})
    covered: list[Any] = [_plain(question.question), _said(question.answer), variants, cites]
    if question.uncertain:
        covered.append([_said(question.uncertain.what), _plain(question.uncertain.ask)])
    return covered


def _in_tool(item: Plan | Guide | Form | Task) -> Any:
    return _plainly(item.model_dump(mode="json", exclude=_UPKEEP, exclude_defaults=True))


def _plainly(value: Any) -> Any:
    """Return a value of JSON with its texts as a reader sees them."""
    match value:
        case str():
            return _plain(value)
        case dict():
            return {key: _plainly(inner) for key, inner in value.items()}
        case list():
            return [_plainly(inner) for inner in value]
        case _:
            return value


def confirmation(item: Confirmable) -> Confirmation:
    """Return whether something is confirmed as it is."""
    if item.reviewed is None:
        return Confirmation.NONE
    if item.reviewed_text is None:
        return Confirmation.UNBOUND
    is_same = item.reviewed_text == fingerprint(item)
    return Confirmation.VALID if is_same else Confirmation.VOID


def as_readers_see(hub: Hub) -> Hub:
    """Return the hub without the dates of confirmations that do not hold for the text as it is."""
    changed = {}
    for kind in CONFIRMABLE:
        items = tuple(
            item
            if confirmation(item) in (Confirmation.NONE, Confirmation.VALID)
            else item.model_copy(update={"reviewed": None})
            for item in kind.of(hub)
        )
        if any(new is not old for new, old in zip(items, kind.of(hub), strict=True)):
            changed[kind.name] = items
    return hub.model_copy(update=changed) if changed else hub


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
        elif node.kind in (markdown.Kind.TEXT, markdown.Kind.BREAK):
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
    if node.kind is markdown.Kind.ITEM and first.kind is markdown.Kind.PARAGRAPH:
        return [*first.children, *others]
    return [first, *others]


def _mark(*about: object, is_block: bool) -> str:
    """Return the start of a node as characters that no text contains; its end without `about`."""
    start, end = ("\2", "\3") if is_block else ("\0", "\1")
    return f"{start}{' '.join(str(x) for x in about if x not in (None, '', 0))}{end}"
