"""The input that all checks share."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.hub.links import Link
from generator.hub.model import Hub
from generator.hub.origins import Origins
from generator.hub.questions import Question
from generator.sources.document import Location


@dataclass(frozen=True, slots=True)
class Context:
    """The input of every check."""

    hub: Hub
    origins: Origins
    today: date
    questions: Mapping[str, Question]
    links: Mapping[str, Link]

    def plain_texts(self) -> Iterator[tuple[str, str, Location, str]]:
        """Yield (kind, id, location, text) of every text that is published exactly as written."""
        for kind in self.origins.kinds:
            for id_, item in kind.keyed(self.hub):
                for location, text in kind.texts(item, kind.plain):
                    yield kind.name, id_, location, text

    def is_whole(self, *kinds: str) -> bool:
        """Whether all items of these kinds could be read, so that a missing id is a mistake."""
        return not any(
            kind in self.origins.incomplete
            or len(self.origins.known[kind]) > len(getattr(self.hub, kind))
            for kind in kinds
        )
