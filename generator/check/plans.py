"""Checks of education plans, of sets of goals, and of requirements.

In: the context of a check. Out: problems. The Markdown in them is checked in `texts`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import chain

from generator.check.context import Context
from generator.check.reviews import review_problems
from generator.check.unknown_ids import unknown_id
from generator.hub.kinds import GOAL_SETS, PLANS
from generator.hub.plans import Arena, ArenaGoals, GoalSet, GoalVersion, Owner, Plan
from generator.hub.spelling import suggestion
from generator.language import say
from generator.plans.coverage import goal_set, read
from generator.plans.goals import GoalSet as Numbered
from generator.plans.goals import How, parse
from generator.plans.versions import newer_versions
from generator.problems import Code, Place, Problem
from generator.sources.document import Location

At = Callable[..., Place]
Sets = Mapping[str, Numbered]

_NUMBER = re.compile(r"[0-9]+")


def check_goal_sets(context: Context) -> Iterator[Problem]:
    """Yield repeated and unknown versions, and successors that are no goals."""
    for goals in GOAL_SETS.of(context.hub):
        at = partial(context.origins.place, GOAL_SETS.name, goals.id)
        versions = {version.id: version for version in goals.versions}
        for index, version in enumerate(goals.versions):
            yield from _version(goals, versions, version, partial(at, "versions", index))
            if any(version.id == other.id for other in goals.versions[:index]):
                message = say(
                    "versjonen «%(id)s» står to ganger; gi den ene en annen id", id=version.id
                )
                yield Problem(at("versions", index, "id"), Code.DUPLICATE_ID, message)


def _version(
    goals: GoalSet, versions: Mapping[str, GoalVersion], version: GoalVersion, at: At
) -> Iterator[Problem]:
    before = versions.get(version.replaces or "")
    if version.replaces and (before is None or before is version):
        others = [id_ for id_ in versions if id_ != version.id]
        near = suggestion(version.replaces, others) or say("; skriv id-en til en annen")
        message = say(
            "ukjent versjon «%(replaces)s»%(near)s",
            replaces=version.replaces,
            near=near,
        )
        yield Problem(at("replaces"), Code.BAD_VALUE, message)
    elif _is_circular(goals, version):
        message = say(
            "versjonene av «%(id)s» erstatter hverandre i ring; fjern «replaces» i én", id=goals.id
        )
        yield Problem(at("replaces"), Code.BAD_VALUE, message)
    for number, successor in version.successors.items():
        place = at("successors", str(number), key=True)
        if before and not 1 <= number <= before.count:
            message = say(
                "mål %(number)s finnes ikke i versjonen «%(id)s»; rett nummeret",
                number=number,
                id=before.id,
            )
            yield Problem(place, Code.BAD_VALUE, message)
        for goal in successor.goals:
            if not 1 <= goal <= version.count:
                message = say(
                    "mål %(goal)s finnes ikke i versjonen «%(id)s»; rett nummeret",
                    goal=goal,
                    id=version.id,
                )
                yield Problem(place, Code.BAD_VALUE, message)


def _is_circular(goals: GoalSet, version: GoalVersion) -> bool:
    try:
        newer_versions(goals, version.id)
    except ValueError:
        return True
    return False


def check_plans(context: Context) -> Iterator[Problem]:
    """Yield unknown roles, sets and versions, unclear goals, and repeated arenas of each plan."""
    for plan in PLANS.of(context.hub):
        at = partial(context.origins.place, PLANS.name, plan.id)
        for index, role in enumerate(plan.roles):
            yield from unknown_id(context, "roles", role, at("roles", index))
        yield from review_problems(context, plan, at)
        sets = dict(_sets(context, plan))
        for set_, version in plan.goal_sets.items():
            if set_ not in sets:
                yield from _unknown_set(context, set_, version, at)
        yield from _arenas(context, plan, sets)
        yield from _gaps(context, plan, sets)
        yield from _unknown_numbers(context, plan)


def _sets(context: Context, plan: Plan) -> Iterator[tuple[str, Numbered]]:
    known = {goals.id: goals for goals in GOAL_SETS.of(context.hub)}
    for set_, version in plan.goal_sets.items():
        if set_ in known and any(version == each.id for each in known[set_].versions):
            yield set_, goal_set(known[set_], version)


def _unknown_set(context: Context, set_: str, version: str, at: At) -> Iterator[Problem]:
    known = {goals.id: goals for goals in GOAL_SETS.of(context.hub)}
    if set_ in known:
        versions = [each.id for each in known[set_].versions]
        near = suggestion(version, versions) or f" (lov: {', '.join(versions)})"
        message = say(
            "«%(set)s» har ingen versjon «%(version)s»%(near)s",
            set=set_,
            version=version,
            near=near,
        )
        yield Problem(at("goal_sets", set_), Code.BAD_VALUE, message)
    elif context.origins.is_unknown(GOAL_SETS.name, set_):
        near = suggestion(set_, list(known)) or say("; settene ligger i content/goals")
        message = say("ukjent sett av læringsmål «%(set)s»%(near)s", set=set_, near=near)
        yield Problem(at("goal_sets", set_, key=True), Code.UNKNOWN_GOALS, message)


def _arenas(context: Context, plan: Plan, sets: Sets) -> Iterator[Problem]:
    seen: set[str] = set()
    listed = chain(
        ((("arenas", index), arena) for index, arena in enumerate(plan.arenas)),
        ((("candidates", index), arena) for index, arena in enumerate(plan.candidates)),
    )
    for location, arena in listed:
        at = partial(context.origins.place, PLANS.name, plan.id, *location)
        if arena.id in seen:
            message = say(
                "id-en «%(id)s» er alt brukt av en læringsarena; gi den ene en annen id",
                id=arena.id,
            )
            yield Problem(at("id"), Code.DUPLICATE_ID, message)
        seen.add(arena.id)
        if arena.owner is Owner.AGREEMENT and not arena.partner:
            message = say(
                "arenaen brukes etter avtale, men «partner» mangler; skriv hvem som har den"
            )
            yield Problem(at(), Code.MISSING_KEY, message)
        yield from _cells(context, plan, arena, (*location, "goals"), sets)


def _cells(
    context: Context, plan: Plan, arena: Arena, location: Location, sets: Sets
) -> Iterator[Problem]:
    at = partial(context.origins.place, PLANS.name, plan.id, *location)
    for set_, cell in arena.goals.items():
        if set_ not in plan.goal_sets:
            near = suggestion(set_, list(plan.goal_sets)) or say("; legg settet til i «goal_sets»")
            message = say("planen har ikke settet «%(set)s»%(near)s", set=set_, near=near)
            yield Problem(at(set_, key=True), Code.UNKNOWN_GOALS, message)
        elif set_ in sets:
            yield from _cell(context, plan, cell, (*location, set_), sets[set_])
    for set_ in sets.keys() - arena.goals.keys():
        message = say(
            "«%(name)s» mangler «%(set)s»; skriv «%(set)s:» og målene, «Ingen», eller ingenting "
            "hvis planen ikke sier noe",
            name=arena.name,
            set=set_,
        )
        yield Problem(at(key=True), Code.MISSING_KEY, message)


def _cell(
    context: Context, plan: Plan, cell: ArenaGoals, location: Location, goals: Numbered
) -> Iterator[Problem]:
    texts = _texts_of(context, plan, cell, location)
    for where, text in texts.items():
        for unclear in read(text, cell, goals, How.LIST).unclear:
            place = context.origins.place_in_text(PLANS.name, plan.id, where, unclear.offset)
            yield Problem(place, Code.UNCLEAR_GOALS, unclear.message)
    for token in cell.reading:
        if not any(_is_unclear(text, token, goals) for text in texts.values()):
            place = context.origins.place(
                PLANS.name, plan.id, *location, "reading", token, key=True
            )
            message = say("«%(token)s» er ikke uklart i målene; fjern linjen", token=token)
            yield Problem(place, Code.BAD_VALUE, message)
    if cell.goals is None and (cell.full or cell.reading):
        message = say("feltet har ingen mål; skriv dem i «goals», eller fjern resten")
        yield Problem(
            context.origins.place(PLANS.name, plan.id, *location), Code.BAD_VALUE, message
        )


def _texts_of(
    context: Context, plan: Plan, cell: ArenaGoals, location: Location
) -> Mapping[Location, str]:
    document, prefix = context.origins.places[PLANS.name, plan.id]
    is_short = document.text_at((*prefix, *location)) is not None
    texts = {"goals": cell.goals, "full": cell.full}
    return {
        location if is_short else (*location, name): text
        for name, text in texts.items()
        if text is not None
    }


def _is_unclear(text: str, token: str, goals: Numbered) -> bool:
    squeezed = "".join(token.split())
    return any(
        "".join(unclear.token.split()) == squeezed and unclear.readings
        for unclear in parse(text, goals).unclear
    )


def _gaps(context: Context, plan: Plan, sets: Sets) -> Iterator[Problem]:
    for index, gap in enumerate(plan.gaps):
        at = partial(context.origins.place, PLANS.name, plan.id, "gaps", index)
        if gap.set not in plan.goal_sets:
            near = suggestion(gap.set, list(plan.goal_sets)) or say(
                "; legg settet til i «goal_sets»"
            )
            message = say("planen har ikke settet «%(set)s»%(near)s", set=gap.set, near=near)
            yield Problem(at("set"), Code.UNKNOWN_GOALS, message)
        elif gap.set in sets:
            for unclear in parse(gap.goals, sets[gap.set]).unclear:
                place = context.origins.place_in_text(
                    PLANS.name, plan.id, ("gaps", index, "goals"), unclear.offset
                )
                yield Problem(place, Code.UNCLEAR_GOALS, unclear.message)
        if gap.date > context.today:
            message = say(
                "datoen er i fremtiden (%(date)s); skriv dagen hullet ble vurdert", date=gap.date
            )
            yield Problem(at("date"), Code.FUTURE_DATE, message)


def _unknown_numbers(context: Context, plan: Plan) -> Iterator[Problem]:
    """Yield the first number of each set whose numbers are not known in the plan's version."""
    unknown = {
        (goals.id, version.id)
        for goals in GOAL_SETS.of(context.hub)
        for version in goals.versions
        if not version.numbered
    }
    for set_, version in plan.goal_sets.items():
        if (set_, version) not in unknown:
            continue
        for location, text in _texts_about(context, plan, set_):
            if number := _NUMBER.search(text):
                message = say(
                    "numrene i versjonen «%(version)s» av «%(set)s» er ikke kjent, så «%(number)s» "
                    "kan være et annet mål; velg versjonen som planen er skrevet etter, eller "
                    "kontroller numrene og fjern «numbered: false» i content/goals/%(set)s.yaml",
                    version=version,
                    set=set_,
                    number=number[0],
                )
                place = context.origins.place_in_text(PLANS.name, plan.id, location, number.start())
                yield Problem(place, Code.UNKNOWN_NUMBERS, message)
                break


def _texts_about(context: Context, plan: Plan, set_: str) -> Iterator[tuple[Location, str]]:
    for name, arenas in (("arenas", plan.arenas), ("candidates", plan.candidates)):
        for index, arena in enumerate(arenas):
            if cell := arena.goals.get(set_):
                location = (name, index, "goals", set_)
                yield from _texts_of(context, plan, cell, location).items()
    for index, gap in enumerate(plan.gaps):
        if gap.set == set_:
            yield ("gaps", index, "goals"), gap.goals
