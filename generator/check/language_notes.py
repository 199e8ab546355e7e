"""What could be said more plainly: long sentences, hard answers, words of offices, abbreviations.

In: the context of a check, and the language of the hub. Out: notes, which never stop anything, and
figures of each answer. Words are looked for in bokmål only; the others count in any language.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from generator.check.plain_words import ABBREVIATION, EXPRESSION, PLAIN, WRITTEN_OUT
from generator.check.prose import Sentence, lix, sentences
from generator.hub.kinds import QUESTIONS
from generator.hub.model import Hub
from generator.hub.origins import Origins
from generator.language import SOURCE, msgid, say
from generator.problems import Place

MOST_WORDS = 25
"""In a sentence."""
MOST_LIX = 50
"""Of an answer: more is official language."""
_FEWEST_WORDS = 40
"""A shorter text has no LIX of its own: one word changes it too much."""


_WORD = msgid("merknad")


class NoteCode(StrEnum):
    """The kinds of notes."""

    LONG_SENTENCE = "long-sentence"
    HARD_TEXT = "hard-text"
    OFFICIAL_WORD = "official-word"
    ABBREVIATION = "abbreviation"


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """One note: its place, its kind, and a sentence that says what could be done."""

    place: Place
    code: NoteCode
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {say(_WORD)}: {self.message} [{self.code}]"


@dataclass(frozen=True, slots=True)
class Reading:
    """How hard one text of an answer is to read."""

    path: str
    words: int
    sentences: int
    longest: int
    """Words in the longest sentence."""
    lix: int | None
    """None for a text too short to say."""


def language_notes(hub: Hub, origins: Origins, language: str) -> tuple[list[Note], list[Reading]]:
    """Return the notes on all texts, sorted by place, and the figures of the texts of answers."""
    notes: list[Note] = []
    readings: list[Reading] = []
    for place, text, is_answer, tag in _texts(hub, origins, language):
        found = sentences(text)
        notes += _long(place, found)
        if tag == SOURCE:
            for sentence in found:
                notes += _words(place, sentence)
        if is_answer:
            reading = _reading(place(0).path, found)
            readings.append(reading)
            if reading.lix is not None and reading.lix > MOST_LIX:
                notes.append(_hard(place(0), reading.lix))
    return sorted(notes), readings


def _texts(
    hub: Hub, origins: Origins, language: str
) -> Iterator[tuple[Callable[[int], Place], str, bool, str]]:
    """Yield for each text what gives the place of a character, the text, and what it is.

    That is whether it is of an answer, and the tag of its language.
    """
    for kind in origins.kinds:
        for id_, item in kind.keyed(hub):
            for location, text in kind.texts(item, (*kind.markdown, *kind.notes)):
                place = partial(origins.place_in_text, kind.name, id_, location)
                tag = str(location[1]) if location[0] == "translations" else language
                yield place, text, kind.name == QUESTIONS.name, tag
    for page in hub.pages:
        yield page.place, page.text, False, language


def _long(place: Callable[[int], Place], found: Sequence[Sentence]) -> Iterator[Note]:
    for sentence in found:
        count = len(sentence.words)
        if count > MOST_WORDS:
            message = say("setningen har %(count)s ord; del den i to", count=count)
            yield Note(place(sentence.start), NoteCode.LONG_SENTENCE, message)


def _words(place: Callable[[int], Place], sentence: Sentence) -> Iterator[Note]:
    for found in EXPRESSION.finditer(sentence.text):
        message = say(
            "«%(word)s» er kontorspråk; skriv for eksempel: %(plain)s",
            word=found[0],
            plain=PLAIN[found[0].lower()],
        )
        at = place(sentence.offsets[found.start()])
        yield Note(at, NoteCode.OFFICIAL_WORD, message)
    for found in ABBREVIATION.finditer(sentence.text):
        plain = WRITTEN_OUT.get(found[0].lower())
        message = (
            say("«%(word)s» er en forkortelse; skriv: %(plain)s", word=found[0], plain=plain)
            if plain
            else say("«%(word)s» er en forkortelse; skriv den helt ut", word=found[0])
        )
        at = place(sentence.offsets[found.start()])
        yield Note(at, NoteCode.ABBREVIATION, message)


def _reading(path: str, found: Sequence[Sentence]) -> Reading:
    running = [sentence for sentence in found if sentence.is_running]
    counts = [len(sentence.words) for sentence in running]
    is_enough = sum(counts) >= _FEWEST_WORDS
    longest = max(counts, default=0)
    return Reading(path, sum(counts), len(running), longest, lix(running) if is_enough else None)


def _hard(place: Place, figure: int) -> Note:
    message = say(
        "teksten er tung å lese (LIX %(lix)s, og over %(most)s er vanskelig); bruk kortere "
        "setninger og kortere ord",
        lix=figure,
        most=MOST_LIX,
    )
    return Note(place, NoteCode.HARD_TEXT, message)
