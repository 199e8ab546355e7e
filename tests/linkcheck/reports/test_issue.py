"""The issue: its sections, its length, and whether it must be open."""

import re
from dataclasses import replace

import pytest

from generator.linkcheck.reports.issue import MOST_CHARACTERS, as_markdown, needs_issue
from generator.linkcheck.results import Run, Verdict
from generator.problems import Place
from tests.linkcheck.reports.runs import CALM, DEAD, FINISHED, RUN


def test_the_issue() -> None:
    """All sections come in order, with links to the lines of the files."""
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
    """Recoveries are shown; a first bad night is not."""
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
    """It is open as long as somebody has something to do."""
    assert needs_issue(Run(FINISHED, (replace(RUN.results[0], **changes),))) is needed
    assert not needs_issue(CALM)


def test_the_issue_is_never_too_long() -> None:
    """Results that do not fit are counted, and every section keeps its heading."""
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
    """A very long address is shortened, and so are its places and questions."""
    huge = replace(
        DEAD,
        url="https://a.no/" + "x" * 100_000,
        reason="y" * 100_000,
        places=tuple(Place("links.yaml", line) for line in range(1, 5000)),
    )
    changed = replace(huge, changed=True, questions=tuple(f"q{n}" for n in range(5000)))
    body = as_markdown(Run(FINISHED, (huge, changed, DEAD)))
    assert len(body) < 10_000
    assert "og 4\u00a0989 steder til" in body
    assert "og 4\u00a0990 til" in body
    assert "<https://a.no/borte>" in body
