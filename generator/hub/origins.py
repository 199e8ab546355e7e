"""Where the items of a hub were written, and what is known of those that failed to load."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.hub.kinds import Kind
from generator.problems import Fix, Place
from generator.sources.document import Document, Location
from generator.sources.lines import line_starts


@dataclass(frozen=True, slots=True)
class Origins:
    """Where each item of a hub was written. `kind` is the name of one of `kinds` throughout.

    An item without an id is known by its number, written as text (see `Kind.has_ids`).
    """

    kinds: tuple[Kind[Any], ...]
    places: Mapping[tuple[str, str], tuple[Document, Location]]
    """(kind, id) -> the document, and the location of the item in it."""
    known: Mapping[str, frozenset[str]]
    """Kind -> all ids found, also those of items that failed to load."""
    incomplete: frozenset[str]
    """Kinds of which some ids could not be read: references to them can't be judged."""
    renamed: Mapping[str, frozenset[str]]
    """Kind -> the names of files with another id in them: it is not known which id is meant."""
    pages: frozenset[str] = frozenset()
    """File names of the hand-written pages, without `.md`."""
    images: frozenset[str] = frozenset()
    """The paths on the site of the images, which pages may show."""

    def place(self, kind: str, id_: str, *location: str | int, key: bool = False) -> Place:
        """Return the place of a value (or its key) inside an item."""
        document, prefix = self.places[kind, id_]
        return document.place((*prefix, *location), key=key)

    def place_in_text(self, kind: str, id_: str, location: Location, offset: int) -> Place:
        """Return the place of a character of a text inside an item."""
        document, prefix = self.places[kind, id_]
        return document.place_in_text((*prefix, *location), offset)

    def fix_in_text(
        self, kind: str, id_: str, location: Location, mends: Sequence[tuple[int, str, str]]
    ) -> Fix | None:
        """Return the fix that makes all changes to a text: (offset, old, new), in their order.

        None if there are none, or if the text is not written in the file as it is read.
        """
        document, prefix = self.places[kind, id_]
        places = [document.place_in_text((*prefix, *location), mend[0]) for mend in mends]
        starts = line_starts(document.text)
        at = [starts[place.line - 1] + place.column - 1 for place in places]
        if (
            not mends
            or len(set(at)) < len(at)
            or not all(
                document.text.startswith(old, offset)
                for offset, (_, old, _) in zip(at, mends, strict=True)
            )
        ):
            return None
        last = at[-1] + len(mends[-1][1])
        new, done = "", at[0]
        for offset, (_, old, wanted) in zip(at, mends, strict=True):
            new += document.text[done:offset] + wanted
            done = offset + len(old)
        return Fix(places[0], document.text[at[0] : last], new)

    def is_unknown(self, kind: str, id_: str) -> bool:
        """Whether an id certainly refers to nothing."""
        return kind not in self.incomplete and id_ not in self.known[kind]
