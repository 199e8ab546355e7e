"""Checks of when a professional confirmed something, and when that is due again.

In: the context of a check, and what is confirmed. Out: problems.
"""

from collections.abc import Callable, Iterator

from generator.check.context import Context
from generator.hub.confirmation import Confirmable, Confirmation, confirmation, fingerprint
from generator.hub.forms import Form
from generator.hub.guides import Guide
from generator.hub.plans import Plan
from generator.hub.questions import Question
from generator.hub.tasks import Task
from generator.language import msgid, say
from generator.problems import Code, Place, Problem


def review_problems(
    context: Context, item: Plan | Guide | Form | Task, at: Callable[..., Place]
) -> Iterator[Problem]:
    """Yield dates in the future or in the wrong order, an overdue review, and a void confirmation.

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
    yield from confirmation_problems(item, at)


def confirmation_problems(item: Confirmable, at: Callable[..., Place]) -> Iterator[Problem]:
    """Yield why a confirmation does not count: of no text, or of an earlier one.

    `at` gives the place of a key of the item.
    """
    if item.reviewed is None and item.reviewed_text is not None:
        message = say("«reviewed_text» uten dato i «reviewed»; fjern linjen")
        yield Problem(at("reviewed_text", key=True), Code.CONFIRMED_WITHOUT_TEXT, message)
    match confirmation(item):
        case Confirmation.UNBOUND:
            message = say(
                "bekreftelsen sier ikke hvilken tekst som ble bekreftet, og vises ikke til "
                "leserne; er teksten uendret siden %(reviewed)s, skriv «reviewed_text: %(mark)s» "
                "på linjen under, ellers kjør «rollehub confirm %(id)s»",
                reviewed=item.reviewed,
                mark=fingerprint(item),
                id=item.id,
            )
            yield Problem(at("reviewed"), Code.CONFIRMED_WITHOUT_TEXT, message)
        case Confirmation.VOID:
            changed = (
                msgid(
                    "svaret er endret etter at det ble bekreftet %(reviewed)s, og leserne ser det "
                    "som ikke bekreftet; be en fagperson lese det, og kjør «rollehub confirm "
                    "%(id)s»"
                )
                if isinstance(item, Question)
                else msgid(
                    "innholdet er endret etter at det ble bekreftet %(reviewed)s, og leserne ser "
                    "det som ikke bekreftet; be en fagperson lese det, og kjør «rollehub confirm "
                    "%(id)s»"
                )
            )
            message = say(changed, reviewed=item.reviewed, id=item.id)
            yield Problem(at("reviewed"), Code.CHANGED_SINCE_CONFIRMED, message)
