"""Checks of texts: forbidden and broken Markdown, broken references, unexplained abbreviations.

In: the context of a check. Out: problems with the line and column of the first wrong character.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from generator.check.addresses import (
    inline_address,
)
from generator.check.context import Context
from generator.check.finding import Finding
from generator.check.markdown import findings
from generator.check.notes import is_note, spans
from generator.check.references import reference_problems
from generator.check.unknown_ids import title_for_id
from generator.hub.field_types import Model
from generator.hub.kinds import FORMS, GUIDES, PLANS, QUESTIONS, TASKS, Kind
from generator.hub.markup import HEADING_LEVEL, is_one_paragraph, references
from generator.hub.model import Hub
from generator.hub.questions import texts
from generator.language import say
from generator.memory import Remembered, compute_ahead
from generator.problems import Code, Place, Problem
from generator.sources.document import Location
from generator.sources.markdown import parse

# It begins with a capital, for which a search is fast; what may not stand before it comes after.
_ABBREVIATION = re.compile(r"[A-ZÆØÅ](?<![\w-].)(?<!\b8\d\d .)[A-ZÆØÅ]+[0-9]*(?!\w)")
_WORD = re.compile(r"\w+")
_NAMES = {"place", "municipality"}
"""The fields with names of places, which are written as they are, and that nobody can explain."""
_UNPLACED = Place("")
"""Where a reference is until it has a problem; finding its place takes time, and most have none."""


def examine(hub: Hub, jobs: int) -> None:
    """Find what is wrong inside each text ahead of the checks, in up to `jobs` processes."""
    answers = (text for question in hub.questions for _, text in texts(question))
    compute_ahead((references, _findings, _abbreviations), answers, jobs)


@Remembered
def _findings(text: str) -> tuple[Finding, ...]:
    """Return what is wrong in the text of an answer or a note."""
    return tuple(findings(text, top_level=HEADING_LEVEL))


@Remembered
def _abbreviations(text: str) -> tuple[tuple[int, str], ...]:
    """Return (offset, word) of the abbreviations in a text that readers see.

    Not those in code and addresses.
    """
    if not _ABBREVIATION.search(text):
        return ()
    pieces = (piece for node in parse(text).walk() for piece in node.pieces)
    notes = spans(text)
    return tuple(
        (match.start(), match.group())
        for piece in pieces
        if piece.text == text[piece.start : piece.end]  # not an entity, such as `&AMP;`
        for match in _ABBREVIATION.finditer(text, piece.start, piece.end)
        if not any(match.start() in note for note in notes)
    )


def check_texts(context: Context) -> Iterator[Problem]:
    """Yield the problems of all Markdown texts, such as answers and the notes of links."""
    for kind in context.origins.kinds:
        for id_, item in kind.keyed(context.hub):
            is_public = getattr(item, "is_published", True)
            for location, text in kind.texts(item, kind.markdown):
                yield from _text_problems(
                    context, kind.name, id_, location, text, is_public=is_public
                )
            for location, text in kind.texts(item, kind.notes):
                if not is_one_paragraph(text):
                    place = context.origins.place(kind.name, id_, *location)
                    message = say(
                        "merknaden skal være ett avsnitt, uten lister, titler og tomme linjer"
                    )
                    yield Problem(place, Code.BAD_VALUE, message)
                    continue
                yield from _text_problems(
                    context, kind.name, id_, location, text, is_public=is_public
                )


def _text_problems(  # noqa: PLR0913 - where the text is, and who reads it
    context: Context, kind: str, id_: str, location: Location, text: str, *, is_public: bool = True
) -> Iterator[Problem]:
    def place(offset: int) -> Place:
        return context.origins.place_in_text(kind, id_, location, offset)

    topic = context.topic_of.get(id_, "") if kind == "questions" else ""
    for found in _findings(text):
        if found.code is Code.NOTE_IN_TEXT and not is_public:
            continue
        message = with_advice(context, found, topic) if found.written else found.message
        fix = context.origins.fix_in_text(kind, id_, location, found.mends)
        yield Problem(place(found.offset), found.code, message, fix)
    for reference in references(text):
        for problem in reference_problems(
            context, reference, _UNPLACED, is_public=is_public, topic=topic
        ):
            yield replace(problem, place=place(reference.offset))


def with_advice(context: Context, found: Finding, topic: str = "") -> str:
    """Return the message of a finding, with what the hub has for what is written."""
    if found.code is Code.INLINE_ADDRESS:
        return inline_address(context, found.written, found.label, topic)
    scheme, _, words = found.written.partition(":")
    return title_for_id(context, scheme, words) or found.message


def check_abbreviations(context: Context) -> Iterator[Problem]:
    """Yield the first use of each abbreviation that is not in the glossary."""
    if not context.is_whole("terms"):
        return
    defined = {
        word
        for term in context.hub.terms
        for written in (term.term, *term.forms)
        for word in _WORD.findall(written)
    }
    reported: set[str] = set()
    for kind in (QUESTIONS, PLANS, GUIDES, FORMS, TASKS):
        for id_, item in kind.keyed(context.hub):
            uses = [
                (context.origins.place_in_text(kind.name, id_, location, offset), word)
                for location, offset, word in _abbreviations_of(kind, item)
                if word not in defined and word not in reported and not is_note(word)
            ]
            for place, word in sorted(uses):
                if word in reported:
                    continue
                reported.add(word)
                message = say(
                    "forkortelsen «%(word)s» er ikke forklart; legg den i content/glossary.yaml",
                    word=word,
                )
                yield Problem(place, Code.UNDEFINED_ABBREVIATION, message)


def _abbreviations_of(kind: Kind[Any], item: Model) -> Iterator[tuple[Location, int, str]]:
    """Yield location, offset and word of each abbreviation in the texts of an item."""
    for location, text in kind.texts(item, kind.plain):
        if location[-1] not in _NAMES:
            for match in _ABBREVIATION.finditer(text):
                yield location, match.start(), match.group()
    for location, text in kind.texts(item, (*kind.markdown, *kind.notes)):
        for offset, word in _abbreviations(text):
            yield location, offset, word
