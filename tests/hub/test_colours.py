"""The contrast of colours is that of WCAG, and each refused colour has a near one that passes."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from generator.hub.colours import DARK, LEAST, LIGHT, Scheme, colour, contrast, mix

VARIABLES = Path(__file__).parents[2] / "overrides/assets/stylesheets/hub/variables.css"
SCHEMES = {"light": LIGHT, "dark": DARK}
COLOURS = some.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def declared(name: str, number: int) -> str:
    """Return a colour of our stylesheet: in the light scheme (0), or in the dark one (1)."""
    found = re.findall(rf"--{name}: (#[0-9a-f]+);", VARIABLES.read_text("utf-8"))[number]
    written = colour(found)
    assert written
    return written


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),  # the well-known grey that just fails
        ("#767676", "#ffffff", 4.54),
        ("#0000ff", "#ffffff", 8.59),
        ("#ff0000", "#00ff00", 2.91),
        ("#123456", "#123456", 1.0),
    ],
)
def test_the_ratio_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    """Known pairs, whichever comes first."""
    assert round(contrast(one, other), 2) == round(contrast(other, one), 2) == ratio


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("#0F4C5C", "#0f4c5c"), ("#abc", "#aabbcc"), ("0f4c5c", None), ("#0f4c5", None),
        ("#0f4c5cff", None), ("blå", None), ("", None), ("#ggg", None), ("#abc\n", None),
    ],
)  # fmt: skip
def test_a_colour_has_three_or_six_digits(text: str, wanted: str | None) -> None:
    """Capitals are small letters, and three digits are doubled."""
    assert colour(text) == wanted


@pytest.mark.parametrize("number", [0, 1])
def test_the_backgrounds_are_those_of_the_stylesheet(number: int) -> None:
    """The check says something about the pages, whose own accent passes it."""
    scheme = [LIGHT, DARK][number]
    assert (scheme.paper, scheme.wash) == (declared("paper", number), declared("wash", number))
    accent = declared("accent", number)
    assert scheme.worst(accent)[0] >= LEAST
    assert contrast(accent, declared("tint", number)) >= LEAST
    assert contrast(accent, declared("on-accent", number)) >= LEAST


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)
@given(accent=COLOURS)
def test_every_colour_has_one_near_it_that_can_be_read(scheme: Scheme, accent: str) -> None:
    """On all backgrounds, and as the background of the text on it; a good colour stays."""
    number = int(scheme is DARK)
    made = scheme.readable(accent)
    assert scheme.worst(made)[0] >= LEAST
    assert contrast(made, declared("on-accent", number)) >= LEAST
    assert (made == accent) == (scheme.worst(accent)[0] >= LEAST)
    strong = scheme.strong(made)
    assert all(contrast(strong, x) >= LEAST for x in (scheme.paper, scheme.wash, scheme.tint(made)))


def test_a_mixture_lies_between() -> None:
    """Nothing of the other is the one; all of it is the other."""
    assert mix("#000000", "#ffffff", 0) == "#000000"
    assert mix("#000000", "#ffffff", 1) == "#ffffff"
    assert mix("#000000", "#ffffff", 0.5) == "#808080"
