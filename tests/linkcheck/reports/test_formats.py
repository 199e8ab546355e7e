"""The reports for other programs: annotations of GitHub, JUnit and JSON."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from generator.linkcheck.reports.issue import as_markdown
from generator.linkcheck.reports.programs import as_github, as_junit, workflow_command
from generator.linkcheck.reports.table import as_table
from generator.linkcheck.results import Result, Run, Verdict, as_json, read_results
from generator.problems import Place
from tests.linkcheck.reports.runs import RUN


def test_the_annotations() -> None:
    """Each place of a finding has a line; a first bad night is only a warning."""
    assert as_github(RUN) == (
        "::warning file=links.yaml,line=30,col=10,title=Lenken bør ses på::"
        "https://treg.no/ – Nettstedet svarte ikke i tide. Slik siden 2026-11-14 (8 netter).\n"
        "::warning title=Lenken bør ses på::"
        "https://ny-feil.no/ – Nettstedet finnes ikke. Slik siden 2026-11-21.\n"
        "::error file=links.yaml,line=12,col=10,title=Lenken er død::"
        "https://a.no/borte – Siden finnes ikke (404). Slik siden 2026-11-19 (3 netter).\n"
        "::error file=content/lønn.yaml,line=4,col=7,title=Lenken er død::"
        "https://a.no/borte – Siden finnes ikke (404). Slik siden 2026-11-19 (3 netter).\n"
        "::notice file=links.yaml,line=50,col=10,title=Siden er flyttet::"
        "https://gammel.no/en_side – Adressen har fått varig ny plass: https://ny.no/en_side. "
        "Sett 3 netter på rad.\n"
        "::notice title=Kilden er endret::https://endret.no/regel – Hovedteksten er endret. "
        "Se over: ferie, lonn-under-permisjon.\n"
    )


@pytest.mark.parametrize(
    ("verdict", "severity"),
    [
        (Verdict.DEAD, "warning"),
        (Verdict.SUSPICIOUS, "warning"),
        (Verdict.MOVED, "notice"),
        (Verdict.BLOCKED, None),
        (Verdict.TRANSIENT, None),
        (Verdict.OK, None),
    ],
)
def test_who_adds_a_link_is_told_on_the_first_night(verdict: Verdict, severity: str | None) -> None:
    """What may be the author's mistake is shown at its line; what may pass is not."""
    row = Result(url="https://a.no/", verdict=verdict, confirmed=False, reason="Sett.", nights=1)
    said = as_github(Run(None, (row,)))
    assert said.startswith(f"::{severity} ") if severity else said == ""


def test_a_workflow_command_is_escaped() -> None:
    """Properties escape more characters than the message, as GitHub's rules demand."""
    place = Place("a,b:c%.yaml", 2, 3)
    assert workflow_command("error", place, "x, y: z", "100 %, a: b\n::error::c") == (
        "::error file=a%2Cb%3Ac%25.yaml,line=2,col=3,title=x%2C y%3A z::100 %25, a: b ::error::c\n"
    )


def test_junit() -> None:
    """Only a confirmed death is a failure."""
    root = ET.fromstring(as_junit(RUN))
    (suite,) = root
    assert suite.attrib == {
        "name": "lenkesjekk",
        "tests": "8",
        "failures": "1",
        "errors": "0",
        "skipped": "1",
        "timestamp": "2026-11-21T02:11:00",
    }
    kinds = {case.attrib["name"]: [child.tag for child in case] for case in suite}
    assert kinds == {
        "https://fin.no/": [],
        "https://treg.no/": ["system-out"],
        "https://ny-feil.no/": ["system-out"],
        "https://a.no/borte": ["failure"],
        "https://gammel.no/en_side": ["system-out"],
        "https://frisk.no/": [],
        "https://endret.no/regel": [],
        "mailto:post@a.no": ["skipped"],
    }
    (failure,) = suite.iter("failure")
    assert failure.attrib == {"type": "dead", "message": "Siden finnes ikke (404)."}
    assert failure.text == (
        "Siden finnes ikke (404).\nSlik siden 2026-11-19 (3 netter).\n"
        "links.yaml:12:10\ncontent/lønn.yaml:4:7"
    )
    (case,) = (case for case in suite if case.attrib["name"] == "https://a.no/borte")
    assert (case.attrib["file"], case.attrib["line"]) == ("links.yaml", "12")


def test_json_is_the_result_file(tmp_path: Path) -> None:
    """What is written is read back unchanged."""
    path = tmp_path / "resultat.json"
    for run in (RUN, Run(None, ())):
        path.write_bytes(as_json(run))
        assert read_results(path) == run


def test_the_first_file_of_a_run_serves_all_reports(tmp_path: Path) -> None:
    """Every report can be made from the file alone, with the same text."""
    path = tmp_path / "resultat.json"
    path.write_bytes(as_json(RUN))
    again = read_results(path)
    for report in (as_table, as_markdown, as_github, as_junit, as_json):
        assert report(again) == report(RUN)
