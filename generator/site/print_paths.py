"""The paths of the small papers of a site: the card of a page, the handout of an answer.

In: the content of a site. Out: paths from its root. A hub with many questions has neither for each
of them, as making them would take longer than everything else.
"""

from generator.hub.model import Topic
from generator.hub.questions import Question
from generator.site.content import Content

_CARD = "kort.png"


def has_cards(content: Content) -> bool:
    """Whether pages have cards. Networks need an absolute address, and read no copies."""
    settings = content.settings
    return settings.cards and bool(settings.site_url) and settings.offline is None


def has_own(content: Content) -> bool:
    """Whether the hub is small enough for each question to have its own card and handout."""
    return len(content.questions) <= content.settings.most_handouts


def card_of(*, question: str | None = None, role: str | None = None) -> str:
    """Return the path of the card of a question or a role; of the front page if neither."""
    if question:
        return f"sporsmal/{question}/{_CARD}"
    return f"{role}/{_CARD}" if role else _CARD


def handout_of(content: Content, question: Question) -> str | None:
    """Return the path of a question's handout; None if the site has none."""
    if not content.settings.pdf or not has_own(content):
        return None
    return f"sporsmal/{question.id}/{question.id}.pdf"


def topic_handout_of(content: Content, topic: Topic) -> str | None:
    """Return the path of the handout of a topic's questions; None if there is none."""
    is_empty = not any(content.listed(topic))
    return None if is_empty or not content.settings.pdf else f"emner/{topic.id}/{topic.id}.pdf"
