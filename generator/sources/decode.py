"""The bytes of a file -> its text, or why it can't be had; and what no YAML of ours may hold.

In: the path that problems name, and bytes or text. Out: text with plain line ends, and problems.
"""

import codecs
import re
from collections.abc import Iterator

from generator.problems import Code, Place, Problem

_CONTROL = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?= |$)", re.MULTILINE)


def decode(path: str, raw: bytes) -> tuple[str, Problem | None]:
    """Return the text with plain line ends and no byte-order mark, or why it can't be had."""
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        before = _plain_line_ends(raw[: error.start].decode())
        place = _place_of(path, before, len(before))
        message = "filen er ikke lagret som UTF-8; lagre den på nytt med tegnkoding UTF-8"
        return "", Problem(place, Code.NOT_UTF8, message)
    text = _plain_line_ends(text)
    # YAML 1.1 took these for line ends, YAML 1.2 does not; as blanks they are the same in both.
    for line_end in ("\x85", "\u2028", "\u2029"):
        text = text.replace(line_end, " ")
    if "\0" in text:
        message = "filen er ikke ren tekst; lagre den på nytt som ren tekst med tegnkoding UTF-8"
        return "", Problem(_place_of(path, text, text.index("\0")), Code.NOT_UTF8, message)
    if bad := _CONTROL.search(text):
        message = f"usynlig tegn U+{ord(bad.group()):04X} som YAML ikke tillater; slett det"
        return "", Problem(_place_of(path, text, bad.start()), Code.CONTROL_CHARACTER, message)
    return text, None


def _plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def tabs(path: str, text: str) -> Iterator[Problem]:
    """Tell of the tabs, which look like blanks and are none to YAML."""
    for number, line in enumerate(text.split("\n"), 1):
        if (column := line.find("\t")) >= 0:
            message = "tabulator; bruk mellomrom (to for hvert innrykk)"
            yield Problem(Place(path, number, column + 1), Code.TAB, message)


def conflicts(path: str, text: str) -> Iterator[Problem]:
    """Tell of the lines that a version control system leaves where two changes met."""
    for match in _CONFLICT.finditer(text):
        message = "linje fra en uløst sammenslåing; behold én av versjonene, og slett resten"
        yield Problem(_place_of(path, text, match.start()), Code.YAML_SYNTAX, message)


def _place_of(path: str, text: str, offset: int) -> Place:
    before = text[:offset]
    return Place(path, before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1)
