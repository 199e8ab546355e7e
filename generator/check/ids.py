"""Checks of ids, and of the files that list ids: roles, topics, glossary, change log, pages.

In: the context of a check. Out: problems, in no particular order.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from generator.check.context import Context
from generator.check.unknown_ids import unknown_id
from generator.hub.field_types import ALL_ROLES
from generator.hub.kinds import FORMS, GUIDES, PLANS, QUESTIONS, ROLES, TASKS, TOPICS, Kind
from generator.hub.model import Topic
from generator.hub.spelling import nearest
from generator.language import say
from generator.problems import Code, Place, Problem

# Top-level addresses of the site, which neither a role nor a page may take.
RESERVED_ADDRESSES = frozenset(
    {
        "assets", "data", "emner", "endringer", "lenker", "lenkestatus", "oppgaver", "ordliste",
        "planer", "regelverk", "search", "sporsmal", "veiledninger",
    }
)  # fmt: skip

RESERVED_IN_ROLES = frozenset({"lenker"})
"""Addresses below that of a role which no topic may take."""


def check_roles(context: Context) -> Iterator[Problem]:
    """Yield roles whose address the site uses itself, and roles that nothing uses."""
    used = {role for question in context.hub.questions for role in question.roles}
    used |= {role for link in context.hub.links for role in link.roles}
    for role in context.hub.roles:
        place = context.origins.place("roles", role.id, "id")
        if role.id in RESERVED_ADDRESSES or role.id in context.origins.pages:
            message = say(
                "rollen kan ikke hete «%(id)s», for nettstedet bruker adressen selv; velg "
                "en annen id",
                id=role.id,
            )
            yield Problem(place, Code.BAD_ID, message)
        if role.id in ALL_ROLES:
            message = say(
                "rollen kan ikke hete «%(id)s», som betyr alle roller; velg en annen id", id=role.id
            )
            yield Problem(place, Code.BAD_ID, message)
        if role.id not in used and context.is_whole("questions", "links"):
            message = say(
                "ingen spørsmål eller lenker har rollen «%(id)s»; bruk den, eller fjern den",
                id=role.id,
            )
            yield Problem(place, Code.UNUSED_ROLE, message)


def check_topics(context: Context) -> Iterator[Problem]:
    """Yield unknown and repeated questions of topics, unlisted questions and unused topics."""
    hub, origins = context.hub, context.origins
    listed: dict[str, Place] = {}
    meant: set[str | None] = set()  # questions whose id is misspelt here, already reported
    for topic in hub.topics:
        for index, id_ in enumerate(topic.questions):
            place = origins.place("topics", topic.id, "questions", index)
            for problem in unknown_id(context, "questions", id_, place):
                meant.add(nearest(id_, origins.known["questions"]))
                meant.update(id_.replace(" -", " ").split())  # several, joined by wrong indentation
                yield problem
            if id_ in listed:
                message = say(
                    "«%(id)s» står allerede i %(first)s; behold den ene", id=id_, first=listed[id_]
                )
                yield Problem(place, Code.LISTED_TWICE, message)
            listed.setdefault(id_, place)
        yield from _orders(context, topic)
    if not context.is_whole("topics"):
        return
    placed = {*listed, *meant, *origins.renamed["questions"]}
    for question in hub.questions:
        if question.id not in placed:
            message = say(
                "spørsmålet står ikke under noe emne; legg linjen «- %(id)s» i content/topics.yaml",
                id=question.id,
            )
            yield Problem(origins.place("questions", question.id), Code.UNLISTED_QUESTION, message)
    linked = {topic for link in hub.links for topic in (link.topic, *link.topic_for.values())}
    for topic in hub.topics:
        if not topic.questions and topic.id not in linked and context.is_whole("links"):
            message = say(
                "emnet «%(id)s» har verken spørsmål eller lenker; bruk det, eller fjern det",
                id=topic.id,
            )
            yield Problem(origins.place("topics", topic.id, "id"), Code.UNUSED_TOPIC, message)


def check_topic_addresses(context: Context) -> Iterator[Problem]:
    """Yield topics whose address, below that of a role, the site uses itself."""
    for topic in context.hub.topics:
        if topic.id in RESERVED_IN_ROLES:
            message = say(
                "emnet kan ikke hete «%(id)s», for nettstedet bruker adressen selv; velg "
                "en annen id",
                id=topic.id,
            )
            place = context.origins.place("topics", topic.id, "id")
            yield Problem(place, Code.BAD_ID, message)


def _orders(context: Context, topic: Topic) -> Iterator[Problem]:
    """Yield a problem if a role's order does not list exactly its questions in the topic."""
    origins = context.origins
    questions = context.questions
    for role, order in topic.order.items():
        place = origins.place("topics", topic.id, "order", role, key=True)
        unknown_role = list(unknown_id(context, "roles", role, place))
        yield from unknown_role
        for index, id_ in enumerate(order):
            at = origins.place("topics", topic.id, "order", role, index)
            yield from unknown_id(context, "questions", id_, at)
        if not unknown_role and "roles" not in origins.incomplete:
            wanted = [
                id_ for id_ in topic.questions if id_ in questions and role in questions[id_].roles
            ]
            # A question that is unknown or failed to load has its own problem.
            loaded = [id_ for id_ in order if id_ in questions]
            yield from _order_problems(place, role, wanted, loaded)


def _order_problems(
    place: Place, role: str, wanted: list[str], order: list[str]
) -> Iterator[Problem]:
    written, expected = frozenset(order), frozenset(wanted)
    missing = [id_ for id_ in wanted if id_ not in written]
    foreign = [id_ for id_ in order if id_ not in expected]
    twice = [id_ for id_, times in Counter(order).items() if times > 1]
    for ids, advice in (
        (missing, say("mangler {}; legg til linjene")),
        (foreign, say("har {}, som rollen ikke har i emnet; fjern linjene")),
        (twice, say("har {} flere ganger; behold én")),
    ):
        if ids:
            named = advice.format(", ".join(f"«{id_}»" for id_ in ids))
            yield Problem(
                place,
                Code.ORDER_MISMATCH,
                say("rekkefølgen for «%(role)s» %(named)s", role=role, named=named),
            )


def check_terms(context: Context) -> Iterator[Problem]:
    """Yield glossary entries without an explanation, repeated words and unknown questions."""
    first: dict[str, Place] = {}
    for term in context.hub.terms:
        place = partial(context.origins.place, "terms", term.id)
        if not (term.expansion or term.definition):
            message = say(
                "«%(term)s» er ikke forklart; skriv «expansion», «definition» eller begge",
                term=term.term,
            )
            yield Problem(place("term"), Code.UNEXPLAINED_TERM, message)
        for written, at in (
            (term.term, place("term")),
            *((form, place("forms", index)) for index, form in enumerate(term.forms)),
        ):
            known = first.setdefault(written, at)
            if known != at:
                message = say(
                    "«%(written)s» står allerede i %(known)s; behold den ene",
                    written=written,
                    known=known,
                )
                yield Problem(at, Code.LISTED_TWICE, message)
        if term.question is not None:
            yield from unknown_id(context, "questions", term.question, place("question"))


def check_changes(context: Context) -> Iterator[Problem]:
    """Yield unknown and repeated questions of changes, future dates and repeated entries."""
    first: dict[tuple[date, str], Place] = {}
    for number, change in enumerate(context.hub.changes):
        place = partial(context.origins.place, "changes", str(number))
        named = set()
        for key, ids in (("new", change.new), ("questions", change.questions)):
            for index, id_ in enumerate(ids):
                yield from unknown_id(context, "questions", id_, place(key, index))
                if id_ in named:
                    message = say("«%(id)s» står to ganger i samme endring; behold én", id=id_)
                    yield Problem(place(key, index), Code.LISTED_TWICE, message)
                named.add(id_)
        if change.date > context.today:
            message = say(
                "endringen er datert i fremtiden (%(date)s); skriv dagen den publiseres",
                date=change.date,
            )
            yield Problem(place("date"), Code.FUTURE_DATE, message)
        known = first.setdefault((change.date, change.title), place("title"))
        if known != place("title"):
            message = say(
                "endringen står allerede i %(known)s, med samme dato; gi den et eget navn",
                known=known,
            )
            yield Problem(place("title"), Code.LISTED_TWICE, message)


def check_aliases(context: Context) -> Iterator[Problem]:
    """Yield aliases that are already the id or an alias of an item with addresses of that kind."""
    for kinds in _NAMED_ALIKE:
        items = [(kind.name, item) for kind in kinds for item in kind.of(context.hub)]
        taken: dict[str, str] = {getattr(x, "address", None) or x.id: x.id for _, x in items}
        if kinds == (ROLES,):
            own = (*RESERVED_ADDRESSES, *context.origins.pages, *ALL_ROLES)
            taken |= {name: say("nettstedet selv") for name in own}
        for name, item in items:
            for index, alias in enumerate(item.aliases):
                if alias in taken:
                    place = context.origins.place(name, item.id, "aliases", index)
                    message = say(
                        "aliaset «%(alias)s» er alt i bruk av «%(question)s»; fjern det ene",
                        alias=alias,
                        question=taken[alias],
                    )
                    yield Problem(place, Code.ALIAS_COLLISION, message)
                taken.setdefault(alias, item.id)


_NAMED_ALIKE: tuple[tuple[Kind[Any], ...], ...] = (
    (QUESTIONS,), (ROLES,), (TOPICS,), (PLANS, FORMS), (GUIDES,), (TASKS,),
)  # fmt: skip
"""The kinds whose pages have addresses side by side."""
