"""Checks that texts in other languages say what the hub says: no fewer texts, no other facts.

In: the context of a check, or a hub. Out: problems. A translation that is known to be behind is not
compared: it must not keep anybody from changing the original. `rollehub translations` lists it.
"""

import re
from collections.abc import Iterable, Iterator

from generator.check.context import Context
from generator.check.unknown_ids import unknown_id
from generator.hub.confirmation import fingerprint
from generator.hub.kinds import QUESTIONS, ROLES, TOPICS
from generator.hub.languages import Translation
from generator.hub.markup import references
from generator.hub.model import Hub
from generator.hub.origins import Origins
from generator.hub.pages import PAGES
from generator.hub.questions import Question, texts
from generator.hub.translations import lacking, languages_of
from generator.language import say, spoken
from generator.problems import Code, Place, Problem

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_KEYS = ("question", "append", "replace")


def check_translations(context: Context) -> Iterator[Problem]:
    """Yield translations that lack or add something, and names that their pages need."""
    languages = languages_of(context.hub)
    for kind, ids in (
        (ROLES.name, [role.id for role in context.hub.roles]),
        ("pages", [page.id for page in context.hub.pages]),
    ):
        for id_ in ids:
            if id_ in languages:
                place = context.origins.place(kind, id_, "id") if kind == ROLES.name else None
                message = say(
                    "«%(id)s» er adressen til sidene på %(language)s; velg en annen id",
                    id=id_, language=spoken().name_of(id_),
                )  # fmt: skip
                yield Problem(place or Place(f"{PAGES}/{id_}.md"), Code.BAD_ID, message)
    for question in context.hub.questions:
        for tag, translation in question.translations.items() if question.translations else ():
            yield from _translation(context, question, tag, translation)


def in_own_language(hub: Hub, origins: Origins, language: str) -> Iterator[Problem]:
    """Yield the translations to the language that the hub has itself."""
    for kind in (QUESTIONS, ROLES, TOPICS):
        for item in kind.of(hub):
            if item.translations and item.translations.of(language):
                place = origins.place(kind.name, item.id, "translations", language, key=True)
                message = say(
                    "huben er selv på %(language)s; fjern «%(tag)s» her",
                    language=spoken().name_of(language), tag=language,
                )  # fmt: skip
                yield Problem(place, Code.BAD_VALUE, message)


def _translation(
    context: Context, question: Question, tag: str, translation: Translation
) -> Iterator[Problem]:
    def place(*keys: str) -> Place:
        at = ("translations", tag, *keys)
        return context.origins.place("questions", question.id, *at, key=True)

    for role in translation.variants:
        yield from unknown_id(context, "roles", role, place("variants", role))
    if translation.original_text not in (None, fingerprint(question)):
        return
    for key in lacking(question, translation):
        message = say(
            "oversettelsen mangler «%(key)s», så leserne får hele svaret på det andre språket; "
            "skriv den",
            key=key,
        )
        yield Problem(place(), Code.TRANSLATION_DIFFERS, message)
    for keys in _added(question, translation):
        message = say(
            "oversettelsen har «%(key)s», men svaret har det ikke; fjern den", key=".".join(keys)
        )
        yield Problem(place(*keys), Code.TRANSLATION_DIFFERS, message)
    yield from _other_facts(question, tag, place())


def _added(question: Question, translation: Translation) -> Iterator[tuple[str, ...]]:
    for role, translated in translation.variants.items():
        variant = question.variants.get(role)
        for key in _KEYS:
            if getattr(translated, key) and not (variant and getattr(variant, key)):
                yield "variants", role, key
    if translation.uncertain and not question.uncertain:
        yield ("uncertain",)


def _other_facts(question: Question, tag: str, place: Place) -> Iterator[Problem]:
    """Yield the references and numbers that are in one of the languages only."""
    original, translated = [], []
    for location, text in texts(question):
        if location[0] != "translations":
            original.append(text)
        elif location[1] == tag:
            translated.append(text)
    there, here = (_references(x) | _numbers(x) for x in (original, translated))
    if lost := _enumerated(there - here):
        message = say("oversettelsen mangler %(what)s, som er i svaret; sett det inn", what=lost)
        yield Problem(place, Code.TRANSLATION_DIFFERS, message)
    if added := _enumerated(here - there):
        message = say("oversettelsen har %(what)s, som ikke er i svaret; rett det", what=added)
        yield Problem(place, Code.TRANSLATION_DIFFERS, message)


def _enumerated(found: Iterable[str]) -> str:
    return spoken().enumerated(f"«{x}»" for x in sorted(found))


def _references(written: Iterable[str]) -> set[str]:
    return {
        f"{x.scheme}:{x.target}" + (f"#{x.fragment}" if x.fragment else "")
        for text in written
        for x in references(text)
    }


def _numbers(written: Iterable[str]) -> set[str]:
    return {number for text in written for number in _NUMBER.findall(text)}
