"""Hubs whose editors write Greek: a word in Latin letters on their sites is one of the site's own.

They use everything that a hub can have, or as little as possible.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from generator.hub.confirmation import fingerprint
from generator.hub.model import Change, Hub, Term, Topic
from generator.hub.pages import WrittenPage
from generator.linkcheck.results import Result, Run, Verdict
from generator.site.build import build
from generator.site.settings import Settings
from tests.site.greek_plans import greek_plans
from tests.site.greek_sheets import greek_sheets
from tests.site_fixtures import Node, a_hub, a_link, a_question, a_role, parse

FULL, SPLIT, EMPTY = "full", "split", "empty"
"""A hub with everything, the same with pages that are split by topic, and one with nothing."""
_TABLE = "| Αα | Ββ | Γγ |\n|---|---|---|\n| δ | ε | ζ |\n"


@dataclass(frozen=True, slots=True)
class Built:
    """A hub as a site in one language."""

    files: dict[str, bytes]
    """Path -> content, of the pages too."""

    def page(self, path: str) -> Node:
        """Return the tree of a page."""
        return parse(self.files[path].decode())


@cache
def greek_site(kind: str, tag: str, contact: str = "") -> Built:
    """Return the site of one of the hubs in a language."""
    hub, settings, run = greek_sources(kind, tag, contact)
    return Built(dict(build(hub, settings, run).all_files()))


def greek_sources(kind: str, tag: str, contact: str = "") -> tuple[Hub, Settings, Run | None]:
    """Return what `greek_site` is built from."""
    hub, run = (_empty(), None) if kind == EMPTY else (_full(), _run())
    more: dict[str, Any] = {
        FULL: {"site_url": "https://hub.example.org/"},
        SPLIT: {
            "most_answers": 1,
            "owner": "Ωω",
            "accessibility_statement": "https://uu.example.org/",
        },
        EMPTY: {},
    }[kind]
    settings = Settings(site_name="Ωω", contact=contact, language=tag, format=2, **more)
    return hub, settings, run


def _empty() -> Hub:
    """Return a hub with one role and nothing for it."""
    return a_hub(roles=[a_role("alfa", name="Άλφα")], topics=[])


def _full() -> Hub:
    roles = [
        a_role("alfa", name="Άλφα", description="Το άλφα."),
        a_role("beta", name="Βήτα"),
        a_role("gamma", name="Γάμμα"),
    ]
    answer = f"ΑΒΓ [α](link:borte), [β](link:tapt), [γ](question:to) [δ](law:lov#2).\n\n{_TABLE}"
    one = a_question(
        "en", ["alfa", "beta"], question="Τι α;", answer=answer, links=["side", "borte", "tapt"],
        cites=[{"law": "lov", "section": "2"}, {"law": "lov"}], aliases=["gammel"],
        source={"document": "Πηγή"}, reviewed=date(2026, 5, 21), review_by=date(2027, 5, 21),
        variants={
            "beta": {"question": "Τι β;", "append": "Και β.", "why": "–"},
        },
    )  # fmt: skip
    one = one.model_copy(update={"reviewed_text": fingerprint(one)})
    two = a_question(
        "to", ["alfa", "beta", "gamma"], question="Τι γ;", answer="Γγ [ε](question:en).",
        variants={"gamma": {"replace": "Γ μόνο.", "why": "–"}},
        uncertain={"what": "Ναι ή όχι.", "ask": "Αρχή", "since": "2026-01-02"},
    )  # fmt: skip
    three = a_question("tre", "alfa", question="Τι δ;", answer="Δδ.")
    common = {"publisher": "Εκδότης", "roles": ["alfa"]}
    links = [
        a_link("side", title="Σελίδα", kind="page", **common),
        a_link("borte", title="Χαμένη", kind="pdf", url_status="derived", **common),
        a_link("tapt", title="Τίποτα", kind="tool", url=None, url_status="missing", **common),
        a_link("lov", title="Νόμος", kind="law", url_status="recovered", **common),
        a_link(
            "film", title="Φιλμ", kind="video", language="se", note="[γ](question:to)", **common
        ),
        a_link("kurs", title="Μάθημα", kind="course", language="nn", **common),
        a_link("norsk", title="Λόγος", language="nb", **common),
        a_link("tysk", title="Λέξη", language="de", **common),
    ]  # fmt: skip
    terms = [Term(id="abg", term="ΑΒΓ", expansion="Άλφα", definition="Βήτα.", source="Πηγή")]
    changes = [
        Change(date=date(2026, 1, 2), title="Νέο", note="Ναι.", new=("en",), questions=("to",)),
        Change(date=date(2026, 1, 1), title="Όλα", note="Ναι."),
    ]
    heads = "\n\n".join(f"## Τμήμα {number}\n\nΝαι." for number in range(12))
    page = WrittenPage(
        id="om",
        title="Σχετικά",
        description="Τι.",
        text=f"# Σχετικά\n\n{heads}",
    )
    topics = [Topic(id="emne", title="Θέμα", questions=("en", "to", "tre"))]
    return a_hub(
        one, two, three, roles=roles, topics=topics, links=links, terms=terms, changes=changes,
        pages=[page],
    ).model_copy(update=greek_plans() | greek_sheets())  # fmt: skip


def _run() -> Run:
    """Return a link check with every verdict; two addresses have more to say."""
    rows = [
        Result(url=f"https://{verdict}.example.org/", verdict=verdict, confirmed=False,
               reason="–", since="2026-11-01", target="https://ny.example.org/")
        for verdict in Verdict
    ]  # fmt: skip
    dead = Result(
        url="https://borte.example.org/", verdict=Verdict.DEAD, confirmed=True, reason="–",
        link="borte",
    )  # fmt: skip
    return Run("2026-11-21T03:00:00+00:00", (*rows, dead))
