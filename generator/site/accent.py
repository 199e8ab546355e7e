"""The colours of a hub -> the rules that the stylesheet ends with.

In: settings, whose colours have been checked for contrast. Out: CSS; nothing if the hub has ours.
"""

from generator.hub.colours import DARK, LIGHT, Scheme
from generator.site.settings import Settings


def accent_rules(settings: Settings) -> str:
    """Return the rules for the accent and the shades of it, in the light and the dark scheme."""
    dark = settings.accent_dark or (DARK.readable(settings.accent) if settings.accent else "")
    rules = _rules(LIGHT, settings.accent) if settings.accent else ""
    if dark:
        rules += f"@media screen and (prefers-color-scheme: dark) {{ {_rules(DARK, dark)} }}\n"
    return rules


def _rules(scheme: Scheme, accent: str) -> str:
    shades = {"": accent, "-strong": scheme.strong(accent)}
    declared = "".join(f"--accent{name}: {shade}; " for name, shade in shades.items())
    return f":root {{ {declared}--tint: {scheme.tint(accent)}; }}\n"
