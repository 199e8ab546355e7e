"""Ids that refer to nothing: roles, topics, questions, links, laws and their sections.

All checks that meet an id ask here, so that the same mistake gives the same message everywhere.
"""

from collections.abc import Iterator

from generator.check.addresses import listed_address
from generator.check.context import Context
from generator.hub.addresses import is_web
from generator.hub.field_types import SECTION
from generator.hub.links import LinkKind
from generator.hub.spelling import by_title, suggestion
from generator.language import msgid, say
from generator.problems import Code, Place, Problem

_KINDS = {
    "roles": (
        msgid("ukjent rolle «%(id)s»%(near)s"),
        Code.UNKNOWN_ROLE,
        msgid("rollene står i roles.yaml"),
    ),
    "topics": (
        msgid("ukjent emne «%(id)s»%(near)s"),
        Code.UNKNOWN_TOPIC,
        msgid("emnene står i content/topics.yaml"),
    ),
    "questions": (
        msgid("ukjent spørsmål «%(id)s»%(near)s"),
        Code.UNKNOWN_QUESTION,
        msgid("spørsmålene ligger i content/questions"),
    ),
    "links": (
        msgid("ukjent lenke «%(id)s»%(near)s"),
        Code.UNKNOWN_LINK,
        msgid("legg lenken i links.yaml"),
    ),
}


def title_for_id(context: Context, scheme: str, words: str) -> str | None:
    """Return the message for a title after `link:`, `law:` or `question:`; None if it is none."""
    titles = _titles(context, _KIND_OF_SCHEME.get(scheme, ""))
    id_ = by_title(words, titles) if " " in words and "#" not in words else None
    if id_ is None:
        return None
    return say(
        "«%(words)s» er ingen id; mente du %(scheme)s:%(id)s?", words=words, scheme=scheme, id=id_
    )


_KIND_OF_SCHEME = {"link": "links", "law": "links", "question": "questions"}


def _titles(context: Context, kind: str) -> dict[str, str]:
    """Return id -> title of everything of a kind."""
    if kind == "links":
        return {link.id: link.title for link in context.hub.links}
    if kind == "questions":
        return {question.id: question.question for question in context.hub.questions}
    return {}


def unknown_id(context: Context, kind: str, id_: str, place: Place) -> Iterator[Problem]:
    """Yield a problem if no item of the kind has the id."""
    if context.origins.is_unknown(kind, id_):
        if kind == "links" and is_web(id_):
            yield Problem(place, Code.UNKNOWN_LINK, listed_address(context, id_))
            return
        message, code, advice = _KINDS[kind]
        near = (
            _elsewhere(context, kind, id_)
            or suggestion(id_, context.origins.known[kind])
            or _by_title(context, kind, id_)
            or f"; {say(advice)}"
        )
        yield Problem(place, code, say(message, id=id_, near=near))


def _elsewhere(context: Context, kind: str, id_: str) -> str:
    """Return advice if an id is outdated, is of another kind, or is several ids joined."""
    if kind == "links" and id_ in context.origins.known["questions"]:
        return say("; det er et spørsmål, som du viser til i et svar med question:%(id)s", id=id_)
    if kind == "questions" and id_ in context.origins.known["links"]:
        return say("; det er en lenke, som du viser til i et svar med link:%(id)s", id=id_)
    if " -" in id_:
        return say("; skriv hver id på egen linje, med «- » foran og samme innrykk")
    for question in context.hub.questions:
        if kind == "questions" and id_ in question.aliases:
            return say("; id-en er nå «%(id)s»", id=question.id)
    return ""


def _by_title(context: Context, kind: str, words: str) -> str:
    """Return advice if a title is written in place of an id."""
    id_ = by_title(words, _titles(context, kind))
    return say("; det er en tittel, så skriv id-en «%(id)s»", id=id_) if id_ else ""


def unknown_law(context: Context, law: str, section: str | None, place: Place) -> Iterator[Problem]:
    """Yield a problem if a law, or the address of one of its sections, is unknown."""
    link = context.links.get(law)
    if link is None:
        if context.origins.is_unknown("links", law):
            laws = [link.id for link in context.hub.links if link.kind is LinkKind.LAW]
            near = suggestion(law, laws) or say("; legg loven i links.yaml med «kind: law»")
            yield Problem(
                place, Code.UNKNOWN_LAW, say("ukjent lov «%(law)s»%(near)s", law=law, near=near)
            )
    elif link.kind is not LinkKind.LAW:
        message = say(
            "«%(law)s» er ingen lov, men en lenke av typen «%(kind)s»; bruk link:%(law)s",
            law=law,
            kind=link.kind,
        )
        yield Problem(place, Code.UNKNOWN_LAW, message)
    elif section is not None and not SECTION.fullmatch(section):
        message = say(
            "«%(section)s» er ikke et paragrafnummer; skriv nummeret slik: law:%(law)s#26",
            section=section,
            law=law,
        )
        yield Problem(place, Code.BAD_VALUE, message)
    elif section and context.hub.law_section_url and not link.law_reference:
        message = say(
            "paragrafer i «%(law)s» har ingen adresse; legg «law_reference» til i links.yaml",
            law=law,
        )
        yield Problem(place, Code.MISSING_ADDRESS, message)
