"""The pages of education plans: the list of them, each plan, and two plans side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from generator.hub.plans import Extent
from generator.hub.site_paths import compared
from generator.plans.coverage import Goal
from generator.plans.outline import Outline, Result
from generator.plans.requirements import PERCENTS
from generator.site.content import Content
from generator.site.export.plans import FILES
from generator.site.pages.page import MakePage, Offer, Offers, Page
from generator.site.pages.templates import Templates
from generator.site.plan_words import (
    BASIS_WORDS,
    BOUND_WORDS,
    EXTENT_MEANINGS,
    EXTENT_SIGNS,
    EXTENT_WORDS,
    FATE_WORDS,
    HOW_WORDS,
    OWNER_WORDS,
    SERVICE_WORDS,
    SUPERVISION_WORDS,
    by_reading,
    fates,
    months,
    part_time,
)
from generator.site.settings import suggestion_address


@dataclass(frozen=True, slots=True)
class Row:
    """One goal in the table of a plan."""

    goal: Goal
    extents: tuple[Extent, ...]
    """Of each arena, in order."""
    count: int
    """How many arenas give it, at least in part."""
    differs: bool
    """Whether it depends on how the plan is read."""
    gap: str
    """The plan's own reason for a hole; empty if it gives none."""


def plan_pages(
    content: Content, templates: Templates, offers: Offers
) -> Iterator[tuple[str, MakePage]]:
    """Yield the list of plans, the page of each with its PDF, and the comparison of each pair."""
    if not content.plans:
        return
    yield "planer/", partial(_index, content, templates)
    for outline in content.plans:
        folder = f"planer/{outline.plan.id}"
        offered = offers.get(folder, ())
        yield f"{folder}/", partial(_plan, content, templates, outline, offered)
    for one, other in _pairs(content):
        yield _beside(one, other), partial(_comparison, content, templates, one, other)


def _pairs(content: Content) -> Iterator[tuple[Outline, Outline]]:
    outlines = {outline.plan.id: outline for outline in content.plans}
    for one, other in compared(outlines):
        yield outlines[one], outlines[other]


def _beside(one: Outline, other: Outline) -> str:
    return f"planer/{one.plan.id}/{other.plan.id}/"


def _index(content: Content, templates: Templates) -> Page:
    _ = content.language.gettext
    about = _("Kommunenes utdanningsplaner: hvilke læringsmål hver læringsarena dekker.")
    return templates.filled(
        Page("planer/", "plans", _("Utdanningsplaner"), about),
        forms=content.forms,
        outlines=content.plans,
        pairs=[(one.plan, other.plan, _beside(one, other)) for one, other in _pairs(content)],
    )


def _plan(
    content: Content, templates: Templates, outline: Outline, offers: Sequence[Offer]
) -> Page:
    plan = outline.plan
    _ = content.language.gettext
    about = _(
        "Læringsarenaer og læringsmål i %(place)s, med det som mangler og det som bare én "
        "arena dekker.",
        place=plan.municipality,
    )
    address = f"planer/{plan.id}/"
    names = {arena.id: arena.name for arena in (*plan.arenas, *plan.candidates)}
    path = f"content/plans/{plan.id}.yaml"
    return templates.filled(
        Page(
            address,
            "plan",
            plan.title,
            about,
            suggestion=suggestion_address(content.settings, path, plan.title),
        ),
        terms=content.texts.answer(plan.organisation).terms,
        outline=outline,
        plan=plan,
        rows=dict(_rows(outline)),
        files=FILES,
        offers=offers,
        others=[
            (y.plan if x is outline else x.plan, _beside(x, y))
            for x, y in _pairs(content)
            if outline in (x, y)
        ],
        part_time=part_time(content.language, outline),
        percents=PERCENTS,
        covers=by_reading(outline, lambda result: result.covers),
        lost={arena.id: by_reading(outline, partial(_lost, arena.id)) for arena in plan.arenas},
        named=lambda ids: content.language.enumerated(names[id_] for id_ in ids),
        fates={set_: list(fates(used)) for set_, used in outline.sets.items()},
        words=WORDS,
        signs=EXTENT_SIGNS,
        meanings=EXTENT_MEANINGS,
        months=partial(months, content.language),
    )


WORDS = {
    "basis": BASIS_WORDS,
    "bound": BOUND_WORDS,
    "extent": EXTENT_WORDS,
    "fate": FATE_WORDS,
    "how": HOW_WORDS,
    "owner": OWNER_WORDS,
    "service": SERVICE_WORDS,
    "supervision": SUPERVISION_WORDS,
}
"""The words for values of the models, by the name under which the templates know them."""


def _rows(outline: Outline) -> Iterator[tuple[str, list[Row]]]:
    """Yield (id of a set, its rows) for the reading that promises the least."""
    first, others = outline.results[0].coverage, outline.results[1:]
    for set_ in outline.sets:
        yield (
            set_,
            [
                Row(
                    goal,
                    tuple(first.extent(arena.id, goal.id) for arena in outline.plan.arenas),
                    len(first.arenas_of[goal.id]),
                    any(
                        other.coverage.arenas_of[goal.id] != first.arenas_of[goal.id]
                        for other in others
                    ),
                    outline.first.gaps[goal.id].reason if goal.id in outline.first.gaps else "",
                )
                for goal in first.goals
                if goal.set == set_
            ],
        )


def _lost(arena: str, result: Result) -> tuple[str, ...]:
    return result.coverage.lost_without(arena)


def _comparison(content: Content, templates: Templates, one: Outline, other: Outline) -> Page:
    _ = content.language.gettext
    title = content.language.enumerated([one.plan.municipality, other.plan.municipality])
    about = _("To utdanningsplaner side om side: hva den ene dekker, og den andre ikke.")
    shared = [set_ for set_ in one.sets if set_ in other.sets]
    given = [
        {goal for goal, arenas in x.first.coverage.arenas_of.items() if arenas}
        for x in (one, other)
    ]
    common = [goal for goal in one.goals if goal in other.goals]
    return templates.filled(
        Page(_beside(one, other), "plan_comparison", title, about),
        one=one,
        other=other,
        other_versions=[
            (one.sets[set_], other.sets[set_])
            for set_ in shared
            if one.sets[set_].version.id != other.sets[set_].version.id
        ],
        only_one=one.listed(goal for goal in common if goal in given[0] - given[1]),
        only_other=other.listed(goal for goal in common if goal in given[1] - given[0]),
        neither=one.listed(goal for goal in common if goal not in given[0] | given[1]),
    )
