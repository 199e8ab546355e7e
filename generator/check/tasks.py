"""Checks of tasks: where their steps point, for whom, and whether two steps point at the same.

In: the context of a check. Out: problems. The texts in tasks are checked in `texts`.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from generator.check.context import Context
from generator.check.reviews import review_problems
from generator.check.unknown_ids import unknown_id
from generator.hub.heading_ids import id_from
from generator.hub.kinds import FORMS, GUIDES, LINKS, PLANS, QUESTIONS, TASKS, Kind
from generator.hub.tasks import Task, TaskStep
from generator.language import msgid, say
from generator.problems import Code, Place, Problem
from generator.sources.document import Location

_KINDS: dict[str, Kind[Any]] = {
    "question": QUESTIONS, "link": LINKS, "plan": PLANS, "form": FORMS, "guide": GUIDES,
}  # fmt: skip
"""The key of a step -> the kind of what it points at."""
_NOT_THEIRS = {
    "question": msgid(
        "%(roles)s har ikke spørsmålet «%(id)s»; gi spørsmålet rollen, eller fjern den fra oppgaven"
    ),
    "plan": msgid(
        "%(roles)s har ikke planen «%(id)s»; gi planen rollen, eller fjern den fra oppgaven"
    ),
    "form": msgid(
        "%(roles)s har ikke skjemaet «%(id)s»; gi skjemaet rollen, eller fjern den fra oppgaven"
    ),
    "guide": msgid(
        "%(roles)s har ikke veiledningen «%(id)s»; gi veiledningen rollen, eller fjern den fra "
        "oppgaven"
    ),
}


def check_tasks(context: Context) -> Iterator[Problem]:
    """Yield unknown roles, wrong or repeated targets of steps, repeated titles, and dates."""
    titles: dict[tuple[str, str], str] = {}
    for task in TASKS.of(context.hub):
        at = partial(context.origins.place, TASKS.name, task.id)
        for index, role in enumerate(task.roles):
            yield from unknown_id(context, "roles", role, at("roles", index))
        yield from review_problems(context, task, at)
        seen: dict[tuple[str, str], Place] = {}
        for number, step in enumerate(task.steps):
            yield from _step(context, task, step, ("steps", number), seen)
        same = {titles.setdefault((role, id_from(task.title)), task.id) for role in task.roles}
        for other in sorted(same - {task.id}) if task.is_published else ():
            message = say("samme tittel som «%(id)s»; gjør dem ulike", id=other)
            yield Problem(at("title"), Code.SAME_TITLE, message)


def _step(
    context: Context, task: Task, step: TaskStep, location: Location,
    seen: dict[tuple[str, str], Place],
) -> Iterator[Problem]:  # fmt: skip
    """Yield what is wrong with where a step points; `seen` has the targets of those before."""
    at = partial(context.origins.place, TASKS.name, task.id, *location)
    for key, _ in step.targets[1:]:
        message = say(
            "steget viser alt til noe annet («%(first)s»); fjern «%(key)s», eller del steget i to",
            first=step.targets[0][0],
            key=key,
        )
        yield Problem(at(key, key=True), Code.BAD_VALUE, message)
    for key, id_ in step.targets:
        place = at(key)
        yield from unknown_id(context, _KINDS[key].name, id_, place)
        yield from _unsuited(context, task, key, id_, place)
        first = seen.setdefault((key, id_), place)
        if first != place:
            message = say(
                "«%(id)s» står allerede i %(first)s; slå stegene sammen, eller fjern linjen",
                id=id_,
                first=first,
            )
            yield Problem(place, Code.LISTED_TWICE, message)


def _unsuited(context: Context, task: Task, key: str, id_: str, place: Place) -> Iterator[Problem]:
    """Yield a problem if a target is a draft, or if a role of the task does not have it."""
    found = next((item for item in _KINDS[key].of(context.hub) if item.id == id_), None)
    if found is None or key == "link":  # every role may follow a link
        return
    if task.is_published and not found.is_published:
        message = say(
            "«%(id)s» er et utkast, og finnes ikke på nettstedet; publiser det, eller fjern linjen",
            id=id_,
        )
        yield Problem(place, Code.DRAFT_REFERENCE, message)
    known = context.origins.known["roles"]
    without = [role for role in task.roles if role in known and role not in found.roles]
    if without:
        roles = ", ".join(f"«{role}»" for role in without)
        message = say(_NOT_THEIRS[key], roles=roles, id=id_)
        yield Problem(place, Code.NOT_FOR_ROLE, message)
