"""A value -> how the canonical form of YAML writes it.

In: text, a number, true, false or None, and how far its lines are indented. Out: its spelling. The
rules are those of npm's `yaml` 2 with `lineWidth: 0` and `singleQuote: true`, with which the web
form writes files: `plainString`, `quotedString` and `blockString` in its `stringifyString.js`.
"""

import json
import math
import re
from typing import Any

from generator.sources import characters

# What cannot be a plain scalar, wherever it is.
_NOT_PLAIN = re.compile(
    r"^[\n\t ,\[\]{}#&*!|>'\"%@`]|^[?-]$|^[?-][ \t]|[\n:][ \t]|[ \t]\n|[\n\t ]#|[\n\t :]$"
)
# What the YAML 1.2 core schema reads as something else than text
# (https://yaml.org/spec/1.2.2/#103-core-schema).
_NOT_TEXT = re.compile(
    r"(?:~|[Nn]ull|NULL)?|[Tt]rue|TRUE|[Ff]alse|FALSE|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)",
    re.ASCII,
)
_NEEDS_ESCAPES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SPACE_AT_LINE_END = re.compile(r"[ \t]\n|\n[ \t]")
_ENDS_IN_BLANKS = re.compile(r"\n[\t ]+\Z")
_LINE_ENDS = re.compile(r"\n+")


def spelling(value: Any, indent: str = "") -> str:
    """Return how a value is written after a key or a dash; lines after its first have `indent`.

    What follows the line `|` of a text with several lines is a part of it.
    """
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case float() if math.isinf(value):
            return "1e999" if value > 0 else "-1e999"
        case float() if value.is_integer():
            return str(int(value))
        case int() | float():
            return str(value)
        case str() if _NEEDS_ESCAPES.search(value) or _would_be_cured(value):
            return _double(value)
        case str() if "\n" in value:
            return _quoted(value) if _ENDS_IN_BLANKS.search(value) else _block(value, indent)
        case str() if _NOT_PLAIN.search(value) or _NOT_TEXT.fullmatch(value):
            return _quoted(value)
        case str():
            return value
    raise TypeError(type(value).__name__)


def key_spelling(key: str) -> str:
    """Return how a key is written, without its colon."""
    if "\n" in key or _NEEDS_ESCAPES.search(key) or _would_be_cured(key):
        return _double(key)
    if key.startswith(("---", "...")) or _NOT_PLAIN.search(key) or _NOT_TEXT.fullmatch(key):
        return _quoted(key)
    return key


def keeps_line_ends(text: str) -> bool:
    """Whether a text is a block to whose end every line end after it belongs."""
    return "\n" in text and bool(re.match(r"\|[0-9]?\+", spelling(text)))


def _would_be_cured(text: str) -> bool:
    """Whether reading would change the text if its lines were lines of the file.

    A hard space at the start of a line is read as indentation; between quotes it begins no line.
    """
    return any(finding.cure is not None for finding in characters.find(text))


def _quoted(text: str) -> str:
    if ("'" in text and '"' not in text) or "\n" in text or _SPACE_AT_LINE_END.search(text):
        return _double(text)
    return "'" + text.replace("'", "''") + "'"


def _double(text: str) -> str:
    return _NEEDS_ESCAPES.sub(
        lambda match: f"\\u{ord(match.group()):04x}", json.dumps(text, ensure_ascii=False)
    )


def _block(text: str, indent: str) -> str:
    """Return a text with several lines after `|`, `|-` or `|+`."""
    body = text.rstrip("\n\t ")
    end = text[len(body) :]
    if "\n" not in end:
        chomping = "-"
    else:
        chomping = "+" if not body or end.index("\n") != len(end) - 1 else ""
    first = re.match(r"[ \n]*", text)
    indicator = "2" if first and " " in first.group() else ""
    whole = text[:-1] if end.endswith("\n") else text
    lines = _LINE_ENDS.sub(lambda match: match.group() + indent, whole)
    if whole.endswith("\n"):  # an empty line at the end has no indentation
        lines = lines[: len(lines) - len(indent)] if indent else lines
    return f"|{indicator}{chomping}\n{indent if not whole.startswith(chr(10)) else ''}{lines}"
