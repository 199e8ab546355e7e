"""Reports in the language of the hub: no Norwegian is left in English ones."""

import re

import pytest

from generator.language import speak
from generator.linkcheck.reports.issue import as_markdown
from generator.linkcheck.reports.programs import as_github, as_junit
from generator.linkcheck.reports.table import as_table
from generator.linkcheck.results import Result, Run, Verdict
from generator.problems import Place

NORWEGIAN = re.compile(r"[æøå]|\b(?:og|er|ikke|siden|til|adresse\w*|død\w*|netter|Flyttet)\b")


def run_of(finished: str | None) -> Run:
    """Return a run with every verdict, and with all that a report tells of a result."""
    rows = [
        Result(url=f"https://{verdict}.example.org/", verdict=verdict, reason="Seen.",
               confirmed=verdict is Verdict.DEAD, look=verdict is Verdict.SUSPICIOUS,
               recovered=verdict is Verdict.OK, changed=verdict is Verdict.OK,
               questions=("a",) if verdict is Verdict.OK else (),
               since="2026-11-01" if verdict is Verdict.DEAD else None,
               nights=3 if verdict in (Verdict.DEAD, Verdict.TRANSIENT) else 0,
               target="https://new.example.org/" if verdict is Verdict.MOVED else None,
               places=tuple(Place("links.yaml", line) for line in range(1, 15)))
        for verdict in Verdict
    ]  # fmt: skip
    return Run(finished, tuple(rows))


@pytest.mark.parametrize("finished", ["2026-11-21T03:00:00+00:00", None])
def test_reports_are_in_the_language_of_the_run(finished: str | None) -> None:
    """The table, the issue and the formats for programs: all words, headings and counts."""
    run = run_of(finished)
    for report in (as_table, as_markdown, as_github, as_junit):
        speak("nb")
        assert NORWEGIAN.search(report(run))
        speak("en")
        shown = report(run).replace("lenkesjekk", "").replace('classname="lenker"', "")
        assert NORWEGIAN.findall(shown) == []


def test_counts_have_the_form_of_their_language() -> None:
    """One and several, with the verdicts that occur."""
    run = run_of(None)
    for tag, line in (
        ("nb", "8 adresser: 1 utrygg, 1 død (1 bekreftet), "),
        ("nn", "8 adresser: 1 utrygg, 1 død (1 stadfesta), "),
        ("en", "8 addresses: 1 unsafe, 1 dead (1 confirmed), "),
    ):
        speak(tag)
        assert as_table(run).splitlines()[-1].startswith(line)
