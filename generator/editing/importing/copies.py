"""Copies of one question -> one answer, and what is truly different as variants.

In: placements with their answers, and the spelling of the document. Out: questions. Copies that
differ by damage only are one; of those, the one that most others confirm stands in the hub.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein

from generator.editing.importing.blocks import Answer
from generator.editing.importing.lines import Findings
from generator.editing.importing.placement import Placement
from generator.editing.importing.spelling import (
    Spelling,
    differences,
    is_damage,
    occurrences,
    words_of,
)
from generator.editing.importing.titles import key, likeness
from generator.language import msgid, say

_LIKE = 0.985
"""The share of equal words from which two copies are one, if numbers and "not" are the same."""
_LIKE_TITLES = 0.9
_OTHER_TITLE = 0.9
"""The share of equal words from which two questions may be one with two titles."""
WHY = msgid(
    "Kildedokumentet har en annen tekst for denne rollen. Et menneske må avgjøre om det er ment."
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_NOT = re.compile(r"\b(?:ikke|ikkje|ingen|aldri|not|no)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Copy:
    """One placement with its answer."""

    placement: Placement
    answer: Answer
    text: str
    """The answer in Markdown, with mended spelling."""


@dataclass(slots=True)
class Question:
    """A question of the new hub."""

    title: str
    topic: str
    roles: list[str]
    answer: str
    variants: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Role -> `append` or `replace`, and the text."""
    notes: list[str] = field(default_factory=list)
    """What a person must look at, for the editorial note."""
    copies: list[Copy] = field(default_factory=list)
    """All of them, in the order of the documents."""
    kept: list[Copy] = field(default_factory=list)
    """The copies whose text is that of the hub."""
    left_out: list[Copy] = field(default_factory=list)
    """The copies with a second answer for one role, which only the report has."""


def grouped(copies: Sequence[Copy], spelling: Spelling) -> list[list[Copy]]:
    """Return the copies of each question together: their titles differ by damage only."""
    groups: dict[str, list[Copy]] = {}
    for copy in copies:
        title = spelling.mended(copy.placement.title)
        name = next((x for x in groups if is_same_title(x, title)), title)
        groups.setdefault(name, []).append(copy)
    return list(groups.values())


def is_same_title(one: str, other: str) -> bool:
    """Whether two titles differ by damage only."""
    if key(one) == key(other):
        return True
    if not likeness(key(one), key(other), _LIKE_TITLES):
        return False
    return all(is_damage(a, b) for a, b in differences(one, other))


def is_near(one: str, other: str) -> bool:
    """Whether two texts are copies: nearly all words are equal, and all numbers and "not"."""
    found = differences(one, other)
    if all(is_damage(a, b) for a, b in found):
        return True
    for a, b in found:
        if _NUMBER.findall(a) != _NUMBER.findall(b) or len(_NOT.findall(a)) != len(_NOT.findall(b)):
            return False
    return _share(one, other) >= _LIKE


def _share(one: str, other: str) -> float:
    first, second = ([x.casefold() for x in words_of(text)] for text in (one, other))
    return Levenshtein.normalized_similarity(first, second)


def merged(copies: Sequence[Copy], spelling: Spelling, findings: Findings) -> Question:
    """Return one question, and report in which way its copies differ."""
    classes: list[list[Copy]] = []
    for copy in copies:
        same = next((x for x in classes if is_near(x[0].text, copy.text)), None)
        if same is None:
            classes.append([copy])
        else:
            same.append(copy)
    classes.sort(key=lambda x: -len({c.placement.role for c in x}))
    best = [_best(x, spelling) for x in classes]
    question = Question(
        _title(copies, spelling), _topic(copies, findings),
        list(dict.fromkeys(x.placement.role for x in copies)), best[0].text,
    )  # fmt: skip
    question.copies, question.kept = list(copies), best
    for group, chosen in zip(classes, best, strict=True):
        _report_small(group, chosen, question, findings)
    taken = {x.placement.role for x in classes[0]}
    for group, chosen in zip(classes[1:], best[1:], strict=True):
        _add_variant(group, chosen, question, taken, findings)
    return question


def _best(copies: Sequence[Copy], spelling: Spelling) -> Copy:
    """Return the copy that most others confirm; of equal ones, the one with the least damage."""

    def damage(copy: Copy) -> tuple[int, ...]:
        doubts = len(occurrences(copy.text, list(spelling.doubts)))
        nested = sum(1 for block in copy.answer.blocks if block.depth)
        wrong = sum(len(differences(copy.text, other.text)) for other in copies)
        return wrong, doubts, -nested, copy.answer.joins, len(copy.answer.blocks)

    return min(copies, key=damage)


def _title(copies: Sequence[Copy], spelling: Spelling) -> str:
    """Return the spelling of the title that most copies have, in the contents and in the body."""
    titles = [x for c in copies for x in (c.placement.title, c.placement.contents_title) if x]
    mended = [spelling.mended(x) for x in titles]
    return max(dict.fromkeys(mended), key=mended.count)


def _topic(copies: Sequence[Copy], findings: Findings) -> str:
    """Return the topic with most copies; a question is in one topic only."""
    topics = [x.placement.topic for x in copies]
    best = max(dict.fromkeys(topics), key=topics.count)
    for copy in copies:
        if copy.placement.topic != best:
            text = (
                f"«{copy.placement.title}» står også under «{copy.placement.topic}» hos "
                f"{copy.placement.role}; den ligger under «{best}»"
            )
            findings.add("two-topics", copy.placement.heading.place, text)
    return best


def _report_small(
    group: Sequence[Copy], chosen: Copy, question: Question, findings: Findings
) -> None:
    """Report the words that differ between copies that became one."""
    for copy in group:
        for found, instead in differences(copy.text, chosen.text):
            if not (re.search(r"\w", found + instead)):
                continue
            kind = "spelling" if found and instead and is_damage(found, instead) else "wording"
            text = (
                f"«{question.title}», {copy.placement.role}: «{found or '–'}» "
                f"står som «{instead or '–'}» i huben"
            )
            findings.add(kind, copy.placement.heading.place, text, found, instead)
            if kind == "wording":
                note = say(
                    "%(role)s: «%(one)s» eller «%(other)s»?",
                    role=copy.placement.role, one=found, other=instead,
                )  # fmt: skip
                question.notes.append(note)
        for address in sorted(_addresses(copy.text) - _addresses(chosen.text)):
            role = copy.placement.role
            text = f"«{question.title}»: adressen står bare i kopien for {role}: {address}"
            findings.add("address", copy.placement.heading.place, text, address)
        if len(copy.answer.blocks) > len(chosen.answer.blocks) and copy.text != chosen.text:
            text = f"«{question.title}», {copy.placement.role}: avsnittene er delt på en annen måte"
            findings.add("paragraphs", copy.placement.heading.place, text)


def _addresses(text: str) -> set[str]:
    return {x.rstrip(").,>") for x in re.findall(r"https?://[^\s<>]+", text)}


def _add_variant(
    group: Sequence[Copy], chosen: Copy, question: Question, taken: set[str], findings: Findings
) -> None:
    """Add another text for the roles of a group; a second text of one role is only reported."""
    start = chosen.text[: len(question.answer)]
    rest = chosen.text[len(question.answer) :].strip()
    way = ("append", rest) if start == question.answer and rest else ("replace", chosen.text)
    for copy in group:
        role, place = copy.placement.role, copy.placement.heading.place
        if role in taken:
            text = f"«{question.title}» har to svar for {role}; dette er ikke i huben: {copy.text}"
            findings.add("two-answers", place, text)
            question.notes.append(
                say("%(role)s har to ulike svar i kilden (%(place)s).", role=role, place=place)
            )
            question.left_out.append(copy)
            continue
        taken.add(role)
        question.variants[role] = way
        findings.add(
            "variant",
            place,
            f"«{question.title}» har en annen tekst for {role}; avgjør om det er ment",
        )


def report_similar(questions: Sequence[Question], findings: Findings) -> None:
    """Report pairs of questions whose answers or titles are nearly the same."""
    for n, one in enumerate(questions):
        for other in questions[:n]:
            titles = likeness(key(one.title), key(other.title), _OTHER_TITLE)
            answers = [one.answer, *(x for _, x in one.variants.values())]
            others = [other.answer, *(x for _, x in other.variants.values())]
            share = max((_share(a, b) for a in answers for b in others if a and b), default=0.0)
            if share >= 0.75 or (titles and share >= 0.5):
                text = (
                    f"«{other.title}» og «{one.title}» har nesten samme svar "
                    f"({share:.0%} like ord); vurder om de er ett spørsmål"
                )
                findings.add("similar", "", text)
