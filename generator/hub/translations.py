"""A hub -> the hub as readers of another language read it, and how far its translations have come.

In: a hub, and the tag of a language. Out: a hub of the same items, in which each text that is
translated is in that language; and the state of each translation. A translation that lacks a text
which a role reads, or a doubt that readers are told of, is not used: a reader gets all of an answer
in one language, and never less of it than others.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from generator.hub.confirmation import fingerprint
from generator.hub.languages import Translation
from generator.hub.model import Hub, Role, Topic
from generator.hub.questions import Question, Uncertainty, Variant
from generator.hub.references import published


class State(StrEnum):
    """How a translation compares with the text that it was made from."""

    MISSING = "missing"
    INCOMPLETE = "incomplete"
    """It lacks a text of a variant, or the doubt; readers get the original."""
    BEHIND = "behind"
    """The original has changed since."""
    UNBOUND = "unbound"
    """It does not say which text it was made from."""
    CURRENT = "current"


def languages_of(hub: Hub) -> tuple[str, ...]:
    """Return the tags of the languages that a published answer is translated to."""
    found = {
        tag
        for question in published(hub)
        if question.translations
        for tag, _ in question.translations.items()
    }
    return tuple(sorted(found))


def translation_of(question: Question, tag: str) -> Translation | None:
    """Return the translation of a question that readers get; None if they get the original."""
    is_used = state(question, tag) not in (State.MISSING, State.INCOMPLETE)
    return question.translations.of(tag) if question.translations and is_used else None


def state(question: Question, tag: str) -> State:
    """Return the state of the translation of a question."""
    found = question.translations.of(tag) if question.translations else None
    if found is None:
        return State.MISSING
    if next(lacking(question, found), None):
        return State.INCOMPLETE
    if found.original_text is None:
        return State.UNBOUND
    return State.CURRENT if found.original_text == fingerprint(question) else State.BEHIND


def lacking(question: Question, translation: Translation) -> Iterator[str]:
    """Yield the key of each text of a question that a translation must have too and lacks.

    Dots separate the keys of nested texts.
    """
    for role, variant in question.variants.items():
        translated = translation.variants.get(role)
        for key in ("question", "append", "replace"):
            if getattr(variant, key) and not (translated and getattr(translated, key)):
                yield f"variants.{role}.{key}"
    if question.uncertain and not translation.uncertain:
        yield "uncertain"


def translated(hub: Hub, tag: str) -> Hub:
    """Return the hub with the texts of a language, and the original where there are none."""
    return hub.model_copy(
        update={
            "roles": tuple(_role(role, tag) for role in hub.roles),
            "topics": tuple(_topic(topic, tag) for topic in hub.topics),
            "questions": tuple(_question(question, tag) for question in hub.questions),
        }
    )


def _role(role: Role, tag: str) -> Role:
    found = role.translations.of(tag) if role.translations else None
    if found is None:
        return role
    more = {"description": found.description} if found.description else {}
    return role.model_copy(update={"name": found.name, **more})


def _topic(topic: Topic, tag: str) -> Topic:
    found = topic.translations.of(tag) if topic.translations else None
    return topic.model_copy(update={"title": found.title}) if found else topic


def _question(question: Question, tag: str) -> Question:
    found = translation_of(question, tag)
    if found is None:
        return question
    changed: dict[str, Any] = {
        "question": found.question,
        "answer": found.answer,
        "variants": {
            role: _variant(variant, found, role) for role, variant in question.variants.items()
        },
        "uncertain": _doubt(question.uncertain, found),
        "terms": tuple(dict.fromkeys([*question.terms, question.question, *found.terms])),
    }
    if state(question, tag) is State.BEHIND:
        changed["reviewed"] = None  # another text was confirmed
    return question.model_copy(update=changed)


def _variant(variant: Variant, found: Translation, role: str) -> Variant:
    translated = found.variants.get(role)
    if translated is None:
        return variant
    keys = ("question", "append", "replace")
    texts = {key: getattr(translated, key) for key in keys if getattr(variant, key)}
    return variant.model_copy(update=texts)


def _doubt(doubt: Uncertainty | None, found: Translation) -> Uncertainty | None:
    if doubt is None or found.uncertain is None:
        return doubt
    return doubt.model_copy(update={"what": found.uncertain.what, "ask": found.uncertain.ask})
