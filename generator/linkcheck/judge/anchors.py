"""Whether a page has the place on it that an address points to: an id, or a text.

In: an answer, and the address as its author wrote it. Out: what is known of the place. Pure.
"""

from dataclasses import dataclass
from enum import Enum, auto
from urllib.parse import unquote

from generator.language import say
from generator.linkcheck.judge.judgement import excerpt
from generator.linkcheck.judge.sites import site_makes_anchor
from generator.linkcheck.observations import Address, Answered
from generator.linkcheck.page.directives import DELIMITER, directives, spellings


class Place(Enum):
    """What is known of a place on a page."""

    FOUND = auto()
    """It is there, or the address names none, or the page it is on was not fetched."""
    MISSING = auto()
    UNCHECKED = auto()
    """It may be there: a script could make it, or the page could not be read to its end."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A place that an address points to, and what is known of it."""

    place: Place
    name: str = ""
    """What is looked for, in Norwegian: «stedet «#del»» or «teksten «…»»."""
    why: str = ""
    """Why it could not be checked, in Norwegian."""


_FOUND = Sought(Place.FOUND)


def sought(answer: Answered, address: Address) -> Sought:
    """Return what is known of the place that an address points to.

    An id and a text must both be there, as the author means both.
    """
    page = answer.page
    if answer.is_pdf or (page is None and not answer.unread) or _is_elsewhere(answer):
        return _FOUND
    written, _, _ = address.fragment.partition(DELIMITER)
    text = directives(address.fragment)
    name = ""
    if text and (page is None or text in page.missing_texts):
        name = say("teksten «%(text)s»", text=_quoted(text))
    if not _is_there(answer, address, written):
        name = say("stedet «#%(place)s»", place=excerpt(unquote(written)))
    if not name:
        return _FOUND
    why = _doubt(answer)
    return Sought(Place.UNCHECKED if why else Place.MISSING, name, why)


def _is_there(answer: Answered, address: Address, written: str) -> bool:
    """Whether a page has an id: browsers look for it as it is encoded, and then decoded."""
    fragment = unquote(written)
    if _needs_no_id(fragment) or site_makes_anchor(answer, address, fragment):
        return True
    return answer.page is not None and not answer.page.ids.isdisjoint(spellings(written))


def _quoted(text: str) -> str:
    """Return the words of text directives, ready to quote."""
    found = [part.removeprefix("text=") for part in text.split("&") if part.startswith("text=")]
    return excerpt(unquote(found[0].replace(",", " … ")))


def _doubt(answer: Answered) -> str:
    """Return why an answer cannot show that a place is missing; empty if it can."""
    page = answer.page
    if page is None or answer.unread:
        return say("innholdet ikke kan leses")
    if answer.truncated:
        return say("siden er for lang")
    return say("et skript på siden kan lage det") if page.scripts else ""


def _needs_no_id(fragment: str) -> bool:
    """Whether every page has a place: its top, and the routes of scripts (`#!`, `#/`)."""
    return fragment.casefold() in ("", "top") or fragment.startswith(("!", "/"))


def _is_elsewhere(answer: Answered) -> bool:
    """Whether the reader is sent on to another place than the address names."""
    page = answer.page
    is_sent_on = page is not None and (page.refresh is not None or page.script_target is not None)
    return is_sent_on or any("#" in (hop.location or "") for hop in answer.hops)
