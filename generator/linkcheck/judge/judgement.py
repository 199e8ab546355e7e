"""The value that judging an address returns: a verdict, and the reason for it."""

from dataclasses import dataclass

from generator.linkcheck.results import Verdict

_LONGEST_EXCERPT = 80


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one address tonight, and why."""

    verdict: Verdict
    reason: str
    """A Norwegian sentence that says what was seen."""
    status: int | None = None
    """The final HTTP status; None if there was no answer."""
    target: str | None = None
    """For `moved`: the absolute address where the leading permanent redirects end."""


def is_good(verdict: Verdict) -> bool:
    """Return whether a reader who follows the address gets what it promises."""
    return verdict in (Verdict.OK, Verdict.MOVED)


def excerpt(text: str) -> str:
    """Return text from another site in a form that can be quoted in a reason.

    The result is one line of at most 80 printable characters.
    """
    return "".join(x for x in " ".join(text.split()) if x.isprintable())[:_LONGEST_EXCERPT]
