"""A date as people write it -> as files have it."""

import re
from datetime import date

from generator.sources.characters import MONTHS

_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})")
_DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2})[-./ ]+(?P<month>\d{1,2}|[a-zæøå]+)[-./ ]+(?P<year>\d{4})"
)
_SHORTEST_MONTH = 3


def date_meant(text: str) -> date | None:
    """Return the date that a text names, with the day before the month; None if it is unclear."""
    words = text.strip().casefold()
    found = _YEAR_FIRST.fullmatch(words) or _DAY_FIRST.fullmatch(words)
    if not found:
        return None
    name = found["month"]
    named = (
        number for number, month in enumerate(MONTHS, 1)
        if len(name) >= _SHORTEST_MONTH and month.startswith(name)
    )  # fmt: skip
    try:
        month = int(name) if name.isdigit() else next(named, 0)
        return date(int(found["year"]), month, int(found["day"]))
    except ValueError:
        return None
