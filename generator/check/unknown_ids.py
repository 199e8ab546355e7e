"""Ids that refer to nothing: roles, topics, questions, links, laws and their sections.

All checks that meet an id ask here, so that the same mistake gives the same message everywhere.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.check.addresses import listed_address
from generator.check.context import Context
from generator.hub.addresses import is_web
from generator.hub.field_types import SECTION
from generator.hub.kinds import FORMS, GUIDES, PLANS
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
    "plans": (
        msgid("ukjent plan «%(id)s»%(near)s"),
        Code.UNKNOWN_TOOL,
        msgid("planene ligger i content/plans"),
    ),
    "forms": (
        msgid("ukjent skjema «%(id)s»%(near)s"),
        Code.UNKNOWN_TOOL,
        msgid("skjemaene ligger i content/forms"),
    ),
    "guides": (
        msgid("ukjent veiledning «%(id)s»%(near)s"),
        Code.UNKNOWN_TOOL,
        msgid("veiledningene ligger i content/guides"),
    ),
}


_AND = re.compile(r"\s*[,;/+&]\s*|\s+(?:og|and|samt|[-–—])\s+|\s+")
_DEFINED_IN = {
    "roles": "roles.yaml",
    "topics": "content/topics.yaml",
    "links": "links.yaml",
    "laws": "links.yaml",
}
_MANY = 3
"""Uses of one unknown id from which its definition is what is missing."""
_MOST_LIKE_IT = 4


@dataclass(frozen=True, slots=True, order=True)
class UnknownId(Problem):
    """An id of a kind that nothing has; `one_a_cause` makes one problem of all uses of it."""

    kind: str = ""
    id: str = ""


def one_a_cause(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems, with one for all uses of the same unknown id."""
    kept: list[Problem] = []
    uses: dict[tuple[str, str], list[UnknownId]] = {}
    for problem in problems:
        if isinstance(problem, UnknownId):
            uses.setdefault((problem.kind, problem.id), []).append(problem)
        else:
            kept.append(problem)
    return [*kept, *(_of_all(sorted(same)) for same in uses.values())]


def _of_all(same: list[UnknownId]) -> Problem:
    """Return the problem that the uses of an unknown id are."""
    first = same[0]
    where = _DEFINED_IN.get(first.kind)
    if len(same) < _MANY or where is None:
        message = first.message
        if len(same) > 1:
            places = ", ".join(str(problem.place) for problem in same[1:_MANY])
            message = say("%(message)s (også i %(places)s)", message=message, places=places)
        return Problem(first.place, first.code, message, first.fix)
    message = say(
        "«%(id)s» er brukt %(times)s steder (først i %(first)s), men finnes ikke her; legg id-en "
        "til igjen, eller rett stedene som bruker den",
        id=first.id,
        times=len(same),
        first=first.place,
    )
    return Problem(Place(where), first.code, message)


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
    if kind == "roles":
        return {role.id: role.name for role in context.hub.roles}
    if kind == "topics":
        return {topic.id: topic.title for topic in context.hub.topics}
    for tools in (PLANS, FORMS, GUIDES):
        if kind == tools.name:
            return {item.id: item.title for item in tools.of(context.hub)}
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
            or (_by_title(context, kind, id_) if _is_title(kind, id_) else "")
            or suggestion(id_, context.origins.known[kind])
            or _parts(context, kind, id_)
            or _by_title(context, kind, id_)
            or f"; {say(advice)}"
        )
        yield UnknownId(place, code, say(message, id=id_, near=near), kind=kind, id=id_)


def _elsewhere(context: Context, kind: str, id_: str) -> str:
    """Return advice if an id is outdated, is of another kind, or is several ids joined."""
    if kind == "links" and id_ in context.origins.known["questions"]:
        return say("; det er et spørsmål, som du viser til i et svar med question:%(id)s", id=id_)
    if kind == "questions" and id_ in context.origins.known["links"]:
        return say("; det er en lenke, som du viser til i et svar med link:%(id)s", id=id_)
    if kind == "roles" and id_.casefold() in _EVERY_ROLE:
        return say("; alle roller skrives «roles: all», uten hakeparenteser")
    if re.search(r"\s[-–—•*]", id_):
        return say("; skriv hver id på egen linje, med «- » foran og samme innrykk")
    if several := _several(context, kind, id_):
        return several
    for question in context.hub.questions:
        if kind == "questions" and id_ in question.aliases:
            return say("; id-en er nå «%(id)s»", id=question.id)
    return ""


_EVERY_ROLE = frozenset({"all", "alle", "everyone", "samtlige", "alle roller"})


def _several(context: Context, kind: str, words: str) -> str:
    """Return advice if several ids, or titles, are written as one."""
    known = context.origins.known[kind]
    parts = [part for part in _AND.split(words.strip(" .")) if part]
    if len(parts) > 1 and all(part.casefold() in known for part in parts):
        ids = ", ".join(part.casefold() for part in parts)
        return say("; det er flere id-er, så skill dem med komma: «%(ids)s»", ids=ids)
    titles = _titles(context, kind)
    parts = re.split(r"\s*[,;/+&]\s*|\s+(?:og|and|samt)\s+", words)
    found = [part if part in known else by_title(part, titles) for part in parts]
    if len(parts) > 1 and all(found):
        ids = ", ".join(str(id_) for id_ in found)
        return say("; det er flere id-er, så skill dem med komma: «%(ids)s»", ids=ids)
    return ""


def _parts(context: Context, kind: str, id_: str) -> str:
    """Return advice if an id is a part of others."""
    step = f"-{id_.casefold()}-"
    like = sorted(x for x in context.origins.known[kind] if step in f"-{x}-")
    if not like or len(like) > _MOST_LIKE_IT:
        return ""
    choice = say(" eller ").join(f"«{x}»" for x in like)
    return say("; mente du %(choice)s?", choice=choice)


def _is_title(kind: str, written: str) -> bool:
    """Whether something is written as a title is, with a capital or with spaces."""
    if kind not in ("links", "questions"):
        return False
    return written != written.lower() or " " in written.strip()


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
            message = say("ukjent lov «%(law)s»%(near)s", law=law, near=near)
            yield UnknownId(place, Code.UNKNOWN_LAW, message, kind="laws", id=law)
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
