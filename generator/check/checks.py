"""A loaded hub -> everything in it that is wrong or doubtful: the table of all checks.

In: the hub, the places of its items, today's date. Out: problems, in no particular order. The
checks are independent of each other. The shape of the files was checked in `hub.load`.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date

from generator.check.citations import check_citations
from generator.check.context import Context
from generator.check.doubts import check_doubts
from generator.check.forms import check_forms, check_guides
from generator.check.ids import (
    check_aliases,
    check_changes,
    check_roles,
    check_terms,
    check_topic_addresses,
    check_topics,
)
from generator.check.links import check_links
from generator.check.owners import check_owners
from generator.check.pages import check_pages
from generator.check.plain_texts import check_plain_texts
from generator.check.plans import check_goal_sets, check_plans
from generator.check.privacy import check_privacy
from generator.check.questions import check_questions
from generator.check.tasks import check_tasks
from generator.check.texts import check_abbreviations, check_texts, examine
from generator.check.titles import check_titles
from generator.check.translations import check_translations
from generator.check.unknown_ids import one_a_cause
from generator.hub.model import Hub
from generator.hub.origins import Origins
from generator.problems import Problem
from generator.processes import spread

Check = Callable[[Context], Iterator[Problem]]

_MANY = 2_000  # questions; checking fewer takes no longer than starting a process


def check(
    hub: Hub, origins: Origins, on: date, jobs: int = 1, *, public: Collection[str] = ()
) -> list[Problem]:
    """Return everything that is wrong or doubtful in a hub.

    `on` is today: the date by which reviews are overdue and dates in the future. `jobs` is how many
    processes may share the work. `public` are mailboxes and phone numbers that are nobody's own.
    """
    examine(hub, jobs)
    context = Context(hub, origins, on, hub.question_by_id, hub.link_by_id, public)

    def found(checks: Sequence[Check]) -> list[Problem]:
        return [problem for run in checks for problem in run(context)]

    parts = spread(found, _CHECKS, jobs if len(hub.questions) >= _MANY else 1)
    return one_a_cause(problem for part in parts for problem in part)


# The first half of these takes as long as the second, which another process may run.
_CHECKS: tuple[Check, ...] = (
    check_roles,
    check_topics,
    check_topic_addresses,
    check_questions,
    check_titles,
    check_doubts,
    check_citations,
    check_terms,
    check_aliases,
    check_abbreviations,
    check_pages,
    check_changes,
    check_links,
    check_goal_sets,
    check_plans,
    check_guides,
    check_forms,
    check_tasks,
    check_texts,
    check_plain_texts,
    check_privacy,
    check_owners,
    check_translations,
)
