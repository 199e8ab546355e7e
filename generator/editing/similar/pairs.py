"""Two questions or links -> how alike they are; a hub -> those that are nearly the same.

In: a hub, and perhaps an earlier edition. Out: pairs, the most alike first. Answers are compared as
readers see them, by the stems of their words, so that endings, spelling errors and the order of a
few words make little difference; a number in a title is never nearly another.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, pairwise
from urllib.parse import parse_qsl, urlencode, urlsplit

from rapidfuzz.distance import Indel

from generator.editing.diff.words import readable
from generator.editing.similar.stems import stems
from generator.hub.links import Link
from generator.hub.model import Hub
from generator.hub.questions import Question
from generator.hub.references import published

LIKE_ANSWERS = 0.75
"""How alike the stems of two answers are, letter by letter, if they say nearly the same. On this
repository's hub, no two others are above 0.6; damaged copies are above 0.9."""
LIKE_TITLES = 0.85
"""The share of words that two titles have in common, if they ask nearly the same."""
_LIKE_WORDS = 0.8
_LONG_WORD = 5  # letters; two short words that differ in one are different words
_FEW_WORDS = 2
_FEWEST = 8  # stems; shorter answers are alike by chance
_IN_COMMON = 0.15
"""The share of neighbouring words of the shorter text that the other has too, if they may be alike:
more than this is left of a copy with an error in every third word."""
_NO_MATTER = ("utm_", "fbclid", "gclid")


class Kind(StrEnum):
    """What two things are."""

    QUESTION = "question"
    LINK = "link"


class What(StrEnum):
    """What is nearly the same."""

    ANSWER = "answer"
    TITLE = "title"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Text:
    """An answer that some role reads, as it is compared."""

    shown: str
    """What a reader sees."""
    stems: str
    """The stems of its words, in order, with blanks between them."""
    count: int
    neighbours: frozenset[tuple[str, str]]
    """Each stem with the one after it."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A question or a link, as it is compared."""

    kind: Kind
    id: str
    title: str
    title_stems: tuple[str, ...]
    texts: tuple[Text, ...] = ()
    address: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Something that is nearly the same in two things: both texts, and how alike they are."""

    what: What
    share: float
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things that are nearly the same; `one` is before `other` in the hub."""

    one: Thing
    other: Thing
    likenesses: tuple[Likeness, ...]

    @property
    def share(self) -> float:
        """How alike they are at most."""
        return max(x.share for x in self.likenesses)


def similar(hub: Hub, language: str, base: Hub | None = None) -> list[Pair]:
    """Return the pairs of a hub that are nearly the same, the most alike first.

    With an earlier edition, only pairs in which one is new or has changed, and that were not
    alike already.
    """
    things = [*_things(hub, language)]
    if base is None:
        pairs = combinations(things, 2)
        return _sorted(_pairs(pairs))
    known = {(x.kind, x.id): x for x in _things(base, language)}
    fresh = {(x.kind, x.id) for x in things if known.get((x.kind, x.id)) != x}
    asked = (pair for pair in combinations(things, 2) if any((x.kind, x.id) in fresh for x in pair))
    found = []
    for pair in _pairs(asked):
        before = [known.get((x.kind, x.id)) for x in (pair.one, pair.other)]
        if before[0] is None or before[1] is None or not likenesses(before[0], before[1]):
            found.append(pair)
    return _sorted(found)


def _sorted(pairs: Iterator[Pair] | list[Pair]) -> list[Pair]:
    return sorted(pairs, key=lambda x: (-x.share, x.one.id, x.other.id))


def _pairs(asked: Iterator[tuple[Thing, Thing]]) -> Iterator[Pair]:
    for one, other in asked:
        if one.kind is other.kind and (found := likenesses(one, other)):
            yield Pair(one, other, found)


def _things(hub: Hub, language: str) -> Iterator[Thing]:
    for question in published(hub):
        yield of_question(question, language)
    for link in hub.links:
        yield of_link(link, language)


def of_question(question: Question, language: str) -> Thing:
    """Return a question as it is compared."""
    answers = dict.fromkeys(
        [question.answer, *(x.replace for x in question.variants.values() if x.replace)]
    )
    texts = tuple(_text(readable(text), language) for text in answers)
    title = question.question
    return Thing(Kind.QUESTION, question.id, title, stems(title, language), texts)


def _text(shown: str, language: str) -> Text:
    words = stems(shown, language)
    neighbours = frozenset(pairwise(words))
    return Text(shown, " ".join(words), len(words), neighbours)


def of_link(link: Link, language: str) -> Thing:
    """Return a link as it is compared."""
    title = link.title
    return Thing(Kind.LINK, link.id, title, stems(title, language), address=link.url or "")


def likenesses(one: Thing, other: Thing) -> tuple[Likeness, ...]:
    """Return what is nearly the same in two things of one kind."""
    return tuple(
        x for x in (_answers(one, other), _titles(one, other), _addresses(one, other)) if x
    )


def _answers(one: Thing, other: Thing) -> Likeness | None:
    best: Likeness | None = None
    for text in one.texts:
        for its in other.texts:
            if not _may_be_alike(text, its):
                continue
            least = best.share if best else LIKE_ANSWERS
            share = Indel.normalized_similarity(text.stems, its.stems, score_cutoff=least)
            if share >= least:
                best = Likeness(What.ANSWER, share, text.shown, its.shown)
    return best


def _may_be_alike(text: Text, other: Text) -> bool:
    """Whether two texts have enough in common to be compared letter by letter, which takes long."""
    if min(text.count, other.count) < _FEWEST:
        return False
    fewest = min(len(text.neighbours), len(other.neighbours))
    return len(text.neighbours & other.neighbours) >= _IN_COMMON * fewest


def _titles(one: Thing, other: Thing) -> Likeness | None:
    share = likeness_of_titles(one.title_stems, other.title_stems)
    return Likeness(What.TITLE, share, one.title, other.title) if share >= LIKE_TITLES else None


def likeness_of_titles(words: Sequence[str], others: Sequence[str]) -> float:
    """Return the share of words in common; a long word with a slip in it is the same word."""
    longest = len(words) + len(others)
    if not longest or 2 * min(len(words), len(others)) / longest < LIKE_TITLES:
        return 0.0
    fewest = min(len(words), len(others))
    if fewest > _FEW_WORDS and 2 * len({*words} & {*others}) < fewest:
        return 0.0  # in a long title, few words have slips
    left = list(others)
    for word in words:
        found = next((x for x in left if _is_same_word(word, x)), None)
        if found is not None:
            left.remove(found)
    return 2 * (len(others) - len(left)) / longest


def _is_same_word(word: str, other: str) -> bool:
    if word == other:
        return True
    if min(len(word), len(other)) < _LONG_WORD or any(x.isdigit() for x in word + other):
        return False
    return Indel.normalized_similarity(word, other) >= _LIKE_WORDS


def _addresses(one: Thing, other: Thing) -> Likeness | None:
    is_same = bool(one.address) and _plain(one.address) == _plain(other.address)
    return Likeness(What.ADDRESS, 1.0, one.address, other.address) if is_same else None


def _plain(address: str) -> tuple[str, str, str, str]:
    """Return an address without what makes no difference: scheme, `www.`, a slash, and tracking."""
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    query = urlencode([x for x in parse_qsl(parts.query) if not x[0].startswith(_NO_MATTER)])
    return host, parts.path.rstrip("/"), query, parts.fragment
