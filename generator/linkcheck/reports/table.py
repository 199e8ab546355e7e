"""The results of a run -> a table for a terminal."""

import textwrap
from collections.abc import Iterable, Iterator

from generator.linkcheck.reports.wording import (
    HEADINGS,
    INCOMPLETE,
    NO_ANSWERS,
    count_line,
    said,
)
from generator.linkcheck.results import WORST_FIRST, Result, Run, Verdict, clean

_NARROWEST = 20


def as_table(run: Run, width: int = 80) -> str:
    """Return the results, the worst first; addresses that are fine are only counted.

    `width` is that of the terminal, in characters. An address is never broken, so that it can be
    copied whole.
    """
    width = max(width, _NARROWEST)
    lines = []
    for verdict in WORST_FIRST:
        group = [result for result in run.results if result.verdict is verdict]
        if group and verdict not in (Verdict.OK, Verdict.SKIPPED):
            lines += [f"{HEADINGS[verdict]} ({len(group)})", *_rows(group, width), ""]
    recovered = [result for result in run.results if result.recovered]
    if recovered:
        lines += [f"Friske igjen ({len(recovered)})"]
        lines += [*(f"  {clean(result.url)}" for result in recovered), ""]
    changed = [result for result in run.results if result.changed]
    if changed:
        lines += [f"Kilden er endret ({len(changed)})", *_changed_rows(changed, width), ""]
    if run.finished is None:
        lines.append(INCOMPLETE)
    return "\n".join([*lines, count_line(run)]) + "\n"


def _rows(group: Iterable[Result], width: int) -> Iterator[str]:
    for result in sorted(group, key=lambda x: (not x.confirmed, not x.look)):
        yield f"  {clean(result.url)}"
        mark = "Bekreftet." if result.confirmed else "Bør ses på." if result.look else ""
        yield from _wrapped(" ".join(filter(None, (mark, said(result)))), width)
        yield from (f"    {clean(str(place))}" for place in result.places)


def _changed_rows(group: Iterable[Result], width: int) -> Iterator[str]:
    for result in group:
        yield f"  {clean(result.url)}"
        questions = ", ".join(result.questions)
        yield from _wrapped(f"Se over: {questions}." if questions else NO_ANSWERS, width)


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(
        clean(text),
        width,
        initial_indent="    ",
        subsequent_indent="    ",
        break_long_words=False,  # an address is copied whole
        break_on_hyphens=False,
    )
