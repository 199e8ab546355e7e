"""What came back from outside -> changes of the hub, and what must be decided by a person.

In: the folder of a hub, and what came back. Out: changed files; nothing is written. A text that has
changed in the hub since it was sent is never overwritten: it is a conflict, with all three texts.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from generator.editing.confirm import confirmed_text, spread
from generator.editing.migrate import Change, text_of
from generator.editing.round_trip.fields import Field, Returned, fields_of, mark_of, plain
from generator.editing.round_trip.markdown import changed
from generator.editing.round_trip.pieces import Piece, pieces
from generator.hub.kinds import QUESTIONS
from generator.hub.model import Hub
from generator.hub.questions import Question
from generator.sources.edit import with_text

_NORWEGIAN_DAY = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A text that was changed outside and in the hub."""

    key: str
    why: str
    sent: str | None
    """None if the file no longer has it."""
    returned: str
    here: str | None
    """None if the hub no longer has the text."""


@dataclass(slots=True)
class Outcome:
    """All that a file brings."""

    changes: list[Change] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What a person must know, in Norwegian."""
    reviewed: list[str] = field(default_factory=list)
    """The questions that a professional has confirmed."""


def compare(
    root: Path, hub: Hub, back: Returned, parts: Mapping[str, Sequence[Piece]], now: date
) -> Outcome:
    """Return what changes in a hub; `parts` are the pieces of each text that came in Word.

    Raises ValueError, with a Norwegian sentence, for a file that must be changed by hand.
    """
    outcome = Outcome(notes=list(back.problems))
    known = {alias: x for x in hub.questions for alias in (x.id, *x.aliases)}
    fields = {x.key: x for question in hub.questions for x in fields_of(question)}
    new: dict[str, dict[Field, str]] = {}
    stale: set[str] = set()
    for key, mark in back.marks.items():
        id_, _, name = key.partition("/")
        question = known.get(id_)
        item = fields.get(f"{question.id}/{name}") if question else None
        returned = _returned(back, parts, key, item)
        if item is None:
            _note_gone(outcome, back, key, returned)
            continue
        is_new_here = mark_of(item.text) != mark
        if is_new_here and plain(item.text) != plain(returned):
            stale.add(item.question)
        if _is_same(returned, item.text, is_word=key in parts):
            continue
        sent = back.sent.get(key)
        if not is_new_here:
            new.setdefault(item.question, {})[item] = returned
        elif sent is None or not _is_same(returned, sent, is_word=key in parts):
            why = "teksten er endret i huben etter at den ble sendt ut"
            outcome.conflicts.append(Conflict(item.key, why, sent, returned, item.text))
    _add_changes(root, hub, outcome, new, _days(hub, back, outcome, stale, now))
    return outcome


def _returned(
    back: Returned, parts: Mapping[str, Sequence[Piece]], key: str, item: Field | None
) -> str:
    """Return the text that came back, as Markdown."""
    if key not in parts:
        return back.texts.get(key, "")
    if key.endswith(("/question", ".question")):
        return " ".join(run.text for x in parts[key] for run in x.runs).strip()
    # What did not change stays as the hub has it, or as it was sent.
    return changed(item.text if item else back.sent.get(key, ""), parts[key])


def _is_same(returned: str, text: str, *, is_word: bool) -> bool:
    if plain(returned) == plain(text):
        return True
    return is_word and pieces(plain(returned)) == pieces(plain(text))


def _note_gone(outcome: Outcome, back: Returned, key: str, returned: str) -> None:
    """Note a text that the hub no longer has, if it was changed outside."""
    sent = back.sent.get(key)
    if sent is None or not _is_same(returned, sent, is_word=True):
        why = "teksten finnes ikke i huben lenger"
        outcome.conflicts.append(Conflict(key, why, sent, returned, None))


def _days(
    hub: Hub, back: Returned, outcome: Outcome, stale: set[str], now: date
) -> dict[str, date]:
    """Return question -> the day on which it was reviewed, where that counts."""
    known = {alias: x.id for x in hub.questions for alias in (x.id, *x.aliases)}
    found: dict[str, date] = {}
    for id_, written in back.dates.items():
        day = _day(written)
        if id_ not in known:
            outcome.notes.append(f"{id_}: spørsmålet finnes ikke i huben; datoen er ikke brukt")
        elif day is None:
            outcome.notes.append(f"{id_}: «{written}» er ikke en dato; skriv år-måned-dag")
        elif day > now:
            outcome.notes.append(f"{id_}: {day} er i fremtiden; datoen er ikke brukt")
        elif known[id_] in stale:
            outcome.notes.append(
                f"{id_}: svaret er endret i huben etter at det ble sendt ut; datoen gjelder en "
                "eldre tekst, og er ikke brukt"
            )
        else:
            found[known[id_]] = day
    return found


def _day(written: str) -> date | None:
    """Return a day that is written as 2026-11-30 or 30.11.2026."""
    if match := _NORWEGIAN_DAY.fullmatch(written.strip()):
        written = f"{match[3]}-{match[2]:0>2}-{match[1]:0>2}"
    try:
        return date.fromisoformat(written.strip())
    except ValueError:
        return None


def _add_changes(
    root: Path, hub: Hub, outcome: Outcome, new: Mapping[str, Mapping[Field, str]],
    days: Mapping[str, date],
) -> None:  # fmt: skip
    """Add the changed files: new texts first, and then the days on which these were confirmed."""
    reviewed = [x for x in hub.questions if x.id in days]
    due: dict[str, date] = {}
    for day in sorted(set(days.values())):
        same = [x for x in reviewed if days[x.id] == day]
        due |= dict(zip([x.id for x in same], spread(hub, same, day), strict=True))
    for question in hub.questions:
        texts = new.get(question.id, {})
        if not texts and question.id not in days:
            continue
        path = f"{QUESTIONS.path}/{question.id}.yaml"
        old = text_of(root / path)
        text = old
        for item, returned in texts.items():
            text = _with(text, path, item, returned)
        if question.id in days:
            after = _changed_question(question, texts)
            text = confirmed_text(path, text, after, days[question.id], due[question.id])
            outcome.reviewed.append(question.id)
        if text != old:
            outcome.changes.append(Change(path, old, text))


def _with(text: str, path: str, item: Field, returned: str) -> str:
    """Return the text of a file with a new value. Raises ValueError if it has no place."""
    if not plain(returned):
        message = f"{item.key}: teksten er tom i filen; slett spørsmålet i huben i stedet"
        raise ValueError(message)
    changed_text = with_text(text, item.location, _ended(returned, item.text))
    if changed_text is None:
        message = f"{path}: endre {item.key} i filen selv"
        raise ValueError(message)
    return changed_text


def _ended(returned: str, old: str) -> str:
    """Return a text that ends as the old one does, with or without a line end."""
    return f"{plain(returned)}\n" if old.endswith("\n") else plain(returned)


def _changed_question(question: Question, texts: Mapping[Field, str]) -> Question:
    """Return the question with its new texts, for its fingerprint."""
    data = question.model_dump()
    for item, returned in texts.items():
        place: Any = data
        for step in item.location[:-1]:
            place = place[step]
        place[item.location[-1]] = _ended(returned, item.text)
    return Question.model_validate(data)
