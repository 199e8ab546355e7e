"""What editors write about goals is read as they mean it, or refused with its possible readings."""

import random

import pytest

from generator.plans.goals import Goals, GoalSet, How, parse
from generator.plans.writing import written

ALM = GoalSet("ALM", 85)
FKM = GoalSet("FKM", 75, ("LM",))
ARB = GoalSet("ARB", 90)


def row(first: int, last: int) -> set[int]:
    """Return the numbers from the first to the last."""
    return set(range(first, last + 1))


CLEAR = [
    (ALM, "Alle ALM, bortsett fra 055, 067, 068, 070 og 085", row(1, 85) - {55, 67, 68, 70, 85}),
    (ALM, "Alle bortsett fra ALM 055, 067,\n068, 070 og 085.", row(1, 85) - {55, 67, 68, 70, 85}),
    (ALM, "alle læringsmål unntatt 5", row(1, 85) - {5}),
    (ALM, "001- 002", {1, 2}),
    (ALM, "ALM 1-6", row(1, 6)),
    (ALM, "ALM 1 til 6", row(1, 6)),
    (ALM, "042–050, 053 og 054", row(42, 50) | {53, 54}),
    (ALM, "ALM-001 - ALM-003", {1, 2, 3}),
    (ALM, "ALM 040, 058, 065-067,068- 070", {40, 58} | row(65, 70)),
    (ALM, "071-072, 070-078", row(70, 78)),
    (ALM, "ALM 1; 3 samt 4", {1, 3, 4}),
    (ALM, "Ingen", set()),
    (ALM, "Alle", row(1, 85)),
    (FKM, "Alle FKM", row(1, 75)),
    (FKM, "LM04, 59, 60 og 73", {4, 59, 60, 73}),
    (ARB, "ARB-014", {14}),
]


@pytest.mark.parametrize(("goals", "text", "wanted"), CLEAR, ids=[text for _, text, _ in CLEAR])
def test_clear_texts_are_read(goals: GoalSet, text: str, wanted: set[int]) -> None:
    """As editors and the guide of the form write them."""
    assert parse(text, goals) == Goals(frozenset(wanted))


UNCLEAR = [
    (ALM, "028,-030", {28, 30}, {28, 29, 30}),
    (ALM, "028-, 030", {28, 30}, {28, 29, 30}),
    (FKM, "19,-23", {19, 23}, row(19, 23)),
    (ALM, "050-042", {42, 50}, row(42, 50)),
    (ALM, "1.5", {1, 5}, row(1, 5)),
    (ALM, "1/5", {1, 5}, row(1, 5)),
    (ALM, "042 050", {42, 50}, row(42, 50)),
    (ALM, "1-3-5", {1, 3, 5}, row(1, 5)),
    (ALM, "028--030", {28, 30}, {28, 29, 30}),
]


@pytest.mark.parametrize(("goals", "token", "listed", "ranged"), UNCLEAR)
def test_an_unclear_part_names_its_readings(
    goals: GoalSet, token: str, listed: set[int], ranged: set[int]
) -> None:
    """It counts as no goals; what stands around it is read, and the place is the part's own."""
    found = parse(f"002, {token}, 070", goals)
    assert found.goals == {2, 70}
    (unclear,) = found.unclear
    assert (unclear.token, unclear.offset) == (token, 5)
    assert unclear.readings == {How.LIST: listed, How.RANGE: ranged}
    first, last = min(listed), max(listed)
    assert f"{first:03}-{last:03}" in unclear.message


@pytest.mark.parametrize("how", How)
def test_a_reading_settles_an_unclear_part(how: How) -> None:
    """Blanks in the key do not matter."""
    found = parse("ALM 021, 028, - 030", ALM, {"028,-030": how})
    assert found.unclear == ()
    assert found.goals == {21, 28, 30} | ({29} if how is How.RANGE else set())


IMPOSSIBLE = [
    ("ALM 090", "mål 090 finnes ikke; ALM går fra 001 til 085"),
    ("000", "mål 000 finnes ikke"),
    ("080-090", "mål 090 finnes ikke"),
    ("028030", "mål 28030 finnes ikke"),
    ("ARB-014", "«ARB» hører ikke hjemme her"),
    ("FKM 4", "«FKM» hører ikke hjemme her"),
    ("5-", "et tall mangler ved «5-»"),
    ("-5", "et tall mangler ved «-5»"),
    ("1,,3", "et tall mangler ved «,»"),
    ("1, 2,", "et tall mangler ved «,»"),
    ("ALM", "et tall mangler ved «ALM»"),
    ("alle, men ikke 5", "etter «alle» må det stå «bortsett fra»"),
    ("alle 5", "etter «alle» må det stå «bortsett fra»"),
    ("ingen 5", "etter «ingen» kan ikke noe følge"),
    ("alle unntatt", "målene mangler"),
    ("", "målene mangler"),
    ("\u0661", "hører ikke hjemme her"),
    ("1²", "hører ikke hjemme her"),
]


@pytest.mark.parametrize(("text", "message"), IMPOSSIBLE)
def test_what_cannot_be_read_is_refused(text: str, message: str) -> None:
    """With no readings, since none would be a guess better than another."""
    (unclear,) = parse(text, ALM).unclear
    assert message in unclear.message
    assert unclear.readings == {}
    assert text[unclear.offset : unclear.offset + len(unclear.token)] == unclear.token


def test_what_is_written_is_read_back() -> None:
    """For ten thousand random sets of goals, from none to all."""
    source = random.Random(85)
    for _ in range(10_000):
        share = source.random() ** 2
        chosen = {goal for goal in ALM.numbers if source.random() < share}
        if source.random() < 0.3:
            chosen = set(ALM.numbers) - chosen
        assert parse(written(chosen, ALM), ALM) == Goals(frozenset(chosen))


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        (row(1, 85), "Alle ALM"),
        (set(), "Ingen ALM"),
        ({1, 2, 3, 4, 8}, "ALM 001-004, 008"),
        (row(1, 85) - {20, 40, 60, 80}, "Alle ALM, bortsett fra 020, 040, 060, 080"),
        ({7}, "ALM 007"),
    ],
)
def test_the_shortest_text_is_written(numbers: set[int], text: str) -> None:
    """Rows of goals, or all but a few."""
    assert written(numbers, ALM) == text
