"""The results of a run -> what other programs read: GitHub annotations and JUnit XML.

In: a Run. Out: text. Formats:
https://docs.github.com/actions/reference/workflow-commands-for-github-actions and
https://github.com/testmoapp/junitxml.
"""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from generator.linkcheck.reports.wording import HEADINGS, NO_ANSWERS, how_long, said
from generator.linkcheck.results import Result, Run, Verdict, clean
from generator.problems import Place, annotation


def as_github(run: Run) -> str:
    """Return an annotation for each finding that somebody should see, at each of its places."""
    return "".join(
        workflow_command(severity, place, title, f"{result.url} – {message}")
        for result in run.results
        for severity, title, message in _findings(result)
        for place in result.places or (None,)
    )


def workflow_command(severity: str, place: Place | None, title: str, message: str) -> str:
    """Return one annotation from text that a stranger's server may have sent."""
    at = Place(clean(place.path), place.line, place.column) if place else None
    return annotation(severity, at, clean(title), clean(message))


def _findings(result: Result) -> Iterator[tuple[str, str, str]]:
    """Yield severity, title and message of each annotation that a result gets."""
    if result.confirmed:
        yield "error", "Lenken er død", said(result)
    elif result.verdict is Verdict.MOVED:
        yield "notice", "Siden er flyttet", said(result)
    elif result.look or result.verdict in (Verdict.DEAD, Verdict.SUSPICIOUS):
        # The first night is not an alarm, but the author who has just added the link should know.
        yield "warning", "Lenken bør ses på", said(result)
    if result.changed:
        questions = ", ".join(result.questions)
        rest = f"Se over: {questions}." if questions else NO_ANSWERS
        yield "notice", "Kilden er endret", f"Hovedteksten er endret. {rest}"


def as_junit(run: Run) -> str:
    """Return JUnit XML: confirmed addresses fail; all others pass, with what was seen."""
    failures = sum(result.confirmed for result in run.results)
    skipped = sum(result.verdict is Verdict.SKIPPED for result in run.results)
    counts = {
        "name": "lenkesjekk",
        "tests": str(len(run.results)),
        "failures": str(failures),
        "errors": "0",
        "skipped": str(skipped),
    }
    suites = ET.Element("testsuites", counts)
    suite = ET.SubElement(suites, "testsuite", counts)
    if run.finished:
        suite.set("timestamp", clean(run.finished)[:19])
    for result in run.results:
        _add_case(suite, result)
    ET.indent(suites)
    body = ET.tostring(suites, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def _add_case(suite: ET.Element, result: Result) -> None:
    case = ET.SubElement(suite, "testcase", name=clean(result.url), classname="lenker")
    if result.places:
        case.set("file", clean(result.places[0].path))
        case.set("line", str(result.places[0].line))
    lines = [result.reason, how_long(result), *map(str, result.places)]
    text = "\n".join(clean(line) for line in lines if line)
    if result.confirmed:
        failure = {"type": result.verdict.value, "message": clean(result.reason)}
        ET.SubElement(case, "failure", failure).text = text
    elif result.verdict is Verdict.SKIPPED:
        ET.SubElement(case, "skipped", message=clean(result.reason))
    elif result.verdict is not Verdict.OK:
        ET.SubElement(case, "system-out").text = f"{HEADINGS[result.verdict]}\n{text}"
