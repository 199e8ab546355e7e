"""Checks of each question's references, variants and dates.

In: the context of a check. Out: problems. The texts themselves are checked in `texts`.
"""

from collections.abc import Callable, Iterator

from generator.check.context import Context
from generator.check.reviews import confirmation_problems
from generator.check.unknown_ids import unknown_id, unknown_law
from generator.hub.questions import Question
from generator.language import say
from generator.problems import Code, Place, Problem


def check_questions(context: Context) -> Iterator[Problem]:
    """Yield unknown and repeated references, useless variants and impossible dates."""
    for question in context.hub.questions:
        place = _placer(context, question)
        for name, ids in (("roles", question.roles), ("links", question.links)):
            for index, id_ in enumerate(ids):
                yield from unknown_id(context, name, id_, place(name, index))
                if id_ in ids[:index]:
                    message = say("«%(id)s» står to ganger; behold én", id=id_)
                    yield Problem(place(name, index), Code.LISTED_TWICE, message)
        for index, citation in enumerate(question.cites):
            yield from unknown_law(
                context, citation.law, citation.section, place("cites", index, "law")
            )
        yield from _variants(context, question)
        yield from _instead(context, question)
        yield from _dates(context, question)
        yield from confirmation_problems(question, _placer(context, question))


def _placer(context: Context, question: Question) -> Callable[..., Place]:
    def place(*location: str | int, key: bool = False) -> Place:
        return context.origins.place("questions", question.id, *location, key=key)

    return place


def _variants(context: Context, question: Question) -> Iterator[Problem]:
    origins = context.origins
    has_unknown = any(origins.is_unknown("roles", role) for role in question.roles)
    for role, variant in question.variants.items():
        place = context.origins.place("questions", question.id, "variants", role, key=True)
        unknown = list(unknown_id(context, "roles", role, place))
        yield from unknown
        is_known = not (unknown or has_unknown or "roles" in origins.incomplete)
        if is_known and role not in question.roles:
            message = say(
                "varianten gjelder «%(role)s», men spørsmålet har ikke rollen; legg rollen "
                "til i «roles», eller fjern varianten",
                role=role,
            )
            yield Problem(place, Code.VARIANT_WITHOUT_ROLE, message)
        if variant.question is variant.append is variant.replace is None:
            message = say(
                "varianten for «%(role)s» endrer ingenting; skriv «append», «replace» "
                "eller «question»",
                role=role,
            )
            yield Problem(place, Code.VARIANT_WITHOUT_TEXT, message)
        if variant.append is not None and variant.replace is not None:
            message = say(
                "varianten for «%(role)s» har både «append» og «replace»; behold én", role=role
            )
            yield Problem(place, Code.VARIANT_CONFLICT, message)


def _instead(context: Context, question: Question) -> Iterator[Problem]:
    """Yield what is wrong with the questions that answer this one for other roles."""
    has_unknown = any(context.origins.is_unknown("roles", role) for role in question.roles)
    for role, id_ in question.see_instead.items():
        at_role = context.origins.place("questions", question.id, "see_instead", role, key=True)
        at_id = context.origins.place("questions", question.id, "see_instead", role)
        yield from unknown_id(context, "roles", role, at_role)
        yield from unknown_id(context, "questions", id_, at_id)
        if role in question.roles:
            message = say(
                "«%(role)s» har spørsmålet selv; fjern linjen, eller fjern rollen fra «roles»",
                role=role,
            )
            yield Problem(at_role, Code.SEE_INSTEAD, message)
            continue
        other = context.questions.get(id_)
        is_known = role in context.origins.known["roles"] and not has_unknown
        if other and is_known and role not in other.roles:
            message = say(
                "«%(role)s» har heller ikke «%(id)s»; vis til et spørsmål som rollen har, eller "
                "fjern linjen",
                role=role,
                id=id_,
            )
            yield Problem(at_id, Code.SEE_INSTEAD, message)
        elif other and question.is_published and not other.is_published:
            message = say(
                "«%(target)s» er et utkast, og finnes ikke på nettstedet; publiser det, "
                "eller fjern linjen",
                target=id_,
            )
            yield Problem(at_id, Code.DRAFT_REFERENCE, message)


def _dates(context: Context, question: Question) -> Iterator[Problem]:
    place = _placer(context, question)
    if question.reviewed and question.reviewed > context.today:
        message = say(
            "«reviewed» er i fremtiden (%(reviewed)s); skriv dagen svaret ble bekreftet",
            reviewed=question.reviewed,
        )
        yield Problem(place("reviewed"), Code.FUTURE_DATE, message)
    if question.reviewed and question.review_by and question.review_by <= question.reviewed:
        message = say("«review_by» er ikke etter «reviewed»; sett en senere dato")
        yield Problem(place("review_by"), Code.DATE_ORDER, message)
    elif question.review_by and question.review_by < context.today:
        message = say(
            "svaret skulle vært gjennomgått innen %(review_by)s; be en fagperson bekrefte det",
            review_by=question.review_by,
        )
        yield Problem(place("review_by"), Code.REVIEW_OVERDUE, message)
