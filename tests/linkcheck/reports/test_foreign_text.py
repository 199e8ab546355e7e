"""Text that a stranger wrote breaks out of no report."""

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.linkcheck.reports.issue import MARKER, as_markdown
from generator.linkcheck.reports.programs import as_github, as_junit
from generator.linkcheck.reports.table import as_table
from generator.linkcheck.results import Result, Run, Verdict
from generator.problems import Place
from tests.linkcheck.reports.runs import FINISHED

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
    """Return a run with this text in every place that a stranger can write to."""
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
                away=f"Vert {text}" if number % 3 else None,
            )
            for number, verdict in enumerate([*Verdict, *Verdict])
        ),
        outage=f"Ute {text}",
    )


def _check_harmless(text: str) -> None:
    """Compare the reports of a run full of this text with those of a harmless one."""
    run, plain = _evil(text), _evil("x")
    _check_annotations(run, plain)
    _check_junit(run, plain)
    _check_table(run, plain)
    _check_issue(run, plain)


def _check_annotations(run: Run, plain: Run) -> None:
    """There are as many lines, and each begins with a command of ours."""
    lines = as_github(run).splitlines()
    assert len(lines) == len(as_github(plain).splitlines())
    ours = r"::(error|warning|notice) (?:file=[^,:]+,line=1,col=1,)?title="
    assert all(re.match(ours, line) for line in lines)


def _check_junit(run: Run, plain: Run) -> None:
    """The XML is well-formed and has the same elements."""
    tags = [element.tag for element in ET.fromstring(as_junit(run)).iter()]
    assert tags == [element.tag for element in ET.fromstring(as_junit(plain)).iter()]


def _check_table(run: Run, plain: Run) -> None:
    """There are no control characters, and the same lines begin at the margin."""
    table = as_table(run)
    assert all(letter == "\n" or letter.isprintable() for letter in table)
    headings = [line for line in table.splitlines() if not line.startswith(" ")]
    assert headings == [line for line in as_table(plain).splitlines() if not line.startswith(" ")]


def _check_issue(run: Run, plain: Run) -> None:
    """There is one marker, the same outline, and outside code no raw HTML and no mention."""
    body = as_markdown(run, "https://github.com/o/r")
    assert body.count("<!--") - _in_code(body, "<!--") == 1
    assert body.startswith(f"{MARKER}\n")
    outline = re.compile(r"^(?:#.*|- |  (?:Se over|Står i))", re.MULTILINE)
    same = as_markdown(plain, "https://github.com/o/r")
    assert outline.findall(body) == outline.findall(same)
    prose = re.sub(r"(?<!\\)`[^`]+`|<https?://[^<>\s]*>|\]\(https://github.com/[^\s)]*\)", "", body)
    assert not re.search(r"<(?!!-- rollehub-links -->)", prose)
    assert not re.search(r"@\w", prose)
    assert not re.search(r"(?<!\\)`", prose)


def _in_code(body: str, text: str) -> int:
    return sum(code.count(text) for code in re.findall(r"(?<!\\)`[^`]+`", body))


@pytest.mark.parametrize("text", EVIL)
def test_what_a_server_sent_stays_text(text: str) -> None:
    """No address, reason, target, path or id breaks out of its place in a report."""
    _check_harmless(text)


@settings(deadline=None)  # a machine may be busy
@given(st.text(st.characters() | st.sampled_from("`<>@#[]()\\\n\r-:%&|*_!=1. ")))
def test_no_text_breaks_out(text: str) -> None:
    """Neither does any other text."""
    _check_harmless(f"x{text}x")
