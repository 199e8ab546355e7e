"""Colours: whether a text in one can be read, and the nearest one that can.

In: colours as `#rrggbb`. Out: ratios of contrast as WCAG 2.1 defines them
(https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio), and colours.
"""

import colorsys
import re
from dataclasses import dataclass

LEAST = 4.5
"""The least contrast of a text: https://www.w3.org/TR/WCAG21/#contrast-minimum."""
_COLOUR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE | re.ASCII)
_STEP = 0.004
"""How much lighter or darker the next try is; 1 is from black to white."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """The colours of pages, light or dark, on which the accent is written.

    They are those of `overrides/assets/stylesheets/hub/variables.css`.
    """

    paper: str
    wash: str
    towards: str
    """Black or white: where an accent goes to be read better."""
    strength: float
    """How much of the accent its tint has."""

    def tint(self, accent: str) -> str:
        """Return the background of what is chosen: the paper with some of the accent."""
        return mix(self.paper, accent, self.strength)

    def strong(self, accent: str) -> str:
        """Return the accent of what is pointed at."""
        return mix(accent, self.towards, 0.3)

    def worst(self, accent: str) -> tuple[float, str]:
        """Return the least contrast of the accent, and the background that gives it."""
        backgrounds = (self.paper, self.wash, self.tint(accent))
        return min((contrast(accent, background), background) for background in backgrounds)

    def readable(self, accent: str) -> str:
        """Return the accent, or the nearest colour of its hue that can be read everywhere."""
        hue, lightness, saturation = colorsys.rgb_to_hls(*(x / 255 for x in _channels(accent)))
        step = _STEP if self.towards == "#ffffff" else -_STEP
        while self.worst(accent)[0] < LEAST:
            lightness = min(1.0, max(0.0, lightness + step))
            made = colorsys.hls_to_rgb(hue, lightness, saturation)
            accent = _written([round(x * 255) for x in made])
        return accent


LIGHT = Scheme("#ffffff", "#f2f6f5", "#000000", 0.11)
DARK = Scheme("#10191c", "#182327", "#ffffff", 0.16)


def colour(text: str) -> str | None:
    """Return a colour as `#rrggbb` in small letters; None if the text is none."""
    if not _COLOUR.fullmatch(text):
        return None
    digits = text[1:].lower()
    return f"#{''.join(x * 2 for x in digits) if len(digits) == 3 else digits}"


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """Return a colour with this share of another, from 0 to 1."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return _written([round(a + (b - a) * share) for a, b in pairs])


def _luminance(written: str) -> float:
    """Return the relative luminance: https://www.w3.org/TR/WCAG21/#dfn-relative-luminance."""
    weights = (0.2126, 0.7152, 0.0722)
    shares = (x / 255 for x in _channels(written))
    linear = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in shares)
    return sum(weight * x for weight, x in zip(weights, linear, strict=True))


def _channels(written: str) -> list[int]:
    return [int(written[start : start + 2], 16) for start in (1, 3, 5)]


def _written(channels: list[int]) -> str:
    return "#" + "".join(f"{x:02x}" for x in channels)
