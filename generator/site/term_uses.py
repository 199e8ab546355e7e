"""The glossary -> where readers meet each of its terms.

In: the content of a site. Out: the pages whose texts use a term as its tooltip does. A word that
only a title or a link's label has does not count, and nor does a term without a tooltip.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.hub.forms import Form
from generator.hub.guides import Guide
from generator.hub.kinds import FORMS, GUIDES, PLANS, Kind
from generator.hub.plans import Plan
from generator.hub.questions import texts
from generator.site.content import Content


class Use(NamedTuple):
    """A page that uses a term."""

    title: str
    address: str
    """From the site's root."""
    question: str = ""
    """The id of the question; empty for the page of a plan, a guide or a form."""


def term_uses(content: Content) -> Mapping[str, list[Use]]:
    """Return the id of a term -> its uses: answers in their order, then plans, guides and forms."""
    found: dict[str, list[Use]] = {}
    for use, written in _pages(content):
        used = (term for text in written for term in content.texts.answer(text).terms)
        for term in dict.fromkeys(used):
            found.setdefault(term, []).append(use)
    return found


def _pages(content: Content) -> Iterator[tuple[Use, list[str]]]:
    """Yield each page that can use terms, with its texts."""
    for question in content.questions:
        use = Use(question.question, f"sporsmal/{question.id}/", question.id)
        yield use, [text for _, text in texts(question)]
    for outline in content.plans:
        plan = outline.plan
        yield Use(plan.title, f"planer/{plan.id}/"), _texts_of(PLANS, plan)
    for guide in content.guides:
        yield Use(guide.title, guide.path), _texts_of(GUIDES, guide)
    for form in content.forms:
        yield Use(form.title, form.path), _texts_of(FORMS, form)


def _texts_of(kind: Kind[Plan] | Kind[Guide] | Kind[Form], item: Plan | Guide | Form) -> list[str]:
    return [text for _, text in kind.texts(item, (*kind.plain, *kind.markdown, *kind.notes))]
