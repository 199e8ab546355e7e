"""References in texts -> where they go: an address outside the site, or a place on it.

In: a hub and the addresses that the link check has confirmed as dead. Out: targets. Each page
decides how it links to a place.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from generator.hub.laws import law_section_address
from generator.hub.links import LinkKind
from generator.hub.markup import split_reference
from generator.hub.model import Hub
from generator.language import Language


class Place(NamedTuple):
    """A place on the site. `path` is relative to the site's root.

    `question` is the id of the question shown there; a page that contains the question links to it
    by an anchor instead.
    """

    path: str
    question: str | None = None


Href = Callable[[Place], str]
"""Returns the value of `href` for a place on the site; it depends on the page with the link."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a reference goes: `address` outside the site, `place` on it, or neither: nowhere."""

    address: str | None = None
    place: Place | None = None
    is_lost: bool = False
    """Whether the reference is to a link whose address is missing."""
    is_pdf: bool = False
    is_dead: bool = False
    is_only_online: bool = False
    """Whether it is a file that an offline copy lacks, and whose address it does not know."""


NOWHERE = Target()


def question_place(id_: str) -> Place:
    """Return the page of a question."""
    return Place(f"sporsmal/{id_}/", id_)


def term_place(id_: str) -> Place:
    """Return the place of a term in the glossary."""
    return Place(f"ordliste/#{id_}")


class Targets:
    """Resolves the references of one hub, and has the words that texts say about them.

    `language` is that of the words, and `dead` are the addresses that the link check has confirmed
    as dead.
    """

    def __init__(
        self, hub: Hub, language: Language | None = None, dead: frozenset[str] = frozenset()
    ) -> None:
        self._hub = hub
        self._links = hub.link_by_id
        self.dead = dead
        self._resolved: dict[str, Target] = {}
        self.language = language or Language()
        self.lost = " " + self.language.gettext("(lenken mangler)")
        """Added after the words of a link whose address is missing."""

    def resolve(self, written: str) -> Target:
        """Return the target of a destination, given as it is written in a text.

        It is `NOWHERE` for unknown ids and for schemes that answers may not use.
        """
        if written not in self._resolved:
            self._resolved[written] = self._target(written)
        return self._resolved[written]

    def _target(self, written: str) -> Target:
        scheme, target, fragment = split_reference(written)
        if scheme == "mailto":
            return Target(written)
        if scheme == "question":
            return Target(place=question_place(target))
        link = self._links.get(target)
        if scheme not in ("link", "law") or link is None:
            return NOWHERE
        if link.url is None:
            return Target(is_lost=True)
        address = link.url
        if scheme == "law" and fragment:
            address = law_section_address(self._hub, link, fragment) or address
        elif fragment:
            address = f"{address}#{fragment}"
        is_pdf = scheme == "link" and link.kind is LinkKind.PDF
        return Target(address, is_pdf=is_pdf, is_dead=address in self.dead)


def archived(url: str) -> str:
    """Return the address of the archived copies of a page. It is composed, never requested."""
    return f"https://web.archive.org/web/{url}"
