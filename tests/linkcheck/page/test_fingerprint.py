"""The fingerprint of a main text: its numbers, its size, its format, and how it is compared."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.linkcheck.page.fingerprint import changed
from tests.linkcheck.page.reading import facts_of, fingerprint


def test_a_fingerprint_is_the_same_everywhere() -> None:
    """The numbers depend on neither machine nor run; if they change, the format must, too."""
    assert fingerprint("minst 70 timer", "§ 26") == (
        2, 5, 3690481445, 3095524646, 0, 16777216, 33554432, 33619968, 65794, 0, 0, 0,
        876587425, 2681006610,
    )  # fmt: skip


def test_of_nothing_there_is_no_fingerprint() -> None:
    """A page without words has no fingerprint, so it never counts as changed."""
    assert facts_of("<main></main>").fingerprint == ()
    some = fingerprint("a b c")
    assert not changed((), some)
    assert not changed(some, ())
    assert not changed((), ())


def test_fingerprints_of_another_format_are_not_compared() -> None:
    """After an upgrade, or with a damaged history, nothing counts as changed."""
    some, other = fingerprint("a b c"), fingerprint("d e f")
    assert changed(some, other)
    for number in (0, 1, 99):
        assert not changed((number, *some[1:]), other)
        assert not changed(some, (number, *other[1:]))
    assert not changed(some[:5], other)


def test_a_fingerprint_is_small() -> None:
    """At most 64 numbers and 1 kB of JSON, however long the page."""
    words = " ".join(f"ord{number} skal{number % 7}" for number in range(20_000))
    found = facts_of(f"<main>{words}</main>").fingerprint
    size = len(json.dumps(found))
    print(f"fingerprint of 40 000 words: {len(found)} numbers, {size} bytes of JSON")
    assert len(found) == 64
    assert size <= 1000


def test_only_an_equal_text_has_an_equal_fingerprint() -> None:
    """Other words and half a text are changes; lines in another order are not."""
    lines = [f"linje nummer{n} om emne{n} og sak{n} for alle{n}" for n in range(400)]
    whole = fingerprint(*lines)
    assert fingerprint(*reversed(lines)) == whole
    assert not changed(whole, whole)
    assert changed(whole, fingerprint(*(line.upper() for line in lines)))
    assert changed(whole, fingerprint(*lines[:200]))
    assert changed(fingerprint("a b c", "d e f"), fingerprint("a b c"))


def test_words_that_only_change_places_are_not_noticed() -> None:
    """Order is not watched, since blocks change places without any other change."""
    one = facts_of("<p>Barn får 10 dager og voksne 20 dager</p>").fingerprint
    other = facts_of("<p>Barn får 20 dager og voksne 10 dager</p>").fingerprint
    assert not changed(one, other)
    assert one != other


@given(st.lists(st.integers(-(2**70), 2**70), max_size=70), st.lists(st.integers(), max_size=70))
@settings(max_examples=200, deadline=None)
def test_no_numbers_of_a_damaged_history_raise(old: list[int], new: list[int]) -> None:
    """Any numbers can be compared, also behind the right number of the format."""
    current = fingerprint("a")[0]
    for one, other in ((old, new), ([current, *old], [current, *new])):
        assert changed(one, other) in (True, False)
        assert changed(other, one) is changed(one, other)
