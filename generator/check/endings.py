"""Texts that end too early: the rest was deleted, or not copied.

In: a text and its tree. Out: at most one finding, at the first end that is wrong.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.check.finding import Finding
from generator.language import say
from generator.problems import Code
from generator.sources.markdown import Kind, Node

_OPEN_END = re.compile(r"(?:[:,(…]|\.{3}|(?<=\s)[–-]|(?<![\w-])(?:og|eller|samt|at|som))$")
"""How no text ends: as in front of a list, or in the middle of a sentence."""
_LONGEST = len("eller")


def findings(text: str, tree: Node) -> Iterator[Finding]:
    """Yield a finding if a text, or its part in front of a heading, ends too early."""
    for block, following in pairwise((*tree.children, None)):
        assert block is not None
        if following and following.kind is not Kind.HEADING:
            continue
        if (
            block.kind is Kind.HEADING
            and len(tree.children) > 1
            and block.level > 1
            and (following is None or following.level <= block.level)
        ):
            message = say(
                "det står ingenting under mellomtittelen «%(title)s»; skriv teksten, "
                "eller fjern tittelen",
                title=block.words.strip(),
            )
            yield Finding(block.start, Code.CUT_OFF, message)
            return
        if block.kind in (Kind.PARAGRAPH, Kind.LIST) and (end := _open_end(block)):
            message = (
                say(
                    "«%(end)s» står rett foran en mellomtittel, uten noe etter; skriv resten, "
                    "eller sett punktum",
                    end=end,
                )
                if following
                else say("teksten slutter med «%(end)s»; skriv resten, eller sett punktum", end=end)
            )
            at = block.start + text[block.start : block.end].rindex(end[0])
            yield Finding(at, Code.CUT_OFF, message)
            return


def _open_end(block: Node) -> str | None:
    """Return the end of the last line of a block, if more should follow."""
    node = block
    while node.children:
        node = node.children[-1]
    if node.kind is not Kind.TEXT:
        return None
    written = node.text.rstrip()
    found = _OPEN_END.search(written, max(0, len(written) - _LONGEST))
    return found.group() if found else None
