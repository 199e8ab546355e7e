"""Titles that readers can't tell from each other.

In: the context of a check. Out: problems, at the title whose id fits it less.
"""

from collections.abc import Iterator
from functools import cache

from generator.check.context import Context
from generator.hub.heading_ids import id_from
from generator.hub.questions import Question
from generator.language import say
from generator.problems import Code, Problem

_SIGNS = 12
"""How much longer a line can be than the title that it repeats, for marks around it."""


def check_titles(context: Context) -> Iterator[Problem]:
    """Yield questions with the same title for a role, and links, roles and topics with the same."""
    yield from _questions(context)
    for kind, named in (
        ("links", [(link.id, f"{link.title} ({link.publisher})") for link in context.hub.links]),
        ("roles", [(role.id, role.name) for role in context.hub.roles]),
        ("topics", [(topic.id, topic.title) for topic in context.hub.topics]),
    ):
        seen: dict[str, str] = {}
        for id_, title in named:
            first = seen.setdefault(id_from(title) or id_, id_)
            if first != id_:
                key = "name" if kind == "roles" else "title"
                place = context.origins.place(kind, id_, key)
                message = say("samme tittel som «%(id)s»; gjør dem ulike", id=first)
                yield Problem(place, Code.SAME_TITLE, message)


def _questions(context: Context) -> Iterator[Problem]:
    """Yield a problem for each pair of published questions with one title for a role."""
    renamed = context.origins.renamed["questions"]  # copies of files, which are reported
    seen: dict[tuple[str, str], Question] = {}
    id_of = cache(id_from)  # most roles have the same title
    reported: set[frozenset[str]] = set()
    for question in context.hub.questions:
        if not question.is_published or question.id in renamed:
            continue
        yield from _title_in_answer(context, question)
        for role in question.roles:
            title = id_of(question.title_for(role))
            first = seen.setdefault((role, title), question)
            if first is question or not title:
                continue
            pair = frozenset({first.id, question.id})
            if pair in reported:
                continue
            reported.add(pair)
            wrong, other = (first, question) if question.id == title else (question, first)
            variant = wrong.variants.get(role)
            own = variant is not None and variant.question is not None
            at = ("variants", role, "question") if own else ("question",)
            message = say(
                "samme tittel som «%(id)s», for de samme rollene; gjør dem ulike, eller slå "
                "svarene sammen",
                id=other.id,
            )
            place = context.origins.place("questions", wrong.id, *at)
            yield Problem(place, Code.SAME_TITLE, message)


def _title_in_answer(context: Context, question: Question) -> Iterator[Problem]:
    """Yield a problem if an answer begins with the question, which stands above it already."""
    end = question.answer.find("\n")
    if not 0 <= end <= len(question.question) + _SIGNS or not question.answer[end:].strip():
        return
    if id_from(question.answer[:end]) == id_from(question.question):
        message = say("svaret begynner med spørsmålet, som alt står over det; fjern linjen")
        place = context.origins.place_in_text("questions", question.id, ("answer",), 0)
        yield Problem(place, Code.REPEATED, message)
