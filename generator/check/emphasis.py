"""Marks for emphasis, deletion and code that remain on the page, or take characters away from it.

In: a text and its tree. Out: findings. The parser removes the marks that it uses, so every run of
`*`, `_`, `~` or backticks that is left in a text node would be shown. The characters beside a run
decide whether it was meant as a mark; signs in prose («5*3», «Pris*», «*.pdf», «*») are not.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from textwrap import shorten

from generator.check.finding import Finding
from generator.language import say
from generator.problems import Code
from generator.sources.markdown import Kind, Node

_RUN = re.compile(r"([*_~`])\1*")
_OPENING = frozenset("([{«\"'“‘„”")
_CLOSING = frozenset(")]}»\"'”’“")
_MOST_QUOTED = 60
_BLOCKS = frozenset({Kind.PARAGRAPH, Kind.HEADING, Kind.CELL, Kind.ITEM})
_MARKED = frozenset({Kind.EMPHASIS, Kind.STRONG, Kind.STRUCK})


@dataclass(frozen=True, slots=True)
class _Run:
    """Neighbouring equal marks that remain as text, and the characters beside them."""

    start: int
    mark: str
    before: str
    after: str
    block: Node
    """The paragraph, heading, cell or item that contains it."""

    @property
    def end(self) -> int:
        return self.start + len(self.mark)

    @property
    def is_lone(self) -> bool:
        """Whether there is a space on both sides."""
        return self.before.isspace() and self.after.isspace()

    @property
    def is_inside_word(self) -> bool:
        return self.before.isalnum() and self.after.isalnum()

    @property
    def may_open(self) -> bool:
        return not self.after.isspace() and not self.before.isalnum()

    @property
    def may_close(self) -> bool:
        return not self.before.isspace() and not self.after.isalnum()

    @property
    def is_beside_used(self) -> bool:
        """Whether the parser used some of the marks of a longer run, of which this is the rest."""
        return self.mark[0] in (self.before, self.after)


def findings(text: str, tree: Node) -> Iterator[Finding]:
    """Yield the marks of a whole text that are not paired, and pairs that were not meant as one."""
    if not _RUN.search(text):
        return
    for node in tree.walk():
        if node.kind in _MARKED and (found := _mistaken(text, node)):
            yield found
    runs = [run for block, node in _texts(tree, tree) for run in _runs(text, node, block)]
    yield from _unpaired(text, runs)


def _texts(node: Node, block: Node) -> Iterator[tuple[Node, Node]]:
    """Yield (block, text node), without the words of images and of addresses in «<>»."""
    for child in node.children:
        if child.kind is Kind.TEXT:
            yield block, child
        elif child.kind is not Kind.IMAGE and (child.kind is not Kind.LINK or child.is_inline):
            yield from _texts(child, child if child.kind in _BLOCKS else block)


def _runs(text: str, node: Node, block: Node) -> Iterator[_Run]:
    """Yield the runs of a text node, without those behind a backslash."""
    if not _RUN.search(node.text):
        return
    for start, end in _stretches(text, node.pieces):
        for match in _RUN.finditer(text, start, end):
            if match.start() == start and text.startswith("\\", start - 1):
                continue
            is_first = match.start() == block.children[0].start
            is_last = match.end() == block.children[-1].end
            before = " " if is_first else text[match.start() - 1]
            after = " " if is_last else text[match.end()]
            yield _Run(match.start(), match.group(), before, after, block)


def _stretches(text: str, pieces: Sequence[Node]) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of neighbouring pieces between which the parser used no character."""
    start = end = pieces[0].start
    for piece in pieces:
        if piece.start != end or piece.text != text[piece.start : piece.end]:
            yield start, end
            start = piece.start
        end = piece.end
    yield start, end


def _unpaired(text: str, runs: Sequence[_Run]) -> Iterator[Finding]:
    """Yield a finding for the first unpaired mark of each kind in a block."""
    alike: Mapping[tuple[int, str], list[_Run]] = defaultdict(list)
    for run in runs:
        alike[run.block.start, run.mark].append(run)
    reported: set[tuple[int, str]] = set()
    done: set[int] = set()
    for run, following in zip_longest(runs, runs[1:]):
        key = (run.block.start, run.mark)
        if key in reported or run.start in done or not _is_meant(run, len(alike[key])):
            continue
        reported.add(key)
        later = (other for other in alike[key] if other.start > run.start)
        if partner := next(later, None):
            yield _apart(text, run, partner)
        elif following and _is_closed_by(run, following):
            done.add(following.start)
            yield _mismatch(run, following)
        else:
            yield _alone(run)


def _is_closed_by(run: _Run, other: _Run) -> bool:
    """Whether another mark, or the same in another block, was meant to close this one."""
    is_end = not run.may_close and other.may_close and not other.may_open
    return is_end and (run.block is other.block or run.mark == other.mark)


def _is_meant(run: _Run, alike: int) -> bool:
    """Whether a run was meant as a mark; `alike` is how many the block has of it."""
    if run.is_beside_used:
        return True
    if run.before in _OPENING and run.after in _CLOSING:
        return False  # the text is about the sign itself
    opens_word = run.may_open and (run.after.isalnum() or run.after in _OPENING)
    match run.mark[0], len(run.mark):
        case "`", 1:
            return not run.is_inside_word
        case "~", length:
            return length == 2 and (not run.is_lone or alike > 1)
        case "_", length:
            is_mark = not run.is_inside_word and not run.is_lone
            return is_mark and (opens_word if length == 1 else length == 2)
        case _, 1:
            return opens_word
    return True


def _apart(text: str, run: _Run, partner: _Run) -> Finding:
    """Return the finding for two equal marks that the parser does not pair."""
    mark = run.mark
    words = _shortened(text[run.end : partner.start])
    if partner.before == " ":
        message = say(
            "«%(mark)s» ville stått på siden, for det er mellomrom foran det siste; "
            "skriv «%(mark)s%(words)s%(mark)s», og sett mellomrommet etter",
            mark=mark,
            words=words,
        )
        return Finding(partner.start - 1, Code.MARKDOWN, message)
    if run.after.isspace():
        message = say(
            "«%(mark)s» ville stått på siden, for det er mellomrom etter det første; "
            "skriv «%(mark)s%(words)s%(mark)s»",
            mark=mark,
            words=words,
        )
        return Finding(run.start, Code.MARKDOWN, message)
    if partner.before == "\n":
        message = say("mellomrom mangler etter «%(sign)s»; skriv «- » foran hvert punkt", sign=mark)
        return Finding(run.start, Code.MARKDOWN, message)
    for tight, inside, outside in (
        (partner, partner.before, partner.after),
        (run, run.after, run.before),
    ):
        if outside.isalnum() and not inside.isalnum():
            message = say(
                "«%(mark)s» ville stått på siden, for det står klemt mellom «%(before)s» "
                "og «%(after)s»; sett et mellomrom utenfor det",
                mark=mark,
                before=tight.before,
                after=tight.after,
            )
            return Finding(tight.start, Code.MARKDOWN, message)
    return _alone(run)


def _shortened(words: str) -> str:
    return shorten(words, _MOST_QUOTED, placeholder=" …")


def _mismatch(run: _Run, closing: _Run) -> Finding:
    """Return the finding for a mark that is closed by another one, or in another block."""
    if run.block is closing.block:
        message = say(
            "«%(mark)s» åpner, men «%(closing)s» lukker; skriv det samme begge steder",
            mark=run.mark,
            closing=closing.mark,
        )
    elif run.block.kind is Kind.CELL and run.mark[0] == "`":
        return _alone(run)
    else:
        message = say(
            "«%(mark)s» virker bare inni ett avsnitt, ett punkt eller én celle; sett "
            "det rundt hver del",
            mark=run.mark,
        )
    return Finding(run.start, Code.MARKDOWN, message)


def _alone(run: _Run) -> Finding:
    if run.block.kind is Kind.CELL and run.mark[0] == "`":
        message = say("«`» uten make i cellen; skal «|» stå inni kode, skriver du «\\|»")
    else:
        message = say(
            "«%(mark)s» uten make i avsnittet; sett det både foran og bak teksten, eller fjern det",
            mark=run.mark,
        )
    return Finding(run.start, Code.MARKDOWN, message)


def _mistaken(text: str, node: Node) -> Finding | None:
    """Return a finding if two signs of prose were taken as a pair, and so are not shown.

    «2*3 og 4*5», «(*) og (*)».
    """
    if not node.children:
        return None
    start, end = node.children[0].start, node.children[-1].end
    words = text[start:end]
    is_inside_word = (
        text[node.start - 1 : node.start].isalnum() and text[node.end : node.end + 1].isalnum()
    )
    is_prose = is_inside_word and (words.isdigit() or " " in words)
    if not (is_prose or words[0] in ")]}»" or words[-1] in "([{«"):
        return None
    mark = text[node.start : start]
    words = _shortened(words)
    message = say(
        "«%(mark)s» kommer ikke med på siden, for «%(mark)s%(words)s%(mark)s» er "
        "Markdown; skriv «\\%(mark)s» der tegnet skal stå",
        mark=mark,
        words=words,
    )
    return Finding(node.start, Code.MARKDOWN, message)
