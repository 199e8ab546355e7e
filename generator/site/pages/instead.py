"""The questions that answer another one for the roles that lack it (`see_instead`).

In: the content of a site, and a question. Out: the title and the place of each of them.
"""

from dataclasses import dataclass

from generator.hub.questions import Question
from generator.site.content import Content


@dataclass(frozen=True, slots=True)
class Instead:
    """A question that answers another one for a role."""

    title: str
    """The wording that the role reads."""
    place: str
    """Where the role reads it, from the site's root: `lis/#hva-er-veiledning`."""


def instead_of(content: Content, question: Question) -> dict[str, Instead]:
    """Return role without the question -> the published question that answers it for the role."""
    return {
        role: Instead(content.question(id_).title_for(role), content.places(role)[id_])
        for role, id_ in question.see_instead.items()
        if content.has_question(id_)
    }
