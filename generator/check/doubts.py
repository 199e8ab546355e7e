"""Checks that readers are told of what editors know to be uncertain.

In: the context of a check. Out: problems.
"""

import re
from collections.abc import Iterator

from generator.check.context import Context
from generator.hub.questions import Question, texts
from generator.language import say
from generator.problems import Code, Problem

# How editors begin a note on sources that disagree. A note may have several paragraphs.
_CONTRADICTION = re.compile(
    r"^\W*(?:motstrid|motsigelse|motstridende|uenighet|uenige kilder"
    r"|kild(?:ene|er) (?:er (?:ikke enige|uenige)|strider|motsier|sier (?:ulike|forskjellige)))",
    re.IGNORECASE | re.MULTILINE,
)
_IN_ANSWER = re.compile(r"^(?:Kildene er uenige|Usikkert):", re.MULTILINE)
_ENDS = ("uenige:", "Usikkert:")
"""One of these is in every text in which `_IN_ANSWER` finds something."""


def check_doubts(context: Context) -> Iterator[Problem]:
    """Yield contradictions that only a note tells, and doubts outside their box."""
    for question in context.hub.questions:
        if question.is_published:
            yield from _hidden(context, question)
            yield from _loose(context, question)
        doubt = question.uncertain
        if doubt and doubt.since > context.today:
            place = context.origins.place("questions", question.id, "uncertain", "since")
            message = say(
                "«since» er i fremtiden (%(since)s); skriv dagen tvilen ble notert",
                since=doubt.since,
            )
            yield Problem(place, Code.FUTURE_DATE, message)


def _hidden(context: Context, question: Question) -> Iterator[Problem]:
    note = question.editorial_note
    found = _CONTRADICTION.search(note) if note and not question.uncertain else None
    if found:
        place = context.origins.place("questions", question.id, "editorial_note")
        message = say(
            "notatet sier at kildene er uenige, men leserne får ikke vite det; legg til "
            "«uncertain» med «what» (hva som er usikkert), «ask» (hvem leserne kan spørre) og "
            "«since» (dagen det ble notert)"
        )
        yield Problem(place, Code.HIDDEN_DOUBT, message)


def _loose(context: Context, question: Question) -> Iterator[Problem]:
    for location, text in texts(question):
        if location[0] != "uncertain" and (found := _in_answer(text)):
            place = context.origins.place_in_text("questions", question.id, location, found.start())
            message = say(
                "avsnittet om tvil hører hjemme i «uncertain: what», som får en egen boks på "
                "siden; flytt det dit"
            )
            yield Problem(place, Code.DOUBT_IN_ANSWER, message)


def _in_answer(text: str) -> re.Match[str] | None:
    return _IN_ANSWER.search(text) if any(end in text for end in _ENDS) else None
