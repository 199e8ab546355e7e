"""A hub with two small plans, for the tests of their pages and files."""

from generator.hub.kinds import GOAL_SETS, PLANS, REQUIREMENTS
from generator.hub.model import Hub
from generator.hub.plans import GoalSet, Plan, Requirement
from tests.site_fixtures import a_hub, a_role

ALM = {
    "id": "alm",
    "name": "Kliniske mål",
    "prefix": "ALM",
    "versions": [
        {"id": "old", "count": 6},
        {
            "id": "new",
            "count": 4,
            "replaces": "old",
            "successors": {"1": {"fate": "kept", "goals": [1]}, "2": {"fate": "gone"}},
        },
    ],
}


def arena(id_: str, goals: object, **more: object) -> dict[str, object]:
    """Return the data of an arena."""
    return {
        "id": id_, "name": f"Arena {id_}", "type": "Kontor", "place": "Fjell",
        "goals": {"alm": goals}, **more,
    }  # fmt: skip


def plan(id_: str = "fjell", **more: object) -> Plan:
    """Return a plan with two arenas: one goal on both, two on one alone, three on none."""
    data = {
        "id": id_, "title": f"Plan for {id_}", "municipality": f"{id_.capitalize()} kommune",
        "organisation": "Sektorlederen har ansvaret.", "roles": ["lis"],
        "goal_sets": {"alm": "old"},
        "arenas": [
            arena("a", {"goals": "1-2", "full": "1"}, service="open-practice"),
            arena("b", "2-3", owner="agreement", partner="Sykehuset", service="institution"),
        ],
        **more,
    }  # fmt: skip
    return Plan.model_validate(data)


def hub_with(*plans: Plan) -> Hub:
    """Return a hub with these plans, a set of goals and one requirement."""
    rule = {
        "id": "r", "title": "Institusjon", "service": "institution", "bound": "least", "months": 6,
        "recommended": True, "source": {"document": "Planen"},
    }  # fmt: skip
    kinds = {
        GOAL_SETS.name: (GoalSet.model_validate(ALM),),
        REQUIREMENTS.name: (Requirement.model_validate(rule),),
        PLANS.name: plans,
    }
    return a_hub(roles=[a_role("lis")]).model_copy(update=kinds)
