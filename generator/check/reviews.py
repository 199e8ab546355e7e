"""Checks of when a professional confirmed something, and when that is due again.

In: the context of a check, and a plan, a guide or a form. Out: problems.
"""

from collections.abc import Callable, Iterator

from generator.check.context import Context
from generator.hub.forms import Form
from generator.hub.guides import Guide
from generator.hub.plans import Plan
from generator.language import say
from generator.problems import Code, Place, Problem


def review_problems(
    context: Context, item: Plan | Guide | Form, at: Callable[..., Place]
) -> Iterator[Problem]:
    """Yield dates in the future, dates in the wrong order, and an overdue review.

    `at` gives the place of a key of the item.
    """
    if item.reviewed and item.reviewed > context.today:
        message = say(
            "«reviewed» er i fremtiden (%(reviewed)s); skriv dagen innholdet ble bekreftet",
            reviewed=item.reviewed,
        )
        yield Problem(at("reviewed"), Code.FUTURE_DATE, message)
    if item.reviewed and item.review_by and item.review_by <= item.reviewed:
        message = say("«review_by» er ikke etter «reviewed»; sett en senere dato")
        yield Problem(at("review_by"), Code.DATE_ORDER, message)
    elif item.review_by and item.review_by < context.today:
        message = say(
            "innholdet skulle vært gjennomgått innen %(review_by)s; be en fagperson bekrefte det",
            review_by=item.review_by,
        )
        yield Problem(at("review_by"), Code.REVIEW_OVERDUE, message)
