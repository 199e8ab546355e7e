"""An unquoted scalar -> its value under the YAML 1.2 core schema.

https://yaml.org/spec/1.2.2/#103-core-schema
"""

import re
from typing import Any

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})
# A number with a leading zero stays text: in a hub it is a code or a phone number.
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)", re.ASCII)
_FLOAT = re.compile(
    r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", re.ASCII
)
_MAX_DIGITS = 300  # a longer number overflows or is slow to convert, and stays text


def plain_value(text: str) -> Any:
    """Return the value of an unquoted scalar under the YAML 1.2 core rules."""
    if text in _NULL:
        return None
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    if text[0] in "+-.0123456789" and len(text) < _MAX_DIGITS:
        if _INTEGER.fullmatch(text):
            return int(text)
        if _FLOAT.fullmatch(text):
            return float(text)
    return text
