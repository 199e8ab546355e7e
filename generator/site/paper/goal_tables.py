"""The table of goals and arenas in the PDF of a plan, with what is to know about the goals.

In: the outline of a plan. Out: plain dicts and lists, ready for JSON.
"""

from collections.abc import Iterator

from generator.hub.plans import Basis, Extent
from generator.language import Language
from generator.plans.outline import Outline, UsedSet
from generator.site.paper.runs import Fields
from generator.site.paper.writing import Writer, bold, capital, facts, paragraph, table, words
from generator.site.plan_words import BASIS_WORDS, EXTENT_MEANINGS, EXTENT_WORDS, fates


def goal_table(write: Writer, outline: Outline, set_: str) -> Iterator[Fields]:
    """Yield the table of the goals of a set, and what is to know about its version."""
    language, used, coverage = write.content.language, outline.sets[set_], outline.first.coverage
    _ = language.gettext
    yield from _version(write, used)
    if became := list(fates(used)):
        yield paragraph(bold(_("Hva som ble av hvert mål")))
        yield from facts((capital(_(word)), words(text)) for word, text in became)
    yield from facts(
        (capital(_sign(language, extent)), words(_(meaning)))
        for extent, meaning in EXTENT_MEANINGS.items()
    )
    head = (_("Mål"), *(arena.name for arena in outline.plan.arenas))
    rows = []
    for goal in coverage.goals:
        if goal.set == set_:
            extents = (coverage.extent(arena.id, goal.id) for arena in outline.plan.arenas)
            rows.append((goal.id, *(_sign(language, extent) for extent in extents)))
    yield from table(head, rows)


def _sign(language: Language, extent: Extent) -> str:
    return "–" if extent is Extent.NONE else language.gettext(EXTENT_WORDS[extent])


def _version(write: Writer, used: UsedSet) -> Iterator[Fields]:
    """Yield what a set of goals is, and that there is a newer one."""
    language, version = write.content.language, used.version
    _ = language.gettext
    said = [language.ngettext("%(num)s læringsmål", "%(num)s læringsmål", version.count)]
    if version.valid_from:
        said.append(_("gjelder fra %(day)s", day=language.date(version.valid_from)))
    if version.basis is not Basis.FROM_SOURCE:
        said.append(_(BASIS_WORDS[version.basis]))
    yield paragraph(words(", ".join(said)))
    if version.note:
        yield from write.note(version.note)
    for newer in used.newer:
        number = language.number(newer.count)
        old = _("Planen bruker en eldre liste. Den nye har %(num)s mål.", num=number)
        yield paragraph(words(old))
        if newer.note:
            yield from write.note(newer.note)
