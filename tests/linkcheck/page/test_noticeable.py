"""Which changes of a text are noticeable: those of words and numbers, not those of typography."""

import pytest

from generator.linkcheck.page.fingerprint import changed
from tests.linkcheck.page.reading import facts_of

SENTENCE = "Arbeidsgiveren skal gi minst 70 timer undervisning, og vedtaket er gyldig i tre år."


@pytest.mark.parametrize(
    ("old", "new", "is_change"),
    [
        ("70 timer", "80 timer", True),
        ("70 timer", "70,5 timer", True),
        ("skal", "kan", True),
        ("gyldig", "ugyldig", True),
        ("er gyldig", "er ikke gyldig", True),
        ("tre år", "fire år", True),
        ("Arbeidsgiveren", "Kommunen", True),
        ("vedtaket", "avtalen", True),
        ("er gyldig", "er ingyldig", True),
        ("tre år", "hvert tredje år", True),
        ("undervisning", "undervisnig", False),
        ("Arbeidsgiveren", "Arbeids giveren", False),
        ("undervisning, og", "undervisning – og", False),
        ("Arbeidsgiveren", "ARBEIDSGIVEREN", False),
        ("vedtaket", "«vedtaket»", False),
        ("vedtaket", "ved\u00adtaket", False),
        (" år.", "\u00a0år", False),
    ],
)
def test_what_is_noticeable(old: str, new: str, *, is_change: bool) -> None:
    """Another word or number is noticeable; spelling, case, punctuation and spaces are not."""
    altered = SENTENCE.replace(old, new)
    assert altered != SENTENCE
    before, after = (facts_of(f"<main>{text}</main>").fingerprint for text in (SENTENCE, altered))
    assert changed(before, after) is is_change
    assert changed(after, before) is is_change


@pytest.mark.parametrize("position", [0, 1500, 2999])
def test_one_number_shows_in_a_long_statute(position: int) -> None:
    """A change of one number is noticed in a page of any length."""
    lines = [f"<p>§ {n} Fristen er {n + 7} dager etter vedtaket.</p>" for n in range(3000)]
    before = facts_of("<main>" + "".join(lines)).fingerprint
    lines[position] = lines[position].replace(f"{position + 7} dager", "9999 dager")
    assert changed(before, facts_of("<main>" + "".join(lines)).fingerprint)


def test_thousands_may_be_set_with_a_space_or_without() -> None:
    """12 400 equals 12400, and differs from 12 500."""
    one, other, third = (
        facts_of(f"<p>Satsen er {sum_} kroner</p>").fingerprint
        for sum_ in ("12&nbsp;400", "12400", "12 500")
    )
    assert not changed(one, other)
    assert changed(one, third)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hver tredje måned", "hver fjerde måned"),
        ("direkte oppgjør", "indirekte oppgjør"),
        ("eighty percent", "eight percent"),
    ],
)
def test_words_that_differ_by_two_letters_may_be_noticeable(old: str, new: str) -> None:
    """A numeral or a negation is no spelling mistake."""
    assert changed(facts_of(f"<p>{old}</p>").fingerprint, facts_of(f"<p>{new}</p>").fingerprint)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("12 400 kroner", "12.400 kroner"),
        ("fra 9–15", "fra 9 - 15"),
        ("kl. 08:30", "kl. 08.30"),
        ("én gang på Røst", "en gang på Røst"),
        ("gå på skole", "ga\u030a pa\u030a skole"),
    ],
)
def test_how_a_number_or_a_letter_is_set_is_not_noticeable(old: str, new: str) -> None:
    """Thousands, ranges, times and accents can be written in several ways."""
    assert not changed(facts_of(f"<p>{old}</p>").fingerprint, facts_of(f"<p>{new}</p>").fingerprint)


@pytest.mark.parametrize("block", ["<header>{}</header>", "<div role=alert>{}</div>"])
def test_a_head_or_an_alert_is_watched_where_it_belongs_to_the_text(block: str) -> None:
    """The header and alerts of the text are watched, those of the site are not."""
    texts = ("Kommunen skal hjelpe", "Veilederen er utgått")
    for frame, is_watched in (("<main>{}<p>Felles</p></main>", True), ("{}<p>Felles</p>", False)):
        one, other = (facts_of(frame.format(block.format(text))).fingerprint for text in texts)
        assert changed(one, other) is is_watched


def test_opening_a_panel_is_no_change_but_what_it_says_is() -> None:
    """Hidden text counts as if it were shown."""
    page_ = "<main><h2>Sats</h2><div {}><p>Satsen er {} kroner.</p></div></main>"
    shut = facts_of(page_.format("hidden aria-hidden=true", 100)).fingerprint
    assert not changed(shut, facts_of(page_.format("", 100)).fingerprint)
    assert changed(shut, facts_of(page_.format("hidden aria-hidden=true", 200)).fingerprint)
