"""Who keeps each answer right: the owner of the question, or of its topic, or of the hub.

In: a hub, and the owner that its settings name. Out: owners, which are ids of roles or mailboxes.
"""

from collections.abc import Mapping

from generator.hub.model import Hub


def owners_of(hub: Hub, default: str = "") -> Mapping[str, str]:
    """Return id of a question -> its owner, in the order of the hub; empty for one without."""
    of_topic = {
        question: topic.owner for topic in hub.topics for question in topic.questions if topic.owner
    }
    return {
        question.id: question.owner or of_topic.get(question.id, default)
        for question in hub.questions
    }
