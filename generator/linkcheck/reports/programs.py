"""The results of a run -> what other programs read: GitHub annotations and JUnit XML.

In: a Run. Out: text. Formats:
https://docs.github.com/actions/reference/workflow-commands-for-github-actions and
https://github.com/testmoapp/junitxml.
"""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from generator.language import say
from generator.linkcheck import results
from generator.linkcheck.reports.findings import Finding, findings
from generator.linkcheck.reports.wording import (
    HEADINGS,
    NO_ANSWERS,
    clean,
    how_long,
    said_of,
    shown_place,
)
from generator.linkcheck.results import Run, Verdict
from generator.problems import Place, annotation


def as_github(run: Run) -> str:
    """Return an annotation for each finding that somebody should see, at each of its places.

    A host that is away has one, at the first place of its links.
    """
    outage = workflow_command("warning", None, say("Lenkesjekken så ingenting"), run.outage or "")
    return (outage if run.outage else "") + "".join(
        workflow_command(severity, place, title, f"{finding.host or finding.first.url} – {message}")
        for finding in findings(run.results)
        for severity, title, message in _annotations(finding)
        for place in (finding.places[: 1 if finding.host else None] or (None,))
    )


def workflow_command(severity: str, place: Place | None, title: str, message: str) -> str:
    """Return one annotation from text that a stranger's server may have sent."""
    at = Place(results.clean(place.path), place.line, place.column) if place else None
    return annotation(severity, at, clean(title), clean(message))


def _annotations(finding: Finding) -> Iterator[tuple[str, str, str]]:
    """Yield severity, title and message of each annotation that a finding gets."""
    result = finding.first
    if result.confirmed:
        yield "error", say("Lenken er død"), finding.detail
    elif result.verdict is Verdict.MOVED:
        yield "notice", say("Siden er flyttet"), finding.detail
    elif result.look or result.verdict in (Verdict.DEAD, Verdict.SUSPICIOUS):
        # The first night is not an alarm, but the author who has just added the link should know.
        yield "warning", say("Lenken bør ses på"), finding.detail
    if result.changed:
        questions = ", ".join(result.questions)
        rest = say("Se over: %(questions)s.", questions=questions) if questions else say(NO_ANSWERS)
        yield "notice", say("Kilden er endret"), say("Hovedteksten er endret. %(rest)s", rest=rest)


def as_junit(run: Run) -> str:
    """Return JUnit XML: what is confirmed fails; all else passes, with what was seen.

    A host that is away is one test, with all its links.
    """
    found = findings(run.results)
    counts = {
        "name": "lenkesjekk",
        "tests": str(len(found)),
        "failures": str(sum(finding.first.confirmed for finding in found)),
        "errors": "0",
        "skipped": str(sum(finding.first.verdict is Verdict.SKIPPED for finding in found)),
    }
    suites = ET.Element("testsuites", counts)
    suite = ET.SubElement(suites, "testsuite", counts)
    if run.finished:
        suite.set("timestamp", clean(run.finished)[:19])
    for finding in found:
        _add_case(suite, finding)
    if run.outage:
        ET.SubElement(suite, "system-out").text = clean(said_of(run))
    ET.indent(suites)
    body = ET.tostring(suites, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def _add_case(suite: ET.Element, finding: Finding) -> None:
    result, places = finding.first, finding.places
    name = clean(finding.host or result.url)
    case = ET.SubElement(suite, "testcase", name=name, classname="lenker")
    if places:
        case.set("file", results.clean(places[0].path))
        case.set("line", str(places[0].line))
    addresses = [x.url for x in finding.results] if finding.host else []
    lines = [clean(x) for x in (result.reason, how_long(result), *addresses) if x]
    text = "\n".join([*lines, *map(shown_place, places)])
    if result.confirmed:
        failure = {"type": result.verdict.value, "message": clean(result.reason)}
        ET.SubElement(case, "failure", failure).text = text
    elif result.verdict is Verdict.SKIPPED:
        ET.SubElement(case, "skipped", message=clean(result.reason))
    elif result.verdict is not Verdict.OK:
        ET.SubElement(case, "system-out").text = f"{say(HEADINGS[result.verdict])}\n{text}"
