"""The text of a YAML file -> the parser's events, or where and why it stops being YAML.

Events come from libyaml where PyYAML was built with it, else from PyYAML's own parser.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from generator.sources.slips import Position

_FastParser: Any
try:
    from yaml.cyaml import CParser as _FastParser  # type: ignore[attr-defined]
except ImportError:  # PyYAML built without libyaml
    _FastParser = None

# libyaml drops what follows as a comment; PyYAML's own parser reports an error, as it should.
_COMMENT_AFTER_BLOCK = re.compile(r"[|>][-+0-9]*#")


class _PureParser(Reader, Scanner, Parser):
    """PyYAML's own event parser: the fallback, and the one whose errors have messages here."""

    def __init__(self, stream: str) -> None:
        Reader.__init__(self, stream)
        Scanner.__init__(self)
        Parser.__init__(self)


def events(text: str, *, pure: bool = False) -> Iterator[yaml.Event]:
    """Yield the events of a text; `pure` leaves libyaml out. Raises yaml.MarkedYAMLError."""
    pure = pure or _FastParser is None or bool(_COMMENT_AFTER_BLOCK.search(text))
    parser: Any = _PureParser(text) if pure else _FastParser(text)
    try:
        yield from iter(parser.get_event, None)
    finally:
        parser.dispose()


def fault(text: str) -> Position | None:
    """Return where a text stops being YAML, if it does."""
    error = error_in(text)
    return position(error.problem_mark or error.context_mark) if error else None


def error_in(text: str, *, pure: bool = False) -> yaml.MarkedYAMLError | None:
    """Return the error at which parsing a text stops, if any."""
    try:
        for _ in events(text, pure=pure):
            pass
    except yaml.MarkedYAMLError as error:
        return error
    return None


def position(mark: Any) -> Position | None:
    """Return line and column of a mark of PyYAML, if there is one."""
    return (mark.line, mark.column) if mark else None
