"""How well a changed page is told from noise, on realistic pages (see `realistic`)."""

import pytest

from generator.linkcheck.page.fingerprint import changed
from tests.linkcheck.page.reading import facts_of, main_text
from tests.linkcheck.page.realistic import NIGHT, PAIRS, SITES, TEXTS, Alter


def counts_as_changed(site: str, text: str, alter: Alter) -> bool:
    """Whether the page of the second night counts as changed."""
    night, altered = alter(NIGHT, TEXTS[text])
    frame = SITES[site].frame
    before = frame.format(**NIGHT, text=TEXTS[text])
    after = frame.format(**night, text=altered)
    return changed(facts_of(before).fingerprint, facts_of(after).fingerprint)


def test_how_often_a_change_is_told_from_noise() -> None:
    """There is no false alarm, and 23 of 24 judgements are right."""
    wrong = [
        (site, text, name, is_change)
        for site, text, name, alter, is_change in PAIRS
        if counts_as_changed(site, text, alter) is not is_change
    ]
    same = sum(not is_change for *_, is_change in PAIRS)
    missed = [case for case in wrong if case[3]]
    print(f"{len(PAIRS)} pairs, {same} of them unchanged: {len(PAIRS) - len(wrong)} right,")
    print(f"{len(wrong) - len(missed)} false alarms, {len(missed)} missed: {wrong}")
    assert len(PAIRS) >= 24
    assert len(wrong) == len(missed), "a false alarm"
    assert len(wrong) * 24 <= len(PAIRS)


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("text", TEXTS)
def test_the_pairs_are_of_pages_that_are_read_well(site: str, text: str) -> None:
    """Each kind of site gives the same words: the text and nothing around it."""
    html = SITES[site].frame.format(**NIGHT, text=TEXTS[text])
    assert " ".join(main_text(html)) == " ".join(main_text(f"<main>{TEXTS[text]}</main>"))
