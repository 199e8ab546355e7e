"""Reports: golden texts, and that nothing a stranger sent can break out of them."""

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.linkcheck.reports.issue import MARKER, MOST_CHARACTERS, as_markdown, needs_issue
from generator.linkcheck.reports.programs import as_github, as_junit, workflow_command
from generator.linkcheck.reports.table import as_table
from generator.linkcheck.reports.wording import count_line
from generator.linkcheck.results import Result, Run, Verdict, as_json, read_results
from generator.problems import Place

FINISHED = "2026-11-21T02:11:00+00:00"


def _result(url: str, verdict: Verdict, reason: str, **more: object) -> Result:
    return replace(Result(url=url, verdict=verdict, confirmed=False, reason=reason), **more)


DEAD = _result(
    "https://a.no/borte",
    Verdict.DEAD,
    "Siden finnes ikke (404).",
    confirmed=True,
    look=True,
    status=404,
    since="2026-11-19",
    nights=3,
    link="borte",
    questions=("hvor-lenge",),
    places=(Place("links.yaml", 12, 10), Place("content/lønn.yaml", 4, 7)),
)
RUN = Run(
    FINISHED,
    (
        _result("https://fin.no/", Verdict.OK, "Siden svarer.", status=200),
        _result(
            "https://treg.no/",
            Verdict.TRANSIENT,
            "Nettstedet svarte ikke i tide.",
            look=True,
            since="2026-11-14",
            nights=8,
            places=(Place("links.yaml", 30, 10),),
        ),
        _result(
            "https://ny-feil.no/",
            Verdict.DEAD,
            "Nettstedet finnes ikke.",
            since="2026-11-21",
            nights=1,
        ),
        DEAD,
        _result(
            "https://gammel.no/en_side",
            Verdict.MOVED,
            "Adressen har fått varig ny plass: https://ny.no/en_side.",
            status=301,
            target="https://ny.no/en_side",
            nights=3,
            look=True,
            places=(Place("links.yaml", 50, 10),),
        ),
        _result("https://frisk.no/", Verdict.OK, "Siden svarer.", recovered=True),
        _result(
            "https://endret.no/regel",
            Verdict.OK,
            "Siden svarer.",
            changed=True,
            questions=("ferie", "lonn-under-permisjon"),
        ),
        _result("mailto:post@a.no", Verdict.SKIPPED, "Adressen er ikke en nettside."),
    ),
)
CALM = Run(FINISHED, (RUN.results[0], RUN.results[2], RUN.results[5], RUN.results[7]))


def test_the_table() -> None:
    """The worst first, each with its reason, since when, and every place; the good are counted."""
    assert as_table(RUN, 60) == (
        "Døde (2)\n"
        "  https://a.no/borte\n"
        "    Bekreftet. Siden finnes ikke (404). Slik siden\n"
        "    2026-11-19 (3 netter).\n"
        "    links.yaml:12:10\n"
        "    content/lønn.yaml:4:7\n"
        "  https://ny-feil.no/\n"
        "    Nettstedet finnes ikke. Slik siden 2026-11-21.\n"
        "\n"
        "Svarer ikke akkurat nå (1)\n"
        "  https://treg.no/\n"
        "    Bør ses på. Nettstedet svarte ikke i tide. Slik siden\n"
        "    2026-11-14 (8 netter).\n"
        "    links.yaml:30:10\n"
        "\n"
        "Flyttet (1)\n"
        "  https://gammel.no/en_side\n"
        "    Bør ses på. Adressen har fått varig ny plass:\n"
        "    https://ny.no/en_side. Sett 3 netter på rad.\n"
        "    links.yaml:50:10\n"
        "\n"
        "Friske igjen (1)\n"
        "  https://frisk.no/\n"
        "\n"
        "Kilden er endret (1)\n"
        "  https://endret.no/regel\n"
        "    Se over: ferie, lonn-under-permisjon.\n"
        "\n"
        "8 adresser: 2 døde (1 bekreftet), 1 uten svar, 1 flyttet, 3 i orden, 1 ikke sjekket.\n"
    )


def test_the_count_line() -> None:
    """It counts every address once, in plain words."""
    assert count_line(Run(FINISHED, ())) == "0 adresser."
    assert count_line(Run(FINISHED, RUN.results[:1])) == "1 adresse: 1 i orden."


def test_a_run_that_was_cut_off_says_so() -> None:
    """In the table and in the issue."""
    cut = Run(None, RUN.results[:1])
    said = "Kjøringen er ufullstendig, så den kan ikke si at alt er i orden."
    assert as_table(cut) == f"{said}\n1 adresse: 1 i orden.\n"
    assert said in as_markdown(cut)


def test_the_issue() -> None:
    """All sections in their order, with links to the lines."""
    assert as_markdown(RUN, "https://github.com/o/r/") == (
        "<!-- rollehub-links -->\n"
        "\n"
        "Lenkesjekken 2026-11-21 så på 8 adresser: 1 bekreftet død, 1 bør ses på, 1 flyttet, "
        "1 kilde er endret, 1 frisk igjen.\n"
        "\n"
        "## Bekreftet døde\n"
        "\n"
        "- <https://a.no/borte>\n"
        "  Siden finnes ikke (404). Slik siden 2026-11-19 (3 netter).\n"
        "  Står i [`links.yaml:12`](https://github.com/o/r/blob/HEAD/links.yaml#L12), "
        "[`content/lønn.yaml:4`](https://github.com/o/r/blob/HEAD/content/l%C3%B8nn.yaml#L4)\n"
        "\n"
        "## Bør ses på\n"
        "\n"
        "- <https://treg.no/>\n"
        "  Nettstedet svarte ikke i tide. Slik siden 2026-11-14 (8 netter).\n"
        "  Står i [`links.yaml:30`](https://github.com/o/r/blob/HEAD/links.yaml#L30)\n"
        "\n"
        "## Flyttet\n"
        "\n"
        "- <https://gammel.no/en_side>\n"
        "  ny adresse: <https://ny.no/en_side>\n"
        "  Sett 3 netter på rad.\n"
        "  Står i [`links.yaml:50`](https://github.com/o/r/blob/HEAD/links.yaml#L50)\n"
        "\n"
        "## Kilden er endret\n"
        "\n"
        "- <https://endret.no/regel>\n"
        "  Se over: `ferie`, `lonn-under-permisjon`\n"
        "\n"
        "## Friske igjen\n"
        "\n"
        "- <https://frisk.no/>\n"
    )


def test_the_issue_when_nobody_is_needed() -> None:
    """Only what is new and good is told; a first bad night calls nobody."""
    assert as_markdown(Run(FINISHED, CALM.results[:2])) == (
        "<!-- rollehub-links -->\n\n"
        "Lenkesjekken 2026-11-21 så på 2 adresser: ingen trenger oppfølging.\n"
    )
    assert "Friske igjen" in as_markdown(CALM)


@pytest.mark.parametrize(
    ("changes", "needed"),
    [
        ({}, False),
        ({"confirmed": True}, True),
        ({"look": True}, True),
        ({"changed": True, "questions": ("ferie",)}, True),
        ({"changed": True}, False),
        ({"recovered": True}, False),
        ({"nights": 1, "verdict": Verdict.DEAD}, False),
    ],
)
def test_when_the_issue_is_open(changes: dict[str, object], needed: object) -> None:
    """As long as somebody has something to do."""
    assert needs_issue(Run(FINISHED, (replace(RUN.results[0], **changes),))) is needed
    assert not needs_issue(CALM)


def test_the_issue_is_never_too_long() -> None:
    """What does not fit is counted, and every section keeps its heading."""
    many = [
        replace(result, url=f"{result.url}/{number}/{'x' * 300}")
        for result in RUN.results
        for number in range(400)
    ]
    body = as_markdown(Run(FINISHED, tuple(many)), "https://github.com/o/r")
    assert len(body) <= MOST_CHARACTERS
    assert len(re.findall("^## ", body, re.MULTILINE)) == 5
    shown = len(re.findall("^- <", body, re.MULTILINE))
    said = r"^- … og (\d+) til, som ikke får plass\. Alt står i resultatfilen\.$"
    left_out = sum(map(int, re.findall(said, body, re.MULTILINE)))
    assert shown > 50
    assert shown + left_out == 5 * 400


def test_one_huge_result_does_not_hide_the_others() -> None:
    """An address without end is shortened, and so are its places and questions."""
    huge = replace(
        DEAD,
        url="https://a.no/" + "x" * 100_000,
        reason="y" * 100_000,
        places=tuple(Place("links.yaml", line) for line in range(1, 5000)),
    )
    changed = replace(huge, changed=True, questions=tuple(f"q{n}" for n in range(5000)))
    body = as_markdown(Run(FINISHED, (huge, changed, DEAD)))
    assert len(body) < 10_000
    assert "og 4989 steder til" in body
    assert "og 4990 til" in body
    assert "<https://a.no/borte>" in body


def test_the_annotations() -> None:
    """One line for every place of what somebody should see; a first bad night is a warning."""
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
    """What may be the author's slip stands at its line; what may pass by itself does not."""
    row = Result(url="https://a.no/", verdict=verdict, confirmed=False, reason="Sett.", nights=1)
    said = as_github(Run(None, (row,)))
    assert said.startswith(f"::{severity} ") if severity else said == ""


def test_a_workflow_command_is_escaped() -> None:
    """By GitHub's rules: more characters in a property than in the message."""
    place = Place("a,b:c%.yaml", 2, 3)
    assert workflow_command("error", place, "x, y: z", "100 %, a: b\n::error::c") == (
        "::error file=a%2Cb%3Ac%25.yaml,line=2,col=3,title=x%2C y%3A z::100 %25, a: b ::error::c\n"
    )


def test_junit() -> None:
    """Only what is confirmed fails."""
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
    """What is written is read back the same."""
    path = tmp_path / "resultat.json"
    for run in (RUN, Run(None, ())):
        path.write_bytes(as_json(run))
        assert read_results(path) == run


EVIL = (
    "\n::error file=x::y",
    "\r\n## Overskrift",
    "--> <script>alert(1)</script> <!--",
    "]]> &lt; & \" '",
    "\x00\x07\x1b[31mrød\x1b[0m\x9b",
    "\u2028::error::x\u2029\x85\x0b\x0c",
    "\u202esnudd\u2066",
    "@alle #1 [a](b) `kode` ~~x~~ | *y* _z_ ![bilde](https://b.no/x.png)",
    "\ud800\ufffe\uffff",
    "https://b.no/`x`<y>",
    "# - 1. === ---",
    "- a",
    "=== a",
    "",
    " ",
)


def _evil(text: str) -> Run:
    where = Place(f"a{text}.yaml", 1, 1)
    return Run(
        FINISHED,
        tuple(
            Result(
                url=f"https://a.no/{number}{text}",
                verdict=verdict,
                confirmed=verdict is Verdict.DEAD,
                reason=text,
                target=text,
                places=(where,),
                questions=(text,),
                since="2026-11-21",
                nights=2,
                look=True,
                recovered=True,
                changed=True,
            )
            for number, verdict in enumerate(Verdict)
        ),
    )


def _check_harmless(text: str) -> None:
    plain = _evil("x")
    run = _evil(text)
    # Annotations: as many lines as with a harmless text, and each begins a command of ours.
    lines = as_github(run).splitlines()
    assert len(lines) == len(as_github(plain).splitlines())
    assert all(
        re.match(r"::(error|warning|notice) file=[^,:]+,line=1,col=1,title=", x) for x in lines
    )
    # JUnit: well-formed, and the same elements.
    tags = [element.tag for element in ET.fromstring(as_junit(run)).iter()]
    expected = [element.tag for element in ET.fromstring(as_junit(plain)).iter()]
    assert tags == expected
    # The terminal: no control characters; nothing new at the beginning of a line.
    table = as_table(run)
    assert all(letter == "\n" or letter.isprintable() for letter in table)
    headings = [line for line in table.splitlines() if not line.startswith(" ")]
    assert headings == [line for line in as_table(plain).splitlines() if not line.startswith(" ")]
    # The issue: one marker, the same headings, no raw HTML and no mention outside of code.
    body = as_markdown(run, "https://github.com/o/r")
    assert body.count("<!--") - _in_code(body, "<!--") == 1
    assert body.startswith(f"{MARKER}\n")
    outline = re.findall(r"^(?:#.*|- |  (?:Se over|Står i))", body, re.MULTILINE)
    same = as_markdown(plain, "https://github.com/o/r")
    assert outline == re.findall(r"^(?:#.*|- |  (?:Se over|Står i))", same, re.MULTILINE)
    prose = re.sub(r"(?<!\\)`[^`]+`|<https?://[^<>\s]*>|\]\(https://github.com/[^\s)]*\)", "", body)
    assert not re.search(r"<(?!!-- rollehub-links -->)", prose)
    assert not re.search(r"@\w", prose)
    assert not re.search(r"(?<!\\)`", prose)


def _in_code(body: str, text: str) -> int:
    return sum(code.count(text) for code in re.findall(r"(?<!\\)`[^`]+`", body))


@pytest.mark.parametrize("text", EVIL)
def test_what_a_server_sent_stays_text(text: str) -> None:
    """No address, reason, target, path or id breaks out of the form it is shown in."""
    _check_harmless(text)


@given(st.text(st.characters() | st.sampled_from("`<>@#[]()\\\n\r-:%&|*_!=1. ")))
def test_no_text_breaks_out(text: str) -> None:
    """Neither does any other text."""
    _check_harmless(f"x{text}x")


def test_the_first_file_of_a_run_serves_all_reports(tmp_path: Path) -> None:
    """Every report is made from the file alone, with the same text each time."""
    path = tmp_path / "resultat.json"
    path.write_bytes(as_json(RUN))
    again = read_results(path)
    for report in (as_table, as_markdown, as_github, as_junit, as_json):
        assert report(again) == report(RUN)
