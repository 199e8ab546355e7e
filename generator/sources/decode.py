"""The bytes of a YAML file or hand-written page -> its text, and problems of its characters.

In: the path that problems name, and bytes or text. Out: text in Unicode normal form C, with line
feeds as line ends, and problems. Lines and columns of problems are those of that text.
"""

import codecs
import re
import unicodedata
from collections.abc import Iterator

from generator.language import say
from generator.problems import Code, Fix, Place, Problem
from generator.sources import characters
from generator.sources.lines import line_and_column

# What YAML 1.2 does not allow (https://yaml.org/spec/1.2.2/#51-character-set), and U+FEFF.
_CONTROL = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
# Line ends in YAML 1.1, which PyYAML follows; in YAML 1.2 they are not.
_FORMER_LINE_ENDS = ("\x85", "\u2028", "\u2029")
_CONFLICT_MARKS = ("<" * 7, "|" * 7, "=" * 7, ">" * 7)
_CONFLICT = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?= |$)", re.MULTILINE)


def decode(path: str, raw: bytes, *, is_page: bool = False) -> tuple[str | None, list[Problem]]:
    """Return the text of a file, or None if it is unusable, and the problems of its characters.

    Reported characters with a certain cure are cured in the text, so that they cause no further
    problems. `is_page` is for `characters.find`.
    """
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        before = _plain_line_ends(raw[: error.start].decode())
        message = say("filen er ikke lagret som UTF-8; lagre den på nytt med tegnkoding UTF-8")
        return None, [Problem(_place_of(path, before, len(before)), Code.NOT_UTF8, message)]
    text = _plain_line_ends(text)
    if characters.is_ordinary(text):
        return text, []
    text = unicodedata.normalize("NFC", text)
    if "\0" in text:
        message = say(
            "filen er ikke ren tekst; lagre den på nytt som ren tekst med tegnkoding UTF-8"
        )
        return None, [Problem(_place_of(path, text, text.index("\0")), Code.NOT_UTF8, message)]
    findings = list(characters.find(text, is_page=is_page))
    problems = [_problem(path, text, finding) for finding in findings]
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


def _problem(path: str, text: str, finding: characters.Finding) -> Problem:
    place = _place_of(path, text, finding.start)
    old, new = text[finding.start : finding.end], finding.new
    fix = None if new is None or not old else Fix(place, old, new)
    return Problem(place, finding.code, finding.message, fix)


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


def tabs(path: str, text: str) -> Iterator[Problem]:
    """Yield a problem for each line with a tab, which YAML forbids as indentation."""
    lines = text.split("\n") if "\t" in text else ()
    for number, line in enumerate(lines, 1):
        if (column := line.find("\t")) >= 0:
            message = say("tabulator; bruk mellomrom (to for hvert innrykk)")
            place = Place(path, number, column + 1)
            yield Problem(
                place, Code.TAB, message, Fix(place, line[column:], _spaces(line, column))
            )


def _spaces(line: str, column: int) -> str:
    """Return the rest of a line from its first tab, with two spaces for each one that indents."""
    rest = line[column:]
    indents = len(rest) - len(rest.lstrip("\t ")) if not line[:column].strip() else 0
    return rest[:indents].replace("\t", "  ") + rest[indents:].replace("\t", " ")


def conflicts(path: str, text: str, *, is_page: bool = False) -> list[Problem]:
    """Return the lines that a version control system leaves at an unresolved merge conflict.

    On a page, a row of `=` without the other lines is not one: it underlines a heading.
    """
    if not any(mark in text for mark in _CONFLICT_MARKS):
        return []
    found = list(_CONFLICT.finditer(text))
    if is_page and not any(match.group()[0] in "<>" for match in found):
        return []
    message = say("linje fra en uløst sammenslåing; behold én av versjonene, og slett resten")
    return [
        Problem(_place_of(path, text, match.start()), Code.MERGE_CONFLICT, message)
        for match in found
    ]


def _place_of(path: str, text: str, offset: int) -> Place:
    line, column = line_and_column(text, offset)
    return Place(path, line + 1, column + 1)
