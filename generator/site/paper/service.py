"""What the PDF of a plan says about time in service: each requirement, and who can meet it.

In: the outline of a plan. Out: plain dicts and lists, ready for JSON.
"""

from collections.abc import Iterator

from generator.plans.outline import Outline
from generator.plans.requirements import PERCENTS, Served
from generator.site.paper.runs import Fields
from generator.site.paper.writing import Writer, bullets, paragraph, subheading, table, words
from generator.site.plan_words import basis_words, part_time, time_words


def service(write: Writer, outline: Outline) -> Iterator[Fields]:
    """Yield the requirements of time in service, what other sources say, and part-time."""
    language, served = write.content.language, outline.served
    _ = language.gettext
    if not served:
        yield paragraph(words(_("Ingen krav til tjenestetid er lagt inn ennå.")))
        return
    head = (_("Krav"), _("Tid i full stilling"), _("Arenaer som kan gi den"), _("Grunnlag"))
    yield from table(head, (_row(write, item) for item in served))
    yield from bullets(
        write.said(f"{item.requirement.title}:", conflict.says)
        for item in served
        for conflict in item.requirement.conflicts
    )
    if undecided := served[0].undecided:
        names = language.enumerated(arena.name for arena in undecided)
        text = _("Planen sier ikke hva tjenesten regnes som for %(names)s.", names=names)
        yield paragraph(words(text))
    yield subheading(_("I deltid tar det lengre tid"))
    positions = (_("Stilling"), *(f"{percent} %" for percent in PERCENTS))
    yield from table(positions, ((title, *times) for title, times in part_time(language, outline)))


def _row(write: Writer, item: Served) -> tuple[str, str, str, str]:
    language, rule = write.content.language, item.requirement
    arenas = language.enumerated(arena.name for arena in item.arenas)
    return (
        rule.title,
        time_words(language, rule),
        arenas or ("–" if item.is_possible else language.gettext("ingen i planen")),
        basis_words(language, rule),
    )
