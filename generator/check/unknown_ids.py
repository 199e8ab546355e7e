"""Ids that refer to nothing: roles, topics, questions, links, laws and their sections.

All checks that meet an id ask here, so that the same mistake gives the same message everywhere.
"""

from collections.abc import Iterator

from generator.check.context import Context
from generator.hub.field_types import SECTION
from generator.hub.links import LinkKind
from generator.hub.spelling import suggestion
from generator.problems import Code, Place, Problem

_KINDS = {
    "roles": ("rolle", Code.UNKNOWN_ROLE, "rollene står i roles.yaml"),
    "topics": ("emne", Code.UNKNOWN_TOPIC, "emnene står i content/topics.yaml"),
    "questions": ("spørsmål", Code.UNKNOWN_QUESTION, "spørsmålene ligger i content/questions"),
    "links": ("lenke", Code.UNKNOWN_LINK, "legg lenken i links.yaml"),
}


def unknown_id(context: Context, kind: str, id_: str, place: Place) -> Iterator[Problem]:
    """Yield a problem if no item of the kind has the id."""
    if context.origins.is_unknown(kind, id_):
        word, code, advice = _KINDS[kind]
        near = (
            _elsewhere(context, kind, id_)
            or suggestion(id_, context.origins.known[kind])
            or f"; {advice}"
        )
        yield Problem(place, code, f"ukjent {word} «{id_}»{near}")


def _elsewhere(context: Context, kind: str, id_: str) -> str:
    """Return advice if an id is outdated, is of another kind, or is several ids joined."""
    if kind == "links" and id_ in context.origins.known["questions"]:
        return f"; det er et spørsmål, som du viser til i et svar med question:{id_}"
    if kind == "questions" and id_ in context.origins.known["links"]:
        return f"; det er en lenke, som du viser til i et svar med link:{id_}"
    if " -" in id_:
        return "; skriv hver id på egen linje, med «- » foran og samme innrykk"
    for question in context.hub.questions:
        if kind == "questions" and id_ in question.aliases:
            return f"; id-en er nå «{question.id}»"
    return ""


def unknown_law(context: Context, law: str, section: str | None, place: Place) -> Iterator[Problem]:
    """Yield a problem if a law, or the address of one of its sections, is unknown."""
    link = context.links.get(law)
    if link is None:
        if context.origins.is_unknown("links", law):
            laws = [link.id for link in context.hub.links if link.kind is LinkKind.LAW]
            near = suggestion(law, laws) or "; legg loven i links.yaml med «kind: law»"
            yield Problem(place, Code.UNKNOWN_LAW, f"ukjent lov «{law}»{near}")
    elif link.kind is not LinkKind.LAW:
        message = f"«{law}» er ingen lov, men en lenke av typen «{link.kind}»; bruk link:{law}"
        yield Problem(place, Code.UNKNOWN_LAW, message)
    elif section is not None and not SECTION.fullmatch(section):
        message = f"«{section}» er ikke et paragrafnummer; skriv nummeret slik: law:{law}#26"
        yield Problem(place, Code.BAD_VALUE, message)
    elif section and context.hub.law_section_url and not link.law_reference:
        message = f"paragrafer i «{law}» har ingen adresse; legg «law_reference» til i links.yaml"
        yield Problem(place, Code.MISSING_ADDRESS, message)
