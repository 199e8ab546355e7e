"""The results of a run -> a table for a terminal."""

import textwrap
from collections.abc import Iterable, Iterator

from generator.language import say
from generator.linkcheck.reports.findings import Finding, findings
from generator.linkcheck.reports.wording import (
    HEADINGS,
    INCOMPLETE,
    NO_ANSWERS,
    clean,
    count_line,
    shown_place,
)
from generator.linkcheck.results import WORST_FIRST, Result, Run, Verdict

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
            found = findings(group)
            lines += [f"{say(HEADINGS[verdict])} ({len(found)})", *_rows(found, width), ""]
    recovered = [result for result in run.results if result.recovered]
    if recovered:
        lines += [f"{say('Friske igjen')} ({len(recovered)})"]
        lines += [*(f"  {clean(result.url)}" for result in recovered), ""]
    changed = [result for result in run.results if result.changed]
    if changed:
        lines += [
            f"{say('Kilden er endret')} ({len(changed)})",
            *_changed_rows(changed, width),
            "",
        ]
    if run.finished is None:
        lines += [*_wrapped(run.outage or "", width, "  "), say(INCOMPLETE)]
    return "\n".join([*lines, count_line(run)]) + "\n"


def _rows(group: Iterable[Finding], width: int) -> Iterator[str]:
    for finding in sorted(group, key=lambda x: (not x.first.confirmed, not x.first.look)):
        first = finding.first
        yield f"  {clean(finding.host or first.url)}"
        mark = say("Bekreftet.") if first.confirmed else say("Bør ses på.") if first.look else ""
        yield from _wrapped(" ".join(filter(None, (mark, finding.detail))), width)
        yield from (f"    {shown_place(place)}" for place in finding.places)
        if finding.host:
            yield from (f"    {clean(x.url)}" for x in finding.results if not x.places)


def _changed_rows(group: Iterable[Result], width: int) -> Iterator[str]:
    for result in group:
        yield f"  {clean(result.url)}"
        questions = ", ".join(result.questions)
        text = say("Se over: %(questions)s.", questions=questions) if questions else say(NO_ANSWERS)
        yield from _wrapped(text, width)


def _wrapped(text: str, width: int, indent: str = "    ") -> list[str]:
    return textwrap.wrap(
        clean(text),
        width,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,  # an address is copied whole
        break_on_hyphens=False,
    )
