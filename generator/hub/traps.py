"""Texts that YAML cuts or joins although the author cannot have meant that.

In: a document and the model of the whole file. Out: problems. There are two traps: ` #` begins a
comment in the middle of a text, and the lines of a text are joined unless it is written after `|`.
"""

import re
from collections.abc import Iterator

from generator.hub.addresses import is_web
from generator.hub.field_types import Model, Written
from generator.hub.validation import written_as
from generator.language import say
from generator.problems import Code, Place, Problem
from generator.sources.characters import MONTH
from generator.sources.document import Document, Mark

_COMMENT = re.compile(r" +(?P<comment>#.*)")
# Two spaces before and one after, as yamllint demands by default of comments on a value's line:
# https://yamllint.readthedocs.io/en/stable/rules.html#module-yamllint.rules.comments
_REAL_COMMENT = re.compile(r" {2,}#(?: |$)")
_BLOCKS = {
    "listen": re.compile(rf"(?:[-*+]|1[.)]) +(?!{MONTH.pattern})\S", MONTH.flags),
    "tabellen": re.compile(r"\|"),
    "mellomtittelen": re.compile(r"#{1,6} "),
    "sitatet": re.compile(r"> "),
}
_NUMBERED = re.compile(rf"[0-9]+[.)] +(?!{MONTH.pattern})\S", MONTH.flags)


def trap_problems(document: Document, model: type[Model]) -> Iterator[Problem]:
    """Yield a problem for each text of a file that is cut, or that loses blocks as it is joined."""
    lines = document.text.split("\n")
    has_comments = " #" in document.text
    for location, mark in document.marks.items():
        is_joined = mark.style == ">" or mark.end_line > mark.line
        may_be_cut = has_comments and not mark.style
        if not (is_joined or may_be_cut):
            continue
        text, written = document.text_at(location), written_as(model, location)
        if text and may_be_cut and is_web(text):
            yield from _cut_address(document.path, lines, mark)
            continue
        if not text or written is None:
            continue
        if may_be_cut:
            yield from _cut(document.path, lines, mark, text)
        if is_joined and written is Written.AS_MARKDOWN:
            yield from _joined(document.path, lines, mark, str(location[-1]))


def _cut(path: str, lines: list[str], mark: Mark, text: str) -> Iterator[Problem]:
    """Yield a problem if the comment after a text is written like a part of it."""
    line = lines[mark.end_line]
    start = mark.column if mark.end_line == mark.line else 0
    found = _COMMENT.search(line, start)
    # In a list with brackets the comment may follow another value.
    if not found or not text.endswith(line[start : found.start()].strip()):
        return
    if not _REAL_COMMENT.match(line, found.start()):
        message = say(
            "«%(comment)s» blir borte, for « #» begynner en kommentar; sett hele "
            'teksten i hermetegn («"…"»)',
            comment=found["comment"].rstrip(),
        )
        place = Place(path, mark.end_line + 1, found.start("comment") + 1)
        yield Problem(place, Code.COMMENT_IN_TEXT, message)


def _cut_address(path: str, lines: list[str], mark: Mark) -> Iterator[Problem]:
    """Yield a problem if a comment right after an address is the place on the page that it had."""
    found = _COMMENT.search(lines[mark.end_line], mark.column)
    if found and not _REAL_COMMENT.match(lines[mark.end_line], found.start()):
        message = say(
            "«%(comment)s» blir borte, for « #» begynner en kommentar; fjern mellomrommet foran "
            "«#», eller skriv to foran en kommentar",
            comment=found["comment"].rstrip(),
        )
        place = Place(path, mark.end_line + 1, found.start("comment") + 1)
        yield Problem(place, Code.COMMENT_IN_TEXT, message)


def _joined(path: str, lines: list[str], mark: Mark, key: str) -> Iterator[Problem]:
    """Yield a problem at the first line that YAML joins to the one above against its meaning."""
    is_block = mark.style == ">"
    cure = (
        say("skriv «%(key)s: |» i stedet for «%(key)s: >»", key=key)
        if is_block
        else say("teksten mangler «|», så skriv «%(key)s: |», og teksten under", key=key)
    )
    above, blanks = "", 0
    for number, line in _block(lines, mark) if is_block else _flow(lines, mark):
        if not line.strip():
            blanks += 1
            continue
        if above and (lost := _lost(above, line, blanks)):
            place = Place(path, number + 1, lines[number].index(line) + 1)
            yield Problem(
                place,
                Code.MARKDOWN,
                say("linjene blir slått sammen, så %(lost)s; %(cure)s", lost=lost, cure=cure),
            )
            return
        above, blanks = line, 0


def _block(lines: list[str], mark: Mark) -> Iterator[tuple[int, str]]:
    """Yield number and text of the lines of a block, without the block's indentation."""
    indent = 0
    for number in range(mark.line + 1, len(lines)):
        line = lines[number]
        if line.strip():
            own = len(line) - len(line.lstrip(" "))
            indent = indent or own
            if own < indent:
                return
        yield number, line[indent:]


def _flow(lines: list[str], mark: Mark) -> Iterator[tuple[int, str]]:
    """Yield number and text of the lines of a plain or quoted text."""
    yield mark.line, lines[mark.line][mark.column + len(mark.style) :].strip()
    for number in range(mark.line + 1, mark.end_line + 1):
        yield number, lines[number].strip()


def _lost(above: str, line: str, blanks: int) -> str | None:
    """Return what is lost if YAML joins two lines with some blank lines between; None if nothing.

    It joins lines to one, and makes a line break of one blank line, which in Markdown ends no
    paragraph. It leaves lines with more indentation than the first, and two blank lines.
    """
    if blanks > 1 or above.startswith(" ") or line.startswith(" "):
        return None
    here, there = _kind(line), _kind(above)
    if blanks:
        is_right = (here and here == there) or "mellomtittelen" in (here, there)
        return None if is_right else say("avsnittene blir ett")
    if here or there == "mellomtittelen":
        return say("%(here)s blir borte", here=here or there)
    return say("listen blir borte") if _NUMBERED.match(above) and _NUMBERED.match(line) else None


def _kind(line: str) -> str | None:
    return next((name for name, pattern in _BLOCKS.items() if pattern.match(line)), None)
