"""Runs for the tests of reports: one with a result of each kind, and one that needs nobody."""

from dataclasses import replace
from typing import Any

from generator.linkcheck.results import Result, Run, Verdict
from generator.problems import Place

FINISHED = "2026-11-21T02:11:00+00:00"


def result_of(url: str, verdict: Verdict, reason: str, **more: Any) -> Result:
    """Return an unconfirmed result; `more` is as in `Result`."""
    return replace(Result(url=url, verdict=verdict, confirmed=False, reason=reason), **more)


DEAD = result_of(
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
        result_of("https://fin.no/", Verdict.OK, "Siden svarer.", status=200),
        result_of(
            "https://treg.no/",
            Verdict.TRANSIENT,
            "Nettstedet svarte ikke i tide.",
            look=True,
            since="2026-11-14",
            nights=8,
            places=(Place("links.yaml", 30, 10),),
        ),
        result_of(
            "https://ny-feil.no/",
            Verdict.DEAD,
            "Nettstedet finnes ikke.",
            since="2026-11-21",
            nights=1,
        ),
        DEAD,
        result_of(
            "https://gammel.no/en_side",
            Verdict.MOVED,
            "Adressen har fått varig ny plass: https://ny.no/en_side.",
            status=301,
            target="https://ny.no/en_side",
            nights=3,
            look=True,
            places=(Place("links.yaml", 50, 10),),
        ),
        result_of("https://frisk.no/", Verdict.OK, "Siden svarer.", recovered=True),
        result_of(
            "https://endret.no/regel",
            Verdict.OK,
            "Siden svarer.",
            changed=True,
            questions=("ferie", "lonn-under-permisjon"),
        ),
        result_of("mailto:post@a.no", Verdict.SKIPPED, "Adressen er ikke en nettside."),
    ),
)
CALM = Run(FINISHED, (RUN.results[0], RUN.results[2], RUN.results[5], RUN.results[7]))
