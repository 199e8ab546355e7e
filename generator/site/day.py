"""The date on PDFs and offline copies. It comes from the sources: equal sources, equal bytes.

SOURCE_DATE_EPOCH gives it (https://reproducible-builds.org/specs/source-date-epoch/); `make` sets
that to the last commit. Without it, the newest entry in the change log gives the date. If the log
is empty too, PDFs get today's date, and an offline copy says that it has none.
"""

import os
from datetime import UTC, date, datetime

from generator.hub.field_types import today
from generator.hub.model import Hub
from generator.language import say


def source_day(seconds: str) -> date | None:
    """Return the UTC date of a value of SOURCE_DATE_EPOCH, seconds since 1970; None if it is empty.

    Raises ValueError, with a message in Norwegian, for any other value.
    """
    try:
        return datetime.fromtimestamp(int(seconds), UTC).date() if seconds else None
    except (ValueError, OverflowError, OSError) as error:
        raise ValueError(
            say(
                "SOURCE_DATE_EPOCH er «%(seconds)s», men skal være sekunder siden 1970",
                seconds=seconds,
            )
        ) from error


def printed_day(hub: Hub) -> date:
    """Return the date printed on PDFs: the sources' own, so that equal sources give equal bytes.

    Raises ValueError, with a message in Norwegian, if SOURCE_DATE_EPOCH is not a number.
    """
    day = source_day(os.environ.get("SOURCE_DATE_EPOCH", ""))
    return day or max((change.date for change in hub.changes), default=today())
