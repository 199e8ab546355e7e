"""Education plans in Greek, for the tests of languages: together they show nearly every text."""

from typing import Any

from generator.hub.kinds import GOAL_SETS, PLANS, REQUIREMENTS
from generator.hub.plans import GoalSet, Plan, Requirement

_SOURCE = {"document": "Πηγή"}


def greek_plans() -> dict[str, Any]:
    """Return the items of the three kinds, by kind."""
    goals = {
        "id": "alm", "name": "Στόχοι", "prefix": "ΑΛΜ",
        "versions": [
            {"id": "gammel", "count": 9, "valid_from": "2025-01-01", "basis": "looked-up"},
            {
                "id": "ny", "count": 4, "replaces": "gammel", "valid_from": "2026-01-01",
                "successors": {
                    "1": {"fate": "kept", "goals": [1]},
                    "2": {"fate": "merged", "goals": [1]},
                    "3": {"fate": "gone"},
                },
            },
        ],
    }  # fmt: skip
    plans = (_first(), _second(), _third())
    return {
        GOAL_SETS.name: (GoalSet.model_validate(goals),),
        REQUIREMENTS.name: tuple(Requirement.model_validate(rule) for rule in _rules()),
        PLANS.name: tuple(Plan.model_validate(plan) for plan in plans),
    }


def _rules() -> list[dict[str, Any]]:
    common = {"service": "total", "bound": "exactly", "source": _SOURCE}
    return [
        {"id": "a", "title": "Άλφα", "months": 30, **common, "basis": "contradicted"},
        {"id": "b", "title": "Βήτα", "months": 1, **common, "bound": "most", "recommended": True},
        {"id": "c", "title": "Γάμμα", "months": 6, **common, "service": "other-practice",
         "bound": "least", "least_percent": 50, "section": "2"},
    ]  # fmt: skip


def _arena(id_: str, goals: object, **more: object) -> dict[str, Any]:
    names = {"name": "Αρένα", "type": "Είδος", "place": "Τόπος"}
    return {"id": id_, **names, "goals": {"alm": goals}, **more}


def _plan(id_: str, *arenas: dict[str, Any], **more: object) -> dict[str, Any]:
    return {
        "id": id_, "title": "Σχέδιο", "municipality": "Δήμος", "organisation": "Ναι.",
        "roles": ["alfa"], "goal_sets": {"alm": "gammel"}, "arenas": arenas, **more,
    }  # fmt: skip


def _first() -> dict[str, Any]:
    """Unsettled, with a gap, with candidates, and with every kind of arena."""
    cell = {"goals": "1-2, 4,-6", "full": "1", "reading": {"4,-6": "unsettled"}}
    gap = {"set": "alm", "goals": "9", "reason": "Ναι.", "owner": "Ρόλος", "date": "2026-01-02"}
    return _plan(
        "en",
        _arena("a", cell, service="open-practice", supervision=["present", "remote", "other"]),
        _arena("b", {"goals": None}, owner="agreement", partner="Άλλος", service="institution"),
        _arena("c", "1"),
        candidates=[_arena("d", "2")],
        gaps=[gap],
        source=_SOURCE,
        reviewed="2026-05-04",
        reviewed_text="fbmb-tzhs-mhtk",
        registered="2026-02-01",
    )


def _second() -> dict[str, Any]:
    """All goals on one arena, and candidates that do not help."""
    return _plan("to", _arena("a", "Alle"), candidates=[_arena("b", "Ingen")])


def _third() -> dict[str, Any]:
    """The newer list, all of it on two arenas."""
    arenas = (_arena("a", "Alle"), _arena("b", "Alle"))
    return _plan("tre", *arenas, goal_sets={"alm": "ny"})
