"""Tabs in a YAML file, which YAML forbids as indentation: lists and tables from Word, or indents.

In: the path and the text of a file. Out: one problem for the tabs of neighbouring lines, with the
lines as they were meant.
"""

import re
from collections.abc import Iterator, Sequence

from generator.language import say
from generator.problems import Code, Fix, Place, Problem

_ITEM = re.compile(
    r"(?P<indent> *)"
    r"(?P<sign>[-*+•◦▪▫‣⁃·∙●○■□◆➢►–—o\ue000-\uf8ff]|(?P<number>\d{1,3})[.)]|[a-zæøå][.)])"
    r"[\t ]*\t[\t ]*(?=\S)"
)
_KEY = re.compile(r" *(?:- +)*[\w-]+: *\t")
_FEWEST_ROWS = 2
_MOST_SHOWN = 60


def tabs(path: str, text: str) -> Iterator[Problem]:
    """Yield a problem for each run of lines with tabs."""
    if "\t" not in text:
        return
    lines = text.split("\n")
    numbers = [number for number, line in enumerate(lines) if "\t" in line]
    for run in _runs(numbers, lines):
        yield _problem(path, lines, run)


def _runs(numbers: Sequence[int], lines: Sequence[str]) -> Iterator[list[int]]:
    """Yield the numbers of lines that belong together.

    Between the items of a list there may be blank lines.
    """
    run: list[int] = []
    for number in numbers:
        kind = _kind(lines[number])
        is_next = (
            run
            and kind == _kind(lines[run[-1]])
            and (
                number == run[-1] + 1
                or (kind == "list" and not "".join(lines[run[-1] + 1 : number]).strip())
            )
        )
        if run and not is_next:
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def _kind(line: str) -> str:
    if _ITEM.match(line):
        return "list"
    if _KEY.match(line):
        return "key"
    return "indent" if "\t" in line[: len(line) - len(line.lstrip())] else "cells"


def _problem(path: str, lines: Sequence[str], run: Sequence[int]) -> Problem:
    """Return the problem of a run of lines."""
    kind = _kind(lines[run[0]])
    column = lines[run[0]].index("\t")
    old = "\n".join(lines[run[0] : run[-1] + 1])[column:]
    start = lines[run[0]][:column]
    if kind == "list":
        mended = [_item(line) for line in lines[run[0] : run[-1] + 1]]
        found = _ITEM.match(lines[run[0]])
        message = say(
            "tabulator etter «%(sign)s», som i en liste fra Word; skriv «%(line)s»",
            sign=found["sign"] if found else "",
            line=_shown(mended[0]),
        )
    elif kind == "cells" and len(run) >= _FEWEST_ROWS:
        mended = _table([lines[number] for number in run])
        message = say(
            "tabulator mellom ord, som i en tabell fra Word; skriv «%(line)s», og "
            "«%(rule)s» på linjen under",
            line=_shown(mended[0]),
            rule=mended[1].strip(),
        )
    else:
        mended = [_spaced(lines[number]) for number in run]
        message = say("tabulator; bruk mellomrom (to for hvert innrykk)")
    place, new = Place(path, run[0] + 1, column + 1), "\n".join(mended)
    if not new.startswith(start):  # the sign in front of the tab changes too
        place, old = Place(path, run[0] + 1, 1), start + old
        return Problem(Place(path, run[0] + 1, column + 1), Code.TAB, message, Fix(place, old, new))
    return Problem(place, Code.TAB, message, Fix(place, old, new[column:]))


def _item(line: str) -> str:
    """Return a line of a list with the sign that makes one."""
    found = _ITEM.match(line)
    if not found:
        return line
    sign = f"{found['number']}." if found["number"] else "-"
    return f"{found['indent']}{sign} {line[found.end() :]}".replace("\t", " ")


def _table(rows: Sequence[str]) -> list[str]:
    """Return the lines of a table, with the rule under its headings."""
    indent = rows[0][: len(rows[0]) - len(rows[0].lstrip())]
    cells = [[cell.strip().replace("|", "\\|") for cell in row.strip().split("\t")] for row in rows]
    width = max(map(len, cells))
    full = [[*row, *[""] * (width - len(row))] for row in cells]
    full.insert(1, ["---"] * width)
    return [f"{indent}| {' | '.join(row)} |" for row in full]


def _spaced(line: str) -> str:
    """Return a line with two spaces for each tab that indents, and one for any other."""
    text = line.lstrip()
    return line[: len(line) - len(text)].replace("\t", "  ") + text.replace("\t", " ")


def _shown(line: str) -> str:
    words = line.strip()
    return words if len(words) <= _MOST_SHOWN else f"{words[: _MOST_SHOWN - 1]}…"
