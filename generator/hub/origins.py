"""Where the models of a hub were written."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.problems import Place
from generator.sources.document import Document, Location


@dataclass(frozen=True, slots=True)
class Origins:
    """Where every model of a hub was written, and which ids are known although they failed."""

    places: Mapping[tuple[str, str], tuple[Document, Location]]
    known: Mapping[str, frozenset[str]]
    incomplete: frozenset[str]
    """Kinds of which some ids could not be read: what refers to them can't be judged."""
    renamed: frozenset[str] = frozenset()
    """Questions whose file and id differ: which of the two a topic lists is not known."""
    pages: frozenset[str] = frozenset()
    """Names of the hand-written pages, which have addresses of their own."""

    def place(self, kind: str, id_: str, *location: str | int, key: bool = False) -> Place:
        """Return the place of a value (or its key) inside the model `id_`."""
        document, prefix = self.places[kind, id_]
        return document.place((*prefix, *location), key=key)

    def place_in_text(self, kind: str, id_: str, location: Location, offset: int) -> Place:
        """Return the place of a character of a text inside the model `id_`."""
        document, prefix = self.places[kind, id_]
        return document.place_in_text((*prefix, *location), offset)

    def is_unknown(self, kind: str, id_: str) -> bool:
        """Whether an id certainly refers to nothing."""
        return kind not in self.incomplete and id_ not in self.known[kind]
