"""How far the other languages of a hub have come, and the marks that bind a translation to a text.

In: a hub. Out: for each language the state of every published answer and the names that lack it, as
values, lines and JSON; and the changes of files that bind translations to the texts as they are.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.editing.confirm import path_of
from generator.editing.migrate import Change, text_of
from generator.hub.confirmation import fingerprint
from generator.hub.kinds import ROLES, TOPICS
from generator.hub.model import Hub
from generator.hub.questions import Question
from generator.hub.references import published
from generator.hub.translations import State, languages_of, state
from generator.language import msgid, say, say_count, spoken
from generator.sources.edit import with_key

_WORDS = {
    State.MISSING: msgid("Mangler"),
    State.INCOMPLETE: msgid("Ufullstendige, så leserne får originalen"),
    State.BEHIND: msgid("Henger etter: svaret er endret siden det ble oversatt"),
    State.UNBOUND: msgid("Uten merke: ukjent hvilken tekst de er oversatt fra"),
    State.CURRENT: msgid("I orden"),
}


@dataclass(frozen=True, slots=True)
class Parity:
    """The state of one language."""

    language: str
    """Its tag."""
    answers: tuple[tuple[Question, State], ...]
    """Every published question, in the order of the hub."""
    names: tuple[tuple[str, str], ...]
    """(path, id) of each role and topic without a name in the language."""

    def those(self, wanted: State) -> list[Question]:
        """Return the questions whose translation is in a state."""
        return [question for question, found in self.answers if found is wanted]


def parities(hub: Hub, languages: Sequence[str] = ()) -> list[Parity]:
    """Return the state of each of some languages; of all that the hub has, if none are named."""
    return [
        Parity(
            tag,
            tuple((question, state(question, tag)) for question in published(hub)),
            tuple(
                (kind.path, item.id)
                for kind in (ROLES, TOPICS)
                for item in kind.of(hub)
                if not (item.translations and item.translations.of(tag))
            ),
        )
        for tag in languages or languages_of(hub)
    ]


def as_text(found: Sequence[Parity]) -> str:
    """Return the state of languages as lines to read, what must be done first."""
    if not found:
        return say("Ingen svar er oversatt.") + "\n"
    return "\n".join("".join(f"{line}\n" for line in _lines(parity)) for parity in found)


def _lines(parity: Parity) -> Iterator[str]:
    done = sum(x is not State.MISSING for _, x in parity.answers)
    yield say_count(
        "%(language)s: %(done)s av %(num)s svar er oversatt.",
        "%(language)s: %(done)s av %(num)s svar er oversatt.",
        len(parity.answers),
        language=spoken().name_of(parity.language).capitalize(),
        done=done,
    )
    for wanted in (State.BEHIND, State.INCOMPLETE, State.UNBOUND, State.MISSING, State.CURRENT):
        if questions := parity.those(wanted):
            yield f"{say(_WORDS[wanted])} ({len(questions)}):"
            for question in questions:
                yield f"  {path_of(question)}  {question.question}"
    if parity.names:
        yield say("Roller og emner uten navn på språket (%(count)s):", count=len(parity.names))
        for path, id_ in parity.names:
            yield f"  {path}  {id_}"


def as_json(found: Sequence[Parity]) -> str:
    """Return the state of languages as JSON, format 1."""
    rows = [
        {
            "language": parity.language,
            "answers": [
                {"id": question.id, "path": path_of(question), "state": x}
                for question, x in parity.answers
            ],
            "names": [{"path": path, "id": id_} for path, id_ in parity.names],
        }
        for parity in found
    ]
    return json.dumps({"format": 1, "languages": rows}, ensure_ascii=False, indent=1) + "\n"


def matching(root: Path, questions: Sequence[Question]) -> Iterator[Change]:
    """Yield the changes that bind all translations of some questions to the texts as they are.

    Raises ValueError, with a Norwegian sentence, for a question without any, and for a file that
    must be changed by hand; and OSError.
    """
    for question in questions:
        if not question.translations or not next(question.translations.items(), None):
            raise ValueError(say("«%(id)s» er ikke oversatt", id=question.id))
        path = path_of(question)
        old = text = text_of(root / path)
        mark = fingerprint(question)
        for tag, translation in question.translations.items():
            there = [key for key in type(translation).model_fields if getattr(translation, key)]
            before = [key for key in there if key != "original_text"][-1]
            changed = with_key(text, ("translations", tag), "original_text", mark, after=before)
            if changed is None:
                line = f"original_text: {mark}"
                raise ValueError(
                    say("%(path)s: skriv «%(line)s» i filen selv", path=path, line=line)
                )
            text = changed
        yield Change(path, old, text)
