"""Checks of ids, and of the files that list ids: roles, topics, glossary, change log, pages.

In: the context of a check. Out: problems, in no particular order.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import partial

from generator.check.context import Context
from generator.check.unknown_ids import unknown_id
from generator.hub.field_types import ALL_ROLES
from generator.hub.model import Topic
from generator.hub.references import cited_sections
from generator.hub.spelling import nearest
from generator.problems import Code, Place, Problem

# Top-level addresses of the site, which neither a role nor a page may take.
RESERVED_ADDRESSES = frozenset(
    {
        "assets", "data", "emner", "endringer", "lenker", "lenkestatus", "ordliste", "regelverk",
        "search", "sporsmal",
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
            message = (
                f"rollen kan ikke hete «{role.id}», for nettstedet bruker adressen selv; "
                "velg en annen id"
            )
            yield Problem(place, Code.BAD_ID, message)
        if role.id in ALL_ROLES:
            message = f"rollen kan ikke hete «{role.id}», som betyr alle roller; velg en annen id"
            yield Problem(place, Code.BAD_ID, message)
        if role.id not in used and context.is_whole("questions", "links"):
            message = (
                f"ingen spørsmål eller lenker har rollen «{role.id}»; bruk den, eller fjern den"
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
                message = f"«{id_}» står allerede i {listed[id_]}; behold den ene"
                yield Problem(place, Code.LISTED_TWICE, message)
            listed.setdefault(id_, place)
        yield from _orders(context, topic)
    if not context.is_whole("topics"):
        return
    placed = {*listed, *meant, *origins.renamed["questions"]}
    for question in hub.questions:
        if question.id not in placed:
            message = (
                "spørsmålet står ikke under noe emne; "
                f"legg linjen «- {question.id}» i content/topics.yaml"
            )
            yield Problem(origins.place("questions", question.id), Code.UNLISTED_QUESTION, message)
    linked = {topic for link in hub.links for topic in (link.topic, *link.topic_for.values())}
    for topic in hub.topics:
        if not topic.questions and topic.id not in linked and context.is_whole("links"):
            message = (
                f"emnet «{topic.id}» har verken spørsmål eller lenker; bruk det, eller fjern det"
            )
            yield Problem(origins.place("topics", topic.id, "id"), Code.UNUSED_TOPIC, message)


def check_topic_addresses(context: Context) -> Iterator[Problem]:
    """Yield topics whose address, below that of a role, the site uses itself."""
    for topic in context.hub.topics:
        if topic.id in RESERVED_IN_ROLES:
            message = (
                f"emnet kan ikke hete «{topic.id}», for nettstedet bruker adressen selv; "
                "velg en annen id"
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
    missing = [id_ for id_ in wanted if id_ not in order]
    foreign = [id_ for id_ in order if id_ not in wanted]
    twice = [id_ for id_, times in Counter(order).items() if times > 1]
    for ids, advice in (
        (missing, "mangler {}; legg til linjene"),
        (foreign, "har {}, som rollen ikke har i emnet; fjern linjene"),
        (twice, "har {} flere ganger; behold én"),
    ):
        if ids:
            named = advice.format(", ".join(f"«{id_}»" for id_ in ids))
            yield Problem(place, Code.ORDER_MISMATCH, f"rekkefølgen for «{role}» {named}")


def check_terms(context: Context) -> Iterator[Problem]:
    """Yield glossary entries without an explanation, repeated words and unknown questions."""
    first: dict[str, Place] = {}
    for term in context.hub.terms:
        place = partial(context.origins.place, "terms", term.id)
        if not (term.expansion or term.definition):
            message = f"«{term.term}» er ikke forklart; skriv «expansion», «definition» eller begge"
            yield Problem(place("term"), Code.UNEXPLAINED_TERM, message)
        for written, at in (
            (term.term, place("term")),
            *((form, place("forms", index)) for index, form in enumerate(term.forms)),
        ):
            known = first.setdefault(written, at)
            if known != at:
                message = f"«{written}» står allerede i {known}; behold den ene"
                yield Problem(at, Code.LISTED_TWICE, message)
        if term.question is not None:
            yield from unknown_id(context, "questions", term.question, place("question"))


def check_laws(context: Context) -> Iterator[Problem]:
    """Yield a problem if answers cite sections but `links.yaml` has no pattern for addresses."""
    if context.hub.law_section_url is not None or not context.is_whole("links"):
        return
    for question in context.hub.questions:
        for law, section in cited_sections(question):
            if section:
                message = (
                    f"«law_section_url» mangler, så § {section} i «{law}» får ingen adresse; "
                    "legg mønsteret for paragrafer øverst i filen"
                )
                yield Problem(Place("links.yaml"), Code.MISSING_ADDRESS, message)
                return


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
                    message = f"«{id_}» står to ganger i samme endring; behold én"
                    yield Problem(place(key, index), Code.LISTED_TWICE, message)
                named.add(id_)
        if change.date > context.today:
            message = f"endringen er datert i fremtiden ({change.date}); skriv dagen den publiseres"
            yield Problem(place("date"), Code.FUTURE_DATE, message)
        known = first.setdefault((change.date, change.title), place("title"))
        if known != place("title"):
            message = f"endringen står allerede i {known}, med samme dato; gi den et eget navn"
            yield Problem(place("title"), Code.LISTED_TWICE, message)


def check_aliases(context: Context) -> Iterator[Problem]:
    """Yield aliases that are already the id or an alias of a question."""
    taken: dict[str, str] = {question.id: question.id for question in context.hub.questions}
    for question in context.hub.questions:
        for index, alias in enumerate(question.aliases):
            if alias in taken:
                place = context.origins.place("questions", question.id, "aliases", index)
                message = f"aliaset «{alias}» er alt i bruk av «{taken[alias]}»; fjern det ene"
                yield Problem(place, Code.ALIAS_COLLISION, message)
            taken.setdefault(alias, question.id)
