"""A loaded hub -> the problems of meaning in it.

In: the hub, the places of its models, today's date. Out: problems, in no particular order. Each
check is a function of its own; none stops another. Shape is already sure (see `load`).
"""

from datetime import date, datetime

from generator.check.context import Context
from generator.check.ids import (
    check_aliases,
    check_changes,
    check_laws,
    check_pages,
    check_roles,
    check_terms,
    check_topics,
)
from generator.check.links import check_links
from generator.check.questions import check_questions
from generator.check.texts import check_abbreviations, check_plain_texts, check_texts
from generator.hub.model import Hub
from generator.hub.origins import Origins
from generator.problems import Problem


def today() -> date:
    """Return the date where the program runs, which is what dates in the sources mean."""
    return datetime.now().astimezone().date()


def check(hub: Hub, origins: Origins, on: date) -> list[Problem]:
    """Return everything that is wrong or doubtful in a hub whose shape is right.

    `on` is the date that decides which reviews are overdue or lie in the future.
    """
    context = Context(hub, origins, on, hub.question_by_id, hub.link_by_id)
    return [problem for run in _CHECKS for problem in run(context)]


_CHECKS = (
    check_roles,
    check_pages,
    check_topics,
    check_questions,
    check_terms,
    check_laws,
    check_changes,
    check_aliases,
    check_links,
    check_texts,
    check_plain_texts,
    check_abbreviations,
)
