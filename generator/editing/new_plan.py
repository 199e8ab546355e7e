"""A municipality -> the skeleton of its education plan, as a draft that passes the check.

In: a draft of the hub's files, and what is known. Out: the id of the plan; the draft has the file.
Raises ValueError, with a sentence for editors, for what cannot be made.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from generator.editing.drafts import Draft
from generator.editing.names import plain
from generator.editing.new_items import new_id, roles_of
from generator.hub.field_types import ALL_ROLES
from generator.hub.heading_ids import id_from
from generator.hub.kinds import GOAL_SETS, PLANS
from generator.hub.plans import GoalSet
from generator.hub.spelling import suggestion
from generator.language import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A new plan. No goals are written: the cells of its arenas are unknown."""

    municipality: str
    title: str = ""
    id: str = ""
    roles: Sequence[str] = ()
    arenas: Sequence[str] = ()
    """Their names."""
    goal_sets: Mapping[str, str] = field(default_factory=dict)
    """Ids of sets -> ids of versions; none means all sets, in the version that is valid."""


def new_plan(draft: Draft, wanted: Plan, today: date) -> str:
    """Make the file of a plan; return its id."""
    municipality = plain(wanted.municipality)
    short = municipality.removesuffix(" kommune")
    id_ = new_id(draft, "plan", wanted.id, short)
    sets = _sets(draft, wanted.goal_sets, today)
    taken: dict[str, None] = {}
    rows = [_arena(plain(name), sets, taken) for name in wanted.arenas or [say("Ny arena")]]
    data = {
        "id": id_,
        "title": plain(wanted.title)
        if wanted.title
        else say("Utdanningsplan for %(name)s", name=municipality),
        "municipality": municipality,
        "roles": _roles(draft, wanted.roles),
        "organisation": say("Skriv hvordan tjenesten og utdanningen er organisert.") + "\n",
        "goal_sets": sets,
        "arenas": rows,
        "status": "draft",
    }
    path = f"{PLANS.path}/{id_}.yaml"
    draft.put(path, draft.written(path, data))
    return id_


def _arena(name: str, sets: Mapping[str, str], taken: dict[str, None]) -> Mapping[str, Any]:
    """Return a new arena; `taken` are the ids of the others."""
    base = id_from(name) or "arena"
    id_, number = base, 2
    while id_ in taken:
        id_, number = f"{base}-{number}", number + 1
    taken[id_] = None
    return {
        "id": id_,
        "name": name,
        "type": say("Skriv hva slags arena det er"),
        "place": say("Skriv stedet"),
        "owner": "own",
        "goals": dict.fromkeys(sets),  # empty, as a field that nobody has filled in
    }


def _roles(draft: Draft, roles: Sequence[str]) -> Any:
    """Return the wanted roles, those of the other plans, or all."""
    if roles:
        found = roles_of(draft, roles)
        return ALL_ROLES[0] if found == ALL_ROLES else found
    others = {role for plan in PLANS.of(draft.hub) for role in plan.roles}
    return [role.id for role in draft.hub.roles if role.id in others] or ALL_ROLES[0]


def _sets(draft: Draft, wanted: Mapping[str, str], today: date) -> Mapping[str, str]:
    known = {goals.id: goals for goals in GOAL_SETS.of(draft.hub)}
    if not known:
        raise ValueError(
            f"huben har ingen sett av læringsmål; lag det første i {GOAL_SETS.path} (se håndboken)"
        )
    for set_, version in wanted.items():
        if set_ not in known:
            near = suggestion(set_, known) or f" (huben har {', '.join(known)})"
            raise ValueError(f"ukjent sett av læringsmål «{set_}»{near}")
        versions = [x.id for x in known[set_].versions]
        if version not in versions:
            raise ValueError(f"«{set_}» har ingen versjon «{version}» (lov: {', '.join(versions)})")
    return wanted or {id_: _valid(goals, today) for id_, goals in known.items()}


def _valid(goals: GoalSet, today: date) -> str:
    """Return the version of a set that is valid on a day."""
    valid = [x.id for x in goals.versions if x.valid_from is None or x.valid_from <= today]
    return valid[-1] if valid else goals.versions[-1].id
