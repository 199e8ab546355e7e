"""Education plans -> what their PDFs contain: what the page of a plan shows, in the same order.

In: the content of a site. Out: plain dicts and lists, ready for JSON.
"""

from collections.abc import Iterable, Iterator
from functools import partial

from generator.hub.plans import Arena
from generator.language import lower_first
from generator.plans.outline import Outline, Result
from generator.site.content import Content
from generator.site.paper.goal_tables import goal_table
from generator.site.paper.runs import Fields
from generator.site.paper.service import service
from generator.site.paper.writing import (
    Writer,
    bold,
    bullets,
    capital,
    facts,
    paragraph,
    small,
    subheading,
    table,
    topic,
    words,
)
from generator.site.plan_words import (
    HOW_WORDS,
    OWNER_WORDS,
    SERVICE_WORDS,
    SUPERVISION_WORDS,
    by_reading,
)


def plan_papers(content: Content) -> Iterator[tuple[str, Fields]]:
    """Yield (path from the site's root, fields) of the document of each plan."""
    for outline in content.plans:
        id_ = outline.plan.id
        yield f"planer/{id_}/{id_}.pdf", _PlanPaper(content, outline).document()


class _PlanPaper:
    """The document of one plan."""

    def __init__(self, content: Content, outline: Outline) -> None:
        self._language = content.language
        self._write = Writer(content)
        self._outline = outline
        self._plan = outline.plan
        self._first = outline.first.coverage
        self._names = {x.id: x.name for x in (*outline.plan.arenas, *outline.plan.candidates)}

    def document(self) -> Fields:
        """Return the whole document."""
        _, language, plan = self._language.gettext, self._language, self._plan
        goals = language.ngettext(
            "%(num)s læringsmål", "%(num)s læringsmål", len(self._first.goals)
        )
        arenas = language.ngettext(
            "%(num)s læringsarena", "%(num)s læringsarenaer", len(plan.arenas)
        )
        registered = plan.registered and language.date(plan.registered)
        return self._write.document(
            plan,
            file=f"content/plans/{plan.id}.yaml",
            address=f"planer/{plan.id}/",
            about=_(
                "Læringsarenaer og læringsmål i %(place)s, med det som mangler og det som bare én "
                "arena dekker.",
                place=plan.municipality,
            ),
            counted=f"{arenas} · {goals}",
            notice=_("Registrert som utdanningsvirksomhet %(day)s.", day=registered)
            if registered
            else "",
            topics=[
                topic(_("Kort sagt"), self._doubts(), self._in_short(), self._gaps()),
                topic(_("Læringsarenaer"), *map(self._arena, plan.arenas)),
                topic(_("Hvis en arena faller bort"), self._losses()),
                topic(_("Færrest mulige arenaer"), self._covers(), self._further()),
                topic(_("Tjenestetid"), service(self._write, self._outline)),
                *(topic(used.data.name, goal_table(self._write, self._outline, id_))
                  for id_, used in self._outline.sets.items()),
                topic(_("Organisering"), self._write.text(plan.organisation)),
            ],
        )  # fmt: skip

    def _listed(self, goals: Iterable[str]) -> str:
        return "; ".join(self._outline.listed(goals))

    def _named(self, ids: Iterable[str]) -> str:
        return self._language.enumerated(self._names[id_] for id_ in ids)

    def _doubts(self) -> Iterator[Fields]:
        """Yield what can be read in two ways, and the note of the plan."""
        _ = self._language.gettext
        if unsettled := list(self._outline.unsettled()):
            yield subheading(_("Planen kan leses på to måter"))
            for arena, _set, token in unsettled:
                said = _(
                    "%(arena)s: «%(part)s» kan være to mål, eller alle fra det første til det "
                    "siste.",
                    arena=arena.name,
                    part=token,
                )
                yield paragraph(words(said))
            decided = _(
                "Kommunen må avgjøre hva som er ment. Der svaret blir forskjellig, står begge. "
                "Tabellen nederst følger den lesningen som lover minst."
            )
            yield paragraph(words(decided))
        if self._plan.note:
            yield from self._write.note(self._plan.note)

    def _in_short(self) -> Iterator[Fields]:
        results = self._outline.results
        for result in results:
            if len(results) > 1:
                yield paragraph(bold(capital(self._language.gettext(HOW_WORDS[result.how]))))
            yield from bullets([paragraph(words(text))] for text in self._numbers(result))

    def _numbers(self, result: Result) -> Iterator[str]:
        language, found = self._language, result.coverage
        _ = language.gettext
        yield _(
            "%(covered)s av %(all)s læringsmål kan nås på minst én arena.",
            covered=language.number(len(found.goals) - len(found.uncovered)),
            all=language.number(len(found.goals)),
        )
        uncovered = [goal.id for goal in found.uncovered]
        yield (
            language.ngettext(
                "%(num)s mål er ikke på noen arena: %(goals)s.",
                "%(num)s mål er ikke på noen arena: %(goals)s.",
                len(uncovered),
                goals=self._listed(uncovered),
            )
            if uncovered
            else _("Ingen mål står uten arena.")
        )
        yield (
            language.ngettext(
                "%(num)s mål er på bare én arena: %(goals)s.",
                "%(num)s mål er på bare én arena: %(goals)s.",
                len(found.single),
                goals=self._listed(found.single),
            )
            if found.single
            else _("Ingen mål er på bare én arena.")
        )

    def _gaps(self) -> Iterator[Fields]:
        _ = self._language.gettext
        if not self._outline.first.gaps:
            return
        yield subheading(_("Begrunnede hull"))
        yield from bullets(
            [
                *self._write.said(f"{gap.goals}:", gap.reason),
                paragraph(small(_(
                    "Følges opp av %(owner)s. Vurdert %(day)s.",
                    owner=lower_first(gap.owner),
                    day=self._language.date(gap.date),
                ))),
            ]
            for gap in self._plan.gaps
        )  # fmt: skip

    def _arena(self, arena: Arena) -> Iterator[Fields]:
        _ = self._language.gettext
        yield subheading(arena.name)
        yield from facts((name, words(text)) for name, text in self._facts(arena))
        if arena.note:
            yield from self._write.note(arena.note)

    def _facts(self, arena: Arena) -> Iterator[tuple[str, str]]:
        _ = self._language.gettext
        service = _("planen sier ikke hva tjenesten regnes som")
        if arena.service:
            service = _("regnes som %(service)s", service=_(SERVICE_WORDS[arena.service]))
        yield _("Type"), f"{arena.type} ({service})"
        yield _("Sted"), arena.place
        owner = capital(_(OWNER_WORDS[arena.owner]))
        yield _("Hvem har den"), f"{owner} ({arena.partner})" if arena.partner else owner
        ways = "; ".join(_(SUPERVISION_WORDS[way]) for way in arena.supervision)
        yield _("Supervisjon"), capital(ways)
        for set_, used in self._outline.sets.items():
            texts = self._outline.shortest(arena, set_)
            hows = [_(HOW_WORDS[result.how]) for result in self._outline.results]
            said = (
                "; ".join(f"{text} ({how})" for text, how in zip(texts, hows, strict=False))
                if len(texts) > 1
                else "".join(texts) or _("Planen sier ikke hvilke mål.")
            )
            yield _("Tekst til Altinn, %(set)s", set=used.goals.prefix), said
        added = self._first.added_by(arena.id)
        none = _("Ingen mål som arenaene over ikke har.")
        yield _("Legger til"), self._listed(added) if added else none

    def _losses(self) -> Iterator[Fields]:
        _ = self._language.gettext

        def lost(arena: str, result: Result) -> str:
            goals = result.coverage.lost_without(arena)
            number = self._language.number(len(goals))
            return f"{self._listed(goals)} ({number})" if goals else _("ingen")

        rows = []
        for arena in self._plan.arenas:
            found = by_reading(self._outline, partial(lost, arena.id))
            texts = (f"{text} – {_(how)}" if how else text for how, text in found)
            rows.append((arena.name, "; ".join(texts)))
        yield from table((_("Uten"), _("forsvinner disse målene")), rows)

    def _covers(self) -> Iterator[Fields]:
        _ = self._language.gettext
        said = _("Så få arenaer kan til sammen gi alle målene som planen dekker:")
        yield paragraph(words(said))
        for how, covers in by_reading(self._outline, lambda result: result.covers):
            if how:
                yield paragraph(bold(f"{capital(_(how))}:"))
            yield from bullets([paragraph(words(self._named(ids)))] for ids in covers.sets)
            if not covers.is_complete:
                few = _(
                    "Det er så mange arenaer at ikke alle muligheter er prøvd. Dette er det beste "
                    "som er funnet. Færre enn %(num)s er umulig.",
                    num=self._language.number(covers.lower),
                )
                yield paragraph(words(few))

    def _further(self) -> Iterator[Fields]:
        language, single = self._language, self._first.single
        _ = language.gettext
        if self._plan.candidates:
            yield subheading(_("Nye avtaler som trengs for at ingen mål skal stå på én arena"))
            none = _("Ingen av de mulige arenaene hjelper.")
            found = self._outline.first.further.sets
            yield from bullets(
                [paragraph(words(self._named(ids) if ids else none))] for ids in found
            )
            if left := self._outline.first.still_single:
                text = _(
                    "Disse målene ville fortsatt stå på én arena: %(goals)s.",
                    goals=self._listed(left),
                )
                yield paragraph(words(text))
        elif single:
            arenas = list(dict.fromkeys(single.values()))
            text = language.ngettext(
                "Skal ingen mål stå på bare én arena, trengs det en arena til av samme slag som "
                "%(names)s.",
                "Skal ingen mål stå på bare én arena, trengs det én arena til av samme slag som "
                "hver av disse: %(names)s.",
                len(arenas),
                names=self._named(arenas),
            )
            yield paragraph(words(text))
