"""Runs -> nights: runs that lie close together are one night.

In: sightings, ordered oldest first, and times (ISO, with zone). Out: numbers of nights. Pure.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol


class Span(Protocol):
    """Several runs that saw the same, of which those that count as nights are counted."""

    @property
    def at(self) -> str:
        """When the first of them took place."""

    @property
    def until(self) -> str:
        """When the last that counts as a night took place."""

    @property
    def times(self) -> int:
        """How many of them count as nights."""


def nights_of(spans: Sequence[Span], now: str, gap: float) -> int:
    """Return the number of nights, including tonight; runs less than `gap` hours apart are one."""
    nights, last = _nights(spans, gap)
    return nights + (1 if last is None or hours_between(last, now) >= gap else 0)


def is_another_night(spans: Sequence[Span], now: str, gap: float) -> bool:
    """Return whether `now` is at least `gap` hours after the last night of the spans."""
    return nights_of(spans, now, gap) > _nights(spans, gap)[0]


def _nights(spans: Sequence[Span], gap: float) -> tuple[int, str | None]:
    """Return the number of nights, and when the last of them was."""
    nights, last = 0, None
    for span in spans:
        is_apart = last is None or hours_between(last, span.at) >= gap
        nights += span.times if is_apart else span.times - 1
        if is_apart or span.times > 1:
            last = span.until
    return nights, last


def hours_between(one: str, other: str) -> float:
    """Return how many hours the second time is after the first."""
    return (datetime.fromisoformat(other) - datetime.fromisoformat(one)) / timedelta(hours=1)
