"""What day a build bears: the sources' own, so that equal sources give equal bytes.

Only the PDFs of a hub that has told of no change, built without the variable, bear the clock's day.

The variable SOURCE_DATE_EPOCH is that of reproducible-builds.org; `make` sets it to the day of the
last commit.
"""

from datetime import UTC, date, datetime


def source_day(seconds: str) -> date | None:
    """Return the day that SOURCE_DATE_EPOCH names; None where it is empty.

    Raises ValueError, with a message for who set it, where it is no number of seconds.
    """
    try:
        return datetime.fromtimestamp(int(seconds), UTC).date() if seconds else None
    except (ValueError, OverflowError, OSError) as error:
        raise ValueError(
            f"SOURCE_DATE_EPOCH er «{seconds}», men skal være sekunder siden 1970"
        ) from error
