"""What a change does to readers: the values that reports show.

In: nothing; `compare` makes them. Everything is plain text, as readers see it.
"""

from dataclasses import dataclass
from enum import StrEnum

from generator.editing.diff.words import Piece


class Change(StrEnum):
    """What became of something."""

    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"


class Slip(StrEnum):
    """What an editor may not have meant."""

    SHORTER = "much-shorter"
    ROLES = "roles-lost"
    CONFIRMATION = "confirmation-void"
    LINKS = "links-lost"
    ADDRESS = "address-lost"


@dataclass(frozen=True, slots=True)
class Warned:
    """A slip, with what it is about and one Norwegian sentence that says what to do."""

    slip: Slip
    about: str
    """The id of a question or a page, or an address."""
    message: str


@dataclass(frozen=True, slots=True)
class RoleChange:
    """What one role meets."""

    id: str
    name: str
    changed: int = 0
    new: int = 0
    removed: int = 0
    moved: int = 0
    """Answers that both editions have, under another topic."""
    is_reordered: bool = False
    """Whether answers under one topic have changed places."""
    links_new: int = 0
    links_removed: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether the role meets nothing new."""
        counts = (self.changed, self.new, self.removed, self.moved, self.links_new)
        return not any((*counts, self.links_removed, self.is_reordered))


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """A question and its answer, as some roles read it."""

    id: str
    change: Change
    roles: tuple[str, ...]
    """The names of the roles for which just this changed."""
    title: tuple[Piece, ...]
    text: tuple[Piece, ...]
    fields: tuple["Field", ...] = ()
    """What changed beside the text, such as links."""
    is_layout: bool = False
    """Whether words stayed, and emphasis, paragraphs or destinations of links changed."""

    @property
    def has_new_words(self) -> bool:
        """Whether a word of the text changed."""
        return len(self.text) > 1


@dataclass(frozen=True, slots=True)
class Field:
    """A key of an item that changed; without pieces if its value is no text."""

    key: str
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemChange:
    """Something other than an answer: a link, a term, a page, a plan."""

    kind: str
    """The name of its kind, as in `generator.hub.kinds`; `pages` and `settings` are others."""
    id: str
    change: Change
    name: str
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Address:
    """An address of the site that is another one now; `new` is None if nothing is there."""

    old: str
    new: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs for readers between two editions."""

    base: str
    head: str
    roles: tuple[RoleChange, ...] = ()
    answers: tuple[AnswerChange, ...] = ()
    items: tuple[ItemChange, ...] = ()
    addresses: tuple[Address, ...] = ()
    warned: tuple[Warned, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether readers meet nothing new."""
        return not (self.roles or self.answers or self.items or self.addresses or self.warned)
