"""A host that only looks like another is shown as what it is."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.hub.homographs import is_homograph, with_plain_hosts

FALSE = "l\u043evdata.no"  # a Cyrillic letter
TRUE = "xn--lvdata-wqf.no"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"https://{FALSE}/lov", f"https://{TRUE}/lov"),
        (f"HTTP://{FALSE}:8080/a?b#c", f"HTTP://{TRUE}:8080/a?b#c"),
        (f"https://lovdata.no@{FALSE}/", f"https://lovdata.no@{TRUE}/"),
        (f"Sendt til {FALSE}, og dit.", f"Sendt til {TRUE}, og dit."),
        (f"(etter videresending til {FALSE}).", f"(etter videresending til {TRUE})."),
        (f"Ny plass: https://{FALSE}/ny.", f"Ny plass: https://{TRUE}/ny."),
        ("https://l\u03bfvdata.no/", "https://xn--lvdata-i0e.no/"),
        ("https://\uff4c\uff4f\uff56\uff44\uff41\uff54\uff41\u3002no/", "https://lovdata.no/"),
        # Norwegian letters are no disguise, nor are words and paths.
        ("https://blåbær.no/søk", "https://blåbær.no/søk"),
        ("https://a.no/документ.html", "https://a.no/документ.html"),
        ("Страница не найдена. Конец.", "Страница не найдена. Конец."),
        ("https://lovdata.no/", "https://lovdata.no/"),
    ],
)
def test_what_is_shown(text: str, shown: str) -> None:
    """Only the host changes, and only if it could be taken for another."""
    assert with_plain_hosts(text) == shown


@given(st.text())
def test_no_host_is_left_that_looks_like_another(text: str) -> None:
    """Whatever is written; doing it twice is doing it once."""
    once = with_plain_hosts(text)
    assert with_plain_hosts(once) == once
    host = with_plain_hosts(f"https://{text}/").split("/")[2] if text.isalnum() else ""
    assert not is_homograph(host)


@pytest.mark.parametrize("piece", ["a.", "http://", "a.@", "x+", "-a.", " http://ж.no", "ж", "@"])
def test_it_takes_linear_time(piece: str) -> None:
    """Four times the text takes about four times as long, and never sixteen."""
    seconds = []
    for count in (20_000, 80_000):
        text = f"é https://ж{piece * count}"
        began = time.process_time()
        with_plain_hosts(text)
        with_plain_hosts(f"é {piece * count}")
        seconds.append(time.process_time() - began)
    assert seconds[1] < 10 * max(seconds[0], 0.01)
