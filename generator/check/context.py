"""The input that all checks share."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from generator.hub.addresses import same_page
from generator.hub.heading_ids import id_from
from generator.hub.links import Link
from generator.hub.model import Hub
from generator.hub.origins import Origins
from generator.hub.questions import Question
from generator.sources.document import Location


@dataclass(frozen=True)  # without slots, which allow no cached properties
class Context:
    """The input of every check."""

    hub: Hub
    origins: Origins
    today: date
    questions: Mapping[str, Question]
    links: Mapping[str, Link]
    public: Collection[str] = ()
    """Mailboxes and phone numbers that are nobody's own."""

    @cached_property
    def question_now(self) -> Mapping[str, str]:
        """The id or an alias of a question -> its id."""
        return {
            id_: question.id
            for question in self.hub.questions
            for id_ in (*question.aliases, question.id)
        }

    @cached_property
    def titled(self) -> Mapping[str, str]:
        """`link:` or `question:` with a title, written as an id -> the reference to what has it.

        Without titles that several have.
        """
        found: dict[str, str] = {}
        for scheme, id_, title in (
            *(("link", link.id, link.title) for link in self.hub.links),
            *(("question", question.id, question.question) for question in self.hub.questions),
        ):
            key = f"{scheme}:{id_from(title)}"
            found[key] = "" if key in found else f"{scheme}:{id_}"
        return found

    @cached_property
    def topic_of(self) -> Mapping[str, str]:
        """The id of a question -> that of its topic."""
        return {id_: topic.id for topic in self.hub.topics for id_ in topic.questions}

    @cached_property
    def _links_by_address(self) -> Mapping[str, Link]:
        return {same_page(link.url): link for link in reversed(self.hub.links) if link.url}

    def link_at(self, address: str) -> Link | None:
        """Return the link with an address, or with one that differs in how it is written only."""
        whole = same_page(address)
        return self._links_by_address.get(whole) or self._links_by_address.get(
            whole.partition("#")[0]
        )

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
