"""What the HTML of a page says about the page, and the same as bytes between two processes.

Nothing outside the standard library is imported here, so that a reading process starts quickly.
"""

import json
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What the HTML of a page says about the page."""

    title: str = ""
    headings: tuple[str, ...] = ()
    """Text of `h1` and `h2`, at most ten."""
    ids: frozenset[str] = frozenset()
    """Every `id`, and every `name` of an `a`."""
    scripts: bool = False
    """Whether the page runs scripts that may add ids or text which are not in the HTML."""
    refresh: str | None = None
    """Where a `meta refresh` within ten seconds goes."""
    script_target: str | None = None
    """Where the page's only script sends the reader at once."""
    words: int = 0
    """Number of words in the main text."""
    password_field: bool = False
    name_field: bool = False
    """Whether it has a field for a user name or another first step of a login."""
    pictures: bool = False
    """Whether it shows anything besides text: pictures, films, frames."""
    wall: str | None = None
    """The product whose check of visitors this is: see `page.walls`."""
    parked: str | None = None
    """Who fills the page of a host name that nobody uses: see `page.walls`."""
    doubtful: bool = False
    """Whether the main text has words of an error message; they prove nothing in running text."""
    missing_texts: frozenset[str] = frozenset()
    """Those of the text directives that were looked for, as written, whose text it has not."""
    fingerprint: tuple[int, ...] = ()
    """The main text in a form that can be compared: see `page.fingerprint`."""
    outline: tuple[int, ...] = ()
    """The same of title, headings and main text, without the words of the page's own address; only
    of a page that may be an error message."""


_SETS = {"ids", "missing_texts"}
_NAMES = tuple(field.name for field in fields(PageFacts))


def packed(facts: PageFacts) -> bytes:
    """Return facts as bytes; lone surrogates survive."""
    values = [getattr(facts, name) for name in _NAMES]
    return json.dumps([sorted(x) if isinstance(x, frozenset) else x for x in values]).encode(
        "ascii"
    )


def unpacked(data: bytes) -> PageFacts:
    """Return the facts that `packed` made these bytes of. Raises ValueError for other bytes."""
    values: list[Any] = json.loads(data)
    if len(values) != len(_NAMES):
        raise ValueError("not the facts of a page")
    made: list[Any] = [
        (frozenset if name in _SETS else tuple)(value) if isinstance(value, list) else value
        for name, value in zip(_NAMES, values, strict=True)
    ]
    return PageFacts(*made)
