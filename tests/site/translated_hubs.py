"""The frozen hub with an answer in nynorsk, one that is behind, and names."""

from functools import cache
from typing import Any

from generator.hub.confirmation import fingerprint
from generator.hub.languages import InLanguages, TranslatedRole, TranslatedTopic, Translation
from generator.hub.model import Hub
from generator.hub.questions import Question
from generator.site.settings import Settings
from tests.site_fixtures import hub

GOAL = "hva-er-laeringsmal"
BEHIND = "hva-er-en-laeringsarena"
OTHER = "hva-er-supervisjon"
"""A question that is not translated."""
SETTINGS = Settings(
    site_name="Huben",
    site_url="https://hub.example.org/",
    format=2,
    translations={"nn": {"site_name": "Nynorskhuben", "site_description": "Om utdanninga."}},  # type: ignore[arg-type]
)


@cache
def translated_hub() -> Hub:
    """Return the hub."""
    data = hub("own")
    roles = tuple(
        role.model_copy(update={"translations": InLanguages(nn=TranslatedRole(name="Leiar her"))})
        if role.id == "leder-kommune"
        else role
        for role in data.roles
    )
    topics = tuple(
        topic.model_copy(update={"translations": InLanguages(nn=TranslatedTopic(title="Emnet"))})
        if GOAL in topic.questions
        else topic
        for topic in data.topics
    )
    questions = tuple(map(_translated, data.questions))
    return data.model_copy(update={"roles": roles, "topics": topics, "questions": questions})


def _translated(question: Question) -> Question:
    said: dict[str, dict[str, Any]] = {
        GOAL: {
            "question": "Kva er læringsmål?",
            "answer": "Eit læringsmål seier kva LIS skal kunne. Sjå [meir]"
            "(question:hva-er-supervisjon) og [forskrifta](law:spesialistforskriften#26).",
            "original_text": fingerprint(question),
        },
        BEHIND: {
            "question": "Kva er ein læringsarena?",
            "answer": "Ein arbeidsplass.",
            "original_text": "kdfg-tzbc-mnrs",
        },
    }
    if question.id not in said:
        return question
    found = Translation.model_validate(said[question.id])
    return question.model_copy(update={"translations": InLanguages(nn=found)})
