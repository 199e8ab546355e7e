"""What a form understands of dates, periods and amounts as people write them."""

import random
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.form_scripts import run

pytestmark = pytest.mark.browser

DATES: dict[str, Any] = {
    "1.3.26": [2026, 3, 1], "01.03.2026": [2026, 3, 1], "1/3/2026": [2026, 3, 1],
    "2026-03-01": [2026, 3, 1], "1. mars 2026": [2026, 3, 1], "1 mars 26": [2026, 3, 1],
    "1. Mars 2026": [2026, 3, 1], "mars 2026": [2026, 3], "mar. 26": [2026, 3],
    "3.2026": [2026, 3], "2026": [2026], "31.12.1998": [1998, 12, 31], "1.1.99": [1999, 1, 1],
    "29.2.2028": [2028, 2, 29], "May 2026": [2026, 5], "oktober 2026": [2026, 10],
    "des 26": [2026, 12], " 1.3.26 ": [2026, 3, 1], "1. 3. 2026": [2026, 3, 1],
    # No such day, no year, two dates, or no date at all.
    "29.2.2026": None, "31.4.26": None, "1.13.26": None, "32.1.26": None, "0.1.26": None,
    "1.3": None, "mars": None, "1.3.26 og 2.3.26": None, "snart": None, "": None, "12": None,
    "1.3.262": None, "våren 2026": None,
}  # fmt: skip


def test_dates_are_read_as_people_write_them(browser: Browser) -> None:
    """A day, a month or a year is understood; anything else is not guessed at."""
    code = """return input.map((text) => {
      const date = readDate(text)
      return date && [date.year, date.month, date.day].filter(Boolean)
    })"""
    assert dict(zip(DATES, run(browser, code, list(DATES)), strict=True)) == DATES


def test_every_day_is_read_back_from_its_words(browser: Browser) -> None:
    """What the page says in words is understood again, in each of the ways to write a day."""
    days = [date(1999, 12, 28) + timedelta(days=37 * number) for number in range(500)]
    code = """return input.filter(([year, month, day]) => {
      const date = { year, month, day }
      const ways = [dateWords(date, "nb"), dateWords(date, "nn"), dateWords(date, "en-GB"),
        `${day}.${month}.${year}`, `${day}/${month}/${year}`]
      return ways.some((way) => JSON.stringify(readDate(way)) !== JSON.stringify(date))
    })"""
    assert run(browser, code, [[day.year, day.month, day.day] for day in days]) == []


AMOUNTS: dict[str, Any] = {
    "1.3.24–31.8.25": 18, "1.3.24 - 31.8.25": 18, "1.3.24-31.8.25": 18, "mars 2024–august 2025": 18,
    "fra 1.3.24 til 31.8.25": 18, "2024-03-01 til 2025-08-31": 18, "2024–2025": 24,
    "1.3.24–31.8.25 i 80 %": 14.4, "80 prosent 1.3.24–31.8.25": 14.4, "6 mnd": 6, "6 måneder": 6,
    "1,5 år": 18, "1 år 6 mnd": 18, "½ år": 6, "26 uker": 6, "6 mnd i 50 %": 3,
    "6 mnd på sykehjemmet": 6, "1.3.24–31.8.25 Fjell legesenter": 18, "1.3.24–31.8.25; 6 mnd": 24,
    "1.3.24–31.8.25\n6 mnd": 24, "1.1.26–15.1.26": 0.5, "1.2.28–29.2.28": 1,
    "31.1.26–28.2.26": 0.9, "": 0,
    # Not understood, so not counted; the rest of the text still is.
    "1.3.24": 0, "våren": 0, "6": 0, "31.8.25–1.3.24": 0, "1.3.24–31.2.25": 0, "6 mnd i 120 %": 0,
    "1.3.24–31.8.25 nr. 4": 0, "fjor; 6 mnd": 6,
}  # fmt: skip


def test_time_is_counted_in_full_positions(browser: Browser) -> None:
    """Periods include both their ends, and a part of a position counts as that part."""
    code = 'return input.map((text) => round(readDone(text, "months").amount))'
    assert dict(zip(AMOUNTS, run(browser, code, list(AMOUNTS)), strict=True)) == AMOUNTS


def test_what_is_not_understood_is_named(browser: Browser) -> None:
    """Nothing is dropped silently: each part is counted, too small, or unclear."""
    code = """const read = readDone(input, "months", 50)
    return [read.parts.length, read.tooSmall, read.unclear, round(read.amount)]"""
    text = "1.3.24–31.8.25; 1.1.23–30.6.23 i 40 %; våren 23; 2 mnd"
    assert run(browser, code, text) == [2, ["1.1.23–30.6.23 i 40 %"], ["våren 23"], 20]


def test_other_things_are_counted_by_their_first_number(browser: Browser) -> None:
    """Each part begins with how many; words without a number are unclear."""
    code = """return input.map((text) => {
      const read = readDone(text, "legevakter")
      return [read.amount, read.unclear.length]
    })"""
    texts = ["25", "12 i 2024; 13 i 2025", "mange", "40 (minst)", ""]
    assert run(browser, code, texts) == [[25, 0], [25, 0], [0, 1], [40, 0], [0, 0]]


def test_what_remains_is_never_below_nothing(browser: Browser) -> None:
    """A least amount remains until it is reached; a most amount asks for nothing."""
    code = """return input.map(([bound, amount, done]) => remains({ bound, amount }, done))"""
    cases = [["least", 24, 18], ["least", 24, 30], ["exactly", 60, 0.04], ["most", 54, 10]]
    assert run(browser, code, cases) == [6, 0, 60, 0]


def test_months_of_random_periods_add_up(browser: Browser) -> None:
    """Two periods that meet last as long as the one that they make, to a day."""
    chance = random.Random(7)
    cases = []
    for _ in range(1000):
        first = date(2015, 1, 1) + timedelta(days=chance.randrange(3000))
        middle = first + timedelta(days=chance.randrange(1, 900))
        last = middle + timedelta(days=chance.randrange(1, 900))
        days = (first, middle - timedelta(days=1), middle, last)
        cases.append([{"year": x.year, "month": x.month, "day": x.day} for x in days])
    code = """return input.map(([a, b, c, d]) =>
      Math.abs(monthsBetween(a, b) + monthsBetween(c, d) - monthsBetween(a, d)))"""
    assert max(run(browser, code, cases)) < 0.12  # the days of a month are its parts: 28 to 31
