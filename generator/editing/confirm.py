"""`rollehub confirm`: a professional has read answers -> their dates and the fingerprints of them.

In: a hub, the ids of questions, the day. Out: the changed files, and when each answer is due again.
Without a day of its own, each answer is due on a working day of the last quarter before a year has
passed, on which the fewest answers are due already: work that was done in one day comes back in
small portions.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from generator.editing.migrate import Change, text_of
from generator.hub.confirmation import Confirmation, confirmation, fingerprint
from generator.hub.kinds import QUESTIONS
from generator.hub.load import read_hub
from generator.hub.model import Hub
from generator.hub.questions import Question
from generator.hub.spelling import suggestion
from generator.problems import errors
from generator.sources.edit import parse, with_key

_SOONEST = timedelta(days=274)
_LATEST = timedelta(days=365)
_SATURDAY = 5


def unbound(hub: Hub) -> list[str]:
    """Return the ids of the questions that have a date of confirmation without a fingerprint."""
    return [x.id for x in hub.questions if confirmation(x) is Confirmation.UNBOUND]


def hub_in(root: Path) -> Hub:
    """Return the hub in a folder. Raises ValueError, with a Norwegian sentence, if it is broken."""
    hub, _, found = read_hub(root)
    for problem in errors(found):
        message = f"{problem}. Rett feilene i kildene først"
        raise ValueError(message)
    return hub


def chosen(hub: Hub, ids: Sequence[str]) -> list[Question]:
    """Return the questions with these ids, each once. Raises ValueError for an unknown id."""
    known = hub.question_by_id
    for id_ in ids:
        if id_ not in known:
            message = f"ukjent spørsmål «{id_}»{suggestion(id_, known)}"
            raise ValueError(message)
    return [known[id_] for id_ in dict.fromkeys(ids)]


def confirming(
    root: Path, hub: Hub, questions: Sequence[Question], on: date, until: date | None = None
) -> Iterator[Change]:
    """Yield the changes that confirm questions as they are, on a day and until another.

    Raises ValueError, with a Norwegian sentence, for a file that must be changed by hand, and
    OSError.
    """
    if until is not None and until <= on:
        message = f"svarene skal sees på igjen etter {on}, ikke {until}; velg en senere dag"
        raise ValueError(message)
    days = [until] * len(questions) if until else list(spread(hub, questions, on))
    for question, day in zip(questions, days, strict=True):
        path = f"{QUESTIONS.path}/{question.id}.yaml"
        old = text_of(root / path)
        yield Change(path, old, confirmed_text(path, old, question, on, day))


def confirmed_text(path: str, text: str, question: Question, on: date, until: date) -> str:
    """Return the text of a question's file with its confirmation on a day, until another.

    Raises ValueError, with a Norwegian sentence, for a file that must be changed by hand.
    """
    keys = {
        "reviewed": on.isoformat(),
        "reviewed_text": fingerprint(question),
        "review_by": until.isoformat(),
    }
    return _with_keys(path, text, keys)


def binding(root: Path, questions: Sequence[Question]) -> Iterator[Change]:
    """Yield the changes that bind the dates of questions to their texts as they are."""
    for question in questions:
        path = f"{QUESTIONS.path}/{question.id}.yaml"
        old = text_of(root / path)
        yield Change(path, old, _with_keys(path, old, {"reviewed_text": fingerprint(question)}))


def spread(hub: Hub, questions: Sequence[Question], on: date) -> Iterator[date]:
    """Yield the day on which each question is due, when they are confirmed on one day."""
    again = {question.id for question in questions}
    load = Counter(x.review_by for x in hub.questions if x.review_by and x.id not in again)
    length = (_LATEST - _SOONEST).days + 1
    working = [
        day
        for number in range(length)
        if (day := on + _SOONEST + timedelta(days=number)).weekday() < _SATURDAY
    ]
    # A few questions are due near the end, and many from the end backwards.
    for _ in questions:
        day = min(reversed(working), key=lambda x: load[x])
        load[day] += 1
        yield day


def _with_keys(path: str, text: str, keys: dict[str, str]) -> str:
    order = list(Question.model_fields)
    for key, value in keys.items():
        document = parse(text)
        there = set(document.data) if document else set()
        before = [name for name in order[: order.index(key)] if name in there]
        changed = with_key(text, (), key, value, after=before[-1] if before else "")
        if changed is None:
            message = f"{path}: skriv «{key}: {value}» i filen selv"
            raise ValueError(message)
        text = changed
    return text
