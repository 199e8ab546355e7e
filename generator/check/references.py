"""References in texts: whether they lead somewhere, and where their words say.

In: the context of a check, and a reference with its place. Out: problems.
"""

import re
from collections.abc import Iterator

from generator.check.addresses import inline_address, is_web_address, own_question
from generator.check.context import Context
from generator.check.unknown_ids import unknown_id, unknown_law
from generator.hub.addresses import bad_address, bad_mail
from generator.hub.heading_ids import id_from
from generator.hub.links import Link
from generator.hub.markup import Reference
from generator.language import say
from generator.problems import Code, Place, Problem

_MISWRITTEN = re.compile(
    r"[\"“”'«<]?\s*(link|law|question|mailto)\s*:\s*([^\"“”'»>]+?)[\"“”'»>]?", re.IGNORECASE
)
_LAW = re.compile(r"\w{3,60}(?:lov|forskrift)(?:en|a)\b", re.IGNORECASE)
_FILE = re.compile(r"file:|[a-z]:[\\/]|\\\\", re.IGNORECASE)


def reference_problems(
    context: Context,
    reference: Reference,
    place: Place,
    *,
    is_public: bool = True,
    topic: str = "",
) -> Iterator[Problem]:
    """Yield the problems of a reference.

    `is_public` is whether the site shows the text that contains it: a draft may refer to a draft.
    `topic` is that of a new link in the text.
    """
    target = reference.target
    match reference.scheme:
        case "link":
            yield from unknown_id(context, "links", target, place)
            link = context.links.get(target)
            yield from _fragment_problems(link, reference, place)
            yield from _other_title(context, reference, link.title if link else "", place)
        case "law":
            yield from unknown_law(context, target, reference.fragment, place)
            yield from _other_law(context.links.get(target), reference, place)
        case "question":
            yield from unknown_id(context, "questions", target, place)
            if reference.fragment is not None:
                message = say(
                    "en lenke til et spørsmål har ingen «#»; skriv question:%(target)s",
                    target=target,
                )
                yield Problem(place, Code.LINK_SYNTAX, message)
            question = context.questions.get(target)
            title = question.question if question else ""
            yield from _other_title(context, reference, title, place)
            if question and not question.is_published and is_public:
                message = say(
                    "«%(target)s» er et utkast, og finnes ikke på nettstedet; publiser det, "
                    "eller fjern lenken",
                    target=target,
                )
                yield Problem(place, Code.DRAFT_REFERENCE, message)
        case "mailto":
            if fault := bad_mail(target):
                yield Problem(place, Code.BAD_ADDRESS, fault)
        case "http" | "https" | "ftp":
            message = inline_address(context, reference.written, reference.label, topic)
            yield Problem(place, Code.INLINE_ADDRESS, message)
        case _:
            yield _unknown(context, reference, place, topic)


def _unknown(context: Context, reference: Reference, place: Place, topic: str) -> Problem:
    """Return the problem of a destination whose scheme is none of ours, with what was meant."""
    target, words = reference.written, reference.label
    if is_web_address(target):
        message = inline_address(context, target, words, topic)
        return Problem(place, Code.INLINE_ADDRESS, message)
    if own := own_question(context, target):
        message = say(
            "lenken er til en egen side; skriv [%(words)s](question:%(id)s)", words=words, id=own
        )
    elif meant := _MISWRITTEN.fullmatch(target):
        message = say(
            "skriv [%(words)s](%(scheme)s:%(target)s), med små bokstaver og uten hermetegn",
            words=words,
            scheme=meant[1].lower(),
            target=meant[2],
        )
    elif _FILE.match(target):
        message = say(
            "«%(file)s» er en fil som leserne ikke når; legg den ut på nettet, eller fjern det",
            file=target,
        )
    elif bad_mail(target) is None:
        message = say(
            "«mailto:» mangler foran e-postadressen; skriv [%(words)s](mailto:%(target)s)",
            words=words,
            target=target,
        )
    else:
        message = say(
            "lenken viser ikke til en id; skriv link:, law:, question: eller mailto: foran"
        )
    return Problem(place, Code.UNKNOWN_REFERENCE, message)


def _other_title(
    context: Context, reference: Reference, title: str, place: Place
) -> Iterator[Problem]:
    """Yield a problem if the words of a link are the title of something else."""
    words = id_from(reference.label)
    named = context.titled.get(f"{reference.scheme}:{words}", "")
    is_other = named and named != f"{reference.scheme}:{reference.target}"
    if is_other and title and id_from(title) != words:
        message = say(
            "lenketeksten er tittelen på %(named)s, men lenken fører til «%(title)s»; "
            "rett én av dem",
            named=named,
            title=title,
        )
        yield Problem(place, Code.LINK_TEXT, message)


def _other_law(law: Link | None, reference: Reference, place: Place) -> Iterator[Problem]:
    """Yield a problem if the words of a link name another law than it leads to."""
    if law is None:
        return
    known = id_from(f"{law.title} {law.id}")
    for word in _LAW.findall(reference.label):
        if id_from(word)[:-2] not in known:
            message = say(
                "lenketeksten nevner «%(word)s», men lenken fører til «%(title)s»; rett én av dem",
                word=word,
                title=law.title,
            )
            yield Problem(place, Code.OTHER_SECTION, message)
            return


def _fragment_problems(link: Link | None, reference: Reference, place: Place) -> Iterator[Problem]:
    """Yield a problem if the place on a linked page makes no address together with the page's."""
    if link is None or not link.url or reference.fragment is None:
        return
    if "#" in link.url:
        message = say(
            "adressen til «%(id)s» viser alt til et sted på siden; fjern «#» og resten", id=link.id
        )
        yield Problem(place, Code.BAD_ADDRESS, message)
    elif fault := bad_address(f"{link.url}#{reference.fragment}"):
        yield Problem(place, Code.BAD_ADDRESS, fault)
