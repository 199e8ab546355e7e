"""A host that is away is one finding in each report for humans, however many links it has."""

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from generator.linkcheck.reports.findings import findings
from generator.linkcheck.reports.issue import as_markdown
from generator.linkcheck.reports.programs import as_github, as_junit
from generator.linkcheck.reports.table import as_table
from generator.linkcheck.results import Result, Run, Verdict, as_json
from generator.problems import Place
from tests.linkcheck.reports.runs import FINISHED, result_of

AWAY = tuple(
    result_of(
        f"https://lovdata.no/lov/{number}",
        Verdict.DEAD,
        "Nettstedet tar ikke imot forbindelser.",
        confirmed=True,
        look=True,
        since="2026-11-14",
        nights=8,
        away="Lovdata",
        places=(Place("links.yaml", 10 * number + 3, 10),),
    )
    for number in range(1, 18)
)
FINE = result_of("https://fin.no/", Verdict.OK, "Siden svarer.")
RUN = Run(FINISHED, (*AWAY[:9], FINE, *AWAY[9:]))


def test_the_table() -> None:
    """One row with all places; the count line still counts addresses."""
    lines = as_table(RUN).splitlines()
    assert lines[:4] == [
        "Døde (1)",
        "  Lovdata svarer ikke; 17 lenker",
        "    Bekreftet. Nettstedet tar ikke imot forbindelser. Slik siden 2026-11-14 (8",
        "    netter).",
    ]
    assert lines[4:21] == [f"    links.yaml:{10 * n + 3}:10" for n in range(1, 18)]
    assert lines[21:] == ["", "18 adresser: 17 døde (17 bekreftet), 1 i orden."]


def test_the_issue() -> None:
    """One item, which names ten of the places."""
    places = ", ".join(f"`links.yaml:{10 * n + 3}`" for n in range(1, 11))
    assert as_markdown(RUN) == (
        "<!-- rollehub-links -->\n\n"
        "Lenkesjekken 2026-11-21 så på 18 adresser: 1 bekreftet død.\n\n"
        "## Bekreftet døde\n\n"
        "- **Lovdata svarer ikke; 17 lenker**\n"
        "  Nettstedet tar ikke imot forbindelser. Slik siden 2026-11-14 (8 netter).\n"
        f"  Står i {places} og 7 steder til\n"
    )


def test_annotations_and_junit() -> None:
    """One annotation at the first place, and one test that fails."""
    assert as_github(RUN) == (
        "::error file=links.yaml,line=13,col=10,title=Lenken er død::Lovdata svarer ikke; 17 lenker"
        " – Nettstedet tar ikke imot forbindelser. Slik siden 2026-11-14 (8 netter).\n"
    )
    (suite,) = ET.fromstring(as_junit(RUN))
    assert (suite.attrib["tests"], suite.attrib["failures"]) == ("2", "1")
    case, _ = suite
    assert case.attrib["name"] == "Lovdata svarer ikke; 17 lenker"
    text = str(case[0].text)
    assert all(f"{result.url}\n" in text for result in AWAY)


def test_json_keeps_every_link() -> None:
    """Programs get all addresses, and the name of what is away."""
    assert as_json(RUN).count(b'"away": "Lovdata"') == 17


def test_addresses_without_places_are_named() -> None:
    """A list of addresses has no places, so the addresses themselves say which they are."""
    run = Run(FINISHED, tuple(replace(result, places=()) for result in AWAY[:12]))
    assert "    https://lovdata.no/lov/12\n" in as_table(run)
    assert "\n  <https://lovdata.no/lov/10>\n  og 2 adresser til\n" in as_markdown(run)
    assert len(as_github(run).splitlines()) == 1


@pytest.mark.parametrize(
    ("verdict", "reason", "headline"),
    [
        (Verdict.TRANSIENT, "Forbindelsen ble brutt.", "Lovdata svarer ikke; 2 lenker"),
        (
            Verdict.SUSPICIOUS,
            "Sertifikatet er utløpt.",
            "Lovdata: Sertifikatet er utløpt; 2 lenker",
        ),
    ],
)
def test_the_headline_says_what_is_wrong(verdict: Verdict, reason: str, headline: str) -> None:
    """A host with a wrong certificate does answer."""
    two = (replace(result, verdict=verdict, reason=reason, confirmed=False) for result in AWAY[:2])
    (finding,) = findings(two)
    assert finding.host == headline
    assert headline in as_table(Run(None, finding.results))


def test_one_link_is_a_finding_as_before() -> None:
    """So is a link of another host, and one of the same host that is something else."""
    other: Result = replace(AWAY[1], verdict=Verdict.SUSPICIOUS)
    found = findings([AWAY[0], other, FINE])
    assert [finding.host for finding in found] == [None] * 3


def test_an_outage_is_one_line_everywhere() -> None:
    """Nobody has to read what the links of such a night look like."""
    sentence = "Ingen av de 3 nettstedene kunne nås."
    skipped = tuple(result_of(x.url, Verdict.SKIPPED, "Ikke sjekket.") for x in AWAY)
    run = Run(None, skipped, sentence)
    assert as_table(run).splitlines()[0] == f"  {sentence}"
    assert len(as_table(run).splitlines()) < 4
    assert as_markdown(run).count("\n- ") == 0
    assert "Lenkesjekken kunne ikke se på 17 adresser." in as_markdown(run)
    assert sentence in as_markdown(run)
    assert as_github(run) == f"::warning title=Lenkesjekken så ingenting::{sentence}\n"
    assert sentence in as_junit(run)
    assert f'"outage": "{sentence.replace("å", chr(92) + "u00e5")}"'.encode() in as_json(run)


def test_a_host_in_disguise_is_shown_as_it_is() -> None:
    """No report shows a letter of another alphabet as if it were ours."""
    url = "https://l\u043evdata.no/lov"
    run = Run(
        FINISHED,
        (
            result_of(url, Verdict.MOVED, f"Ny plass: {url}.", target=url, look=True),
            result_of(f"{url}/2", Verdict.DEAD, "Borte (l\u043evdata.no).", confirmed=True),
            result_of(f"{url}/3", Verdict.OK, "Sett.", recovered=True),
            result_of(f"{url}/4", Verdict.OK, "Sett.", changed=True, questions=("a",)),
        ),
    )
    for report in (as_table, as_markdown, as_github, as_junit):
        assert "\u043e" not in report(run)
        assert "xn--lvdata-wqf.no" in report(run)
