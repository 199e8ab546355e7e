"""A text that is not YAML -> the likely slip of its author, and the mended line.

In: the text, where the parser gave up, and a function that parses. Out: a Norwegian sentence and
its place. Each slip of the tables proposes mends. A mend is reported only if the parser gets
further with it, so a wrong guess is not reported as a cure.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from generator.sources.slips import Broken, Mend, Position
from generator.sources.slips_of_layout import LAST_SLIPS, SLIPS_OF_LAYOUT
from generator.sources.slips_of_marks import SLIPS_OF_MARKS
from generator.sources.slips_of_quotes import (
    SIGNS_THAT_NEED_QUOTES,
    SLIPS_OF_QUOTES,
    unclosed_quotes,
)
from generator.sources.vocabulary import Vocabulary

Fault = Callable[[str], Position | None]
"""Returns where a text stops being YAML; None for one that is YAML throughout."""

_MARKS = re.compile(r"[\s|{}\[\]\"']")
_MOST_LINES = 50_000  # of a file that is parsed several times to find out what is wrong


SURE_SLIPS = (*SLIPS_OF_LAYOUT, *SLIPS_OF_MARKS, *SLIPS_OF_QUOTES, *SIGNS_THAT_NEED_QUOTES)


def diagnose(
    text: str, at: Position, since: Position | None, fault: Fault, words: Vocabulary
) -> Mend | None:
    """Return the mend of a slip; None if no known slip explains the fault.

    `at` is where the parser gave up, `since` the start of the construct that it was reading;
    `words` are the keys that a file can have.
    """
    lines = text.rstrip("\n").split("\n")
    first = fault(text)
    if first is None or len(lines) > _MOST_LINES:
        return None
    broken = Broken(lines, _inside(lines, at), _inside(lines, since or at), words)
    left = len(lines) - first[0]
    for slips in (SURE_SLIPS, LAST_SLIPS):
        for slip in slips:
            for mend in slip(broken):
                now = fault("\n".join(mend.lines) + "\n")
                if now is None or len(mend.lines) - now[0] < left:
                    return mend._replace(is_sure=_adds_only_marks(lines, mend.lines))
        if quote := _quote(unclosed_quotes(broken), lines, fault):
            return quote
    return None


def _inside(lines: Sequence[str], at: Position) -> Position:
    """Return a position inside the text: a parser may stop after the last line."""
    line = min(at[0], len(lines) - 1)
    return line, min(at[1], len(lines[line]))


def _adds_only_marks(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether two texts have the same words: they differ in blanks and in marks of YAML alone.

    Quotes around a text that gets `|` would become a part of it, so they are for the editor.
    """
    old, new = "".join(before), "".join(after)
    gets_quotes = new.count("|") > old.count("|") and any(
        '"' in line for line in before if line not in after
    )
    return not gets_quotes and _MARKS.sub("", old) == _MARKS.sub("", new)


def _quote(mends: Iterable[Mend], lines: Sequence[str], fault: Fault) -> Mend | None:
    """Return the mend of the quote that lets the parser get furthest.

    A quoted text may rightly continue on the next line. Closed too early, that line is wrong.
    """
    best: tuple[int, Mend] | None = None
    for mend in mends:
        now = fault("\n".join(mend.lines) + "\n")
        reached = len(lines) + 1 if now is None else now[0]
        if reached > mend.at[0] + 1 and (best is None or reached > best[0]):
            best = reached, mend
    return best[1] if best else None
