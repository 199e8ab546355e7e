"""A loaded hub -> the problems of meaning in it.

In: the hub, the places of its models, today's date. Out: problems, in no particular order. Each
check is a function of its own; none stops another. Shape is already sure (see `load`).
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from generator.check.context import Context
from generator.check.links import check_links
from generator.check.pages import check_pages
from generator.check.texts import check_abbreviations, check_plain_texts, check_texts
from generator.hub.addresses import INDEXES
from generator.hub.audience import cited_sections
from generator.hub.field_types import ALL_ROLES
from generator.hub.load import Origins
from generator.hub.model import Hub, Topic
from generator.hub.questions import Question
from generator.problems import Code, Place, Problem, nearest

RESERVED_ADDRESSES = frozenset(
    {"assets", "data", "search", *(address.rstrip("/") for address in INDEXES)}
)
"""Top-level addresses of the site that a role's id would collide with."""


def check(hub: Hub, origins: Origins, on: date) -> list[Problem]:
    """Return everything that is wrong or doubtful in a hub whose shape is right.

    `on` is the date that decides which reviews are overdue or lie in the future.
    """
    context = Context(hub, origins, on, hub.by_id("questions"), hub.by_id("links"))
    return [problem for run in _CHECKS for problem in run(context)]


def _roles(context: Context) -> Iterator[Problem]:
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


def _topics(context: Context) -> Iterator[Problem]:
    hub, origins = context.hub, context.origins
    listed: dict[str, Place] = {}
    meant: set[str | None] = set()  # by ids that are misspelt, which is told once
    for topic in hub.topics:
        for index, id_ in enumerate(topic.questions):
            place = origins.place("topics", topic.id, "questions", index)
            for problem in context.unknown("questions", id_, place):
                meant.add(nearest(id_, origins.known["questions"]))
                yield problem
            if id_ in listed:
                message = f"«{id_}» står allerede i {listed[id_]}; behold den ene"
                yield Problem(place, Code.LISTED_TWICE, message)
            listed.setdefault(id_, place)
        yield from _orders(context, topic)
    if not context.is_whole("topics"):
        return
    for question in hub.questions:
        if question.id not in {*listed, *meant, *origins.renamed}:
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


def _orders(context: Context, topic: Topic) -> Iterator[Problem]:
    """Tell where a role's own order is not exactly the questions that it has in the topic."""
    origins = context.origins
    questions = context.questions
    for role, order in topic.order.items():
        place = origins.place("topics", topic.id, "order", role, key=True)
        unknown_role = list(context.unknown("roles", role, place))
        yield from unknown_role
        for index, id_ in enumerate(order):
            at = origins.place("topics", topic.id, "order", role, index)
            yield from context.unknown("questions", id_, at)
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


def _questions(context: Context) -> Iterator[Problem]:
    for question in context.hub.questions:
        place = _placer(context, question)
        for name, ids in (("roles", question.roles), ("links", question.links)):
            for index, id_ in enumerate(ids):
                yield from context.unknown(name, id_, place(name, index))
                if id_ in ids[:index]:
                    message = f"«{id_}» står to ganger; behold én"
                    yield Problem(place(name, index), Code.LISTED_TWICE, message)
        for index, citation in enumerate(question.cites):
            yield from context.law_problems(
                citation.law, citation.section, place("cites", index, "law")
            )
        yield from _variants(context, question)
        yield from _dates(context, question)


def _terms(context: Context) -> Iterator[Problem]:
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
            yield from context.unknown("questions", term.question, place("question"))


def _laws(context: Context) -> Iterator[Problem]:
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


def _changes(context: Context) -> Iterator[Problem]:
    first: dict[tuple[date, str], Place] = {}
    for number, change in enumerate(context.hub.changes):
        place = partial(context.origins.place, "changes", str(number))
        named = set()
        for key, ids in (("new", change.new), ("questions", change.questions)):
            for index, id_ in enumerate(ids):
                yield from context.unknown("questions", id_, place(key, index))
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


def _placer(context: Context, question: Question) -> Callable[..., Place]:
    def place(*location: str | int, key: bool = False) -> Place:
        return context.origins.place("questions", question.id, *location, key=key)

    return place


def _variants(context: Context, question: Question) -> Iterator[Problem]:
    for role, variant in question.variants.items():
        place = context.origins.place("questions", question.id, "variants", role, key=True)
        unknown = list(context.unknown("roles", role, place))
        yield from unknown
        if not unknown and role not in question.roles and "roles" not in context.origins.incomplete:
            message = (
                f"varianten gjelder «{role}», men spørsmålet har ikke rollen; "
                "legg rollen til i «roles», eller fjern varianten"
            )
            yield Problem(place, Code.VARIANT_WITHOUT_ROLE, message)
        if variant.question is variant.append is variant.replace is None:
            message = (
                f"varianten for «{role}» endrer ingenting; "
                "skriv «append», «replace» eller «question»"
            )
            yield Problem(place, Code.VARIANT_WITHOUT_TEXT, message)
        if variant.append is not None and variant.replace is not None:
            message = f"varianten for «{role}» har både «append» og «replace»; behold én"
            yield Problem(place, Code.VARIANT_CONFLICT, message)


def _dates(context: Context, question: Question) -> Iterator[Problem]:
    place = _placer(context, question)
    if question.reviewed and question.reviewed > context.today:
        message = (
            f"«reviewed» er i fremtiden ({question.reviewed}); skriv dagen svaret ble bekreftet"
        )
        yield Problem(place("reviewed"), Code.FUTURE_DATE, message)
    if question.reviewed and question.review_by and question.review_by <= question.reviewed:
        message = "«review_by» er ikke etter «reviewed»; sett en senere dato"
        yield Problem(place("review_by"), Code.DATE_ORDER, message)
    elif question.review_by and question.review_by < context.today:
        message = (
            f"svaret skulle vært gjennomgått innen {question.review_by}; "
            "be en fagperson bekrefte det"
        )
        yield Problem(place("review_by"), Code.REVIEW_OVERDUE, message)


def _aliases(context: Context) -> Iterator[Problem]:
    taken: dict[str, str] = {question.id: question.id for question in context.hub.questions}
    for question in context.hub.questions:
        for index, alias in enumerate(question.aliases):
            if alias in taken:
                place = context.origins.place("questions", question.id, "aliases", index)
                message = f"aliaset «{alias}» er alt i bruk av «{taken[alias]}»; fjern det ene"
                yield Problem(place, Code.ALIAS_COLLISION, message)
            taken.setdefault(alias, question.id)


_CHECKS = (
    _roles,
    check_pages,
    _topics,
    _questions,
    _terms,
    _laws,
    _changes,
    _aliases,
    check_links,
    check_texts,
    check_plain_texts,
    check_abbreviations,
)
