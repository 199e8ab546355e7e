"""Checks of the sections of laws that questions cite and texts refer to.

In: the context of a check. Out: problems.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from generator.check.context import Context
from generator.hub.kinds import markdown_texts
from generator.hub.links import LinkKind
from generator.hub.markup import references
from generator.language import say, say_count
from generator.problems import Code, Place, Problem

_Cited = tuple[str, str, Place]
"""A law, a section of it, and where it is cited."""


def check_citations(context: Context) -> Iterator[Problem]:
    """Yield what is wrong with the sections of laws that questions cite and texts refer to."""
    for question in context.hub.questions:
        first: dict[tuple[str, str | None], int] = {}
        for index, citation in enumerate(question.cites):
            key = citation.law, citation.section
            if first.setdefault(key, index) != index:
                what = f"{citation.law} § {citation.section}" if citation.section else citation.law
                message = say("«%(id)s» står to ganger; behold én", id=what)
                place = context.origins.place("questions", question.id, "cites", index)
                yield Problem(place, Code.LISTED_TWICE, message)
    cited = list(_cited(context))
    yield from _ranges(cited)
    yield from _laws(context, cited)


def _ranges(cited: Sequence[_Cited]) -> Iterator[Problem]:
    """Yield several sections of a law that are written as one."""
    forms = Counter((law, "-" in section) for law, section, _ in cited)
    for law, section, place in cited:
        # Chapter and number, as in «8-1», unless the law counts its sections from first to last.
        start, _, end = section.partition("-")
        is_range = bool(end) and _number(start) < _number(end)
        if is_range and forms[law, False] > forms[law, True]:
            message = say(
                "«%(section)s» blir én paragraf, som ikke finnes; vis til hver paragraf for seg, "
                "den første er «%(start)s» og den siste «%(end)s»",
                section=section,
                start=start,
                end=end,
            )
            yield Problem(place, Code.BAD_VALUE, message)


def _number(section: str) -> int:
    return int(section.rstrip("abcdefghijklmnopqrstuvwxyz"))


def _laws(context: Context, cited: Sequence[_Cited]) -> Iterator[Problem]:
    """Yield what is missing in `links.yaml` for the addresses of the sections that are cited."""
    if not context.is_whole("links"):
        return
    if cited and context.hub.law_section_url is None:
        law, section, _ = cited[0]
        message = say(
            "«law_section_url» mangler, så § %(section)s i «%(law)s» får ingen "
            "adresse; legg mønsteret for paragrafer øverst i filen",
            section=section,
            law=law,
        )
        yield Problem(Place("links.yaml"), Code.MISSING_ADDRESS, message)
    if not context.hub.law_section_url:
        return
    for law, times in Counter(law for law, _, _ in cited).items():
        link = context.links.get(law)
        if link and link.kind is LinkKind.LAW and not link.law_reference:
            message = say(
                "«law_reference» mangler, så paragrafene i «%(law)s» får ingen adresse "
                "(%(times)s); legg den til, for eksempel «law_reference: lov/1999-07-02-64»",
                law=law,
                times=say_count("%(num)s sted", "%(num)s steder", times),
            )
            place = context.origins.place("links", law, "id")
            yield Problem(place, Code.MISSING_ADDRESS, message)


def _cited(context: Context) -> Iterator[_Cited]:
    """Yield every section that a question cites or a text refers to."""
    place = context.origins.place
    for question in context.hub.questions:
        for index, citation in enumerate(question.cites):
            if citation.section:
                at = place("questions", question.id, "cites", index, "section")
                yield citation.law, citation.section, at
    for kind, id_, location, text in markdown_texts(context.hub):
        for found in references(text):
            if found.scheme == "law" and found.fragment:
                at = context.origins.place_in_text(kind, id_, location, found.offset)
                yield found.target, found.fragment, at
