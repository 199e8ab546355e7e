"""Addresses and headers as they are written, and what is sent or understood."""

import time
from email.utils import formatdate

import pytest

from generator.linkcheck.fetch.request_url import location, prepare, retry_after


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("http://no.test", "http://no.test/"),
        ("HTTP://No.Test/A", "http://no.test/A"),
        (" http://no.test/a ", "http://no.test/a"),
        ("http://no.test/a b", "http://no.test/a%20b"),
        ("http://no.test/æ?ø=å", "http://no.test/%C3%A6?%C3%B8=%C3%A5"),
        ("http://no.test/%c3%a6%2F%3A%7e", "http://no.test/%c3%a6%2F%3A%7e"),
        ("http://no.test/a:b(c)/_/d,e;f", "http://no.test/a:b(c)/_/d,e;f"),
        ("http://no.test/?b=2&a=1&a=+%20", "http://no.test/?b=2&a=1&a=+%20"),
        ("http://no.test/a#b", "http://no.test/a"),
        ("http://no.test:8080/a", "http://no.test:8080/a"),
        ("http://blåbær.test/", "http://xn--blbr-roah.test/"),
        ("http://[2001:db8::1]/", "http://[2001:db8::1]/"),
        ("http://", None),
        ("http:///a", None),
        ("http://no.test:99999/", None),
        ("http://no.test:x/", None),
        ("http://[::1/", None),
        ("http://a b.test/", None),
        ("http://no.test/a?", "http://no.test/a?"),
        ("http://no.test?#b", "http://no.test/?"),
        ("http://meg:hemmelig@no.test/", "http://no.test/"),
        ("http://no%2etest/", "http://no.test/"),
        ("http://bl%C3%A5b%C3%A6r.test/", "http://xn--blbr-roah.test/"),
        ("http://no%0d%0aX:%20y.test/", None),
        ("http://no%2ftest/", None),
        ("http://no.test%3A80/", None),
        ("http://%E5.test/", None),
        ("http://no.test/m\udce5l?\udcf8", "http://no.test/m%E5l?%F8"),
        ("http://no.test/\ud800", None),
        ("http://\udce5.test/", None),
        ("http://a\u2100b.test/", None),
        ("ftp://no.test/", None),
        ("no.test/a", None),
        ("", None),
    ],
)
def test_an_address_is_sent_as_it_was_written(written: str, sent: str | None) -> None:
    """Only what cannot be sent is changed; None if no request can be made."""
    prepared = prepare(written)
    assert (str(prepared) if prepared else None) == sent


@pytest.mark.parametrize(
    ("header", "read"),
    [
        ("/a", "/a"),
        ("  /a\t", "/a"),
        ("/kompetansemål", "/kompetansem%C3%A5l"),
        ("/a b", "/a%20b"),
        ("/%C3%A5?x=%2F", "/%C3%A5?x=%2F"),
        ("/m\udce5l", "/m%E5l"),
        ("http://blåbær.test/å", "http://blåbær.test/%C3%A5"),
        ("//bl%C3%A5b%C3%A6r.test:80?ø", "//blåbær.test:80?%C3%B8"),
        ("https://no%0d%0a.test", "https://no%0d%0a.test"),
        ("/a?b=http://å.test/", "/a?b=http://%C3%A5.test/"),
        ("", ""),
    ],
)
def test_a_location_is_read_whatever_its_bytes(header: str, read: str) -> None:
    """Raw bytes become percent-encoded; what is encoded stays."""
    assert location(header) == read


@pytest.mark.parametrize(
    ("header", "least", "most"),
    [
        ("0", 0, 0),
        ("120", 120, 120),
        (" 7 ", 7, 7),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0, 0),
    ],
)
def test_retry_after_has_two_forms(header: str, least: float, most: float) -> None:
    """Seconds or a date; a date in the past asks for no wait."""
    seconds = retry_after(header)
    assert seconds is not None
    assert least <= seconds <= most


def test_retry_after_may_be_a_date_ahead() -> None:
    """The wait is the time until then."""
    seconds = retry_after(formatdate(time.time() + 3600, usegmt=True))
    assert seconds is not None
    assert 3000 <= seconds <= 3600


@pytest.mark.parametrize("header", [None, "", "snart", "-7", "1.5e3", "Wed, 99 Oct 2015"])
def test_retry_after_that_says_nothing_is_none(header: str | None) -> None:
    """A header of neither form is ignored."""
    assert retry_after(header) is None
