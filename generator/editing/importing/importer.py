"""Documents -> the content of a new hub, and what a person must look at.

In: paths. Out: an `Import`. Nothing is written. Raises UnusableError, with a Norwegian sentence,
for a file that cannot be read, or in which no question and no link is found.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from generator.editing.importing.blocks import answer_of
from generator.editing.importing.copies import Copy, Question, grouped, merged, report_similar
from generator.editing.importing.lines import Account, Fate, Finding, Findings, Line, UnusableError
from generator.editing.importing.links import Link, Links
from generator.editing.importing.placement import Placement
from generator.editing.importing.read import read_lines
from generator.editing.importing.sections import placed
from generator.editing.importing.spelling import Spelling, occurrences
from generator.editing.importing.titles import key, likeness, upper_first
from generator.language import msgid, say

PLACEHOLDER = re.compile(r"\((?:LENKE|LINK|URL|XX+|TODO|FYLL INN)\)|\[(?:lenke|link|fyll inn)\]")
_NO_SPACE = re.compile(r"(?<![\w.])(\d{1,2}\.)([a-zæøå]{3,})")
_DOUBLED = re.compile(r"\b([a-zæøå]+) \1\b")
# They are written into the hub, in its language.
NO_ANSWER = msgid("Svaret mangler i kilden.")
UNTOPICAL = msgid("Uten emne")
EVERYBODY = msgid("Alle")


@dataclass(frozen=True, slots=True)
class Import:
    """All that documents held."""

    names: dict[str, str]
    """Name of a file -> the title of the document in it."""
    roles: tuple[str, ...]
    topics: tuple[str, ...]
    questions: tuple[Question, ...]
    links: tuple[Link, ...]
    placements: tuple[Placement, ...]
    """Each question of each role, as it stood."""
    listed: tuple[Placement, ...]
    """Each link of each role's list, as it stood."""
    findings: tuple[Finding, ...]
    account: Account


def import_documents(paths: Sequence[Path]) -> Import:
    """Return what documents hold; roles and topics with the same name are one."""
    findings = Findings()
    per_file = [read_lines(path, findings) for path in paths]
    account = Account(line for lines in per_file for line in lines)
    found = [placed(lines, account, findings) for lines in per_file]
    questions = [x for doc in found for x in doc.questions]
    listed = [x for doc in found for x in doc.links]
    if not questions and not listed:
        raise UnusableError(
            f"{', '.join(path.name for path in paths)}: fant ingen spørsmål og ingen lenkeliste; "
            "gi filen en innholdsfortegnelse, eller overskrifter for rolle, emne og spørsmål"
        )
    answers = [answer_of(x.lines, account, findings) for x in questions]
    spelling = _spelling(account.lines, questions, listed, [x.markdown for x in answers])
    names = _Names(spelling)
    questions, listed = names.settled(questions), names.settled(listed)
    copies = [
        Copy(x, answer, _tidy(spelling.mended(answer.markdown), x, findings))
        for x, answer in zip(questions, answers, strict=True)
    ]
    made = [merged(group, spelling, findings) for group in grouped(copies, spelling)]
    _tell_apart(made)
    _report_spelling(spelling, account.lines, findings)
    _note_fates(made, copies, account)
    links = _linked(made, listed, spelling, account, findings)
    report_similar(made, findings)
    account.settle()
    return Import(
        {path.name: x.name or path.stem for x, path in zip(found, paths, strict=True)},
        tuple(dict.fromkeys(x.role for x in (*questions, *listed))),
        tuple(dict.fromkeys(x.topic for x in (*questions, *listed))),
        tuple(made), tuple(links), tuple(questions), tuple(listed), tuple(findings.all), account,
    )  # fmt: skip


def _spelling(
    lines: Sequence[Line], questions: Sequence[Placement], listed: Sequence[Placement],
    answers: Sequence[str],
) -> Spelling:  # fmt: skip
    """Return the spelling of the documents, from all texts that ought to be equal."""
    pairs = [(x.contents_title, x.title) for x in (*questions, *listed) if x.contents_title]
    by_title: dict[str, list[int]] = {}
    for n, item in enumerate(questions):
        name = next((x for x in by_title if likeness(key(x), key(item.title), 0.9)), item.title)
        by_title.setdefault(name, []).append(n)
    for group in by_title.values():
        for a, b in combinations(group, 2):
            pairs += [(questions[a].title, questions[b].title), (answers[a], answers[b])]
    for one, other in combinations(listed, 2):
        if likeness(one.lines[0].text, other.lines[0].text, 0.9):
            pairs.append((one.title, other.title))
    return Spelling([line.text for line in lines], pairs)


class _Names:
    """One name for each role and topic, however documents spell it."""

    def __init__(self, spelling: Spelling) -> None:
        self._spelling = spelling
        self._known: list[str] = []

    def settled(self, items: Sequence[Placement]) -> list[Placement]:
        """Return the placements with settled names of roles and topics."""
        return [
            Placement(
                self._of(x.role or say(EVERYBODY)), self._of(x.topic or say(UNTOPICAL)),
                x.title, x.heading, x.lines, x.contents_title,
            )
            for x in items
        ]  # fmt: skip

    def _of(self, name: str) -> str:
        mended = upper_first(self._spelling.mended(name))
        for known in self._known:
            if key(known) == key(mended):
                return known
        self._known.append(mended)
        return mended


def _tidy(text: str, item: Placement, findings: Findings) -> str:
    """Return an answer with a space after the number of a day; report what is unfinished."""
    place = item.heading.place
    for found in PLACEHOLDER.finditer(text):
        findings.add("placeholder", place, f"«{item.title}»: {found[0]} er ikke fylt ut", found[0])
    for found in _DOUBLED.finditer(text):
        findings.add(
            "wording", place, f"«{item.title}»: «{found[0]}» står kanskje to ganger", found[0]
        )
    for found in _NO_SPACE.finditer(text):
        right = f"{found[1]} {found[2]}"
        findings.add("spelling", place, f"«{found[0]}» er rettet til «{right}»", found[0], right)
    return _NO_SPACE.sub(r"\1 \2", text) or say(NO_ANSWER)


def _report_spelling(spelling: Spelling, lines: Sequence[Line], findings: Findings) -> None:
    """Report each wrong form once, with all its places."""
    forms = sorted({*spelling.mends, *spelling.doubts})
    places: dict[str, list[str]] = {}
    for line in lines:
        for form in occurrences(line.text, forms):
            places.setdefault(form, []).append(line.place)
    for form, found in sorted(places.items()):
        right, likelier = spelling.mends.get(form, ""), spelling.doubts.get(form, "")
        text = f"«{form}» er rettet til «{right}»" if right else f"«{form}» eller «{likelier}»?"
        findings.add("spelling", ", ".join(found), text, form, right)


def _tell_apart(made: Sequence[Question]) -> None:
    """Give each question a title of its own."""
    taken: set[str] = set()
    for question in made:
        title, number = question.title, 2
        while question.title in taken:
            question.title, number = f"{title} ({number})", number + 1
        taken.add(question.title)


def _note_fates(made: Sequence[Question], copies: Sequence[Copy], account: Account) -> None:
    kept = {id(x) for question in made for x in question.kept}
    left_out = {id(x) for question in made for x in question.left_out}
    for copy in copies:
        lines = [
            x for x in copy.placement.lines if (fate := account.of(x)) and fate[0] is Fate.IMPORTED
        ]
        if id(copy) in left_out:
            account.note(lines, Fate.REPORTED, "et annet svar på samme spørsmål for samme rolle")
        elif id(copy) not in kept:
            account.note(lines, Fate.MERGED)


def _linked(
    made: Sequence[Question], listed: Sequence[Placement], spelling: Spelling, account: Account,
    findings: Findings,
) -> list[Link]:  # fmt: skip
    """Return all links; the answers refer to them from now on."""
    links = Links(spelling, findings)
    links.know(account.lines)
    seen: set[str] = set()
    for item in listed:
        links.listed(item.title, item.lines[0], item.role, item.topic)
        if item.lines[0].text in seen:
            account.note(item.lines, Fate.MERGED)
        seen.add(item.lines[0].text)
    for question in made:
        place = question.kept[0].placement.heading.place
        question.answer = links.referred(question.answer, question.topic, place)
        for role, (way, text) in question.variants.items():
            at = next(x.placement.heading.place for x in question.kept[1:] if x)
            question.variants[role] = way, links.referred(text, question.topic, at)
    return links.all
