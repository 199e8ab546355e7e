"""What a page break did to an answer: a sentence is cut in two, or a part of it stands twice.

In: blocks. Out: whole blocks; all that was done is reported.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.editing.importing.block import Block
from generator.editing.importing.lines import Findings
from generator.editing.importing.titles import key

_OPEN_END = re.compile(r"[\w,–-]$|\w\)$|\w[*_]+$")
_GOES_ON = re.compile(r"^[a-zæøå«(]")
_LINKED = re.compile(r"^(?:<?https?://|\[)")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ«\"\[])")
_OVERLAP = 5
"""The fewest words that a page break repeats, and that stand once in the hub."""


def joined(blocks: Sequence[Block], findings: Findings) -> Iterator[Block]:
    """Yield the blocks; a paragraph that goes on in the middle of a sentence is joined."""
    last: Block | None = None
    for block in blocks:
        if last and block.kind == "paragraph":
            rest = _without_overlap(last.text, block.text)
            place = f"{last.lines[-1].place}, {block.lines[0].place}"
            if rest != block.text:
                text = (
                    f"tekst som sto to ganger: {block.text[: len(block.text) - len(rest)].strip()}"
                )
                findings.add("repeated", block.lines[0].place, text)
            elif _goes_on(last, rest):
                shown = f"…{last.text[-30:]} | {rest[:30]}…"
                text = f"sideskift midt i en setning er satt sammen: {shown}"
                findings.add("page-break", place, text)
            if rest != block.text or _goes_on(last, rest):
                lines = (*last.lines, *block.lines)
                last = replace(last, text=_glued(last.text, rest), lines=lines)
                continue
        if last:
            yield last
        last = block
    if last:
        yield last


def _goes_on(last: Block, text: str) -> bool:
    if last.kind not in ("paragraph", "item") or _LINKED.match(text):
        return False
    ends_in_link = re.search(r"(?:\]\([^)]*\)|https?://\S+)$", last.text)
    return bool(_OPEN_END.search(last.text) and _GOES_ON.match(text) and not ends_in_link)


def _glued(first: str, second: str) -> str:
    if re.search(r"\w-$", first) and re.match(r"[a-zæøå]", second):
        is_pair = re.match(r"(?:og|eller|and|or)\b", second)
        return f"{first} {second}" if is_pair else f"{first[:-1]}{second}"
    return f"{first} {second}"


def without_repeated(blocks: Sequence[Block], findings: Findings) -> Iterator[Block]:
    """Yield the blocks without sentences that a page break repeated."""
    seen: set[str] = set()
    for block in blocks:
        text = block.text
        if block.kind in ("paragraph", "item"):
            text = " ".join(_new_sentences(text, seen))
        if text != block.text:
            lost = block.text if not text else f"{block.text[:60]}…"
            findings.add("repeated", block.lines[0].place, f"tekst som sto to ganger: {lost}")
        if text:
            yield replace(block, text=text)


def _without_overlap(before: str, text: str) -> str:
    first, second = before.split(" "), text.split(" ")
    for count in range(min(len(first), len(second)), _OVERLAP - 1, -1):
        if first[-count:] == second[:count]:
            return " ".join(second[count:])
    return text


def _new_sentences(text: str, seen: set[str]) -> Iterator[str]:
    for sentence in _SENTENCE.split(text):
        spelled = key(sentence)
        if len(spelled.split()) > _OVERLAP and "](" not in sentence:
            if spelled in seen:
                continue
            seen.add(spelled)
        yield sentence
