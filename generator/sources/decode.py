"""The bytes of a YAML file or hand-written page -> its text, and problems of its characters.

In: the path that problems name, and bytes or text. Out: text in Unicode normal form C, with line
feeds as line ends, and problems. Lines and columns of problems are those of that text.
"""

import codecs
import re
import unicodedata
from collections.abc import Iterator, Sequence

from generator.language import say, say_count
from generator.problems import Code, Fix, Place, Problem
from generator.sources import characters
from generator.sources.file_kinds import other_kind
from generator.sources.lines import line_and_column
from generator.sources.lost_letters import escaped, question_marks

# What YAML 1.2 does not allow (https://yaml.org/spec/1.2.2/#51-character-set), and U+FEFF.
_CONTROL = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
# Line ends in YAML 1.1, which PyYAML follows; in YAML 1.2 they are not.
_FORMER_LINE_ENDS = ("\x85", "\u2028", "\u2029")
_FEW = 2
"""More findings of a kind than this have one cause."""
_CONFLICT_MARKS = ("<" * 7, "|" * 7, "=" * 7, ">" * 7)
_CONFLICT = re.compile(r"^ *(?P<mark><{7}|\|{7}|={7}|>{7})(?= |$)", re.MULTILINE)


def decode(path: str, raw: bytes, *, is_page: bool = False) -> tuple[str | None, list[Problem]]:
    """Return the text of a file, or None if it is unusable, and the problems of its characters.

    Reported characters with a certain cure are cured in the text, so that they cause no further
    problems. `is_page` is for `characters.find`.
    """
    raw = raw.removeprefix(codecs.BOM_UTF8)
    if kind := other_kind(raw):
        return None, [Problem(Place(path), Code.NOT_UTF8, kind)]
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        before = _plain_line_ends(raw[: error.start].decode())
        message = say("filen er ikke lagret som UTF-8; lagre den på nytt med tegnkoding UTF-8")
        return None, [Problem(_place_of(path, before, len(before)), Code.NOT_UTF8, message)]
    text = _plain_line_ends(text)
    if characters.is_ordinary(text):
        return text, list(_problems(path, text, [*question_marks(text), *escaped(text)]))
    text = unicodedata.normalize("NFC", text)
    if "\0" in text:
        message = say(
            "filen er ikke ren tekst; lagre den på nytt som ren tekst med tegnkoding UTF-8"
        )
        return None, [Problem(_place_of(path, text, text.index("\0")), Code.NOT_UTF8, message)]
    findings = [*characters.find(text, is_page=is_page), *question_marks(text), *escaped(text)]
    problems = list(_problems(path, text, findings))
    if bad := _CONTROL.search(text):
        if not any(finding.start <= bad.start() < finding.end for finding in findings):
            message = say(
                "usynlig tegn U+%(code)s som YAML ikke tillater; slett det",
                code=f"{ord(bad.group()):04X}",
            )
            place = _place_of(path, text, bad.start())
            fix = Fix(place, bad.group(), _without_control(bad.group()))
            problems.append(Problem(place, Code.CONTROL_CHARACTER, message, fix))
        return None, problems
    text = characters.cured(text, findings)
    for line_end in _FORMER_LINE_ENDS:
        text = text.replace(line_end, " ")
    return text, problems


def _problems(path: str, text: str, findings: Sequence[characters.Finding]) -> Iterator[Problem]:
    """Yield a problem for each finding; one for all of a kind that has one cause in the file.

    Letters are lost, or read in the wrong encoding, when a whole text is saved or pasted.
    """
    for code in (Code.MOJIBAKE, Code.LOST_CHARACTER):
        alike = sorted(finding for finding in findings if finding.code is code)
        if len(alike) > _FEW:
            yield _joined(path, text, alike)
            findings = [finding for finding in findings if finding.code is not code]
    for finding in findings:
        place = _place_of(path, text, finding.start)
        old, new = text[finding.start : finding.end], finding.new
        fix = None if new is None or not old else Fix(place, old, new)
        yield Problem(place, finding.code, finding.message, fix)


def _joined(path: str, text: str, alike: Sequence[characters.Finding]) -> Problem:
    """Return one problem for findings of one kind, at the first, which mends all that it can."""
    first, last = alike[0], max(finding.end for finding in alike)
    place = _place_of(path, text, first.start)
    message = say_count(
        "%(first)s, og det samme %(num)s sted til i filen",
        "%(first)s, og det samme %(num)s steder til i filen",
        len(alike) - 1,
        first=first.message,
    )
    old = text[first.start : last]
    new = old
    for finding in reversed(alike):
        if finding.new is not None:
            start, end = finding.start - first.start, finding.end - first.start
            new = new[:start] + finding.new + new[end:]
    return Problem(place, first.code, message, Fix(place, old, new) if new != old else None)


def _without_control(character: str) -> str:
    """Return what a control character stands for: a letter of Windows-1252, or a line's end."""
    if character in "\v\f":  # a line's end inside a paragraph of Word
        return " "
    try:
        return character.encode("latin-1").decode("cp1252") if ord(character) >= 0x80 else ""
    except UnicodeError:
        return ""


def _plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def conflicts(path: str, text: str, *, is_page: bool = False) -> list[Problem]:
    """Return a problem for each merge conflict that a version control system left unresolved.

    On a page or inside a text, a row of `=` alone is not one: it underlines a heading.
    """
    if not any(mark in text for mark in _CONFLICT_MARKS):
        return []
    found = list(_CONFLICT.finditer(text))
    if not any(match["mark"][0] in "<>" for match in found):
        found = [] if is_page else [match for match in found if match.group()[0] != " "]
    problems = []
    while found:
        start = found.pop(0)
        end = start
        while found and start["mark"][0] == "<" and end["mark"][0] != ">":
            end = found.pop(0)
        first, last = (text.count("\n", 0, mark.start()) + 1 for mark in (start, end))
        message = (
            say("linje fra en uløst sammenslåing; behold én av versjonene, og slett resten")
            if first == last
            else say(
                "uløst sammenslåing i linje %(first)s til %(last)s; behold én av versjonene, og "
                "slett resten, også linjene som skiller dem",
                first=first,
                last=last,
            )
        )
        problems.append(
            Problem(_place_of(path, text, start.start("mark")), Code.MERGE_CONFLICT, message)
        )
    return problems


def _place_of(path: str, text: str, offset: int) -> Place:
    line, column = line_and_column(text, offset)
    return Place(path, line + 1, column + 1)
